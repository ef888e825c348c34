"""P6: all checks of a book beside what sqlite3 and SHA-256 alone take for the core of them."""

import json
import sqlite3
from functools import partial
from hashlib import sha256

from app.book import checks
from app.book.book import Book
from tests.bench import Row
from tests.bench.of_ledger.reading import against
from tests.bench.of_ledger.shelf import LARGE, opened

TIMES = 5

# Balanced, keys, and balances recomputed: the fewest statements that say it.
RAW = """
SELECT COUNT(*) FROM (
  SELECT entry_id FROM journal_line GROUP BY entry_id HAVING SUM(debit) <> SUM(credit));
PRAGMA foreign_key_check;
SELECT account_id, substr(date, 1, 7), SUM(debit), SUM(credit), COUNT(*)
  FROM journal_line GROUP BY 1, 2;
SELECT account_id, month, debit, credit, lines FROM account_tally
"""


def run() -> list[Row]:
    """The whole check of the large book."""
    with opened(LARGE) as (book, raw):
        covered = bytes(chain_length(raw))
        ours, limit = partial(check, book), partial(bare_check, raw, covered)
        return [against("check of the whole book", ours, limit, 4, TIMES)]


def check(book: Book) -> None:
    with book.look() as connection:
        assert checks.findings(connection) == ()


def bare_check(raw: sqlite3.Connection, covered: bytes) -> None:
    for sql in RAW.split(";"):
        raw.execute(sql).fetchall()
    sha256(covered).digest()


def chain_length(raw: sqlite3.Connection) -> int:
    """How many bytes the hash chain goes over: measured on every hundredth entry."""
    total = seen = 0
    for head in raw.execute(
        "SELECT id, date, act, description, document_id, reversal_of, created_at, created_by, "
        "hash FROM entry WHERE id % 100 = 0"
    ).fetchall():
        lines = raw.execute(
            "SELECT entry_id, position, date, account_id, party_id, debit, credit, currency, "
            "amount FROM journal_line WHERE entry_id = ?",
            (head[0],),
        ).fetchall()
        content = [head[-1], head[:-1], lines]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        total += len(text.encode())
        seen += 1
    entries = int(raw.execute("SELECT COUNT(*) FROM entry").fetchone()[0])
    return total * entries // max(seen, 1)
