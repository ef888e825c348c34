"""The numbers of a kind of document: all that were ever given, in order, and what bears them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, Subquery, case, func, literal, select, union_all

from app.book import schema
from app.book.book import Reading
from app.book.refs import DOCUMENT, ref
from app.domain.document import status_of
from app.domain.kinds import Kind, Stage, Status
from app.domain.money import Money
from app.domain.numbering import number_text

_n, _d, _p, _u = schema.number_taken.c, schema.document.c, schema.party.c, schema.document_use.c
_t = schema.document_tally.c

_USED: Final = ("apply", "refund")  # uses that do not take the document's amount away


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number that was given, and to what."""

    id: str
    number: str
    status: Status
    issue_date: date
    party_name: str
    total: Money
    remaining: Money


@dataclass(frozen=True, slots=True)
class NumberRegister:
    """Every number ever given, in order; `gaps` are numbers nobody can explain."""

    rows: tuple[NumberRow, ...]
    gaps: tuple[str, ...]


def number_register(reading: Reading, kind: Kind, on: date = date.max) -> NumberRegister:
    """The proof that the numbers of a kind have no gap; what bears them as it stood at the end
    of a day, without what has a later date."""
    found = list(reading.connection.execute(numbers(kind, on).order_by(_n.position)))
    taken = {one.position for one in found}
    missing = sorted(set(range(1, max(taken, default=0) + 1)) - taken)
    rows = tuple(
        NumberRow(
            ref(DOCUMENT, one.id),
            number_text(kind, one.position),
            status_then(kind, one),
            date.fromisoformat(one.issue_date),
            one.name,
            Money(one.total, one.currency),
            Money(one.remaining, one.currency),
        )
        for one in found
        if one.issue_date <= on.isoformat()
    )
    return NumberRegister(rows, tuple(number_text(kind, place) for place in missing))


def numbers(kind: Kind, on: date) -> Select[Any]:
    """The numbers of a kind with what bears them and what became of it by the end of a day: as
    it is now, without what was used, lost or given back later."""
    sums = _later(on)
    now = {
        "used": _t.applied + _t.paid + _t.refunded,
        "expired": _t.expired,
        "voided": _t.voided,
    }
    then = {name: figure - func.coalesce(sums.c[name], 0) for name, figure in now.items()}
    left = _d.total - then["used"] - then["expired"] - then["voided"]
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
            *(figure.label(name) for name, figure in then.items()),
            left.label("remaining"),
        )
        .select_from(
            schema.number_taken.join(schema.document, _d.id == _n.document_id)
            .join(schema.party, _p.id == _d.party_id)
            .join(schema.document_tally, _t.document_id == _d.id)
            .outerjoin(sums, sums.c.document_id == _d.id)
        )
        .where(_n.kind == kind.value)
    )


def _later(on: date) -> Subquery:
    """What was used of documents, lost or given back after a day."""
    sign, later = schema.USE_SIGN, _u.date > on.isoformat()
    moved = union_all(
        select(_u.document_id, _u.kind, (sign * _u.amount).label("amount")).where(later),
        select(_u.target_id, literal("apply"), sign * _u.amount).where(
            later, _u.target_id.is_not(None)
        ),
    ).subquery()

    def gone(*kinds: str) -> Any:
        return func.sum(case((moved.c.kind.in_(kinds), moved.c.amount), else_=0))

    return (
        select(
            moved.c.document_id,
            gone(*_USED).label("used"),
            gone("expire").label("expired"),
            gone("void").label("voided"),
        )
        .group_by(moved.c.document_id)
        .subquery()
    )


def status_then(kind: Kind, one: Any) -> Status:
    """The status at the end of that day: what was lost whole is void or expired, and where it
    was lost both ways, whatever it is now."""
    if not one.total:  # a payment by credits alone: nothing of it can be lost
        return status_of(kind, Stage(one.stage), 0, 0)
    lost = {Stage.VOID: one.voided, Stage.EXPIRED: one.expired}
    ways = [stage for stage, amount in lost.items() if amount]
    if one.remaining or not ways:
        return status_of(kind, Stage.ISSUED, one.used, one.remaining)
    now = Stage(one.stage)
    return status_of(kind, now if now in ways else ways[0], one.used, 0)
