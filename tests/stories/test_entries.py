"""A month's end by hand, told through the window: depreciation, entered, wrong, taken back."""

from app.book import upgrade
from app.queries import ledger
from tests.gui.drivers.books import TODAY, clock
from tests.gui.drivers.entries import EntriesDriver


def held(path, *codes: str):
    """What these accounts hold, debit positive."""
    book = upgrade.open_book(path, clock)
    rows = {row.code: row for row in book.ask(TODAY, ledger.trial_balance)}
    book.close()
    found = (rows.get(code) for code in codes)
    return [str(row.debit or f"-{row.credit}") if row else "" for row in found]


def an_account(window, code, name, kind):
    """Adds a line to the chart of accounts."""
    window.go("Accounts")
    window.press("Ctrl+N")
    window.form().field("code").type(code)
    window.form().field("name").type(name)
    window.form().field("type").type(kind).press("tab")
    window.press("Ctrl+Return")
    assert window.dialog == ""


def test_depreciation_is_entered_was_wrong_and_is_reversed(qtbot, window, path):
    an_account(window, "1690", "Accumulated depreciation", "Ass")
    an_account(window, "6500", "Depreciation", "Exp")

    # The van loses a twelfth of a fifth of 14,400 a month; the month's end is written by hand.
    page = EntriesDriver(qtbot, window)
    page.write(("6500", "14400/5/12*10", ""), description="Depreciation of the van")
    assert page.lines[0][:2] == ["6500 Depreciation", "2,400.00"]
    page.put(1, "account", "accum")
    assert page.sums == "Debits 2,400.00, credits 0.00: 2,400.00 missing on the credit side."
    window.press("Ctrl+=")
    assert page.sums == "Debits 2,400.00, credits 2,400.00: it balances."
    page.set(date="2026-01-31")
    window.press("Ctrl+Return")
    assert page.problem("date").startswith("The books are locked through 2026-01-31")
    page.set(date="2026-02-28")
    window.press("Ctrl+Return")
    assert window.said == "Entry 5 posted."
    assert held(path, "6500", "1690") == ["2400.00", "-2400.00"]

    # Ten months instead of one: the wrong entry goes back and its copy is put right.
    page.key("Ctrl+Z")
    assert page.posts == [
        ["1690 Accumulated depreciation", "2,400.00", ""],
        ["6500 Depreciation", "", "2,400.00"],
    ]
    page.set(date="2026-02-28")
    page.field("reason").type("One month, not ten")
    window.press("Ctrl+Return")
    assert held(path, "6500", "1690") == ["", ""]
    page.choose("Depreciation of the van")
    assert page.tip("reverse").startswith("Entry 5 was taken back already, by entry 6.")
    page.key("Ctrl+D")
    page.put(0, "debit", "240")
    page.put(1, "credit", "240")
    page.set(date="2026-02-28")
    window.press("Ctrl+Return")
    assert held(path, "6500", "1690") == ["240.00", "-240.00"]
    assert [row[0] for row in page.said[2:5]] == [
        "Depreciation of the van",
        "Back from “Depreciation of the van”: One month, not ten",
        "Depreciation of the van",
    ]


def test_what_a_document_wrote_goes_back_with_it(qtbot, window):
    page = EntriesDriver(qtbot, window)
    page.choose("Cedar Mills: bill BILL-0001")
    assert page.tip("reverse").endswith("Open BILL-0001 and void it.")
    window.press("Return")
    assert window.page == "Bills"
    assert window.text("number") == "BILL-0001"
    assert window.tie.startswith("Books tie")
