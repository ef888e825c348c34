"""What the book decides: choices, the accounts of roles, and what that means for what is open."""

from typing import Any

import pytest

from app.commands import books, entries
from app.commands.entries import HandLine
from app.commands.inputs import SettingsDraft
from app.queries import books as seen
from tests.builders import (
    JAN_15,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    an_invoice,
    apply,
    assert_sound,
    last_history,
    refusing,
)


def settings(book, **facts: Any) -> Any:
    return book.do(JAN_15, books.update_settings, SettingsDraft(**facts))


def test_every_role_may_be_played_by_another_account(book):
    settings(book, accounts={"returns": "4000", "open_customer_credit": "2150"})
    about = book.ask(JAN_15, seen.about)
    assert (about.roles["returns"], about.roles["open_customer_credit"]) == ("4000", "2150")
    assert last_history(book)[2] == {"returns": "4100", "open_customer_credit": "1200"}
    with refusing(book, "invalid_value", "not_found") as refusal:
        settings(book, accounts={"luck": "4000", "sales": "9999"})
    assert refusal.fields == ["accounts.luck", "accounts.sales"]


def test_what_holds_documents_holds_nothing_else(book):
    for role, code in (("open_customer_credit", "4100"), ("bank", "1200"), ("sales", "2000")):
        with refusing(book, "invalid_value", field=f"accounts.{role}"):
            settings(book, accounts={role: code})
    settings(book, accounts={"restocking_fees": "4000"})


def test_what_is_chosen_at_once_is_seen_together(book):
    with refusing(book, "invalid_value", "invalid_value") as refusal:
        settings(book, accounts={"bank": "1400", "receivable": "1400"})
    assert refusal.fields == ["accounts.bank", "accounts.receivable"]
    settings(book, accounts={"receivable_clearing": "1400", "receivable": "1210"})
    assert_sound(book)


def test_what_is_owed_is_an_asset_or_a_liability(book):
    for code in ("6000", "3000", "4010"):
        with refusing(book, "invalid_value", field="open_customer_credit"):
            settings(book, open_customer_credit=code)


def test_an_account_with_entries_of_its_own_holds_no_documents(book):
    lines = (HandLine("2150", credit="100"), HandLine("1000", debit="100"))
    book.do(JAN_15, entries.post, date=JAN_15, description="Brought forward", lines=lines)
    with refusing(book, "invalid_value", field="open_customer_credit"):
        settings(book, open_customer_credit="2150")
    settings(book, open_customer_credit="1400")
    assert_sound(book)


@pytest.mark.parametrize(
    "facts",
    [
        {"forfeit_to": "me"},
        {"auto_apply_order": "best"},
        {"credit_order": "best"},
        {"language": "nl"},
    ],
)
def test_choices_are_from_their_lists(book, facts):
    (field,) = facts
    with refusing(book, "invalid_value", field=field):
        settings(book, **facts)


def test_what_is_open_stays_where_it_is_and_that_is_told(book):
    customer = a_customer(book)
    credit = a_credit(book, customer)
    told: list[Any] = []
    book.listen(told.append)
    settings(book, open_customer_credit="2150")
    (warning,) = told[-1].warnings
    assert (warning.code, warning.field) == ("open_documents_stay", "open_customer_credit")
    assert warning.message.startswith("1 open credit memo stays on account 1200")
    settings(book, open_customer_credit="2150")
    assert told[-1].warnings == ()
    apply(book, credit, an_invoice(book, customer), "10")
    a_credit(book, customer)
    settings(book, open_customer_credit="1200")
    assert told[-1].warnings[0].message.startswith("1 open credit memo stays on account 2150")
    assert_sound(book)


def test_a_vendors_number_twice_is_told_where_that_is_wished(book):
    settings(book, duplicate_vendor_reference="warn")
    vendor = a_vendor(book)
    a_bill(book, vendor, vendor_reference="R-1")
    told: list[Any] = []
    book.listen(told.append)
    a_bill(book, vendor, vendor_reference="R-1")
    assert [one.code for one in told[-1].warnings] == ["duplicate_vendor_reference"]


def test_an_account_that_held_documents_stays_closed_to_other_entries(book):
    customer = a_customer(book)
    settings(book, open_customer_credit="2150")
    a_credit(book, customer)
    settings(book, open_customer_credit="1200")
    with refusing(book, "control_account"):
        a_credit(book, customer, gl_account="2150")
    with refusing(book, "invalid_value"):
        settings(book, accounts={"returns": "2150"})
    chart = {row.code: row for row in book.ask(JAN_15, seen.accounts)}
    assert chart["2150"].is_control
    settings(book, open_customer_credit="2150")
    assert_sound(book)
