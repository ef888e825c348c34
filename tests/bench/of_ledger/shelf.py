"""The books that are measured: kept from one run to the next, opened by Avoir and by sqlite3."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from app.book.book import Book
from app.book.upgrade import open_book
from tests.bench.book import kept
from tests.bench.book.ground import LAST_DAY

SMALL, MIDDLE = 10_000, 100_000
LARGE = int(os.environ.get("AVOIR_BENCH_ENTRIES", "1000000"))
FOLDER = Path(os.environ.get("AVOIR_BENCH_FOLDER", Path(tempfile.gettempdir()) / "avoir-bench"))
TODAY = LAST_DAY
MIDDAY = date(2021, 7, 17)  # a day in the middle of a month in the middle of the book


def clock() -> datetime:
    return datetime.combine(TODAY, time(18), UTC)


@contextmanager
def opened(entries: int) -> Iterator[tuple[Book, sqlite3.Connection]]:
    """The book of so many entries, and its bare file beside it with the same pragmas."""
    path = kept(entries, FOLDER)
    book = open_book(path, clock)
    try:
        with closing(bare(path)) as raw:
            yield book, raw
    finally:
        book.close()


def bare(path: Path) -> sqlite3.Connection:
    """The file as sqlite3 opens it."""
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in ("synchronous = FULL", "wal_autocheckpoint = 4000", "foreign_keys = ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def busiest(raw: sqlite3.Connection) -> tuple[int, str, int]:
    """The account with the most lines: its row, its code, how many."""
    found: tuple[Any, ...] = raw.execute(
        "SELECT a.id, a.code, SUM(t.lines) FROM account_tally t JOIN account a "
        "ON a.id = t.account_id GROUP BY a.id ORDER BY 3 DESC LIMIT 1"
    ).fetchone()
    return int(found[0]), str(found[1]), int(found[2])
