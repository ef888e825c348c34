"""The document pages: lists, details and acts, the same for customers and vendors."""

from datetime import date

import pytest

from app.book import upgrade
from app.book.book import Writing
from app.commands import claims, credits, parties
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY, clock, small_book
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.window import WindowDriver
from tests.gui.names import nameless


@pytest.fixture
def path(tmp_path):
    """The small book, and a draft beside the memo that is partly used."""
    path = small_book(tmp_path / "north.avoir")
    book = upgrade.open_book(path, clock)
    draft = CreditDraft(party="p1", amount="30", reason="goodwill", issue_date=date(2026, 3, 9))
    book.do(TODAY, credits.create, CUSTOMER, draft)
    book.close()
    return path


@pytest.fixture
def memos(qtbot, window):
    return DocumentsDriver(qtbot, window, "Credit memos")


DRAFT = ["—", "Acme Ltd", "30.00", "Draft"]
PARTLY = ["CM-0001", "Acme Ltd", "50.00", "Partly used"]


def test_the_list_says_what_there_is(memos):
    assert memos.rows == [DRAFT, PARTLY]
    assert memos.statuses == {
        "All 2": True, "Draft 1": False, "Open": False, "Partly used 1": False, "Used up": False,
        "Expired": False, "Void": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("section", "printed"),
    [("Credit memos", True), ("Invoices", True), ("Vendor credits", True), ("Bills", False)],
)
def test_print_is_offered_of_what_has_a_paper(qtbot, window, section, printed):
    page = DocumentsDriver(qtbot, window, section)
    assert ("Print" in window.menus[section]) is (printed and bool(page.rows))
    page.act("new")
    assert ("Issue and print" in window.menus[section]) is printed


def test_a_status_tab_and_the_filter_narrow_the_list(memos):
    memos.choose("draft")
    assert memos.rows == [DRAFT]
    memos.choose("all")
    memos.window.filter("cm-0001 acme")
    assert memos.rows == [PARTLY]
    memos.window.filter("borealis")
    assert memos.rows == []
    assert memos.listed.empty == ("Nothing here fits what is chosen above.", "Show all")
    memos.listed.answer_empty()
    assert memos.rows == [DRAFT, PARTLY]


@pytest.mark.parametrize("section", ["Credit memos", "Invoices", "Vendor credits", "Bills"])
def test_every_page_works_by_keyboard_and_names_its_controls(qtbot, window, section):
    page = DocumentsDriver(qtbot, window, section)
    assert window.page == section
    assert nameless(window.widget) == []
    window.press("Ctrl+N")
    assert (window.page.split()[0], page.focus) == ("New", "party")
    assert nameless(window.widget) == []
    page.press("escape")
    assert (window.page, window.focus) == (section, "documents")


def test_an_empty_page_says_what_belongs_there(qtbot, window):
    page = DocumentsDriver(qtbot, window, "Vendor credits")
    assert page.listed.empty == (
        "Here is what lowers your debts to vendors: returns, rebates, prices put right.",
        "New vendor credit",
    )
    page.listed.answer_empty()
    assert page.writing


def test_the_detail_shows_the_document_and_opens_its_figures(memos):
    memos.pick("CM-0001")
    assert memos.head == ("CM-0001", "Acme Ltd", "150.00 USD", "Partly used")
    assert memos.totals == {
        "Subtotal": "150.00", "Total": "150.00", "Applied": "100.00", "Remaining": "50.00",
    }  # fmt: skip
    memos.open_figure("Applied")
    assert memos.tab_shown == "Applications"
    assert memos.grid("applications") == [
        ["2026-02-10", "INV-0001", "100.00", "", "Unapply"],
    ]  # fmt: skip


def test_an_applied_invoice_opens(memos):
    memos.pick("CM-0001")
    memos.tab("Applications")
    memos.cell("applications", 0, "number")
    assert memos.window.page == "Invoices"
    assert memos.head == ("INV-0001", "Acme Ltd", "1,000.00 USD", "Partly paid")


def test_applications_are_walked_and_opened_by_keys(memos):
    memos.pick("CM-0001")
    memos.tab("Applications")
    memos.press("enter")
    assert memos.focus == "tab_bar"
    memos.press("tab")
    assert memos.focus == "applications"
    memos.press("enter")
    assert memos.window.page == "Invoices"


def test_the_journal_of_a_document_opens_the_register_of_an_account(memos):
    memos.pick("CM-0001")
    memos.tab("Journal")
    lines = memos.window.rows("document_journal")
    assert [row[3:] for row in lines.rows] == [
        ["4100 Returns and allowances", "150.00", ""],
        ["1200 Accounts receivable", "", "150.00"],
    ]
    lines.double_click(0)
    assert memos.window.page == "Ledger"


