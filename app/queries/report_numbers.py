"""The credit register: every number ever given, in order, and the proof that none is missing."""

from datetime import date
from typing import Any, Final

from sqlalchemy import Select, case, func, select

from app.book import schema
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref
from app.domain.document import status_of
from app.domain.kinds import STATUS_LABELS, Kind, Side, Stage, Status
from app.domain.money import Money
from app.domain.numbering import number_text
from app.domain.report import Leads, Report, ReportRow, Wish
from app.queries.documents import reason_label
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
from app.queries.reports import NumberRegister, NumberRow

_n, _d, _p, _u = schema.number_taken.c, schema.document.c, schema.party.c, schema.document_use.c
_t = schema.document_tally.c

_MISSING: Final = "Missing"
# What a use of a credit is counted as in its tally.
_FIGURES: Final = {
    "apply": "applied",
    "refund": "refunded",
    "expire": "expired",
    "void": "voided",
}


def credit_register(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Every credit of a side by its number, as it stood at the end of a day; those with a later
    date are left out. A number that nothing bears has a row of its own. Refused: malformed."""
    side, on = side_of_wish(wish), as_of(wish, reading)
    kind, columns = side.credit, _columns(side)
    start = position(after)
    query = _numbers(kind, on).where(_n.position > start).order_by(_n.position).limit(PAGE + 1)
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


def number_register(reading: Reading, kind: Kind, on: date) -> NumberRegister:
    """The same as data: the numbers of a kind that were given up to a day, each as it stood at
    its end, and the numbers that nobody can explain."""
    found = list(reading.connection.execute(_numbers(kind, on).order_by(_n.position)))
    taken = {one.position for one in found}
    missing = sorted(set(range(1, max(taken, default=0) + 1)) - taken)
    rows = tuple(
        NumberRow(
            ref(DOCUMENT, one.id),
            number_text(kind, one.position),
            _status(kind, one),
            date.fromisoformat(one.issue_date),
            one.name,
            Money(one.total, one.currency),
            Money(one.remaining, one.currency),
        )
        for one in found
        if one.issue_date <= on.isoformat()
    )
    return NumberRegister(rows, tuple(number_text(kind, place) for place in missing))


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


def _numbers(kind: Kind, on: date) -> Select[Any]:
    """The numbers of a kind with what bears them and what became of it by the end of a day: as
    it is now, without what was used, lost or given back later."""
    sign = case((_u.reverses.is_(None), 1), else_=-1)
    later = (
        select(
            _u.document_id,
            *(
                func.sum(case((_u.kind == one, sign * _u.amount), else_=0)).label(figure)
                for one, figure in _FIGURES.items()
            ),
        )
        .where(_u.date > on.isoformat())
        .group_by(_u.document_id)
        .subquery()
    )
    then = {name: _t[name] - func.coalesce(later.c[name], 0) for name in _FIGURES.values()}
    used, expired, voided = then["applied"] + then["refunded"], then["expired"], then["voided"]
    return (
        select(
            _n.position,
            _d.id,
            _d.issue_date,
            _d.party_id,
            _p.name,
            _d.reason,
            _d.source_type,
            _d.stage,
            _d.currency,
            _d.total,
            used.label("used"),
            expired.label("expired"),
            voided.label("voided"),
            (_d.total - used - expired - voided).label("remaining"),
        )
        .select_from(
            schema.number_taken.join(schema.document, _d.id == _n.document_id)
            .join(schema.party, _p.id == _d.party_id)
            .join(schema.document_tally, _t.document_id == _d.id)
            .outerjoin(later, later.c.document_id == _d.id)
        )
        .where(_n.kind == kind.value)
    )


def _row(columns: Columns, side: Side, on: date, one: Any) -> ReportRow:
    cells: Cells = {
        "number": number_text(side.credit, one.position),
        "date": date.fromisoformat(one.issue_date),
        "party": one.name,
        "reason": reason_label(side.credit, one.reason, one.source_type),
        "status": STATUS_LABELS[_status(side.credit, one)],
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


def _status(kind: Kind, one: Any) -> Status:
    """The status at the end of the day: what was lost whole is void or expired, and where it was
    lost both ways, whatever it is now."""
    lost = {Stage.VOID: one.voided, Stage.EXPIRED: one.expired}
    ways = [stage for stage, amount_ in lost.items() if amount_]
    if one.remaining or not ways:
        return status_of(kind, Stage.ISSUED, one.used, one.remaining)
    now = Stage(one.stage)
    return status_of(kind, now if now in ways else ways[0], one.used, 0)


def _missing(columns: Columns, kind: Kind, place: int) -> ReportRow:
    number = number_text(kind, place)
    return row(columns, number, {"number": number, "status": _MISSING})


def _sums(reading: Reading, kind: Kind, on: date) -> dict[str, dict[str, Money]]:
    """Total and remaining of all of them, for each currency."""
    all_ = _numbers(kind, on).where(_d.issue_date <= on.isoformat()).subquery()
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
