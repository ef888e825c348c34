"""Backups: checked copies of a book, thinned as they grow old, and restored under a new name."""

import os
import re
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import StaticPool, create_engine

from app.book import upgrade
from app.book.dialect import BUSY_TIMEOUT_MS, damaged, unavailable
from app.domain.errors import Unavailable

ENDING: Final = ".avoir"
_STAMP: Final = "%Y-%m-%d %H%M"  # as people read it in their file manager, in their own zone
_NAMED: Final = re.compile(r"(.+) (\d{4}-\d\d-\d\d \d{4})(?: \(\d+\))?", re.DOTALL)
_UNDER_WAY: Final = ".backup-"  # a folder for what has no name yet
_FORGOTTEN: Final = timedelta(days=1)  # nobody is copying there any more
_PAGES: Final = 256  # copied between two looks at Cancel
_STEPS: Final = 100_000  # of the database between two looks
_COPIED: Final = 80  # of 100 parts of the work; the rest is looking at the copy
_DAYS, _WEEK_DAYS, _MONTHS = 7, 28, 12
_ALL: Final = 100

Progress = Callable[[int, int], object]  # done, total; may raise, and then nothing is left behind


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that was made here, and when. `as_made`: nobody has worked in it since."""

    path: Path
    at: datetime
    as_made: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest backup that can be read, and the last change of the book that is in it."""

    path: Path
    at: datetime
    change: int  # its place in the history
    changed_at: str


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def folder_of(book: Path) -> Path:
    """Where the backups of a book lie, unless another folder is asked for: beside it."""
    return book.absolute().parent / f"{book.stem} backups"


def named(path: Path) -> tuple[str, str] | None:
    """The book's name and the minute that the name of a backup holds; None for other names."""
    found = _NAMED.fullmatch(path.stem) if path.suffix == ENDING else None
    return (found[1], found[2]) if found else None


def is_backup(path: Path) -> bool:
    """Whether a file is a backup as it was made: named so, and not to be written."""
    with suppress(OSError):
        return bool(named(path)) and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP)
    return False


# Making one


def back_up(book: Path, folder: Path | None, now: datetime, progress: Progress = _silent) -> Path:
    """A copy of the book as it is at this moment, whoever else is at work in it; in `folder`, or
    beside the book. It has its name only once it was opened and compared with the book; older
    ones are thinned after that. Unavailable: the book is damaged, or nothing can be written."""
    folder = folder or folder_of(book)
    made_here = not folder.exists()
    try:
        with _beside(folder, book.name) as copy:
            _copy(book, copy, progress)
            os.utime(copy, (now.timestamp(), now.timestamp()))
            path = _name(copy, folder, f"{book.stem} {now.astimezone():{_STAMP}}")
        with suppress(OSError):
            path.chmod(stat.S_IRUSR)  # so that nobody takes it for the book and works in it
    except BaseException:
        if made_here:
            with suppress(OSError):
                folder.rmdir()
        raise
    thin(book, folder, now)
    return path


def restore(backup: Path, to: Path, progress: Progress = _silent) -> Path:
    """A book of its own, just as the backup is. Unavailable: something is there already, the
    backup is damaged, or nothing can be written."""
    _must_be_free(to)
    with _beside(to.absolute().parent, backup.name) as copy:
        _copy(backup, copy, progress)
        try:
            upgrade.put(copy, to)
        except FileExistsError:
            raise _taken(to) from None
    return to


def _must_be_free(to: Path) -> None:
    """The log of a book that is gone would be read as if it were the new one's."""
    if os.path.lexists(to):  # also a folder without a name of its own: / or .
        raise _taken(to)
    for suffix in ("-wal", "-journal"):
        path = to.with_name(f"{to.name}{suffix}")
        if os.path.lexists(path):
            raise _taken(path)


def _taken(path: Path) -> Unavailable:
    name = upgrade.short(path)
    return Unavailable(f"{name} exists already; nothing was changed.", "Choose another name.")


