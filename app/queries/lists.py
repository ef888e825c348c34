"""Lists of credits, invoices and bills: pages by key, windows by place, counts by status."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, literal_column, or_, select, tuple_

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref, row_of
from app.domain.errors import refuse
from app.domain.kinds import CREDITS, MONEY, Kind, Side, Status, side_of
from app.domain.money import Money
from app.queries.documents import reason_label
from app.queries.keys import key_parts, key_text
from app.queries.places import Days, Order, days_of

DEFAULT_LIMIT = 200

_d, _p, _t = schema.document.c, schema.party.c, schema.document_tally.c
_STATUS = store.status_column()


_ROWS: Final = select(
    _d.id,
    _d.number,
    _STATUS.label("status"),
    _d.issue_date,
    _d.due_date,
    _d.expires_at,
    _d.party_id,
    _p.name,
    _d.reason,
    _d.source_type,
    _d.description,
    _d.vendor_reference,
    _d.currency,
    _d.total,
    store.REMAINING.label("remaining"),
    _d.kind,
).select_from(store.DOCUMENTS)
_CREDIT_STATUSES: Final = (Status.ISSUED, Status.PARTIALLY_APPLIED, Status.FULLY_APPLIED)
_CLAIM_STATUSES: Final = (Status.OPEN, Status.PARTIALLY_PAID, Status.PAID)
_LEFT_OVER: Final = {*_CREDIT_STATUSES[:2], *_CLAIM_STATUSES[:2]}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of a list of credits, invoices or bills; `remaining` is the due of the latter."""

    id: str
    kind: Kind
    number: str | None
    status: Status
    issue_date: date
    due_date: date | None
    expires_at: date | None
    party: str
    party_name: str
    reason: str | None
    reason_display: str | None
    description: str | None
    vendor_reference: str | None
    currency: str
    total: Money
    remaining: Money


