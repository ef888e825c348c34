"""Made-up sheets, for the preview of a template in a book that has no such document yet."""

from datetime import date, timedelta
from typing import Final

from app.domain.kinds import Kind, side_of
from app.domain.money import Money, exponent
from app.domain.sheet import (
    AgeingSheet,
    DocumentSheet,
    LineSheet,
    PartySheet,
    StatementSheet,
    TaxSheet,
)
from app.queries.books import SellerView

_LINES: Final = (("Sample item", "2", "40"), ("Another item", "1", "20"))
_TAX: Final = 10  # percent
_OTHER: Final = PartySheet(
    name="Example Company Ltd",
    street="12 Example Street",
    city="Sampleton",
    postal_code="12345",
    country="US",
)


def us(seller: SellerView) -> PartySheet:
    """Who keeps the book, as on a document of today."""
    place = seller.address
    return PartySheet(
        name=seller.name,
        legal_name=seller.legal_name,
        street=place.street,
        city=place.city,
        postal_code=place.postal_code,
        region=place.region,
        country=place.country,
        tax_id=seller.tax_id,
        registration_id=seller.registration_id,
        email=seller.email,
        phone=seller.phone,
    )


def document(kind: str, seller: SellerView, currency: str, today: date) -> DocumentSheet:
    """Two lines and a tax, between the book's business and somebody who is not there."""

    def money(whole: int) -> Money:
        return Money(whole * 10 ** exponent(currency), currency)

    lines = tuple(
        LineSheet(text, quantity, "C62", price, str(_TAX), money(int(quantity) * int(price)))
        for text, quantity, price in _LINES
    )
    parties = dict(zip(side_of(Kind(kind)).parts, (us(seller), _OTHER), strict=True))
    return DocumentSheet(
        kind=kind,
        number="0001",
        mark=None,
        date=today,
        currency=currency,
        seller=parties["seller"],
        buyer=parties["buyer"],
        credited=(),
        reason="return" if kind == "credit_memo" else None,
        reason_note=None,
        lines=lines,
        shipping=money(0),
        restocking_fee=money(0),
        taxes=(TaxSheet("Tax", str(_TAX), money(100), money(_TAX)),),
        subtotal=money(100),
        total=money(100 + _TAX),
        uses=(),
        remaining=money(100 + _TAX),
        valid_until=None,
        description=None,
        counterpart=_OTHER.name,
        due=today + timedelta(days=30) if kind == "invoice" else None,
    )


def statement(seller: SellerView, currency: str, today: date) -> StatementSheet:
    """A statement of a quiet month."""
    nothing = Money(0, currency)
    return StatementSheet(
        side="customer",
        date=today,
        sender=us(seller),
        addressee=_OTHER,
        first=today.replace(day=1),
        last=today,
        currency=currency,
        opening=nothing,
        rows=(),
        closing=nothing,
        ageing=AgeingSheet(today, (nothing,) * 5, nothing, nothing),
    )
