"""An amount of tax that somebody else worked out is the amount that is stored, also after a
change that does not concern it."""

from typing import Any

import pytest

from app.commands import books, crediting, credits
from app.commands.inputs import CreditDraft, PickedLine, SettingsDraft, TaxInput
from app.domain.kinds import CUSTOMER
from tests.builders import (
    JAN_15,
    a_credit,
    a_line,
    an_invoice,
    assert_sound,
    entries,
    refusing,
    shown,
)


def said(amount, rate="7.5", name="State tax"):
    return TaxInput(name, rate, amount=amount)


def a_draft(book, customer, *taxes: TaxInput, price="20.00"):
    lines = tuple(a_line(price, tax=tax) for tax in taxes)
    return a_credit(book, customer, lines=lines, issue=False)


def change(book, credit, **facts: Any):
    book.do(JAN_15, credits.update, CUSTOMER, CreditDraft(**facts), credit=credit)
    return shown(book, credit)


def test_a_given_amount_of_tax_is_stored_and_entered(book, customer):
    credit = a_credit(book, customer, lines=(a_line("20.00", tax=said("1.49")),))
    view = shown(book, credit)
    assert (str(view.tax), str(view.total)) == ("1.49", "21.49")
    assert [(one.name, one.rate, str(one.amount)) for one in view.taxes] == [
        ("State tax", "7.5", "1.49")
    ]
    assert "debit 2100 1.49" in entries(book, credit)[0]
    assert_sound(book)


def test_given_and_worked_out_amounts_add_up(book, customer):
    credit = a_draft(book, customer, said("1.49"), said(None), said("0"))
    assert str(shown(book, credit).tax) == "2.99"


@pytest.mark.parametrize("taxes", [("1.49",), ("1.49", None), ("0.01", "0", "2.50"), (None, None)])
def test_a_change_of_the_notes_keeps_the_given_amounts(book, customer, taxes):
    credit = a_draft(book, customer, *map(said, taxes))
    before = shown(book, credit)
    after = change(book, credit, description="Sorry")
    assert (after.taxes, after.total) == (before.taxes, before.total)


def test_a_given_tax_on_free_lines_is_kept_too(book, customer):
    credit = a_draft(book, customer, said("1"), said("1", name="County"), price="0")
    assert str(change(book, credit, description="Sorry").tax) == "2.00"


def test_another_way_of_rounding_is_no_given_amount(book, customer):
    credit = a_draft(book, customer, *[said(None, rate="10")] * 3, price="0.33")
    book.do(JAN_15, books.update_settings, SettingsDraft(tax_rounding="line"))
    assert str(change(book, credit, description="Sorry").tax) == "0.09"


def test_a_new_amount_keeps_the_tax_but_not_what_was_given_for_the_old_one(book, customer):
    credit = a_draft(book, customer, said("1.49"))
    assert str(change(book, credit, amount="40.00").tax) == "3.00"


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-1", "amount_not_positive"),
        ("x", "invalid_number"),
        ("1.234", "too_many_decimals"),
    ],
)
def test_a_bad_amount_is_refused(book, customer, amount, code):
    with refusing(book, code, field="lines.0.tax"):
        a_draft(book, customer, said(amount))


def test_an_amount_for_the_whole_credit_belongs_to_one_line(book, customer):
    credit = a_credit(book, customer, amount="20.00", tax=said("1.49"), issue=False)
    assert str(shown(book, credit).tax) == "1.49"
    lines = (a_line("10.00"), a_line("10.00"))
    with refusing(book, "invalid_value", field="tax"):
        a_credit(book, customer, lines=lines, tax=said("1.49"))


def test_a_line_credited_whole_brings_its_given_tax_a_part_its_rate(book, customer):
    lines = (a_line("10.00", quantity="2", tax=said("1.49")),)
    sold = an_invoice(book, customer, lines=lines)
    (line,) = (one.id for one in shown(book, sold).lines)
    facts: dict[str, Any] = {"claim": sold, "reason": "return"}
    whole = book.do(JAN_15, crediting.from_claim, CUSTOMER, **facts).id
    picked = (PickedLine(line, "1"),)
    part = book.do(JAN_15, crediting.from_claim, CUSTOMER, lines=picked, **facts).id
    assert [str(shown(book, one).tax) for one in (sold, whole, part)] == ["1.49", "1.49", "0.75"]
