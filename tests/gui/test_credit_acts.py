"""The acts of credits in their panels: voiding, picking, using in an order, notes, last day."""

from datetime import date
from typing import Any

import pytest

from app.book import upgrade
from app.commands import claims, credits, parties, payments
from app.commands.inputs import ClaimDraft, CreditDraft, LineInput
from app.domain.kinds import CUSTOMER, VENDOR
from tests.gui.drivers.books import TODAY, clock, small_book
from tests.gui.drivers.credits import CreditsDriver
from tests.gui.names import nameless

MARCH = date(2026, 3, 1)


@pytest.fixture
def path(tmp_path):
    """The small book; Borealis had money back by itself, Cedar sold two boxes."""
    path = small_book(tmp_path / "north.avoir")
    book = upgrade.open_book(path, clock)
    book.do(
        TODAY, payments.record, party="p2", kind="chargeback", amount="25", date=date(2026, 3, 2)
    )
    lines = (LineInput(description="Boxes", quantity="2", unit_price="15", account="6100"),)
    book.do(TODAY, claims.create, VENDOR, ClaimDraft(party="p3", lines=lines, issue_date=TODAY))
    for amount, kept in (("60", False), ("5", True)):
        draft = CreditDraft(
            party="p2", amount=amount, reason="goodwill", issue_date=MARCH,
            exclude_from_auto_apply=kept,
        )  # fmt: skip
        book.do(TODAY, credits.create, CUSTOMER, draft, issue=True)
    book.close()
    return path


@pytest.fixture
def memos(qtbot, window):
    return CreditsDriver(qtbot, window, "Credit memos")


@pytest.fixture
def claims_of(qtbot, window):
    def go(section: str) -> Any:
        return CreditsDriver(qtbot, window, section)

    return go


# Voiding


def test_an_untouched_credit_is_voided_as_a_whole(memos):
    memos.pick("CM-0002")
    memos.act("void")
    assert memos.ways == {
        "Void the whole": True, "Void the unused part": False,
        "Take everything back and void": False,
    }  # fmt: skip
    assert memos.said_of("remaining") == "Nothing of it is in use: void the whole."
    assert memos.said_of("whole") == "All 60.00 USD; its number stays, a mirror entry undoes it."
    assert nameless(memos.window.widget) == []
    memos.click("panel_confirm")
    assert memos.problem("reason") == "A reason is needed. Say why in a few words."
    memos.field("reason").type("Promised to somebody else")
    memos.window.press("Ctrl+Return")
    assert memos.head[3] == "Void"
    assert not memos.can("void")
    assert memos.why_not("void") == "Credit memo CM-0002 is void. Make a new one."


def test_a_draft_is_voided_without_a_posting(memos):
    memos.window.press("Ctrl+N")
    memos.set(party="acme", reason="Goodwill")
    memos.cell("lines", 0, "description")
    memos.type("Sorry", "", "10")
    memos.act("save")
    memos.act("close")
    memos.pick("—")
    memos.act("void")
    assert list(memos.ways.values()) == [True, False, False]
    assert memos.posts_not == "Nothing is posted: it was never issued."


def test_every_way_follows_the_date(memos):
    memos.pick("CM-0001")
    memos.act("void")
    memos.set(date="2026-01-10")
    memos.wait()
    memos.take_way("unapply_and_void")
    assert memos.way == "Take everything back and void"
    memos.field("reason").type("Never sent back")
    memos.click("panel_confirm")
    assert "2026-01-31" in memos.problem("date")  # locked
    assert memos.panel


# Lines of an invoice or bill


def test_lines_of_a_bill_become_a_vendor_credit(claims_of):
    bills = claims_of("Bills")
    bills.pick("BILL-0002")
    bills.act("credit")
    assert bills.focus == "lines.0.picked"
    bills.type("5")
    assert bills.grid("picked_lines") == [["Boxes", "2", "—", "2", "2", "30.00"]]
    assert bills.window.text("pick_said") == "Only 2 of “Boxes” is left to credit."
    bills.cell("picked_lines", 0, "picked")
    bills.type("0.5")
    assert bills.window.text("pick_said") == ""
    assert bills.posts == [
        ["1350 Vendor returns receivable", "7.50", ""], ["6100 Bad debts", "", "7.50"],
    ]  # fmt: skip
    bills.window.press("Ctrl+Return")
    assert (bills.window.page, bills.writing) == ("Draft vendor credit", True)
    assert bills.grid("lines")[0][:3] == ["Boxes", "0.5", "15.00"]


def test_no_line_picked_makes_no_draft(claims_of):
    invoices = claims_of("Invoices")
    invoices.pick("INV-0002")
    invoices.act("credit")
    assert invoices.posts_not == "Choose a reason: it decides the account."
    invoices.click("panel_confirm")
    assert invoices.problem("reason").startswith("The reason is missing.")
    invoices.click("pick_none")
    assert invoices.posts_not == "Say how much of which line is credited."
    invoices.click("panel_confirm")
    assert invoices.problem() == "No quantity is entered. Say how much is credited."
    assert invoices.window.focus == "picked_lines"
    invoices.press("escape")
    assert invoices.panel == ""


def test_what_is_credited_wholly_is_told(claims_of):
    invoices = claims_of("Invoices")
    invoices.pick("INV-0002")
    invoices.act("credit")
    invoices.set(reason="Return")
    invoices.window.press("Ctrl+Return")
    invoices.window.press("Ctrl+Return")
    assert invoices.head[3] == "Open"
    invoices.window.go("Invoices")
    invoices.act("credit")
    assert invoices.window.text("pick_said") == "Everything on INV-0002 is credited already."
    assert invoices.why_not_confirm() == "Everything on INV-0002 is credited already."


