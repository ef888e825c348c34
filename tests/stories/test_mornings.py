"""In the morning, told through the window: Home says what waits, one click leads to it."""

from datetime import date

import pytest

from app.book import upgrade
from app.commands import credits
from app.commands.inputs import CreditDraft
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import clock, small_book
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.home import HomeDriver
from tests.gui.drivers.reports import ReportsDriver

FEBRUARY = date(2026, 2, 10)


@pytest.fixture
def path(tmp_path):
    """The small book as it was left yesterday: a draft, and a credit past its last day."""
    made = small_book(tmp_path / "north.avoir")
    book = upgrade.open_book(made, clock)
    draft = CreditDraft(party="p2", amount="30", reason="goodwill", issue_date=date(2026, 3, 9))
    book.do(FEBRUARY, credits.create, CUSTOMER, draft)
    lapsing = CreditDraft(
        party="p1", amount="20", reason="return", issue_date=FEBRUARY, expires_at=date(2026, 3, 1)
    )
    book.do(FEBRUARY, credits.create, CUSTOMER, lapsing, issue=True)
    book.close()
    return made


def test_a_morning(qtbot, window):
    home = HomeDriver(qtbot, window)
    assert home.figures["drafts_credit_memo"] == "1"
    assert home.figures["lapsed"] == "20.00"
    assert home.figures["credits_customer"] == "70.00"

    # The draft of yesterday is issued.
    home.follow("drafts_credit_memo")
    window.do("confirm")
    assert window.said == "CM-0003 issued."
    window.press("Alt+Home")
    assert home.figures["drafts_credit_memo"] == "0"
    assert home.figures["credits_customer"] == "100.00"

    # What is past its last day lapses.
    home.follow("lapsed")
    window.press("Ctrl+Return")
    assert window.said == "Credits expired: 1."
    window.press("Alt+Left")
    assert home.figures["lapsed"] == "0.00"

    # Who is late, and with what: from the bar to the document.
    assert home.ageing("customer")["1 to 30 days late"] == "900.00"
    home.follow("customer_1_30")
    report = ReportsDriver(qtbot, window)
    assert report.row("INV-0001")[-1] == "900.00"
    report.open("INV-0001", "Document")
    assert DocumentsDriver(qtbot, window, window.section).head[:2] == ("INV-0001", "Acme Ltd")

    # And what was given for goodwill this month.
    window.press("Alt+Home")
    home.follow("given_goodwill_2026-03")
    assert report.row("CM-0003")[-1] == "30.00"
