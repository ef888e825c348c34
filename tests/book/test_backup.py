"""Backups are whole and checked, never in the way of anything, thinned with care, and restored."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.book import backup, upgrade
from app.domain.errors import Unavailable
from app.queries import ledger
from tests.book.test_opening import files
from tests.builders import (
    JAN_15,
    a_customer,
    assert_sound,
    clock,
    everything,
)

NOW = datetime(2026, 11, 21, 9, 14, 30, tzinfo=UTC)
BOOKS = Path(__file__).parents[1] / "books"


def restored(path: Path, to: Path) -> Any:
    return upgrade.open_book(backup.restore(path, to), clock)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


# Making


def test_a_backup_is_named_after_book_and_minute_and_is_the_owners_alone(told, folder):
    made = backup.back_up(told.path, None, NOW)
    assert made == folder / "North 2026-11-21 0914.avoir"
    assert stat.S_IMODE(made.stat().st_mode) == 0o400
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert names(folder) == [made.name]
    assert backup.is_backup(made)
    assert not backup.is_backup(told.path)
    assert not backup.is_backup(folder / "none 2026-11-21 0914.avoir")


def test_what_is_restored_is_what_was_backed_up(told, quick_path):
    before, balances = everything(told), told.ask(JAN_15, ledger.trial_balance)
    made = backup.back_up(told.path, None, NOW)
    a_customer(told, "Later")
    book = restored(made, quick_path / "again.avoir")
    assert stat.S_IMODE(book.path.stat().st_mode) == 0o600
    assert book.ask(JAN_15, ledger.trial_balance) == balances
    assert everything(book) == before
    assert_sound(book)
    a_customer(book, "It goes on")
    book.close()


def test_a_second_one_in_the_same_minute_has_a_name_of_its_own(told, folder):
    made = [backup.back_up(told.path, None, NOW + timedelta(seconds=n)) for n in range(3)]
    assert [one.name for one in made] == [
        "North 2026-11-21 0914.avoir",
        "North 2026-11-21 0914 (2).avoir",
        "North 2026-11-21 0914 (3).avoir",
    ]
    assert [one.path for one in backup.backups(told.path)] == made[::-1]
    assert names(folder) == sorted(one.name for one in made)


def test_what_another_program_writes_while_it_is_copied_is_not_in_it(told, quick_path):
    before = everything(told)
    written: list[str] = []

    def meanwhile(_done: int, _total: int) -> None:
        written.append(a_customer(told, f"Late {len(written)}"))

    made = backup.back_up(told.path, None, NOW, meanwhile)
    assert written
    book = restored(made, quick_path / "again.avoir")
    assert everything(book) == before
    book.close()


def test_a_book_that_was_left_in_the_middle_is_backed_up_with_its_log(told, quick_path):
    """Another program's log beside the file belongs to the book."""
    for suffix in ("", "-wal"):
        shutil.copy(f"{told.path}{suffix}", quick_path / f"Left.avoir{suffix}")
    made = backup.back_up(quick_path / "Left.avoir", None, NOW)
    book = restored(made, quick_path / "again.avoir")
    assert everything(book) == everything(told)
    book.close()


def test_the_window_that_has_the_book_open_does_not_have_the_backup_open(told, quick_path):
    with closing(sqlite3.connect(told.path)) as other:
        other.execute("INSERT INTO owner VALUES (1, 'here', 7, '2026-11-21T09:14:00+00:00')")
        other.commit()
    book = restored(backup.back_up(told.path, None, NOW), quick_path / "again.avoir")
    assert everything(book)["owner"] == []
    assert everything(told)["owner"]
    book.close()


@pytest.mark.parametrize("kept", sorted(BOOKS.glob("*.avoir")), ids=lambda path: path.stem)
def test_books_of_older_formats_are_backed_up_as_they_are(kept, quick_path):
    shutil.copy(kept, quick_path / "old.avoir")
    made = backup.back_up(quick_path / "old.avoir", None, NOW)
    backup.restore(made, quick_path / "again.avoir")
    with (
        closing(sqlite3.connect(kept)) as before,
        closing(sqlite3.connect(quick_path / "again.avoir")) as after,
    ):
        assert list(before.iterdump()) == list(after.iterdump())
    upgrade.open_book(quick_path / "again.avoir", clock).close()


