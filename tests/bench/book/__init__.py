"""A deterministic book of any number of entries, made of many copies of one small pattern.

The pattern is told by real commands; its rows are then repeated as raw rows, each flow of it
again and again over ten years, with other parties, larger amounts, numbers and ids of its own.
So every row is as a command would have written it, and a million entries take minutes.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time
from hashlib import sha256
from math import isqrt
from pathlib import Path

from sqlalchemy import select

from app.book import schema, tallies
from app.book.book import Book
from app.book.dialect import sqlite_engine
from app.book.upgrade import SCHEMA_DIGEST, create_book
from app.commands import books
from tests.bench.book.ground import FIRST_DAY, LAST_DAY, lay
from tests.bench.book.writer import Writer


def kept(entries: int, folder: Path) -> Path:
    """The book of so many entries in a folder, made if it is not there yet or was made by other
    rules: some minutes for a million."""
    rules = sha256(SCHEMA_DIGEST.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        rules.update(source.read_bytes())
    path = folder / f"{entries}-{rules.hexdigest()[:12]}.avoir"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{entries}-*"):
            old.unlink()
        made = folder / f"{entries}-unfinished"
        make(made, entries)
        made.rename(path)
    return path


def make(path: Path, entries: int) -> None:
    """A new book of so many entries, the books closed up to a year before its last day."""
    start = datetime.combine(FIRST_DAY, time(), UTC)
    end = datetime.combine(LAST_DAY, time(18), UTC)
    book = create_book(path, lambda: start)
    plays = max(1, isqrt(entries) // 16)
    ids = [[int(one[1:]) for one in row] for row in lay(book, plays)]
    with book.look() as connection:
        rows = {row.id: row for row in connection.execute(select(schema.party))}
    book.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        Writer(raw, [[rows[one] for one in row] for row in ids]).write(entries)
    engine = sqlite_engine(path)
    with engine.execution_options(writing=True).begin() as connection:
        tallies.rebuild(connection)
    engine.dispose()
    book = Book(path, lambda: end)
    book.do(LAST_DAY, books.lock, through=date(LAST_DAY.year - 1, 12, 31))
    book.close()
