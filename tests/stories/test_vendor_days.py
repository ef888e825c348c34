"""Days with vendors, told through the window: goods go back, a rebate settles several bills."""

from datetime import date
from typing import Any

import pytest

from app.commands import claims
from app.commands.inputs import ClaimDraft, LineInput
from app.domain.kinds import VENDOR
from tests.gui.drivers.books import TODAY, balances
from tests.gui.drivers.credits import CreditsDriver


@pytest.fixture
def bill(window):
    """Records a bill of Cedar Mills before the story begins."""

    def record(**facts: Any) -> str:
        draft = ClaimDraft(party="p3", issue_date=TODAY, **facts)
        return str(window.widget.desk.book.do(TODAY, claims.create, VENDOR, draft).id)

    return record


def test_goods_go_back_to_a_vendor(qtbot, window, path, bill):
    boards = LineInput(description="Oak boards", quantity="40", unit_price="12", account="1400")
    freight = LineInput(description="Freight", unit_price="35", account="6030")
    bill(lines=(boards, freight), vendor_reference="CM-9001")
    page = CreditsDriver(qtbot, window, "Bills")
    page.pick("BILL-0002")
    page.act("credit")
    page.set(source_type="Return to vendor")
    page.click("pick_none")
    page.cell("picked_lines", 0, "picked")
    page.type("6")
    assert page.posts == [
        ["1350 Vendor returns receivable", "72.00", ""], ["1400 Inventory", "", "72.00"],
    ]  # fmt: skip
    window.press("Ctrl+Return")
    assert (window.page, page.writing) == ("Draft vendor credit", True)
    page.set(vendor_reference="RMA 118", reason="Six boards were warped")
    window.press("Ctrl+Return")
    assert page.head == ("VC-0001", "Cedar Mills", "72.00 USD", "Open")

    page.act("apply")
    page.cell("to", 0, "amount")
    page.type("72")
    assert page.posts == [
        ["2000 Accounts payable", "72.00", ""],
        ["1350 Vendor returns receivable", "", "72.00"],
    ]
    window.press("Ctrl+Return")
    assert page.head[3] == "Used up"
    found = balances(path)
    assert (found["1400"], found["2000"]) == ("408.00", "-743.00")
    assert "1350" not in found
    assert window.tie.startswith("Books tie")


def test_a_rebate_is_used_over_three_bills(qtbot, window, path, bill):
    bill(amount="100", due_date=date(2026, 3, 20))
    bill(amount="50", due_date=date(2026, 3, 10))
    page = CreditsDriver(qtbot, window, "Vendor credits")
    window.press("Ctrl+N")
    page.write_line("Rebate for the year", "250", party="cedar", source_type="Rebate",
          vendor_reference="R-2025")  # fmt: skip
    window.press("Ctrl+Return")
    page.act("apply")
    page.click("oldest_first")
    assert page.left == "Left after this 0.00 USD"
    window.press("Ctrl+Return")
    assert page.head == ("VC-0001", "Cedar Mills", "250.00 USD", "Used up")
    page.tab("Applications")
    assert [row[1:3] for row in page.grid("applications")] == [
        ["BILL-0003", "50.00"], ["BILL-0002", "100.00"], ["BILL-0001", "100.00"],
    ]  # fmt: skip
    window.go("Bills")
    page.pick("BILL-0001")
    assert page.totals["Due"] == "200.00"
    found = balances(path)
    assert (found["2000"], found["5100"]) == ("-200.00", "-250.00")
