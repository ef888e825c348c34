"""Tax reports: the summary per tax and rate, and the documents that a figure of it is made of."""

from datetime import date
from itertools import groupby
from typing import Final

from sqlalchemy import func, select

from app.book import schema, store
from app.book.book import Reading
from app.domain.errors import refuse
from app.domain.kinds import Side
from app.domain.money import Money, total
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries.keys import in_order
from app.queries.report_parts import (
    PAGE,
    TOTAL,
    Cells,
    Columns,
    amount,
    as_of,
    day,
    document_leads,
    entry_days,
    heading,
    made,
    month_end,
    number,
    party_leads,
    row,
    said_time,
    side_of_wish,
    text,
)
from app.queries.taxes import TaxEvent, TaxKey, TaxSummaryRow, tax_events, tax_summary

# What stands in a figure: what invoices or bills had, what credits took off, the difference.
CHARGED, CREDITED, NET = "charged", "credited", "net"
_FIGURES: Final = {
    "base": CHARGED,
    "tax": CHARGED,
    "credited_base": CREDITED,
    "credited_tax": CREDITED,
    "net_base": NET,
    "net_tax": NET,
}
_SAID: Final = {"customer": "Sales", "vendor": "Purchases"}
_SUMMARY: Columns = (
    text("name", "Tax"),
    text("category", "Category"),
    number("rate", "Rate %"),
    amount("base", "Base"),
    amount("tax", "Tax"),
    amount("credited_base", "Credited base"),
    amount("credited_tax", "Credited tax"),
    amount("net_base", "Net base"),
    amount("net_tax", "Net tax"),
)
_DOCUMENTS: Columns = (
    day(),
    text("document", "Document"),
    text("kind", "Kind"),
    text("party", "Party"),
    text("name", "Tax"),
    number("rate", "Rate %"),
    amount("base", "Base"),
    amount("tax", "Tax"),
)