def test_the_history_tells_what_happened_newest_first(memos):
    memos.pick("CM-0001")
    memos.tab("History")
    told = [row[2:] for row in memos.window.rows("document_history").rows]
    assert told == [["Applied", "100.00 · INV-0001"], ["Issued", "CM-0001"], ["Written", "150.00"]]


def test_an_act_that_is_off_says_why(memos):
    memos.pick("—")
    assert memos.can("confirm")
    assert memos.why_not("apply") == "This credit memo is still a draft. Issue it first."
    memos.pick("CM-0001")
    assert memos.can("void")  # in part, or after everything was taken back
    assert not memos.can("confirm")
    assert memos.why_not("confirm").startswith("Credit memo CM-0001 is already issued.")


def test_ctrl_enter_issues_a_draft(memos):
    memos.pick("—")
    memos.window.press("Ctrl+Return")
    assert memos.window.said == "CM-0002 issued."
    assert memos.rows[0] == ["CM-0002", "Acme Ltd", "30.00", "Open"]
    assert memos.head[3] == "Open"


def test_delete_asks_in_the_page_and_only_for_drafts(memos):
    memos.pick("CM-0001")
    memos.press("delete")
    assert memos.question == ""
    memos.pick("—")
    memos.press("delete")
    assert memos.question == (
        "Delete this draft for Acme Ltd over 30.00 USD? It has no number yet."
    )
    memos.press("escape")
    assert memos.question == ""
    assert len(memos.rows) == 2
    memos.press("delete")
    memos.press("enter")
    assert memos.rows == [PARTLY]
    assert memos.window.said == "Draft deleted."


def test_applying_fills_nothing_in_silently(memos):
    memos.pick("CM-0001")
    memos.act("apply")
    assert memos.panel == "Apply CM-0001: 50.00 USD are left."
    assert memos.grid("to") == [
        ["INV-0001", "2026-01-15", "2026-02-14", "1,000.00", "900.00", "", "All"],
    ]  # fmt: skip
    assert memos.left == "Left after this 50.00 USD"
    memos.type("12.5*2")
    assert memos.grid("to")[0][5] == "25.00"
    assert memos.left == "Left after this 25.00 USD"
    assert memos.posts_not == (
        "Nothing is posted: both stand on one account. The application is recorded."
    )
    memos.window.press("Ctrl+Return")
    assert memos.panel == ""
    assert memos.window.said == "CM-0001 applied to INV-0001."
    assert memos.totals["Remaining"] == "25.00"


def test_oldest_due_first_and_all_fill_what_fits(memos):
    memos.pick("CM-0001")
    memos.act("apply")
    memos.click("oldest_first")
    assert memos.grid("to")[0][5] == "50.00"
    assert memos.left == "Left after this 0.00 USD"
    memos.click("clear")
    assert memos.grid("to")[0][5] == ""
    memos.cell("to", 0, "all")
    assert memos.grid("to")[0][5] == "50.00"
    memos.click("panel_back")
    assert memos.totals["Remaining"] == "50.00"


def test_applying_too_much_is_told_at_the_row_and_stays_open(memos):
    memos.pick("CM-0001")
    memos.act("apply")
    memos.type("50.01")
    assert memos.left == "Too much by 0.01 USD"
    memos.click("panel_confirm")
    told = "Only 50.00 USD is left on CM-0001. Enter 50.00 or less."
    assert memos.problem() == f"INV-0001: {told}"
    assert memos.cell_problem("to", 0, "amount") == told
    assert memos.focus == "to.0.amount"
    assert memos.panel


def test_an_application_is_taken_back_where_it_stands(memos):
    memos.pick("CM-0001")
    memos.tab("Applications")
    memos.cell("applications", 0, "take_back")
    assert memos.panel == (
        "Take 100.00 USD of CM-0001 back from INV-0001: both are open by that much again."
    )
    assert memos.posts_not == "Nothing is posted, as nothing was when it was applied."
    memos.window.press("Ctrl+Return")
    assert memos.window.said == "100.00 USD taken back from INV-0001."
    assert memos.grid("applications") == [["2026-02-10", "INV-0001", "100.00", "taken back", ""]]
    assert memos.head[3] == "Open"


def test_voiding_shows_the_mirror_and_wants_a_reason(memos):
    memos.pick("—")
    memos.window.press("Ctrl+Return")
    memos.act("void")
    assert memos.posts == [
        ["1200 Accounts receivable", "30.00", ""],
        ["4120 Concessions", "", "30.00"],
    ]
    memos.click("panel_confirm")
    assert memos.problem("reason") == "A reason is needed. Say why in a few words."
    memos.field("reason").type("Sent twice")
    memos.window.press("Ctrl+Return")
    assert memos.window.said == "CM-0002 is void."
    assert memos.head[3] == "Void"
    assert memos.fact("Void because") == "Sent twice"


