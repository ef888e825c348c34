"""Taking a whole document back: the mirror of its issue, its date, and what forbids it."""

import pytest

from app.commands import books, claims, credits
from app.commands.inputs import TaxInput
from app.domain.kinds import CUSTOMER
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_1,
    JAN_15,
    JAN_20,
    Notices,
    a_claim,
    a_credit,
    a_credit_of,
    a_line,
    a_party,
    an_invoice,
    apply,
    assert_sound,
    balances,
    entries,
    figures,
    last_history,
    mirrored,
    refusing,
    shown,
    void,
)

VAT = TaxInput("VAT", "10")


@BOTH
def test_voiding_mirrors_the_issue_and_leaves_nothing(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, lines=(a_line("100", tax=VAT),))
    claim = a_claim(book, side, party)
    notices = Notices(book)
    void(book, side, credit, "Entered twice")
    view = shown(book, credit)
    assert (view.status, str(view.voided), str(view.remaining)) == ("void", "110.00", "0.00")
    assert (view.voided_reason, view.can_be_voided) == ("Entered twice", False)
    first, second = entries(book, credit)
    assert second == mirrored(first)
    book.do(JAN_15, claims.void, side, claim=claim, reason="Entered twice")
    assert figures(book, claim)[0] == "void"
    assert balances(book) == {}
    kinds = [{side.credit.value, "entry"}, {side.claim.value, "entry"}]
    assert [one for _, one in notices.acts] == kinds
    assert last_history(book)[3] == {"reason": "Entered twice", "amount": "90.00"}
    assert_sound(book)


@BOTH
def test_a_void_draft_posts_nothing_and_takes_no_number(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, issue=False)
    void(book, side, credit)
    assert (shown(book, credit).status, shown(book, credit).number) == ("void", None)
    assert entries(book, credit) == []
    with refusing(book, "is_void"):
        void(book, side, credit)
    with refusing(book, "is_void"):
        book.do(JAN_15, credits.issue, side, credit=credit)
    assert_sound(book)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason_required"),
        ("  ", "reason_required"),
        ("a\u0000", "malformed"),
        ("a\ud800", "malformed"),
        ("x" * 10_001, "too_long"),
    ],
)
def test_a_void_needs_a_reason_that_can_be_kept(book, customer, reason, code):
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    with refusing(book, code, field="reason"):
        void(book, CUSTOMER, credit, reason)
    with refusing(book, code, field="reason"):
        book.do(JAN_15, claims.void, CUSTOMER, claim=invoice, reason=reason)


def test_what_is_in_use_is_not_voided(book, customer):
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    apply(book, credit, invoice, "40")
    with refusing(book, "has_applications") as refusal:
        void(book, CUSTOMER, credit)
    assert str(refusal) == "40.00 USD of CM-0001 is in use."
    with refusing(book, "has_applications") as refusal:
        book.do(JAN_15, claims.void, CUSTOMER, claim=invoice, reason="Wrong")
    assert str(refusal) == "40.00 USD has been applied or paid on INV-0001."
    assert shown(book, credit).can_be_voided is False


def test_a_void_is_dated_today_or_in_the_first_open_day(book, customer):
    made = [a_credit(book, customer) for _ in range(3)]
    future = a_credit(book, customer, issue_date=FEB_10)
    void(book, CUSTOMER, made[0], on=JAN_20)
    void(book, CUSTOMER, made[1], on=JAN_20, date=JAN_15)
    book.do(JAN_15, books.lock, through=JAN_20)
    void(book, CUSTOMER, made[2], on=JAN_15)
    void(book, CUSTOMER, future, on=JAN_15)
    with book.look() as connection:
        days = connection.exec_driver_sql("SELECT date FROM entry WHERE act = 'void'").fetchall()
    assert [row[0] for row in days] == ["2026-01-20", "2026-01-15", "2026-01-21", "2026-02-10"]


def test_a_void_dated_in_a_closed_period_or_before_the_issue_is_refused(book, customer):
    credit = a_credit(book, customer)
    with refusing(book, "date_before_document", field="date"):
        void(book, CUSTOMER, credit, date=JAN_1)
    book.do(JAN_15, books.lock, through=JAN_15)
    with refusing(book, "period_closed", field="date"):
        void(book, CUSTOMER, credit, date=JAN_15)
    with refusing(book, "reason_required", "period_closed", "date_before_document"):
        void(book, CUSTOMER, credit, "", date=JAN_1)