def summary(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Per tax and rate what it was on and how much it came to in a time, for sales and for
    purchases, less what credits took off; figures open the documents. Refused: invalid_date."""
    del after
    last, currency = as_of(wish, reading), store.base_currency(reading)
    found, rows = tax_summary(reading, wish.first, last), list[ReportRow]()
    for side, taxes in groupby(found, key=lambda one: one.side):
        lines = list(taxes)
        rows.append(heading(_SUMMARY, _SAID[side]))
        rows += [_line(one, wish.first, last) for one in lines]
        sums: Cells = {
            name: total((getattr(one, name) for one in lines), currency) for name in _FIGURES
        }
        title = f"{TOTAL} {_SAID[side].lower()}"
        figures = _behind(side, wish.first, last, "")
        rows.append(
            row(_SUMMARY, title, {**sums, "name": title}, Rank.TOTAL, figures[-1][1], figures)
        )
    about = (*said_time(wish.first, last), ("Currency", currency))
    remarks = ("Documents count on their own date, voids on the day of the void.",)
    return made(reading, "tax_summary", "Tax summary", about, _SUMMARY, rows, remarks)


def _line(one: TaxSummaryRow, first: date | None, last: date) -> ReportRow:
    cells: Cells = {
        "name": one.name,
        "category": one.category,
        "rate": one.rate,
        **{name: getattr(one, name) for name in _FIGURES},
    }
    which = f" {_which(one)}"
    figures = _behind(one.side, first, last, which)
    return row(_SUMMARY, f"{one.side}{which}", cells, leads=figures[-1][1], figures=figures)


def _behind(
    side: str, first: date | None, last: date, which: str
) -> tuple[tuple[str, Leads], ...]:
    return tuple(
        (name, Leads("tax_documents", Wish(first, last, side, part=f"{figure}{which}")))
        for name, figure in _FIGURES.items()
    )


def documents(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Every issue and every void of a time with its tax. `part` says which: "charged" (invoices
    or bills), "credited" (credits) or "net" (both, credits negative), alone for all taxes or
    before rate, category and name: "net 8.25 S Sales tax". A page is of whole months.

    Refused: invalid_value, invalid_date, malformed.
    """
    side, last, currency = side_of_wish(wish), as_of(wish, reading), store.base_currency(reading)
    figure, _, which = (wish.part or NET).partition(" ")
    if figure not in _FIGURES.values():
        said = f"“{figure[:20]}” is no part of the tax summary."
        raise refuse("invalid_value", said, "part", f"Use {CHARGED}, {CREDITED} or {NET}.")
    in_order(wish.first, last)
    start, end = _stretch(reading, _after(after) if after else wish.first, last)
    rows: list[ReportRow] = []
    while start and len(rows) < PAGE:
        through = min(month_end(start), end)
        events = [
            one
            for one in tax_events(reading, start, through)
            if one.key.side == side.name and _is_meant(one, figure, which)
        ]
        events.sort(key=lambda one: one.date)
        rows += [_event(one, figure, f"{through}/{place}") for place, one in enumerate(events)]
        start = _next_day(reading, through, end)
    if start is None:
        rows.append(_sums(reading, (wish.first, last), side, figure, which))
    next_ = start.isoformat() if start else None
    about = (*said_time(wish.first, last), ("Currency", currency))
    if which:
        about = (*about, ("Tax", which))
    return made(reading, "tax_documents", _title(side, figure), about, _DOCUMENTS, rows, (), next_)


def _title(side: Side, figure: str) -> str:
    what = f"{side.claim.label}s" if figure == CHARGED else f"{side.credit.label}s"
    return f"Tax on {side.claim.label}s, less {what}" if figure == NET else f"Tax on {what}"


def _stretch(reading: Reading, first: date | None, last: date) -> tuple[date | None, date]:
    """The days between which there can be anything at all; no first one where there are none."""
    days = entry_days(reading)
    start, end = max(first or days[0], days[0]), min(last, days[1])
    return (start if start <= end else None), end


def _next_day(reading: Reading, on: date, end: date) -> date | None:
    """The next day that has an entry: years may lie between two, where somebody mistyped one."""
    entry = schema.entry.c.date
    later = select(func.min(entry)).where(entry > on.isoformat(), entry <= end.isoformat())
    found = reading.connection.execute(later).scalar()
    return date.fromisoformat(found) if found else None


def _after(key: str) -> date:
    try:
        return date.fromisoformat(key)
    except ValueError:
        said, hint = "This is no key of a page.", "Use the “next” of the page before."
        raise refuse("malformed", said, "after", hint)


def _sums(
    reading: Reading, time: tuple[date | None, date], side: Side, figure: str, which: str
) -> ReportRow:
    """What all pages come to, as the summary has it."""
    names = [name for name, one in _FIGURES.items() if one == figure]
    currency = store.base_currency(reading)
    found = [
        one
        for one in tax_summary(reading, *time)
        if one.side == side.name and which in ("", _which(one))
    ]
    base, tax = (total((getattr(one, name) for one in found), currency) for name in names)
    cells: Cells = {"document": TOTAL, "base": base, "tax": tax}
    return row(_DOCUMENTS, "total", cells, Rank.TOTAL)


def _which(one: TaxSummaryRow | TaxKey) -> str:
    return f"{one.rate} {one.category} {one.name}"


def _is_meant(one: TaxEvent, figure: str, which: str) -> bool:
    return which in ("", _which(one.key)) and figure in (
        NET,
        CREDITED if one.is_credit else CHARGED,
    )


def _signed(money: Money, one: TaxEvent, figure: str) -> Money:
    return -money if figure == NET and one.is_credit else money


def _event(one: TaxEvent, figure: str, place: str) -> ReportRow:
    voided = "Void of " if one.act == "void" else ""
    label = f"{voided}{one.kind.label}"
    cells: Cells = {
        "date": one.date,
        "document": one.number,
        "kind": label[0].upper() + label[1:],
        "party": one.party_name,
        "name": one.key.name,
        "rate": one.key.rate,
        "base": _signed(one.base, one, figure),
        "tax": _signed(one.tax, one, figure),
    }
    leads = document_leads(one.document, one.kind)
    figures = (("party", party_leads(one.party, one.key.side)),)
    return row(_DOCUMENTS, f"{one.document} {place}", cells, leads=leads, figures=figures)
