"""What is entered: figures worked out from lines, and every problem of a form told at once."""

from datetime import date
from typing import Any

import pytest

from app.commands import books, claims, credits
from app.commands.inputs import ClaimDraft, CreditDraft, SettingsDraft, TaxInput
from app.domain.kinds import CUSTOMER, VENDOR
from tests.builders import (
    JAN_10,
    JAN_15,
    a_bill,
    a_credit,
    a_customer,
    a_line,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    refusing,
    shown,
)

VAT = TaxInput("VAT", "10")
LATE = date(9999, 1, 1)


def drafted(book, side=CUSTOMER, **facts: Any):
    draft = CreditDraft(**{"reason": "return", **facts} if side is CUSTOMER else facts)
    return book.do(JAN_15, credits.create, side, draft)


def test_a_header_amount_makes_one_line_named_by_the_reason(book, customer):
    view = shown(book, a_credit(book, customer, amount="150", reason="goodwill", issue=False))
    (line,) = view.lines
    assert (line.description, line.quantity, line.unit_price) == ("Goodwill", "1", "150")
    assert (str(line.price), str(view.total), line.unit) == ("150.00", "150.00", "C62")


@pytest.mark.parametrize(
    ("make", "label"),
    [(an_invoice, "Invoice"), (a_bill, "Bill"), (a_vendor_credit, "Entered by hand")],
)
def test_other_header_lines_are_named_by_their_kind_or_source(book, customer, make, label):
    party = customer if make is an_invoice else a_vendor(book)
    assert shown(book, make(book, party, issue=False)).lines[0].description == label


def test_a_credit_is_lines_tax_shipping_and_fee(book, customer):
    lines = (
        a_line("33.333333", quantity="3", tax=VAT, unit="HUR", product="P-1", plan="gold"),
        a_line("0.5"),
    )
    credit = a_credit(
        book, customer, lines=lines, shipping="5", restocking_fee="2.50", issue=False
    )
    view = shown(book, credit)
    assert [str(line.price) for line in view.lines] == ["100.00", "0.50"]
    assert (str(view.subtotal), str(view.tax), str(view.total)) == ("100.50", "10.00", "113.00")
    first = view.lines[0]
    assert (first.unit, first.product, first.plan) == ("HUR", "P-1", "gold")
    assert (first.tax.name, first.tax.rate, first.tax.category) == ("VAT", "10", "S")


def test_one_tax_of_the_whole_credit_is_that_of_every_line_without_its_own(book, customer):
    lines = (a_line("100"), a_line("100", tax=TaxInput("Low", "5")))
    view = shown(book, a_credit(book, customer, lines=lines, tax=VAT, issue=False))
    assert [line.tax.rate for line in view.lines] == ["10", "5"]
    assert [str(one.amount) for one in view.taxes] == ["10.00", "5.00"]


def test_a_tax_may_be_named_by_its_code(book, customer):
    book.do(JAN_10, books.create_tax, code="NY", name="New York", rate="8.875", account="2150")
    credit = a_credit(book, customer, amount="100", tax="NY", issue=False)
    tax = shown(book, credit).lines[0].tax
    assert (tax.code, tax.name, tax.rate) == ("NY", "New York", "8.875")
    assert str(shown(book, credit).total) == "108.88"


def test_tax_is_rounded_over_the_document_or_line_by_line(book, customer):
    lines = tuple(a_line("0.33", tax=VAT) for _ in range(3))
    assert str(shown(book, a_credit(book, customer, lines=lines)).tax) == "0.10"
    book.do(JAN_15, books.update_settings, SettingsDraft(tax_rounding="line"))
    assert str(shown(book, a_credit(book, customer, lines=lines)).tax) == "0.09"


def test_an_amount_beside_lines_must_be_what_they_add_up_to(book, customer):
    lines = (a_line("60"), a_line("40", tax=VAT))
    assert str(shown(book, a_credit(book, customer, lines=lines, amount="100")).total) == "104.00"
    with refusing(book, "amount_lines_mismatch", field="amount") as refusal:
        a_credit(book, customer, lines=lines, amount="100.01")
    assert "100.01" in str(refusal)
    assert "100.00" in str(refusal)


