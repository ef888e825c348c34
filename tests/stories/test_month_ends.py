"""The end of October, told through the window: what is left is done, locked and backed up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.book import backup, checks, upgrade
from app.commands import claims, credits, parties
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER
from app.queries import ledger
from tests.gui.drivers.books import empty_book, outside
from tests.gui.drivers.closing import MonthEndDriver, wait_for_jobs
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.window import WindowDriver

OCTOBER, TODAY = date(2026, 10, 12), date(2026, 11, 3)


def clock() -> datetime:
    return datetime(2026, 11, 3, 9, 14, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    """October as it was left: an invoice in euros, a draft, a credit past its last day."""
    book = empty_book(tmp_path / "north.avoir")
    acme = book.do(OCTOBER, parties.create, CUSTOMER, name="Acme").id
    euros = ClaimDraft(party=acme, amount="400", issue_date=OCTOBER, currency="EUR", fx_rate="1.1")
    book.do(OCTOBER, claims.create, CUSTOMER, euros)
    draft = CreditDraft(party=acme, amount="30", reason="goodwill", issue_date=OCTOBER)
    book.do(OCTOBER, credits.create, CUSTOMER, draft)
    lapsing = replace(draft, amount="20", expires_at=date(2026, 10, 20))
    book.do(OCTOBER, credits.create, CUSTOMER, lapsing, issue=True)
    book.close()
    return tmp_path / "north.avoir"


@pytest.fixture
def window(qtbot, tmp_path, path):
    world = replace(
        outside(), clock=clock, today=lambda: TODAY,
        open_book=lambda where: upgrade.open_book(where, clock),
    )  # fmt: skip
    made = WindowDriver(qtbot, tmp_path, world=world)
    made.resize(1280, 900)
    assert made.open(path)
    return made


def to_do(page):
    return [name for name, (word, *_) in page.list.items() if word != "Done"]


def do_what_is_left(page, window):
    """The draft belongs to October: it is issued. What expired then lapses, and the euros are
    worth more on the last day."""
    page.follow_way("drafts:credit_memo")
    window.do("confirm")
    assert window.said == "CM-0002 issued."
    window.go("Month end")
    page.follow_way("lapsed")
    window.press("Ctrl+Return")
    assert window.said == "Credits expired: 1."
    window.go("Month end")
    page.follow_way("foreign:1200:EUR")
    assert page.field("date").shown == "2026-10-31"
    page.cell("rates", 0, "rate")
    page.type("1.15")
    window.press("Ctrl+Return")
    window.go("Month end")


def come_too_late(qtbot, window):
    """What comes late finds October closed."""
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+N")
    memos.set(party="acme", issue_date="2026-10-31", reason="Return")
    memos.cell("lines", 0, "description")
    memos.type("Too late", "1", "10")
    window.press("Ctrl+Return")
    assert "locked through 2026-10-31" in memos.problem("issue_date")


def test_the_end_of_october(qtbot, window, path, tmp_path):
    page = MonthEndDriver(qtbot, window)
    assert page.month == "October 2026"
    assert to_do(page) == [
        "Drafts of credit memos", "Expired credits", "1200 Accounts receivable in EUR", "Backup",
    ]  # fmt: skip
    do_what_is_left(page, window)
    assert to_do(page) == ["Backup"]
    page.follow_way("backup")
    wait_for_jobs(qtbot, window)
    assert page.left == "Everything is done."
    assert window.backup == "Backup 09:14"
    page.field("reason").type("October is done")
    window.press("Ctrl+Return")
    assert window.lock == "Locked through 2026-10-31"
    come_too_late(qtbot, window)
    assert window.close()

    # The backup is October as it was locked.
    (made,) = backup.backups(path)
    kept = upgrade.open_book(backup.restore(made.path, tmp_path / "kept.avoir"), clock)
    own = upgrade.open_book(path, clock)
    last = date(2026, 10, 31)
    assert kept.ask(TODAY, ledger.trial_balance, last) == own.ask(
        TODAY, ledger.trial_balance, last
    )
    for book in (kept, own):
        with book.look() as connection:
            assert checks.findings(connection) == ()
        book.close()
