"""Ageing: what is open per party on a day, by days past due, with unapplied credits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import CompoundSelect, case, func, select, union_all

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import PARTY, ref
from app.domain.kinds import Side
from app.domain.money import Money

# Days past due up to which a claim falls into a column; the last takes the rest.
COLUMNS: Final = (("current", 0), ("1_30", 30), ("31_60", 60), ("61_90", 90), ("over_90", None))

_t, _u, _p = schema.document_tally.c, schema.document_use.c, schema.party.c


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
    currency = store.base_currency(reading)
    left = open_on(side, as_of).subquery()
    found = left.c
    # A claim due on one of these days or later is at most so many days late.
    edges = [_before(as_of, days) for _, days in COLUMNS if days is not None]
    late = case(*((found.due >= edge, n) for n, edge in enumerate(edges)), else_=len(edges))
    place = case((found.kind == side.credit.value, len(COLUMNS)), else_=late).label("place")
    by_place = select(found.party_id, place, func.sum(found.base)).group_by(found.party_id, place)
    open_: dict[int, list[int]] = {}
    for party_id, column, base in reading.connection.execute(by_place):
        if base:
            open_.setdefault(party_id, [0] * (len(COLUMNS) + 1))[column] = base
    named = reading.connection.execute(
        select(_p.id, _p.name).where(_p.side == side.name).order_by(func.lower(_p.name), _p.id)
    )
    return tuple(
        _row(row.id, row.name, open_[row.id], currency) for row in named if row.id in open_
    )


def _before(day: date, days: int) -> str:
    return date.fromordinal(max(day.toordinal() - days, 1)).isoformat()


def _row(party_id: int, name: str, sums: Sequence[int], currency: str) -> AgeingRow:
    *columns, unapplied = sums
    return AgeingRow(
        ref(PARTY, party_id),
        name,
        tuple(Money(one, currency) for one in columns),
        Money(-unapplied, currency),
        Money(sum(columns) - unapplied, currency),
    )


def open_on(side: Side, as_of: date) -> CompoundSelect[Any]:
    """Kind, party, due date, document and amount in the book's currency of what was open at the
    end of a day: what is open now, and what was used only later. A document may come several
    times; its amounts add up."""
    day, kinds = as_of.isoformat(), sorted(side.targets | {side.credit})
    mine = (_t.kind.in_(kinds), _t.day <= day)
    heads = (_t.kind, _t.party_id, _t.due, _t.document_id)
    sign = case((_u.reverses.is_(None), 1), else_=-1)
    later = (*mine, _t.account_id.is_not(None), _u.date > day)
    used, settled = _u.document_id == _t.document_id, _u.target_id == _t.document_id
    return union_all(
        select(*heads, _t.base_open.label("base")).where(*mine, schema.IS_OPEN),
        select(*heads, sign * _u.base).where(*later, used),
        select(*heads, sign * _u.target_base).where(*later, settled),
    )
