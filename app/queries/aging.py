"""Ageing: what is open per party on a day, by days past due, with unapplied credits."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import case, func, select, union_all

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import PARTY, ref
from app.domain.kinds import Side
from app.domain.money import Money

# Days past due up to which a claim falls into a column; the last takes the rest.
COLUMNS: Final = (("current", 0), ("1_30", 30), ("31_60", 60), ("61_90", 90), ("over_90", None))

_d, _u, _p = schema.document.c, schema.document_use.c, schema.party.c


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """One party in the book's currency: `columns` by COLUMNS, credits as a negative figure."""

    party: str
    party_name: str
    columns: tuple[Money, ...]
    unapplied_credits: Money
    total: Money


def ageing(reading: Reading, side: Side, as_of: date) -> tuple[AgeingRow, ...]:
    """Parties with anything open at the end of `as_of`, by name; what was used later counts as
    open still."""
    currency, day = store.base_currency(reading), as_of.isoformat()
    sign = case((_u.reverses.is_(None), 1), else_=-1)
    gone = union_all(
        select(_u.document_id.label("id"), (sign * _u.base).label("base")).where(_u.date <= day),
        select(_u.target_id, sign * _u.target_base).where(
            _u.date <= day, _u.target_id.is_not(None)
        ),
    ).subquery()
    used = select(gone.c.id, func.sum(gone.c.base).label("base")).group_by(gone.c.id).subquery()
    left = _d.base_total - func.coalesce(used.c.base, 0)
    rows = reading.connection.execute(
        select(_p.id, _p.name, _d.kind, _d.due_date, left)
        .select_from(schema.document.join(schema.party).outerjoin(used, used.c.id == _d.id))
        .where(
            _d.kind.in_(sorted(side.targets | {side.credit})),
            _d.issued_at.is_not(None),
            _d.issue_date <= day,
            left != 0,
        )
        .order_by(func.lower(_p.name), _p.id)
    )
    sums: dict[tuple[int, str], list[int]] = {}
    for party_id, name, kind, due, amount in rows:
        found = sums.setdefault((party_id, name), [0] * (len(COLUMNS) + 1))
        if kind == side.credit:
            found[-1] -= amount
        else:
            found[_column(date.fromisoformat(due), as_of)] += amount
    return tuple(
        AgeingRow(
            ref(PARTY, party_id),
            name,
            tuple(Money(one, currency) for one in found[:-1]),
            Money(found[-1], currency),
            Money(sum(found), currency),
        )
        for (party_id, name), found in sums.items()
    )


def _column(due: date, as_of: date) -> int:
    late = (as_of - due).days
    return next(n for n, (_, last) in enumerate(COLUMNS) if last is None or late <= last)
