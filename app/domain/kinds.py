"""The kinds of document, the stages they pass, and the two sides that mirror each other."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.accounts import CUSTOMER_REASONS, VENDOR_SOURCES, Reason, Role


class Kind(StrEnum):
    """What a document is. The values are the words of the automation protocol."""

    CREDIT_MEMO = "credit_memo"
    VENDOR_CREDIT = "vendor_credit"
    INVOICE = "invoice"
    BILL = "bill"
    RECEIPT = "receipt"
    PAYMENT = "payment"
    TRANSACTION = "transaction"

    @property
    def label(self) -> str:
        """As it stands inside a sentence: "credit memo"."""
        return self.value.replace("_", " ")

    @property
    def one(self) -> str:
        """The label with its article: "an invoice"."""
        return f"{'an' if self is Kind.INVOICE else 'a'} {self.label}"


class Stage(StrEnum):
    """Stored state of a document. What people read is the status, derived from it and figures."""

    DRAFT = "draft"
    ISSUED = "issued"
    EXPIRED = "expired"
    VOID = "void"


class Status(StrEnum):
    """Derived state, never stored (domain.md 3.3). Credits and claims share draft and void."""

    DRAFT = "draft"
    ISSUED = "issued"
    PARTIALLY_APPLIED = "partially_applied"
    FULLY_APPLIED = "fully_applied"
    EXPIRED = "expired"
    VOID = "void"
    OPEN = "open"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    RECORDED = "recorded"


STATUS_LABELS: Final[dict[Status, str]] = {
    Status.DRAFT: "Draft",
    Status.ISSUED: "Open",
    Status.PARTIALLY_APPLIED: "Partly used",
    Status.FULLY_APPLIED: "Used up",
    Status.EXPIRED: "Expired",
    Status.VOID: "Void",
    Status.OPEN: "Open",
    Status.PARTIALLY_PAID: "Partly paid",
    Status.PAID: "Paid",
    Status.RECORDED: "Recorded",
}


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """How the credits of a side are explained (domain.md 4.3)."""

    listed: dict[str, Reason]  # by code
    field: str  # of a credit: the code stands there
    note: str  # of a credit: what was said about it in free words
    usual: str  # of a credit that names none; "": it has to name one
    wrong: str  # the code of the refusal of one that is not listed


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the trade: who the party is and which documents and accounts go with it."""

    name: str  # "customer" or "vendor": also the word for the party
    credit: Kind
    claim: Kind  # what a credit is used on
    targets: frozenset[Kind]  # claims, and money that went back before the credit was there
    money: Kind  # money that settles claims: received from a customer, paid to a vendor
    control: Role  # what the party owes us, or we owe it
    open_credit: Role  # holds credits until they are used: a setting
    tax: Role  # what is on its documents: we owe it, or it is owed back to us
    exceeds_due: str  # the code when more is applied than the claim owes
    reasons: Reasons
    parts: tuple[str, str]  # what we and the party are on its documents, "seller" and "buyer"

    @property
    def words(self) -> dict[str, str]:
        """General word -> this side's word, for arguments, fields and results."""
        credit, claim = self.credit.value, self.claim.value
        return {
            "party": self.name,
            "credit": credit,
            "credits": f"{credit}s",
            "claim": claim,
            "claims": f"{claim}s",
        }


CUSTOMER: Final = Side(
    "customer",
    Kind.CREDIT_MEMO,
    Kind.INVOICE,
    frozenset({Kind.INVOICE, Kind.TRANSACTION}),
    Kind.RECEIPT,
    Role.RECEIVABLE,
    Role.OPEN_CUSTOMER_CREDIT,
    Role.SALES_TAX,
    "amount_exceeds_invoice_due",
    Reasons(CUSTOMER_REASONS, "reason", "reason_note", "", "invalid_reason"),
    ("seller", "buyer"),
)
VENDOR: Final = Side(
    "vendor",
    Kind.VENDOR_CREDIT,
    Kind.BILL,
    frozenset({Kind.BILL}),
    Kind.PAYMENT,
    Role.PAYABLE,
    Role.OPEN_VENDOR_CREDIT,
    Role.INPUT_TAX,
    "amount_exceeds_bill_due",
    Reasons(VENDOR_SOURCES, "source_type", "reason", "manual", "invalid_value"),
    ("buyer", "seller"),
)
SIDES: Final[dict[str, Side]] = {side.name: side for side in (CUSTOMER, VENDOR)}
CREDITS: Final = frozenset({Kind.CREDIT_MEMO, Kind.VENDOR_CREDIT})
CLAIMS: Final = frozenset({Kind.INVOICE, Kind.BILL})
MONEY: Final = frozenset({Kind.RECEIPT, Kind.PAYMENT})
RECORDED: Final = MONEY | {Kind.TRANSACTION}  # a head with a total, without lines


_SIDE_OF: Final = {
    kind: side for side in SIDES.values() for kind in (side.credit, side.money, *side.targets)
}


def side_of(kind: Kind) -> Side:
    """The side a document belongs to."""
    return _SIDE_OF[kind]
