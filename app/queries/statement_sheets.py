"""The statement of account as it goes on paper: a frozen sheet for the paper's room to draw."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Reading
from app.domain.kinds import CLAIMS, Side
from app.domain.money import Money, total
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
from app.queries.open_items import Narrow, OpenItem, open_items
from app.queries.report_open import column_of
from app.queries.report_parts import party_of
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
