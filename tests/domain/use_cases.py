"""Guards of what a document is used on, by how much and when."""

from dataclasses import dataclass

from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import Act
from tests.domain.facts import (
    JAN_10,
    JAN_15,
    JAN_20,
    a_bill,
    a_document,
    an_act,
    an_invoice,
    usd,
)


@dataclass(frozen=True)
class Case:
    """A guard, an act it passes and an act it refuses, and what the refusal says."""

    guard: str
    passes: Act
    refuses: Act
    code: str
    field: str | None
    says: str
    hint: str

    def __str__(self) -> str:
        return f"{self.guard}-{self.code}-{self.says[:20]}"


CREDIT_5 = a_document(applied="95")
USE_CASES = [
    Case(
        "within_refundable",
        an_act(entered="60", refundable=usd("60")),
        an_act(entered="60.01", refundable=usd("60")),
        "exceeds_refundable",
        "amount",
        "Only 60.00 USD can go back this way: no more was paid by it.",
        "Enter 60.00 or less, and refund the rest by other means.",
    ),
    Case(
        "surplus_untouched",
        an_act(a_document(Kind.RECEIPT), target=a_document(number="CM-0002")),
        an_act(a_document(Kind.RECEIPT), target=a_document(number="CM-0002", refunded="1")),
        "has_applications",
        None,
        "1.00 USD of CM-0002, which was left over, is in use.",
        "Take that back first, then void it.",
    ),
    Case(
        "surplus_untouched",
        an_act(a_document(Kind.RECEIPT), target=None),
        an_act(a_document(Kind.RECEIPT), target=a_document(stage=Stage.EXPIRED, expired="100")),
        "is_expired",
        None,
        "CM-0001, which was left over, has expired.",
        "Reinstate it first, then void the receipt.",
    ),
    Case(
        "reopens_target",
        an_act(target=an_invoice(applied="89")),
        an_act(target=an_invoice(applied="40", paid="50")),
        "reopens_target",
        None,
        "The invoice INV-0001 was settled in full and is open again.",
        "Ask for payment, or settle it otherwise.",
    ),
    Case(
        "target_is_claim",
        an_act(target=an_invoice()),
        an_act(target=a_document(number="CM-0002")),
        "same_sign_target",
        "invoice",
        "CM-0002 is a credit memo; a credit is applied to an invoice.",
        "Choose an invoice.",
    ),
    Case(
        "target_is_claim",
        an_act(a_document(Kind.VENDOR_CREDIT), target=a_bill()),
        an_act(a_document(Kind.VENDOR_CREDIT), target=an_invoice()),
        "same_sign_target",
        "bill",
        "INV-0001 is an invoice; a credit is applied to a bill.",
        "Choose a bill.",
    ),
    Case(
        "same_party",
        an_act(target=an_invoice()),
        an_act(target=an_invoice(party_id=2, party_name="Beta")),
        "party_mismatch",
        "invoice",
        "INV-0001 belongs to Beta, CM-0001 to Acme.",
        "Choose an invoice of Acme.",
    ),
    Case(
        "same_currency",
        an_act(target=an_invoice()),
        an_act(target=an_invoice(currency="EUR")),
        "currency_mismatch",
        "invoice",
        "CM-0001 is in USD, INV-0001 in EUR.",
        "Choose an invoice in USD.",
    ),
    Case(
        "target_open",
        an_act(target=an_invoice(paid="89.99")),
        an_act(target=an_invoice(paid="90")),
        "target_not_open",
        "invoice",
        "The invoice INV-0001 is paid.",
        "Choose one that is open.",
    ),
    Case(
        "target_open",
        an_act(target=an_invoice()),
        an_act(target=an_invoice(stage=Stage.VOID, voided="90")),
        "target_not_open",
        "invoice",
        "The invoice INV-0001 is void.",
        "Choose one that is open.",
    ),
    Case(
        "target_open",
        an_act(target=an_invoice()),
        an_act(target=an_invoice(stage=Stage.DRAFT, number=None)),
        "target_not_open",
        "invoice",
        "The invoice is still a draft.",
        "Issue it first.",
    ),
    Case(
        "positive",
        an_act(entered="0.01"),
        an_act(entered="0"),
        "amount_not_positive",
        "amount",
        "The amount must be more than zero.",
        "signs are not needed",
    ),
    Case(
        "positive",
        an_act(entered="1"),
        an_act(entered="-5"),
        "amount_not_positive",
        "amount",
        "more than zero",
        "signs are not needed",
    ),
    Case(
        "fits_credit",
        an_act(CREDIT_5, entered="5"),
        an_act(CREDIT_5, entered="5.01"),
        "amount_exceeds_credit_remaining",
        "amount",
        "Only 5.00 USD is left on CM-0001.",
        "Enter 5.00 or less.",
    ),
    Case(
        "fits_target",
        an_act(entered="90", target=an_invoice()),
        an_act(entered="90.01", target=an_invoice()),
        "amount_exceeds_invoice_due",
        "amount",
        "Only 90.00 USD is due on INV-0001.",
        "Enter 90.00 or less.",
    ),
    Case(
        "fits_target",
        an_act(a_document(Kind.VENDOR_CREDIT), entered="90", target=a_bill()),
        an_act(a_document(Kind.VENDOR_CREDIT), entered="91", target=a_bill()),
        "amount_exceeds_bill_due",
        "amount",
        "Only 90.00 USD is due on BILL-0001.",
        "Enter 90.00 or less.",
    ),
    Case(
        "not_before_documents",
        an_act(on=JAN_10),
        an_act(a_document(issue_date=JAN_20), on=JAN_15),
        "date_before_document",
        "date",
        "2026-01-15 lies before 2026-01-20",
        "Use 2026-01-20 or later.",
    ),
    Case(
        "not_before_documents",
        an_act(on=JAN_15, target=an_invoice(issue_date=JAN_15)),
        an_act(on=JAN_15, target=an_invoice(issue_date=JAN_20)),
        "date_before_document",
        "date",
        "2026-01-20",
        "Use 2026-01-20 or later.",
    ),
    Case(
        "not_before_documents",
        an_act(on=JAN_20, acted_on=JAN_20),
        an_act(on=JAN_15, acted_on=JAN_20, date_field="taken_back_on"),
        "date_before_document",
        "taken_back_on",
        "2026-01-20",
        "Use 2026-01-20 or later.",
    ),
]
