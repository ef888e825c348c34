"""A bookkeeper's day with credits, told through the window."""

from app.gui.drafts import Drafts
from tests.gui.drivers.books import balances
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.window import WindowDriver


def test_a_return_is_credited_and_used_on_the_open_invoice(qtbot, window, path):
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+N")
    memos.write_line("Two oak shelves came back", "2*54.125", party="acme", reason="Return")
    assert memos.posts == [
        ["4100 Returns and allowances", "108.25", ""],
        ["1200 Accounts receivable", "", "108.25"],
    ]
    memos.act("issue_apply")
    assert window.said == "CM-0002 issued."
    assert memos.left == "Left after this 108.25 USD"

    memos.type("90")
    assert memos.left == "Left after this 18.25 USD"
    window.press("Ctrl+Return")
    assert memos.head == ("CM-0002", "Acme Ltd", "108.25 USD", "Partly used")
    assert memos.totals["Remaining"] == "18.25"

    memos.open_figure("Applied")
    memos.cell("applications", 0, "number")
    assert window.page == "Invoices"
    assert memos.totals["Due"] == "810.00"
    assert window.tie.startswith("Books tie")
    assert balances(path)["4100"] == "258.25"


def test_a_credit_given_by_mistake_is_voided(qtbot, window, path):
    before = balances(path)
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+N")
    memos.write_line("Wrong customer", "40", party="borealis", reason="Goodwill")
    window.press("Ctrl+Return")
    assert balances(path) != before

    memos.act("void")
    memos.field("reason").type("Meant for Acme")
    window.press("Ctrl+Return")
    assert memos.head[3] == "Void"
    assert balances(path) == before
    memos.tab("Journal")
    assert len(window.rows("document_journal").rows) == 4  # the entry and its mirror both stand


def test_a_credit_in_use_is_voided_after_it_was_taken_back(qtbot, window, path):
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    memos.pick("CM-0001")
    memos.tab("Applications")
    memos.cell("applications", 0, "take_back")
    window.press("Ctrl+Return")
    memos.act("void")
    memos.field("reason").type("Goods were never returned")
    memos.click("panel_confirm")
    assert window.said == "CM-0001 is void."
    assert balances(path)["1200"] == "1080.00"


def test_a_rebate_from_a_vendor_pays_part_of_a_bill(qtbot, window, path):
    page = DocumentsDriver(qtbot, window, "Vendor credits")
    window.press("Ctrl+N")
    page.write_line("Yearly rebate", "120", party="cedar", source_type="Rebate",
          vendor_reference="GS-88")  # fmt: skip
    assert page.posts == [
        ["1350 Vendor returns receivable", "120.00", ""], ["5100 Vendor credits", "", "120.00"],
    ]  # fmt: skip
    window.press("Ctrl+Return")
    assert page.head == ("VC-0001", "Cedar Mills", "120.00 USD", "Open")

    page.act("apply")
    page.click("oldest_first")
    assert page.posts == [
        ["2000 Accounts payable", "120.00", ""], ["1350 Vendor returns receivable", "", "120.00"],
    ]  # fmt: skip
    window.press("Ctrl+Return")
    assert page.head[3] == "Used up"
    assert balances(path)["2000"] == "-180.00"
    assert "1350" not in balances(path)


def test_a_draft_outlives_a_crash(qtbot, tmp_path, path):
    window = WindowDriver(qtbot, tmp_path)
    assert window.open(path)
    bills = DocumentsDriver(qtbot, window, "Bills")
    window.press("Ctrl+N")
    bills.write_line("Freight", "75", party="cedar", vendor_reference="R-7")
    folder = tmp_path / "drafts"
    # Kept a moment after the last word typed: the line's price comes last.
    qtbot.waitUntil(lambda: b'"75' in b"".join(one.read_bytes() for one in folder.glob("*.json")))
    left = {one: one.read_bytes() for one in folder.iterdir()}
    assert window.close_book()
    for one, content in left.items():
        one.write_bytes(content)  # as if nothing had been closed

    again = WindowDriver(qtbot, tmp_path)
    assert again.open(path)
    assert again.page == "New bill"
    found = DocumentsDriver(qtbot, again, "Bills")
    assert found.totals["Total USD"] == "75.00"
    again.press("Ctrl+Return")
    assert again.said == "BILL-0002 issued."
    assert found.fact("Vendor's own number") == "R-7"
    assert Drafts(folder, str(path.absolute())).left_over() == ()
