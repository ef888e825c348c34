"""Every guard: an act it lets pass, an act it refuses, by which code and at which field, and how
the sentence and the hint show the way out."""

from dataclasses import dataclass, replace
from typing import Any

from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import Act, Sold
from tests.domain.facts import (
    DEC_31,
    JAN_10,
    JAN_15,
    JAN_20,
    a_bill,
    a_document,
    a_draft,
    a_line,
    a_tax,
    an_account,
    an_act,
    an_invoice,
    some_figures,
    some_rules,
)

LOCKED = some_rules(locked=JAN_15)
HEADING = an_account("1999", is_header=True)
BLOCK = some_rules(over_credit="block")
SOLD = Sold(21, "Chair", 3_000_000, 100_000_000, 1_000_000)


def a_linked_act(price: str = "100", quantity: int = 2_000_000, **facts: Any) -> Act:
    line = a_line("100", claim_line_id=21, quantity=quantity, unit_price=int(price) * 1_000_000)
    figures = some_figures(line)
    return an_act(a_draft(), **{"figures": figures, "sold": (SOLD,), "rules": BLOCK, **facts})


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
CASES = [
    Case(
        "has_value",
        an_act(),
        an_act(a_draft(total="0")),
        "amount_not_positive",
        "amount",
        "The total is 0.00 USD; it must be more than zero.",
        "Enter an amount, or lines that add up",
    ),
    Case(
        "issue_date_open",
        an_act(rules=LOCKED, on=JAN_20),
        an_act(rules=LOCKED, on=JAN_15),
        "period_closed",
        "issue_date",
        "locked through 2026-01-15, so nothing can be dated 2026-01-15",
        "Use 2026-01-16 or later, or unlock the period.",
    ),
    Case(
        "date_open",
        an_act(rules=LOCKED, on=JAN_20),
        an_act(rules=LOCKED, on=JAN_10, date_field="paid_on"),
        "period_closed",
        "paid_on",
        "locked through 2026-01-15, so nothing can be dated 2026-01-10",
        "Use 2026-01-16 or later",
    ),
    Case(
        "expiry_ahead",
        an_act(a_draft(expires_at=JAN_15), today=JAN_15),
        an_act(a_draft(expires_at=JAN_15), today=JAN_20),
        "expires_in_past",
        "expires_at",
        "The expiry date 2026-01-15 has passed already.",
        "Choose a later date, or none.",
    ),
    Case(
        "expiry_ahead",
        an_act(a_draft(expires_at=None), today=DEC_31),
        an_act(a_draft(expires_at=JAN_15, issue_date=JAN_20), today=JAN_10),
        "expires_in_past",
        "expires_at",
        "2026-01-15",
        "Choose a later date",
    ),
    Case(
        "accounts_take_entries",
        an_act(figures=some_figures(a_line(tax=a_tax())), account=an_account("1000")),
        an_act(account=HEADING),
        "account_is_header",
        "account",
        "Account 1999 Account 1999 is a heading and takes no entries.",
        "Choose one of the accounts below it.",
    ),
    Case(
        "accounts_take_entries",
        an_act(),
        an_act(figures=some_figures(a_line(), a_line(account=HEADING))),
        "account_is_header",
        "lines.1.account",
        "is a heading",
        "Choose one of the accounts below it.",
    ),
    Case(
        "accounts_take_entries",
        an_act(),
        an_act(figures=some_figures(a_line(tax=replace(a_tax(), account=HEADING)))),
        "account_is_header",
        "tax",
        "is a heading",
        "Choose one of the accounts below it.",
    ),
    Case(
        "something_left",
        an_act(CREDIT_5),
        an_act(a_document(applied="60", refunded="40")),
        "nothing_remaining",
        None,
        "Nothing is left on CM-0001.",
        "Choose a credit with something left.",
    ),
    Case(
        "not_past_expiry",
        an_act(a_document(expires_at=JAN_15), today=JAN_15),
        an_act(a_document(expires_at=JAN_15), today=JAN_20),
        "is_expired",
        None,
        "CM-0001 was valid until 2026-01-15.",
        "Extend its expiry date",
    ),
    Case(
        "untouched",
        an_act(),
        an_act(a_document(applied="30", refunded="10.50")),
        "has_applications",
        None,
        "40.50 USD of CM-0001 is in use.",
        "Take that back first, then void it.",
    ),
    Case(
        "untouched",
        an_act(an_invoice()),
        an_act(an_invoice(paid="30", applied="5")),
        "has_applications",
        None,
        "35.00 USD has been applied or paid on INV-0001.",
        "Take that back first",
    ),
    Case(
        "never_numbered",
        an_act(a_draft()),
        an_act(a_document(stage=Stage.DRAFT)),
        "not_draft",
        None,
        "CM-0001 has a number.",
        "Void it instead.",
    ),
    Case(
        "same_revision",
        an_act(revision=3),
        an_act(revision=2),
        "stale_revision",
        "revision",
        "CM-0001 was changed since you opened it.",
        "Open it again and repeat your change.",
    ),
    Case(
        "same_revision",
        an_act(revision=None),
        an_act(a_draft(), revision=9),
        "stale_revision",
        "revision",
        "The draft was changed since you opened it.",
        "Open it again",
    ),
    Case(
        "reason_given",
        an_act(reason="Broken"),
        an_act(reason=" \n"),
        "reason_required",
        "reason",
        "A reason is needed.",
        "Say why in a few words.",
    ),
    Case(
        "reason_given",
        an_act(reason="x"),
        an_act(reason=None),
        "reason_required",
        "reason",
        "A reason is needed.",
        "Say why",
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
    Case(
        "not_reversed",
        an_act(),
        an_act(reversed_already=True),
        "already_reversed",
        None,
        "This has been taken back already.",
        "Nothing is left to do.",
    ),
    Case(
        "not_over_credited",
        a_linked_act(quantity=2_000_000),
        a_linked_act(quantity=2_000_001),
        "over_credit",
        "lines.0.quantity",
        "Only 2 of “Chair” is left to credit.",
        "Enter 2 or less.",
    ),
    Case(
        "not_dearer",
        a_linked_act("100"),
        a_linked_act("101"),
        "price_above_original",
        "lines.0.unit_price",
        "“Chair” was priced at 100.",
        "Enter 100 or less.",
    ),
]
