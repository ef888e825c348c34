"""The only writer of journal entries and lines, of the month tallies and of the hash chain."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.book import schema
from app.book.book import Writing
from app.book.refs import ENTRY, ref
from app.book.sql import Prepared, insert_row
from app.domain.entry import DrCr, Entry, Line

FIRST_HASH: Final = "0" * 64

_LAST: Final = Prepared(
    select(schema.entry.c.id, schema.entry.c.hash).order_by(schema.entry.c.id.desc()).limit(1)
)
_m = schema.account_tally.c
_new = upsert(schema.account_tally).values(
    {name: bindparam(name) for name in ("account_id", "month", "debit", "credit", "lines")}
)
_ADD_TO_MONTH: Final = Prepared(
    _new.on_conflict_do_update(
        index_elements=["account_id", "month"],
        set_={
            "debit": _m.debit + _new.excluded.debit,
            "credit": _m.credit + _new.excluded.credit,
            "lines": _m.lines + _new.excluded.lines,
        },
    )
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
    if not entry:
        return None
    connection = writing.connection
    last = _LAST.run(connection).first()
    entry_id, previous = (last[0] + 1, last[1]) if last else (1, FIRST_HASH)
    columns = {
        "id": entry_id,
        "date": head.on.isoformat(),
        "act": head.act,
        "description": head.description,
        "document_id": head.document_id,
        "reversal_of": head.reversal_of,
        "created_at": writing.now,
        "created_by": writing.who,
    }
    lines = [_columns(entry_id, place, line, head) for place, line in enumerate(entry.lines)]
    digest = chained(previous, columns.values(), [line.values() for line in lines])
    insert_row(connection, schema.entry, **columns, hash=digest)
    for line in lines:
        insert_row(connection, schema.journal_line, **line)
        _ADD_TO_MONTH.run(
            connection,
            account_id=line["account_id"],
            month=line["date"][:7],
            debit=line["debit"],
            credit=line["credit"],
            lines=1,
        )
    writing.entries.append((entry_id, entry))
    writing.touch("entry", ref(ENTRY, entry_id))
    return entry_id


def _columns(entry_id: int, position: int, line: Line, head: Head) -> dict[str, Any]:
    return {
        "entry_id": entry_id,
        "position": position,
        "date": head.on.isoformat(),
        "account_id": line.account.id,
        "party_id": line.party_id,
        "debit": line.base.minor if line.side is DrCr.DEBIT else 0,
        "credit": line.base.minor if line.side is DrCr.CREDIT else 0,
        "currency": line.amount.currency,
        "amount": line.amount.minor,
    }


def chained(previous: str, head: Any, lines: Any) -> str:
    """SHA-256 over an entry's every stored field and the hash before it (trust.md 1)."""
    content = [previous, list(head), [list(line) for line in lines]]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
