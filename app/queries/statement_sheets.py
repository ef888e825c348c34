"""The statement of account as it goes on paper: a frozen sheet for the paper's room to draw."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import PARTY, ref
from app.domain.kinds import CLAIMS, Side
from app.domain.money import Money, exponent, total
from app.domain.report import Wish
from app.domain.sheet import (
    APPLIED,
    EXPIRED,
    ISSUED,
    REFUND_VOIDED,
    REFUNDED,
    REINSTATED,
    UNAPPLIED,
    VOIDED,
    AgeingSheet,
    MovementSheet,
    StatementSheet,
)
from app.queries import aging, statements, templates
from app.queries.keys import in_order
from app.queries.open_items import Narrow, OpenItem, open_items
from app.queries.report_open import column_of
from app.queries.report_parts import party_of, side_of_wish
from app.queries.sheets import party_sheet

# What an entry did to its document, by the act that wrote it.
_HAPPENED: Final = {
    "issue": ISSUED,
    "apply": APPLIED,
    "unapply": UNAPPLIED,
    "refund": REFUNDED,
    "void_refund": REFUND_VOIDED,
    "void": VOIDED,
    "expire": EXPIRED,
    "reinstate": REINSTATED,
}


def statement_sheet(
    reading: Reading,
    side: Side,
    party: str,
    first: date | None = None,
    last: date | None = None,
    currency: str | None = None,
) -> StatementSheet:
    """What happened from `first` (the beginning) through `last` (today) and what is open of it,
    in the party's own currency unless another is named. Sender and addressee are as they are
    now. Refused: not_found, unknown_currency, invalid_date."""
    row: Any = store.find_party(reading, party, side)
    last = last or reading.today
    found = statements.statement(reading, side, party, first, last, currency)
    kinds, narrow = side.targets | {side.credit}, Narrow(row.id, currency=found.currency)
    items = open_items(reading, last, kinds, narrow)
    others = statements.currencies(reading, side, party, last)
    language = templates.language_of(reading, row.id)
    ours = reading.connection.execute(select(schema.business)).one()
    return StatementSheet(
        side=side.name,
        date=reading.today,
        sender=party_sheet(ours),
        addressee=party_sheet(row),
        first=first,
        last=_last(found, first, last, reading.today),
        currency=found.currency,
        opening=found.opening,
        rows=tuple(map(_movement, found.rows)),
        closing=found.closing,
        # Nobody is late on a day that is yet to come: lateness is of today at most.
        ageing=_ageing(items, min(last, reading.today), found.currency),
        others=tuple(code for code in others if code != found.currency),
        language=language,
        look=templates.look(reading, "statement", language),
    )


def _last(found: statements.Statement, first: date | None, last: date, today: date) -> date:
    """The day it is said to be of: no later than today as long as nothing happens after."""
    later = any(row.date > today for row in found.rows) or (first is not None and first > today)
    return last if later else min(last, today)


def of_wish(reading: Reading, wish: Wish) -> StatementSheet:
    """The same as the report of this wish says it. Refused: required, not_found,
    unknown_currency, invalid_date."""
    side, _ = party_of(reading, wish)
    return statement_sheet(reading, side, wish.party or "", wish.first, wish.last, wish.currency)


def wishes(
    reading: Reading, every: Wish, parties: Collection[str] | None = None, *, moved: bool
) -> tuple[Wish, ...]:
    """The statements that customers, or vendors, get: all of them or those named by id, by name;
    one for each currency in which something is open on the last day (today) or, when `moved`, has
    moved since the first. Refused: unknown_currency, invalid_date."""
    side, last = side_of_wish(every), every.last or reading.today
    in_order(every.first, last)
    if every.currency:
        exponent(every.currency)
    items = open_items(
        reading, last, side.targets | {side.credit}, Narrow(currency=every.currency)
    )
    found = {(one.party, one.open.currency) for one in items}
    if moved:
        found |= statements.moved(reading, side, every.first, last)
    balances: dict[str, list[str]] = {}
    for party, code in sorted(found):
        if every.currency in (None, code) and (parties is None or party in parties):
            balances.setdefault(party, []).append(code)
    return tuple(
        replace(every, side=side.name, party=party, currency=code)
        for party in _by_name(reading, side)
        for code in balances.get(party, ())
    )


def _by_name(reading: Reading, side: Side) -> Iterator[str]:
    """The ids of all customers, or vendors, in the order of the lists."""
    _p = schema.party.c
    query = select(_p.id).where(_p.side == side.name).order_by(func.lower(_p.name), _p.id)
    return (ref(PARTY, row_id) for row_id in reading.connection.execute(query).scalars())


def _movement(row: statements.StatementRow) -> MovementSheet:
    what = _HAPPENED[row.act]
    claimed = row.kind in CLAIMS and what == ISSUED
    return MovementSheet(
        date=row.date,
        kind=row.kind.value,
        what=what,
        number=row.number,
        amount=row.amount,
        balance=row.balance,
        due=row.due if claimed else None,
        reference=row.reference,
    )


def _ageing(items: Iterable[OpenItem], on: date, currency: str) -> AgeingSheet:
    nothing = Money(0, currency)
    sums = dict.fromkeys([name for name, _ in aging.COLUMNS], nothing)
    unused = nothing
    for one in items:
        name = column_of(one, on)
        if name in sums:
            sums[name] += one.open
        else:
            unused -= one.open
    return AgeingSheet(on, tuple(sums.values()), unused, total(sums.values(), currency) + unused)
