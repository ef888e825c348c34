"""P4: one application with its commit beside a raw transaction that writes the same rows."""

import shutil
import sqlite3
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.book.book import Book
from app.book.upgrade import open_book
from app.commands import claims, credits, parties
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER
from tests.bench import Row, medians
from tests.bench.book import kept
from tests.bench.of_ledger.shelf import FOLDER, LARGE, MIDDLE, SMALL, TODAY, bare, clock

TIMES = 300


def run() -> list[Row]:
    """The act on a small book and its growth to a large one."""
    with TemporaryDirectory() as folder:
        found = {size: one_act(Path(folder), size) for size in (SMALL, MIDDLE, LARGE)}
    small, limit = found[SMALL]
    rows = [
        Row("apply, with commit", small, limit, small / limit, "<= 3 x raw", small <= 3 * limit)
    ]
    large = found[LARGE][0]
    for size in (SMALL, MIDDLE):
        ours = found[size][0]
        name = f"apply, {size:,} to {LARGE:,} entries"
        growth = large / ours
        rows.append(Row(name, large, ours, growth, "growth <= 1.5", growth <= 1.5))
    return rows


def one_act(folder: Path, entries: int) -> tuple[float, float]:
    """Medians of our application and of the raw transaction, on a copy of that book."""
    path = folder / f"{entries}.avoir"
    shutil.copy(kept(entries, FOLDER), path)
    book = open_book(path, clock)
    raw = bare(path)
    try:
        claim, credit = large_ones(book)
        turns = count()
        ours = partial(
            book.do, TODAY, credits.apply, CUSTOMER, credit=credit, claim=claim, amount="0.01"
        )
        rows = int(credit[1:]), int(claim[1:])
        return medians(ours, lambda: by_hand(raw, next(turns), *rows), TIMES)
    finally:
        raw.close()
        book.close()
        path.unlink()


def large_ones(book: Book) -> tuple[str, str]:
    """An invoice and a credit memo from which much can be taken."""
    party = book.do(TODAY, parties.create, CUSTOMER, name="Acme").id
    facts: dict[str, Any] = {"party": party, "issue_date": TODAY}
    claim = ClaimDraft(amount="900000", **facts)
    credit = CreditDraft(reason="return", amount="800000", **facts)
    return (
        book.do(TODAY, claims.create, CUSTOMER, claim, issue=True).id,
        book.do(TODAY, credits.create, CUSTOMER, credit, issue=True).id,
    )


def by_hand(base: sqlite3.Connection, turn: int, credit_id: int, claim_id: int) -> None:
    """What an application writes where nothing is entered in the journal: the use, both tallies,
    the history, the document's revision; looked up and committed as ours is."""
    base.execute("BEGIN IMMEDIATE")
    credit = base.execute(
        "SELECT d.id, d.revision, t.open, t.base_open FROM document d JOIN document_tally t "
        "ON t.document_id = d.id WHERE d.kind = 'credit_memo' AND d.id = ?",
        (credit_id,),
    ).fetchone()
    claim = base.execute(
        "SELECT open, base_open FROM document_tally WHERE document_id = ?", (claim_id,)
    ).fetchone()
    assert credit[2] > 0
    assert claim[0] > 0
    now = f"{TODAY}T12:00:00.{turn:06}"
    base.execute(
        "INSERT INTO document_use (kind, document_id, target_id, amount, base, target_base, date, "
        "created_at) VALUES ('apply', ?, ?, 1, 1, 1, ?, ?)",
        (credit_id, claim_id, now[:10], now),
    )
    for document_id in (credit_id, claim_id):
        base.execute(
            "UPDATE document_tally SET applied = applied + 1, open = open - 1, "
            "base_open = base_open - 1 WHERE document_id = ?",
            (document_id,),
        )
    base.execute(
        "INSERT INTO history (at, who, date, act, subject, subject_id, before, after) "
        "VALUES (?, 'bench', ?, 'apply', 'document', ?, '{}', '{\"amount\": \"1\"}')",
        (now, now[:10], credit_id),
    )
    base.execute(
        "UPDATE document SET revision = ?, updated_at = ? WHERE id = ?",
        (credit[1] + 1, now, credit_id),
    )
    base.execute("COMMIT")
