"""What becomes of credits, told through the window: picked, lapsed, voided in part, taken back."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.commands import claims, credits
from app.commands.inputs import ClaimDraft, CreditDraft, LineInput
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY, balances
from tests.gui.drivers.credits import CreditsDriver, notices

FEBRUARY = date(2026, 2, 10)


@pytest.fixture
def do(window):
    """Does something that was done before the story begins."""

    def run(command: Any, *args: Any, **facts: Any) -> str:
        return str(window.widget.desk.book.do(TODAY, command, *args, **facts).id)

    return run


def test_two_of_five_lines_of_an_invoice_are_credited(qtbot, window, path, do):
    lines = tuple(
        LineInput(description=f"Shelf {size} cm", quantity="4", unit_price=price)
        for size, price in ((60, "20"), (90, "30"), (120, "40"), (150, "50"), (180, "60"))
    )
    do(claims.create, CUSTOMER, ClaimDraft(party="p2", lines=lines, issue_date=TODAY))
    page = CreditsDriver(qtbot, window, "Invoices")
    page.pick("INV-0003")
    page.act("credit")
    page.set(reason="Return")
    assert [row[4] for row in page.grid("picked_lines")] == ["4"] * 5
    page.click("pick_none")
    page.cell("picked_lines", 1, "picked")
    page.type("1", "", "9")  # the fourth line has only four
    assert window.text("pick_said") == "Only 4 of “Shelf 150 cm” is left to credit."
    assert window.text("pick_total") == "Credited with tax 230.00 USD"
    assert page.posts == [["4000 Sales", "230.00", ""], ["1200 Accounts receivable", "", "230.00"]]
    window.press("Ctrl+Return")
    assert (window.page, page.writing) == ("Draft credit memo", True)
    assert [row[:2] for row in page.grid("lines")] == [["Shelf 90 cm", "1"], ["Shelf 150 cm", "4"]]
    assert page.field("claim").shown == "INV-0003"
    window.press("Ctrl+Return")
    assert page.head == ("CM-0002", "Borealis", "230.00 USD", "Open")

    window.go("Invoices")
    page.act("credit")
    left = [row[2:5] for row in page.grid("picked_lines")]
    assert left[1] == ["1", "3", "3"]
    assert left[3] == ["4", "0", ""]
    assert balances(path)["4000"] == "-1650.00"


def test_a_credit_lapses_and_is_reinstated(qtbot, window, path):
    draft = CreditDraft(
        party="p1", amount="45", reason="goodwill", issue_date=FEBRUARY,
        expires_at=date(2026, 3, 5),
    )  # fmt: skip
    window.widget.desk.book.do(FEBRUARY, credits.create, CUSTOMER, draft, issue=True)
    before = balances(path)
    window.close_book()
    window.open(path)
    assert notices(window) == ("Lapsed credits: 1. What is left of them can no longer be used.",)
    window.click("notice_offer")
    assert (window.page, window.focus) == ("Expiring credits", "expiring")
    assert window.rows("expiring").rows == [
        ["Lapsed", "2026-03-05", "CM-0002", "Credit memo", "Acme Ltd", "USD", "45.00"],
    ]  # fmt: skip
    window.press("Ctrl+Return")
    assert window.said == "Credits expired: 1."
    assert window.rows("expiring").rows == []
    assert balances(path)["4900"] == "-45.00"

    memos = CreditsDriver(qtbot, window, "Credit memos")
    memos.pick("CM-0002")
    assert memos.head[3] == "Expired"
    assert memos.why_not("apply").startswith("Credit memo CM-0002 has expired.")
    memos.act("reinstate")
    assert memos.posts_not == "Still missing: new last day."
    memos.set(expires_at="2026-04-30")
    window.press("Ctrl+Return")
    assert window.said == "CM-0002 is open again."
    assert (memos.head[3], memos.fact("Valid until")) == ("Open", "2026-04-30")
    assert balances(path) == before


def test_the_unused_part_of_a_credit_is_voided(qtbot, window, path):
    memos = CreditsDriver(qtbot, window, "Credit memos")
    memos.pick("CM-0001")
    memos.act("void")
    assert memos.ways == {
        "Void the whole": False, "Void the unused part": True,
        "Take everything back and void": True,
    }  # fmt: skip
    assert memos.way == "Void the unused part"
    assert memos.said_of("whole").startswith("100.00 USD of CM-0001 is in use.")
    assert memos.posts_of("remaining") == [
        ["1200 Accounts receivable", "50.00", ""], ["4100 Returns and allowances", "", "50.00"],
    ]  # fmt: skip
    memos.field("reason").type("Only two came back")
    window.press("Ctrl+Return")
    assert window.said == "The unused part of CM-0001 is void."
    assert memos.totals["Void"] == "50.00"
    assert memos.totals["Applied"] == "100.00"
    assert balances(path)["4100"] == "100.00"
    assert notices(window) == ()


def test_everything_is_taken_back_and_the_credit_voided(qtbot, window, path):
    memos = CreditsDriver(qtbot, window, "Credit memos")
    memos.pick("CM-0001")
    memos.act("void")
    memos.field("reason").type("Never sent back").press("tab")
    memos.come_back()
    memos.press("tab")
    qtbot.keyClick(window.widget.focusWidget(), Qt.Key.Key_Right)
    assert memos.way == "Take everything back and void"
    assert memos.posts_of("unapply_and_void") == [
        ["1200 Accounts receivable", "150.00", ""],
        ["4100 Returns and allowances", "", "150.00"],
    ]
    window.press("Ctrl+Return")
    assert window.said == "Everything is taken back; CM-0001 is void."
    window.go("Invoices")
    memos.pick("INV-0001")
    assert memos.totals["Due"] == "1,000.00"
    assert "4100" not in balances(path)


def test_goodwill_in_euros_is_refunded_at_another_rate(qtbot, window, path):
    window.go("Exchange rates")
    rates = CreditsDriver(qtbot, window, "Exchange rates")
    window.press("Ctrl+N")
    rates.set(currency="EUR", date="2026-03-01", rate="1.1")
    window.press("Ctrl+Return")
    assert window.said == "EUR is worth 1.1 USD from 2026-03-01 on."
    assert window.rows("exchange_rates").rows == [["EUR", "2026-03-01", "1.1", "in force today"]]

    memos = CreditsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+N")
    memos.set(party="borealis", reason="Goodwill")
    memos.click("other_currency")
    memos.set(currency="EUR")
    memos.cell("lines", 0, "description")
    memos.type("For the long wait", "", "100")
    window.press("Ctrl+Return")
    assert memos.head == ("CM-0002", "Borealis", "100.00 EUR", "Open")
    memos.act("refund")
    memos.set(fx_rate="1.2")
    assert memos.posts == [
        ["1200 Accounts receivable", "110.00", ""],
        ["7000 Realized exchange differences", "10.00", ""],
        ["1000 Bank", "", "120.00"],
    ]
    window.press("Ctrl+Return")
    assert memos.head[3] == "Used up"
    found = balances(path)
    assert (found["4120"], found["7000"], found["1000"]) == ("110.00", "10.00", "-120.00")


def test_a_paid_invoice_that_opens_again_is_told(qtbot, window, do):
    draft = CreditDraft(party="p2", amount="80", reason="goodwill", issue_date=TODAY)
    memo = do(credits.create, CUSTOMER, draft, issue=True)
    do(credits.apply, CUSTOMER, credit=memo, claim="INV-0002")
    memos = CreditsDriver(qtbot, window, "Credit memos")
    memos.pick("CM-0002")
    memos.tab("Applications")
    memos.cell("applications", 0, "take_back")
    window.press("Ctrl+Return")
    told = "The invoice INV-0002 was settled in full and is open again."
    assert notices(window) == (f"{told} Ask for payment, or settle it otherwise.",)
    window.go("Invoices")
    assert len(notices(window)) == 1  # it stays until it is closed
    window.click("notice_close")
    assert notices(window) == ()


def test_open_credits_are_used_on_an_invoice_after_a_look(qtbot, window, do):
    soon = CreditDraft(
        party="p1", amount="30", reason="goodwill", issue_date=TODAY,
        expires_at=date(2026, 3, 20),
    )  # fmt: skip
    do(credits.create, CUSTOMER, soon, issue=True)
    kept = CreditDraft(
        party="p1", amount="20", reason="goodwill", issue_date=TODAY,
        exclude_from_auto_apply=True,
    )  # fmt: skip
    do(credits.create, CUSTOMER, kept, issue=True)
    page = CreditsDriver(qtbot, window, "Invoices")
    page.pick("INV-0001")
    page.act("settle")
    assert page.panel == "Use open credits on INV-0001: 900.00 USD are due."
    assert [row[0] for row in page.planned] == [
        "CM-0002", "CM-0001", "CM-0003 · left out of automatic applying",
    ]  # fmt: skip
    page.set(order="Oldest first")
    assert [row[-1] for row in page.planned] == ["50.00", "30.00", ""]
    window.press("Ctrl+Return")
    assert window.said == "80.00 USD of credits used on INV-0001."
    assert page.totals["Due"] == "820.00"
    page.act("settle")
    assert not page.planned[0][-1]
    assert page.why_not_confirm() == "Acme Ltd has no open credit in USD."