@contextmanager
def _beside(folder: Path, name: str) -> Iterator[Path]:
    """A place for a copy under way, gone at the end. What the disk and the database say of it
    becomes Unavailable."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_UNDER_WAY, dir=folder) as place:
            yield Path(place) / name
    except OSError as error:
        raise Unavailable(
            f"Nothing can be written in {folder.absolute()}: {error.strerror}.",
            "Choose a folder that exists and that you may write in.",
        ) from error
    except UnicodeDecodeError as error:  # of a text in the file, or of what is said of it
        raise damaged() from error
    except sqlite3.Error as error:
        raise unavailable(error) or error from error


def _copy(source: Path, to: Path, progress: Progress) -> None:
    """Copies one state of a book, opens the copy and compares it."""
    if not source.is_file():
        raise Unavailable(
            f"There is no book {upgrade.short(source)} in {source.absolute().parent}.",
            "Check the name.",
        )
    os.close(os.open(to, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(_reading(source)) as book, closing(_connection(to, "rw")) as copy:
        book.execute("BEGIN")  # all that follows sees the state of the first look
        with _stoppable(book, progress, 0):
            facts = _facts(book)

        def tell(_status: int, left: int, pages: int) -> None:
            progress(_COPIED * (pages - left) // max(pages, 1), _ALL)

        book.backup(copy, pages=_PAGES, progress=tell)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, that leaves none beside it
        with _stoppable(copy, progress, _COPIED):
            _look_through(copy, facts)
    if upgrade.format_of(to) == upgrade.FORMAT:
        _make_ownerless(to)
    progress(_ALL, _ALL)


def _reading(source: Path) -> sqlite3.Connection:
    made = _connection(source, "ro")
    made.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return made


def _connection(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    made = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    made.execute("PRAGMA trusted_schema = OFF")
    return made


def _facts(connection: sqlite3.Connection) -> list[Any]:
    """What a copy has to have in common with its source: the structure, how many rows there are
    of everything, and the last entry, whose hash stands for all before it."""
    structure = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    ).fetchall()
    tables = [name for kind, name, _sql in structure if kind == "table"]
    counts = [
        connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()
        for name in tables
        if '"' not in name
    ]
    head = "SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1"
    entry = connection.execute(head).fetchone() if "entry" in tables else None
    version = connection.execute("PRAGMA user_version").fetchone()
    return [version, structure, counts, entry]


def _look_through(copy: sqlite3.Connection, facts: list[Any]) -> None:
    """Whether the copy is whole, and as its source is."""
    if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise damaged()
    if _facts(copy) != facts:
        raise Unavailable(
            "The copy differs from the book; it was thrown away.",
            "Check the disk, or choose another folder.",
        )


@contextmanager
def _stoppable(connection: sqlite3.Connection, progress: Progress, done: int) -> Iterator[None]:
    """Looks at Cancel also while the database is at work for long."""

    def asked_to_stop() -> bool:
        try:
            progress(done, _ALL)
        except BaseException:  # noqa: BLE001 the database ends its work; then it is raised again
            return True
        return False

    connection.set_progress_handler(asked_to_stop, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if str(error) == "interrupted":
            progress(done, _ALL)
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _make_ownerless(copy: Path) -> None:
    """The window that has the book open does not have the copy open. Unavailable: its structure
    is not ours, so nothing is run in it."""
    raw = _connection(copy, "rw")
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            upgrade.check_structure(connection)
            connection.exec_driver_sql("DELETE FROM owner")
    finally:
        engine.dispose()


def _name(copy: Path, folder: Path, stem: str) -> Path:
    """Gives a finished copy the first of its names that is free."""
    place = 1
    while True:
        path = folder / (f"{stem}{ENDING}" if place == 1 else f"{stem} ({place}){ENDING}")
        place += 1
        with suppress(FileExistsError):
            upgrade.put(copy, path)
            return path


# Which there are, and which are kept


def backups(book: Path, folder: Path | None = None) -> tuple[Backup, ...]:
    """The backups of a book, the newest first; empty where there is no folder or no reading it."""
    found = []
    with suppress(OSError):
        for path in (folder or folder_of(book)).iterdir():
            parts = named(path)
            if parts and parts[0] == book.stem:
                with suppress(OSError, ValueError):  # gone meanwhile; no such day
                    found.append(_listed(path, parts[1]))
    return tuple(sorted(found, key=lambda one: (one.at, one.path), reverse=True))


def _listed(path: Path, stamp: str) -> Backup:
    """The name says the minute, the file's time the second, while the two agree."""
    facts = path.stat()
    written = datetime.fromtimestamp(facts.st_mtime).astimezone()
    told = datetime.strptime(stamp, _STAMP).astimezone()
    agree = f"{written:{_STAMP}}" == stamp
    return Backup(path, written if agree else told, agree or is_backup(path))


def newest(book: Path, folder: Path | None = None) -> Latest | None:
    """The newest backup that can be read. None when there is none."""
    for one in backups(book, folder):
        with suppress(sqlite3.Error), closing(_connection(one.path, "ro")) as connection:
            if row := last_change(connection.execute):
                return Latest(one.path, one.at, *row)
    return None


def last_change(run: Callable[[str], Any]) -> tuple[int, str] | None:
    """The last thing that was done in a book: its place in the history, and when. `run` asks the
    database."""
    row = run("SELECT id, at FROM history ORDER BY id DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else None


def thin(book: Path, folder: Path, now: datetime) -> None:
    """Removes backups of this book that nobody worked in and that `worth_keeping` lets go. What
    cannot be removed stays."""
    found = backups(book, folder)
    kept = worth_keeping((one.at for one in found), now)
    for one in found:
        if one.as_made and one.at not in kept:
            with suppress(OSError):
                one.path.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows asks for it
                one.path.unlink()
    for place in folder.glob(f"{_UNDER_WAY}*"):  # of a program that was stopped while copying
        with suppress(OSError):
            if now.timestamp() - place.stat().st_mtime > _FORGOTTEN.total_seconds():
                shutil.rmtree(place)


def worth_keeping(made: Iterable[datetime], now: datetime) -> Collection[datetime]:
    """Of some instants: all of today, the last of each of 7 days, of each week of 28 days, of each
    of 12 months, counting the present ones; and the newest, however old."""
    today, last = now.astimezone().date(), dict[tuple[Any, ...], datetime]()
    for at in sorted(made):
        day = at.astimezone().date()
        age = (today - day).days
        months = 12 * (today.year - day.year) + today.month - day.month
        for holds, key in (
            (age <= 0, (at,)),
            (age < _DAYS, ("day", day)),
            (age < _WEEK_DAYS, ("week", *day.isocalendar()[:2])),
            (months < _MONTHS, ("month", day.year, day.month)),
            (True, ("newest",)),
        ):
            if holds:
                last[key] = at
    return frozenset(last.values())
