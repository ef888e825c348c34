"""The ledger: journal and registers, their order, balances, lock line and ways out."""

from datetime import date

import pytest

from app.book import upgrade
from app.book.book import Writing
from app.commands import claims
from app.commands.inputs import ClaimDraft
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import clock, small_book
from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def book(tmp_path):
    return small_book(tmp_path / "north.avoir")


@pytest.fixture
def window(qtbot, tmp_path, book):
    made = WindowDriver(qtbot, tmp_path)
    made.open(book)
    made.go("Ledger")
    return made


def pick_account(window, text):
    window.field("account").click()
    window.field("account").type(text).press("enter")


def test_the_journal_shows_entries_newest_first_one_line_each(window):
    journal = window.rows("journal")
    assert journal.column("Date") == ["2026-03-05", "2026-03-05", "2026-02-10", "2026-01-15"]
    assert journal.column("Document") == ["BILL-0001", "INV-0002", "CM-0001", "INV-0001"]
    assert journal.column("Debit") == journal.column("Credit")
    assert journal.column("Debit")[-1] == "1,000.00"


def test_all_lines_stand_below_their_entry_and_balance(window):
    window.click("full")
    journal = window.rows("journal")
    accounts = [account for account in journal.column("Accounts") if account]
    assert accounts[-2:] == ["1200  Accounts receivable", "4000  Sales"]
    assert journal.rows[-2][-2:] == ["1,000.00", ""]
    assert journal.rows[-1][-2:] == ["", "1,000.00"]


def test_one_entry_opens_when_it_becomes_the_current_one(window):
    window.click("split")
    journal = window.rows("journal")
    before = len(journal.rows)
    journal.double_click(0)  # opens the document; the entry is current then
    window.go("Ledger")
    assert len(window.rows("journal").rows) >= before
    assert sum(1 for account in journal.column("Accounts") if "  " in account) == 2


def test_the_style_is_remembered(window, qtbot, tmp_path, book):
    window.click("full")
    window.close()
    again = WindowDriver(qtbot, tmp_path)
    again.open(book)
    assert "1200  Accounts receivable" in again.rows("journal").column("Accounts")


def test_words_and_dates_narrow_the_journal(window):
    window.filter("borealis")
    assert window.rows("journal").column("Document") == ["INV-0002"]
    window.filter("")
    window.field("first").type("2026-02-01").press("tab")
    window.field("last").type("2026-02-28").press("tab")
    assert window.rows("journal").column("Document") == ["CM-0001"]


def test_a_word_that_is_no_date_narrows_nothing(window):
    window.field("first").type("soon").press("tab")
    assert len(window.rows("journal").rows) == 4


def test_going_to_a_date_makes_the_entry_of_that_day_current(window):
    window.press("Ctrl+G")
    window.write("2026-02-11")
    window.press("Return")
    assert window.focus == "journal"
    journal = window.rows("journal")
    at = journal.column("Document").index("CM-0001")
    assert journal.current == f"e{journal.column('No.')[at]}"


def test_the_journal_loads_on_when_one_scrolls_and_goes_far_back_at_once(qtbot, tmp_path, book):
    fill(book, 450)
    window = WindowDriver(qtbot, tmp_path)
    window.open(book)
    window.go("Ledger")
    assert len(window.rows("journal").rows) == 200
    window.press("End")
    window.press("Ctrl+End")
    assert len(window.rows("journal").rows) == 400
    window.press("Ctrl+G")
    window.write("2026-01-20")
    window.press("Return")
    assert window.rows("journal").column("Document") == ["INV-0001"]
    assert window.field("last").shown == "2026-01-20"


def fill(path, count):
    """Many more invoices, of March, all in one transaction."""
    book = upgrade.open_book(path, clock)
    day = date(2026, 3, 1)
    draft = ClaimDraft(party="p1", amount="1", issue_date=day)

    def many(writing: Writing) -> None:
        for _ in range(count):
            claims.create(writing, CUSTOMER, draft)

    book.do(day, many)
    book.close()


def test_a_register_runs_by_date_with_its_own_balance(window):
    pick_account(window, "1200")
    register = window.rows("register")
    assert register.column("Balance") == ["1,000.00", "850.00", "930.00"]
    assert register.column("Document") == ["INV-0001", "CM-0001", "INV-0002"]
    assert window.total("text") == "Balance of Accounts receivable"
    assert window.total("balance") == "930.00"


def test_another_order_or_a_filter_hides_the_running_balance_but_not_the_total(window):
    pick_account(window, "1200")
    register = window.rows("register")
    register.click_title("Debit")
    assert "Balance" not in register.titles
    assert window.total("credit") == "930.00"
    register.click_title("Date")
    assert register.column("Balance") == ["1,000.00", "850.00", "930.00"]
    window.filter("borealis")
    assert "Balance" not in register.titles
    assert register.column("Debit") == ["80.00"]
    window.filter("")
    assert "Balance" in register.titles


def test_a_register_from_a_day_begins_with_what_was_carried_forward(window):
    pick_account(window, "1200")
    window.field("first").type("2026-02-01").press("tab")
    register = window.rows("register")
    assert register.column("Description")[0] == "Balance carried forward"
    assert register.column("Balance") == ["1,000.00", "850.00", "930.00"]
    window.field("last").type("2026-02-28").press("tab")
    assert window.total("balance") == "850.00"
    register.double_click(0)  # leads a year further back
    assert window.field("first").shown == "2025-02-01"


def test_a_long_register_begins_with_this_year(qtbot, tmp_path, book):
    fill(book, 2100)
    window = WindowDriver(qtbot, tmp_path)
    window.open(book)
    window.go("Ledger")
    pick_account(window, "1200")
    assert window.field("first").shown == "2026-01-01"
    assert window.rows("register").column("Balance")[-1] == "3,030.00"


def test_ctrl_y_shows_the_whole_entry_and_then_all_entries_of_its_document(window):
    pick_account(window, "4000")
    window.press("Ctrl+Y")
    assert window.lists() == ["journal"]
    journal = window.rows("journal")
    assert journal.column("Document")[0] == "BILL-0001"
    window.press("Ctrl+Y")
    assert window.text("page_title") == "Ledger"
    assert [one for one in journal.column("Document") if one] == ["INV-0002"]
    window.click("only_document")
    assert len([one for one in journal.column("Document") if one]) == 4


def test_all_accounts_leads_back_to_the_journal(window):
    pick_account(window, "1200")
    window.do("all_accounts")
    assert window.lists() == ["journal"]


def test_an_account_there_is_none_of_changes_nothing(window):
    window.field("account").click()
    window.field("account").type("nothing like it").press("tab")
    assert window.lists() == ["journal"]
    assert window.field("account").shown == "All accounts"


def test_locked_rows_stand_back_behind_a_red_line(window):
    journal = window.rows("journal")
    assert journal.tones("Date") == ["text", "text", "text", "muted"]
    assert window.red_lines("journal") == [3]  # above the fourth row


def test_the_balance_of_a_line_says_why_it_is_as_much(window):
    window.press("Ctrl+B")  # a whole entry is no balance
    assert window.page == "Ledger"
    pick_account(window, "1200")
    window.press("Ctrl+Home")
    assert window.rows("register").current
    window.press("Ctrl+B")
    assert window.page == "Why 1200 Accounts receivable holds 1,000.00 USD"
    assert window.field("last").shown == "2026-01-15"
    window.press("Alt+Left")
    assert window.field("account").shown == "1200  Accounts receivable"