@dataclass(frozen=True, slots=True)
class Page:
    """Rows and the key to go on after them, None at the end."""

    rows: tuple[DocumentRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list. `text` looks into number, party, description and references."""

    status: str | None = None
    party: str | None = None
    text: str | None = None
    first: date | None = None
    last: date | None = None
    reason: str | None = None  # the code of a credit memo's reason, a vendor credit's source


def page(
    reading: Reading,
    kind: Kind,
    filters: Filters = Filters(),
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
) -> Page:
    """Newest first; `after` is the `next` of the page before. Refused: not_found, malformed."""
    query = (
        _narrowed(_ROWS, kind, filters, reading)
        .order_by(_d.issue_date.desc(), _d.id.desc())
        .limit(limit + 1)
    )
    if after:
        query = query.where(tuple_(_d.issue_date, _d.id) < key_parts(after, 1))
    found = reading.connection.execute(query).fetchall()
    rows = tuple(_row(row) for row in found[:limit])
    tail = found[limit - 1] if len(found) > limit else None
    return Page(rows, key_text(tail.issue_date, tail.id) if tail else None)


BY_DATE: Final = "issue_date"
NEWEST_FIRST: Final = Order(BY_DATE, descending=True)


@dataclass(frozen=True, slots=True)
class DocumentWindow:
    """A list in one order and how its places are found: in the order of the dates through the
    counts of its days, in any other, or filtered, by the ids, which the database put in order."""

    kind: Kind
    count: int
    order: Order
    days: Days | None
    ids: Sequence[int] = ()


def window(
    reading: Reading, kind: Kind, filters: Filters = Filters(), order: Order = NEWEST_FIRST
) -> DocumentWindow:
    """The list as it is now; ask again when the book has changed. Refused: not_found, and
    invalid_value for a status or column that is none."""
    narrow = filters.status or filters.party or filters.text or filters.reason
    if order.column == BY_DATE and not narrow:
        newest = order.descending
        days = days_of(reading, kind, filters.first, filters.last, newest_first=newest)
        return DocumentWindow(kind, days.count, order, days)
    query = _narrowed(select(_d.id).select_from(store.DOCUMENTS), kind, filters, reading)
    keys = (*_keys(order.column, kind), _d.id)
    directed = [key.desc() if order.descending else key.asc() for key in keys]
    found = reading.connection.execute(query.order_by(*directed))
    ids = array("q", (row[0] for row in found))
    return DocumentWindow(kind, len(ids), order, None, ids)


def rows_at(
    reading: Reading, of: DocumentWindow, start: int, stop: int
) -> tuple[DocumentRow, ...]:
    """The rows at the places from `start` up to, not including, `stop`."""
    if start >= min(stop, of.count):
        return ()
    if of.days is None:
        ids = of.ids[start:stop]
        rows = reading.connection.execute(_ROWS.where(_d.id.in_(list(ids))))
        found = {row.id: _row(row) for row in rows}
        return tuple(found[one] for one in ids if one in found)
    day, above = of.days.at(start)
    query = _ROWS.where(_d.kind == of.kind.value)
    if of.order.descending:
        query = query.where(_d.issue_date <= day, _d.issue_date >= of.days.days[0])
        query = query.order_by(_d.issue_date.desc(), _d.id.desc())
    else:
        query = query.where(_d.issue_date >= day, _d.issue_date <= of.days.days[-1])
        query = query.order_by(_d.issue_date, _d.id)
    rows = reading.connection.execute(query.limit(stop - start).offset(above))
    return tuple(map(_row, rows))


def place(reading: Reading, of: DocumentWindow, document: str) -> int | None:
    """Where a document stands; None when it is not in the list."""
    row_id = row_of(DOCUMENT, document)
    if row_id is None:
        return None
    if of.days is None:
        return of.ids.index(row_id) if row_id in of.ids else None
    mine = (_d.kind == of.kind.value,)
    day = reading.connection.execute(select(_d.issue_date).where(_d.id == row_id, *mine)).scalar()
    if day is None or day not in of.days.days:
        return None
    beyond = _d.id > row_id if of.order.descending else _d.id < row_id
    above = select(func.count()).where(*mine, _d.issue_date == day, beyond)
    return of.days.start(day) + int(reading.connection.execute(above).scalar_one())


def place_on(reading: Reading, of: DocumentWindow, day: date) -> int | None:
    """Where the first row of a day stands, or would stand; None when the list is in no order of
    dates, or empty."""
    if of.order.column != BY_DATE or not of.count:
        return None
    if of.days is not None:
        found = of.days.start(day.isoformat())
    else:
        found = bisect_left(range(of.count), True, key=partial(_reached, reading, of, day))
    return min(found, of.count - 1)


def _reached(reading: Reading, of: DocumentWindow, day: date, place: int) -> bool:
    query = select(_d.issue_date).where(_d.id == of.ids[place])
    found = date.fromisoformat(reading.connection.execute(query).scalar_one())
    return found <= day if of.order.descending else found >= day


def _keys(column: str, kind: Kind) -> tuple[ColumnElement[Any], ...]:
    """What a list is ordered by when it is ordered by a column: reasons as people read them."""
    reasons = side_of(kind).reasons
    labels = {code: reason.label for code, reason in reasons.listed.items()}
    orders: dict[str, tuple[ColumnElement[Any], ...]] = {
        BY_DATE: (_d.issue_date,),
        "number": (func.length(_d.number), _d.number),
        "party": (func.lower(_p.name),),
        "status": (_STATUS, _d.issue_date),
        "due_date": (_d.due_date,),
        "expires_at": (_d.expires_at.is_(None), _d.expires_at),
        "reason": (case(labels, value=_d[reasons.field], else_=""),),
        "total": (_d.total,),
        "remaining": (store.REMAINING,),
        "currency": (_d.currency, _d.issue_date),
        "vendor_reference": (func.lower(_d.vendor_reference),),
    }
    if column not in orders:
        said, hint = f"There is no column “{column[:20]}”.", f"Use one of: {', '.join(orders)}."
        raise refuse("invalid_value", said, "order", hint)
    return orders[column]


def open_claims(
    reading: Reading, side: Side, party: str, currency: str
) -> tuple[DocumentRow, ...]:
    """The invoices or bills of this party and currency that are due, oldest due first."""
    return _open(reading, side, (side.claim,), party, currency)


def open_targets(
    reading: Reading, side: Side, party: str, currency: str
) -> tuple[DocumentRow, ...]:
    """What a credit of this party and currency can be applied to, oldest due first: invoices or
    bills, and money that went back before the credit was there."""
    return _open(reading, side, sorted(side.targets), party, currency)


def _open(
    reading: Reading, side: Side, kinds: Sequence[Kind], party: str, currency: str
) -> tuple[DocumentRow, ...]:
    row = store.find_party(reading, party, side)
    found: list[DocumentRow] = []
    for kind in kinds:
        query = _ROWS.where(
            _d.kind == kind.value,
            _d.party_id == row.id,
            _d.currency == currency,
            _d.stage == "issued",
            store.REMAINING > 0,
        )
        found += [_row(one) for one in reading.connection.execute(query.order_by(_d.id))]
    return tuple(sorted(found, key=lambda one: one.due_date or one.issue_date))


def open_credits(reading: Reading, side: Side, party: str) -> tuple[DocumentRow, ...]:
    """Credits of this party with something left, the one that expires first on top."""
    row = store.find_party(reading, party, side)
    query = _ROWS.where(
        _d.kind == side.credit.value,
        _d.party_id == row.id,
        _d.stage == "issued",
        store.REMAINING > 0,
    ).order_by(_d.expires_at.is_(None), _d.expires_at, _d.id)
    return tuple(_row(one) for one in reading.connection.execute(query))


_TAKEN: Final = "SELECT COALESCE(MAX(position), 0) FROM number_taken WHERE kind = ?"
_RESTING: Final = (
    "SELECT stage, COUNT(*), SUM(number IS NOT NULL) FROM document "
    "WHERE kind = ? AND stage <> 'issued' GROUP BY stage"
)
_LEFT: Final = (
    "SELECT COUNT(*), COALESCE(SUM(open <> total), 0) FROM document_tally "
    "WHERE kind = ? AND open <> 0"
)


def counts(reading: Reading, kind: Kind) -> dict[str, int]:
    """How many documents there are in each status; a status of none is left out. Numbers have no
    gap, so the last one tells how many were ever given."""
    run, found = reading.connection.exec_driver_sql, {}
    issued = run(_TAKEN, (kind.value,)).scalar_one()
    for stage, documents, numbered in run(_RESTING, (kind.value,)):
        found[stage] = documents
        issued -= numbered
    if kind in MONEY:
        found[Status.RECORDED.value] = issued
    else:
        left, partly = run(_LEFT, (kind.value,)).one()
        statuses = _CREDIT_STATUSES if kind in CREDITS else _CLAIM_STATUSES
        figures = (left - partly, partly, issued - left)
        found |= {status.value: n for status, n in zip(statuses, figures, strict=True)}
    return {status: n for status, n in found.items() if n}


def _narrowed(query: Select[Any], kind: Kind, filters: Filters, reading: Reading) -> Select[Any]:
    status = _status(filters.status) if filters.status else ""
    query = query.where(*_of_kind(kind, status))
    if status:
        query = query.where(_STATUS.in_([status]))
    if filters.party:
        party = store.find_party(reading, filters.party, side_of(kind))
        query = query.where(_d.party_id == party.id)
    if filters.reason:
        query = query.where(_d[side_of(kind).reasons.field] == filters.reason)
    if filters.first:
        query = query.where(_d.issue_date >= filters.first.isoformat())
    if filters.last:
        query = query.where(_d.issue_date <= filters.last.isoformat())
    for word in (filters.text or "").split():
        places = (_d.number, _p.name, _d.description, _d.vendor_reference, _d.reason_note)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return query


def _of_kind(kind: Kind, status: str) -> tuple[ColumnElement[bool], ...]:
    """The documents of a kind and, where a status is held by few, in the words of the index that
    leads to those."""
    if status in {Status.DRAFT, Status.VOID, Status.EXPIRED}:
        mine = (_d.kind == kind.value, _d.stage == status)
        return (literal_column("document.stage <> 'issued'"), *mine)
    if status in _LEFT_OVER:
        return (schema.IS_OPEN, _t.kind == kind.value)
    return (_d.kind == kind.value,)


def _row(row: Any) -> DocumentRow:
    (
        row_id, number, status, issued, due, expires, party_id, party_name, reason, _source,
        description, reference, currency, total, remaining, kind_name,
    ) = row  # fmt: skip
    kind = _KINDS[kind_name]
    return DocumentRow(
        id=ref(DOCUMENT, row_id),
        kind=kind,
        number=number,
        status=_STATUSES[status],
        issue_date=date.fromisoformat(issued),
        due_date=date.fromisoformat(due) if due else None,
        expires_at=date.fromisoformat(expires) if expires else None,
        party=ref(PARTY, party_id),
        party_name=party_name,
        reason=reason,
        reason_display=reason_label(kind, row),
        description=description,
        vendor_reference=reference,
        currency=currency,
        total=Money(total, currency),
        remaining=Money(remaining, currency),
    )


# Asked of an enumeration it takes longer.
_KINDS: Final = {kind.value: kind for kind in Kind}
_STATUSES: Final = {status.value: status for status in Status}


def _status(text: str) -> str:
    if text in set(Status):
        return text
    raise refuse(
        "invalid_value",
        f"“{text[:20]}” is not a status.",
        "status",
        f"Use one of: {', '.join(Status)}.",
    )
