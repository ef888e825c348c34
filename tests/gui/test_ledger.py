"""The ledger: journal and registers, their order, balances, lock line and ways out."""

import pytest
from PySide6.QtCore import Qt

from tests.gui.drivers.books import fill
from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def window(window):
    window.go("Ledger")
    return window


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


def test_the_style_is_remembered(window, qtbot, tmp_path, path):
    window.click("full")
    window.close()
    again = WindowDriver(qtbot, tmp_path)
    again.open(path)
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
    go_to(window, "2026-02-11")
    assert window.focus == "journal"
    journal = window.rows("journal")
    at = journal.column("Document").index("CM-0001")
    assert journal.current == f"e{journal.column('No.')[at]}"


@pytest.fixture
def long(qtbot, tmp_path, path):
    """The ledger of a book with 450 more entries of one day."""
    fill(path, 450)
    window = WindowDriver(qtbot, tmp_path)
    window.open(path)
    window.go("Ledger")
    return window


def test_the_journal_is_as_long_as_the_book_and_goes_far_back_at_once(long):
    journal = long.rows("journal")
    assert journal.count == 454
    long.press("Ctrl+End")
    assert journal.seen[-1][2] == "INV-0001"
    long.press("Ctrl+Home")
    go_to(long, "2026-01-20")
    assert journal.current == "e1"
    assert journal.seen[-1][2] == "INV-0001"
    assert long.field("last").shown == ""  # nothing is narrowed for it


def test_all_lines_of_a_long_journal_stand_in_their_places(long):
    long.click("full")
    journal = long.rows("journal")
    assert journal.count == 454 * 3
    assert [row[1] for row in journal.rows if row[1]] == [
        str(number) for number in (4, 3, *range(454, 4, -1), 2, 1)
    ]
    journal.press(Qt.Key.Key_End, ctrl=True)
    assert journal.current == "e1/1"
    assert journal.seen[-1][4] == "4000  Sales"


def test_the_entry_that_is_opened_stays_where_it_is(long):
    long.click("split")
    journal = long.rows("journal")
    journal.scroll_to(200)
    journal.click(205)
    journal.settle()
    at, opened = journal.top_of_current, journal.current
    assert journal.count == 454 + 2
    for _ in range(3):  # past its two lines, to the entry below: the lines above that close
        long.press("Down")
        journal.settle()
    assert journal.current == f"e{int(opened[1:]) - 1}"
    assert journal.count == 454 + 2
    assert journal.top_of_current == at + 3 * journal.row_heights.pop()
    place = journal.place_of_current
    accounts = journal.column("Accounts")[place + 1 : place + 3]
    assert accounts == ["1200  Accounts receivable", "4000  Sales"]


def test_the_current_row_stays_when_the_style_changes(long):
    go_to(long, "2026-01-20")
    journal = long.rows("journal")
    for style in ("full", "split", "one_line"):
        long.click(style)
        journal.settle()
        assert journal.current == "e1"
        assert "INV-0001" in [row[2] for row in journal.seen]


def go_to(window, day):
    window.press("Ctrl+G")
    window.write(day)
    window.press("Return")


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
    register.double_click(0)  # leads to what was before
    assert window.field("first").shown == ""
    assert register.column("Document") == ["INV-0001", "CM-0001"]


def test_what_was_carried_forward_stands_before_the_oldest_in_either_direction(window):
    pick_account(window, "1200")
    window.field("first").type("2026-02-01").press("tab")
    register = window.rows("register")
    register.click_title("Date")
    register.click_title("Date")
    assert register.column("Description")[-1] == "Balance carried forward"
    assert register.column("Balance") == ["930.00", "850.00", "1,000.00"]
    register.click_title("Debit")
    assert "Balance carried forward" not in register.column("Description")


def test_a_long_register_begins_at_its_end_and_goes_to_any_date(qtbot, tmp_path, path):
    fill(path, 450)
    window = WindowDriver(qtbot, tmp_path)
    window.open(path)
    window.go("Ledger")
    pick_account(window, "1200")
    register = window.rows("register")
    assert register.count == 453
    assert register.seen[-1][-1] == "1,380.00"
    assert window.field("first").shown == ""
    go_to(window, "2026-02-01")
    assert register.column("Document")[register.place_of_current] == "CM-0001"
    assert register.count == 453
    window.filter("inv-0001")
    assert register.count == 1
    go_to(window, "2026-03-01")
    assert register.count == 1


def test_going_to_a_date_that_is_left_out_takes_the_dates_away(window):
    pick_account(window, "1200")
    window.field("first").type("2026-02-01").press("tab")
    go_to(window, "2026-01-10")
    register = window.rows("register")
    assert window.field("first").shown == ""
    assert register.column("Document")[0] == "INV-0001"
    assert register.current == register.ids[0]
    register.click_title("Debit")
    go_to(window, "2026-03-01")  # back in the order of the dates
    assert register.column("Balance") == ["1,000.00", "850.00", "930.00"]
    assert register.current == register.ids[2]


def test_a_title_that_orders_nothing_leaves_the_order_of_the_dates(window):
    pick_account(window, "1200")
    register = window.rows("register")
    register.click_title("Credit")
    register.click_title("Date")
    register.click_title("Balance")
    assert register.column("Balance") == ["1,000.00", "850.00", "930.00"]
    assert register.sorted_by == ""


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
    pick_account(window, "1200")
    register = window.rows("register")
    assert register.tones("Date") == ["muted", "text", "text"]
    assert window.red_lines("register") == [1]
    register.click_title("Date")
    register.click_title("Date")
    assert window.red_lines("register") == [2]
    register.click_title("Debit")
    assert window.red_lines("register") == []


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
