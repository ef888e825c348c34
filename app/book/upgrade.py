"""Books are made, opened and upgraded here, and what is no sound book is refused, untouched."""

import hashlib
import os
import sqlite3
import struct
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError

from app.book.book import Book
from app.book.dialect import APPLICATION_ID, scalar, sqlite_engine, triggers, unavailable
from app.book.schema import METADATA
from app.domain.errors import Unavailable

FORMAT: Final = 1  # of the file; PRAGMA user_version
REVISION: Final = "0001"  # of the migrations: the newest one
SCHEMA_DIGEST: Final = "6a083105a318db216085e7a2f72a04c4329a459131b0ae2f9c6b4849e46ae6ad"

_MAGIC: Final = b"SQLite format 3\x00"


def create_book(path: Path, clock: Callable[[], datetime]) -> Book:
    """A new, empty book file, readable by its owner only. Refuses to overwrite anything."""
    if path.exists():
        raise Unavailable(
            f"{path.name} exists already; nothing was changed.",
            "Choose another name, or open that book.",
        )
    try:
        handle, made = tempfile.mkstemp(prefix=".new-", suffix=".avoir", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise Unavailable(
            f"No book can be made in {path.parent}: {error.strerror}.",
            "Choose a folder that exists and that you may write in.",
        ) from error
    try:
        engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(made))
        with engine.begin() as connection:
            build(connection)
        engine.dispose()
        os.link(made, path)
    except FileExistsError:
        raise Unavailable(f"{path.name} exists already.", "Choose another name.") from None
    except DBAPIError as error:
        raise unavailable(error) or error from error
    finally:
        Path(made).unlink()
    return Book(path, clock)


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
    version = _inspect(path)
    if version < FORMAT:
        upgrade(path, version)
    book = Book(path, clock)
    try:
        with book.look() as connection:
            _check_structure(connection)
    except DBAPIError as error:
        book.close()
        raise unavailable(error) or error from error
    except Unavailable:
        book.close()
        raise
    return book


def _inspect(path: Path) -> int:
    """The format version in the file's own header, read without SQLite."""
    name = path.name
    if path.is_dir():
        raise Unavailable(f"{name} is a folder, not a book.", "Choose a file that ends in .avoir.")
    if not path.exists():
        raise Unavailable(
            f"There is no book {name} in {path.absolute().parent}.",
            "Check the name, or make it with “avoir new”.",
        )
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise Unavailable(
            f"{name} cannot be read: {error.strerror}.", "Give yourself permission to read it."
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


def structure_digest(connection: Connection) -> str:
    """SHA-256 over every table, index and trigger of the file."""
    rows = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' "
        "AND name <> 'alembic_version' ORDER BY type, name"
    )
    text = "\n".join(" ".join(f"{kind} {name} {sql}".split()) for kind, name, sql in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def _check_structure(connection: Connection) -> None:
    """A trigger or view that is not ours could do anything: such a file is not used."""
    if structure_digest(connection) != SCHEMA_DIGEST:
        raise Unavailable(
            "The structure of this book was changed by another program.",
            "Keep the file as it is and restore a backup beside it.",
        )


def upgrade(path: Path, version: int) -> Path:
    """Brings an older book to today's format; answers where its copy is kept."""
    kept = path.with_name(f"{path.stem}.format-{version}{path.suffix}")
    copy_book(path, kept)
    engine = sqlite_engine(path, foreign_keys=False)
    try:
        with engine.execution_options(writing=True).begin() as connection:
            migrate(connection)
            if scalar(connection, "PRAGMA foreign_key_check") is not None:
                raise Unavailable(
                    "The book could not be upgraded; it is as it was.",
                    f"A copy of it is {kept.name}.",
                )
            stamp(connection)
    finally:
        engine.dispose()
    return kept


def migrate(connection: Connection) -> None:
    """Runs the migrations that the book has not seen, in the transaction of the caller."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def copy_book(path: Path, to: Path) -> None:
    """A copy by SQLite's own backup call: right even while the book is in use."""
    if to.exists():
        raise Unavailable(f"{to.name} exists already.", "Move it away and try again.")
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        target = sqlite3.connect(to)
        with target:
            source.backup(target)
        target.close()
    finally:
        source.close()
