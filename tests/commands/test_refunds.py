"""Refunds: credit paid out in money, by an account and a method, and taken back."""

from typing import Any

import pytest

from app.commands import books, credits
from app.domain.kinds import CUSTOMER
from tests.builders import (
    BOTH,
    JAN_1,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    Notices,
    a_claim,
    a_credit,
    a_credit_of,
    a_party,
    apply,
    assert_sound,
    balances,
    entries,
    figures,
    last_history,
    mirrored,
    refusing,
    shown,
)


def refund(book, side, credit, amount=None, on=JAN_15, **facts: Any):
    return book.do(on, credits.refund, side, credit=credit, amount=amount, **facts)


def take_back(book, side, refund_id, reason="Cheque lost", on=JAN_15, **facts: Any):
    return book.do(on, credits.void_refund, side, refund=refund_id, reason=reason, **facts)


@BOTH
def test_a_refund_moves_the_figures_like_an_application(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party)
    notices = Notices(book)
    done = refund(book, side, credit, "30", reference="C-77", method="check")
    assert figures(book, credit) == ("partially_applied", "100.00", "0.00", "30.00", "70.00")
    (row,) = shown(book, credit).refunds
    assert (row.id, str(row.amount), row.date, row.method, row.account, row.live) == (
        done.made[0],
        "30.00",
        JAN_15,
        "check",
        "1000",
        True,
    )
    assert row.reference == "C-77"
    assert notices.acts == [("refund", {side.credit.value, "entry"})]
    assert last_history(book)[3] == {"amount": "30.00", "method": "check", "date": "2026-01-15"}
    refund(book, side, credit)
    assert figures(book, credit) == ("fully_applied", "100.00", "0.00", "100.00", "0.00")
    with refusing(book, "nothing_remaining"):
        refund(book, side, credit)
    assert_sound(book)


@pytest.mark.parametrize(
    ("facts", "account"),
    [
        ({}, "1000"),
        ({"method": "cash"}, "1000"),
        ({"method": "credit_card"}, "1050"),
        ({"method": "debit_card"}, "1050"),
        ({"method": "credit_card", "account": "1000"}, "1000"),
        ({"account": "2400"}, "2400"),
    ],
)
def test_the_money_leaves_by_the_account_of_the_method_unless_said(book, customer, facts, account):
    credit = a_credit(book, customer)
    refund(book, CUSTOMER, credit, "40", **facts)
    assert sorted(entries(book, credit)[1]) == sorted(
        [f"credit {account} 40.00", "debit 1200 40.00"]
    )


@BOTH
def test_a_refund_taken_back_is_mirrored(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party)
    before = balances(book)
    (made,) = refund(book, side, credit, "30").made
    notices = Notices(book)
    take_back(book, side, made)
    assert figures(book, credit) == ("issued", "100.00", "0.00", "0.00", "100.00")
    issue, paid, back = entries(book, credit)
    assert back == mirrored(paid)
    assert issue
    assert balances(book) == before
    assert shown(book, credit).refunds[0].live is False
    assert notices.acts == [("void_refund", {side.credit.value, "entry"})]
    assert last_history(book)[3] == {"amount": "30.00", "reason": "Cheque lost"}
    with refusing(book, "already_reversed"):
        take_back(book, side, made)
    assert_sound(book)


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"amount": "100.01"}, "amount_exceeds_credit_remaining", "amount"),
        ({"amount": "0"}, "amount_not_positive", "amount"),
        ({"amount": "-5"}, "amount_not_positive", "amount"),
        ({"amount": "x"}, "invalid_number", "amount"),
        ({"amount": "0.001"}, "too_many_decimals", "amount"),
        ({"account": "77"}, "not_found", "account"),
        ({"account": "\ud800"}, "not_found", "account"),
        ({"account": "1200"}, "control_account", "account"),
        ({"account": "2000"}, "control_account", "account"),
        ({"account": "1199"}, "account_is_header", "account"),
        ({"method": "gold"}, "invalid_value", "method"),
        ({"reference": "a\u0000"}, "malformed", "reference"),
        ({"reference": "a\u202eb"}, "malformed", "reference"),
        ({"reference": "x" * 10_001}, "too_long", "reference"),
        ({"date": JAN_1}, "date_before_document", "date"),
        ({"fx_rate": "2"}, "invalid_value", "fx_rate"),
    ],
)
def test_a_refund_that_cannot_be_is_refused(book, customer, facts, code, field):
    book.do(JAN_1, books.create_account, code="1199", name="Head", type="asset", header=True)
    credit = a_credit(book, customer)
    with refusing(book, code, field=field):
        refund(book, CUSTOMER, credit, **facts)


