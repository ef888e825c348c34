"""The editor of an entry by hand: typed, summed, refused, undone, kept."""

import pytest

from app.commands import books
from app.gui.drafts import Drafts
from app.queries import entries as queries
from tests.gui.drivers.entries import EntriesDriver
from tests.gui.drivers.window import WindowDriver

RENT = (("6000", "120", ""), ("1000", "", "120"))


@pytest.fixture
def page(qtbot, window):
    return EntriesDriver(qtbot, window)


# Writing


def test_typing_begins_at_the_words_of_today(page):
    page.key("Ctrl+N")
    assert page.window.page == "New entry"
    assert page.focus == "description"
    assert page.field("date").shown == "2026-03-10"
    assert page.lines == [["", "", "", ""]] * 2
    assert (page.sums, page.offers_to_fill, page.state) == ("", False, "")


def test_tab_goes_through_a_line_and_makes_the_next(page):
    page.key("Ctrl+N")
    page.press("tab")
    for stop in ("other_currency", "lines.0.account", "lines.0.debit", "lines.0.credit",
                 "lines.0.party", "lines.1.account"):  # fmt: skip
        assert page.focus == stop
        page.press("tab")
        page.come_back()
    page.put(1, "party", "acme")
    assert page.focus == "lines.2.account"
    assert len(page.lines) == 3


def test_tab_passes_over_the_side_that_stays_empty(page):
    page.key("Ctrl+N")
    page.line(0, "6000", debit="5*3")
    assert page.focus == "lines.0.party"
    assert page.lines[0] == ["6000 Rent", "15.00", "", ""]
    page.press("backtab")
    assert page.focus == "lines.0.debit"


def test_an_amount_on_one_side_leaves_the_other_empty(page):
    page.key("Ctrl+N")
    page.line(0, "6000", debit="15")
    page.put(0, "credit", "12")
    assert page.lines[0] == ["6000 Rent", "", "12.00", ""]


def test_the_sums_say_what_is_missing_and_where(page):
    page.write(("6000", "120", ""), ("1000", "", "100"), description="Rent")
    assert page.sums == "Debits 120.00, credits 100.00: 20.00 missing on the credit side."
    page.put(0, "debit", "90")
    assert page.sums == "Debits 90.00, credits 100.00: 10.00 missing on the debit side."
    page.put(0, "debit", "100")
    assert page.sums == "Debits 100.00, credits 100.00: it balances."
    assert not page.offers_to_fill


def test_what_is_missing_is_proposed_and_filled_in_by_a_key(page):
    page.write(("6000", "120", ""), description="Rent")
    page.put(1, "account", "1000")
    assert (page.focus, page.hint) == ("lines.1.debit", "")
    page.press("tab")
    assert (page.focus, page.hint) == ("lines.1.credit", "120.00")
    page.window.press("Ctrl+=")
    assert page.lines[1] == ["1000 Bank", "", "120.00", ""]
    assert page.sums.endswith("it balances.")


def test_the_link_fills_the_next_line_that_is_free(page):
    page.write(*RENT, description="Rent")
    page.put(0, "debit", "150")
    page.follow_link("fill_missing")
    assert page.lines[2] == ["", "", "30.00", ""]
    assert page.focus == "lines.2.account"


def test_an_account_is_found_by_code_or_name_and_says_what_it_takes(page):
    page.key("Ctrl+N")
    assert page.offered(0, "6000") == {"6000 Rent": "Expense"}
    assert page.offered(0, "receivable")["1200 Accounts receivable"] == "by documents only"
    whole = list(page.offered(0, "").values())
    assert whole.index("by documents only") > len(whole) - whole.count("by documents only") - 1
    page.do(books.create_account, code="6900", name="Costs", type="expense", header=True)
    page.press("escape")  # leaves the cell, then the editor
    page.press("escape")
    page.key("Ctrl+N")
    assert page.offered(0, "costs") == {"6900 Costs": "heading"}


def test_parties_of_both_sides_are_offered_and_say_which_they_are(page):
    page.key("Ctrl+N")
    assert page.offered(0, "", "party") == {
        "Acme Ltd": "Austin, US, customer",
        "Borealis": "customer",
        "Cedar Mills": "vendor",
    }


def test_an_account_that_takes_no_entry_says_so_at_once(page):
    page.key("Ctrl+N")
    page.put(0, "account", "1200")
    told = "Account 1200 Accounts receivable holds what documents add up to; nobody posts to it"
    assert page.cell_problem("lines", 0, "account").startswith(told)
    assert page.problem("lines").startswith(f"Line 1: {told}")
    page.put(0, "account", "6000")
    assert page.cell_problem("lines", 0, "account") == ""
    assert page.problem("lines") == ""


