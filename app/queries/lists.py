"""Pages of credits, invoices and bills, newest first, and what they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select, tuple_

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref
from app.domain.errors import refuse
from app.domain.kinds import Kind, Side, Status, side_of
from app.domain.money import Money
from app.queries.documents import reason_label
from app.queries.keys import key_parts, key_text

DEFAULT_LIMIT = 200

_d, _p = schema.document.c, schema.party.c
_STATUS = store.status_column()


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


def page(
    reading: Reading,
    kind: Kind,
    filters: Filters = Filters(),
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
) -> Page:
    """Newest first; `after` is the `next` of the page before. Refused: not_found, malformed."""
    query = (
        _rows(kind, filters, side_of(kind), reading)
        .order_by(_d.issue_date.desc(), _d.id.desc())
        .limit(limit + 1)
    )
    if after:
        query = query.where(tuple_(_d.issue_date, _d.id) < key_parts(after, 1))
    found = reading.connection.execute(query).fetchall()
    rows = tuple(_row(row) for row in found[:limit])
    tail = found[limit - 1] if len(found) > limit else None
    return Page(rows, key_text(tail.issue_date, tail.id) if tail else None)


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
        query = _rows(kind, Filters(), side, reading).where(
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
    query = (
        _rows(side.credit, Filters(), side, reading)
        .where(_d.party_id == row.id, _d.stage == "issued", store.REMAINING > 0)
        .order_by(_d.expires_at.is_(None), _d.expires_at, _d.id)
    )
    return tuple(_row(one) for one in reading.connection.execute(query))


def counts(reading: Reading, kind: Kind) -> dict[str, int]:
    """How many documents there are in each status."""
    rows = reading.connection.execute(
        select(_STATUS, func.count())
        .select_from(store.DOCUMENTS)
        .where(_d.kind == kind.value)
        .group_by(_STATUS)
    )
    return {row[0]: row[1] for row in rows}


def _rows(kind: Kind, filters: Filters, side: Side, reading: Reading) -> Select[Any]:
    query = (
        select(
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
        )
        .select_from(store.DOCUMENTS)
        .where(_d.kind == kind.value)
    )
    if filters.status:
        query = query.where(_STATUS.in_([_status(filters.status)]))
    if filters.party:
        query = query.where(_d.party_id == store.find_party(reading, filters.party, side).id)
    if filters.first:
        query = query.where(_d.issue_date >= filters.first.isoformat())
    if filters.last:
        query = query.where(_d.issue_date <= filters.last.isoformat())
    for word in (filters.text or "").split():
        places = (_d.number, _p.name, _d.description, _d.vendor_reference, _d.reason_note)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return query


def _row(row: Any) -> DocumentRow:
    kind = Kind(row.kind)
    return DocumentRow(
        id=ref(DOCUMENT, row.id),
        kind=kind,
        number=row.number,
        status=Status(row.status),
        issue_date=date.fromisoformat(row.issue_date),
        due_date=date.fromisoformat(row.due_date) if row.due_date else None,
        expires_at=date.fromisoformat(row.expires_at) if row.expires_at else None,
        party=ref(PARTY, row.party_id),
        party_name=row.name,
        reason=row.reason,
        reason_display=reason_label(kind, row.reason, row.source_type),
        description=row.description,
        vendor_reference=row.vendor_reference,
        currency=row.currency,
        total=Money(row.total, row.currency),
        remaining=Money(row.remaining, row.currency),
    )


def _status(text: str) -> str:
    if text in set(Status):
        return text
    raise refuse(
        "invalid_value",
        f"“{text[:20]}” is not a status.",
        "status",
        f"Use one of: {', '.join(Status)}.",
    )
