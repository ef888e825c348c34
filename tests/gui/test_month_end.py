"""The page of a month's end: what is left to do and where it leads, locking and unlocking."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.book import upgrade
from app.commands import books, claims, credits
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY, clock, empty_book, small_book
from tests.gui.drivers.closing import MonthEndDriver
from tests.gui.drivers.window import WindowDriver
from tests.gui.names import nameless

FEBRUARY = date(2026, 2, 10)


@pytest.fixture
def path(tmp_path):
    """The small book with something to do in February."""
    path = small_book(tmp_path / "north.avoir")
    book = upgrade.open_book(path, clock)
    plain = CreditDraft(party="p1", amount="7", reason="goodwill", issue_date=FEBRUARY)
    for draft, issue in (
        (replace(plain, reason="other"), True),
        (replace(plain, expires_at=date(2026, 2, 20)), True),
        (plain, False),
    ):
        book.do(FEBRUARY, credits.create, CUSTOMER, draft, issue=issue)
    euros = ClaimDraft(
        party="p2", amount="100", issue_date=FEBRUARY, currency="EUR", fx_rate="1.1"
    )
    book.do(FEBRUARY, claims.create, CUSTOMER, euros)
    book.close()
    return path


@pytest.fixture
def page(qtbot, window):
    return MonthEndDriver(qtbot, window)


def do(window, command, **facts: Any):
    """What happens to the book elsewhere."""
    window.widget.desk.book.do(TODAY, command, **facts)


def test_the_first_month_that_ended_and_is_not_locked_is_chosen(page, window):
    assert page.month == "February 2026"
    assert page.does == "Lock through 2026-02-28"
    assert page.focus == "through"
    assert page.offered[:3] == ["March 2026", "February 2026", "January 2026"]
    assert nameless(window.widget) == []
    do(window, books.lock, through=date(2026, 2, 28))
    assert page.month == "February 2026"


def test_an_empty_book_begins_with_the_last_month(qtbot, tmp_path):
    empty_book(tmp_path / "empty.avoir").close()
    window = WindowDriver(qtbot, tmp_path)
    window.open(tmp_path / "empty.avoir")
    page = MonthEndDriver(qtbot, window)
    assert page.month == "February 2026"
    assert window.text("never_moved") == "It has never been moved."
    window.press("Ctrl+Return")
    assert page.moves.column("Locked through") == ["2026-02-28"]


def test_what_is_left_to_do_is_said_with_its_figures(page):
    found = page.list
    assert found["Drafts of credit memos"] == (
        "To do",
        "1 dated up to then, the first on 2026-02-10. Issue them, or give them a later date.",
        "Drafts",
    )
    assert found["Expired credits"][:2] == (
        "To do", "Past their last day: 1, the first on 2026-02-20. Not lapsed yet: 7.00 USD.",
    )  # fmt: skip
    assert found["1050 Card clearing"] == ("Done", "Empty on 2026-02-28.", "Register")
    assert found["1210 Receivable clearing"][1] == "A debit of 7.00 USD is left on 2026-02-28."
    assert found["1200 Accounts receivable in EUR"][1] == ("Open and not revalued: 100.00 EUR.")
    assert found["AR and its documents"][0] == "Done"
    assert found["Backup"] == ("To do", "There is none yet.", "Back up now")
    assert page.left == "Left to do: 5. The books can be locked all the same."


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("drafts:credit_memo", "Credit memos"),
        ("lapsed", "Expiring credits"),
        ("foreign:1200:EUR", "Exchange rates"),
    ],
)
def test_every_row_opens_what_it_speaks_of(page, window, item, title):
    page.follow_way(item)
    assert window.page == title


def test_drafts_are_shown_under_their_tab(page):
    page.follow_way("drafts:credit_memo")
    assert [status for status, chosen in page.statuses.items() if chosen] == ["Draft 1"]
    assert [row[0] for row in page.rows] == ["—"]


def test_the_revaluation_is_prepared_for_the_months_end(page, window):
    page.choose_month("2026-01")
    page.choose_month("2026-02")
    page.follow_way("foreign:1200:EUR")
    assert page.field("date").shown == "2026-02-28"
    page.cell("rates", 0, "rate")
    page.type("1.25")
    window.press("Ctrl+Return")
    window.go("Month end")
    assert page.list["1200 Accounts receivable in EUR"][:2] == (
        "Done", "Open and revalued: 100.00 EUR.",
    )  # fmt: skip


def test_registers_and_the_tie_out_are_reports(page, window):
    page.follow_way("clearing:1210")
    assert window.section == "Reports"
    window.go("Month end")
    page.follow_way("tie:1200")
    assert window.section == "Reports"


def test_the_arrows_walk_through_the_ways(page):
    down, up = Qt.Key.Key_Down, Qt.Key.Key_Up
    assert page.walk() == "open_drafts:credit_memo"
    assert page.walk(down, down) == "open_clearing:1050"
    assert page.walk(down, up) == "open_drafts:credit_memo"
    assert page.walk(up) == "reason"


def test_a_month_that_goes_on_says_so(page):
    page.choose_month("march")
    assert page.list["The month has ended"] == (
        "To do",
        "It goes on until 2026-03-31: what still happens could not be dated in it.",
        "",
    )


def test_what_does_not_tie_is_wrong(page, window):
    book = window.widget.desk.book
    with book.look() as connection:
        connection.exec_driver_sql(
            "UPDATE document_tally SET base_open = base_open + 300 WHERE kind = 'invoice'"
        )
    window.press("F5")
    assert page.list["AR and its documents"][0] == "Wrong"
    assert page.left.startswith("Wrong: ")


# Locking and unlocking


def test_a_month_is_locked_with_what_is_left_and_stands_in_the_history(page, window):
    page.field("reason").type("February is done")
    window.press("Ctrl+Return")
    assert window.lock == "Locked through 2026-02-28"
    assert window.said == "Locked through 2026-02-28."
    assert [row[:2] for row in page.moves.rows] == [
        ["2026-02-28", "February is done"],
        ["2026-01-31", ""],
    ]
    assert page.moves.column("On")[0] == "2026-03-10 09:30"
    assert page.field("reason").shown == ""
    assert page.left == "Locked. Unlocking opens this month and all after it."
    assert page.does == "Unlock from 2026-02-01 on"


def test_unlocking_needs_a_reason(page, window):
    page.choose_month("january")
    assert page.does == "Unlock from 2026-01-01 on"
    window.press("Ctrl+Return")
    assert page.problem("reason") == "A reason is needed. Say why you unlock."
    assert window.lock == "Locked through 2026-01-31"
    page.field("reason").type("A bill came late")
    window.press("Ctrl+Return")
    assert window.lock == "Not locked"  # the book begins in that month
    assert window.said == "Unlocked from 2026-01-01 on."
    assert page.moves.rows[0][:2] == ["nothing locked", "A bill came late"]
    assert page.does == "Lock through 2026-01-31"


def test_unlocking_a_later_month_keeps_those_before_it_locked(page, window):
    window.press("Ctrl+Return")
    page.field("reason").type("A bill came late")
    window.click("confirm_button")
    assert window.lock == "Locked through 2026-01-31"


def test_a_month_that_is_locked_in_part_goes_both_ways(page, window):
    do(window, books.lock, through=date(2026, 2, 15))
    assert page.does == "Lock through 2026-02-28"
    page.field("reason").type("Too early")
    window.click("reopen_button")
    assert window.lock == "Locked through 2026-01-31"
    window.press("Ctrl+Return")
    assert window.lock == "Locked through 2026-02-28"


def test_what_is_no_month_is_told_beside_the_field(page, window):
    page.choose_month("soon")
    assert page.left == "Choose a month."
    window.press("Ctrl+Return")
    assert page.problem("through") == "This is no month. Choose one from the list."
    assert window.lock == "Locked through 2026-01-31"


def test_the_status_bar_and_the_menu_lead_to_it(window):
    for way in (lambda: window.click("lock"), lambda: window.click("backup"),
                lambda: window.do("month_end")):  # fmt: skip
        window.go("Customers")
        way()
        assert window.page == "Month end"


def test_another_page_may_ask_for_a_month(page, window):
    window.widget.desk.show("month_end", "2026-01-15")
    assert page.month == "January 2026"
