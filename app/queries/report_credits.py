"""Reports of the credits that were given: for which reason and when, and each by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref
from app.domain.errors import refuse
from app.domain.kinds import Side
from app.domain.money import Money
from app.domain.report import Cell, Leads, Rank, Report, ReportRow, Wish
from app.queries.documents import reason_label
from app.queries.keys import in_order
from app.queries.report_parts import (
    TOTAL,
    Cells,
    Columns,
    Figures,
    added,
    amount,
    as_of,
    day,
    document_leads,
    entry_days,
    made,
    party_leads,
    row,
    said_time,
    side_of_wish,
    text,
    totals,
)

_d, _u, _p = schema.document.c, schema.document_use.c, schema.party.c

_MOST_MONTHS: Final = 13  # a longer time is shown in years
_PART: Final = re.compile(r"(?P<reason>[a-z_]+)?(?: ?(?P<period>\d{4}(?:-\d{2})?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Given:
    """A credit that was given, less what was voided of it, in its currency and in the book's."""

    id: str
    issue_date: date
    number: str
    party: str
    party_name: str
    reason: str
    label: str | None
    total: Money
    given: Money
    worth: Money


def credits_by_reason(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """What was given in credits for which reason in which month (of a long time, year), in the
    book's currency; what was voided by the end of the time was not given. From the beginning of
    the year unless another day is wished for; figures open the credits. Refused: invalid_date."""
    del after
    side = side_of_wish(wish)
    first, last = _time(wish, reading)
    periods = _periods(reading, first, last)
    columns: Columns = (
        text("reason", "Reason"),
        *(amount(one, one) for one in periods),
        amount("total", TOTAL),
    )
    currency, size = store.base_currency(reading), len(periods[0])
    sums: dict[str, dict[str, Money]] = {}
    for code, period, minor in reading.connection.execute(_sums(side, first, last, size)):
        for reason in (code, TOTAL):
            places = sums.setdefault(reason, {})
            for place in (period, "total"):
                places[place] = places.get(place, Money(0, currency)) + Money(int(minor), currency)
    rows = [
        _reason_row(columns, reason, label, sums[reason], wish, (first, last))
        for reason, label in _labels(side).items()
        if reason in sums
    ]
    whole = sums.get(TOTAL, {"total": Money(0, currency)})
    rows.append(_reason_row(columns, "", TOTAL, whole, wish, (first, last)))
    title = f"{side.credit.label.capitalize()}s by reason"
    about = (*said_time(first, last), ("Currency", currency))
    remarks = ("Credits count on the day of their issue, tax included, less what was voided.",)
    return made(reading, "credits_by_reason", title, about, columns, rows, remarks)


def _reason_row(
    columns: Columns,
    reason: str,
    label: str,
    sums: dict[str, Money],
    wish: Wish,
    time: tuple[date, date],
) -> ReportRow:
    def leads(*parts: str) -> Leads:
        part = " ".join(one for one in parts if one)
        return Leads("reason_credits", Wish(*time, side=wish.side, part=part or None))

    figures: Figures = tuple((name, leads(reason, name)) for name in sums if name != "total")
    cells: dict[str, Cell] = {"reason": label, **sums}
    rank = Rank.ROW if reason else Rank.TOTAL
    return row(columns, reason or "total", cells, rank, leads(reason), figures)


def _labels(side: Side) -> dict[str, str]:
    return {one.code: one.label for one in side.reasons.listed.values()}


def _time(wish: Wish, reading: Reading) -> tuple[date, date]:
    last = as_of(wish, reading)
    first = wish.first or last.replace(month=1, day=1)
    in_order(first, last)
    return first, last


def _periods(reading: Reading, first: date, last: date) -> list[str]:
    """The months of a time; where those would be too many columns, its years, as far as there is
    anything in the book."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= _MOST_MONTHS:
        return [f"{place // 12:04}-{place % 12 + 1:02}" for place in months]
    begins, ends = entry_days(reading)
    years = range(max(first, begins).year, min(last, ends).year + 1)
    return [f"{year:04}" for year in years] or [f"{last.year:04}"]


_REASON_CREDITS: Columns = (
    day(),
    text("document", "Document"),
    text("party", "Party"),
    text("reason", "Reason"),
    text("currency", "Currency"),
    amount("total", "Total"),
    amount("given", "Given"),
    amount("worth", "In the books"),
)


def reason_credits(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """The credits that were given in a time, less what was voided of them by its end. `part` is
    a reason, a month or year, or both: "return 2026-03". Refused: invalid_value, invalid_date."""
    del after
    side = side_of_wish(wish)
    first, last = _time(wish, reading)
    found = _PART.fullmatch(wish.part or "")
    reason, period = (found["reason"], found["period"]) if found else (None, None)
    if not found or (reason and reason not in _labels(side)):
        said = f"“{(wish.part or '')[:30]}” is no part of the credits given."
        hint = f"Use a reason and a month, such as {next(iter(_labels(side)))} {last:%Y-%m}."
        raise refuse("invalid_value", said, "part", hint)
    given = [
        one
        for one in _given(reading, side, first, last)
        if reason in (None, one.reason) and one.issue_date.isoformat().startswith(period or "")
    ]
    rows = [_given_row(one, side) for one in given]
    rows += totals(
        _REASON_CREDITS,
        added(({"given": one.given, "worth": one.worth} for one in given), "given"),
        "worth",
    )
    only = " ".join(one for one in (_labels(side).get(reason or ""), period) if one)
    about = (*said_time(first, last), *((("Only", only),) if only else ()))
    title = f"{side.credit.label.capitalize()}s given"
    return made(reading, "reason_credits", title, about, _REASON_CREDITS, rows)


def _given_row(one: _Given, side: Side) -> ReportRow:
    cells: Cells = {
        "date": one.issue_date,
        "document": one.number,
        "party": one.party_name,
        "reason": one.label,
        "currency": one.total.currency,
        "total": one.total,
        "given": one.given,
        "worth": one.worth,
    }
    party = (("party", party_leads(one.party, side.name)),)
    leads = document_leads(one.id, side.credit)
    return row(_REASON_CREDITS, one.id, cells, leads=leads, figures=party)


def _given(reading: Reading, side: Side, first: date, last: date) -> Iterator[_Given]:
    """The credits issued in a time, by date, without those that were void at its end."""
    own = store.base_currency(reading)
    for found in reading.connection.execute(_query(side, first, last)):
        yield _Given(
            id=ref(DOCUMENT, found.id),
            issue_date=date.fromisoformat(found.issue_date),
            number=found.number,
            party=ref(PARTY, found.party_id),
            party_name=found.name,
            reason=getattr(found, side.reasons.field),
            label=reason_label(side.credit, found),
            total=Money(found.total, found.currency),
            given=Money(found.given, found.currency),
            worth=Money(found.worth, own),
        )


def _sums(side: Side, first: date, last: date, size: int) -> Select[Any]:
    """What they add up to in the book's currency, by reason and by month, or year: so many
    characters of a date."""
    given = _query(side, first, last).order_by(None).subquery().c
    period = func.substr(given.issue_date, 1, size).label("period")
    by = (given[side.reasons.field], period)
    return select(*by, func.sum(given.worth)).group_by(*by).order_by("period")


def _query(side: Side, first: date, last: date) -> Select[Any]:
    sign = schema.USE_SIGN
    mine = (
        _d.kind == side.credit.value,
        _d.issued_at.is_not(None),
        _d.issue_date.between(first.isoformat(), last.isoformat()),
    )
    void = (
        select(
            _u.document_id,
            func.sum(sign * _u.amount).label("amount"),
            func.sum(sign * _u.base).label("base"),
        )
        .where(
            _u.document_id.in_(select(_d.id).where(*mine)),
            _u.kind == "void",
            _u.date <= last.isoformat(),
        )
        .group_by(_u.document_id)
        .subquery()
    )
    gone, lost = func.coalesce(void.c.amount, 0), func.coalesce(void.c.base, 0)
    documents = schema.document.join(schema.party, _p.id == _d.party_id)
    return (
        select(
            _d.id,
            _d.issue_date,
            _d.number,
            _d.party_id,
            _p.name,
            _d.reason,
            _d.source_type,
            _d.currency,
            _d.total,
            (_d.total - gone).label("given"),
            (_d.base_total - lost).label("worth"),
        )
        .select_from(documents.outerjoin(void, void.c.document_id == _d.id))
        .where(*mine, _d.total != gone)
        .order_by(_d.issue_date, _d.id)
    )
