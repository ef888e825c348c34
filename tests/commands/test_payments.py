"""Money paid: bills are settled by credits first and money for the rest."""

from typing import Any

import pytest

from app.commands import books, claims, credits, payments
from app.commands.inputs import ApplyTo, SettingsDraft
from app.domain.kinds import VENDOR
from app.queries import payments as seen
from tests.builders import (
    JAN_1,
    JAN_15,
    JAN_20,
    JAN_31,
    Notices,
    a_bill,
    a_customer,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
    assert_sound,
    balances,
    entries,
    figures,
    refusing,
    shown,
)


@pytest.fixture
def vendor(book):
    return a_vendor(book)


def pay(book, vendor, *bills: Any, held=(), on=JAN_15, **facts: Any):
    named = tuple(ApplyTo(*one) if isinstance(one, tuple) else ApplyTo(one) for one in bills)
    return book.do(on, payments.pay, party=vendor, claims=named, credits=tuple(held), **facts)


def test_credits_go_first_and_money_takes_the_rest(book, vendor):
    bill, credit = a_bill(book, vendor, due="500"), a_vendor_credit(book, vendor, amount="125.50")
    notices = Notices(book)
    done = pay(book, vendor, bill, held=[credit])
    assert figures(book, bill) == ("paid", "500.00", "125.50", "374.50", "0.00")
    assert figures(book, credit)[0] == "fully_applied"
    assert entries(book, done.id) == [
        ["debit 2000 500.00", "credit 1000 374.50", "credit 1350 125.50"]
    ]
    view = book.ask(JAN_15, seen.get, done.id)
    assert (view.number, str(view.cash), str(view.credits_used)) == (
        "PAY-0001",
        "374.50",
        "125.50",
    )
    assert notices.acts == [("pay", {"payment", "bill", "vendor_credit", "entry"})]
    assert_sound(book)


def test_a_bill_is_paid_without_any_cash(book, vendor):
    bill, credit = a_bill(book, vendor), a_vendor_credit(book, vendor)
    view = book.ask(JAN_15, seen.get, pay(book, vendor, bill, held=[credit]).id)
    assert (str(view.cash), str(view.credits_used)) == ("0.00", "90.00")
    assert balances(book) == {"1350": "10.00", "5000": "90.00", "5100": "-100.00"}
    assert_sound(book)


def test_in_the_direct_profile_a_payment_by_credits_posts_nothing_but_is_shown_whole(book, vendor):
    book.do(JAN_1, books.update_settings, SettingsDraft(open_vendor_credit="2000"))
    bill, credit = a_bill(book, vendor), a_vendor_credit(book, vendor)
    done = pay(book, vendor, bill, held=[credit])
    assert entries(book, done.id) == []
    view = book.ask(JAN_15, seen.get, done.id)
    assert (view.number, str(view.credits_used)) == ("PAY-0001", "90.00")
    assert [one.number for one in view.settled] == ["BILL-0001"]
    assert_sound(book)


def test_several_bills_and_credits_are_taken_in_order(book, vendor):
    bills = [a_bill(book, vendor, due=due) for due in ("100", "50", "80")]
    held = [a_vendor_credit(book, vendor, amount=amount) for amount in ("70", "40")]
    pay(book, vendor, bills[0], (bills[1], "20"), bills[2], held=held)
    assert [figures(book, one) for one in bills] == [
        ("paid", "100.00", "100.00", "0.00", "0.00"),
        ("partially_paid", "50.00", "10.00", "10.00", "30.00"),
        ("paid", "80.00", "0.00", "80.00", "0.00"),
    ]
    assert [figures(book, one)[0] for one in held] == ["fully_applied"] * 2
    assert_sound(book)


