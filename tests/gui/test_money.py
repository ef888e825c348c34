"""The pages of receipts and payments: what money came and went, and what became of it."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.book import upgrade
from app.commands import claims, credits, parties, payments
from app.commands.inputs import ApplyTo, ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import payments as queries
from tests.gui.drivers.books import TODAY, clock, empty_book, small_book
from tests.gui.drivers.money import MoneyDriver
from tests.gui.drivers.window import WindowDriver
from tests.gui.names import nameless
from tests.gui.pictures import assert_nothing_clipped

ACME, BOREALIS, CEDAR = "p1", "p2", "p3"
FIRST, SECOND = date(2026, 3, 6), date(2026, 3, 9)
RECEIPTS = [
    ["2026-03-09", "RCP-0002", "Borealis", "USD", "100.00", "Recorded"],
    ["2026-03-06", "RCP-0001", "Acme Ltd", "USD", "400.00", "Recorded"],
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The small book; Acme has paid a part, Borealis too much, and a bill was paid with a vendor
    credit. Made once, closed; tests copy it."""
    path = small_book(tmp_path_factory.mktemp("money") / "north.avoir")
    book = upgrade.open_book(path, clock)

    def do(command: Any, *args: Any, **facts: Any) -> Any:
        return book.do(TODAY, command, *args, **facts)

    do(payments.receive, party=ACME, amount="400", date=FIRST, claims=(ApplyTo("INV-0001"),))
    do(payments.receive, party=BOREALIS, amount="100", date=SECOND,
       claims=(ApplyTo("INV-0002"),))  # fmt: skip
    draft = CreditDraft(party=CEDAR, amount="50", issue_date=FIRST)
    do(credits.create, VENDOR, draft, issue=True)
    do(payments.pay, party=CEDAR, date=SECOND, claims=(ApplyTo("BILL-0001", "120"),),
       credits=("VC-0001",))  # fmt: skip
    book.close()
    return path


@pytest.fixture
def window(qtbot, tmp_path, made):
    window = WindowDriver(qtbot, tmp_path)
    window.resize(1280, 900)
    assert window.open(Path(shutil.copy(made, tmp_path)))
    return window


@pytest.fixture
def receipts(qtbot, window):
    return MoneyDriver(qtbot, window, "Receipts")


@pytest.fixture
def paid(qtbot, window):
    return MoneyDriver(qtbot, window, "Payments")


def test_the_list_says_who_paid_what_newest_first(receipts):
    assert receipts.listed.titles == ["Date", "Number", "Customer", "Currency", "Amount", "Status"]
    assert receipts.listed.rows == RECEIPTS
    assert receipts.window.page == "Receipts"


def test_the_payments_are_the_same_mirrored(paid):
    assert paid.listed.titles == ["Date", "Number", "Vendor", "Currency", "Amount", "Status"]
    only = ["2026-03-09", "PAY-0001", "Cedar Mills", "USD", "70.00", "Recorded"]
    assert paid.listed.rows == [only]


def test_the_detail_says_what_was_settled_and_what_was_left_over(receipts):
    assert receipts.head == ("RCP-0002", "Borealis", "100.00 USD", "Recorded")
    assert receipts.facts == {
        "Date": "2026-03-09", "Account": "1000 Bank", "Left over": "20.00 · CM-0002",
    }  # fmt: skip
    assert receipts.shares == [
        ["INV-0002", "Invoice settled", "80.00"],
        ["CM-0002", "Left over, kept as a credit memo", "20.00"],
    ]
    assert receipts.sum == ("Received", "100.00")
    receipts.pick("RCP-0001")
    assert receipts.facts == {"Date": "2026-03-06", "Account": "1000 Bank"}
    assert receipts.shares == [["INV-0001", "Invoice settled", "400.00"]]


def test_credits_used_are_taken_off_what_a_payment_settled(paid):
    assert paid.facts == {"Date": "2026-03-09", "Account": "1000 Bank"}
    assert paid.shares == [
        ["BILL-0001", "Bill settled", "120.00"],
        ["VC-0001", "Vendor credit used on BILL-0001", "−50.00"],
    ]
    assert paid.sum == ("Paid", "70.00")


def test_a_use_that_was_taken_back_is_still_told_but_counts_no_more(paid):
    use = paid.ask(queries.get, "PAY-0001").settled[0]
    paid.do(credits.unapply, VENDOR, application=use.id)
    assert paid.shares == [
        ["BILL-0001", "Bill settled", "70.00"],
        ["VC-0001", "Vendor credit used on BILL-0001 for 50.00, taken back", ""],
    ]
    assert paid.share_tones == ["text", "muted"]
    assert paid.sum == ("Paid", "70.00")


def test_a_payment_by_credits_alone_has_no_account(paid):
    draft = CreditDraft(party=CEDAR, amount="30", issue_date=SECOND)
    paid.do(credits.create, VENDOR, draft, issue=True)
    paid.do(payments.pay, party=CEDAR, claims=(ApplyTo("BILL-0001", "30"),),
            credits=("VC-0002",))  # fmt: skip
    paid.pick("PAY-0002")
    assert "Account" not in paid.facts
    assert paid.sum == ("Paid", "0.00")


@pytest.mark.parametrize(
    ("number", "page"), [("INV-0002", "Invoices"), ("CM-0002", "Credit memos")]
)
def test_enter_opens_what_a_receipt_became(receipts, number, page):
    receipts.open_share(number)
    assert (receipts.window.page, receipts.window.text("number")) == (page, number)


@pytest.mark.parametrize(
    ("number", "page"), [("BILL-0001", "Bills"), ("VC-0001", "Vendor credits")]
)
def test_enter_opens_what_a_payment_settled_and_with_what(paid, number, page):
    paid.open_share(number)
    assert (paid.window.page, paid.window.text("number")) == (page, number)


