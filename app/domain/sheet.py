"""What a printed document says: frozen facts that the queries fill in and the paper draws."""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from dataclasses import dataclass
from typing import Final

from app.domain.money import Money

TITLES: Final[dict[str, str]] = {
    "credit_memo": "Credit memo",
    "vendor_credit": "Vendor credit",
}


@dataclass(frozen=True, slots=True)
class PartySheet:
    """A seller or buyer as frozen on the document: EN 16931's BG-4 and BG-7."""

    name: str
    legal_name: str | None = None
    street: str | None = None
    city: str | None = None
    postal_code: str | None = None
    region: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    tax_id: str | None = None
    registration_id: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class LineSheet:
    """One line: quantity and unit price as decimal text, tax rate as percent text."""

    description: str
    quantity: str
    unit: str  # UN/ECE Rec 20 code, C62 = one piece
    unit_price: str
    tax_rate: str | None  # "8.25", None when untaxed
    amount: Money


@dataclass(frozen=True, slots=True)
class TaxSheet:
    """Tax of one category and rate over the document."""

    name: str
    rate: str  # percent text
    base: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class UseSheet:
    """An application ("Applied to INV-0004") or a refund ("Refunded by check")."""

    text: str
    date: dt.date
    amount: Money


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """One document, ready for paper. Internal notes are not in it, on purpose."""

    kind: str  # a key of TITLES
    title: str
    number: str | None  # None while draft
    mark: str | None  # "DRAFT", "VOID" or None: printed large across the page
    date: dt.date
    currency: str
    seller: PartySheet
    buyer: PartySheet
    credited: tuple[tuple[str, dt.date], ...]  # number and date of each credited invoice
    reason: str | None  # label of the reason, with the note: "Return: broken in transit"
    lines: tuple[LineSheet, ...]
    shipping: Money
    restocking_fee: Money
    taxes: tuple[TaxSheet, ...]
    subtotal: Money  # sum of line amounts
    total: Money
    uses: tuple[UseSheet, ...]
    remaining: Money
    valid_until: dt.date | None
    description: str | None  # for the customer
    reference: str | None = None  # the other side's own number
    counterpart: str | None = None  # the customer or vendor; None: the buyer
    language: str = "en"
