"""The ways to money and from it; money returned; taking all of it back where it stands."""

import pytest
from PySide6.QtCore import Qt

from app.commands import claims, payments
from app.commands.inputs import ApplyTo, ClaimDraft
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.money import ACME, MoneyDriver, credited, owing


@pytest.fixture
def receipts(qtbot, window):
    return owing(MoneyDriver(qtbot, window, "Receipts"))


@pytest.fixture
def paid(qtbot, window):
    return credited(MoneyDriver(qtbot, window, "Payments"))


@pytest.fixture
def returned(qtbot, window):
    return MoneyDriver(qtbot, window, "Money returned")


# From an invoice, from a party, from anywhere


def test_an_invoice_leads_to_its_money_and_the_money_back(qtbot, window, receipts):
    invoices = DocumentsDriver(qtbot, window, "Invoices")
    invoices.pick("INV-0001")
    invoices.act("money")
    assert receipts.window.page == "New receipt"
    assert receipts.amounts == {"INV-0001": "900.00", "INV-0003": ""}
    assert receipts.focus == "amount"
    receipts.type("400")
    assert receipts.amounts["INV-0001"] == "400.00"  # no one typed another amount there
    window.press("Ctrl+Return")
    assert receipts.shares == [["INV-0001", "Invoice settled", "400.00"]]
    receipts.open_share("INV-0001")
    invoices.tab("Applications")
    invoices.cell("applications", 1, "number")
    assert receipts.head[0] == "RCP-0001"


def test_an_amount_typed_at_the_invoice_stays_whatever_comes_in(qtbot, window, receipts):
    DocumentsDriver(qtbot, window, "Invoices").pick("INV-0001")
    window.do("money")
    receipts.amount(0, "300")
    receipts.set(amount="500")
    assert receipts.amounts["INV-0001"] == "300.00"


def test_only_what_is_owed_is_received(qtbot, window, receipts):
    invoices = DocumentsDriver(qtbot, window, "Invoices")
    receipts.do(payments.receive, party="p2", amount="80", claims=(ApplyTo("INV-0002"),))
    receipts.do(claims.void, CUSTOMER, claim="INV-0003", reason="twice")
    receipts.do(claims.create, CUSTOMER, ClaimDraft(party=ACME, amount="1"), issue=False)
    for number, sentence in (
        ("INV-0002", "It is paid: nothing is due any more."),
        ("INV-0003", "It is void: nothing is owed on it."),
        ("—", "This is still a draft. Issue it first."),
    ):
        invoices.pick(number)
        assert invoices.why_not("money") == sentence
        assert not invoices.can("money")


def test_a_party_and_the_palette_lead_there(window, receipts):
    window.go("Customers")
    window.rows("parties").press(Qt.Key.Key_Home)
    window.click("new_money_button")
    assert (window.page, receipts.field("party").shown) == ("New receipt", "Acme Ltd")
    window.go("Ledger")
    window.press("Ctrl+K")
    window.write("new payment")
    assert window.offered[0] == "New payment"
    window.press("Return")
    assert window.page == "New payment"


def test_a_bill_leads_to_its_payment(qtbot, window, paid):
    bills = DocumentsDriver(qtbot, window, "Bills")
    bills.pick("BILL-0001")
    bills.act("money")
    assert (window.page, paid.amounts) == ("New payment", {"BILL-0001": "300.00"})


# Money returned, and voiding


def test_a_chargeback_is_open_until_a_credit_covers_it(qtbot, window, returned):
    assert returned.listed.empty[1] == "New refund or chargeback"
    returned.enter(party="acme", amount="40", kind="charge")
    assert returned.posts == [
        ["1200 Accounts receivable", "40.00", ""], ["1000 Bank", "", "40.00"],
    ]  # fmt: skip
    window.press("Ctrl+Return")
    assert window.said == "TX-0001 recorded."
    assert returned.head == ("TX-0001", "Acme Ltd", "40.00 USD", "Open")
    assert (returned.facts["What it was"], returned.facts["Still open"]) == ("Chargeback", "40.00")

    memos = DocumentsDriver(qtbot, window, "Credit memos")
    memos.act("apply")
    at = [row[0] for row in memos.grid("to")].index("TX-0001 · money returned")
    memos.cell("to", at, "all")
    window.press("Ctrl+Return")
    assert memos.head[3] == "Partly used"
    memos.open_figure("Applied")
    memos.cell("applications", 1, "number")
    assert window.page == "Money returned"
    assert returned.head[3] == "Covered"
    assert returned.shares == [["CM-0001", "Covered by a credit memo", "40.00"]]
    assert returned.sum == ("Covered", "40.00")
    assert "Covered" in [row[-1] for row in returned.listed.rows]
    assert returned.why_not("void").startswith("40.00 USD has been applied or paid on TX-0001.")
    returned.open_share("CM-0001")
    assert window.page == "Credit memos"


def test_money_returned_is_voided(returned):
    returned.do(payments.record, party=ACME, kind="refund", amount="15")
    returned.act("void")
    returned.field("reason").type("Entered twice")
    returned.window.press("Ctrl+Return")
    assert returned.head[3] == "Void"
    assert returned.facts["Void because"] == "Entered twice"


def test_a_receipt_may_settle_money_returned(window, receipts):
    receipts.do(payments.record, party=ACME, kind="refund", amount="15")
    receipts.enter(party="acme")
    assert list(receipts.amounts) == ["INV-0001", "TX-0001 · money returned", "INV-0003"]
    receipts.amount(1, "15")
    window.press("Ctrl+Return")
    assert receipts.shares == [["TX-0001", "Refund or chargeback settled", "15.00"]]
    receipts.open_share("TX-0001")
    assert window.page == "Money returned"
    assert receipts.shares == [["RCP-0001", "Covered by a receipt", "15.00"]]


def test_voiding_shows_the_mirror_wants_a_reason_and_opens_all_again(receipts):
    receipts.do(payments.receive, party=ACME, amount="1020", date=TODAY,
                claims=(ApplyTo("INV-0001"), ApplyTo("INV-0003")))  # fmt: skip
    receipts.act("void")
    assert receipts.panel.startswith("Void RCP-0001: what it settled is due again")
    assert receipts.posts == [
        ["1200 Accounts receivable", "1,020.00", ""], ["1000 Bank", "", "1,020.00"],
    ]  # fmt: skip
    receipts.click("panel_confirm")
    assert receipts.problem("reason") == "A reason is needed. Say why in a few words."
    receipts.field("reason").type("The check bounced")
    receipts.window.press("Ctrl+Return")
    assert receipts.window.said == "RCP-0001 is void."
    assert receipts.head[3] == "Void"
    assert receipts.statuses["Void 1"] is False
    assert receipts.share_tones == ["muted", "muted"]
    receipts.tab("History")
    history = receipts.window.rows("document_history")
    assert history.column("What") == ["Void", "Recorded"]
    assert history.column("Details") == ["The check bounced", "RCP-0001"]
    assert receipts.why_not("void") == "Receipt RCP-0001 is void. Make a new one."
    assert not receipts.can("void")


def test_the_panel_goes_away_with_escape_and_with_another_choice(receipts):
    for number in ("INV-0001", "INV-0003"):
        receipts.do(payments.receive, party=ACME, amount="5", date=TODAY,
                    claims=(ApplyTo(number),))  # fmt: skip
    receipts.pick("RCP-0001")
    receipts.act("void")
    receipts.press("escape")
    assert receipts.panel == ""
    receipts.act("void")
    receipts.pick("RCP-0002")
    assert receipts.panel == ""
