"""Voiding what is in use: its unused part, or all of it after taking its uses back."""

from typing import Any

import pytest

from app.commands import credits, expiry
from app.commands.inputs import TaxInput
from app.domain.kinds import CUSTOMER
from app.queries import ledger
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_claim,
    a_credit,
    a_credit_of,
    a_customer,
    a_line,
    a_party,
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

TAX = TaxInput("Tax", "8.25")


def void(book, credit, scope, side=CUSTOMER, on=JAN_20, **facts: Any):
    return book.do(on, credits.void, side, credit=credit, reason="Agreed", scope=scope, **facts)


@BOTH
def test_the_unused_part_goes_and_what_is_in_use_stays(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, lines=(a_line("100", tax=TAX),), restocking_fee="10")
    claim = a_claim(book, side, party)
    apply(book, credit, claim, "54.13")
    void(book, credit, "remaining", side)
    view = shown(book, credit)
    assert (view.status, str(view.voided), str(view.applied)) == ("void", "44.12", "54.13")
    assert str(view.remaining) == "0.00"
    assert (view.voided_reason, view.can_void_remaining) == ("Agreed", False)
    assert figures(book, claim)[-1] == "35.87"
    assert last_history(book)[0] == "void_remaining"
    assert last_history(book)[3] == {"reason": "Agreed", "amount": "44.12"}
    assert_sound(book)


def test_every_line_and_tax_takes_its_share(book):
    customer = a_customer(book)
    credit = a_credit(book, customer, lines=(a_line("100", tax=TAX),))
    apply(book, credit, an_invoice(book, customer, due="400"), "54.13")
    void(book, credit, "remaining")
    assert entries(book, credit)[1] == [
        "debit 1200 54.12",
        "credit 2100 4.12",
        "credit 4100 50.00",
    ]


def test_what_is_taken_back_later_is_open_again_and_its_void_leaves_nothing(book):
    customer = a_customer(book)
    lines = tuple(a_line("33.33", tax=TAX) for _ in range(3))
    credit = a_credit(book, customer, lines=lines, shipping="1")
    invoice = an_invoice(book, customer)
    (first,) = apply(book, credit, invoice, "20").made
    (second,) = apply(book, credit, invoice, "30.01").made
    void(book, credit, "remaining")
    book.do(JAN_20, credits.unapply, CUSTOMER, application=first)
    view = shown(book, credit)
    assert (view.status, str(view.remaining)) == ("partially_applied", "20.00")
    void(book, credit, "remaining")
    book.do(JAN_20, credits.unapply, CUSTOMER, application=second)
    void(book, credit, "whole")
    assert shown(book, credit).status == "void"
    assert balances(book) == {"1200": "90.00", "4000": "-90.00"}
    assert_sound(book)


def test_what_lapsed_in_part_is_voided_for_the_rest_only(book):
    customer = a_customer(book)
    credit = a_credit(book, customer, expires_at=JAN_15)
    (use,) = apply(book, credit, an_invoice(book, customer), "40").made
    book.do(JAN_20, expiry.run)
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use)
    void(book, credit, "whole")
    view = shown(book, credit)
    assert (view.status, str(view.expired), str(view.voided)) == ("void", "60.00", "40.00")
    assert entries(book, credit)[-1] == ["debit 1200 40.00", "credit 4100 40.00"]
    assert_sound(book)


@BOTH
def test_everything_is_taken_back_and_the_whole_voided(book, side):
    party = a_party(book, side)
    credit, claim = a_credit_of(book, side, party), a_claim(book, side, party)
    apply(book, credit, claim, "40")
    book.do(JAN_20, credits.refund, side, credit=credit, amount="10", date=JAN_20)
    void(book, credit, "unapply_and_void", side)
    view = shown(book, credit)
    assert (view.status, str(view.voided), str(view.applied)) == ("void", "100.00", "0.00")
    assert [one.live for one in (*view.applications, *view.refunds)] == [False, False]
    assert figures(book, claim) == ("open", "90.00", "0.00", "0.00", "90.00")
    assert_sound(book)


@BOTH
@pytest.mark.parametrize("scope", ["remaining", "unapply_and_void"])
def test_an_untouched_credit_is_voided_whole_by_any_name(book, side, scope):
    credit = a_credit_of(book, side, a_party(book, side))
    void(book, credit, scope, side)
    assert shown(book, credit).status == "void"
    assert balances(book) == {}
    draft = a_credit_of(book, side, a_party(book, side), issue=False)
    void(book, draft, scope, side)
    assert shown(book, draft).status == "void"


def test_a_day_before_a_use_is_refused_and_nothing_is_half_done(book):
    customer = a_customer(book)
    credit = a_credit(book, customer)
    apply(book, credit, an_invoice(book, customer), "40", date=JAN_31)
    with refusing(book, "date_before_document"):
        void(book, credit, "unapply_and_void", date=JAN_20)
    void(book, credit, "unapply_and_void", on=FEB_10)
    assert shown(book, credit).status == "void"


def test_the_rest_of_a_credit_is_dated_no_earlier_than_its_last_use(book):
    customer = a_customer(book)
    credit = a_credit(book, customer)
    apply(book, credit, an_invoice(book, customer), "40", date=JAN_31)
    with refusing(book, "date_before_document", field="date"):
        void(book, credit, "remaining", date=JAN_20)
    void(book, credit, "remaining", on=JAN_20)
    assert book.ask(FEB_10, ledger.of_document, credit)[-1].date == JAN_31
    assert_sound(book)


@pytest.mark.parametrize("scope", ["whole", "remaining", "unapply_and_void"])
def test_what_is_used_up_void_or_expired_has_no_unused_part(book, scope):
    customer = a_customer(book)
    spent = a_credit(book, customer)
    book.do(JAN_20, credits.refund, CUSTOMER, credit=spent)
    codes = {"whole": "has_applications", "remaining": "nothing_remaining"}
    if scope in codes:
        with refusing(book, codes[scope]):
            void(book, spent, scope)
    gone = a_credit(book, customer)
    void(book, gone, "whole")
    with refusing(book, "is_void"):
        void(book, gone, scope)


def test_a_scope_is_one_of_three(book):
    credit = a_credit(book, a_customer(book))
    with refusing(book, "invalid_value", field="scope"):
        void(book, credit, "half")


def test_reopening_a_paid_invoice_is_told(book):
    customer = a_customer(book)
    invoice, credit = an_invoice(book, customer), a_credit(book, customer)
    (use,) = apply(book, credit, invoice).made
    told: list[Any] = []
    book.listen(told.append)
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use)
    (warning,) = told[0].warnings
    assert (warning.code, warning.message) == (
        "reopens_target",
        "The invoice INV-0001 was settled in full and is open again.",
    )


def test_what_is_used_up_again_after_a_void_of_the_rest_is_void_again(book):
    customer = a_customer(book)
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    (use,) = apply(book, credit, invoice, "40").made
    void(book, credit, "remaining")
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use)
    assert shown(book, credit).status == "issued"
    book.do(JAN_20, credits.apply, CUSTOMER, credit=credit, claim=invoice)
    assert shown(book, credit).status == "void"
    assert_sound(book)
