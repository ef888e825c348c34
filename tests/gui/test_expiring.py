"""Credits that lapse, exchange rates, and what is told over the page."""

from datetime import date

import pytest

from app.book import upgrade
from app.commands import claims, credits
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.errors import Problem
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY, clock, small_book
from tests.gui.drivers.credits import CreditsDriver, notices
from tests.gui.names import nameless

FEBRUARY = date(2026, 2, 10)


@pytest.fixture
def path(tmp_path):
    """The small book with credits that lapse on this and that day."""
    path = small_book(tmp_path / "north.avoir")
    book = upgrade.open_book(path, clock)
    days = ((2026, 3, 9), (2026, 3, 10), (2026, 3, 11), (2026, 4, 9), (2026, 4, 10))
    for day in days:
        draft = CreditDraft(
            party="p1", amount="7", reason="goodwill", issue_date=FEBRUARY,
            expires_at=date(*day),
        )  # fmt: skip
        book.do(FEBRUARY, credits.create, CUSTOMER, draft, issue=True)
    euros = ClaimDraft(
        party="p2", amount="100", issue_date=FEBRUARY, currency="EUR", fx_rate="1.1"
    )
    book.do(FEBRUARY, claims.create, CUSTOMER, euros)
    book.close()
    return path


def test_what_lapsed_and_what_will_within_a_month(window):
    window.do("run_expiry")
    rows = window.rows("expiring")
    assert rows.column("State") == ["Lapsed", "Today", "Tomorrow", "In 30 days"]
    assert rows.tones("State") == ["danger", "warning", "warning", "warning"]
    assert nameless(window.widget) == []
    rows.double_click(3)
    assert (window.page, window.text("number")) == ("Credit memos", "CM-0005")


def test_the_run_shows_what_it_posts_and_then_there_is_nothing_to_do(qtbot, window):
    page = CreditsDriver(qtbot, window, "Expiring credits")
    assert page.posts == [
        ["1200 Accounts receivable", "7.00", ""], ["4900 Forfeited credits", "", "7.00"],
    ]  # fmt: skip
    assert page.can("confirm")
    window.press("Ctrl+Return")
    assert window.rows("expiring").column("State") == ["Today", "Tomorrow", "In 30 days"]
    assert not page.can("confirm")
    told = "Nothing has lapsed: the last day of every open credit is still to come."
    assert (page.why_not("confirm"), page.posts_not) == (told, told)


def test_the_list_is_narrowed(window):
    window.go("Expiring credits")
    window.press("Ctrl+F")
    assert window.focus == "filter"
    window.filter("tomorrow")
    assert window.rows("expiring").column("State") == ["Tomorrow"]


def test_a_closed_notice_stays_closed_until_the_book_is_opened_again(window, path):
    assert len(notices(window)) == 1
    window.click("notice_close")
    window.press("F5")
    assert notices(window) == ()
    window.close_book()
    assert notices(window) == ()
    window.open(path)
    assert len(notices(window)) == 1


def test_two_warnings_of_one_act_replace_those_before(window):
    window.widget.desk.book.do(TODAY, _warn, "one", "two")
    assert notices(window)[:-1] == ("one", "two")
    window.widget.desk.book.do(TODAY, _warn, "three")
    assert notices(window)[:-1] == ("three",)


def _warn(writing, *texts: str) -> None:
    writing.warnings.extend(Problem("open_documents_stay", text, None, None) for text in texts)


# Exchange rates


def test_a_rate_is_set_and_corrected(qtbot, window):
    page = CreditsDriver(qtbot, window, "Exchange rates")
    assert page.window.rows("exchange_rates").empty[1] == "New exchange rate"
    window.press("Ctrl+N")
    window.press("Ctrl+Return")
    assert page.problem("currency") == "Choose a currency."
    assert page.problem("rate") == "Say what one unit of it is worth."
    page.set(currency="EUR", date="2026-03-01", rate="1.08")
    window.press("Ctrl+Return")
    assert window.rows("exchange_rates").rows == [["EUR", "2026-03-01", "1.08", "in force today"]]
    window.press("F2")
    assert page.panel == "Correct the rate of EUR from 2026-03-01"
    assert page.focus == "rate"
    page.field("rate").retype("1.09")
    window.press("Ctrl+Return")
    assert [row[2] for row in window.rows("exchange_rates").rows] == ["1.09"]
    window.press("Ctrl+N")
    page.set(currency="EUR", date="soon", rate="2")
    window.press("Ctrl+Return")
    assert page.problem("date").startswith("This is not a date.")
    page.press("escape")
    assert page.panel == ""


def test_open_balances_are_revalued_after_a_look(qtbot, window):
    page = CreditsDriver(qtbot, window, "Exchange rates")
    page.click("revalue_button")
    assert page.field("date").shown == "2026-02-28"
    assert page.grid("rates") == [["EUR", "1200 100.00", "—", ""]]
    assert page.posts_not.startswith("There is no")  # no rate is known
    page.cell("rates", 0, "rate")
    page.type("1.25")
    assert page.posts == [
        ["Entry 1 of 2", "", ""],
        ["1200 Accounts receivable", "15.00", ""],
        ["7020 Unrealized exchange differences", "", "15.00"],
        ["Entry 2 of 2", "", ""],
        ["7020 Unrealized exchange differences", "15.00", ""],
        ["1200 Accounts receivable", "", "15.00"],
    ]
    window.press("Ctrl+Return")
    assert window.said == "Foreign balances are revalued as of 2026-02-28."


def test_a_problem_of_a_rate_stands_at_its_row(qtbot, window):
    page = CreditsDriver(qtbot, window, "Exchange rates")
    page.click("revalue_button")
    page.cell("rates", 0, "rate")
    page.type("0")
    window.press("Ctrl+Return")
    assert page.cell_problem("rates", 0, "rate")
    assert page.panel


def test_without_foreign_balances_there_is_nothing_to_revalue(qtbot, window):
    page = CreditsDriver(qtbot, window, "Exchange rates")
    page.click("revalue_button")
    page.set(date="2026-01-31")
    assert window.text("nothing_open") == "No balance in a foreign currency is open on this day."
    assert not window.enabled("panel_confirm")
