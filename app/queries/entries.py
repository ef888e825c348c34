"""One entry of the journal, what can be done with it by hand, and which accounts may take one."""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Row, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import ENTRY, PARTY, maybe_ref, row_of
from app.domain.errors import Problem, refuse
from app.domain.hand import Recorded, not_by_hand, not_copied, not_reversed
from app.queries import ledger

_e, _l, _d = schema.entry.c, schema.journal_line.c, schema.document.c


@dataclass(frozen=True, slots=True)
class EntryLineView(ledger.JournalLine):
    """A line of the journal, and whose it is."""

    party: str | None


@dataclass(frozen=True, slots=True)
class EntryView(ledger.JournalEntry):
    """One entry, whole. `goes_back_on` is the day its reversal takes when none is said."""

    lines: tuple[EntryLineView, ...]
    reversed_by: str | None
    goes_back_on: dt.date


@dataclass(frozen=True, slots=True)
class OfferedAccount:
    """An account, and why it takes no entry by hand; None when it does."""

    code: str
    name: str
    type: str
    problem: Problem | None


def get(reading: Reading, entry: str) -> EntryView:
    """One entry by its id. Refused: not_found."""
    row, rules = _found(reading, entry), store.rules(reading)
    (found,) = ledger.by_rows(reading, [row.id])
    parties = reading.connection.execute(
        select(_l.party_id).where(_l.entry_id == row.id).order_by(_l.position)
    ).scalars()
    lines = (
        EntryLineView(**_facts(line), party=maybe_ref(PARTY, party))
        for line, party in zip(found.lines, parties, strict=True)
    )
    return EntryView(
        **_facts(found) | {"lines": tuple(lines)},
        reversed_by=maybe_ref(ENTRY, row.reversed_by),
        goes_back_on=rules.lock.first_open(max(reading.today, found.date)),
    )


def _facts(row: ledger.JournalEntry | ledger.JournalLine) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(row)}


def why_not(reading: Reading, entry: str) -> dict[str, Problem | None]:
    """For every act on an entry: why it is not possible, None when it is. Refused: not_found."""
    row = _found(reading, entry)
    recorded = Recorded(row.id, row.act, row.number, row.reversal_of, row.reversed_by)
    return {"reverse": not_reversed(recorded), "duplicate": not_copied(recorded)}


def accounts(reading: Reading) -> tuple[OfferedAccount, ...]:
    """The chart by code; those first that take entries by hand."""
    control = store.rules(reading).control
    chart = store.accounts_by_id(reading.connection).values()
    offered = (
        OfferedAccount(one.code, one.name, one.type.value, not_by_hand(one, control))
        for one in chart
    )
    return tuple(sorted(offered, key=lambda one: (one.problem is not None, one.code)))


def closed(reading: Reading, day: dt.date) -> Problem | None:
    """Why nothing can be entered on a day; None when it can."""
    return store.rules(reading).lock.problem(day, "date")


def _found(reading: Reading, entry: str) -> Row[*tuple[Any, ...]]:
    back = schema.entry.alias("back")
    row = reading.connection.execute(
        select(_e.id, _e.act, _e.reversal_of, _d.number, back.c.id.label("reversed_by"))
        .select_from(
            schema.entry.outerjoin(schema.document, _d.id == _e.document_id).outerjoin(
                back, back.c.reversal_of == _e.id
            )
        )
        .where(_e.id == row_of(ENTRY, entry))
    ).first()
    if row is None:
        raise refuse("not_found", f"There is no entry “{entry[:20]}”.", "entry", "Look it up.")
    return row