def test_facts_and_the_party_lead_on(receipts):
    receipts.follow("party")
    assert receipts.window.text("party_name") == "Borealis"
    receipts.go()
    receipts.follow("Left over")
    assert receipts.window.text("number") == "CM-0002"
    receipts.go()
    receipts.follow("Account")
    assert receipts.window.lists() == ["register"]


def test_the_entry_opens_the_registers_of_its_accounts(receipts):
    receipts.pick("RCP-0001")
    lines = receipts.journal()
    assert [row[-3:] for row in lines.rows] == [
        ["1000 Bank", "400.00", ""], ["1200 Accounts receivable", "", "400.00"],
    ]  # fmt: skip
    lines.double_click(1)
    assert receipts.window.lists() == ["register"]
    assert "RCP-0001" in receipts.window.rows("register").column("Document")


def test_its_key_narrows_the_journal_to_a_receipt_and_enter_leads_back(receipts):
    receipts.pick("RCP-0001")
    receipts.window.press("Ctrl+Y")
    journal = receipts.window.rows("journal")
    assert {one for one in journal.column("Document") if one} == {"RCP-0001"}
    journal.press(Qt.Key.Key_Return)
    assert (receipts.window.page, receipts.head[0]) == ("Receipts", "RCP-0001")


def test_enter_on_a_line_of_the_register_opens_the_payment(window, paid):
    paid.follow("Account")
    register = window.rows("register")
    register.double_click(register.column("Document").index("PAY-0001"))
    assert (window.page, paid.head[0]) == ("Payments", "PAY-0001")


def test_the_filter_narrows_the_list_and_showing_all_brings_it_back(receipts):
    receipts.window.filter("acme")
    assert receipts.listed.column("Number") == ["RCP-0001"]
    assert receipts.head[0] == "RCP-0001"
    receipts.window.filter("nobody")
    assert receipts.listed.empty == ("Nothing here fits what is chosen above.", "Show all")
    assert receipts.head == ("", "", "", "")
    receipts.listed.answer_empty()
    assert receipts.listed.rows == RECEIPTS


def test_an_empty_page_says_what_belongs_there_and_offers_the_first(qtbot, tmp_path):
    empty_book(tmp_path / "empty.avoir").close()
    window = WindowDriver(qtbot, tmp_path)
    window.open(tmp_path / "empty.avoir")
    for section, sentence, new in (
        ("Receipts", "Here is the money your customers have paid you.", "New receipt"),
        ("Payments", "Here is the money you have paid your vendors.", "New payment"),
    ):
        page = MoneyDriver(qtbot, window, section)
        assert page.listed.empty == (sentence, new)
        assert page.head == ("", "", "", "")
        assert window.menus[section] == [new]
        page.listed.answer_empty()
        assert (window.page, window.focus) == (new, "party")


def test_the_menu_offers_only_what_can_be_done_here(receipts):
    assert receipts.window.menus["Receipts"] == [
        "New receipt", "Void…", "Journal of this receipt", "Why is this the balance?",
    ]  # fmt: skip


def test_money_that_comes_in_meanwhile_is_listed_and_the_choice_stays(receipts):
    receipts.pick("RCP-0001")
    receipts.do(payments.receive, party=ACME, amount="5", date=TODAY,
                claims=(ApplyTo("INV-0001"),))  # fmt: skip
    assert receipts.listed.column("Number") == ["RCP-0003", "RCP-0002", "RCP-0001"]
    assert receipts.head[0] == "RCP-0001"


def test_one_that_the_filter_leaves_out_is_still_shown(receipts):
    receipts.window.filter("rcp-0002")
    assert receipts.listed.column("Number") == ["RCP-0002"]
    receipts.show("receipt", "RCP-0001")
    assert receipts.head[0] == "RCP-0001"
    assert receipts.listed.column("Number") == ["RCP-0002", "RCP-0001"]


def test_amounts_keep_their_own_currency(receipts):
    delta = receipts.do(parties.create, CUSTOMER, name="Delta", currency="EUR").id
    draft = ClaimDraft(party=delta, amount="10", currency="EUR", fx_rate="1.1", issue_date=TODAY)
    receipts.do(claims.create, CUSTOMER, draft)
    receipts.do(payments.receive, party=delta, amount="10", currency="EUR", fx_rate="1.2",
                date=TODAY, claims=(ApplyTo("INV-0003"),))  # fmt: skip
    receipts.pick("RCP-0003")
    assert receipts.head[2] == "10.00 EUR"
    assert receipts.facts["Account"] == "1000 Bank"


def test_the_detail_stands_on_the_right_where_there_is_room(receipts):
    assert not receipts.detail_is_beside
    receipts.widen()
    assert receipts.detail_is_beside
    assert_nothing_clipped(receipts.window.widget)


def test_daily_pages_have_keys_and_the_others_are_found_by_name(window):
    for key, page in (("Alt+3", "Receipts"), ("Alt+7", "Payments"), ("Alt+9", "Ledger")):
        window.press(key)
        assert window.page == page
    window.press("Ctrl+K")
    window.write("trial")
    assert window.offered[0] == "Trial balance"
    window.press("Return")
    assert window.page == "Trial balance"


def test_the_palette_finds_a_receipt_by_its_number(window, receipts):
    window.press("Ctrl+K")
    window.write("RCP-0001")
    window.press("Return")
    assert (window.page, receipts.head[0]) == ("Receipts", "RCP-0001")


def test_everything_has_a_name(receipts, paid):
    for page in (receipts, paid):
        page.go()
        assert nameless(page.window.widget) == []
