"""Money received: it settles invoices, and what is left over is the customer's."""

from typing import Any

import pytest

from app.commands import books, claims, credits, payments
from app.commands.inputs import ApplyTo
from app.domain.kinds import CUSTOMER
from app.queries import payments as seen
from tests.builders import (
    JAN_1,
    JAN_15,
    JAN_20,
    Notices,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    an_invoice,
    apply,
    assert_sound,
    balances,
    entries,
    figures,
    last_history,
    refusing,
    shown,
)


def receive(book, customer, amount, *invoices: Any, on=JAN_15, **facts: Any):
    named = tuple(ApplyTo(*one) if isinstance(one, tuple) else ApplyTo(one) for one in invoices)
    return book.do(on, payments.receive, party=customer, amount=amount, claims=named, **facts)


def test_a_receipt_settles_the_invoices_named(book, customer):
    first, second = an_invoice(book, customer), an_invoice(book, customer, due="50")
    notices = Notices(book)
    done = receive(book, customer, "120", first, (second, "30"))
    assert figures(book, first) == ("paid", "90.00", "0.00", "90.00", "0.00")
    assert figures(book, second) == ("partially_paid", "50.00", "0.00", "30.00", "20.00")
    assert entries(book, done.id) == [["debit 1000 120.00", "credit 1200 120.00"]]
    view = book.ask(JAN_15, seen.get, done.id)
    assert (view.number, view.status, str(view.cash), view.credit) == (
        "RCP-0001",
        "recorded",
        "120.00",
        None,
    )
    assert [(one.number, str(one.amount)) for one in view.settled] == [
        ("INV-0001", "90.00"),
        ("INV-0002", "30.00"),
    ]
    assert (str(view.applied), str(view.left), str(view.credits_used)) == (
        "120.00",
        "0.00",
        "0.00",
    )
    assert notices.all == [
        ("receive", {"receipt", "invoice", "entry"}, {done.id, first, second, "e3"})
    ]
    assert last_history(book)[:2] == ("issue", "document")
    assert_sound(book)


def test_what_is_left_over_becomes_an_issued_credit(book, customer):
    invoice = an_invoice(book, customer)
    done = receive(book, customer, "130", invoice)
    view = book.ask(JAN_15, seen.get, done.id)
    assert str(view.left) == "40.00"
    credit = shown(book, view.credit)
    assert (credit.number, credit.status, credit.reason, str(credit.total)) == (
        "CM-0001",
        "issued",
        "overpayment",
        "40.00",
    )
    assert (credit.source_type, credit.source_id, credit.expires_at) == ("receipt", done.id, None)
    assert balances(book) == {"1000": "130.00", "1200": "-40.00", "4000": "-90.00"}
    apply(book, view.credit, an_invoice(book, customer))
    assert_sound(book)


def test_money_without_an_invoice_is_all_left_over(book, customer):
    done = receive(book, customer, "25")
    credit = book.ask(JAN_15, seen.get, done.id).credit
    assert str(shown(book, credit).total) == "25.00"
    assert entries(book, done.id) == [["debit 1000 25.00", "credit 2300 25.00"]]
    assert_sound(book)


def test_an_invoice_without_an_amount_takes_what_is_due_as_far_as_the_money_goes(book, customer):
    made = [an_invoice(book, customer) for _ in range(3)]
    receive(book, customer, "120", *made)
    assert [figures(book, one)[-1] for one in made] == ["0.00", "60.00", "90.00"]
    assert_sound(book)


def test_one_invoice_named_twice_takes_both_amounts(book, customer):
    invoice = an_invoice(book, customer)
    receive(book, customer, "70", (invoice, "30"), (invoice, "40"))
    assert figures(book, invoice) == ("partially_paid", "90.00", "0.00", "70.00", "20.00")
    receive(book, customer, "20", (invoice, "5"), invoice)
    assert figures(book, invoice)[0] == "paid"
    assert_sound(book)


def test_one_invoice_named_twice_takes_no_more_than_is_due(book, customer):
    invoice = an_invoice(book, customer)
    with refusing(book, "amount_exceeds_invoice_due", field="claims.1.amount") as refusal:
        receive(book, customer, "120", (invoice, "60"), (invoice, "60"))
    assert str(refusal) == "Only 30.00 USD is due on INV-0001."
    with refusing(book, "target_not_open", field="claims.1.invoice"):
        receive(book, customer, "120", invoice, invoice)


def test_credits_and_money_settle_an_invoice_together(book, customer):
    invoice = an_invoice(book, customer)
    apply(book, a_credit(book, customer), invoice, "40")
    receive(book, customer, "50", invoice)
    assert figures(book, invoice) == ("paid", "90.00", "40.00", "50.00", "0.00")
    with refusing(book, "has_applications"):
        book.do(JAN_15, claims.void, CUSTOMER, claim=invoice, reason="Wrong")
    assert_sound(book)


