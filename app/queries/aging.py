"""Ageing: what is open per party on a day, by days past due, with unapplied credits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, select

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
    summed: dict[int, list[int]] = {}
    # A claim that is due on one of these days or later is at most so many days late.
    edges = [_before(as_of, days) for _, days in COLUMNS if days is not None]
    for query in _open_on(reading, side, as_of, edges):
        for kind, party_id, base, *through in reading.connection.execute(query).fetchall():
            sums = summed.setdefault(party_id, [0] * (len(COLUMNS) + 1))
            if kind == side.credit:
                sums[-1] += base
                continue
            before = 0
            for place, sum_ in enumerate((*through, base)):
                sums[place] += sum_ - before
                before = sum_
    named = reading.connection.execute(
        select(_p.id, _p.name).where(_p.side == side.name).order_by(func.lower(_p.name), _p.id)
    ).fetchall()
    return tuple(
        _row(party_id, name, summed[party_id], currency)
        for party_id, name in named
        if any(summed.get(party_id, ()))
    )


def _before(day: date, days: int) -> str:
    return date.fromordinal(max(day.toordinal() - days, 1)).isoformat()


def _row(party_id: int, name: str, sums: Sequence[int], currency: str) -> AgeingRow:
    *columns, unapplied = sums
    nothing = Money(0, currency)
    return AgeingRow(
        ref(PARTY, party_id),
        name,
        tuple(Money(one, currency) if one else nothing for one in columns),
        Money(-unapplied, currency) if unapplied else nothing,
        Money(sum(columns) - unapplied, currency),
    )


def _open_on(
    reading: Reading, side: Side, as_of: date, edges: Sequence[str]
) -> Iterator[Select[Any]]:
    """Questions for kind, party and amount in the book's currency of what was open at the end of
    a day, all of it and as far as it was due on each edge or later. What is open now lies in the
    order it is asked in; what was used only after the day is added to it."""
    day, kinds = as_of.isoformat(), sorted(side.targets | {side.credit})
    mine = (_t.kind.in_(kinds), _t.day <= day)

    def summed(base: ColumnElement[int]) -> Select[Any]:
        through = (func.sum(case((_t.due >= edge, base), else_=0)) for edge in edges)
        return select(_t.kind, _t.party_id, func.sum(base), *through).where(*mine)

    by_party = (_t.kind, _t.party_id)
    yield summed(_t.base_open).where(schema.IS_OPEN).group_by(*by_party)
    after = (_t.account_id.is_not(None), _u.date > day)
    if reading.connection.execute(select(_u.id).where(after[1]).limit(1)).first() is None:
        return
    sign = schema.USE_SIGN
    used, settled = _u.document_id == _t.document_id, _u.target_id == _t.document_id
    yield summed(sign * _u.base).where(*after, used).group_by(*by_party)
    yield summed(sign * _u.target_base).where(*after, settled).group_by(*by_party)
