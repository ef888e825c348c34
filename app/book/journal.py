"""The only writer of journal entries and lines, of the month tallies and of the hash chain."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.book import tallies
from app.book.book import Writing
from app.book.refs import ENTRY, ref
from app.domain.entry import DrCr, Entry, Line

FIRST_HASH: Final = "0" * 64
_AS_TEXT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_LAST: Final = "SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1"
_ENTRY: Final = (
    "INSERT INTO entry (id, date, act, description, document_id, reversal_of, created_at, "
    "created_by, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LINE: Final = (
    "INSERT INTO journal_line (entry_id, position, date, account_id, party_id, debit, credit, "
    "currency, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What an entry says of itself: the act, its date, a text, its document, what it reverses."""

    act: str
    on: date
    description: str
    document_id: int | None = None
    reversal_of: int | None = None


def append(writing: Writing, entry: Entry, head: Head) -> int | None:
    """Writes one balanced entry and answers its id; None for an entry without lines."""
    return append_all(writing, [(entry, head)])[0] if entry else None


def append_all(writing: Writing, entries: Sequence[tuple[Entry, Head]]) -> range:
    """Writes balanced entries, each with lines, in their order; answers their ids."""
    connection = writing.connection
    last = connection.exec_driver_sql(_LAST).first()
    first, previous = (last[0] + 1, last[1]) if last else (1, FIRST_HASH)
    rows, lines = [], []
    for entry_id, (entry, head) in enumerate(entries, first):
        day = head.on.isoformat()
        columns = (
            entry_id,
            day,
            head.act,
            head.description,
            head.document_id,
            head.reversal_of,
            writing.now,
            writing.who,
        )
        mine = [_columns(entry_id, place, day, line) for place, line in enumerate(entry.lines)]
        previous = chained(previous, columns, mine)
        rows.append((*columns, previous))
        lines += mine
        writing.entries.append((entry_id, entry))
        writing.touch("entry", ref(ENTRY, entry_id))
    connection.exec_driver_sql(_ENTRY, rows)
    connection.exec_driver_sql(_LINE, lines)
    tallies.enter(connection, lines)
    return range(first, first + len(rows))


def _columns(entry_id: int, position: int, day: str, line: Line) -> tuple[Any, ...]:
    base, is_debit = line.base.minor, line.side is DrCr.DEBIT
    return (
        entry_id,
        position,
        day,
        line.account.id,
        line.party_id,
        base if is_debit else 0,
        0 if is_debit else base,
        line.amount.currency,
        line.amount.minor,
    )


def chained(previous: str, head: tuple[Any, ...], lines: list[tuple[Any, ...]]) -> str:
    """SHA-256 over an entry's every stored field and the hash before it (trust.md 1)."""
    text = _AS_TEXT((previous, head, lines))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