def test_empty_customer_bad_amount_and_bad_line_are_told_at_once(book):
    with refusing(book, "required", "invalid_number", "invalid_number") as refusal:
        drafted(book, party="", amount="abc", lines=(a_line("x"),))
    assert refusal.fields == ["party", "lines.0.unit_price", "amount"]


# Field -> the code of what is wrong with it below, in the order in which it is told.
WRONG = {
    "party": "required",
    "description": "malformed",
    "internal_notes": "too_long",
    "source_type": "malformed",
    "reason": "invalid_reason",
    "expires_in_days": "invalid_number",
    "claim": "not_found",
    "fx_rate": "rate_missing",
    "gl_account": "not_found",
    "shipping": "too_many_decimals",
    "restocking_fee": "amount_not_positive",
    "lines.0.quantity": "amount_not_positive",
    "lines.0.unit_price": "required",
    "lines.0.account": "not_found",
    "lines.0.tax": "not_found",
    "lines.0.claim_line": "not_found",
    "lines.0.unit": "malformed",
}


def test_every_problem_of_every_field_is_told_at_once(book):
    line = {
        "quantity": "-1",
        "account": "88",
        "tax": "NONE",
        "claim_line": "l9",
        "unit": "a\u2066",
    }
    with refusing(book, *WRONG.values()) as refusal:
        drafted(
            book,
            party=None,
            description="a\u0000",
            internal_notes="x" * 10_001,
            source_type="a\u202eb",
            reason="because",
            expires_in_days=-1,
            claim="INV-9999",
            currency="EUR",
            gl_account="77",
            shipping="0.001",
            restocking_fee="-1",
            lines=(a_line("", **line),),
        )
    assert refusal.fields == list(WRONG)
    assert all(problem.hint for problem in refusal.problems)


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"party": "nobody"}, "not_found", "party"),
        ({"amount": None}, "required", "amount"),
        ({"amount": " "}, "required", "amount"),
        ({"amount": "0"}, "amount_not_positive", "amount"),
        ({"amount": "-5"}, "amount_not_positive", "amount"),
        ({"amount": "5.001"}, "too_many_decimals", "amount"),
        ({"amount": "1e3"}, "invalid_number", "amount"),
        ({"amount": "10" * 20}, "invalid_number", "amount"),
        ({"currency": "dollars"}, "unknown_currency", "currency"),
        ({"currency": "EUR", "fx_rate": "0"}, "amount_not_positive", "fx_rate"),
        ({"currency": "EUR", "fx_rate": "-1"}, "amount_not_positive", "fx_rate"),
        ({"currency": "EUR", "fx_rate": "a"}, "invalid_number", "fx_rate"),
        ({"currency": "EUR"}, "rate_missing", "fx_rate"),
        ({"fx_rate": "1.5"}, "invalid_value", "fx_rate"),
        ({"reason": ""}, "required", "reason"),
        ({"reason": "spite"}, "invalid_reason", "reason"),
        ({"tax": "NONE"}, "not_found", "tax"),
        ({"tax": TaxInput("", "5")}, "required", "tax"),
        ({"tax": TaxInput("VAT", "-5")}, "amount_not_positive", "tax"),
        ({"tax": TaxInput("VAT", "5", "Q")}, "invalid_value", "tax"),
        ({"tax": "\ud800"}, "malformed", "tax"),
        ({"gl_account": "\ud800"}, "not_found", "gl_account"),
        ({"restocking_fee": "100.01"}, "amount_not_positive", "restocking_fee"),
        ({"shipping": "-1"}, "amount_not_positive", "shipping"),
        ({"expires_in_days": 36_501}, "invalid_number", "expires_in_days"),
        (
            {"expires_in_days": 400, "issue_date": LATE},
            "invalid_date",
            "expires_in_days",
        ),
        ({"vendor_reference": "a\nb"}, "malformed", "vendor_reference"),
        ({"reason_note": "a\ud800"}, "malformed", "reason_note"),
        ({"source_id": "a\u202eb", "source_type": "x"}, "malformed", "source_id"),
        ({"claim": "\ud800"}, "not_found", "claim"),
        ({"claim": "INV-0001"}, "not_found", "claim"),
    ],
)
def test_what_no_credit_can_be_made_of_is_refused(book, customer, facts, code, field):
    with refusing(book, code, field=field):
        drafted(book, **{"party": customer, "amount": "100", **facts})


