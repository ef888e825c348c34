"""Credits made from invoices and bills: lines are picked, and no more than is left of them."""

from typing import Any

import pytest

from app.commands import books, claims, crediting, credits
from app.commands.inputs import PickedLine, SettingsDraft, TaxInput
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import documents
from tests.builders import (
    BOTH,
    JAN_1,
    JAN_15,
    JAN_20,
    a_bill,
    a_claim,
    a_customer,
    a_line,
    a_party,
    a_vendor,
    an_invoice,
    apply,
    assert_sound,
    entries,
    refusing,
    shown,
)

TAX = TaxInput("Tax", "10")


def credit_of(book, claim, side=CUSTOMER, *picked: PickedLine, **facts: Any):
    plain: dict[str, Any] = {"issue": True}
    if side is CUSTOMER:
        plain["reason"] = "return"
    return book.do(
        JAN_20, crediting.from_claim, side, claim=claim, lines=picked, **{**plain, **facts}
    ).id


def lines_of(book, claim):
    return [one.id for one in shown(book, claim).lines]


@BOTH
def test_all_that_is_left_is_credited_with_its_terms(book, side):
    party = a_party(book, side)
    lines = (
        a_line("10", quantity="3", tax=TAX, product="P-1"),
        a_line("5", description="Lamp", account="1400"),
    )
    claim = a_claim(book, side, party, lines=lines, currency="EUR", fx_rate="1.1")
    book.do(JAN_15, books.set_rate, currency="EUR", date=JAN_20, rate="1.3")
    credit = shown(book, credit_of(book, claim, side))
    assert (str(credit.total), credit.currency, credit.fx_rate) == ("38.00", "EUR", "1.1")
    assert (credit.claim, credit.party) == (claim, party)
    said = [(one.description, one.quantity, one.unit_price, one.account) for one in credit.lines]
    own = "4000" if side is CUSTOMER else "5000"
    assert said == [("Chair", "3", "10", own), ("Lamp", "1", "5", "1400")]
    assert [one.claim_line for one in credit.lines] == lines_of(book, claim)
    assert credit.lines[0].product == "P-1"
    apply(book, credit.id, claim)
    assert shown(book, claim).status == "paid"
    assert len(entries(book, credit.id)) == (1 if side is CUSTOMER else 2)
    with refusing(book, "over_credit", field="claim"):
        credit_of(book, claim, side)
    assert_sound(book)


def test_picked_lines_are_capped_at_what_is_left(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, lines=(a_line("10", quantity="5"), a_line("7")))
    chair, lamp = lines_of(book, invoice)
    credit_of(book, invoice, CUSTOMER, PickedLine(chair, "2"))
    with refusing(book, "over_credit", field="lines.0.quantity") as refusal:
        credit_of(book, invoice, CUSTOMER, PickedLine(chair, "3.5"))
    assert str(refusal) == "Only 3 of “Chair” is left to credit."
    with refusing(book, "over_credit", field="lines.1.quantity"):
        credit_of(book, invoice, CUSTOMER, PickedLine(chair, "2"), PickedLine(chair, "1.5"))
    rest = credit_of(book, invoice, CUSTOMER, PickedLine(chair), issue=False)
    assert [one.quantity for one in shown(book, rest).lines] == ["3"]
    left = book.ask(JAN_20, documents.lines_left, CUSTOMER.claim, invoice)
    assert [(one.line.id, one.credited, one.left) for one in left] == [
        (chair, "2", "3"),
        (lamp, "0", "1"),
    ]
    book.do(JAN_20, credits.issue, CUSTOMER, credit=rest)
    with refusing(book, "over_credit", field="lines.0.quantity") as refusal:
        credit_of(book, invoice, CUSTOMER, PickedLine(chair))
    assert refusal.problems[0].hint == "Leave this line out."


