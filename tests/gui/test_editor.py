"""The editor: typing, totals, what it would post, problems, undo, and what a crash leaves."""

from datetime import date

import pytest

from app.book import upgrade
from app.commands import books, credits
from app.commands.inputs import CreditDraft, LineInput
from app.domain.kinds import CUSTOMER, Kind
from app.gui.drafts import Drafts
from app.queries import documents, lists
from tests.gui.drivers.books import TODAY, clock, small_book
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def path(tmp_path):
    path = small_book(tmp_path / "north.avoir")
    book = upgrade.open_book(path, clock)
    book.do(TODAY, books.create_tax, code="ST", name="Sales tax", rate="8.25")
    book.do(TODAY, books.set_rate, currency="EUR", date=date(2026, 1, 1), rate="1.1")
    book.close()
    return path


@pytest.fixture
def editor(qtbot, window):
    made = DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+N")
    return made


def stored(path, kind=Kind.CREDIT_MEMO):
    """The newest document in the file, whole."""
    book = upgrade.open_book(path, clock)
    row = book.ask(TODAY, lists.page, kind).rows[0]
    view = book.ask(TODAY, documents.get, kind, row.id)
    book.close()
    return view


def write(editor, *, reason="Return"):
    """A memo for Acme over two shelves, typed as a person would."""
    editor.set(party="acme", reason=reason)
    editor.cell("lines", 0, "description")
    editor.type("Oak shelf", "2", "12.5*3", "sal")


def test_typing_begins_at_the_party_and_tab_goes_on(editor):
    assert editor.focus == "party"
    editor.set(party="acme")
    assert editor.field("party").shown == "Acme Ltd"
    assert editor.focus == "issue_date"


def test_lines_are_summed_while_typing_and_tab_makes_a_row(editor):
    write(editor)
    assert editor.grid("lines") == [
        ["Oak shelf", "2", "37.50", "Sales tax", "", "75.00", ""],
    ]  # fmt: skip
    assert editor.focus == "lines.0.account"
    editor.press("tab")
    assert editor.focus == "lines.1.description"
    editor.type("Lamp", "", "10")
    assert editor.totals == {"Subtotal": "85.00", "Sales tax": "6.19", "Total USD": "91.19"}


def test_tab_leaves_the_grid_on_an_empty_row(editor):
    editor.cell("lines", 0, "account")
    editor.press("tab")
    assert editor.focus == "description"
    editor.press("backtab")
    assert editor.focus == "lines.0.account"


def test_a_line_goes_away_with_its_key(editor):
    write(editor)
    editor.press("tab")
    editor.type("Lamp")
    editor.cell("lines", 0, "quantity")
    editor.press("delete", ctrl=True)
    editor.wait_for_grid("lines", 1)
    assert [row[0] for row in editor.grid("lines")] == ["Lamp"]


def test_no_sign_can_be_typed_in_front_of_an_amount(editor):
    editor.cell("lines", 0, "unit_price")
    editor.type("-5")
    assert editor.grid("lines")[0][2] == "5.00"


def test_what_it_would_post_is_shown_live(editor):
    assert editor.posts_not == "Still missing: customer, reason, amount."
    write(editor)
    assert editor.posts == [
        ["2100 Sales tax payable", "6.19", ""],
        ["4100 Returns and allowances", "75.00", ""],
        ["1200 Accounts receivable", "", "81.19"],
    ]
    editor.field("shipping").retype("5").press("tab")
    assert ["4010 Shipping income", "5.00", ""] in editor.posts


def test_all_problems_stand_at_their_fields_at_once(editor):
    editor.cell("lines", 0, "description")
    editor.type("Oak shelf")
    editor.set(expires_at="soon", shipping="1.234")
    editor.window.press("Ctrl+Return")
    assert editor.problem("party") == "The customer is missing. Fill it in."
    assert editor.problem("reason") == "The reason is missing. Fill it in."
    assert editor.problem("expires_at") == "“soon” is not a date. Write it like 2026-01-31."
    assert editor.problem("lines") == "Line 1: The unit price is missing. Fill it in."
    assert (
        editor.cell_problem("lines", 0, "unit_price") == "The unit price is missing. Fill it in."
    )
    assert editor.problem("shipping").startswith("“1.234” has more than 2 decimals.")
    assert editor.focus == "party"
    editor.set(party="acme")
    assert editor.problem("party") == ""


