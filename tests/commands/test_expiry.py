"""What is left of a credit lapses after its last day, and is brought back."""

from datetime import date
from typing import Any

from app.commands import books, credits, expiry
from app.commands.inputs import CreditDraft, SettingsDraft
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import expiring, ledger
from tests.builders import (
    BOTH,
    FEB_10,
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
    a_vendor,
    a_vendor_credit,
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

DEC_31 = date(2026, 12, 31)


def run(book, on=FEB_10):
    return book.do(on, expiry.run).made


def reinstate(book, credit, side=CUSTOMER, on=FEB_10, **facts: Any):
    plain = {"expires_at": DEC_31, **facts}
    return book.do(on, credits.reinstate, side, credit=credit, **plain)


def dates(book, credit):
    return [one.date for one in book.ask(FEB_10, ledger.of_document, credit)]


def test_nothing_lapses_on_the_first_day_of_the_calendar(book):
    a_credit(book, a_customer(book), expires_at=JAN_31)
    assert run(book, date.min) == ()


@BOTH
def test_what_is_left_lapses_on_the_day_after_the_last(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, expires_at=JAN_31)
    apply(book, credit, a_claim(book, side, party), "40")
    assert run(book, JAN_31) == ()
    notices = Notices(book)
    assert run(book) == (credit,)
    view = shown(book, credit, FEB_10)
    assert (view.status, str(view.expired), str(view.applied)) == ("expired", "60.00", "40.00")
    assert dates(book, credit)[-1] == date(2026, 2, 1)
    assert notices.acts == [("run", {side.credit.value, "entry"})]
    assert last_history(book)[3] == {"amount": "60.00", "date": "2026-02-01"}
    assert run(book) == ()
    other = a_claim(book, side, party)
    with refusing(book, "is_expired"):
        apply(book, credit, other, on=FEB_10)
    with refusing(book, "is_expired"):
        book.do(FEB_10, credits.refund, side, credit=credit)
    assert_sound(book)


def test_one_run_takes_both_sides_and_leaves_what_has_no_last_day(book):
    customer, vendor = a_customer(book), a_vendor(book)
    mine = a_credit(book, customer, expires_at=JAN_20)
    theirs = a_vendor_credit(book, vendor, expires_at=JAN_15)
    a_credit(book, customer)
    a_credit(book, customer, expires_at=JAN_20, issue=False)
    spent = a_credit(book, customer, expires_at=JAN_20, amount="90")
    apply(book, spent, an_invoice(book, customer))
    assert run(book) == (theirs, mine)
    assert entries(book, theirs)[-1] == ["debit 5190 100.00", "credit 1350 100.00"]
    assert entries(book, mine)[-1] == ["debit 1200 100.00", "credit 4900 100.00"]


def test_a_lapse_in_a_locked_month_is_dated_the_first_open_day(book):
    credit = a_credit(book, a_customer(book), expires_at=JAN_15)
    book.do(FEB_10, books.lock, through=JAN_31)
    run(book)
    assert dates(book, credit)[-1] == date(2026, 2, 1)


def test_what_was_taken_back_later_does_not_lapse_before_that(book):
    customer = a_customer(book)
    credit = a_credit(book, customer, expires_at=JAN_15)
    (use,) = apply(book, credit, an_invoice(book, customer), "90").made
    book.do(JAN_31, credits.unapply, CUSTOMER, application=use)
    assert shown(book, credit, JAN_31).can_be_applied is False
    run(book)
    assert dates(book, credit)[-1] == JAN_31
    assert_sound(book)


def test_the_setting_and_the_customers_own_money_decide_where_it_goes(book):
    customer = a_customer(book)
    book.do(JAN_1, books.update_settings, SettingsDraft(forfeit_to="unclaimed_property"))
    first = a_credit(book, customer, expires_at=JAN_15)
    run(book)
    book.do(JAN_1, books.update_settings, SettingsDraft(forfeit_to="income"))
    second = a_credit(book, customer, reason="prepayment", expires_at=JAN_15)
    third = a_credit(book, customer, expires_at=JAN_15)
    run(book)
    others = [entries(book, one)[-1][1] for one in (first, second, third)]
    assert others == ["credit 2400 100.00", "credit 2400 100.00", "credit 4900 100.00"]


@BOTH
def test_a_lapsed_credit_is_brought_back_whole(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, expires_at=JAN_31)
    apply(book, credit, a_claim(book, side, party), "40")
    before = balances(book)
    run(book)
    reinstate(book, credit, side)
    view = shown(book, credit, FEB_10)
    assert (view.status, str(view.remaining), str(view.expired)) == (
        "partially_applied",
        "60.00",
        "0.00",
    )
    assert (view.expires_at, view.can_be_applied) == (DEC_31, True)
    assert balances(book) == before
    assert last_history(book)[0] == "reinstate"
    assert last_history(book)[2] == {"expires_at": "2026-01-31"}
    assert_sound(book)


def test_what_lapsed_in_two_runs_is_brought_back_in_one(book):
    customer = a_customer(book)
    credit = a_credit(book, customer, expires_at=JAN_15)
    (use,) = apply(book, credit, an_invoice(book, customer), "40").made
    run(book, JAN_20)
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use)
    assert figures(book, credit)[0] == "issued"
    run(book, JAN_31)
    reinstate(book, credit)
    assert figures(book, credit) == ("issued", "100.00", "0.00", "0.00", "100.00")
    assert len(entries(book, credit)) == 5
    assert_sound(book)