def test_all_problems_of_a_refund_are_told_at_once(book, customer):
    book.do(JAN_1, books.create_account, code="1199", name="Head", type="asset", header=True)
    credit = a_credit(book, customer, issue_date=JAN_20)
    book.do(JAN_15, books.lock, through=JAN_15)
    with refusing(
        book,
        "amount_exceeds_credit_remaining",
        "period_closed",
        "date_before_document",
        "account_is_header",
    ):
        refund(book, CUSTOMER, credit, "500", date=JAN_15, account="1199")


def test_every_field_of_a_refund_is_looked_at(book, customer):
    credit = a_credit(book, customer)
    with refusing(book, "invalid_number", "invalid_value", "not_found", "malformed") as refusal:
        refund(book, CUSTOMER, credit, "x", method="gold", account="77", reference="a\nb")
    assert refusal.fields == ["amount", "method", "account", "reference"]


@BOTH
def test_a_credit_that_will_not_do_has_its_own_code(book, side):
    party = a_party(book, side)
    draft, void = a_credit_of(book, side, party, issue=False), a_credit_of(book, side, party)
    foreign = a_credit_of(book, side, party, issue=False, currency="EUR", fx_rate="1.1")
    lapsed = a_credit_of(book, side, party, expires_at=JAN_15)
    book.do(JAN_15, credits.void, side, credit=void, reason="Wrong")
    for credit, code, on in (
        (draft, "not_issued", JAN_15),
        (foreign, "not_issued", JAN_15),
        (void, "is_void", JAN_15),
        (lapsed, "is_expired", JAN_20),
    ):
        with refusing(book, code):
            refund(book, side, credit, on=on)


def test_a_refund_is_dated_today_or_in_the_first_open_day(book, customer):
    credit = a_credit(book, customer)
    refund(book, CUSTOMER, credit, "1", on=JAN_20)
    refund(book, CUSTOMER, credit, "1", on=JAN_20, date=JAN_15)
    book.do(JAN_15, books.lock, through=JAN_20)
    refund(book, CUSTOMER, credit, "1", on=JAN_15)
    days = [row.date.isoformat() for row in shown(book, credit).refunds]
    assert days == ["2026-01-20", "2026-01-15", "2026-01-21"]
    with refusing(book, "period_closed", field="date"):
        refund(book, CUSTOMER, credit, "1", date=JAN_20)


def test_a_refund_taken_back_needs_a_reason_and_an_open_day(book, customer):
    credit = a_credit(book, customer)
    (made,) = refund(book, CUSTOMER, credit, "30").made
    for reason, code in (
        ("", "reason_required"),
        ("a\u0000", "malformed"),
        ("x" * 10_001, "too_long"),
    ):
        with refusing(book, code, field="reason"):
            take_back(book, CUSTOMER, made, reason)
    with refusing(book, "date_before_document", field="date"):
        take_back(book, CUSTOMER, made, date=JAN_10)
    book.do(JAN_15, books.lock, through=JAN_31)
    with refusing(book, "reason_required", "period_closed") as refusal:
        take_back(book, CUSTOMER, made, " ", date=JAN_20)
    assert refusal.fields == ["reason", "date"]
    take_back(book, CUSTOMER, made)
    assert_sound(book)


@BOTH
def test_applications_and_refunds_share_what_is_left(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party)
    apply(book, credit, a_claim(book, side, party), "60")
    with refusing(book, "amount_exceeds_credit_remaining"):
        refund(book, side, credit, "40.01")
    refund(book, side, credit, "40")
    assert figures(book, credit) == ("fully_applied", "100.00", "60.00", "40.00", "0.00")
    assert_sound(book)
