"""Money in and out, told through the window."""

from tests.gui.drivers.books import balances
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.money import MoneyDriver


def issue(page, text, price, **fields: str):
    """A document of one line, written and issued."""
    page.window.press("Ctrl+N")
    page.write_line(text, price, **fields)
    page.window.press("Ctrl+Return")


def test_a_customer_pays_two_invoices_and_too_much_and_the_rest_pays_the_next(qtbot, window, path):
    invoices = DocumentsDriver(qtbot, window, "Invoices")
    issue(invoices, "Oak table", "240", party="acme", issue_date="2026-03-08")
    receipts = MoneyDriver(qtbot, window, "Receipts")
    receipts.enter(party="acme", amount="1200")
    receipts.click("oldest_first")
    assert receipts.amounts == {"INV-0001": "900.00", "INV-0003": "240.00"}
    assert receipts.totals["Left over"] == "60.00"
    assert [line for line in receipts.posts if any(line[1:])] == [  # two entries, each with a head
        ["1000 Bank", "1,200.00", ""],
        ["1200 Accounts receivable", "", "1,140.00"],
        ["2300 Customer deposits", "", "60.00"],
        ["2300 Customer deposits", "60.00", ""],
        ["1200 Accounts receivable", "", "60.00"],
    ]
    window.press("Ctrl+Return")
    assert window.said == "RCP-0001 recorded; 60.00 USD too much is CM-0002."
    assert receipts.shares == [
        ["INV-0001", "Invoice settled", "900.00"],
        ["INV-0003", "Invoice settled", "240.00"],
        ["CM-0002", "Left over, kept as a credit memo", "60.00"],
    ]

    invoices = DocumentsDriver(qtbot, window, "Invoices")
    issue(invoices, "Two chairs", "150", party="acme", issue_date="2026-03-10")
    receipts.go()
    receipts.follow("Left over")
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    assert memos.head == ("CM-0002", "Acme Ltd", "60.00 USD", "Open")
    memos.act("apply")
    memos.click("oldest_first")
    window.press("Ctrl+Return")
    assert memos.head[3] == "Used up"

    receipts.go()
    assert receipts.why_not("void").startswith("60.00 USD of CM-0002, which was left over, is in")
    assert balances(path)["1200"] == "120.00"  # Borealis 80, Acme 90, less the memo's 50
    assert balances(path)["1000"] == "1200.00"
    assert window.tie.startswith("Books tie")


def test_a_vendor_is_paid_with_credits_first_and_the_payment_is_voided(qtbot, window, path):
    vendor = DocumentsDriver(qtbot, window, "Vendor credits")
    issue(vendor, "Yearly rebate", "120", party="cedar", source_type="Rebate")
    before = balances(path)

    bills = DocumentsDriver(qtbot, window, "Bills")
    bills.pick("BILL-0001")
    bills.act("money")
    payments = MoneyDriver(qtbot, window, "Payments")
    payments.tick(0)
    assert payments.totals == {"Settled": "300.00", "By credits": "−120.00",
                               "Paid USD": "180.00"}  # fmt: skip
    window.press("Ctrl+Return")
    assert payments.sum == ("Paid", "180.00")
    assert balances(path)["1000"] == "-180.00"
    assert "2000" not in balances(path)

    payments.act("void")
    assert payments.posts == [
        ["1000 Bank", "180.00", ""],
        ["1350 Vendor returns receivable", "120.00", ""],
        ["2000 Accounts payable", "", "300.00"],
    ]
    payments.field("reason").type("The transfer was returned")
    window.press("Ctrl+Return")
    assert payments.head[3] == "Void"
    assert balances(path) == before
    payments.open_share("VC-0001")
    assert vendor.head == ("VC-0001", "Cedar Mills", "120.00 USD", "Open")
    payments.go()
    payments.open_share("BILL-0001")
    assert bills.totals["Due"] == "300.00"
    assert window.tie.startswith("Books tie")