def test_an_entry_is_posted_and_stands_on_top(page):
    page.write(*RENT, description="Rent for March")
    assert page.state == "Not posted; kept on this computer"
    page.window.press("Ctrl+Return")
    assert not page.writing
    assert page.window.said == "Entry 5 posted."
    assert page.said[0] == ["Rent for March", "6000 / 1000", "120.00", "120.00"]
    assert page.journal.current == "e5"
    assert page.focus == "journal"
    assert page.unsaved == ""


def test_parties_of_both_sides_and_foreign_money(page):
    page.write(*RENT, description="Loan")
    page.put(0, "party", "cedar")
    page.put(1, "party", "acme")
    page.follow_link("other_currency")
    page.put(0, "currency", "EUR")
    page.put(0, "amount", "100")
    page.window.press("Ctrl+Return")
    first, second = page.ask(queries.get, "e5").lines
    assert (first.party_name, first.currency, str(first.amount)) == (
        "Cedar Mills",
        "EUR",
        "100.00",
    )
    assert (second.party_name, second.currency) == ("Acme Ltd", None)


def test_amounts_have_the_decimals_of_their_currency(page):
    page.write(*RENT, description="Loan")
    page.follow_link("other_currency")
    page.put(0, "currency", "JPY")
    page.put(0, "amount", "10000")
    assert page.grid("lines")[0][5] == "10,000"


# Refused


def test_all_problems_are_told_at_once_beside_their_fields(page):
    page.write(("1200", "120", ""), ("", "", "100"), date="2026-01-15")
    page.put(1, "party", "")
    page.put(2, "account", "6000")
    page.window.press("Ctrl+Return")
    assert page.writing
    assert page.problem("date").startswith("The books are locked through 2026-01-31")
    assert page.problem("description").startswith("The description is missing")
    lines = page.problem("lines").split("\n")
    assert [line.split(":")[0] for line in lines] == ["Line 1", "Line 2", "Line 3"]
    assert "holds what documents add up to" in lines[0]
    assert "The account is missing" in lines[1]
    assert "A line is a debit or a credit" in lines[2]
    assert page.cell_problem("lines", 2, "debit").startswith("A line is a debit or a credit.")
    assert page.focus == "date"


def test_what_does_not_balance_is_told_below_the_lines(page):
    page.write(("6000", "120", ""), ("1000", "", "100"), description="Rent")
    page.window.press("Ctrl+Return")
    assert page.problem("lines") == (
        "The debits are 120.00 USD, the credits 100.00 USD."
        " Correct the amounts until both are the same."
    )


def test_a_closed_day_is_told_at_the_date(page):
    page.write(*RENT, description="Rent", date="2026-01-15")
    page.window.press("Ctrl+Return")
    assert page.problem("date").startswith("The books are locked through 2026-01-31")
    page.set(date=" ")
    page.window.press("Ctrl+Return")
    assert page.problem("date") == "The date is missing."
    page.set(date="soon")
    page.window.press("Ctrl+Return")
    assert page.problem("date") == "“soon” is not a date. Write it like 2026-01-31."


# Undo, and what is kept


def test_edits_are_undone_one_by_one(page):
    page.write(*RENT, description="Rent")
    page.window.press("Ctrl+Z")
    assert page.lines[1][2] == ""
    for _ in range(6):
        page.window.press("Ctrl+Z")
    assert page.field("description").shown == ""
    page.window.press("Ctrl+Shift+Z")
    assert page.field("description").shown == "Rent"


def test_escape_asks_nothing_and_loses_nothing(page):
    page.write(*RENT, description="Rent")
    page.set(description="Rent, twice")
    page.window.press("Escape")
    assert not page.writing
    assert page.unsaved == "Entry “Rent, twice” is not saved yet."
    page.answer("Go on")
    assert page.lines[0] == ["6000 Rent", "120.00", "", ""]
    assert page.sums.endswith("it balances.")


def test_what_was_typed_survives_a_crash(qtbot, tmp_path, page, path):
    page.write(*RENT, description="Rent")
    kept = Drafts(tmp_path / "drafts", str(path.absolute()))
    qtbot.waitUntil(lambda: len(kept.left_over()) == 1)
    again = WindowDriver(qtbot, tmp_path, settings="others")
    again.open(path)
    assert again.page == "New entry"
    other = EntriesDriver(qtbot, again)
    other.window.press("Ctrl+Return")
    assert other.said[0][0] == "Rent"
    assert kept.left_over() == ()


def test_throwing_away_leaves_nothing(page):
    page.write(*RENT, description="Rent")
    page.act("throw_away")
    assert (page.writing, page.unsaved) == (False, "")