def test_a_bill_and_a_credit_named_twice_count_once(book, vendor):
    bill, credit = a_bill(book, vendor, due="100"), a_vendor_credit(book, vendor, amount="30")
    pay(book, vendor, (bill, "40"), bill, held=[credit, credit])
    assert figures(book, bill) == ("paid", "100.00", "30.00", "70.00", "0.00")
    assert figures(book, credit)[0] == "fully_applied"
    assert_sound(book)
    other = a_bill(book, vendor)
    with refusing(book, "amount_exceeds_bill_due", field="claims.1.amount"):
        pay(book, vendor, (other, "60"), (other, "60"))


def test_a_credit_that_was_used_by_a_payment_is_unapplied_alone(book, vendor):
    bill, credit = a_bill(book, vendor, due="100"), a_vendor_credit(book, vendor, amount="40")
    done = pay(book, vendor, bill, held=[credit])
    use = shown(book, credit).applications[0].id
    book.do(JAN_20, credits.unapply, VENDOR, application=use)
    assert figures(book, bill) == ("partially_paid", "100.00", "0.00", "60.00", "40.00")
    assert figures(book, credit)[0] == "issued"
    assert entries(book, credit)[1:] == [["debit 1350 40.00", "credit 2000 40.00"]]
    assert len(entries(book, done.id)) == 1
    with refusing(book, "already_reversed"):
        book.do(JAN_20, credits.unapply, VENDOR, application=use)
    apply(book, credit, bill)
    assert figures(book, bill)[0] == "paid"
    assert_sound(book)


def test_credits_of_one_payment_are_unapplied_one_by_one_at_their_own_rates(book, vendor):
    facts = {"currency": "EUR", "amount": "50"}
    bill = a_bill(book, vendor, currency="EUR", fx_rate="1.2", due="100")
    held = [a_vendor_credit(book, vendor, fx_rate=rate, **facts) for rate in ("1.1", "1.3")]
    pay(book, vendor, bill, held=held)
    assert "7000" not in balances(book)
    lines = []
    for credit in held:
        use = shown(book, credit).applications[0].id
        book.do(JAN_20, credits.unapply, VENDOR, application=use)
        lines.append(entries(book, credit)[1])
        assert_sound(book)
    assert lines == [
        [
            "debit 1350 55.00 (50.00 EUR)",
            "debit 7000 5.00",
            "credit 2000 60.00 (50.00 EUR)",
        ],
        [
            "debit 1350 65.00 (50.00 EUR)",
            "credit 2000 60.00 (50.00 EUR)",
            "credit 7000 5.00",
        ],
    ]


def test_a_payment_is_not_unapplied_like_a_credit(book, vendor):
    done = pay(book, vendor, a_bill(book, vendor))
    use = book.ask(JAN_15, seen.get, done.id).settled[0].id
    with refusing(book, "not_found", field="application"):
        book.do(JAN_15, credits.unapply, VENDOR, application=use)


def test_bills_that_will_not_do_have_each_their_own_sentence(book, vendor):
    paid, void = a_bill(book, vendor), a_bill(book, vendor)
    pay(book, vendor, paid)
    book.do(JAN_15, claims.void, VENDOR, claim=void, reason="Wrong")
    draft = a_bill(book, vendor, issue=False)
    other = a_bill(book, a_vendor(book, name="Watt"))
    sentences = {
        paid: ("target_not_open", "The bill BILL-0001 is paid."),
        void: ("target_not_open", "The bill BILL-0002 is void."),
        draft: ("target_not_open", "The bill is still a draft."),
        other: ("party_mismatch", "BILL-0003 belongs to Watt, the draft to Volt."),
    }
    for bill, (code, sentence) in sentences.items():
        with refusing(book, code, field="claims.0.bill") as refusal:
            pay(book, vendor, bill)
        assert str(refusal) == sentence


