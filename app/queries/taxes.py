"""Tax summary: per tax and rate what it was on and how much it came to, sales and purchases."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Select, and_, func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref
from app.domain import rates
from app.domain.kinds import CREDITS, Kind, side_of
from app.domain.money import Money, exponent
from app.domain.rates import PERCENT_PLACES, format_scaled, parse_scaled
from app.queries.keys import in_order

_d, _t, _u = schema.document.c, schema.document_tax.c, schema.document_use.c
_e, _l, _p = schema.entry.c, schema.journal_line.c, schema.party.c
_TAXED: Final = schema.document_tax.join(schema.document, _d.id == _t.document_id).join(
    schema.party, _p.id == _d.party_id
)


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


@dataclass(frozen=True, slots=True)
class TaxKey:
    """One tax of one side; `rate` is percent text."""

    side: str
    name: str
    category: str
    rate: str


@dataclass(frozen=True, slots=True)
class TaxEvent:
    """What an issue brought of one tax, or a void took back, in the book's currency; figures of
    a void are negative."""

    key: TaxKey
    date: date
    act: str  # "issue" or "void"
    document: str
    kind: Kind
    number: str
    party: str
    party_name: str
    base: Money
    tax: Money

    @property
    def is_credit(self) -> bool:
        """Whether it takes from what invoices or bills brought."""
        return self.kind in CREDITS


def tax_summary(
    reading: Reading, first: date | None = None, last: date | None = None
) -> tuple[TaxSummaryRow, ...]:
    """What was issued from `first` (the beginning) through `last` (today), less what was voided
    in that time: a void counts on its own day. Refused: invalid_date."""
    currency = store.base_currency(reading)
    sums: dict[TaxKey, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for event in tax_events(reading, first, last):
        place = 2 if event.is_credit else 0
        sums[event.key][place] += event.base.minor
        sums[event.key][place + 1] += event.tax.minor
    return tuple(
        _row(key, found, currency)
        for key, found in sorted(sums.items(), key=lambda one: _place(one[0]))
        if any(found)
    )


def _place(key: TaxKey) -> tuple[str, str, str, int]:
    return key.side, key.name, key.category, parse_scaled(key.rate, PERCENT_PLACES, "rate")


def _row(key: TaxKey, found: list[int], currency: str) -> TaxSummaryRow:
    base, tax, credited_base, credited_tax = found
    return TaxSummaryRow(
        side=key.side,
        name=key.name,
        category=key.category,
        rate=key.rate,
        base=Money(base, currency),
        tax=Money(tax, currency),
        credited_base=Money(credited_base, currency),
        credited_tax=Money(credited_tax, currency),
        net_base=Money(base - credited_base, currency),
        net_tax=Money(tax - credited_tax, currency),
    )


def tax_events(
    reading: Reading, first: date | None = None, last: date | None = None
) -> Iterator[TaxEvent]:
    """Every issue of a time and every void in it, tax by tax. Refused: invalid_date."""
    last, currency = last or reading.today, store.base_currency(reading)
    in_order(first, last)
    days = ((first or date.min).isoformat(), last.isoformat())
    for sign, query in ((1, _issued(days)), (-1, _voided(days))):
        rows = reading.connection.execute(query)
        for _, taxes in groupby(rows, key=lambda row: row.place):
            yield from _events(list(taxes), sign, currency)


def _events(rows: list[Any], sign: int, own: str) -> Iterator[TaxEvent]:
    """The taxes of one issue or void as they were entered: what stands on one account is shared
    out among its rates."""
    by_account: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_account[row.account_id].append(row)
    for taxes in by_account.values():
        weights = tuple(row.amount for row in taxes)
        found = rates.share_out(taxes[0].entered, weights)
        for row, amount in zip(taxes, found, strict=True):
            base = rates.share(row.base, row.part, row.total)
            places = (exponent(row.currency), exponent(own))
            worth = rates.convert(base, places[0], row.fx_rate, places[1])
            kind, rate = Kind(row.kind), format_scaled(row.rate, PERCENT_PLACES)
            yield TaxEvent(
                key=TaxKey(side_of(kind).name, row.tax_name, row.category, rate),
                date=date.fromisoformat(row.date),
                act="issue" if sign > 0 else "void",
                document=ref(DOCUMENT, row.id),
                kind=kind,
                number=row.number,
                party=ref(PARTY, row.party_id),
                party_name=row.party_name,
                base=Money(sign * worth, own),
                tax=Money(sign * amount, own),
            )


def _issued(days: tuple[str, str]) -> Select[Any]:
    entry = and_(_e.document_id == _d.id, _e.act == "issue")
    return (
        _taxed(_d.id, _d.issue_date, _d.total, _e.id)
        .select_from(_TAXED.join(schema.entry, entry))
        .where(_d.issue_date.between(*days))
        .order_by(_d.issue_date, _d.id, _t.position)
    )


def _voided(days: tuple[str, str]) -> Select[Any]:
    return (
        _taxed(_u.id, _u.date, _u.amount, _u.entry_id)
        .select_from(_TAXED.join(schema.document_use, _u.document_id == _d.id))
        .where(_u.kind == "void", _u.date.between(*days), _d.issued_at.is_not(None))
        .order_by(_u.date, _u.id, _t.position)
    )


def _taxed(place: Any, day: Any, part: Any, entry_id: Any) -> Select[Any]:
    """The taxes of documents beside what was entered of them: `part` of the document's total."""
    entered = (
        select(func.coalesce(func.sum(_l.debit + _l.credit), 0))
        .where(_l.entry_id == entry_id, _l.account_id == _t.account_id)
        .correlate(schema.document_tax, entry_id.table)
        .scalar_subquery()
    )
    return select(
        place.label("place"),
        day.label("date"),
        part.label("part"),
        entered.label("entered"),
        _d.id,
        _d.kind,
        _d.number,
        _d.party_id,
        _p.name.label("party_name"),
        _d.currency,
        _d.fx_rate,
        _d.total,
        _t.name.label("tax_name"),
        _t.category,
        _t.rate,
        _t.account_id,
        _t.base,
        _t.amount,
    )