def test_refunding_pays_out_and_can_be_taken_back(memos):
    memos.pick("CM-0001")
    memos.act("refund")
    assert memos.posts == [
        ["1200 Accounts receivable", "50.00", ""], ["1000 Bank", "", "50.00"],
    ]  # fmt: skip
    memos.set(amount="20")
    memos.click("panel_confirm")
    assert memos.totals["Refunded"] == "20.00"
    memos.tab("Refunds")
    memos.cell("refunds", 0, "take_back")
    memos.field("reason").type("Cheque never cashed")
    memos.click("panel_confirm")
    assert memos.grid("refunds")[0][-2:] == ["taken back", ""]


@pytest.fixture
def long(qtbot, tmp_path):
    """The invoices of a book that has 260 more: of February, the last ten of today."""
    path = small_book(tmp_path / "long.avoir")
    book = upgrade.open_book(path, clock)
    other = book.do(TODAY, parties.create, CUSTOMER, name="Aardvark").id
    first = date(2026, 2, 1)

    def many(writing: Writing) -> None:
        for number in range(260):
            party = other if number == 3 else "p1"
            draft = ClaimDraft(
                party=party, amount="5", issue_date=first if number < 250 else TODAY
            )
            claims.create(writing, CUSTOMER, draft, issue=False)

    book.do(TODAY, many)
    book.close()
    window = WindowDriver(qtbot, tmp_path)
    window.resize(1280, 900)
    assert window.open(path)
    return DocumentsDriver(qtbot, window, "Invoices")


def test_a_long_list_is_whole_and_the_book_sorts_it(long):
    assert long.listed.count == 262
    long.scroll_down()
    assert long.listed.seen[-1][1] == "INV-0001"
    long.listed.click_title("Customer")
    assert long.listed.seen[0][2] == "Aardvark"
    long.listed.click_title("Customer")
    assert long.listed.seen[0][2] == "Borealis"
    long.listed.click_title("Customer")
    assert long.listed.seen[0][0] == "2026-03-10"
    for title in long.listed.titles:
        long.listed.click_title(title)
        assert long.listed.count == 262


def test_what_narrows_a_list_is_asked_of_the_book(long):
    long.click("more_filters")
    long.field("party").type("aard").press("tab")
    assert [row[1] for row in long.rows] == ["Aardvark"]
    long.click("clear_filters")
    assert long.listed.count == 262
    long.field("first").type("2026-03-01").press("tab")
    assert long.listed.count == 11
    long.field("last").type("2026-03-05").press("tab")
    assert [row[1] for row in long.rows] == ["Borealis"]
    long.choose("draft")
    assert long.listed.empty == ("Nothing here fits what is chosen above.", "Show all")
    long.listed.answer_empty()
    assert long.listed.count == 262
    long.field("first").type("soon").press("tab")
    assert long.listed.count == 262
    long.field("first").retype("2026-03-01").press("tab")
    long.click("more_filters")  # closed, nothing narrows the list unseen
    assert long.listed.count == 262


def test_a_list_goes_to_a_date_at_once(long):
    long.listed.click_title("Customer")
    long.window.press("Ctrl+G")
    assert long.focus == "go_to"
    long.window.write("2026-02-20")
    long.window.press("Return")
    assert long.focus == "documents"
    at = long.listed.place_of_current
    assert long.listed.column("Date")[at] == "2026-02-01"
    assert long.listed.column("Date")[at - 1] == "2026-03-05"


def test_a_reason_narrows_the_credits(memos):
    memos.click("more_filters")
    memos.field("reason").type("goodwill").press("tab")
    assert memos.rows == [DRAFT]


def test_the_row_that_was_issued_by_its_key_is_the_chosen_one(memos):
    memos.pick("CM-0001")
    memos.pick("—")
    memos.window.press("Ctrl+Return")
    assert len(memos.listed.chosen) == 1
    assert memos.listed.chosen == [memos.listed.current]


def test_tab_goes_through_the_page_as_one_reads_it(memos):
    memos.window.press("Ctrl+F")
    assert memos.focus == "filter"
    for stop in ("new_button", "status_all", "more_filters", "documents"):
        memos.press("tab")
        assert memos.focus == stop
    memos.click("more_filters")
    memos.window.press("Ctrl+G")
    assert memos.focus == "go_to"
    memos.press("tab")
    assert memos.focus == "documents"
    for stop in ("go_to", "reason", "party", "last", "first", "more_filters"):
        memos.press("backtab")
        assert memos.focus == stop