def test_amounts_too_large_for_a_book_are_refused(book, customer):
    huge = "999999999999"
    lines = (a_line(huge, quantity=huge),)
    for facts in (
        {"lines": lines},
        {"lines": (a_line("1", tax=TaxInput("All", huge)), a_line(huge, quantity="99"))},
        {"amount": huge, "currency": "EUR", "fx_rate": "99999999"},
    ):
        with refusing(book, "invalid_number"):
            a_credit(book, customer, **facts)


@pytest.mark.parametrize("side", [CUSTOMER, VENDOR], ids=["customer", "vendor"])
def test_an_invoice_and_a_bill_need_their_party_and_an_amount(book, side):
    with refusing(book, "required", "required") as refusal:
        book.do(JAN_15, claims.create, side, ClaimDraft(party=""))
    assert refusal.fields == ["party", "amount"]


def test_a_claim_is_due_after_the_days_of_the_setting_unless_said(book, customer):
    assert shown(book, an_invoice(book, customer)).due_date == date(2026, 2, 9)
    assert shown(book, an_invoice(book, customer, due_date=JAN_15)).due_date == JAN_15
    with refusing(book, "invalid_date", field="due_date"):
        an_invoice(book, customer, issue_date=date(9999, 12, 25))


def test_left_out_dates_are_today(book, customer):
    done = drafted(book, party=customer, amount="5")
    assert shown(book, done.id).issue_date == JAN_15


def test_vendor_credits_need_no_reason_and_take_any_text(book):
    vendor = a_vendor(book)
    plain = shown(book, a_vendor_credit(book, vendor))
    assert (plain.reason, plain.reason_display, plain.source_type) == (
        None,
        "Entered by hand",
        "manual",
    )
    free = shown(book, a_vendor_credit(book, vendor, reason="They said so", source_type="rebate"))
    assert (free.reason, free.reason_display) == ("They said so", "Rebate")
    with refusing(book, "invalid_value", field="source_type"):
        a_vendor_credit(book, vendor, source_type="gift")
    with refusing(book, "malformed", field="reason"):
        a_vendor_credit(book, vendor, reason="a\u0001")


def test_notes_keep_line_breaks_and_marks_of_direction(book, customer):
    text = "one\ntwo\tthree \u202eright\u202c <b>bold</b> " + "x" * 9_000
    credit = a_credit(book, customer, description=text, internal_notes=text, reason_note=text)
    view = shown(book, credit)
    assert view.description == view.internal_notes == view.reason_note == text


def test_a_credit_is_linked_to_an_issued_invoice_of_its_own_customer(book, customer):
    invoice = an_invoice(book, customer)
    view = shown(book, a_credit(book, customer, claim=invoice))
    assert (view.claim, view.claim_number) == (invoice, "INV-0001")
    other = a_customer(book, name="Beta")
    with refusing(book, "party_mismatch", field="claim") as refusal:
        a_credit(book, other, claim=invoice)
    assert str(refusal) == "INV-0001 belongs to Acme."
    draft = an_invoice(book, customer, issue=False)
    with refusing(book, "target_not_open", field="claim"):
        a_credit(book, customer, claim=draft)
    with refusing(book, "not_found", field="claim") as refusal:
        a_credit(book, customer, claim="CM-0001")
    assert str(refusal) == "There is no invoice “CM-0001”: it is a credit memo."


def test_a_line_credits_a_line_of_the_linked_invoice_only(book, customer):
    first = an_invoice(book, customer, lines=(a_line("50"),))
    second = an_invoice(book, customer, lines=(a_line("50"),))
    line = shown(book, second).lines[0].id
    credit = a_credit(book, customer, claim=second, lines=(a_line("50", claim_line=line),))
    assert shown(book, credit).lines[0].claim_line == line
    for facts in ({"claim": first}, {}):
        with refusing(book, "not_found", field="lines.0.claim_line"):
            a_credit(book, customer, lines=(a_line("50", claim_line=line),), **facts)
