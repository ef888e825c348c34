"""Customers and vendors by what is typed of them: names only, for a field that completes."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from app.book import schema
from app.book.book import Reading
from app.book.refs import PARTY, ref
from app.domain.kinds import Side

_p = schema.party.c


@dataclass(frozen=True, slots=True)
class PartyName:
    """Who it is, and where."""

    id: str
    name: str
    city: str | None
    country: str | None


def find(reading: Reading, side: Side, text: str, limit: int | None = 50) -> tuple[PartyName, ...]:
    """Those that hold every word in name, town or e-mail, the ones that begin with it first; no
    words: all, by name."""
    query = select(_p.id, _p.name, _p.city, _p.country).where(_p.side == side.name)
    words = text.split()
    for word in words:
        places = (_p.name, _p.city, _p.email)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    if words:
        query = query.order_by(_p.name.istartswith(words[0], autoescape=True).desc())
    query = query.order_by(func.lower(_p.name), _p.id).limit(limit)
    return tuple(
        PartyName(ref(PARTY, row.id), row.name, row.city, row.country)
        for row in reading.connection.execute(query)
    )
