"""Issuing: number, frozen parties, entry; and what refuses it."""

from datetime import date
from typing import Any

import pytest

from app.commands import books, claims, credits
from app.commands.inputs import SettingsDraft, TaxInput
from app.domain.accounts import CUSTOMER_REASONS, DEFAULT_CODES
from app.domain.kinds import CUSTOMER, VENDOR, Kind
from app.queries import number_series
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_1,
    JAN_10,
    JAN_15,
    JAN_20,
    Notices,
    a_bill,
    a_credit,
    a_credit_of,
    a_customer,
    a_line,
    a_party,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    assert_sound,
    balances,
    entries,
    last_history,
    refusing,
    shown,
    void,
)

VAT = TaxInput("VAT", "10")


def issue(book, credit, on=JAN_15):
    return book.do(on, credits.issue, CUSTOMER, credit=credit)


def test_a_draft_posts_nothing_and_has_no_number(book, customer):
    credit = a_credit(book, customer, issue=False)
    view = shown(book, credit)
    assert (view.number, view.status, view.party_sequence, view.issued_at) == (
        None,
        "draft",
        None,
        None,
    )
    assert (view.can_be_issued, view.can_be_deleted, view.can_be_voided) == (True, True, True)
    assert (view.can_be_applied, view.can_be_refunded, view.can_void_remaining) == (False,) * 3
    assert entries(book, credit) == []
    assert balances(book) == {}


def test_issuing_numbers_freezes_and_posts(book, customer):
    credit = a_credit(book, customer, issue=False)
    notices = Notices(book)
    issue(book, credit)
    view = shown(book, credit)
    assert (view.number, view.party_sequence, view.status) == ("CM-0001", 1, "issued")
    assert view.issued_at == "2026-01-15T12:00:00.000+00:00"
    assert (view.can_be_issued, view.can_be_deleted, view.can_be_voided) == (False, False, True)
    assert (view.can_be_applied, view.can_be_refunded, view.can_void_remaining) == (
        True,
        True,
        False,
    )
    assert entries(book, credit) == [["debit 4100 100.00", "credit 1200 100.00"]]
    assert balances(book) == {"1200": "-100.00", "4100": "100.00"}
    assert notices.all == [("issue", {"credit_memo", "entry"}, {credit, "e1"})]
    assert last_history(book) == ("issue", "document", {}, {"number": "CM-0001"})
    assert_sound(book)


@pytest.mark.parametrize("reason", sorted(CUSTOMER_REASONS))
def test_the_reason_says_which_account_bears_a_credit(book, customer, reason):
    credit = a_credit(book, customer, reason=reason)
    code = DEFAULT_CODES[CUSTOMER_REASONS[reason].role]
    assert sorted(entries(book, credit)[0]) == sorted(
        [f"debit {code} 100.00", "credit 1200 100.00"]
    )


def test_a_line_s_account_beats_the_document_s_which_beats_the_reason_s(book, customer):
    lines = (a_line("60", account="4120"), a_line("40"))
    credit = a_credit(book, customer, lines=lines, gl_account="6100")
    assert entries(book, credit) == [
        ["debit 4120 60.00", "debit 6100 40.00", "credit 1200 100.00"]
    ]
    assert [line.account for line in shown(book, credit).lines] == ["4120", "6100"]


def test_a_full_credit_memo_posts_every_part(book, customer):
    book.do(JAN_1, books.update_settings, SettingsDraft(open_customer_credit="2150"))
    lines = (a_line("100", tax=VAT),)
    credit = a_credit(book, customer, lines=lines, shipping="8", restocking_fee="5")
    assert entries(book, credit) == [
        [
            "debit 2100 10.00",
            "debit 4010 8.00",
            "debit 4100 100.00",
            "credit 2150 113.00",
            "credit 4150 5.00",
        ]
    ]
    assert_sound(book)


def test_vendor_credits_invoices_and_bills_post_their_way(book, customer):
    vendor = a_vendor(book)
    lines = (a_line("100", tax=VAT),)
    assert entries(book, a_vendor_credit(book, vendor, lines=lines, shipping="8")) == [
        ["debit 1350 118.00", "credit 1450 10.00", "credit 5000 8.00", "credit 5100 100.00"]
    ]
    assert entries(book, an_invoice(book, customer, lines=lines, shipping="8")) == [
        ["debit 1200 118.00", "credit 2100 10.00", "credit 4000 100.00", "credit 4010 8.00"]
    ]
    assert entries(book, a_bill(book, vendor, lines=lines, shipping="8")) == [
        ["debit 1450 10.00", "debit 5000 108.00", "credit 2000 118.00"]
    ]
    assert_sound(book)


