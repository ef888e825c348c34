"""Tax summary: per tax and rate what it was on and how much it came to, sales and purchases."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from app.book import schema, store
from app.book.book import Reading
from app.domain import rates
from app.domain.kinds import CREDITS, Kind, side_of
from app.domain.money import Money, exponent
from app.domain.rates import PERCENT_PLACES, format_scaled
from app.queries.keys import in_order

_d, _t, _u = schema.document.c, schema.document_tax.c, schema.document_use.c
_e, _l = schema.entry.c, schema.journal_line.c


@dataclass(frozen=True, slots=True)
class TaxSummaryRow:
    """One tax of one side in the book's currency: what invoices or bills had, what credits took
    off, and the difference. `base` is what the tax is on; a rate of zero has a base, too."""

    side: str
    name: str
    category: str
    rate: str
    base: Money
    tax: Money
    credited_base: Money
    credited_tax: Money
    net_base: Money
    net_tax: Money


_Key = tuple[str, str, str, int]  # side, name, category, rate


def tax_summary(
    reading: Reading, first: date | None = None, last: date | None = None
) -> tuple[TaxSummaryRow, ...]:
    """What was issued from `first` (the beginning) through `last` (today), less what was voided
    in that time: a void counts on its own day. Refused: invalid_date."""
    last = last or reading.today
    in_order(first, last)
    currency = store.base_currency(reading)
    sums: dict[_Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    days = ((first or date.min).isoformat(), last.isoformat())
    for event in (*_issued(reading, days), *_voided(reading, days)):
        for key, base, tax in event.parts(currency):
            place = 2 if event.kind in CREDITS else 0
            sums[key][place] += event.sign * base
            sums[key][place + 1] += event.sign * tax
    return tuple(_row(key, found, currency) for key, found in sorted(sums.items()) if any(found))


def _row(key: _Key, found: list[int], currency: str) -> TaxSummaryRow:
    side, name, category, rate = key
    base, tax, credited_base, credited_tax = found
    return TaxSummaryRow(
        side=side,
        name=name,
        category=category,
        rate=format_scaled(rate, PERCENT_PLACES),
        base=Money(base, currency),
        tax=Money(tax, currency),
        credited_base=Money(credited_base, currency),
        credited_tax=Money(credited_tax, currency),
        net_base=Money(base - credited_base, currency),
        net_tax=Money(tax - credited_tax, currency),
    )


@dataclass(slots=True)
class _Event:
    """An issue, or a void of all or a part: the document's taxes, and what was entered of them."""

    sign: int
    kind: Kind
    currency: str
    fx_rate: int
    part: tuple[int, int]  # this much of so much
    taxes: list[Any]
    entered: dict[int, int]  # account -> minor units in the book's currency

    def parts(self, own: str) -> Iterator[tuple[_Key, int, int]]:
        """Per tax its base and amount in the book's currency, as they were entered: what stands
        on one account is shared out among its rates."""
        side = side_of(self.kind).name
        by_account: dict[int, list[Any]] = defaultdict(list)
        for tax in self.taxes:
            by_account[tax.account_id].append(tax)
        for account_id, taxes in by_account.items():
            weights = tuple(tax.amount for tax in taxes)
            found = rates.share_out(self.entered.get(account_id, 0), weights)
            for tax, amount in zip(taxes, found, strict=True):
                base = rates.share(tax.base, *self.part)
                places = (exponent(self.currency), exponent(own))
                worth = rates.convert(base, places[0], self.fx_rate, places[1])
                yield (side, tax.name, tax.category, tax.rate), worth, amount


def _issued(reading: Reading, days: tuple[str, str]) -> Iterator[_Event]:
    entry = and_(_e.document_id == _d.id, _e.act == "issue")
    rows = select(_d.id, _d.kind, _d.currency, _d.fx_rate, _d.total, _e.id.label("entry_id"))
    found = reading.connection.execute(
        rows.select_from(schema.document.join(schema.entry, entry))
        .where(_d.issue_date.between(*days), _d.id.in_(select(_t.document_id)))
        .order_by(_d.id)
    )
    for row in found.fetchall():
        yield _event(reading, row, 1, (row.total, row.total))


def _voided(reading: Reading, days: tuple[str, str]) -> Iterator[_Event]:
    rows = select(
        _d.id, _d.kind, _d.currency, _d.fx_rate, _d.total, _u.entry_id, _u.amount
    ).select_from(schema.document_use.join(schema.document, _d.id == _u.document_id))
    found = reading.connection.execute(
        rows.where(
            _u.kind == "void",
            _u.date.between(*days),
            _d.issued_at.is_not(None),
            _d.id.in_(select(_t.document_id)),
        ).order_by(_u.id)
    )
    for row in found.fetchall():
        yield _event(reading, row, -1, (row.amount, row.total))


def _event(reading: Reading, row: Any, sign: int, part: tuple[int, int]) -> _Event:
    taxes = reading.connection.execute(
        select(schema.document_tax).where(_t.document_id == row.id).order_by(_t.position)
    ).fetchall()
    accounts = {tax.account_id for tax in taxes}
    lines = reading.connection.execute(
        select(_l.account_id, _l.debit + _l.credit).where(
            _l.entry_id == row.entry_id, _l.account_id.in_(accounts)
        )
    )
    entered = dict(map(tuple, lines))
    return _Event(sign, Kind(row.kind), row.currency, row.fx_rate, part, list(taxes), entered)
