"""All that depends on the database behind a book: opening, locking, triggers, its own errors."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Unavailable

APPLICATION_ID: Final = 0x41564F52  # "AVOR"
BUSY_TIMEOUT_MS: Final = 5000

# Rows of these tables are never changed nor removed (trust.md 1). What makes a row the same row:
# REPLACE would otherwise put another in its place without asking the triggers for UPDATE, DELETE.
_SAME_ROW: Final = {
    "entry": "id = NEW.id OR reversal_of = NEW.reversal_of",
    "journal_line": "entry_id = NEW.entry_id AND position = NEW.position",
    "document_use": "id = NEW.id OR reverses = NEW.reverses",
    "document_party": "document_id = NEW.document_id AND role = NEW.role",
    "number_taken": "kind = NEW.kind AND position = NEW.position OR document_id = NEW.document_id",
    "lock_date": "id = NEW.id",
    "history": "id = NEW.id",
    "request_key": "key = NEW.key",
}
APPEND_ONLY: Final = tuple(_SAME_ROW)
# Of an issued document only these columns may change; the rest is as it was sent.
_FROZEN: Final = [
    "id",
    "kind",
    "party_id",
    "number",
    "party_sequence",
    "currency",
    "fx_rate",
    "issue_date",
    "due_date",
    "shipping",
    "restocking_fee",
    "total",
    "base_total",
    "reason",
    "claim_id",
    "account_id",
    "open_account_id",
    "issued_at",
    "created_at",
    "vendor_reference",
    "source_type",
    "source_id",
]


def triggers() -> Iterator[str]:
    """The triggers that keep what is posted as it was posted."""
    for table, same in _SAME_ROW.items():
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )
        yield (
            f"CREATE TRIGGER keep_{table}_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        )
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _FROZEN)
    yield (
        "CREATE TRIGGER keep_document_update BEFORE UPDATE ON document "
        f"WHEN OLD.stage <> 'draft' AND ({changed}) "
        "BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END"
    )
    yield (
        "CREATE TRIGGER keep_document_delete BEFORE DELETE ON document "
        "WHEN OLD.stage <> 'draft' OR OLD.number IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'only drafts are deleted'); END"
    )
    yield (
        "CREATE TRIGGER keep_document_replace BEFORE INSERT ON document WHEN EXISTS ("
        "SELECT 1 FROM document WHERE id = NEW.id OR kind = NEW.kind AND number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END"
    )
    yield (
        "CREATE TRIGGER keep_document_line_replace BEFORE INSERT ON document_line "
        "WHEN EXISTS (SELECT 1 FROM document_line WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END"
    )
    for table in ("document_line", "document_tax"):
        for act, rows in (
            ("INSERT", ("NEW",)),
            ("UPDATE", ("OLD", "NEW")),
            ("DELETE", ("OLD",)),
        ):
            ids = ", ".join(f"{row}.document_id" for row in rows)
            yield (
                f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM document WHERE id IN ({ids}) AND stage <> 'draft') "
                "BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END"
            )


def sqlite_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine for an existing file: never creates one. Transactions are begun by us, because
    the driver's own habit loses savepoints. Upgrades need foreign keys off: while
    a table is written anew, its rows are not there."""
    uri = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        for pragma in (
            "trusted_schema = OFF",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "wal_autocheckpoint = 4000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    # The pool for this URL would otherwise close a sixth thread's predecessor's connection while
    # it is being read from, which ends the whole program.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


_DAMAGED: Final = (
    "The book is damaged.",
    "Keep the file as it is and restore a backup beside it.",
)
_MACHINE: Final = {
    "database is locked": (
        "The book is busy in another program.",
        "Wait until the other program is done, or close it, and try again.",
    ),
    "attempt to write a readonly database": (
        "The book cannot be written: the file or its folder is read-only.",
        "Give yourself write permission for the file and its folder, or copy the book elsewhere.",
    ),
    "unable to open database file": (
        "The book cannot be opened: the file or its folder cannot be read or written.",
        "Check that the folder exists and that you may write in it.",
    ),
    "database or disk is full": (
        "The disk is full; nothing was written.",
        "Free some space and repeat what you did.",
    ),
    "disk I/O error": (
        "The disk did not answer; nothing was written.",
        "Check the disk, then open the book again.",
    ),
    "database disk image is malformed": _DAMAGED,
    "malformed database schema": _DAMAGED,
    "Could not decode to UTF-8": _DAMAGED,
    "file is not a database": (
        "This file is not an Avoir book.",
        "Choose a file that ends in .avoir.",
    ),
}


def unavailable(error: BaseException) -> Unavailable | None:
    """What a database error says about the machine, in our words; None when it is our fault."""
    text = str(error.orig if isinstance(error, DBAPIError) else error)
    for part, (message, hint) in _MACHINE.items():
        if part in text:
            return Unavailable(message, hint)
    return None


def damaged() -> Unavailable:
    """What is said of a book whose file makes no sense."""
    return Unavailable(*_DAMAGED)


def scalar(connection: Connection, sql: str) -> Any:
    """The first value of the first row of a fixed statement."""
    return connection.exec_driver_sql(sql).scalar()
