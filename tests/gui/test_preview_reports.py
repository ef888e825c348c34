"""The print preview of reports: the very PDF that the paper renders, the long ones in the job
panel first."""

import threading
from collections.abc import Iterable
from datetime import date
from email import message_from_bytes, policy

import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QFileDialog

from app.book import upgrade
from app.commands import credits, parties
from app.commands.inputs import CreditDraft
from app.domain.kinds import CUSTOMER
from app.domain.report import Report, Wish
from app.gui.desk import Desk
from app.gui.screens import printed
from app.paper import report
from app.paper.sheets import render
from app.queries import catalogue, report_journal
from app.queries.statement_sheets import of_wish
from tests.gui.drivers.books import TODAY, clock, small_book
from tests.gui.drivers.preview import PreviewDriver, paper_size

WISH = Wish(last=date(2026, 2, 28))
WHOLE = Wish()


@pytest.fixture
def book(tmp_path):
    return small_book(tmp_path / "north.avoir")


@pytest.fixture
def window(qtbot, tmp_path, book):
    made = PreviewDriver(qtbot, tmp_path)
    made.open(book)
    made.go("Accounts")
    return made


@pytest.fixture
def short_pages(monkeypatch):
    """The journal comes in pages of two entries."""
    monkeypatch.setattr(report_journal, "PAGE", 2)


def pdf(path, name, wish, paper="A4"):
    book = upgrade.open_book(path, clock)
    pages = list(catalogue.pages(lambda *asked: book.ask(TODAY, *asked), name, wish))
    book.close()
    return report.render(pages, paper, made_on=TODAY)


def statement_pdf(path, wish):
    book = upgrade.open_book(path, clock)
    sheet = book.ask(TODAY, of_wish, wish)
    book.close()
    return render(sheet)


