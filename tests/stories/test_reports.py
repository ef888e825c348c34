"""Days with the accountant and the tax adviser, told through the window: from a figure down to
its document, and from the quarter's tax to a spreadsheet."""

import zipfile
from datetime import date
from typing import Any

import pytest

from app.commands import books, claims, credits
from app.commands.inputs import ClaimDraft, CreditDraft, LineInput
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY
from tests.gui.drivers.credits import CreditsDriver
from tests.gui.drivers.reports import ReportsDriver


@pytest.fixture
def reports(qtbot, window):
    return ReportsDriver(qtbot, window)


@pytest.fixture
def do(window):
    """Does what happened before the story begins."""

    def act(command: Any, *args: Any, on: date = TODAY, **facts: Any) -> str:
        return str(window.widget.desk.book.do(on, command, *args, **facts).id)

    return act


def test_the_accountant_asks_why_the_receivables_are_as_much(qtbot, window, reports, do):
    do(claims.create, CUSTOMER, ClaimDraft(party="p1", amount="11520", issue_date=TODAY))
    assert window.tie == "Books tie: AR 12,450.00 = documents"

    # The trial balance says how much, the question why: what happened since the year began.
    window.press("Alt+0")
    assert reports.row("1200") == ["1200", "Accounts receivable", "12,450.00", ""]
    reports.stand("1200", "Debit")
    window.press("Ctrl+B")
    assert window.page == "Why 1200 Accounts receivable holds 12,450.00 USD"
    assert reports.row("Invoices issued")[-2:] == ["3", "12,600.00"]
    assert reports.row("Credit memos issued")[-2:] == ["1", "−150.00"]
    assert reports.row("Open documents")[-1] == "12,450.00"

    # Behind the open invoices stand the documents; what is due of one of them says why as well.
    reports.open("Invoices", "Amount")
    assert reports.row("INV-0001")[-2:] == ["900.00", "900.00"]
    reports.open("INV-0001", "Open")
    assert reports.way[-1] == "Why 900.00 USD of INV-0001 is due"
    assert reports.rows == [
        ["2026-01-15", "Total", "1,000.00"],
        ["2026-02-10", "Credit memo CM-0001 used", "−100.00"],
        ["2026-03-10", "Due", "900.00"],
    ]
    reports.open("Credit memo CM-0001 used", "Amount")
    memos = CreditsDriver(qtbot, window, "Credit memos")
    assert (window.page, memos.head[0]) == ("Credit memos", "CM-0001")
    assert memos.totals["Remaining"] == "50.00"

    # Its paper, and step by step back to where the question was asked.
    window.press("Ctrl+P")
    assert window.page == "Credit memo CM-0001"
    window.press("Escape")
    for _ in range(4):
        window.press("Alt+Left")
    assert (reports.way, reports.current) == (["Trial balance"], "12,450.00")


def test_the_quarters_tax_goes_to_the_adviser_as_a_spreadsheet(window, reports, do, tmp_path):
    do(books.create_tax, code="TX", name="Sales tax", rate="8.25", account="2100")
    lamp = LineInput(description="Lamp", unit_price="200", tax="TX")
    sold = ClaimDraft(party="p2", issue_date=date(2026, 2, 20), lines=(lamp,))
    back = CreditDraft(party="p2", reason="return", issue_date=date(2026, 3, 1), lines=(lamp,))
    do(claims.create, CUSTOMER, sold)
    do(credits.create, CUSTOMER, back, issue=True)

    window.press("Ctrl+K")
    window.write("tax sum")
    window.press("Return")
    reports.take_period("This quarter")
    assert (reports.shown("first"), reports.shown("last")) == ("2026-01-01", "2026-03-31")
    assert reports.row("Sales tax")[3:] == [
        "200.00", "16.50", "200.00", "16.50", "0.00", "0.00",
    ]  # fmt: skip

    # What a figure is made of is seen before it is handed on.
    reports.open("Sales tax", "Credited tax")
    assert reports.row("CM-0002")
    window.press("Alt+Left")
    offered = reports.save(tmp_path / "tax.xlsx", name="save_xlsx")
    assert offered == "Tax summary 2026-01-01 to 2026-03-31.xlsx"
    assert window.said == f"tax.xlsx is saved in {tmp_path}."
    with zipfile.ZipFile(tmp_path / "tax.xlsx") as workbook:
        sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>16.50</v>" in sheet  # a number, with its cents