def test_a_draft_is_saved_and_goes_on_being_edited(editor, path):
    write(editor)
    editor.window.press("Ctrl+S")
    assert editor.window.said == "Draft saved."
    assert (editor.window.page, editor.state) == ("Draft credit memo", "Saved")
    editor.field("description").type("Sorry!")
    assert editor.state == "Not saved; kept on this computer"
    editor.window.press("Ctrl+S")
    view = stored(path)
    assert (view.number, view.description, str(view.total)) == (None, "Sorry!", "81.19")


def test_ctrl_enter_issues_and_shows_the_document(editor, path):
    write(editor)
    editor.window.press("Ctrl+Return")
    assert editor.window.said == "CM-0002 issued."
    assert not editor.writing
    assert editor.head == ("CM-0002", "Acme Ltd", "81.19 USD", "Open")
    assert stored(path).lines[0].account == "4100"


def test_issue_and_apply_goes_on_to_applying(editor):
    write(editor)
    editor.act("issue_apply")
    assert editor.panel == "Apply CM-0002: 81.19 USD are left."


def test_issue_and_print_goes_on_to_the_preview(editor):
    write(editor)
    editor.act("issue_print")
    assert editor.window.page == "Credit memo CM-0002"


def test_a_new_customer_is_made_in_place(editor):
    editor.field("party").type("Zephyr")
    editor.field("party").take("New customer “Zephyr”")
    editor.come_back()
    assert editor.window.said == "Zephyr is a customer now."
    assert editor.field("party").shown == "Zephyr"
    assert editor.focus == "issue_date"


def test_lines_are_picked_from_an_invoice(editor):
    assert not editor.can_follow("from_claim")
    editor.set(party="acme", reason_note="Box torn")
    editor.cell("lines", 0, "description")
    editor.type("Freight back", "", "12")
    editor.click("from_claim")
    assert editor.panel == "Credit lines of INV-0001: pick what is credited."
    assert editor.grid("picked_lines") == [["Invoice", "1", "—", "1", "1", "1,000.00"]]
    editor.set(reason="Return")
    editor.window.press("Ctrl+Return")
    assert (editor.panel, editor.writing) == ("", True)
    assert editor.field("reason").shown == "Return"
    assert editor.field("reason_note").shown == "Box torn"
    assert [row[:3] for row in editor.grid("lines")] == [
        ["Invoice", "1", "1,000.00"], ["Freight back", "", "12.00"],
    ]  # fmt: skip
    assert editor.posts[0] == ["4000 Sales", "1,000.00", ""]
    assert editor.posts[1] == ["4100 Returns and allowances", "12.00", ""]
    editor.act("close")
    assert editor.rows[0] == ["—", "Acme Ltd", "1,000.00", "Draft"]


def test_picking_is_given_up_with_escape(editor):
    editor.set(party="acme", reason_note="Box torn")
    editor.click("from_claim")
    editor.press("escape")
    assert editor.panel == ""
    assert editor.field("reason_note").shown == "Box torn"


def test_a_foreign_currency_asks_for_its_rate(editor):
    assert not editor.shows("fx_rate")
    write(editor)
    editor.click("other_currency")
    editor.set(currency="EUR")
    assert editor.shows("fx_rate")
    assert editor.totals["Total EUR"] == "81.19"
    assert ["1200 Accounts receivable", "", "89.31"] in editor.posts


def test_undo_and_redo_go_field_by_field_and_cell_by_cell(editor):
    write(editor)
    editor.window.do("undo")
    assert editor.grid("lines")[0][3] == ""
    editor.window.do("undo")
    editor.window.do("undo")
    editor.window.do("undo")
    assert editor.grid("lines") == [["", "", "", "", "", "", ""]]
    editor.window.do("undo")
    assert editor.field("reason").shown == ""
    for _ in range(5):
        editor.window.do("redo")
    assert editor.totals["Total USD"] == "81.19"


def test_leaving_asks_nothing_and_loses_nothing(editor):
    write(editor)
    editor.act("close")
    assert not editor.writing
    assert editor.question == "New credit memo for Acme Ltd is not saved yet."
    editor.answer("Go on")
    assert editor.totals["Total USD"] == "81.19"
    assert editor.field("reason").shown == "Return"
    editor.act("throw_away")
    assert editor.question == ""


