"""Entering receipts, payments and money returned; taking them back where they stand."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.commands import books, claims, credits, parties, payments
from app.commands.inputs import ApplyTo, ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER, VENDOR
from app.gui.drafts import Drafts
from tests.gui.drivers.books import TODAY, small_book
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.money import MoneyDriver
from tests.gui.drivers.window import WindowDriver

ACME, CEDAR = "p1", "p3"
EARLIER = date(2026, 3, 6)


@pytest.fixture
def path(tmp_path):
    return small_book(tmp_path / "north.avoir")


@pytest.fixture
def window(qtbot, tmp_path, path):
    made = WindowDriver(qtbot, tmp_path)
    made.resize(1280, 900)
    assert made.open(path)
    return made


@pytest.fixture
def receipts(qtbot, window):
    """Acme owes 900.00 on INV-0001 and 120.00 on INV-0003."""
    page = MoneyDriver(qtbot, window, "Receipts")
    draft = ClaimDraft(party=ACME, amount="120", issue_date=EARLIER)
    page.do(claims.create, CUSTOMER, draft)
    return page


@pytest.fixture
def paid(qtbot, window):
    """Cedar Mills has given two credits, of 50.00 and 200.00."""
    page = MoneyDriver(qtbot, window, "Payments")
    for amount in ("50", "200"):
        draft = CreditDraft(party=CEDAR, amount=amount, issue_date=EARLIER)
        page.do(credits.create, VENDOR, draft, issue=True)
    return page


@pytest.fixture
def returned(qtbot, window):
    return MoneyDriver(qtbot, window, "Money returned")


# Receipts


def test_typing_begins_at_the_customer_who_paid(receipts):
    receipts.window.press("Ctrl+N")
    assert receipts.window.page == "New receipt"
    assert receipts.focus == "party"
    assert receipts.posts_not == receipts.nothing_open == "Choose the customer who paid."
    assert receipts.field("date").shown == "2026-03-10"


def test_the_oldest_is_settled_first_as_far_as_the_money_goes(receipts):
    receipts.enter(party="acme", amount="1000")
    assert receipts.totals == {"Received USD": "1,000.00", "Settled": "0.00",
                               "Left over": "1,000.00"}  # fmt: skip
    receipts.click("oldest_first")
    assert receipts.amounts == {"INV-0001": "900.00", "INV-0003": "100.00"}
    assert receipts.totals["Left over"] == "0.00"
    assert receipts.posts == [
        ["1000 Bank", "1,000.00", ""], ["1200 Accounts receivable", "", "1,000.00"],
    ]  # fmt: skip
    receipts.click("clear")
    assert receipts.amounts == {"INV-0001": "", "INV-0003": ""}


def test_all_fills_one_row_with_what_the_others_leave(receipts):
    receipts.enter(party="acme", amount="950")
    receipts.amount(1, "60")
    receipts.cell("claims", 0, "all")
    assert receipts.amounts == {"INV-0001": "890.00", "INV-0003": "60.00"}


def test_no_amount_received_means_what_is_settled(receipts):
    receipts.enter(party="acme")
    assert receipts.posts_not == "Say what came in, or what each invoice gets."
    receipts.amount(1, "120")
    assert receipts.totals == {"Received USD": "120.00", "Settled": "120.00",
                               "Left over": "0.00"}  # fmt: skip
    receipts.window.press("Ctrl+Return")
    assert receipts.window.said == "RCP-0001 recorded."
    assert receipts.head == ("RCP-0001", "Acme Ltd", "120.00 USD", "Recorded")
    assert receipts.shares == [["INV-0003", "Invoice settled", "120.00"]]


def test_what_is_left_over_becomes_a_credit_and_is_told(receipts):
    receipts.enter(party="borealis", amount="100")
    receipts.click("oldest_first")
    assert receipts.totals["Left over"] == "20.00"
    assert receipts.note == "What is left over becomes a credit memo (paid too much)."
    receipts.window.press("Ctrl+Return")
    assert receipts.window.said == "RCP-0001 recorded; 20.00 USD too much is CM-0002."
    assert receipts.facts["Left over"] == "20.00 · CM-0002"


def test_settling_more_than_came_in_is_told_live_and_refused(receipts):
    receipts.enter(party="acme", amount="100")
    receipts.amount(1, "120")
    assert receipts.totals["Too much settled"] == "20.00"
    assert receipts.note == "The invoices take more than was received."
    receipts.window.press("Ctrl+Return")
    assert receipts.problem("amount").startswith("The invoices take 120.00, but 100.00")
    assert receipts.window.page == "New receipt"


def test_every_problem_stands_at_its_field_at_once(receipts):
    receipts.enter(party="acme", date="nonsense", amount="5000")
    receipts.amount(1, "121")
    receipts.window.press("Ctrl+Return")
    assert receipts.problem("date") == "This is not a date. Write it like 2026-01-31."
    assert receipts.problem("claims").startswith("INV-0003: ")
    assert receipts.cell_problem("claims", 1, "amount")
    assert receipts.focus == "date"
    receipts.set(date="2026-03-09")
    receipts.window.press("Ctrl+Return")
    assert receipts.focus == "claims.1.amount"
    receipts.type("120")
    assert receipts.problem("claims") == ""


def test_nobody_is_not_recorded_for(receipts):
    receipts.window.press("Ctrl+N")
    receipts.set(amount="5")
    receipts.window.press("Ctrl+Return")
    assert receipts.problem("party") == "Choose the customer who paid."
    assert receipts.focus == "party"


def test_a_new_customer_is_made_in_place_and_what_comes_in_is_a_credit(receipts):
    receipts.window.press("Ctrl+N")
    receipts.field("party").type("Delta Works").take("New customer “Delta Works”")
    assert receipts.window.said == "Delta Works is a customer now."
    receipts.come_back()
    told = "Delta Works owes nothing in USD. What comes in becomes a credit memo."
    assert receipts.nothing_open == told
    receipts.set(amount="75")
    assert receipts.posts[-1] == ["1200 Accounts receivable", "", "75.00"]
    receipts.window.press("Ctrl+Return")
    assert receipts.shares == [["CM-0002", "Left over, kept as a credit memo", "75.00"]]


def test_the_account_is_one_that_can_hold_money(receipts):
    receipts.enter(party="acme", account="clearing")
    assert receipts.field("account").shown == "1050 Card clearing"
    receipts.field("account").retype("receivable")
    assert [one for one in receipts.field("account").offered if one.startswith("1200")] == []


def test_undo_takes_back_step_by_step(receipts):
    receipts.enter(party="acme", amount="1000")
    receipts.click("oldest_first")
    receipts.window.press("Ctrl+Z")
    assert receipts.amounts == {"INV-0001": "", "INV-0003": ""}
    receipts.window.press("Ctrl+Z")
    assert receipts.field("amount").shown == ""
    receipts.window.press("Ctrl+Shift+Z")
    receipts.window.press("Ctrl+Shift+Z")
    assert receipts.amounts == {"INV-0001": "900.00", "INV-0003": "100.00"}


# Foreign money


@pytest.fixture
def abroad(receipts):
    """A customer who owes 40.00 USD and 30.00 EUR."""
    party = receipts.do(parties.create, CUSTOMER, name="Eixample").id
    receipts.do(books.set_rate, currency="EUR", date=EARLIER, rate="1.1")
    for amount, currency in (("40", "USD"), ("30", "EUR")):
        draft = ClaimDraft(party=party, amount=amount, currency=currency, issue_date=EARLIER)
        receipts.do(claims.create, CUSTOMER, draft)
    return receipts


def test_what_is_owed_in_another_currency_is_one_click_away(abroad):
    abroad.enter(party="eixample")
    assert list(abroad.amounts) == ["INV-0004"]
    assert abroad.links()["open_elsewhere"] == "Open in EUR, too"
    assert not abroad.shows("fx_rate")
    abroad.follow_link("open_elsewhere")
    assert list(abroad.amounts) == ["INV-0005"]
    abroad.set(fx_rate="1.2", amount="30")
    abroad.click("oldest_first")
    assert abroad.posts == [
        ["1000 Bank", "36.00", ""], ["1200 Accounts receivable", "", "33.00"],
        ["7000 Realised exchange differences", "", "3.00"],
    ]  # fmt: skip
    abroad.window.press("Ctrl+Return")
    assert abroad.head[2] == "30.00 EUR"


def test_money_may_come_in_another_currency_than_anything_owed(abroad):
    abroad.enter(party="acme")
    abroad.follow_link("other_currency")
    abroad.set(currency="EUR", amount="10")
    assert abroad.nothing_open.startswith("Acme Ltd owes nothing in EUR.")
    abroad.window.press("Ctrl+Return")
    assert abroad.head[2] == "10.00 EUR"


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


# What is typed is kept


def test_leaving_keeps_what_is_typed_and_the_list_offers_to_go_on(window, receipts, tmp_path):
    receipts.enter(party="acme", amount="64")
    window.go("Invoices")
    receipts.go()
    assert receipts.field("amount").shown == "64.00"
    receipts.window.do("close")
    assert receipts.question == "New receipt for Acme Ltd is not saved yet."
    receipts.answer("Go on")
    receipts.amount(0, "64")
    assert receipts.state == "Not recorded; kept on this computer"
    window.press("Ctrl+Return")
    assert receipts.question == ""
    drafts = Drafts(tmp_path / "drafts", str((tmp_path / "north.avoir").absolute()))
    assert drafts.left_over() == ()


def test_throwing_away_forgets_it(receipts):
    receipts.enter(party="acme", amount="64")
    receipts.window.do("throw_away")
    assert (receipts.window.page, receipts.question) == ("Receipts", "")


def test_a_crash_brings_it_back(qtbot, tmp_path, window, paid):
    paid.enter(party="cedar")
    paid.tick(1)
    paid.amount(0, "90")
    folder = tmp_path / "drafts"
    qtbot.waitUntil(lambda: b'"90' in b"".join(one.read_bytes() for one in folder.glob("*.json")))
    left = {one: one.read_bytes() for one in folder.iterdir()}
    assert window.close_book()
    for one, content in left.items():
        one.write_bytes(content)  # as if nothing had been closed
    again = WindowDriver(qtbot, tmp_path)
    assert again.open(tmp_path / "north.avoir")
    assert again.page == "New payment"
    found = MoneyDriver(qtbot, again, "Payments")
    assert found.amounts == {"BILL-0001": "90.00"}
    assert found.totals["Paid USD"] == "0.00"


def test_what_is_open_follows_the_book(receipts):
    receipts.enter(party="acme", amount="1000")
    receipts.amount(1, "100")
    receipts.do(credits.apply, CUSTOMER, credit="CM-0001", claim="INV-0001", amount="50")
    assert [row[4] for row in receipts.grid("claims")] == ["850.00", "120.00"]
    assert receipts.amounts["INV-0003"] == "100.00"


# Payments


def test_credits_go_first_in_the_order_of_ticking(paid):
    paid.enter(party="cedar")
    paid.click("oldest_first")
    paid.tick(1)
    paid.tick(0)
    assert paid.offered == {
        "VC-0001": ("used first", "50.00", "50.00"), "VC-0002": ("used first", "200.00", "200.00"),
    }  # fmt: skip
    assert paid.totals == {"Settled": "300.00", "By credits": "−250.00", "Paid USD": "50.00"}
    paid.cell("claims", 0, "amount")
    paid.come_back()
    paid.press("delete")
    paid.type("220")
    assert paid.offered["VC-0001"] == ("used first", "50.00", "20.00")
    paid.window.press("Ctrl+Return")
    assert paid.window.said == "PAY-0001 recorded."
    assert paid.shares == [
        ["BILL-0001", "Bill settled", "220.00"],
        ["VC-0002", "Vendor credit used on BILL-0001", "−200.00"],
        ["VC-0001", "Vendor credit used on BILL-0001", "−20.00"],
    ]


def test_credits_may_settle_it_all(paid):
    paid.enter(party="cedar")
    paid.tick(1)
    paid.amount(0, "200")
    assert paid.note == "Credits settle it all; no money moves."
    assert paid.posts == [
        ["2000 Accounts payable", "200.00", ""], ["1350 Vendor returns receivable", "", "200.00"],
    ]  # fmt: skip
    paid.window.press("Ctrl+Return")
    assert paid.sum == ("Paid", "0.00")
    assert paid.head == ("PAY-0001", "Cedar Mills", "0.00 USD", "Recorded")


def test_the_boxes_are_ticked_by_keys_alone(paid):
    paid.enter(party="cedar")
    paid.set(date="2026-03-10", account="1000")
    assert paid.focus == "credits"
    paid.press("space")
    assert paid.offered["VC-0001"][0] == "used first"
    paid.press("space")
    assert paid.offered["VC-0001"][0] == "not used"


def test_a_number_opens_its_document_from_the_editor(paid):
    paid.enter(party="cedar")
    paid.cell("credits", 0, "number")
    assert paid.window.text("number") == "VC-0001"
    paid.go()
    paid.cell("claims", 0, "number")
    assert paid.window.text("number") == "BILL-0001"


def test_nothing_is_said_to_be_paid_yet(paid):
    paid.enter(party="cedar")
    assert paid.posts_not == "Say what each bill gets."
    paid.window.press("Ctrl+Return")
    assert paid.problem("claims").startswith("No bill is named.")


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
    assert returned.head[3] == "Paid"
    assert returned.shares == [["CM-0001", "Covered by a credit memo", "40.00"]]
    assert returned.sum == ("Covered", "40.00")
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
