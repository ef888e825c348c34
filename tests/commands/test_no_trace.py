"""Every code that an act can be refused with, each by an act that meets it: no trace is left in
any table, nobody is told of a change, and the trial balance is as it was."""

from collections.abc import Callable

import pytest

from app.book.book import Book, Writing
from app.commands import books, claims, credits, parties, payments, requests
from app.commands.inputs import ApplyTo, CreditDraft
from app.domain.errors import CODES
from app.domain.kinds import CUSTOMER, VENDOR
from tests.builders import (
    JAN_1,
    JAN_15,
    JAN_20,
    a_bill,
    a_credit,
    a_customer,
    a_line,
    a_vendor,
    an_invoice,
    apply,
    assert_sound,
    balances,
    everything,
    refusing,
    shown,
)

# Codes that no act on a book meets: they are told by the command line before there is an act.
SAID_ELSEWHERE = {"unknown_command", "unknown_argument"}
SAID_ELSEWHERE |= {"gl_imbalance", "exceeds_refundable", "not_expired", "kept_out"}
SAID_ELSEWHERE |= {"reopens_target", "open_documents_stay"}  # warnings, not refusals
# Codes of the law that nothing in the book says (yet).
UNSAID = {"allocation_not_equal"}


def create(book: Book, **facts: object) -> None:
    plain = {"party": "p1", "reason": "return", "amount": "10"}
    draft = CreditDraft(**{**plain, **facts})  # type: ignore[arg-type]
    book.do(JAN_15, credits.create, CUSTOMER, draft, issue=True)


def refund(book: Book, credit: str, **facts: object) -> None:
    book.do(JAN_15, credits.refund, CUSTOMER, credit=credit, **facts)  # type: ignore[arg-type]


def void(book: Book, credit: str, reason: str = "Wrong") -> None:
    book.do(JAN_15, credits.void, CUSTOMER, credit=credit, reason=reason)


def credit_line(book: Book, quantity: str, price: str) -> None:
    line = shown(book, "d1").lines[0].id
    create(
        book, amount=None, claim="d1", lines=(a_line(price, quantity=quantity, claim_line=line),)
    )


def past_its_day(book: Book) -> None:
    apply(book, "CM-0004", "INV-0001", "5", on=JAN_20)