def test_numbers_run_per_kind_and_sequences_per_party(book, customer):
    other = a_customer(book, name="Beta")
    made = [a_credit(book, who) for who in (customer, other, customer)]
    assert [shown(book, one).number for one in made] == ["CM-0001", "CM-0002", "CM-0003"]
    assert [shown(book, one).party_sequence for one in made] == [1, 1, 2]
    assert shown(book, an_invoice(book, customer)).number == "INV-0001"
    register = book.ask(JAN_15, number_series.number_register, Kind.CREDIT_MEMO)
    assert [row.number for row in register.rows] == ["CM-0001", "CM-0002", "CM-0003"]
    assert register.gaps == ()


def test_a_number_is_never_given_back(book, customer):
    first = a_credit(book, customer)
    void(book, CUSTOMER, first)
    with refusing(book, "expires_in_past"):
        a_credit(book, customer, expires_at=JAN_1)
    assert shown(book, a_credit(book, customer)).number == "CM-0002"
    assert_sound(book)


def test_issuing_twice_is_refused(book, customer):
    credit = a_credit(book, customer)
    with refusing(book, "already_issued") as refusal:
        issue(book, credit)
    assert str(refusal) == "Credit memo CM-0001 is already issued."
    void(book, CUSTOMER, credit)
    with refusing(book, "is_void"):
        issue(book, credit)


def test_a_credit_of_nothing_stays_a_draft(book, customer):
    for facts in ({"lines": (a_line("0"),)}, {"amount": "10", "restocking_fee": "10"}):
        credit = a_credit(book, customer, issue=False, **facts)
        with refusing(book, "amount_not_positive", field="amount"):
            issue(book, credit)


def test_the_issue_date_must_be_open_and_the_draft_keeps_no_number(book, customer):
    credit = a_credit(book, customer, issue=False, issue_date=JAN_10, expires_at=JAN_10)
    book.do(JAN_15, books.lock, through=JAN_10)
    with refusing(book, "period_closed", "expires_in_past") as refusal:
        issue(book, credit)
    assert refusal.fields == ["issue_date", "expires_at"]
    assert shown(book, credit).number is None


@pytest.mark.parametrize(
    ("expires", "on", "issued", "refused"),
    [
        (JAN_15, JAN_15, JAN_10, False),
        (JAN_15, JAN_20, JAN_10, True),
        (JAN_15, JAN_10, JAN_20, True),
        (JAN_20, JAN_10, JAN_20, False),
        (None, JAN_20, JAN_10, False),
    ],
)
def test_a_credit_is_not_issued_already_lapsed(book, customer, expires, on, issued, refused):
    credit = a_credit(book, customer, issue=False, issue_date=issued, expires_at=expires)
    if refused:
        with refusing(book, "expires_in_past", field="expires_at"):
            issue(book, credit, on)
    else:
        issue(book, credit, on)
        assert shown(book, credit).number == "CM-0001"


@BOTH
def test_the_default_expiry_is_the_days_of_the_setting_for_that_side(book, side):
    days: dict[str, Any] = {f"expiry_days_{side.name}": 31}
    settings = SettingsDraft(**days)
    book.do(JAN_1, books.update_settings, settings)
    party = a_party(book, side)
    assert shown(book, a_credit_of(book, side, party)).expires_at == FEB_10
    assert shown(book, a_credit_of(book, side, party, expires_at=None)).expires_at is None
    assert shown(book, a_credit_of(book, side, party, expires_at=JAN_20)).expires_at == JAN_20
    assert shown(book, a_credit_of(book, side, party, expires_in_days=10)).expires_at == JAN_20


@pytest.mark.parametrize("reason", ["overpayment", "duplicate_payment", "prepayment"])
def test_the_customer_s_own_money_gets_no_default_expiry(book, customer, reason):
    book.do(JAN_1, books.update_settings, SettingsDraft(expiry_days_customer=30))
    assert shown(book, a_credit(book, customer, reason=reason)).expires_at is None
    said = shown(book, a_credit(book, customer, reason=reason, expires_at=JAN_20))
    assert said.expires_at == JAN_20


