"""What a printed document says: frozen facts that the queries fill in and the paper draws."""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from dataclasses import dataclass

from app.domain.money import Money
from app.domain.template import Look

DRAFT, VOID = "draft", "void"  # marks across the page

# What became of an amount, in the words of UseSheet.
APPLIED, REFUNDED, EXPIRED, VOIDED = "applied", "refunded", "expired", "voided"  # of a credit
CREDITED, PAID = "credited", "paid"  # of an invoice, by a credit and by money


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
    """What lowered the amount that remains: an application, a refund, a payment, a lapse."""

    what: str  # APPLIED, REFUNDED, EXPIRED, VOIDED, CREDITED or PAID
    date: dt.date
    amount: Money
    number: str | None = None  # of the invoice it was applied to, or of the credit or receipt
    method: str | None = None  # how it was refunded: "check", "ach", ...


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """One document, ready for paper, in codes that the paper's room says in the document's
    language. Internal notes are not in it, on purpose."""

    kind: str  # one of template.PAPERS
    number: str | None  # None while draft
    mark: str | None  # DRAFT, VOID or None: printed large across the page
    date: dt.date
    currency: str
    seller: PartySheet
    buyer: PartySheet
    credited: tuple[tuple[str, dt.date], ...]  # number and date of each credited invoice
    reason: str | None  # a code of domain.accounts: a customer's reason, a vendor's source type
    reason_note: str | None  # free text beside or instead of it
    lines: tuple[LineSheet, ...]
    shipping: Money
    restocking_fee: Money
    taxes: tuple[TaxSheet, ...]
    subtotal: Money  # sum of line amounts
    total: Money
    uses: tuple[UseSheet, ...]
    remaining: Money  # of a credit what is left to use, of an invoice what is due
    valid_until: dt.date | None  # a credit's last day
    description: str | None  # for the customer
    reference: str | None = None  # the other side's own number
    counterpart: str | None = None  # the customer or vendor; None: the buyer
    due: dt.date | None = None  # an invoice's
    language: str = "en"  # one of template.LANGUAGES
    look: Look = Look()
