"""P4: one application with its commit beside a raw transaction that writes the same rows."""

import json
import sqlite3
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from app import paths
from app.book.book import Book
from app.book.upgrade import create_book
from app.commands import books, claims, credits, parties
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER
from tests.bench import Row, medians

DAY = date(2026, 1, 15)
SMALL, LARGE = 10_000, 1_000_000
TIMES = 300


def run() -> list[Row]:
    """The act on a small book and its growth to a large one."""
    with TemporaryDirectory() as folder:
        small, limit = one_act(Path(folder) / "small.avoir", SMALL)
        large, _ = one_act(Path(folder) / "large.avoir", LARGE)
    return [
        Row("apply, with commit", small, limit, small / limit, "<= 3 x raw", small <= 3 * limit),
        Row(
            f"apply, {SMALL:,} to {LARGE:,} entries",
            large,
            small,
            large / small,
            "growth <= 1.5",
            large <= 1.5 * small,
        ),
    ]


def one_act(path: Path, entries: int) -> tuple[float, float]:
    """Medians of our application and of the raw transaction, on a book of that many entries."""
    book = a_book(path)
    party = book.do(DAY, parties.create, CUSTOMER, name="Acme").id
    claim = a_large_one(book, claims.create, ClaimDraft(party=party, amount="900000"))
    draft = CreditDraft(party=party, reason="return", amount="800000")
    credit = a_large_one(book, credits.create, draft)
    fill(path, entries)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA wal_autocheckpoint = 4000")
    ours = partial(
        book.do, DAY, credits.apply, CUSTOMER, credit=credit, claim=claim, amount="0.01"
    )
    turns = count()
    try:
        return medians(ours, lambda: by_hand(raw, next(turns)), TIMES)
    finally:
        raw.close()
        book.close()


def a_large_one(book: Book, command, draft) -> str:
    """An issued document of the draft."""
    return str(book.do(DAY, command, CUSTOMER, draft, issue=True).id)


def a_book(path: Path) -> Book:
    """A new book with the standard chart."""
    book = create_book(path, lambda: datetime(2026, 1, 15, 12, tzinfo=UTC))
    chart = json.loads((paths.resources() / "charts" / "standard.json").read_text())
    rows = [books.ChartRow(**{**row, "roles": tuple(row.get("roles", ()))}) for row in chart]
    book.do(DAY, books.start, name="Bench", currency="USD", chart=rows)
    return book


def fill(path: Path, entries: int) -> None:
    """Adds entries of two lines as raw rows: only their number matters here."""
    base = sqlite3.connect(path, isolation_level=None)
    first = base.execute("SELECT MAX(id) + 1 FROM entry").fetchone()[0]
    accounts = [row[0] for row in base.execute("SELECT id FROM account ORDER BY id")]
    base.execute("BEGIN")
    base.executemany(
        "INSERT INTO entry VALUES (?, ?, 'manual', 'Fill', NULL, NULL, 'now', 'bench', 'x')",
        ((n, day(n)) for n in range(first, first + entries)),
    )
    base.executemany(
        "INSERT INTO journal_line VALUES (?, ?, ?, ?, NULL, ?, ?, 'USD', 100)",
        (
            (
                n,
                side,
                day(n),
                accounts[(n + 7 * side) % len(accounts)],
                100 - 100 * side,
                100 * side,
            )
            for n in range(first, first + entries)
            for side in (0, 1)
        ),
    )
    base.execute("COMMIT")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def day(n: int) -> str:
    """A date that moves on with the number."""
    return f"{2016 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}"


def by_hand(base: sqlite3.Connection, turn: int) -> None:
    """What an application writes where nothing is entered in the journal: the use, both tallies,
    the history, the document's revision; looked up and committed as ours is."""
    base.execute("BEGIN IMMEDIATE")
    credit = base.execute(
        "SELECT d.id, d.revision, t.open, t.base_open FROM document d JOIN document_tally t "
        "ON t.document_id = d.id WHERE d.kind = 'credit_memo' AND d.id = 2"
    ).fetchone()
    claim = base.execute(
        "SELECT open, base_open FROM document_tally WHERE document_id = 1"
    ).fetchone()
    assert credit[2] > 0
    assert claim[0] > 0
    now = f"2026-01-15T12:00:00.{turn:06}"
    base.execute(
        "INSERT INTO document_use (kind, document_id, target_id, amount, base, target_base, date, "
        "created_at) VALUES ('apply', 2, 1, 1, 1, 1, '2026-01-15', ?)",
        (now,),
    )
    for document_id in (2, 1):
        base.execute(
            "UPDATE document_tally SET applied = applied + 1, open = open - 1, "
            "base_open = base_open - 1 WHERE document_id = ?",
            (document_id,),
        )
    base.execute(
        "INSERT INTO history (at, who, date, act, subject, subject_id, before, after) "
        "VALUES (?, 'bench', '2026-01-15', 'apply', 'document', 2, '{}', '{\"amount\": \"1\"}')",
        (now,),
    )
    base.execute(
        "UPDATE document SET revision = ?, updated_at = ? WHERE id = 2", (credit[1] + 1, now)
    )
    base.execute("COMMIT")