@pytest.mark.parametrize("setting", ["block", "warn", "off"])
def test_no_more_of_a_line_is_credited_than_was_sold_nor_dearer(book, customer, setting):
    book.do(JAN_1, books.update_settings, SettingsDraft(over_credit=setting))
    invoice = an_invoice(book, customer, lines=(a_line("50", quantity="3"),))
    line = shown(book, invoice).lines[0].id

    def credited(quantity: str, price: str = "50") -> str:
        lines = (a_line(price, quantity=quantity, claim_line=line),)
        return a_credit(book, customer, claim=invoice, lines=lines)

    first = credited("2")
    if setting != "block":
        credited("2", "60")
        return
    with refusing(book, "over_credit", field="lines.0.quantity") as refusal:
        credited("1.5")
    assert str(refusal) == "Only 1 of “Chair” is left to credit."
    with refusing(book, "over_credit", "price_above_original"):
        credited("2", "50.01")
    void(book, CUSTOMER, first)
    credited("3")
    assert_sound(book)


def test_a_draft_takes_nothing_of_a_sold_line_until_it_is_issued(book, customer):
    invoice = an_invoice(book, customer, lines=(a_line("50", quantity="3"),))
    lines = (a_line("50", quantity="2", claim_line=shown(book, invoice).lines[0].id),)
    first = a_credit(book, customer, claim=invoice, lines=lines, issue=False)
    a_credit(book, customer, claim=invoice, lines=lines)
    with refusing(book, "over_credit"):
        issue(book, first)


@pytest.mark.parametrize("make", [a_bill, a_vendor_credit])
def test_a_vendor_s_own_number_counts_once(book, make):
    vendor, other = a_vendor(book), a_vendor(book, name="Watt")
    first = make(book, vendor, vendor_reference="R-7")
    make(book, other, vendor_reference="R-7")
    draft = make(book, vendor, vendor_reference="R-7", issue=False)
    number = shown(book, first).number
    with refusing(book, "duplicate_vendor_reference", field="vendor_reference") as refusal:
        make(book, vendor, vendor_reference="R-7")
    assert str(refusal) == f"“R-7” is already recorded as {number}."
    room, word = (claims, "claim") if make is a_bill else (credits, "credit")
    book.do(JAN_15, room.void, VENDOR, reason="Wrong", **{word: first})
    book.do(JAN_15, room.issue, VENDOR, **{word: draft})
    book.do(JAN_15, books.update_settings, SettingsDraft(duplicate_vendor_reference="warn"))
    make(book, vendor, vendor_reference="R-7")


def test_a_vendor_s_number_may_stand_on_a_bill_and_on_a_credit(book):
    vendor = a_vendor(book)
    a_bill(book, vendor, vendor_reference="R-7")
    assert shown(book, a_vendor_credit(book, vendor, vendor_reference="R-7")).number == "VC-0001"


def test_heading_accounts_are_refused_when_issued_and_not_before(book, customer):
    book.do(JAN_1, books.create_account, code="4199", name="Head", type="income", header=True)
    book.do(JAN_1, books.create_tax, code="H", name="H", rate="5", account="4199")
    for facts, field in (
        ({"gl_account": "4199"}, "lines.0.account"),
        ({"lines": (a_line("5"), a_line("5", account="4199")), "amount": None}, "lines.1.account"),
        ({"tax": "H"}, "tax"),
    ):
        credit = a_credit(book, customer, issue=False, **facts)
        with refusing(book, "account_is_header", field=field) as refusal:
            issue(book, credit)
        assert "4199 Head is a heading" in str(refusal)


@pytest.mark.parametrize("code", ["1200", "1350", "2000"])
def test_nobody_posts_to_a_control_account_by_a_line(book, customer, code):
    with refusing(book, "control_account", field="lines.0.account"):
        an_invoice(book, customer, lines=(a_line("5", account=code),))
    with refusing(book, "control_account", field="lines.0.account"):
        a_credit(book, customer, gl_account=code)


def test_documents_are_found_by_number_too_and_only_of_their_kind(book, customer):
    a_credit(book, customer)
    void(book, CUSTOMER, "CM-0001")
    for text in ("CM-0009", "INV-0001", "d999", "", "d0", "\ud800", "x" * 20_000):
        with refusing(book, "not_found", field="credit"):
            issue(book, text)
    invoice = an_invoice(book, customer)
    with refusing(book, "not_found", field="credit") as refusal:
        issue(book, invoice)
    assert str(refusal) == f"There is no credit memo “{invoice}”: it is an invoice."


def test_dates_far_away_are_fine(book, customer):
    credit = a_credit(book, customer, issue_date=date(1900, 1, 1))
    assert shown(book, credit).number == "CM-0001"
    assert_sound(book)
