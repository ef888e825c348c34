"""The book's own affairs: its start, who keeps it, chart, taxes, settings, rates, lock date."""

from datetime import date

import pytest

from app.book import upgrade
from app.commands import books
from app.commands.inputs import AddressInput, SettingsDraft
from app.domain.accounts import DEFAULT_CODES
from app.domain.errors import Refused
from app.queries import books as seen
from tests.builders import (
    JAN_1,
    JAN_15,
    JAN_20,
    JAN_31,
    Notices,
    a_customer,
    a_line,
    an_invoice,
    assert_sound,
    clock,
    last_history,
    refusing,
    shown,
    standard_chart,
)


def test_a_started_book_has_its_chart_its_roles_and_its_settings(book):
    about = book.ask(JAN_15, seen.about)
    assert (about.name, about.currency, about.locked_through) == ("Own Shop", "USD", None)
    assert about.roles == {role.value: code for role, code in DEFAULT_CODES.items()}
    assert about.settings == {
        "expiry_days_customer": None,
        "expiry_days_vendor": None,
        "forfeit_to": "income",
        "auto_apply_order": "oldest_due",
        "credit_order": "expiring_first",
        "over_credit": "block",
        "duplicate_vendor_reference": "block",
        "tax_rounding": "document",
        "days_to_pay": 30,
        "language": "en",
    }
    codes = [row.code for row in book.ask(JAN_15, seen.accounts)]
    assert codes == sorted(row.code for row in standard_chart())
    assert_sound(book)


def test_the_chart_names_its_control_accounts(book):
    control = {row.code for row in book.ask(JAN_15, seen.accounts) if row.is_control}
    assert control == {"1200", "1350", "2000"}


@pytest.mark.parametrize(
    ("name", "currency", "code"), [("", "USD", "required"), ("Shop", "usd", "unknown_currency")]
)
def test_a_book_needs_a_name_and_a_currency(tmp_path, name, currency, code):
    book = upgrade.create_book(tmp_path / "new.avoir", clock)
    with pytest.raises(Refused) as refused:
        book.do(JAN_1, books.start, name=name, currency=currency, chart=[])
    assert refused.value.problems[0].code == code
    book.close()


def test_who_keeps_the_book_is_described_part_by_part(book):
    notices = Notices(book)
    address = AddressInput(street="1 Main St", city="Springfield", country="US")
    book.do(
        JAN_15, books.describe, legal_name="Own Shop LLC", email="a@b.example", address=address
    )
    book.do(JAN_15, books.describe, name="Our Shop")
    assert book.ask(JAN_15, seen.about).name == "Our Shop"
    assert book.ask(JAN_15, seen.about).legal_name == "Own Shop LLC"
    assert last_history(book)[:2] == ("update", "book")
    assert last_history(book)[2:] == ({"name": "Own Shop"}, {"name": "Our Shop"})
    assert notices.acts == [("describe", {"book"})] * 2


def test_a_description_of_nothing_changes_nothing(book):
    book.do(JAN_15, books.describe)
    assert book.ask(JAN_15, seen.about).name == "Own Shop"


def test_the_name_of_the_book_cannot_be_emptied_and_all_problems_are_told(book):
    with refusing(book, "required", "malformed", "invalid_value") as refusal:
        book.do(
            JAN_15,
            books.describe,
            name=" ",
            phone="12\n34",
            address=AddressInput(country="Germany"),
        )
    assert refusal.fields == ["name", "phone", "address.country"]


def test_a_new_account_can_be_posted_to(book):
    notices = Notices(book)
    done = book.do(JAN_15, books.create_account, code="4200", name="Services", type="income")
    row = next(row for row in book.ask(JAN_15, seen.accounts) if row.code == "4200")
    assert (row.id, row.name, row.type, row.is_header) == (done.id, "Services", "income", False)
    assert notices.acts == [("create_account", {"account"})]
    invoice = an_invoice(book, a_customer(book), lines=(a_line("5", account="4200"),))
    assert shown(book, invoice).lines[0].account == "4200"


