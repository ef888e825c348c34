"""Customers and vendors: lists with what they owe, and one whole."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import PARTY, ref
from app.domain.kinds import Side
from app.domain.money import Money

_p, _t = schema.party.c, schema.document_tally.c


@dataclass(frozen=True, slots=True)
class AddressView:
    """A postal address in parts."""

    street: str | None
    city: str | None
    postal_code: str | None
    region: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class PartyView:
    """A customer or vendor, whole."""

    id: str
    name: str
    legal_name: str | None
    email: str | None
    phone: str | None
    address: AddressView
    tax_id: str | None
    registration_id: str | None
    currency: str | None
    language: str | None  # of their documents; None: the book's
    revision: int
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A line of the list: open invoices or bills and open credits, in the book's currency."""

    id: str
    name: str
    city: str | None
    country: str | None
    email: str | None
    due: Money
    credits: Money
    balance: Money


def get(reading: Reading, side: Side, party: str) -> PartyView:
    """One customer or vendor. Refused: not_found."""
    row = store.find_party(reading, party, side)
    return PartyView(
        id=ref(PARTY, row.id),
        name=row.name,
        legal_name=row.legal_name,
        email=row.email,
        phone=row.phone,
        address=AddressView(row.street, row.city, row.postal_code, row.region, row.country),
        tax_id=row.tax_id,
        registration_id=row.registration_id,
        currency=row.currency,
        language=row.language,
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def rows(reading: Reading, side: Side, text: str | None = None) -> tuple[PartyRow, ...]:
    """All customers or vendors by name, with what is open."""
    currency = store.base_currency(reading)
    due, unused = (
        select(func.coalesce(func.sum(_t.base_open), 0))
        .where(_t.kind.in_(sorted(kinds)), _t.party_id == _p.id, schema.IS_OPEN)
        .scalar_subquery()
        for kinds in (side.targets, {side.credit})
    )
    query = (
        select(
            _p.id,
            _p.name,
            _p.city,
            _p.country,
            _p.email,
            due.label("due"),
            unused.label("credits"),
        )
        .where(_p.side == side.name)
        .order_by(func.lower(_p.name), _p.id)
    )
    for word in (text or "").split():
        places = (_p.name, _p.city, _p.email)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return tuple(_row(row, currency) for row in reading.connection.execute(query))


def _row(row: Any, currency: str) -> PartyRow:
    due, unused = Money(row.due, currency), Money(row.credits, currency)
    return PartyRow(
        id=ref(PARTY, row.id),
        name=row.name,
        city=row.city,
        country=row.country,
        email=row.email,
        due=due,
        credits=unused,
        balance=due - unused,
    )