def test_another_page_in_between_changes_nothing(editor):
    write(editor)
    editor.window.go("Invoices")
    editor.window.go("Credit memos")
    assert editor.writing
    assert editor.totals["Total USD"] == "81.19"


def test_a_draft_that_somebody_else_changed_keeps_what_was_typed(editor, path):
    write(editor)
    editor.window.press("Ctrl+S")
    book = upgrade.open_book(path, clock)
    ref = book.ask(TODAY, lists.page, Kind.CREDIT_MEMO).rows[0].id
    theirs = CreditDraft(lines=(LineInput(description="Theirs", unit_price="9"),))
    book.do(TODAY, credits.update, CUSTOMER, theirs, credit=ref)
    book.close()
    editor.field("description").type("Mine")
    editor.window.press("Ctrl+S")
    assert editor.question == "Somebody else changed this draft while you were writing."
    editor.answer("Show theirs")
    assert editor.grid("lines")[0][0] == "Theirs"
    editor.window.do("undo")
    assert (editor.grid("lines")[0][0], editor.field("description").shown) == ("Oak shelf", "Mine")
    editor.window.press("Ctrl+S")
    assert stored(path).lines[0].description == "Oak shelf"


def test_mine_can_be_saved_over_theirs(editor, path):
    write(editor)
    editor.window.press("Ctrl+S")
    book = upgrade.open_book(path, clock)
    ref = book.ask(TODAY, lists.page, Kind.CREDIT_MEMO).rows[0].id
    book.do(TODAY, credits.update, CUSTOMER, CreditDraft(description="Theirs"), credit=ref)
    book.close()
    editor.field("description").type("Mine")
    editor.window.press("Ctrl+S")
    editor.answer("Save mine instead")
    assert stored(path).description == "Mine"


def test_a_duplicate_is_a_new_draft_of_today(editor):
    write(editor)
    editor.window.press("Ctrl+Return")
    editor.window.press("Ctrl+D")
    assert editor.window.page == "New credit memo"
    assert editor.field("issue_date").shown == "2026-03-10"
    assert editor.totals["Total USD"] == "81.19"


@pytest.mark.parametrize(
    ("section", "fields", "lines"),
    [
        ("Vendor credits", {"party": "cedar", "source_type": "Rebate"},
         [["1350 Vendor returns receivable", "20.00", ""], ["5100 Vendor credits", "", "20.00"]]),
        ("Invoices", {"party": "acme"},
         [["1200 Accounts receivable", "20.00", ""], ["4000 Sales", "", "20.00"]]),
        ("Bills", {"party": "cedar"},
         [["5000 Cost of goods", "20.00", ""], ["2000 Accounts payable", "", "20.00"]]),
    ],
)  # fmt: skip
def test_the_other_pages_are_the_same_editor(qtbot, window, section, fields, lines):
    page = DocumentsDriver(qtbot, window, section)
    window.press("Ctrl+N")
    page.set(**fields)
    page.cell("lines", 0, "description")
    page.type("Something", "", "20")
    assert page.posts == lines
    window.press("Ctrl+Return")
    assert not page.writing
    assert page.head[3] == "Open"


def test_what_a_crash_left_is_opened_again(qtbot, tmp_path, path):
    window = WindowDriver(qtbot, tmp_path)
    assert window.open(path)
    editor = DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+N")
    write(editor)
    folder = tmp_path / "drafts"
    drafts = Drafts(folder, str(path.absolute()))  # kept a moment after the last word typed
    qtbot.waitUntil(lambda: any("'ST'" in str(one.content) for one in drafts.left_over()))
    kept = {one.name: one.read_bytes() for one in folder.iterdir()}
    assert window.close_book()
    for name, content in kept.items():  # the program ended here, without closing anything
        (folder / name).write_bytes(content)
    again = WindowDriver(qtbot, tmp_path)
    assert again.open(path)
    found = DocumentsDriver(qtbot, again, "Credit memos")
    assert found.writing
    assert found.totals["Total USD"] == "81.19"
    again.press("Ctrl+Return")
    assert again.said == "CM-0002 issued."
    assert Drafts(folder, str(path.absolute())).left_over() == ()
