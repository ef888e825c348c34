"""The book itself: chart, taxes, settings, locks, and the history of everything in it."""

from datetime import date

import pytest

from app.commands import books as acts
from app.commands import claims, credits, parties
from app.commands.inputs import AddressInput, ClaimDraft, CreditDraft, SettingsDraft
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import books
from tests.builders import (
    JAN_1,
    JAN_10,
    JAN_15,
    JAN_31,
    a_credit,
    a_customer,
    a_vendor,
    an_invoice,
    apply,
    clock,
)


def history(book, subject):
    return book.ask(JAN_15, books.history_of, subject)


def acts_of(book, subject):
    return [row.act for row in history(book, subject)]


def test_about_the_book(book):
    view = book.ask(JAN_15, books.about)
    assert (view.name, view.legal_name, view.currency) == ("Own Shop", None, "USD")
    assert view.locked_through is None
    assert view.settings["over_credit"] == "block"
    assert view.roles["receivable"] == view.roles["open_customer_credit"] == "1200"
    book.do(
        JAN_15, acts.describe, name="Shop", legal_name="Shop Ltd", address=AddressInput("1 St")
    )
    book.do(JAN_15, acts.describe)
    draft = SettingsDraft(open_customer_credit="2150", expiry_days_vendor=90)
    book.do(JAN_15, acts.update_settings, draft)
    book.do(JAN_15, acts.lock, through=JAN_10)
    view = book.ask(JAN_15, books.about)
    assert (view.name, view.legal_name, view.locked_through) == ("Shop", "Shop Ltd", JAN_10)
    assert view.roles["open_customer_credit"] == "2150"
    assert (view.settings["expiry_days_vendor"], view.settings["expiry_days_customer"]) == (
        90,
        None,
    )


def test_the_chart_is_told_by_code_with_what_is_not_for_hands(book):
    book.do(JAN_15, acts.create_account, code="1999", name="Group", type="asset", header=True)
    rows = book.ask(JAN_15, books.accounts)
    codes = [row.code for row in rows]
    assert codes == sorted(codes)
    by_code = {row.code: row for row in rows}
    assert (by_code["1999"].is_header, by_code["1999"].is_control) == (True, False)
    assert {code for code, row in by_code.items() if row.is_control} == {"1200", "1350", "2000"}
    assert by_code["4000"].type == "income"
    assert by_code["4000"].id.startswith("a")


def test_taxes_are_told_by_code(book):
    for code, rate in (("Z", "0"), ("A", "8.25")):
        category = "Z" if rate == "0" else "S"
        book.do(JAN_15, acts.create_tax, code=code, name=code, rate=rate, category=category)
    rows = book.ask(JAN_15, books.taxes)
    assert [(row.code, row.rate, row.category) for row in rows] == [
        ("A", "8.25", "S"),
        ("Z", "0", "Z"),
    ]


def test_every_move_of_the_lock_is_told_newest_first(book):
    book.do(JAN_15, acts.lock, through=JAN_10, reason="January, first part")
    book.do(JAN_15, acts.lock, through=JAN_31)
    book.do(JAN_15, acts.unlock, through=JAN_1, reason="late bill")
    book.do(JAN_15, acts.unlock, reason="start anew")
    rows = book.ask(JAN_15, books.locks)
    assert [(row.through, row.reason) for row in rows] == [
        (None, "start anew"),
        (JAN_1, "late bill"),
        (JAN_31, None),
        (JAN_10, "January, first part"),
    ]
    assert {row.at for row in rows} == {clock().isoformat(timespec="milliseconds")}
    assert all(row.who for row in rows)


def test_the_history_of_a_document_from_draft_to_void(book):
    customer = a_customer(book)
    draft = a_credit(book, customer, issue=False, amount="50")
    change = CreditDraft(amount="60", description="dented")
    book.do(JAN_31, credits.update, CUSTOMER, change, credit=draft)
    book.do(JAN_31, credits.issue, CUSTOMER, credit=draft)
    use = apply(book, draft, an_invoice(book, customer), "5").made[0]
    book.do(JAN_31, credits.unapply, CUSTOMER, application=use)
    book.do(JAN_31, credits.void, CUSTOMER, credit=draft, reason="mistake")
    rows = history(book, draft)
    assert [row.act for row in rows] == [
        "create",
        "update",
        "issue",
        "apply",
        "unapply",
        "void",
    ]
    assert [row.date for row in rows] == [JAN_15, JAN_31, JAN_31, JAN_15, JAN_31, JAN_31]
    changed = rows[1]
    assert (changed.before["total"], changed.after["total"]) == (5000, 6000)
    assert (changed.before["description"], changed.after["description"]) == (None, "dented")
    assert "currency" not in changed.after
    assert rows[2].after == {"number": "CM-0001"}
    assert rows[-1].after["reason"] == "mistake"
    assert history(book, "CM-0001") == rows


def test_the_history_of_a_deleted_draft_stays(book):
    customer = a_customer(book)
    draft = an_invoice(book, customer, issue=False, due="70")
    book.do(JAN_15, claims.delete, CUSTOMER, claim=draft)
    created, deleted = history(book, draft)
    assert (created.act, deleted.act) == ("create", "delete")
    assert deleted.before["total"] == 7000
    assert deleted.after == {}
    following = an_invoice(book, customer, issue=False)
    assert following != draft
    assert acts_of(book, following) == ["create"]
    assert acts_of(book, draft) == ["create", "delete"]


def test_the_history_of_a_party(book):
    vendor = a_vendor(book, "Volt", email="old@volt.example")
    book.do(JAN_31, parties.update, VENDOR, party=vendor, email="new@volt.example")
    created, updated = history(book, vendor)
    assert created.after["name"] == "Volt"
    assert (updated.before, updated.after) == (
        {"email": "old@volt.example"},
        {"email": "new@volt.example"},
    )


@pytest.mark.parametrize("subject", ["d99", "p99", "CM-0001", "", "d" + "9" * 18, "x", "a1"])
def test_what_never_was_has_no_history(book, subject):
    with pytest.raises(Refused, match="There is no"):
        history(book, subject)


def test_a_refused_act_leaves_no_history(book):
    draft = an_invoice(book, a_customer(book), issue=False)
    with pytest.raises(Refused):
        book.do(JAN_15, claims.update, CUSTOMER, ClaimDraft(amount="-1"), claim=draft)
    assert acts_of(book, draft) == ["create"]


def test_dates_of_history_are_business_dates(book):
    day = date(2031, 5, 6)
    draft = an_invoice(book, a_customer(book), issue=False)
    book.do(day, claims.delete, CUSTOMER, claim=draft)
    assert history(book, draft)[-1].date == day


def test_rates_are_listed_by_currency_the_newest_first(book):
    for currency, day, rate in (
        ("JPY", JAN_15, "0.0069"),
        ("EUR", JAN_1, "1.1"),
        ("EUR", JAN_15, "1.25"),
    ):
        book.do(JAN_15, acts.set_rate, currency=currency, date=day, rate=rate)
    found = [(one.currency, one.date, one.rate) for one in book.ask(JAN_15, books.rates)]
    assert found == [
        ("EUR", JAN_15, "1.25"),
        ("EUR", JAN_1, "1.1"),
        ("JPY", JAN_15, "0.0069"),
    ]
