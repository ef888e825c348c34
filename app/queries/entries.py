"""One entry of the journal, what can be done with it by hand, and which accounts may take one."""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ENTRY, PARTY, maybe_ref, ref, row_of
from app.domain.errors import Problem, refuse
from app.domain.hand import Recorded, not_by_hand, not_copied, not_reversed
from app.domain.kinds import Kind
from app.domain.money import Money

_e, _l, _a = schema.entry.c, schema.journal_line.c, schema.account.c
_d, _p = schema.document.c, schema.party.c


@dataclass(frozen=True, slots=True)
class EntryLineView:
    """One side of an entry in the book's currency; foreign lines add currency and amount."""

    account: str
    debit: Money | None
    credit: Money | None
    party: str | None
    party_name: str | None
    currency: str | None
    amount: Money | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry, whole. `goes_back_on` is the day its reversal takes when none is said."""

    id: str
    number: int
    date: dt.date
    description: str
    document: str | None
    document_kind: Kind | None
    document_number: str | None
    reversal_of: str | None
    reversed_by: str | None
    goes_back_on: dt.date
    lines: tuple[EntryLineView, ...]


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
    posted_on = dt.date.fromisoformat(row.date)
    lines = reading.connection.execute(
        select(
            _a.code, _l.debit, _l.credit, _l.party_id, _p.name, _l.currency, _l.amount
        )
        .select_from(
            schema.journal_line.join(schema.account, _a.id == _l.account_id).outerjoin(
                schema.party, _p.id == _l.party_id
            )
        )
        .where(_l.entry_id == row.id)
        .order_by(_l.position)
    )  # fmt: skip
    return EntryView(
        id=ref(ENTRY, row.id),
        number=row.id,
        date=posted_on,
        description=row.description,
        document=maybe_ref(DOCUMENT, row.document_id),
        document_kind=Kind(row.kind) if row.kind else None,
        document_number=row.number,
        reversal_of=maybe_ref(ENTRY, row.reversal_of),
        reversed_by=maybe_ref(ENTRY, row.reversed_by),
        goes_back_on=rules.lock.first_open(max(reading.today, posted_on)),
        lines=tuple(_line(line, rules.currency) for line in lines),
    )


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
        select(
            _e.id, _e.date, _e.description, _e.act, _e.document_id, _e.reversal_of,
            _d.kind, _d.number, back.c.id.label("reversed_by"),
        )
        .select_from(
            schema.entry.outerjoin(schema.document, _d.id == _e.document_id).outerjoin(
                back, back.c.reversal_of == _e.id
            )
        )
        .where(_e.id == row_of(ENTRY, entry))
    ).first()  # fmt: skip
    if row is None:
        raise refuse("not_found", f"There is no entry “{entry[:20]}”.", "entry", "Look it up.")
    return row


def _line(row: Row[*tuple[Any, ...]], currency: str) -> EntryLineView:
    foreign = row.currency != currency
    return EntryLineView(
        account=row.code,
        debit=Money(row.debit, currency) if row.debit else None,
        credit=Money(row.credit, currency) if row.credit else None,
        party=maybe_ref(PARTY, row.party_id),
        party_name=row.name,
        currency=row.currency if foreign else None,
        amount=Money(row.amount, row.currency) if foreign else None,
    )