def test_a_setting_lets_more_than_was_sold_pass(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, lines=(a_line("10"),))
    (chair,) = lines_of(book, invoice)
    told: list[Any] = []
    book.listen(told.append)
    for setting, warnings in (("warn", ["over_credit"]), ("off", [])):
        book.do(JAN_1, books.update_settings, SettingsDraft(over_credit=setting))
        credit_of(book, invoice, CUSTOMER, PickedLine(chair, "2"))
        assert [one.code for one in told[-1].warnings] == warnings


@pytest.mark.parametrize(
    ("picked", "code", "field"),
    [
        (PickedLine("l99"), "not_found", "lines.0.claim_line"),
        (PickedLine("x"), "not_found", "lines.0.claim_line"),
        (PickedLine("l1", "0"), "amount_not_positive", "lines.0.quantity"),
        (PickedLine("l1", "-1"), "amount_not_positive", "lines.0.quantity"),
        (PickedLine("l1", "one"), "invalid_number", "lines.0.quantity"),
    ],
)
def test_a_pick_that_makes_no_sense_names_its_place(book, picked, code, field):
    invoice = an_invoice(book, a_customer(book))
    with refusing(book, code, field=field):
        credit_of(book, invoice, CUSTOMER, picked)


def test_nothing_is_credited_of_drafts_and_of_void_invoices(book):
    customer = a_customer(book)
    draft, gone = an_invoice(book, customer, issue=False), an_invoice(book, customer)
    book.do(JAN_15, claims.void, CUSTOMER, claim=gone, reason="Wrong")
    for one in (draft, gone):
        with refusing(book, "target_not_open", field="claim"):
            credit_of(book, one)


def test_the_reason_decides_which_accounts_bear_it(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, lines=(a_line("10", quantity="4"),))
    (chair,) = lines_of(book, invoice)
    one = PickedLine(chair, "1")
    back = credit_of(book, invoice, CUSTOMER, one, reason="return")
    kind = credit_of(book, invoice, CUSTOMER, one, reason="goodwill")
    assert entries(book, back) == [["debit 4000 10.00", "credit 1200 10.00"]]
    assert entries(book, kind) == [["debit 4120 10.00", "credit 1200 10.00"]]
    with refusing(book, "invalid_reason", field="reason"):
        credit_of(book, invoice, CUSTOMER, one, reason="whim")
    with refusing(book, "required", field="reason"):
        credit_of(book, invoice, CUSTOMER, one, reason=None)


def test_a_vendors_credit_says_where_it_comes_from(book):
    bill = a_bill(book, a_vendor(book), lines=(a_line("10", account="1400"),))
    credit = credit_of(book, bill, VENDOR, source_type="vendor_return", reason="Broken")
    assert entries(book, credit) == [["debit 1350 10.00", "credit 1400 10.00"]]
    assert shown(book, credit).source_type == "vendor_return"
    with refusing(book, "invalid_value", field="source_type"):
        credit_of(book, bill, VENDOR, source_type="whim")


def test_what_stayed_in_use_of_a_voided_credit_counts(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, lines=(a_line("10", quantity="4"),))
    credit = credit_of(book, invoice)
    apply(book, credit, invoice, "10")
    book.do(JAN_20, credits.void, CUSTOMER, credit=credit, reason="Half", scope="remaining")
    (left,) = book.ask(JAN_20, documents.lines_left, CUSTOMER.claim, invoice)
    assert (left.credited, left.left) == ("1", "3")


def test_shipping_goes_back_with_the_whole_and_stays_with_a_pick(book):
    customer = a_customer(book)
    lines = (a_line("10", quantity="4"),)
    invoice = an_invoice(book, customer, lines=lines, shipping="9")
    (chair,) = lines_of(book, invoice)
    part = credit_of(book, invoice, CUSTOMER, PickedLine(chair, "1"))
    assert str(shown(book, part).shipping) == "0.00"
    rest = shown(book, credit_of(book, invoice))
    assert (str(rest.shipping), str(rest.total)) == ("9.00", "39.00")
    book.do(JAN_20, credits.void, CUSTOMER, credit=part, reason="Wrong")
    again = shown(book, credit_of(book, invoice))
    assert (str(again.shipping), str(again.total)) == ("0.00", "10.00")
    assert_sound(book)