def test_invoices_that_will_not_do_have_each_their_own_sentence(book, customer):
    paid, void = an_invoice(book, customer), an_invoice(book, customer)
    receive(book, customer, "90", paid)
    book.do(JAN_15, claims.void, CUSTOMER, claim=void, reason="Wrong")
    draft = an_invoice(book, customer, issue=False)
    other = an_invoice(book, a_customer(book, name="Beta"))
    sentences = {
        paid: ("target_not_open", "The invoice INV-0001 is paid."),
        void: ("target_not_open", "The invoice INV-0002 is void."),
        draft: ("target_not_open", "The invoice is still a draft."),
        other: ("party_mismatch", "INV-0003 belongs to Beta, the draft to Acme."),
    }
    for invoice, (code, sentence) in sentences.items():
        with refusing(book, code, field="claims.0.invoice") as refusal:
            receive(book, customer, "50", invoice)
        assert str(refusal) == sentence


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-50", "amount_not_positive"),
        ("0", "amount_not_positive"),
        ("x", "invalid_number"),
        ("1.001", "too_many_decimals"),
    ],
)
def test_an_amount_of_an_invoice_is_a_plain_positive_one(book, customer, amount, code):
    invoice = an_invoice(book, customer)
    with refusing(book, code, field="claims.0.amount"):
        receive(book, customer, "100", (invoice, amount))


@pytest.mark.parametrize(
    ("amount", "facts", "code", "field"),
    [
        ("0", {}, "amount_not_positive", "amount"),
        ("-5", {}, "amount_not_positive", "amount"),
        ("x", {}, "invalid_number", "amount"),
        ("10", {"account": "77"}, "not_found", "account"),
        ("10", {"account": "1200"}, "control_account", "account"),
        ("10", {"account": "1199"}, "account_is_header", "account"),
        ("10", {"currency": "XX"}, "unknown_currency", "currency"),
        ("10", {"currency": "EUR"}, "rate_missing", "fx_rate"),
        ("10", {"currency": "EUR", "fx_rate": "0"}, "amount_not_positive", "fx_rate"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(book, customer, amount, facts, code, field):
    book.do(JAN_1, books.create_account, code="1199", name="Head", type="asset", header=True)
    with refusing(book, code, field=field):
        receive(book, customer, amount, **facts)


def test_invoices_that_take_more_than_was_received_are_refused(book, customer):
    invoice = an_invoice(book, customer)
    with refusing(book, "amount_mismatch", field="amount") as refusal:
        receive(book, customer, "50", (invoice, "90"))
    assert str(refusal) == "The invoices take 90.00, but 50.00 was received."


def test_all_problems_of_the_invoices_are_told_at_once(book, customer):
    bill, plain = a_bill(book, a_vendor(book)), an_invoice(book, customer)
    with refusing(book, "not_found", "not_found", "too_many_decimals") as refusal:
        receive(book, customer, "50", "INV-9", bill, (plain, "0.001"))
    assert refusal.fields == ["claims.0.claim", "claims.1.claim", "claims.2.amount"]
    invoice = an_invoice(book, customer, issue_date=JAN_20)
    book.do(JAN_15, books.lock, through=JAN_15)
    with refusing(
        book, "amount_exceeds_invoice_due", "period_closed", "date_before_document"
    ) as refusal:
        receive(book, customer, "95", (invoice, "95"), date=JAN_15)
    assert refusal.fields == ["claims.0.amount", "date", "date"]


def test_every_problem_of_a_receipt_is_told_at_once(book):
    with refusing(book, "not_found", "not_found", "not_found", "invalid_number") as refusal:
        receive(book, "p99", "x", "INV-9", account="77")
    assert refusal.fields == ["claims.0.claim", "party", "account", "amount"]


def test_a_receipt_is_of_a_known_customer(book):
    vendor = a_vendor(book)
    for party in (vendor, "p99", ""):
        with refusing(book, "not_found", field="party"):
            receive(book, party, "5")


def test_a_receipt_is_dated_today_or_in_the_first_open_day(book, customer):
    book.do(JAN_15, books.lock, through=JAN_20)
    days = [
        book.ask(JAN_15, seen.get, receive(book, customer, "5", on=JAN_15, **facts).id).date
        for facts in ({}, {"date": None})
    ]
    assert [day.isoformat() for day in days] == ["2026-01-21"] * 2
    with refusing(book, "period_closed", field="date"):
        receive(book, customer, "5", date=JAN_20)


def test_an_overpayment_is_refunded_or_void_like_any_credit(book, customer):
    done = receive(book, customer, "25")
    credit = book.ask(JAN_15, seen.get, done.id).credit
    book.do(JAN_15, credits.refund, CUSTOMER, credit=credit)
    assert balances(book) == {}
    assert_sound(book)
