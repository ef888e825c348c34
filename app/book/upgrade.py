"""Books are made, opened and upgraded here, and what is no sound book is refused, untouched."""

import hashlib
import os
import sqlite3
import stat
import struct
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError

from app.book.book import Book
from app.book.dialect import (
    APPLICATION_ID,
    damaged,
    scalar,
    sqlite_engine,
    triggers,
    unavailable,
)
from app.book.schema import METADATA
from app.domain.errors import Unavailable

FORMAT: Final = 4  # of the file; PRAGMA user_version
REVISION: Final = "0004"  # of the migrations: the newest one
SCHEMA_DIGEST: Final = "4574b309bf9f5f85b6b6dfbc689d0f0491be417a1293320577d1f77bb2f2cc6b"

_MAGIC: Final = b"SQLite format 3\x00"


def create_book(
    path: Path, clock: Callable[[], datetime], start: Callable[[Book], object] | None = None
) -> Book:
    """A new book file, readable by its owner only, open. `start` writes its first content: what
    stands at `path` is whole, or nothing stands there. Refuses to overwrite anything."""
    try:
        if os.path.lexists(path):
            raise FileExistsError  # noqa: TRY301 before the work as after it
        with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as beside:
            made = Path(beside) / "book"
            os.close(os.open(made, os.O_CREAT | os.O_EXCL, 0o600))
            _fill(made, clock, start)
            put(made, path)
    except FileExistsError:
        raise Unavailable(
            f"{short(path)} exists already; nothing was changed.",
            "Choose another name, or open that book.",
        ) from None
    except OSError as error:
        raise Unavailable(
            f"No book {short(path)} can be made in {path.absolute().parent}: {error.strerror}.",
            "Choose a folder that exists and that you may write in, and a short name.",
        ) from error
    return Book(path, clock)


def _fill(
    made: Path, clock: Callable[[], datetime], start: Callable[[Book], object] | None
) -> None:
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(made))
    try:
        with engine.begin() as connection:
            build(connection)
    except DBAPIError as error:
        raise unavailable(error) or error from error
    finally:
        engine.dispose()
    if start is not None:
        book = Book(made, clock)
        try:
            start(book)
        finally:
            book.close()  # from here on all of it is in the one file


def put(made: Path, path: Path) -> None:
    """Gives a finished file its name, never over something else."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: take the name first, then move over it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        made.replace(path)


def build(connection: Connection) -> None:
    """All tables and triggers of today's format in an empty database."""
    METADATA.create_all(connection)
    for trigger in triggers():
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{REVISION}')")
    stamp(connection)


