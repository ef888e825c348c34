"""Tax summary: per tax and rate what it was on and how much it came to, sales and purchases."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref
from app.domain import rates
from app.domain.kinds import CLAIMS, CREDITS, Kind, side_of
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
    days, currency = _days(reading, first, last), store.base_currency(reading)
    sums: dict[TaxKey, list[int]] = defaultdict(lambda: [0, 0, 0, 0])

    def add(key: TaxKey, kind: Kind, base: int, tax: int) -> None:
        place = 2 if kind in CREDITS else 0
        sums[key][place] += base
        sums[key][place + 1] += tax

    for row in reading.connection.execute(_summed(days, currency)):
        kind = Kind(row.kind)
        add(_key(kind, row), kind, int(row.base), int(row.amount))
    for event in _converted(reading, days, currency):
        add(event.key, event.kind, event.base.minor, event.tax.minor)
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
    days, currency = _days(reading, first, last), store.base_currency(reading)
    for row in reading.connection.execute(_issued(days).where(_d.currency == currency)):
        yield _event(row, 1, row.base, row.amount, currency)
    yield from _converted(reading, days, currency)


def _days(reading: Reading, first: date | None, last: date | None) -> tuple[str, str]:
    last = last or reading.today
    in_order(first, last)
    return (first or date.min).isoformat(), last.isoformat()


def _converted(reading: Reading, days: tuple[str, str], own: str) -> Iterator[TaxEvent]:
    """What does not stand in the book's currency as it stands on the document: issues in another
    currency, and voids, which may be of a part."""
    foreign = _entered(_issued(days), _e.id).where(_d.currency != own)
    for sign, query in ((1, foreign), (-1, _entered(_voided(days), _u.entry_id))):
        rows = reading.connection.execute(query)
        for _, taxes in groupby(rows, key=lambda row: row.place):
            yield from _shared_out(list(taxes), sign, own)


def _shared_out(rows: list[Any], sign: int, own: str) -> Iterator[TaxEvent]:
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
            yield _event(row, sign, worth, amount, own)


def _key(kind: Kind, row: Any) -> TaxKey:
    rate = format_scaled(row.rate, PERCENT_PLACES)
    return TaxKey(side_of(kind).name, row.tax_name, row.category, rate)


def _event(row: Any, sign: int, base: int, amount: int, own: str) -> TaxEvent:
    kind = Kind(row.kind)
    return TaxEvent(
        key=_key(kind, row),
        date=date.fromisoformat(row.date),
        act="issue" if sign > 0 else "void",
        document=ref(DOCUMENT, row.id),
        kind=kind,
        number=row.number,
        party=ref(PARTY, row.party_id),
        party_name=row.party_name,
        base=Money(sign * base, own),
        tax=Money(sign * amount, own),
    )


def _in(days: tuple[str, str]) -> tuple[ColumnElement[bool], ...]:
    kinds = _d.kind.in_(sorted(CREDITS | CLAIMS))  # so that the lists' index finds the days
    return kinds, _d.issued_at.is_not(None), _d.issue_date.between(*days)


def _summed(days: tuple[str, str], own: str) -> Select[Any]:
    """Issues in the book's own currency, summed up by the database."""
    names = (_d.kind, _t.name, _t.category, _t.rate)
    sums = (func.sum(_t.base).label("base"), func.sum(_t.amount).label("amount"))
    return (
        select(_d.kind, _t.name.label("tax_name"), _t.category, _t.rate, *sums)
        .select_from(schema.document_tax.join(schema.document, _d.id == _t.document_id))
        .where(*_in(days), _d.currency == own)
        .group_by(*names)
    )


def _issued(days: tuple[str, str]) -> Select[Any]:
    return (
        _taxed(_d.id, _d.issue_date, _d.total)
        .select_from(_TAXED)
        .where(*_in(days))
        .order_by(_d.issue_date, _d.id, _t.position)
    )


def _voided(days: tuple[str, str]) -> Select[Any]:
    return (
        _taxed(_u.id, _u.date, _u.amount)
        .select_from(_TAXED.join(schema.document_use, _u.document_id == _d.id))
        .where(_u.kind == "void", _u.date.between(*days), _d.issued_at.is_not(None))
        .order_by(_u.date, _u.id, _t.position)
    )


def _entered(query: Select[Any], entry_id: Any) -> Select[Any]:
    """With what the entry brought to the account of each tax. One entry has few lines: the index
    of registers would walk through all of the account."""
    mine = (_l.entry_id == entry_id, _l.account_id + 0 == _t.account_id)
    found = select(func.coalesce(func.sum(_l.debit + _l.credit), 0)).where(*mine)
    sums = found.correlate(schema.document_tax, entry_id.table).scalar_subquery()
    if entry_id.table is schema.entry:
        entry = and_(_e.document_id == _d.id, _e.act == "issue")
        query = query.join(schema.entry, entry)
    return query.add_columns(sums.label("entered"))


def _taxed(place: Any, day: Any, part: Any) -> Select[Any]:
    """The taxes of documents: `part` of the document's total."""
    return select(
        place.label("place"),
        day.label("date"),
        part.label("part"),
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
