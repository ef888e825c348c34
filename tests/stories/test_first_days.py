"""A bookkeeper's first days with Avoir, from the empty screen to books that tie."""

import pytest

from app.book import checks, upgrade
from app.queries import ledger
from tests.gui.drivers.books import TODAY, clock
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    made = WindowDriver(qtbot, tmp_path)
    made.resize(1280, 900)
    return made


def assert_sound(path):
    """Every check of the book passes, and the trial balance sums to nothing."""
    book = upgrade.open_book(path, clock)
    with book.look() as connection:
        assert checks.findings(connection) == ()
    rows = book.ask(TODAY, ledger.trial_balance)
    book.close()
    debits = sum(row.debit.minor for row in rows if row.debit)
    assert debits == sum(row.credit.minor for row in rows if row.credit) > 0


def make_a_book(window, name):
    window.do("new_book")
    window.form().field("name").type(name)
    window.press("Ctrl+Return")


def add_a_customer(window, name, country):
    window.press("Ctrl+J")
    window.press("Ctrl+N")
    window.form().field("name").type(name)
    window.form().field("address.country").type(country)
    window.press("Ctrl+Return")


def issue_an_invoice(qtbot, window, party, amount):
    invoices = DocumentsDriver(qtbot, window, "Invoices")
    window.press("Ctrl+N")
    invoices.set(party=party)
    invoices.cell("lines", 0, "description")
    invoices.type("Desk lamps", "1", amount)
    window.press("Ctrl+Return")


def give_a_credit(qtbot, window, party, amount):
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+N")
    memos.set(party=party, reason="Return")
    memos.cell("lines", 0, "description")
    memos.type("A lamp came back", "1", amount)
    window.press("Ctrl+Return")
    return memos


def test_a_credit_is_issued_applied_and_refunded_and_the_books_tie(qtbot, window, tmp_path):
    make_a_book(window, "Northwind Traders")
    assert window.title == "Northwind Traders — Avoir"

    # A customer buys for 90.00 and sends something back that is worth more.
    add_a_customer(window, "Acme", "US")
    issue_an_invoice(qtbot, window, "acme", "90")
    memos = give_a_credit(qtbot, window, "acme", "108.25")
    assert window.said == "CM-0001 issued."
    assert window.tie == "Books tie: AR −18.25 = documents"

    # The credit pays the invoice; the rest goes back as money.
    memos.act("apply")
    memos.click("oldest_first")
    window.press("Ctrl+Return")
    assert memos.totals["Remaining"] == "18.25"
    memos.act("refund")
    memos.click("panel_confirm")
    assert memos.totals["Remaining"] == "0.00"
    assert window.tie == "Books tie: AR 0.00 = documents"

    # Nothing is open any more, and the trial balance says where it went.
    window.press("Ctrl+J")
    assert window.rows("parties").rows == [["Acme", "", "0.00", "0.00", "0.00"]]
    window.go("Reports")
    assert window.rows("report").rows == [
        ["1000", "Bank", "", "18.25"],
        ["4000", "Sales", "", "90.00"],
        ["4100", "Returns and allowances", "108.25", ""],
        ["", "Total", "108.25", "108.25"],
    ]

    # The memo's own journal, and its paper.
    window.go("Credit memos")
    window.press("Ctrl+Y")
    assert [one for one in window.rows("journal").column("Document") if one] == 2 * ["CM-0001"]
    window.go("Credit memos")
    window.press("Ctrl+P")
    assert window.page == "Credit memo CM-0001"
    assert window.close()
    assert_sound(tmp_path / "Northwind Traders.avoir")


def test_a_closed_month_stays_closed_until_it_is_opened_with_a_reason(qtbot, window, tmp_path):
    make_a_book(window, "Northwind")
    add_a_customer(window, "Acme", "US")
    issue_an_invoice(qtbot, window, "acme", "100")
    window.do("month_end")
    window.field("through").retype("2026-03").press("tab")
    window.press("Ctrl+Return")
    assert window.lock == "Locked through 2026-03-31"

    memos = DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+N")
    memos.set(party="acme", issue_date="2026-03-10", reason="Return")
    memos.cell("lines", 0, "description")
    memos.type("Too late", "1", "10")
    window.press("Ctrl+Return")
    assert "locked through 2026-03-31" in memos.problem("issue_date")

    window.click("lock")
    window.field("reason").type("A return came in late")
    window.press("Ctrl+Return")
    assert window.lock == "Not locked"
    window.go("Credit memos")
    window.press("Ctrl+Return")
    assert window.said == "CM-0001 issued."
    assert window.close()
    assert_sound(tmp_path / "Northwind.avoir")