def test_all_problems_of_an_account_are_told_at_once(book):
    with refusing(
        book, "already_exists", "malformed", "invalid_value", "unknown_currency"
    ) as refusal:
        book.do(
            JAN_15,
            books.create_account,
            code="1200",
            name="a\u202eb",
            type="money",
            currency="XX",
        )
    assert refusal.fields == ["code", "name", "type", "currency"]


def test_a_tax_has_a_rate_a_category_and_an_account(book):
    book.do(JAN_15, books.create_tax, code="VAT", name="VAT", rate="19.5")
    book.do(
        JAN_15,
        books.create_tax,
        code="RC",
        name="Reverse",
        rate="0",
        category="AE",
        account="1450",
    )
    assert [(row.code, row.rate, row.category) for row in book.ask(JAN_15, seen.taxes)] == [
        ("RC", "0", "AE"),
        ("VAT", "19.5", "S"),
    ]
    assert last_history(book)[3] == {"code": "RC", "name": "Reverse", "rate": "0"}


def test_all_problems_of_a_tax_are_told_at_once(book):
    book.do(JAN_15, books.create_tax, code="VAT", name="VAT", rate="19")
    with refusing(
        book, "already_exists", "required", "amount_not_positive", "invalid_value", "not_found"
    ) as refusal:
        book.do(
            JAN_15,
            books.create_tax,
            code="VAT",
            name="",
            rate="-1",
            category="X",
            account="9999",
        )
    assert refusal.fields == ["code", "name", "rate", "category", "account"]


def test_settings_change_one_by_one(book):
    notices = Notices(book)
    book.do(
        JAN_15,
        books.update_settings,
        SettingsDraft(
            open_customer_credit="2150",
            expiry_days_customer=90,
            over_credit="warn",
            tax_rounding="line",
            days_to_pay=14,
        ),
    )
    about = book.ask(JAN_15, seen.about)
    assert about.roles["open_customer_credit"] == "2150"
    assert about.settings["expiry_days_customer"] == 90
    assert about.settings["days_to_pay"] == 14
    assert about.settings["expiry_days_vendor"] is None
    assert last_history(book)[2] == {
        "open_customer_credit": "1200",
        "expiry_days_customer": None,
        "over_credit": "block",
        "tax_rounding": "document",
        "days_to_pay": 30,
    }
    assert last_history(book)[3] == {
        "open_customer_credit": "2150",
        "expiry_days_customer": 90,
        "over_credit": "warn",
        "tax_rounding": "line",
        "days_to_pay": 14,
    }
    assert notices.acts == [("update_settings", {"settings"})]
    book.do(JAN_15, books.update_settings, SettingsDraft(expiry_days_customer=None))
    assert book.ask(JAN_15, seen.about).settings["expiry_days_customer"] is None
    assert_sound(book)


def test_all_problems_of_settings_are_told_at_once(book):
    book.do(JAN_1, books.create_account, code="2190", name="Head", type="liability", header=True)
    with refusing(
        book, "account_is_header", "not_found", "invalid_number", "invalid_value"
    ) as refusal:
        book.do(
            JAN_15,
            books.update_settings,
            SettingsDraft(
                open_customer_credit="2190",
                open_vendor_credit="77",
                expiry_days_vendor=-1,
                over_credit="sometimes",
            ),
        )
    assert refusal.fields == [
        "open_customer_credit",
        "open_vendor_credit",
        "expiry_days_vendor",
        "over_credit",
    ]


def test_open_credits_are_held_where_nothing_else_is(book):
    with refusing(book, "invalid_value", field="open_customer_credit"):
        book.do(JAN_15, books.update_settings, SettingsDraft(open_customer_credit="1000"))


def test_days_of_a_setting_are_limited(book):
    for days in (0, 36_500):
        book.do(JAN_15, books.update_settings, SettingsDraft(days_to_pay=days))
        assert book.ask(JAN_15, seen.about).settings["days_to_pay"] == days
    with refusing(book, "invalid_number", field="days_to_pay"):
        book.do(JAN_15, books.update_settings, SettingsDraft(days_to_pay=36_501))


