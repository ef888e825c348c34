"""Statements: what happened between us and a party, with a running balance, in one currency."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, or_, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ENTRY, PARTY, ref
from app.domain.kinds import CUSTOMER, MONEY, Kind, Side
from app.domain.money import Money, exponent
from app.queries.keys import in_order

_e, _l, _d = schema.entry.c, schema.journal_line.c, schema.document.c


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One entry that moved the balance; `amount` raises it, or lowers it when negative."""

    date: date
    entry: str
    document: str
    kind: Kind
    number: str | None
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
    first: date | None = None,
    last: date | None = None,
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
        amount, day = Money(found.amount, code), date.fromisoformat(found.date)
        balance += amount
        if first and day < first:
            opening = balance
        elif amount:
            rows.append(
                StatementRow(
                    day,
                    ref(ENTRY, found.entry),
                    ref(DOCUMENT, found.document_id),
                    Kind(found.kind),
                    found.number,
                    found.description,
                    amount,
                    balance,
                )
            )
    return Statement(ref(PARTY, row.id), row.name, code, opening, tuple(rows), balance)


def _lines(reading: Reading, side: Side, party_id: int, currency: str) -> Select[Any]:
    """Every entry of the party's documents by what it moved of the balance between us."""
    control = store.rules(reading).control
    holders = select(_d.open_account_id).where(
        _d.party_id == party_id, _d.kind.not_in(sorted(MONEY)), _d.open_account_id.is_not(None)
    )
    debit = case((_l.debit > 0, _l.amount), else_=-_l.amount)
    amount = func.sum(debit if side is CUSTOMER else -debit)
    return (
        select(
            _e.id.label("entry"),
            _e.date,
            _e.description,
            _e.document_id,
            _d.kind,
            _d.number,
            amount.label("amount"),
        )
        .select_from(
            schema.document.join(schema.entry, _e.document_id == _d.id).join(
                schema.journal_line, _l.entry_id == _e.id
            )
        )
        .where(
            _d.party_id == party_id,
            _l.currency == currency,
            or_(_l.account_id.in_(control), _l.account_id.in_(holders)),
        )
        .group_by(_e.id)
        .order_by(_e.date, _e.id)
    )
