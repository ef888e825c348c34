"""Which window has the book open: one record of host, process and time that clears itself."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError

from app.book import schema
from app.book.dialect import sqlite_engine, unavailable
from app.domain.errors import Unavailable

STALE_AFTER: Final = timedelta(minutes=5)
CLAIM_WAIT_MS: Final = 2000  # a script may be at work; who opens a book can wait a moment

_o = schema.owner.c


def claim(path: Path, now: datetime) -> None:
    """Makes this process the owner of a book. Unavailable: a window on another computer, or
    another process of this one, showed itself in the last five minutes."""
    host = socket.gethostname()
    with _writing(path, CLAIM_WAIT_MS) as connection:
        row = connection.execute(select(schema.owner)).first()
        if row and _holds(row.host, row.process, datetime.fromisoformat(row.seen_at), host, now):
            seen = datetime.fromisoformat(row.seen_at).astimezone(now.tzinfo)
            where = "this computer" if row.host == host else row.host
            raise Unavailable(
                f"{path.name} is open in a window on {where}, last seen there at {seen:%H:%M}.",
                "Close it there, or wait five minutes if that computer has stopped.",
            )
        _write(connection, host, now)


def heartbeat(path: Path, now: datetime) -> bool:
    """Says that this process still has the book open. False when the book was busy, or when
    another process owns it by now: then nothing was written."""
    host = socket.gethostname()
    try:
        with _writing(path) as connection:
            row = connection.execute(select(schema.owner)).first()
            if row and (row.host, row.process) != (host, os.getpid()):
                return False
            _write(connection, host, now)
    except Unavailable:
        return False
    return True


def release(path: Path) -> None:
    """Takes this process's record away; somebody else's stays. A book that cannot be written
    now keeps the record, which clears itself."""
    try:
        with _writing(path) as connection:
            mine = (_o.host == socket.gethostname(), _o.process == os.getpid())
            connection.execute(delete(schema.owner).where(*mine))
    except Unavailable:
        return


def _holds(their_host: str, process: int, seen: datetime, host: str, now: datetime) -> bool:
    """Whether a record stands for a window that is still there."""
    if now - seen > STALE_AFTER:
        return False
    if their_host != host:
        return True
    return process != os.getpid() and _alive(process)


def _alive(process: int) -> bool:
    if os.name == "nt":  # signal 0 is Ctrl+C there; one window per user is kept without this
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # it is there, but not ours to ask
        return True
    return True


def _write(connection: Connection, host: str, now: datetime) -> None:
    facts = {"host": host, "process": os.getpid(), "seen_at": now.isoformat(timespec="seconds")}
    connection.execute(
        insert(schema.owner)
        .values(id=1, **facts)
        .on_conflict_do_update(index_elements=[_o.id], set_=facts)
    )


@contextmanager
def _writing(path: Path, wait_ms: int = 0) -> Iterator[Connection]:
    """A write of its own. It waits for nobody by itself: the window must not stand still."""
    engine = sqlite_engine(path)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait_ms}")
            connection.rollback()
            connection.execution_options(writing=True)
            with connection.begin():
                yield connection
    except DBAPIError as error:
        if problem := unavailable(error):
            raise problem from error
        raise
    finally:
        engine.dispose()
