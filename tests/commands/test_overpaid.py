"""What a receipt left over, and what that means for voiding the receipt."""

from app.commands import credits, payments
from app.commands.inputs import ApplyTo
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import ledger
from app.queries import payments as payment_queries
from tests.builders import (
    JAN_15,
    JAN_20,
    JAN_31,
    a_bill,
    a_customer,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
    assert_sound,
    balances,
    figures,
    refusing,
)


def test_a_receipt_stays_while_any_of_what_was_left_over_is_in_use(book):
    """Also when the rest of that credit was voided: it is void, but its money is spent."""
    customer = a_customer(book)
    paid, other = an_invoice(book, customer, due="60"), an_invoice(book, customer, due="10")
    receipt = book.do(
        JAN_15, payments.receive, party=customer, amount="100", claims=(ApplyTo(paid),)
    ).id
    left = book.ask(JAN_15, payment_queries.get, receipt).credit
    (use,) = apply(book, left, other).made
    book.do(JAN_15, credits.void, CUSTOMER, credit=left, reason="Not ours", scope="remaining")
    with refusing(book, "has_applications"):
        book.do(JAN_15, payments.void, payment=receipt, reason="Bounced")
    book.do(JAN_15, credits.unapply, CUSTOMER, application=use)
    book.do(JAN_15, payments.void, payment=receipt, reason="Bounced")
    assert figures(book, left)[0] == "void"
    assert balances(book) == {"1200": "70.00", "4000": "-70.00"}
    assert_sound(book)


def test_a_receipt_goes_after_what_was_left_over_was_voided_whole(book):
    customer = a_customer(book)
    receipt = book.do(JAN_15, payments.receive, party=customer, amount="100").id
    left = book.ask(JAN_15, payment_queries.get, receipt).credit
    book.do(JAN_15, credits.void, CUSTOMER, credit=left, reason="Not ours")
    book.do(JAN_15, payments.void, payment=receipt, reason="Bounced")
    assert balances(book) == {}
    assert_sound(book)


def test_a_receipt_goes_no_earlier_than_what_was_left_over_came_back(book):
    """Else that credit would be void and in use on the days between."""
    customer = a_customer(book)
    receipt = book.do(JAN_15, payments.receive, party=customer, amount="100").id
    left = book.ask(JAN_15, payment_queries.get, receipt).credit
    (use,) = apply(book, left, an_invoice(book, customer), "40", date=JAN_20).made
    book.do(JAN_31, credits.unapply, CUSTOMER, application=use)
    with refusing(book, "date_before_document", field="date"):
        book.do(JAN_31, payments.void, payment=receipt, reason="Bounced", date=JAN_15)
    book.do(JAN_20, payments.void, payment=receipt, reason="Bounced")
    found = book.ask(JAN_31, ledger.of_document, receipt)
    assert [one.date for one in found] == [JAN_15, JAN_31]
    assert_sound(book)


def test_too_much_for_a_bill_is_told_as_such_however_much_of_it_credits_settle(book):
    vendor = a_vendor(book)
    bill = a_bill(book, vendor)
    held = (a_vendor_credit(book, vendor, amount="90"),)
    with refusing(book, "amount_exceeds_bill_due", field="claims.0.amount") as refusal:
        book.do(JAN_15, payments.pay, party=vendor, claims=(ApplyTo(bill, "90.01"),), credits=held)
    assert str(refusal) == "Only 90.00 USD is due on BILL-0001."
    assert figures(book, bill)[0] == "open"
    assert VENDOR.exceeds_due == "amount_exceeds_bill_due"