def test_credits_that_will_not_do_are_refused_like_an_application(book, vendor):
    bill = a_bill(book, vendor, due="500")
    draft, void = a_vendor_credit(book, vendor, issue=False), a_vendor_credit(book, vendor)
    book.do(JAN_15, credits.void, VENDOR, credit=void, reason="Wrong")
    void_draft = a_vendor_credit(book, vendor, issue=False)
    book.do(JAN_15, credits.void, VENDOR, credit=void_draft, reason="Wrong")
    spent = a_vendor_credit(book, vendor)
    apply(book, spent, bill)
    lapsed = a_vendor_credit(book, vendor, expires_at=JAN_15)
    other = a_vendor_credit(book, a_vendor(book, name="Watt"))
    for credit, code, on in (
        (draft, "not_issued", JAN_15),
        (void, "is_void", JAN_15),
        (void_draft, "is_void", JAN_15),
        (spent, "nothing_remaining", JAN_15),
        (lapsed, "is_expired", JAN_20),
        (other, "party_mismatch", JAN_15),
        ("VC-9999", "not_found", JAN_15),
    ):
        with refusing(book, code, field="credits"):
            pay(book, vendor, bill, held=[credit], on=on)
    with refusing(book, "not_issued", "is_void", "party_mismatch"):
        pay(book, vendor, (bill, "1"), held=[draft, void, other])
    with refusing(book, "not_found", "not_found"):
        pay(book, vendor, bill, held=["VC-9", "VC-10"])


def test_a_credit_of_later_than_the_payment_is_refused(book, vendor):
    bill, credit = a_bill(book, vendor), a_vendor_credit(book, vendor, issue_date=JAN_20)
    with refusing(book, "date_before_document", field="date"):
        pay(book, vendor, bill, held=[credit])
    pay(book, vendor, bill, held=[credit], date=JAN_31)
    assert_sound(book)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("0", "amount_not_positive"),
        ("0.00", "amount_not_positive"),
        ("-5", "amount_not_positive"),
        ("90.01", "amount_exceeds_bill_due"),
        ("x", "invalid_number"),
    ],
)
def test_an_amount_of_a_bill_is_a_plain_positive_one_that_fits(book, vendor, amount, code):
    bill = a_bill(book, vendor)
    with refusing(book, code, field="claims.0.amount"):
        pay(book, vendor, (bill, amount))


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"account": "77"}, "not_found", "account"),
        ({"account": "2000"}, "control_account", "account"),
        ({"account": "1199"}, "account_is_header", "account"),
        ({"date": JAN_1}, "date_before_document", "date"),
        ({"fx_rate": "2"}, "invalid_value", "fx_rate"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(book, vendor, facts, code, field):
    book.do(JAN_1, books.create_account, code="1199", name="Head", type="asset", header=True)
    bill = a_bill(book, vendor)
    with refusing(book, code, field=field):
        pay(book, vendor, bill, **facts)


def test_a_payment_names_a_bill_of_a_known_vendor(book, vendor):
    with refusing(book, "required", field="claims"):
        pay(book, vendor)
    bill = a_bill(book, vendor)
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    for party in (customer, "p99"):
        with refusing(book, "not_found", field="party"):
            pay(book, party, bill)
    with refusing(book, "not_found", "not_found") as refusal:
        pay(book, vendor, "BILL-9", invoice)
    assert refusal.fields == ["claims.0.claim", "claims.1.claim"]


def test_every_problem_of_a_payment_is_told_at_once(book):
    with refusing(book, "required", "not_found", "not_found", "not_found") as refusal:
        pay(book, "p99", held=["VC-9"], account="77")
    assert refusal.fields == ["claims", "party", "credits", "account"]


def test_a_payment_in_a_closed_period_is_refused(book, vendor):
    bill = a_bill(book, vendor)
    book.do(JAN_15, books.lock, through=JAN_20)
    with refusing(book, "period_closed", field="date"):
        pay(book, vendor, bill, date=JAN_20)
    assert str(book.ask(JAN_15, seen.get, pay(book, vendor, bill).id).date) == "2026-01-21"


def test_a_payment_leaves_by_another_account_when_said(book, vendor):
    done = pay(book, vendor, a_bill(book, vendor), account="1050")
    assert entries(book, done.id) == [["debit 2000 90.00", "credit 1050 90.00"]]
