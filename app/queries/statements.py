"""Statements: what happened between us and a party, with a running balance, in one currency."""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, or_, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ENTRY, PARTY, ref
from app.domain.kinds import CUSTOMER, MONEY, Kind, Side
from app.domain.money import Money, exponent
from app.queries.keys import in_order

_e, _l, _d = schema.entry.c, schema.journal_line.c, schema.document.c
_p = schema.party.c


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One entry that moved the balance; `amount` raises it, or lowers it when negative."""

    date: dt.date
    entry: str
    act: str  # what happened to the document: "issue", "refund", "void"
    document: str
    kind: Kind
    number: str | None
    reference: str | None  # the other side's own number of the document
    due: dt.date | None  # the document's
    description: str
    amount: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Statement:
    """What a customer owes us, or we owe a vendor: before, the rows, after. Credits that are
    not used yet are negative parts of the balance."""

    party: str
    party_name: str
    currency: str
    opening: Money
    rows: tuple[StatementRow, ...]
    closing: Money


def statement(
    reading: Reading,
    side: Side,
    party: str,
    first: dt.date | None = None,
    last: dt.date | None = None,
    currency: str | None = None,
) -> Statement:
    """From `first` (the beginning) through `last` (today), in the party's own currency unless
    another is named. Refused: not_found, unknown_currency, invalid_date."""
    row = store.find_party(reading, party, side)
    last = last or reading.today
    in_order(first, last)
    code = currency or row.currency or store.base_currency(reading)
    exponent(code)
    lines = _lines(reading, side, row.id, code).where(_e.date <= last.isoformat())
    opening, rows = Money(0, code), []
    balance = opening
    for found in reading.connection.execute(lines):
        amount, day = Money(found.amount, code), dt.date.fromisoformat(found.date)
        balance += amount
        if first and day < first:
            opening = balance
        elif amount:
            rows.append(_row(found, amount, balance))
    return Statement(ref(PARTY, row.id), row.name, code, opening, tuple(rows), balance)


def currencies(reading: Reading, side: Side, party: str, last: dt.date) -> tuple[str, ...]:
    """The currencies in which there was a balance at the end of a day, by their codes. Refused:
    not_found."""
    row = store.find_party(reading, party, side)
    summed = _of_parties(reading, side, row.id, (_l.currency,)).group_by(_l.currency)
    query = summed.where(_e.date <= last.isoformat()).order_by(_l.currency)
    return tuple(code for code, amount in reading.connection.execute(query) if amount)


def moved(
    reading: Reading, side: Side, first: dt.date | None, last: dt.date
) -> frozenset[tuple[str, str]]:
    """Whose balance moved in these days, and in which currency: parties by id."""
    columns = (_d.party_id, _l.currency)
    summed = _of_parties(reading, side, None, columns).group_by(*columns, _e.id)
    summed = summed.where(_e.date <= last.isoformat())
    if first:
        summed = summed.where(_e.date >= first.isoformat())
    each = summed.subquery()
    query = select(each.c.party_id, each.c.currency).where(each.c.amount != 0).distinct()
    return frozenset((ref(PARTY, one), code) for one, code in reading.connection.execute(query))


def _row(found: Any, amount: Money, balance: Money) -> StatementRow:
    return StatementRow(
        date=dt.date.fromisoformat(found.date),
        entry=ref(ENTRY, found.entry),
        act=found.act,
        document=ref(DOCUMENT, found.document_id),
        kind=Kind(found.kind),
        number=found.number,
        reference=found.vendor_reference,
        due=None if found.due_date is None else dt.date.fromisoformat(found.due_date),
        description=found.description,
        amount=amount,
        balance=balance,
    )


def _lines(reading: Reading, side: Side, party_id: int, currency: str) -> Select[Any]:
    """Every entry of the party's documents by what it moved of the balance between us."""
    columns = (
        _e.id.label("entry"),
        _e.date,
        _e.act,
        _e.description,
        _e.document_id,
        _d.kind,
        _d.number,
        _d.vendor_reference,
        _d.due_date,
    )
    found = _of_parties(reading, side, party_id, columns).where(_l.currency == currency)
    return found.group_by(_e.id).order_by(_e.date, _e.id)


def _of_parties(
    reading: Reading, side: Side, party_id: int | None, columns: Sequence[Any]
) -> Select[Any]:
    """What the entries of a party's documents moved, or of all parties' of a side, to be grouped
    by these columns."""
    control = store.rules(reading).control
    theirs = _d.party_id.in_(select(_p.id).where(_p.side == side.name))
    whose = theirs if party_id is None else _d.party_id == party_id
    holders = select(_d.open_account_id).where(
        whose, _d.kind.not_in(sorted(MONEY)), _d.open_account_id.is_not(None)
    )
    debit = case((_l.debit > 0, _l.amount), else_=-_l.amount)
    amount = func.sum(debit if side is CUSTOMER else -debit)
    return (
        select(*columns, amount.label("amount"))
        .select_from(
            schema.document.join(schema.entry, _e.document_id == _d.id).join(
                schema.journal_line, _l.entry_id == _e.id
            )
        )
        .where(
            whose,
            or_(_l.account_id.in_(control), _l.account_id.in_(holders)),
        )
    )
