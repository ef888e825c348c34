"""The pages of customers and vendors: list, detail, editor."""

import pytest

from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def window(window):
    window.go("Customers")
    return window


def test_the_list_says_who_owes_what_and_what_it_comes_to(window):
    assert window.rows("parties").rows == [
        ["Acme Ltd", "Austin", "900.00", "50.00", "850.00"],
        ["Borealis", "", "80.00", "0.00", "80.00"],
    ]
    assert window.total("name") == "2 in all"
    totals = [window.total(name) for name in ("due", "credits", "balance")]
    assert totals == ["980.00", "50.00", "930.00"]


def test_the_balance_opens_what_it_is_made_of(window):
    window.press("Ctrl+B")
    assert window.page == "Why the balance of Acme Ltd is 850.00 USD"
    assert window.field("party").shown == "Acme Ltd"
    window.press("Alt+Left")
    assert window.page == "Customers"


def test_the_detail_shows_who_it_is_and_what_is_open(window):
    assert window.text("party_name") == "Acme Ltd"
    assert window.text("balance") == "850.00 USD"
    assert window.text("place") == "1 Main St, 78702 Austin, US"
    assert window.tabs == ["Open invoices  1", "Open credits  1", "Documents"]
    assert window.tab(0).column("Due") == ["900.00"]
    assert window.tab(1).rows[0][-2:] == ["150.00", "50.00"]


def test_the_vendors_page_is_the_same_mirrored(window):
    window.go("Vendors")
    assert window.rows("parties").titles == [
        "Name", "City", "Open bills", "Open credits", "Balance",
    ]  # fmt: skip
    assert window.rows("parties").rows == [["Cedar Mills", "", "300.00", "0.00", "300.00"]]
    assert window.tabs == ["Open bills  1", "Open credits  0", "Documents"]
    assert window.tab(1).empty[0] == "This vendor has given no credit that is open."


def test_a_filter_narrows_the_list_and_its_totals(window):
    window.filter("bore")
    assert window.rows("parties").column("Name") == ["Borealis"]
    assert window.total("balance") == "80.00"
    window.press("Escape")
    window.filter("")
    assert len(window.rows("parties").rows) == 2


def test_a_new_customer_is_refused_with_all_problems_and_then_saved(window):
    window.press("Ctrl+N")
    form = window.form()
    form.field("address.country").type("Austria")
    form.field("currency").type("CROWNS")
    window.press("Ctrl+Return")
    assert form.problem("name") == "The name is missing. Fill it in."
    assert "is not a country code" in form.problem("address.country")
    assert "is not a currency code" in form.problem("currency")
    assert form.focused == "name"
    form.field("name").type("Delta")
    form.field("address.country").retype("AT")
    form.field("currency").retype("EUR")
    window.press("Ctrl+Return")
    assert window.text("party_name") == "Delta"
    assert window.rows("parties").column("Name") == ["Acme Ltd", "Borealis", "Delta"]
    assert window.said == "Delta is saved."


def test_editing_changes_what_is_filled_in_and_empties_what_is_emptied(window):
    window.press("F2")
    form = window.form()
    assert form.field("address.city").shown == "Austin"
    form.field("address.city").retype("Dallas")
    form.field("address.street").retype("x").press("tab")
    window.click("confirm_button")
    assert window.text("place") == "x, 78702 Dallas, US"
    window.press("F2")
    form.field("address.street").click()
    window.form().field("address.street").retype(" ")
    window.press("Ctrl+Return")
    assert window.text("place") == "78702 Dallas, US"


def test_giving_up_changes_nothing(window):
    window.press("F2")
    window.form().field("name").retype("Somebody else")
    window.click("give_up_button")
    assert window.rows("parties").column("Name") == ["Acme Ltd", "Borealis"]


def test_enter_on_an_open_document_goes_to_it_or_stays_where_there_is_no_page(window):
    page = window.page
    window.tab(0).double_click(0)
    assert window.page in {page, "Invoices"}


def test_an_empty_book_says_what_belongs_here(qtbot, tmp_path):
    from tests.gui.drivers.books import empty_book

    empty_book(tmp_path / "new.avoir").close()
    window = WindowDriver(qtbot, tmp_path)
    window.open(tmp_path / "new.avoir")
    window.go("Customers")
    rows = window.rows("parties")
    assert rows.empty == ("The people and firms you sell to stand here.", "New customer")
    rows.answer_empty()
    assert window.focus == "name"


def test_a_customers_documents_speak_its_own_language_or_the_books(window):
    window.press("F2")
    form = window.form()
    assert form.field("language").shown == "The book's (English)"
    form.field("language").retype("deut").press("tab")
    window.press("Ctrl+Return")
    window.press("F2")
    assert window.form().field("language").shown == "Deutsch"
    window.form().field("language").retype("klingon").press("tab")
    window.press("Ctrl+Return")
    assert "“klingon” is not one of" in window.form().problem("language")
    window.form().field("language").retype("the book").press("tab")
    window.press("Ctrl+Return")
    window.do("settings")
    window.form().field("language").retype("fran").press("tab")
    window.press("Ctrl+Return")
    window.press("F2")
    assert window.form().field("language").shown == "The book's (Français)"
    window.click("give_up_button")
    window.press("Ctrl+N")
    assert window.form().field("language").shown == "The book's (Français)"
    assert window.close_book()
