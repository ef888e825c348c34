"""Receipts and payments: the money, what it settled, what stood over."""

import pytest

from app.commands import credits, payments
from app.commands.inputs import ApplyTo, CreditDraft
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER
from app.queries import payments as queries
from tests.builders import (
    JAN_15,
    JAN_20,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    assert_sound,
    balances,
    kind_of,
    refusing,
    shown,
)


def get(book, payment):
    return book.ask(JAN_15, queries.get, payment)


def receive(book, customer, amount, *invoices: tuple[str, str | None]):
    named = tuple(ApplyTo(*one) for one in invoices)
    facts = {"party": customer, "amount": amount, "claims": named, "date": JAN_20}
    return book.do(JAN_20, payments.receive, **facts).id


def test_a_receipt_says_what_it_settled_and_what_stood_over(book):
    customer = a_customer(book)
    first, second = an_invoice(book, customer, due="60"), an_invoice(book, customer, due="50")
    view = get(book, receive(book, customer, "100", (first, None), (second, "15")))
    assert (view.kind, view.number, view.party, view.date) == (
        "receipt",
        "RCP-0001",
        customer,
        JAN_20,
    )
    assert [str(one) for one in (view.cash, view.applied, view.left, view.credits_used)] == [
        "100.00",
        "75.00",
        "25.00",
        "0.00",
    ]
    assert [(one.claim, str(one.amount), one.payment) for one in view.settled] == [
        (first, "60.00", view.id),
        (second, "15.00", view.id),
    ]
    memo = shown(book, view.credit)
    assert (memo.reason, str(memo.remaining), memo.status) == ("overpayment", "25.00", "issued")
    assert get(book, "RCP-0001") == view


def test_a_receipt_that_fits_leaves_no_credit(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, due="60")
    view = get(book, receive(book, customer, "60", (invoice, None)))
    assert (view.credit, str(view.left)) == (None, "0.00")


def test_a_payment_by_credits_alone_moves_no_money(book):
    vendor = a_vendor(book)
    bill, credit = a_bill(book, vendor, due="30"), a_vendor_credit(book, vendor, amount="30")
    facts = {"party": vendor, "claims": (ApplyTo(bill),), "credits": (credit,)}
    view = get(book, book.do(JAN_20, payments.pay, **facts).id)
    assert [str(one) for one in (view.cash, view.credits_used, view.left)] == [
        "0.00",
        "30.00",
        "0.00",
    ]
    assert (view.account, view.account_name) == (None, None)
    assert [one.credit for one in view.settled] == [credit]


def test_money_says_its_account(book):
    vendor = a_vendor(book)
    bill = a_bill(book, vendor, due="30")
    facts = {"party": vendor, "claims": (ApplyTo(bill),), "account": "1050"}
    view = get(book, book.do(JAN_20, payments.pay, **facts).id)
    assert (view.account, view.account_name) == ("1050", "Card clearing")


def test_nothing_else_is_a_payment(book):
    invoice = an_invoice(book, a_customer(book))
    for text in (invoice, "INV-0001", "d99", "PAY-0001", ""):
        with pytest.raises(Refused, match="There is no payment, receipt or transaction"):
            get(book, text)


def test_no_other_credit_passes_for_what_a_receipt_left_over(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, due="10")
    next_id = f"d{int(invoice[1:]) + 1}"
    with refusing(book, "invalid_value", field="source_type"):
        a_credit(book, customer, amount="1", source_type="receipt", source_id=next_id)
    draft = a_credit(book, customer, issue=False)
    with refusing(book, "invalid_value", field="source_type"):
        change = CreditDraft(source_type="receipt", source_id="d3")
        book.do(JAN_15, credits.update, CUSTOMER, change, credit=draft)
    a_credit(book, customer, source_type="receipts", source_id=next_id)
    view = get(book, receive(book, customer, "100", (invoice, None)))
    assert kind_of(book, view.credit) == "credit_memo"
    assert str(shown(book, view.credit).total) == "90.00"
    assert balances(book)["1000"] == "100.00"
    assert_sound(book)