def test_the_work_is_told_and_can_be_stopped_at_every_step(told, folder):
    steps: list[int] = []
    backup.back_up(told.path, None, NOW, lambda done, total: steps.append(100 * done // total))
    assert steps == sorted(steps)
    assert steps[-1] == 100
    shutil.rmtree(folder)
    for last in range(len(steps)):
        left = iter(range(last))

        def stop(_done: int, _total: int, left: Any = left) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            backup.back_up(told.path, None, NOW, stop)
        assert not folder.exists()


@pytest.mark.parametrize("part", [0, 80])
def test_looking_at_the_book_and_at_the_copy_can_be_stopped(told, folder, monkeypatch, part):
    """A small book is looked through at once; this one seems larger."""
    real = sqlite3.connect

    class Slow(sqlite3.Connection):
        def set_progress_handler(self, handler: Any, n: int) -> None:
            super().set_progress_handler(handler, min(n, 1))

    monkeypatch.setattr(sqlite3, "connect", lambda *a, **b: real(*a, factory=Slow, **b))
    seen: list[int] = []

    def stop(done: int, _total: int) -> None:
        seen.append(done)
        if seen.count(part) > 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.back_up(told.path, None, NOW, stop)
    assert not folder.exists()


# Refused


def refused(says: str, book: Path, folder: Path | None = None) -> Unavailable:
    """No backup is made; nothing is left, and what was there is as it was."""
    before = files(book.parent)
    with pytest.raises(Unavailable, match=says) as problem:
        backup.back_up(book, folder, NOW)
    assert problem.value.hint
    assert files(book.parent) == before
    assert not backup.folder_of(book).exists()
    return problem.value


@pytest.fixture
def closed(told):
    told.close()
    return told.path


@pytest.mark.parametrize("left", [101, 4096, 8192, 40_000])
def test_a_truncated_book_is_not_taken_for_a_backup(closed, left):
    os.truncate(closed, left)
    refused("damaged", closed)


def test_a_book_with_spoilt_pages_is_not_taken_for_a_backup(closed):
    data = bytearray(closed.read_bytes())
    for page in range(8, len(data) // 4096):
        data[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    closed.write_bytes(data)
    refused("damaged", closed)


def test_a_book_with_a_foreign_guard_in_it_is_not_backed_up(closed):
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("CREATE TRIGGER evil AFTER DELETE ON owner BEGIN SELECT 1; END")
        connection.commit()
    refused("The structure of this book was changed", closed)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "made by another program"),
        (b"dear diary" * 999, "not an Avoir book"),
        (None, "There is no book"),
    ],
)
def test_what_is_no_book_is_not_backed_up(quick_path, content, says):
    path = quick_path / "other.avoir"
    if content is not None:
        path.write_bytes(content)
    refused(says, path)


def test_another_programs_database_is_not_backed_up(quick_path):
    with closing(sqlite3.connect(quick_path / "other.avoir")) as connection:
        connection.execute("CREATE TABLE entry (id, hash)")
        connection.commit()
    refused("made by another program", quick_path / "other.avoir")


def test_a_full_disk_leaves_nothing(closed, monkeypatch):
    real = sqlite3.connect

    def connect(name: str, **options: Any) -> Any:
        made = real(name, **options)
        made.execute("PRAGMA max_page_count = 20")
        return made

    monkeypatch.setattr(sqlite3, "connect", connect)
    refused("The disk is full", closed)


def test_a_folder_that_takes_no_files(closed, monkeypatch):
    (closed.parent / "flat").write_text("a file")
    refused("Nothing can be written in .*flat", closed, closed.parent / "flat")

    def deny(*_args: Any, **_more: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", deny)
    refused("Permission denied", closed, closed.parent / "locked")


def test_a_copy_that_is_not_like_the_book_is_thrown_away(closed, monkeypatch):
    real, asked = backup._facts, []

    def facts(connection: sqlite3.Connection) -> list[Any]:
        asked.append(connection)
        return [*real(connection), len(asked)]

    monkeypatch.setattr(backup, "_facts", facts)
    refused("The copy differs from the book", closed)


# Restoring


def test_restoring_never_overwrites(told, quick_path):
    made = backup.back_up(told.path, None, NOW)
    for name in ("mine.avoir", "other.avoir-wal", "third.avoir-journal"):
        (quick_path / name).write_text("mine")
    before = files(quick_path)
    for name in ("mine.avoir", "other.avoir", "third.avoir"):
        with pytest.raises(Unavailable, match="exists already; nothing was changed"):
            backup.restore(made, quick_path / name)
    assert files(quick_path) == before


@pytest.mark.parametrize("place", ["", ".", "/"])
def test_a_place_without_a_name_is_not_restored_to(told, place):
    made = backup.back_up(told.path, None, NOW)
    with pytest.raises(Unavailable, match="exists already; nothing was changed"):
        backup.restore(made, Path(place))


@pytest.mark.parametrize("place", ["", ".", "/"])
def test_a_place_without_a_name_is_no_book(place, quick_path):
    with pytest.raises(Unavailable, match="There is no book"):
        backup.back_up(Path(place), quick_path / "kept", NOW)
    assert backup.folder_of(Path(place)).name.endswith("backups")


def test_what_appears_while_it_is_restored_is_not_overwritten(told, quick_path):
    made, to = backup.back_up(told.path, None, NOW), quick_path / "again.avoir"
    with pytest.raises(Unavailable, match="exists already"):
        backup.restore(made, to, lambda _done, _total: to.write_text("mine"))
    assert to.read_text() == "mine"


def test_a_damaged_backup_is_not_restored(told, quick_path):
    made = backup.back_up(told.path, None, NOW)
    made.chmod(0o600)
    os.truncate(made, 8192)
    with pytest.raises(Unavailable, match="damaged"):
        backup.restore(made, quick_path / "again.avoir")
    assert not (quick_path / "again.avoir").exists()


def test_a_backup_whose_structure_is_no_text_is_not_restored(told, quick_path):
    told.close()
    data, name = told.path.read_bytes(), b"CREATE TABLE journal_line"
    told.path.write_bytes(data.replace(name, b"CRE" + b"\xfd" * 15 + name[18:]))
    with pytest.raises(Unavailable, match="damaged"):
        backup.restore(told.path, quick_path / "again.avoir")
    assert not (quick_path / "again.avoir").exists()


def test_a_newer_programs_backup_is_left_alone(told, quick_path):
    made = backup.back_up(told.path, None, NOW)
    made.chmod(0o600)
    with closing(sqlite3.connect(made)) as connection:
        connection.execute(f"PRAGMA user_version = {upgrade.FORMAT + 1}")
        connection.commit()
    with pytest.raises(Unavailable, match="made by a newer Avoir"):
        backup.restore(made, quick_path / "again.avoir")
    assert not (quick_path / "again.avoir").exists()
