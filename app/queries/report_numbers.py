"""The credit register: every number ever given, in order, and the proof that none is missing."""

from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from app.book import schema
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref
from app.domain.kinds import STATUS_LABELS, Kind, Side
from app.domain.money import Money
from app.domain.numbering import number_text
from app.domain.report import Leads, Report, ReportRow, Wish
from app.queries.documents import reason_label
from app.queries.number_series import numbers, status_then
from app.queries.report_parts import (
    PAGE,
    Cells,
    Columns,
    amount,
    as_of,
    day,
    document_leads,
    made,
    party_leads,
    position,
    row,
    said_as_of,
    side_of_wish,
    text,
    totals,
)

_n, _d = schema.number_taken.c, schema.document.c

_MISSING: Final = "Missing"


def credit_register(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Every credit of a side by its number, as it stood at the end of a day; those with a later
    date are left out. A number that nothing bears has a row of its own. Refused: malformed."""
    side, on = side_of_wish(wish), as_of(wish, reading)
    kind, columns = side.credit, _columns(side)
    start = position(after)
    query = numbers(kind, on).where(_n.position > start).order_by(_n.position).limit(PAGE + 1)
    found = reading.connection.execute(query).fetchall()
    rows, expected = [], start + 1
    for one in found[:PAGE]:
        rows += [_missing(columns, kind, place) for place in range(expected, one.position)]
        expected = one.position + 1
        if one.issue_date <= on.isoformat():
            rows.append(_row(columns, side, on, one))
    next_ = str(found[PAGE - 1].position) if len(found) > PAGE else None
    if next_ is None:
        rows += totals(columns, _sums(reading, kind, on))
    title = f"Register of {kind.label}s"
    remark = (_proof(reading, kind),)
    return made(reading, "credit_register", title, said_as_of(on), columns, rows, remark, next_)


def _columns(side: Side) -> Columns:
    return (
        text("number", "Number"),
        day(),
        text("party", side.name.capitalize()),
        text("reason", "Reason"),
        text("status", "Status"),
        text("currency", "Currency"),
        amount("total", "Total"),
        amount("remaining", "Remaining"),
    )


def _row(columns: Columns, side: Side, on: date, one: Any) -> ReportRow:
    cells: Cells = {
        "number": number_text(side.credit, one.position),
        "date": date.fromisoformat(one.issue_date),
        "party": one.name,
        "reason": reason_label(side.credit, one),
        "status": STATUS_LABELS[status_then(side.credit, one)],
        "currency": one.currency,
        "total": Money(one.total, one.currency),
        "remaining": Money(one.remaining, one.currency),
    }
    document = ref(DOCUMENT, one.id)
    figures = (
        ("party", party_leads(ref(PARTY, one.party_id), side.name)),
        ("remaining", Leads("why", Wish(last=on, part=document))),
    )
    return row(
        columns, document, cells, leads=document_leads(document, side.credit), figures=figures
    )


def _missing(columns: Columns, kind: Kind, place: int) -> ReportRow:
    number = number_text(kind, place)
    return row(columns, number, {"number": number, "status": _MISSING})


def _sums(reading: Reading, kind: Kind, on: date) -> dict[str, dict[str, Money]]:
    """Total and remaining of all of them, for each currency."""
    all_ = numbers(kind, on).where(_d.issue_date <= on.isoformat()).subquery()
    sums = select(all_.c.currency, func.sum(all_.c.total), func.sum(all_.c.remaining))
    return {
        currency: {"total": Money(int(given), currency), "remaining": Money(int(left), currency)}
        for currency, given, left in reading.connection.execute(sums.group_by(all_.c.currency))
    }


def _proof(reading: Reading, kind: Kind) -> str:
    taken = select(func.count(), func.coalesce(func.max(_n.position), 0))
    count, last = reading.connection.execute(taken.where(_n.kind == kind.value)).one()
    if last == 0:
        return "No number was given yet."
    whole = f"{number_text(kind, 1)} to {number_text(kind, last)}"
    if count == last:
        return f"No number is missing from {whole}."
    gaps = last - count
    return f"{gaps} {'number is' if gaps == 1 else 'numbers are'} missing from {whole}."