def stamp(connection: Connection) -> None:
    """Marks the file as a book of today's format."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def open_book(path: Path, clock: Callable[[], datetime]) -> Book:
    """Opens a book that is there and sound; upgrades an older one, a copy kept beside it.

    Unavailable, with the file untouched: no such file, a folder, another program's file, an
    empty file, a newer book, a file or folder that cannot be written, a changed structure.
    """
    version = format_of(path)
    if version < FORMAT:
        upgrade(path, version)
    book = Book(path, clock)
    try:
        with book.look() as connection:
            check_structure(connection)
    except (DBAPIError, UnicodeDecodeError) as error:  # the latter: of the text of an error
        book.close()
        raise damaged() from error
    except Unavailable:
        book.close()
        raise
    return book


def format_of(path: Path) -> int:
    """The format in a file's own header, read without SQLite. Unavailable: no book to work in."""
    name = short(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            text = f"{name} is a folder, not a book."
            raise Unavailable(text, "Choose a file that ends in .avoir.")
        if not stat.S_ISREG(mode):
            text = f"{name} is a device or a pipe, not a book."
            raise Unavailable(text, "Choose a file that ends in .avoir.")
        with path.open("rb") as file:
            head = file.read(100)
    except (FileNotFoundError, NotADirectoryError):
        raise Unavailable(
            f"There is no book {name} in {path.absolute().parent}.",
            "Check the name, or make it with “avoir new”.",
        ) from None
    except OSError as error:
        raise Unavailable(
            f"{name} cannot be read: {error.strerror}.",
            "Check its name, and that you may read the file and its folder.",
        ) from error
    if not head:
        raise Unavailable(
            f"{name} is empty; it is not a book.", "Restore a backup, or choose another file."
        )
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise Unavailable(
            f"{name} was made by another program; it is not an Avoir book.",
            "Choose a file that ends in .avoir.",
        )
    version, application = struct.unpack_from(">I4xI", head, 60)
    if application != APPLICATION_ID:
        raise Unavailable(
            f"{name} was made by another program; it is not an Avoir book.",
            "Choose a file that ends in .avoir.",
        )
    if version > FORMAT:
        raise Unavailable(
            f"{name} was made by a newer Avoir (format {version}; this one knows {FORMAT}).",
            "Update Avoir to open it.",
        )
    if not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
        raise Unavailable(
            f"{name} cannot be written: the file or its folder is read-only.",
            "Give yourself write permission, or copy the book to another folder.",
        )
    return int(version)


def short(path: Path) -> str:
    """The name of a file, short enough for a sentence."""
    name = path.name or path.absolute().name or str(path)
    return name if len(name) <= 80 else f"{name[:79]}…"


def structure_digest(connection: Connection) -> str:
    """SHA-256 over every table, index and trigger of the file."""
    rows = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
        "AND NOT (type = 'table' AND name IN ('alembic_version', 'sqlite_stat1')) "
        "ORDER BY type, name"
    )
    # A table that was renamed has its name in quotes; nothing of ours needs any.
    texts = [f"{kind} {name} {sql}".replace('"', "") for kind, name, sql in rows]
    text = "\n".join(" ".join(one.split()) for one in texts)
    return hashlib.sha256(text.encode()).hexdigest()


def check_structure(connection: Connection) -> None:
    """A trigger or view that is not ours could do anything: such a file is not used."""
    if structure_digest(connection) != SCHEMA_DIGEST:
        raise Unavailable(
            "The structure of this book was changed by another program.",
            "Keep the file as it is and restore a backup beside it.",
        )


def upgrade(path: Path, version: int) -> Path:
    """Brings an older book to today's format; answers where its copy is kept. Unavailable, with
    the book as it was and no copy of it: it is damaged, or cannot be read or written."""
    kept = path.with_name(f"{path.stem}.format-{version}{path.suffix}")
    try:
        copy_book(path, kept)
        try:
            _bring_up(path)
        except BaseException:
            kept.unlink()  # it would stand in the way of the next try
            raise
    except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
        raise unavailable(error) or damaged() from error
    return kept


def _bring_up(path: Path) -> None:
    """All steps in one transaction. What would end as no sound book is taken back."""
    engine = sqlite_engine(path, foreign_keys=False)
    try:
        with engine.execution_options(writing=True).begin() as connection:
            if scalar(connection, "PRAGMA quick_check(1)") != "ok":
                raise damaged()
            migrate(connection)
            if scalar(connection, "PRAGMA foreign_key_check") is not None:
                raise Unavailable(
                    "The book could not be upgraded; it is as it was.",
                    "Keep the file as it is and restore a backup beside it.",
                )
            check_structure(connection)
            stamp(connection)
    finally:
        engine.dispose()


def migrate(connection: Connection) -> None:
    """Runs the migrations that the book has not seen, in the transaction of the caller.
    Unavailable: nobody knows which those are."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise damaged() from error


def copy_book(path: Path, to: Path) -> None:
    """A copy by SQLite's own backup call: right even while the book is in use."""
    if to.exists():
        raise Unavailable(f"{to.name} exists already.", "Move it away and try again.")
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        os.close(os.open(to, os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with closing(sqlite3.connect(to)) as target:
                source.backup(target)
        except BaseException:
            to.unlink()
            raise
    finally:
        source.close()
