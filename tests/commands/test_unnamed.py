"""Credits used without naming each document: by due date, by last day, by age."""

from datetime import date
from typing import Any

import pytest

from app.commands import books, claims, credits
from app.commands.inputs import SettingsDraft
from app.domain.kinds import CUSTOMER
from tests.builders import (
    BOTH,
    JAN_1,
    JAN_15,
    JAN_20,
    JAN_31,
    Notices,
    a_claim,
    a_credit,
    a_credit_of,
    a_customer,
    a_party,
    an_invoice,
    assert_sound,
    figures,
    refusing,
    shown,
)


def auto(book, credit, side=CUSTOMER, **facts: Any):
    return book.do(JAN_20, credits.auto_apply, side, credit=credit, **facts)


def settle(book, claim, side=CUSTOMER, on=JAN_20, **facts: Any):
    return book.do(on, claims.settle, side, claim=claim, **facts)


def left(book, *documents: str):
    return [figures(book, one)[-1] for one in documents]


def three_claims(book, side, party):
    days = (date(2026, 3, 10), date(2026, 1, 31), date(2026, 2, 10))
    return [a_claim(book, side, party, due_date=day) for day in days]


@BOTH
@pytest.mark.parametrize(
    ("order", "due"),
    [
        (None, ["70.00", "0.00", "0.00"]),
        ("oldest_due", ["70.00", "0.00", "0.00"]),
        ("newest_due", ["0.00", "70.00", "0.00"]),
    ],
)
def test_a_credit_goes_to_open_claims_in_an_order(book, side, order, due):
    party = a_party(book, side)
    three = three_claims(book, side, party)
    credit = a_credit_of(book, side, party, amount="200")
    notices = Notices(book)
    done = auto(book, credit, side, order=order)
    assert len(done.made) == 3
    assert left(book, *three) == due
    assert figures(book, credit)[0] == "fully_applied"
    assert len(notices.all) == 1
    assert_sound(book)


def test_the_setting_is_the_order_when_none_is_said(book):
    customer = a_customer(book)
    three = three_claims(book, CUSTOMER, customer)
    book.do(JAN_1, books.update_settings, SettingsDraft(auto_apply_order="newest_due"))
    auto(book, a_credit(book, customer, amount="90"))
    assert left(book, *three) == ["0.00", "90.00", "90.00"]


def test_only_what_is_open_of_the_same_customer_and_currency_is_used(book):
    customer = a_customer(book)
    an_invoice(book, customer, currency="EUR", fx_rate="1.1")
    an_invoice(book, customer, issue=False)
    an_invoice(book, a_customer(book, "Beta"))
    a_credit(book, customer)
    credit = a_credit(book, customer)
    with refusing(book, "target_not_open", field="credit") as refusal:
        auto(book, credit)
    assert str(refusal) == "Acme has no open invoice in USD."


def test_what_is_kept_out_is_used_by_name_only(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    credit = a_credit(book, customer, exclude_from_auto_apply=True)
    with refusing(book, "kept_out", field="credit"):
        auto(book, credit)
    with refusing(book, "nothing_remaining", field="claim"):
        settle(book, invoice)
    book.do(JAN_20, credits.apply, CUSTOMER, credit=credit, claim=invoice)
    assert left(book, invoice) == ["0.00"]


@pytest.mark.parametrize("facts", [{"order": "best"}, {"order": ""}])
def test_an_order_is_one_of_two(book, facts):
    customer = a_customer(book)
    invoice, credit = an_invoice(book, customer), a_credit(book, customer)
    if facts["order"]:
        with refusing(book, "invalid_value", field="order"):
            auto(book, credit, **facts)
        with refusing(book, "invalid_value", field="order"):
            settle(book, invoice, **facts)
    else:
        auto(book, credit, **facts)


def test_a_credit_that_cannot_be_applied_says_why(book):
    customer = a_customer(book)
    an_invoice(book, customer)
    draft = a_credit(book, customer, issue=False)
    with refusing(book, "not_issued"):
        auto(book, draft)


@BOTH
@pytest.mark.parametrize(
    ("order", "rest"),
    [
        (None, ["70.00", "0.00", "100.00"]),
        ("expiring_first", ["70.00", "0.00", "100.00"]),
        ("oldest_first", ["0.00", "70.00", "100.00"]),
    ],
)
def test_a_claim_is_settled_from_open_credits_in_an_order(book, side, order, rest):
    party = a_party(book, side)
    first = a_credit_of(book, side, party, amount="100" if order != "oldest_first" else "60")
    second = a_credit_of(
        book, side, party, amount="60" if order != "oldest_first" else "100", expires_at=JAN_31
    )
    kept = a_credit_of(book, side, party, exclude_from_auto_apply=True)
    claim = a_claim(book, side, party)
    done = settle(book, claim, side, order=order)
    assert (done.id, len(done.made)) == (claim, 2)
    assert figures(book, claim)[0] == "paid"
    assert left(book, first, second, kept) == rest
    assert_sound(book)


def test_credits_past_their_last_day_are_passed_over(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    a_credit(book, customer, expires_at=JAN_15)
    with refusing(book, "nothing_remaining") as refusal:
        settle(book, invoice)
    assert str(refusal) == "Acme has no open credit in USD that can be used."
    settle(book, invoice, on=JAN_15)
    assert left(book, invoice) == ["0.00"]


def test_only_an_open_claim_is_settled(book):
    customer = a_customer(book)
    a_credit(book, customer)
    draft = an_invoice(book, customer, issue=False)
    with refusing(book, "target_not_open", field="invoice"):
        settle(book, draft)
    gone = an_invoice(book, customer)
    book.do(JAN_15, claims.void, CUSTOMER, claim=gone, reason="Wrong")
    with refusing(book, "target_not_open"):
        settle(book, gone)


def test_every_use_counts_as_a_change_of_the_credit(book):
    customer = a_customer(book)
    credit = a_credit(book, customer)
    before = shown(book, credit).revision
    settle(book, an_invoice(book, customer))
    assert shown(book, credit).revision == before + 1
