"""The page Home: what it says, where every figure and bar leads, by pointer and by keyboard."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.book import upgrade
from app.commands import claims, credits, expiry
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER, VENDOR
from app.gui import theme
from tests.gui.drivers.books import TODAY, clock, empty_book, small_book
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.home import HomeDriver
from tests.gui.drivers.reports import ReportsDriver
from tests.gui.drivers.window import WindowDriver
from tests.gui.names import nameless

FEBRUARY, DECEMBER = date(2026, 2, 10), date(2025, 12, 3)


@pytest.fixture
def path(tmp_path):
    """The small book with something of everything."""
    path = small_book(tmp_path / "north.avoir")
    book = upgrade.open_book(path, clock)
    for reason, day, until, issue in (
        ("goodwill", FEBRUARY, date(2026, 2, 20), True),
        ("goodwill", TODAY, date(2026, 4, 9), True),
        ("return", TODAY, None, True),
        ("return", TODAY, None, False),
    ):
        draft = CreditDraft(
            party="p1", amount="7", reason=reason, issue_date=day, expires_at=until
        )
        book.do(day, credits.create, CUSTOMER, draft, issue=issue)
    late = ClaimDraft(party="p3", amount="40", issue_date=FEBRUARY, due_date=FEBRUARY)
    book.do(TODAY, claims.create, VENDOR, late)
    old = ClaimDraft(party="p2", amount="25", issue_date=FEBRUARY, due_date=DECEMBER)
    book.do(TODAY, claims.create, CUSTOMER, old)
    book.close()
    return path


@pytest.fixture
def page(qtbot, window):
    return HomeDriver(qtbot, window)


@pytest.fixture
def empty(qtbot, tmp_path):
    empty_book(tmp_path / "empty.avoir").close()
    window = WindowDriver(qtbot, tmp_path)
    window.resize(1280, 900)
    window.open(tmp_path / "empty.avoir")
    return window


def do(window, command, *args: Any, **facts: Any):
    """What happens to the book elsewhere."""
    return window.widget.desk.book.do(TODAY, command, *args, **facts)


# What it says


def test_the_figures_are_those_of_the_book(page, window):
    assert window.text("as_of") == "As of 2026-03-10, in USD"
    assert page.figures == {
        "credits_customer": "71.00",
        "credits_vendor": "0.00",
        "soon": "7.00",
        "lapsed": "7.00",
        "drafts_credit_memo": "1",
        "drafts_vendor_credit": "0",
        "drafts_invoice": "0",
        "drafts_bill": "0",
    }
    assert window.text("credits_customer_issued") == "3 open"
    assert window.text("credits_customer_partially_applied") == "1 partly used"
    assert window.text("soon_count") == window.text("lapsed_count") == "Credits: 1"


def test_what_is_open_stands_by_its_age(page):
    assert page.ageing("customer") == {
        "Not due yet": "80.00",
        "1 to 30 days late": "900.00",
        "31 to 60 days late": "0.00",
        "61 to 90 days late": "0.00",
        "Over 90 days late": "25.00",
        "Credits not used yet": "−71.00",
        "In all": "934.00",
    }
    assert page.ageing("vendor")["1 to 30 days late"] == "40.00"


def test_bars_are_as_long_as_their_share(page):
    longest = page.bar_length("customer_1_30")
    assert longest > 200
    assert abs(page.bar_length("customer_current") - longest * 80 // 900) <= 2
    assert page.bar_length("customer_31_60") == 0


def test_only_what_is_very_late_is_in_the_colour_of_danger(page):
    danger = theme.look().color("danger").name()
    assert page.bar_colour("customer_over_90") == danger
    assert page.bar_colour("customer_1_30") not in {"", danger}
    assert page.bar_colour("vendor_1_30") not in {"", danger}


def test_what_was_given_stands_by_reason_and_month(page):
    assert page.reasons == [
        "given_return_2026-02", "given_return_2026-03", "given_return",
        "given_goodwill_2026-02", "given_goodwill_2026-03", "given_goodwill",
        "given_2026-02", "given_2026-03", "given_total",
    ]  # fmt: skip
    highest = page.bar_height("given_return_2026-02")
    assert highest > 28
    assert page.bar_height("given_goodwill_2026-02") == max(2, highest * 7 // 150)


def test_everything_says_what_it_is_and_how_much(page, window):
    assert page.spoken("customer_1_30") == "Owed 1 to 30 days late: 900.00 USD"
    assert page.spoken("vendor_1_30") == "We owe 1 to 30 days late: 40.00 USD"
    assert page.spoken("customer_unapplied_credits") == "Credits not used yet: −71.00 USD"
    assert page.spoken("given_return_2026-02") == "Return, February 2026: 150.00 USD"
    assert page.tip("given_return_2026-02") == "Return, February 2026: 150.00 USD"
    assert page.spoken("given_2026-02") == "All reasons, February 2026: 157.00 USD"
    assert page.spoken("given_total") == "All reasons, October 2025 to March 2026: 171.00 USD"
    assert page.spoken("credits_customer") == "Open customer credits: 71.00 USD"
    assert page.spoken("credits_customer_issued") == "Open customer credits: 3 open"
    assert page.spoken("lapsed") == "Lapsed, waiting for the run: 7.00 USD. Credits: 1"
    assert page.spoken("drafts_credit_memo") == "Drafts of credit memos: 1"
    assert all(page.all_spoken)
    assert nameless(window.widget) == []


# Where it leads


@pytest.mark.parametrize(
    ("name", "tab", "numbers"),
    [
        ("credits_customer_issued", "Open 3", ["CM-0004", "CM-0003", "CM-0002"]),
        ("credits_customer_partially_applied", "Partly used 1", ["CM-0001"]),
        ("drafts_credit_memo", "Draft 1", ["—"]),
    ],
)
def test_a_count_opens_its_list(qtbot, page, window, name, tab, numbers):
    page.follow(name)
    assert window.page == "Credit memos"
    chosen = [one for one, chosen in listed(qtbot, window).statuses.items() if chosen]
    assert chosen == [tab]
    assert [row[0] for row in listed(qtbot, window).rows] == numbers


def listed(qtbot, window):
    return DocumentsDriver(qtbot, window, window.section)


@pytest.mark.parametrize("name", ["soon", "lapsed"])
def test_what_lapses_opens_the_page_of_it(page, window, name):
    page.follow(name)
    assert window.page == "Expiring credits"
    assert window.rows("expiring").column("Number") == ["CM-0002", "CM-0003"]


@pytest.mark.parametrize(
    ("name", "way", "documents", "worth"),
    [
        ("credits_customer", "Open documents of customers",
         ["CM-0001", "CM-0002", "CM-0003", "CM-0004"], "−71.00"),
        ("customer_unapplied_credits", "Open documents of customers",
         ["CM-0001", "CM-0002", "CM-0003", "CM-0004"], "−71.00"),
        ("customer_over_90", "Open documents of customers", ["INV-0003"], "25.00"),
        ("vendor_total", "Open documents of vendors", ["BILL-0001", "BILL-0002"], "340.00"),
        ("given_return_2026-03", "Credit memos given", ["CM-0004"], "7.00"),
        ("given_goodwill", "Credit memos given", ["CM-0002", "CM-0003"], "14.00"),
        ("given_2026-02", "Credit memos given", ["CM-0001", "CM-0002"], "157.00"),
    ],
)  # fmt: skip
def test_a_figure_opens_what_it_is_made_of(qtbot, page, window, name, way, documents, worth):
    page.follow(name)
    assert window.section == "Reports"
    report = ReportsDriver(qtbot, window)
    assert report.way == [way]
    at, worth_at = report.titles.index("Document"), report.titles.index("In the books")
    found = [row[at] for row in report.rows if row[at] != "Total"]
    assert sorted(found) == documents
    assert report.row("Total")[worth_at] == worth


def test_one_comes_back_to_the_bar_one_left(page, window):
    page.follow("given_return_2026-03")
    window.press("Alt+Left")
    assert (window.page, window.focus) == ("Home", "given_return_2026-03")


# By keyboard


@pytest.mark.parametrize("change", [False, True])
def test_tab_comes_by_every_figure_and_once_by_every_board(page, window, change):
    if change:  # other bars come into their places
        draft = ClaimDraft(party="p2", amount="1", issue_date=TODAY)
        do(window, claims.create, CUSTOMER, draft)
    assert page.window.focus == "credits_customer"
    assert page.tab_stops() == [
        "credits_customer", "credits_customer_issued", "credits_customer_partially_applied",
        "credits_vendor", "soon", "lapsed", "drafts_credit_memo", "drafts_vendor_credit",
        "drafts_invoice", "drafts_bill", "customer_current", "vendor_current",
        "given_return_2026-02",
    ]  # fmt: skip


def test_the_arrows_walk_over_a_board(page):
    up, down, left, right = (
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    )  # fmt: skip
    page.stand_on("customer_current")
    assert page.walk(down, down, down, up) == "customer_31_60"
    assert page.walk(left, right) == "customer_31_60"
    page.stand_on("given_return_2026-02")
    assert page.walk(right) == "given_return_2026-03"
    assert page.walk(right) == "given_return"
    assert page.walk(right) == "given_return"
    assert page.walk(down, left) == "given_goodwill_2026-03"
    assert page.walk(down) == "given_2026-03"
    assert page.walk(down) == "given_2026-03"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_opens_what_has_the_focus(page, window, key):
    page.stand_on("customer_1_30")
    page.walk(key)
    assert window.section == "Reports"


def test_a_bar_that_is_looked_at_says_what_it_stands_for(page, window):
    time = "October 2025 to March 2026"
    assert window.text("given_said") == time
    page.stand_on("given_return_2026-02")
    assert window.text("given_said") == "Return, February 2026: 150.00 USD"
    page.stand_on("customer_current")
    assert window.text("given_said") == time
    page.point_at("given_goodwill_2026-03")
    assert window.text("given_said") == "Goodwill, March 2026: 7.00 USD"


def test_what_the_arrows_come_to_is_scrolled_into_sight(page, window):
    window.resize(1000, 500)
    page.stand_on("vendor_current")
    assert not page.seen("vendor_total")
    assert page.walk(*[Qt.Key.Key_Down] * 6) == "vendor_total"
    assert page.seen("vendor_total")


# As the book changes


def test_it_follows_the_book_while_it_is_shown_and_when_it_is_shown_again(page, window):
    page.stand_on("given_goodwill_2026-03")
    do(window, expiry.run)
    assert page.figures["lapsed"] == "0.00"
    assert page.figures["credits_customer"] == "64.00"
    assert window.focus == "given_goodwill_2026-03"
    assert window.text("given_said") == "Goodwill, March 2026: 7.00 USD"
    window.go("Accounts")
    draft = ClaimDraft(party="p2", amount="20", issue_date=TODAY)
    do(window, claims.create, CUSTOMER, draft)
    window.press("Alt+Home")
    assert page.ageing("customer")["Not due yet"] == "100.00"


def test_a_month_that_was_empty_gets_its_bar(page, window):
    draft = CreditDraft(party="p1", amount="9", reason="other", issue_date=TODAY)
    do(window, credits.create, CUSTOMER, draft, issue=True)
    assert "given_other_2026-03" in page.reasons
    page.stand_on("given_goodwill_2026-03")
    do(window, credits.create, CUSTOMER, draft, issue=True)
    assert page.spoken("given_other_2026-03") == "Other, March 2026: 18.00 USD"
    assert window.focus == "given_goodwill_2026-03"
    assert window.text("given_said") == "Goodwill, March 2026: 7.00 USD"


# A new book


def test_a_new_book_is_told_what_will_stand_here_and_where_to_begin(qtbot, empty):
    window = empty
    page = HomeDriver(qtbot, window)
    assert window.text("empty_sentence") == (
        "Open credits, those that will expire, and drafts that wait stand here."
    )
    assert page.figures == {}
    assert page.all_spoken == []
    assert window.focus == "new_customer_button"
    window.click("new_customer_button")
    assert window.page == "New customer"


def test_a_credit_memo_can_be_begun_here(qtbot, empty):
    window = empty
    HomeDriver(qtbot, window)
    assert window.menus["Home"] == ["New credit memo", "New customer"]
    window.press("Ctrl+N")
    assert window.section == "Credit memos"
    assert window.page == "New credit memo"


def test_a_side_without_anything_open_says_what_will_stand_there(qtbot, empty):
    window = empty
    page = HomeDriver(qtbot, window)
    from app.commands import parties

    party = do(window, parties.create, VENDOR, name="Cedar").id
    do(window, claims.create, VENDOR, ClaimDraft(party=party, amount="3", issue_date=TODAY))
    assert page.ageing("vendor")["In all"] == "3.00"
    with pytest.raises(StopIteration):
        page.ageing("customer")
    assert page.figures["drafts_bill"] == "0"


# Room


@pytest.mark.parametrize(
    ("width", "text", "beside"),
    [(1280, 1.0, True), (900, 1.0, False), (1280, 1.5, False)],
)
def test_all_of_it_fits_by_scrolling_down_alone(qapp, page, window, width, text, beside):
    window.resize(width, 800)
    theme.apply(qapp, "light", text)
    for _ in range(3):
        qapp.processEvents()
    assert page.cut_off() == []
    assert not page.scrolls_sideways
    assert page.stands_beside() is beside
    theme.apply(qapp, "light", 1.0)


def test_it_stands_above_all_groups_and_no_book_begins_with_it(window):
    assert window.sections[:2] == ["Home", "Customers"]
    assert window.page == "Credit memos"
