"""P13: the size of the book's file beside a plain double-entry schema that holds the same."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import Row
from tests.bench.book import kept
from tests.bench.of_ledger.shelf import FOLDER, LARGE

# What a plain schema needs for the same accounts, parties, documents with their lines, entries,
# journal lines and uses: no history of changes, no hash chain, no frozen parties, no tallies, no
# lists in order; the one index is that of the registers.
PLAIN = """
CREATE TABLE account (id INTEGER PRIMARY KEY, code TEXT, name TEXT, type TEXT);
CREATE TABLE party (id INTEGER PRIMARY KEY, side TEXT, name TEXT, street TEXT, city TEXT,
  postal_code TEXT, region TEXT, country TEXT, email TEXT, currency TEXT);
CREATE TABLE document (id INTEGER PRIMARY KEY, kind TEXT, stage TEXT, party_id INTEGER,
  number TEXT, currency TEXT, fx_rate INTEGER, issue_date TEXT, due_date TEXT, expires_at TEXT,
  total INTEGER, base_total INTEGER, reason TEXT, reference TEXT, created_at TEXT);
CREATE TABLE document_line (id INTEGER PRIMARY KEY, document_id INTEGER, description TEXT,
  quantity INTEGER, unit_price INTEGER, price INTEGER, account_id INTEGER, tax_rate INTEGER);
CREATE TABLE entry (id INTEGER PRIMARY KEY, date TEXT, description TEXT, document_id INTEGER,
  reversal_of INTEGER, created_at TEXT, created_by TEXT);
CREATE TABLE journal_line (id INTEGER PRIMARY KEY, entry_id INTEGER, account_id INTEGER,
  party_id INTEGER, date TEXT, debit INTEGER, credit INTEGER, currency TEXT, amount INTEGER);
CREATE TABLE document_use (id INTEGER PRIMARY KEY, kind TEXT, document_id INTEGER,
  target_id INTEGER, amount INTEGER, base INTEGER, date TEXT, entry_id INTEGER);
CREATE INDEX register ON journal_line (account_id, date, entry_id);
"""
FILLED = """
INSERT INTO account SELECT id, code, name, type FROM book.account;
INSERT INTO party SELECT id, side, name, street, city, postal_code, region, country, email,
  currency FROM book.party;
INSERT INTO document SELECT id, kind, stage, party_id, number, currency, fx_rate, issue_date,
  due_date, expires_at, total, base_total, reason, vendor_reference, created_at
  FROM book.document;
INSERT INTO document_line SELECT id, document_id, description, quantity, unit_price, price,
  account_id, tax_rate FROM book.document_line;
INSERT INTO entry SELECT id, date, description, document_id, reversal_of, created_at, created_by
  FROM book.entry;
INSERT INTO journal_line (entry_id, account_id, party_id, date, debit, credit, currency, amount)
  SELECT entry_id, account_id, party_id, date, debit, credit, currency, amount
  FROM book.journal_line ORDER BY entry_id, position;
INSERT INTO document_use SELECT id, kind, document_id, target_id, amount, base, date, entry_id
  FROM book.document_use
"""


# What a plain schema has not, and no book of ours is without: who did what when, and the parties
# as they were when a document was issued.
KEPT = """
CREATE TABLE history AS SELECT * FROM book.history ORDER BY id;
CREATE TABLE document_party AS SELECT * FROM book.document_party ORDER BY document_id, role
"""


def run() -> list[Row]:
    """The sizes stand in the name: they are no times."""
    book = kept(LARGE, FOLDER)
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.db"
        write(plain, book, PLAIN + FILLED)
        first = against("plain schema", book, plain)
        write(plain, book, KEPT)
        return [first, against("with history and frozen parties", book, plain)]


def against(name: str, book: Path, other: Path) -> Row:
    """A row for two files."""
    ours, theirs = (path.stat().st_size / 1e6 for path in (book, other))
    title = f"size of the file: {ours:,.0f} MB, {name} {theirs:,.0f} MB"
    return Row(title, 0, 0, ours / theirs, "<= 1.6 x", ours <= 1.6 * theirs)


def write(plain: Path, book: Path, statements: str) -> None:
    """Brings rows of the book into the plain file."""
    with closing(sqlite3.connect(plain, isolation_level=None)) as base:
        base.execute("PRAGMA synchronous = OFF")
        base.execute("ATTACH ? AS book", (str(book),))
        base.execute("BEGIN")
        for sql in statements.split(";"):
            base.execute(sql)
        base.execute("COMMIT")