def test_lines_are_picked_from_a_bill_in_the_editor(qtbot, window):
    page = CreditsDriver(qtbot, window, "Vendor credits")
    window.press("Ctrl+N")
    assert page.link("from_claim") == ("From bill…", "Choose the vendor first.")
    page.set(party="cedar")
    page.click("from_claim")
    assert page.field("claim").shown == "BILL-0002"
    page.set(claim="BILL-0001")
    assert page.grid("picked_lines")[0][1:] == ["1", "—", "1", "1", "300.00"]
    window.press("Ctrl+Return")
    assert page.field("claim").shown == "BILL-0001"
    assert page.posts[0] == ["1350 Vendor returns receivable", "300.00", ""]


def test_nothing_to_pick_from_says_so(window, memos):
    do = window.widget.desk.book.do
    do(TODAY, parties.create, CUSTOMER, name="Zephyr")
    window.press("Ctrl+N")
    memos.set(party="zephyr")
    told = "Nothing has been issued to this customer that could be credited."
    assert memos.link("from_claim") == ("From invoice…", told)


@pytest.mark.parametrize("section", ["Credit memos", "Invoices", "Vendor credits", "Bills"])
def test_everything_that_is_off_says_why(qtbot, window, section):
    page = CreditsDriver(qtbot, window, section)
    for row in page.rows:
        page.pick(row[0])
        assert page.silent() == []


# Used in an order


def test_a_credit_is_applied_automatically_after_a_look(memos):
    memos.pick("CM-0002")
    memos.act("auto_apply")
    assert memos.panel == "Apply CM-0002 automatically: 60.00 USD are left."
    assert memos.planned == [["INV-0002", "2026-03-05", "2026-04-04", "80.00", "60.00"]]
    assert memos.window.text("left") == "Left after this 0.00 USD"
    memos.window.press("Ctrl+Return")
    assert memos.window.said == "60.00 USD of CM-0002 applied."
    assert memos.head[3] == "Used up"


def test_what_is_left_out_is_not_applied_automatically(memos):
    memos.pick("CM-0003")
    assert memos.can("apply")
    assert memos.why_not_menu("auto_apply").startswith("It is left out of automatic applying.")
    assert memos.fact("Automatic applying") == "left out"


def test_money_that_went_back_is_a_target(memos):
    memos.pick("CM-0002")
    memos.act("apply")
    assert memos.grid("to")[0][0].startswith("TX-0001")
    memos.click("oldest_first")
    memos.window.press("Ctrl+Return")
    memos.tab("Applications")
    assert [row[1:3] for row in memos.grid("applications")] == [
        ["TX-0001", "25.00"], ["INV-0002", "35.00"],
    ]  # fmt: skip


def test_an_invoice_nobody_has_credit_for_says_so(claims_of):
    bills = claims_of("Bills")
    bills.pick("BILL-0002")
    assert not bills.can("settle")
    assert bills.why_not("settle") == "Cedar Mills has no open credit in USD."


# Notes and the last day


def test_notes_of_an_issued_credit_change(memos):
    memos.pick("CM-0001")
    memos.act("annotate")
    memos.field("description").type("Thank you for your patience")
    memos.field("reason_note").type("Wrong colour")
    memos.tick("exclude_from_auto_apply")
    assert memos.posts_not == "Nothing is posted: notes move no amounts."
    memos.window.press("Ctrl+Return")
    assert memos.window.said == "The notes of CM-0001 are saved."
    assert memos.fact("Reason") == "Return · Wrong colour"
    assert memos.fact("Automatic applying") == "left out"
    memos.act("annotate")
    memos.field("reason_note").retype(" ")
    memos.window.press("Ctrl+Return")
    assert memos.fact("Reason") == "Return"


def test_notes_of_an_invoice_change(claims_of):
    invoices = claims_of("Invoices")
    invoices.pick("INV-0001")
    invoices.act("annotate")
    invoices.field("internal_notes").type("Ask for the order number")
    invoices.window.press("Ctrl+Return")
    assert invoices.window.said == "The notes of INV-0001 are saved."


def test_the_last_day_is_moved_and_taken_away(memos):
    memos.pick("CM-0001")
    assert memos.why_not_menu("reinstate").startswith("Nothing of CM-0001 has expired.")
    memos.act("extend")
    memos.set(expires_at="2026-03-09")
    assert memos.posts_not == "The expiry date 2026-03-09 has passed already."
    memos.set(expires_at="2026-12-31")
    memos.window.press("Ctrl+Return")
    assert memos.fact("Valid until") == "2026-12-31"
    memos.act("extend")
    assert memos.field("expires_at").shown == "2026-12-31"
    memos.field("expires_at").retype(" ").press("tab")
    memos.window.press("Ctrl+Return")
    assert memos.window.said == "The last day of CM-0001 is changed."


# From the page of a customer


def test_open_credits_of_a_customer_are_applied_from_their_page(window, qtbot):
    window.go("Customers")
    assert window.rows("parties").rows[0][0] == "Acme Ltd"
    window.click("apply_credits_button")
    page = CreditsDriver(qtbot, window, "Credit memos")
    assert page.panel == "Apply CM-0001: 50.00 USD are left."


def test_the_page_of_a_party_lists_every_document(window):
    window.go("Customers")
    assert window.tab(2).column("Number") == ["CM-0001", "INV-0001"]
    window.go("Vendors")
    assert not window.enabled("apply_credits_button")


def test_confirming_without_an_amount_stays_in_its_cell(memos):
    memos.pick("CM-0001")
    memos.act("apply")
    memos.window.press("Ctrl+Return")
    assert memos.problem().startswith("No amount is entered.")
    assert memos.window.focus == "to.0.amount"
