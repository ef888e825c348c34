"""What a printed document says: frozen facts that the queries fill in and the paper draws."""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from dataclasses import dataclass

from app.domain.money import Money
from app.domain.template import PLAIN, Look

DRAFT, VOID = "draft", "void"  # marks across the page

# What became of an amount, in the words of UseSheet.
APPLIED, REFUNDED, EXPIRED, VOIDED = "applied", "refunded", "expired", "voided"  # of a credit
CREDITED, PAID = "credited", "paid"  # of an invoice, by a credit and by money

# What happened to a document, in the words of MovementSheet; also those of a credit above.
ISSUED, REINSTATED = "issued", "reinstated"
REFUND_VOIDED, UNAPPLIED = "refund_voided", "unapplied"  # taken back


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
    look: Look = PLAIN

    @property
    def party_name(self) -> str:
        """The customer or vendor it is about."""
        return self.counterpart or self.buyer.name


@dataclass(frozen=True, slots=True)
class MovementSheet:
    """What moved the balance between us and a party: `amount` raises it, or lowers it when
    negative."""

    date: dt.date
    kind: str  # of the document: one of domain.kinds.Kind
    what: str  # ISSUED, REFUNDED, REFUND_VOIDED, VOIDED, EXPIRED, REINSTATED, ...
    number: str | None  # of the document
    amount: Money
    balance: Money  # after it
    due: dt.date | None = None  # of an invoice or a bill that was issued
    reference: str | None = None  # the other side's own number


@dataclass(frozen=True, slots=True)
class AgeingSheet:
    """What was open at the end of a day, by days past due."""

    on: dt.date  # lateness is counted up to here
    open: tuple[Money, ...]  # not due, 1 to 30 days late, 31 to 60, 61 to 90, more
    credits: Money  # not used yet: negative, or zero
    total: Money


@dataclass(frozen=True, slots=True)
class StatementSheet:
    """A statement of account in one currency, ready for paper. Of a customer the figures are what
    it owes us, of a vendor what we owe it; a negative one is the other way round."""

    side: str  # "customer" or "vendor"
    date: dt.date  # on which it was made
    sender: PartySheet
    addressee: PartySheet
    first: dt.date | None  # None: from the beginning
    last: dt.date
    currency: str
    opening: Money
    rows: tuple[MovementSheet, ...]
    closing: Money
    ageing: AgeingSheet  # its total is the closing balance
    others: tuple[str, ...] = ()  # currencies in which there is a balance, too
    language: str = "en"  # one of template.LANGUAGES
    look: Look = PLAIN

    @property
    def party_name(self) -> str:
        """The customer or vendor it is about."""
        return self.addressee.name


Sheet = DocumentSheet | StatementSheet  # what is drawn, named, printed and sent alike