def test_a_rate_is_in_force_from_its_day_until_the_next(book):
    for day, rate in ((JAN_1, "1.10"), (JAN_20, "1.2"), (JAN_20, "1.25")):
        book.do(JAN_15, books.set_rate, currency="EUR", date=day, rate=rate)
    assert last_history(book) == (
        "set",
        "rate",
        {"rate": "1.2"},
        {"currency": "EUR", "date": "2026-01-20", "rate": "1.25"},
    )
    customer = a_customer(book)
    rates = [
        shown(book, an_invoice(book, customer, currency="EUR", issue_date=day)).fx_rate
        for day in (JAN_1, JAN_15, JAN_20, JAN_31)
    ]
    assert rates == ["1.1", "1.1", "1.25", "1.25"]


@pytest.mark.parametrize(
    ("currency", "rate", "code", "field"),
    [
        ("XX", "1.1", "unknown_currency", "currency"),
        ("USD", "1", "invalid_value", "currency"),
        ("EUR", "0", "amount_not_positive", "rate"),
        ("EUR", "-1", "amount_not_positive", "rate"),
        ("EUR", "x", "invalid_number", "rate"),
        ("EUR", "1.12345678901", "too_many_decimals", "rate"),
    ],
)
def test_a_rate_that_is_none_is_refused(book, currency, rate, code, field):
    with refusing(book, code, field=field):
        book.do(JAN_15, books.set_rate, currency=currency, date=JAN_1, rate=rate)


def test_the_lock_moves_on_and_back_with_a_reason(book):
    notices = Notices(book)
    book.do(JAN_15, books.lock, through=JAN_15)
    book.do(JAN_15, books.lock, through=JAN_20, reason="Month done")
    assert book.ask(JAN_15, seen.about).locked_through == JAN_20
    book.do(JAN_15, books.unlock, through=JAN_1, reason="A late bill")
    book.do(JAN_15, books.unlock, reason="All anew")
    moves = [(row.through, row.reason) for row in book.ask(JAN_15, seen.locks)]
    assert moves == [
        (None, "All anew"),
        (JAN_1, "A late bill"),
        (JAN_20, "Month done"),
        (JAN_15, None),
    ]
    assert notices.acts == [(act, {"period"}) for act in ("lock", "lock", "unlock", "unlock")]


def test_the_history_of_the_lock_says_before_and_after(book):
    book.do(JAN_15, books.lock, through=JAN_15)
    assert last_history(book)[2:] == ({"through": None}, {"through": "2026-01-15"})
    book.do(JAN_15, books.unlock, reason="A late bill")
    assert last_history(book) == (
        "unlock",
        "period",
        {"through": "2026-01-15"},
        {"through": None, "reason": "A late bill"},
    )


@pytest.mark.parametrize(
    ("through", "reason", "code", "field"),
    [
        (None, "", "reason_required", "reason"),
        (None, " \n ", "reason_required", "reason"),
        (JAN_31, "Too far", "invalid_date", "through"),
        (JAN_15, "a\u0000", "malformed", "reason"),
        (JAN_15, "x" * 10_001, "too_long", "reason"),
    ],
)
def test_a_lock_is_only_moved_back_for_a_reason_and_never_on(book, through, reason, code, field):
    book.do(JAN_15, books.lock, through=JAN_20)
    with refusing(book, code, field=field):
        book.do(JAN_15, books.unlock, through=through, reason=reason)


def test_locking_never_moves_the_lock_back(book):
    book.do(JAN_15, books.lock, through=JAN_20)
    with refusing(book, "reason_required", field="through") as refusal:
        book.do(JAN_15, books.lock, through=JAN_15)
    assert "locked through 2026-01-20 already" in str(refusal)


def test_locking_the_same_day_again_is_fine(book):
    for _ in range(2):
        book.do(JAN_15, books.lock, through=JAN_20)
    book.do(JAN_15, books.unlock, through=JAN_20, reason="The same day")
    assert book.ask(JAN_15, seen.about).locked_through == JAN_20


def test_a_lock_leaves_a_day_that_is_open(book):
    with refusing(book, "invalid_date", field="through"):
        book.do(JAN_15, books.lock, through=date.max)
    with refusing(book, "invalid_date", field="through"):
        book.do(JAN_15, books.unlock, through=JAN_1, reason="Nothing is locked")