@BOTH
def test_what_is_used_up_again_after_a_lapse_is_expired_again(book, side):
    """Used up is what went through applications and refunds only; the lapsed part can return."""
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, expires_at=JAN_15)
    claim = a_claim(book, side, party)
    (use,) = apply(book, credit, claim, "40").made
    run(book, JAN_20)
    book.do(JAN_20, credits.unapply, side, application=use)
    assert figures(book, credit)[0] == "issued"
    book.do(JAN_20, credits.update, side, CreditDraft(expires_at=DEC_31), credit=credit)
    apply(book, credit, claim, "15", on=JAN_20)
    book.do(JAN_20, credits.refund, side, credit=credit)
    view = shown(book, credit, JAN_20)
    assert view.status == "expired"
    reinstate(book, credit, side)
    assert figures(book, credit)[0] == "partially_applied"
    assert_sound(book)


def test_the_lapsed_part_of_an_open_credit_is_brought_back(book):
    customer = a_customer(book)
    credit = a_credit(book, customer, expires_at=JAN_15)
    (use,) = apply(book, credit, an_invoice(book, customer), "40").made
    run(book, JAN_20)
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use)
    reinstate(book, credit)
    assert figures(book, credit) == ("issued", "100.00", "0.00", "0.00", "100.00")
    with refusing(book, "not_expired"):
        reinstate(book, credit)
    assert_sound(book)


def test_bringing_back_needs_a_day_ahead_in_an_open_period(book):
    credit = a_credit(book, a_customer(book), expires_at=JAN_15)
    run(book)
    with refusing(book, "expires_in_past", field="expires_at"):
        reinstate(book, credit, expires_at=JAN_31)
    with refusing(book, "date_before_document", field="date"):
        reinstate(book, credit, date=JAN_15)
    book.do(FEB_10, books.lock, through=JAN_31)
    with refusing(book, "period_closed", field="date"):
        reinstate(book, credit, date=JAN_31)
    reinstate(book, credit, date=FEB_10)
    assert dates(book, credit)[-1] == FEB_10


def test_only_what_expired_is_brought_back(book):
    customer = a_customer(book)
    live = a_credit(book, customer)
    with refusing(book, "not_expired") as refusal:
        reinstate(book, live)
    assert str(refusal) == "Nothing of CM-0001 has expired."
    draft = a_credit(book, customer, issue=False)
    with refusing(book, "not_issued"):
        reinstate(book, draft)
    gone = a_credit(book, customer)
    book.do(JAN_15, credits.void, CUSTOMER, credit=gone, reason="Wrong")
    with refusing(book, "is_void"):
        reinstate(book, gone)


def extend(book, credit, on=JAN_20, **facts: Any):
    draft = CreditDraft(**facts)
    return book.do(on, credits.update, CUSTOMER, draft, credit=credit)


def test_a_last_day_is_moved_by_date_or_in_days_from_the_issue(book):
    credit = a_credit(book, a_customer(book), expires_at=JAN_15)
    extend(book, credit, expires_in_days=30)
    assert shown(book, credit).expires_at == date(2026, 2, 9)
    extend(book, credit, expires_at=DEC_31)
    assert shown(book, credit).expires_at == DEC_31
    extend(book, credit, expires_in_days=None)
    assert shown(book, credit).expires_at is None
    with refusing(book, "expires_in_past", field="expires_at"):
        extend(book, credit, expires_in_days=5)


def test_what_lapses_soon_and_what_has_lapsed_is_listed(book):
    customer, vendor = a_customer(book), a_vendor(book)
    past = a_credit(book, customer, expires_at=JAN_15)
    soon = a_vendor_credit(book, vendor, expires_at=JAN_31)
    a_credit(book, customer, expires_at=DEC_31)
    a_credit(book, customer)
    rows = book.ask(JAN_20, expiring.expiring)
    assert [(one.id, one.lapsed) for one in rows] == [(past, True), (soon, False)]
    assert (rows[1].kind, rows[1].number, str(rows[1].remaining)) == (
        VENDOR.credit,
        "VC-0001",
        "100.00",
    )
    assert [one.id for one in book.ask(JAN_20, expiring.lapsed)] == [past]
    assert book.ask(date.max, expiring.expiring, 30)