REFUSED: dict[str, Callable[[Book], object]] = {
    "malformed": lambda b: create(b, description="a\u0000"),
    "required": lambda b: create(b, party=""),
    "invalid_date": lambda b: b.do(JAN_15, books.unlock, through=JAN_20, reason="x"),
    "invalid_number": lambda b: create(b, amount="x"),
    "invalid_value": lambda b: refund(b, "CM-0001", method="gold"),
    "too_many_decimals": lambda b: create(b, amount="0.001"),
    "too_long": lambda b: create(b, description="x" * 10_001),
    "unknown_currency": lambda b: create(b, currency="XX"),
    "not_found": lambda b: apply(b, "CM-0001", "INV-9999"),
    "not_issued": lambda b: refund(b, "d7"),
    "already_issued": lambda b: b.do(JAN_15, credits.issue, CUSTOMER, credit="CM-0001"),
    "immutable_after_issue": lambda b: b.do(
        JAN_15, credits.update, CUSTOMER, CreditDraft(amount="1"), credit="CM-0001"
    ),
    "not_draft": lambda b: b.do(JAN_15, credits.delete, CUSTOMER, credit="CM-0001"),
    "nothing_remaining": lambda b: refund(b, "CM-0002"),
    "already_reversed": lambda b: b.do(JAN_15, credits.unapply, CUSTOMER, application="u2"),
    "has_applications": lambda b: void(b, "CM-0002"),
    "is_void": lambda b: refund(b, "CM-0003"),
    "is_expired": past_its_day,
    "stale_revision": lambda b: b.do(
        JAN_15, credits.update, CUSTOMER, CreditDraft(amount="1"), credit="d7", revision=9
    ),
    "idempotency_key_mismatch": lambda b: b.do(
        JAN_15, requests.once, key="k", body="two", act=lambda _: {}
    ),
    "target_not_open": lambda b: apply(b, "CM-0001", "INV-0002", "5"),
    "already_exists": lambda b: b.do(
        JAN_15, books.create_account, code="1000", name="Bank", type="asset"
    ),
    "amount_not_positive": lambda b: refund(b, "CM-0001", amount="0"),
    "invalid_reason": lambda b: create(b, reason="spite"),
    "amount_lines_mismatch": lambda b: create(b, lines=(a_line("5"),)),
    "amount_mismatch": lambda b: b.do(
        JAN_15, payments.receive, party="p1", amount="1", claims=(ApplyTo("d1", "5"),)
    ),
    "party_mismatch": lambda b: create(b, party="p3", claim="d1"),
    "currency_mismatch": lambda b: apply(b, "CM-0001", "INV-0003", "5"),
    "same_sign_target": lambda b: apply(b, "CM-0001", "CM-0004", "5"),
    "amount_exceeds_credit_remaining": lambda b: refund(b, "CM-0001", amount="101"),
    "amount_exceeds_invoice_due": lambda b: apply(b, "CM-0001", "INV-0001", "91"),
    "amount_exceeds_bill_due": lambda b: b.do(
        JAN_15, payments.pay, party="p2", claims=(ApplyTo("BILL-0001", "91"),)
    ),
    "expires_in_past": lambda b: create(b, expires_at=JAN_1),
    "reason_required": lambda b: void(b, "CM-0001", " "),
    "date_before_document": lambda b: refund(b, "CM-0001", date=JAN_1.replace(day=9)),
    "period_closed": lambda b: create(b, issue_date=JAN_1),
    "account_is_header": lambda b: create(b, gl_account="1199"),
    "control_account": lambda b: create(b, gl_account="1200"),
    "over_credit": lambda b: credit_line(b, "2", "90"),
    "price_above_original": lambda b: credit_line(b, "1", "91"),
    "duplicate_vendor_reference": lambda b: a_bill(b, "p2", vendor_reference="R-1"),
    "rate_missing": lambda b: create(b, currency="JPY"),
}


@pytest.fixture
def full_book(book):
    """A book in which every refusal can be met; its first day is locked."""
    book.do(JAN_1, books.create_account, code="1199", name="Head", type="asset", header=True)
    customer, vendor = a_customer(book), a_vendor(book)
    a_customer(book, name="Beta")
    open_invoice = an_invoice(book, customer)  # d1 INV-0001
    paid = an_invoice(book, customer, due="100")  # d2 INV-0002
    an_invoice(book, customer, currency="EUR", fx_rate="1.1")  # d3 INV-0003
    a_credit(book, customer)  # d4 CM-0001
    spent = a_credit(book, customer)  # d5 CM-0002
    void(book, a_credit(book, customer))  # d6 CM-0003
    a_credit(book, customer, issue=False)  # d7
    a_credit(book, customer, expires_at=JAN_15)  # d8 CM-0004
    a_bill(book, vendor, vendor_reference="R-1")  # d9 BILL-0001
    taken = apply(book, spent, open_invoice, "5").made[0]
    book.do(JAN_15, credits.unapply, CUSTOMER, application=taken)
    apply(book, spent, paid)
    book.do(JAN_15, requests.once, key="k", body="one", act=lambda _: {})
    book.do(JAN_15, books.lock, through=JAN_1)
    return book


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_a_refused_act_leaves_no_trace(full_book, code):
    before = balances(full_book)
    with refusing(full_book, code) as refusal:
        REFUSED[code](full_book)
    assert balances(full_book) == before
    (problem,) = refusal.problems
    assert problem.message.endswith((".", "?"))
    assert problem.hint
    assert problem.hint.endswith(".")
    assert_sound(full_book)


def test_every_code_is_met():
    assert set(REFUSED) | SAID_ELSEWHERE | UNSAID == set(CODES)
    assert not set(REFUSED) & (SAID_ELSEWHERE | UNSAID)


def test_an_exception_inside_an_act_leaves_no_trace_either(full_book):
    before = everything(full_book)

    def fails(writing: Writing) -> None:
        parties.create(writing, VENDOR, name="Gone")
        claims.void(writing, CUSTOMER, claim="INV-0001", reason="Wrong")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        full_book.do(JAN_15, fails)
    assert everything(full_book) == before