def test_a_report_is_shown_and_saved_as_it_is_printed(window, book, tmp_path, monkeypatch):
    offered = []

    def choose(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.preview_report("trial_balance", WISH)
    assert window.page == "Trial balance"
    assert window.ink("paper") > 200
    window.press("Ctrl+S")
    assert offered == ["Trial balance 2026-02-28.pdf"]
    assert (tmp_path / offered[0]).read_bytes() == pdf(book, "trial_balance", WISH)
    window.click("paper_Letter")
    window.do("save")
    assert (tmp_path / offered[0]).read_bytes() == pdf(book, "trial_balance", WISH, "Letter")


def test_a_document_follows_a_report_and_escape_goes_back(window):
    window.preview_report("trial_balance", WISH)
    window.press("Escape")
    assert window.page == "Accounts"
    window.preview("CM-0001")
    assert window.page == "Credit memo CM-0001"


def test_a_lying_report_is_printed_lying(window, tmp_path):
    where = tmp_path / "printed.pdf"
    window.preview_report("journal", WHOLE)
    window.press("Ctrl+P")
    window.print_to(where)
    assert window.said == "Journal is sent to the printer."
    width, height = paper_size(where)
    assert width > height


def test_a_long_title_gives_way_and_the_window_stays_as_wide_as_it_was(window):
    window.work(parties.update, CUSTOMER, party="p1", name="Acme and Daughters " * 9)
    before = window.size
    window.preview_report("statement", Wish(side="customer", party="p1"))
    assert window.page.startswith("Statement of account · Acme and Daughters Acme")
    assert window.size == before


def test_a_statement_is_shown_and_saved_as_the_document_it_is(window, book, tmp_path, monkeypatch):
    where = tmp_path / "statement.pdf"
    offered = []

    def choose(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        offered.append(name)
        return str(where), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    wish = Wish(date(2026, 2, 1), TODAY, "customer", "p1")
    window.preview_report("statement", wish)
    assert window.page == "Statement of account · Acme Ltd · 10 Mar 2026"
    window.press("Ctrl+S")
    assert offered == ["Statement Acme Ltd 2026-03-10.pdf"]
    assert where.read_bytes() == statement_pdf(book, wish)


@pytest.mark.parametrize(
    ("page", "party"), [("Customers", "Acme Ltd"), ("Vendors", "Cedar Mills")]
)
def test_a_party_is_sent_its_statement_of_the_year(
    window, book, tmp_path, monkeypatch, page, party
):
    where = tmp_path / "statement.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(where), ""))
    window.go(page)
    window.press("Ctrl+P")
    assert window.page == f"Statement of account · {party} · 10 Mar 2026"
    window.do("save")
    side, id_ = ("customer", "p1") if page == "Customers" else ("vendor", "p3")
    assert where.read_bytes() == statement_pdf(book, Wish(date(2026, 1, 1), TODAY, side, id_))
    window.press("Escape")
    assert window.page == page


def test_a_long_statement_is_drawn_in_the_job_panel(window, qtbot, monkeypatch):
    monkeypatch.setattr(printed, "_LONG", 0)
    window.preview_report("statement", Wish(last=TODAY, side="customer", party="p1"))
    qtbot.waitUntil(lambda: window.page == "Statement of account · Acme Ltd · 10 Mar 2026")
    assert window.ink("paper") > 200


def test_a_statement_is_sent_to_the_party_in_its_language(window, monkeypatch):
    sent = []
    monkeypatch.setattr(Desk, "post", lambda _desk, name, content: sent.append((name, content)))
    window.work(parties.update, CUSTOMER, party="p2", language="de")
    window.preview_report("statement", Wish(last=TODAY, side="customer", party="p2"))
    window.do("email")
    ((name, content),) = sent
    found = message_from_bytes(content, policy=policy.default)
    assert name == "Kontoauszug Borealis 2026-03-10.eml"
    assert found["To"] == "Borealis <hi@borealis.example>"
    assert found["Subject"] == "Kontoauszug, 10. März 2026"
    (attached,) = found.iter_attachments()
    assert attached.get_filename() == "Kontoauszug Borealis 2026-03-10.pdf"


@pytest.mark.usefixtures("short_pages")
def test_a_report_of_many_pages_is_drawn_in_the_job_panel(window, qtbot):
    window.preview_report("journal", WHOLE)
    qtbot.waitUntil(lambda: window.page == "Journal")
    assert window.ink("paper") > 200


@pytest.mark.usefixtures("short_pages")
def test_drawing_that_is_cancelled_goes_back(window, qtbot, monkeypatch):
    go_on = threading.Event()

    def slowly(pages: Iterable[Report], _paper: str, made_on: date) -> bytes:
        del made_on
        assert go_on.wait(10)
        return b"".join(page.title.encode() for page in pages)  # progress ends it

    monkeypatch.setattr(report, "render", slowly)
    window.preview_report("journal", WHOLE)
    assert window.page == "Print preview"
    assert window.is_written_on  # that the pages are being drawn: nothing is blank
    window.click("job_cancel")
    go_on.set()
    qtbot.waitUntil(lambda: window.page == "Accounts")


def test_what_is_gone_says_so_when_it_is_shown_again(window):
    draft = CreditDraft(party="p1", amount="5", reason="return", issue_date=TODAY)
    memo = window.work(credits.create, CUSTOMER, draft).id
    window.preview(memo)
    window.press("Escape")
    window.work(credits.delete, CUSTOMER, credit=memo)
    window.preview_again()
    assert memo in window.text("missing_glyphs")


@pytest.mark.usefixtures("short_pages")
def test_closing_the_book_while_pages_are_drawn_is_no_mistake(window, qtbot, monkeypatch, capfd):
    go_on, waits = threading.Event(), threading.Event()

    def slowly(pages: Iterable[Report], _paper: str, made_on: date) -> bytes:
        del made_on
        waits.set()
        assert go_on.wait(10)
        return b"".join(page.title.encode() for page in pages)

    monkeypatch.setattr(report, "render", slowly)
    window.preview_report("journal", WHOLE)
    qtbot.waitUntil(waits.is_set)
    window.widget.close_book()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    go_on.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    QApplication.processEvents()
    assert window.dialog == ""
    assert "Traceback" not in capfd.readouterr().err
