"""Entering receipts and payments: what is open, what goes to it, what is told, what is kept."""

import pytest

from app.commands import books, claims, credits, parties
from app.commands.inputs import ClaimDraft
from app.domain.kinds import CUSTOMER
from app.gui.drafts import Drafts
from tests.gui.drivers.money import EARLIER, MoneyDriver, credited, owing
from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def receipts(qtbot, window):
    return owing(MoneyDriver(qtbot, window, "Receipts"))


@pytest.fixture
def paid(qtbot, window):
    return credited(MoneyDriver(qtbot, window, "Payments"))


# Receipts


def test_typing_begins_at_the_customer_who_paid(receipts):
    receipts.window.press("Ctrl+N")
    assert receipts.window.page == "New receipt"
    assert receipts.focus == "party"
    assert receipts.posts_not == "Choose the customer who paid."
    assert receipts.nothing_open == ""
    assert receipts.field("date").shown == "2026-03-10"


def test_tab_goes_through_it_as_one_reads_it(receipts):
    receipts.enter(party="acme")
    for stop in (
        "date", "amount", "account", "other_currency", "oldest_first", "clear",
        "claims.0.amount", "claims.1.amount", "close_button", "confirm_button",
    ):  # fmt: skip
        assert receipts.focus == stop
        receipts.press("tab")
        receipts.come_back()


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


def test_nothing_received_is_refused(receipts):
    receipts.enter(party="acme", amount="0")
    receipts.amount(1, "20")
    assert receipts.totals["Too much settled"] == "20.00"
    receipts.window.press("Ctrl+Return")
    assert receipts.problem("amount").startswith("The amount received must be more than zero.")


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
        ["7000 Realized exchange differences", "", "3.00"],
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
