"""The dialogs of the window: a new book, the business, and the settings of a book."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from app.gui import languages
from tests.gui.drivers.books import small_book
from tests.gui.drivers.credits import notices, turn_settings
from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    return WindowDriver(qtbot, tmp_path)


@pytest.fixture
def with_book(window, tmp_path):
    window.open(small_book(tmp_path / "north.avoir"))
    return window


def test_a_new_book_is_made_where_its_name_says_and_opens(window, tmp_path):
    window.click("new_book")
    form = window.form()
    form.field("name").type("Halden & Marsh")
    assert form.field("file").shown == str(tmp_path / "Halden & Marsh.avoir")
    form.field("currency").retype("eur").press("tab")
    assert form.field("language").shown == "English"
    form.field("language").retype("klingon").press("tab")
    window.press("Ctrl+Return")
    assert "“klingon” is not one of" in form.problem("language")
    assert not list(tmp_path.glob("**/*.avoir"))
    form.field("language").retype("deut").press("tab")
    window.press("Ctrl+Return")
    assert window.title == "Halden & Marsh — Avoir"
    assert window.currency == "EUR"
    window.do("settings")
    assert window.form().field("language").shown == "Deutsch"
    window.answer("Cancel")
    assert (tmp_path / "Halden & Marsh.avoir").is_file()
    window.close_book()
    assert window.focus == "recent_book"


def test_a_file_name_of_ones_own_stays_whatever_the_business_is_called(window, tmp_path):
    window.click("new_book")
    form = window.form()
    form.field("file").retype(str(tmp_path / "mine"))
    form.field("name").type("Northwind")
    window.press("Ctrl+Return")
    assert window.title == "mine — Avoir"


def test_a_new_book_is_refused_with_all_problems_at_once(window, tmp_path):
    window.click("new_book")
    form = window.form()
    form.field("currency").retype("ABC")
    form.field("file").retype(str(tmp_path / "none" / "book.avoir"))
    window.press("Ctrl+Return")
    assert form.problem("name") == "The name of the business is missing. Fill it in."
    assert "“ABC” is not a currency code" in form.problem("currency")
    assert "There is no folder" in form.problem("file")
    assert not list(tmp_path.glob("**/*.avoir"))


def test_a_book_that_is_there_is_never_written_over(window, tmp_path):
    path = Path(tmp_path / "there.avoir")
    path.write_bytes(b"precious")
    window.click("new_book")
    form = window.form()
    form.field("name").type("There")
    form.field("file").retype(str(path))
    window.press("Ctrl+Return")
    assert form.problem("file") == "there.avoir exists already. Choose another name."
    assert path.read_bytes() == b"precious"


def test_the_business_is_described_for_the_documents_to_come(with_book):
    window = with_book
    window.do("business")
    form = window.form()
    assert form.field("name").shown == "Northwind"
    form.field("name").retype(" ")
    form.field("address.country").type("Austria")
    window.press("Ctrl+Return")
    assert form.problem("name") == "The name is missing. Fill it in."
    assert "is not a country code" in form.problem("address.country")
    form.field("name").retype("Northwind Ltd")
    form.field("address.country").retype("AT")
    window.press("Ctrl+Return")
    assert window.dialog == ""
    window.do("business")
    assert window.form().field("name").shown == "Northwind Ltd"
    assert window.form().field("address.country").shown == "AT"
    window.answer("Cancel")


def test_the_books_settings_are_shown_changed_and_refused(with_book):
    window = with_book
    window.press("Ctrl+,")
    form = window.form()
    assert form.field("days_to_pay").shown == "30"
    assert form.field("over_credit").shown == "Refuse it"
    form.field("days_to_pay").retype("soon")
    window.press("Ctrl+Return")
    assert "“soon” is no number of days." in form.problem("days_to_pay")
    form.field("days_to_pay").retype("14")
    form.field("expiry_days_customer").retype("365")
    assert form.field("language").shown == "English"
    form.field("language").retype("deut").press("tab")
    form.field("open_customer_credit").retype("1000").press("tab")
    window.press("Ctrl+Return")
    assert "serves for bank already" in form.problem("open_customer_credit")
    form.field("open_customer_credit").retype("2150").press("tab")
    window.press("Ctrl+Return")
    assert window.dialog == ""
    window.do("settings")
    shown = window.form()
    assert shown.field("days_to_pay").shown == "14"
    assert shown.field("expiry_days_customer").shown == "365"
    assert shown.field("language").shown == "Deutsch"
    assert shown.field("open_customer_credit").shown == "2150  Customer credits"
    window.answer("Cancel")


def test_accounts_in_their_roles_change_and_open_credits_are_told(qtbot, with_book):
    window = with_book
    window.press("Ctrl+,")
    form = window.form()
    form.field("auto_apply_order").retype("the newest").press("enter")
    form.field("credit_order").retype("the oldest").press("enter")
    form.field("forfeit_to").retype("unclaimed").press("enter")
    turn_settings(window, qtbot, 1)
    assert window.text("open_customer_credit_open") == "Open credit memos: 1."
    form.field("open_customer_credit").retype("2150").press("tab")
    told = "They stay on 1200 until they are used; what is issued from now on goes to the new"
    assert window.text("open_customer_credit_open").startswith(f"Open credit memos: 1. {told}")
    form.field("accounts.bad_debts").retype("1200").press("tab")
    turn_settings(window, qtbot, 0)
    window.press("Ctrl+Return")
    assert "serves for receivable already" in form.problem("accounts.bad_debts")
    assert form.focused == "accounts.bad_debts"
    form.field("accounts.bad_debts").retype("4120").press("tab")
    window.press("Ctrl+Return")
    assert window.dialog == ""
    (told,) = notices(window)
    assert told.startswith("1 open credit memo stays on account 1200 Accounts receivable")
    window.press("Ctrl+,")
    shown = window.form()
    assert shown.field("auto_apply_order").shown == "the newest due first"
    assert shown.field("credit_order").shown == "the oldest first"
    assert shown.field("forfeit_to").shown == "unclaimed property, kept for them"
    assert shown.field("accounts.bad_debts").shown.startswith("4120")
    window.answer("Cancel")


@pytest.mark.parametrize(
    ("system", "language"),
    [("de_AT", "de"), ("en_US", "en"), ("en_IE", "en-GB"), ("fr_CA", "fr"), ("nl_NL", "en")],
)
def test_a_new_book_begins_with_the_language_of_the_system(system, language):
    QLocale.setDefault(QLocale(system))
    assert languages.usual() == language
    QLocale.setDefault(QLocale.c())
    assert languages.usual() == "en"
