"""The print preview shows, saves and prints the very bytes that the paper renders."""

from datetime import date

import pytest
from PySide6.QtWidgets import QFileDialog

from app.book import upgrade
from app.commands import credits, parties
from app.commands.inputs import CreditDraft
from app.domain.kinds import CUSTOMER
from app.paper.sheets import render
from app.queries import sheets
from tests.gui.drivers.books import TODAY, clock, small_book
from tests.gui.drivers.preview import PreviewDriver


@pytest.fixture
def book(tmp_path):
    return small_book(tmp_path / "north.avoir")


@pytest.fixture
def window(qtbot, tmp_path, book):
    made = PreviewDriver(qtbot, tmp_path)
    made.open(book)
    made.go("Accounts")
    made.preview("CM-0001")
    return made


def pdf(path, paper):
    book = upgrade.open_book(path, clock)
    sheet = book.ask(TODAY, sheets.sheet, "CM-0001")
    book.close()
    return render(sheet, paper)


def test_the_page_on_the_screen_is_the_pdf(window):
    assert window.page == "Credit memo CM-0001"
    assert window.ink("paper") > 200  # dark dots: text stands there
    assert 40 < window.zoom < 110  # a whole page


def test_saving_writes_the_very_bytes(window, tmp_path, book, monkeypatch):
    where = tmp_path / "memo.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(where), ""))
    window.press("Ctrl+S")
    assert where.read_bytes() == pdf(book, "A4")
    assert window.said == "memo.pdf is saved."


def test_the_paper_is_chosen_and_remembered(window, tmp_path, book, monkeypatch, qtbot):
    where = tmp_path / "memo"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(where), ""))
    window.click("paper_Letter")
    window.do("save")
    assert (tmp_path / "memo.pdf").read_bytes() == pdf(book, "Letter")
    window.close()
    again = PreviewDriver(qtbot, tmp_path)
    again.open(book)
    again.preview("CM-0001")
    again.do("save")
    assert (tmp_path / "memo.pdf").read_bytes() == pdf(book, "Letter")


def test_a_folder_that_takes_no_file_is_told(window, tmp_path, monkeypatch):
    where = tmp_path / "none" / "memo.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(where), ""))
    window.do("save")
    assert window.dialog == "unavailable"
    assert "memo.pdf cannot be written" in window.sentence


def test_zoom_goes_in_steps(window):
    before = window.zoom
    window.do("zoom_in")
    assert window.zoom > before
    for _ in range(30):
        window.do("zoom_out")
    assert window.zoom == 25
    window.do("fit_page")
    assert 25 < window.zoom < before  # a whole page is smaller than one that can be read at once


def test_escape_goes_back_to_where_the_preview_was_called(window):
    window.press("Escape")
    assert window.page == "Accounts"


def test_signs_that_no_font_can_print_are_told_before_printing(qtbot, tmp_path, book):
    day, opened = date(2026, 3, 9), upgrade.open_book(book, clock)
    opened.do(day, parties.update, CUSTOMER, party="p1", name="Acme \ue123")
    draft = CreditDraft(party="p1", amount="5", reason="return", issue_date=day)
    memo = opened.do(day, credits.create, CUSTOMER, draft).id
    opened.close()
    window = PreviewDriver(qtbot, tmp_path)
    window.open(book)
    window.preview(memo)
    assert window.page == "Credit memo draft"
    assert "\ue123" in window.text("missing_glyphs")  # nobody's sign


def test_printing_draws_every_page(window, tmp_path):
    where = tmp_path / "printed.pdf"
    window.press("Ctrl+P")
    window.print_to(where)
    assert where.read_bytes().startswith(b"%PDF-")
    assert window.said == "CM-0001 Acme Ltd is sent to the printer."


def test_a_draft_is_called_so_in_its_own_language(window):
    window.work(parties.update, CUSTOMER, party="p1", language="de")
    draft = CreditDraft(party="p1", amount="5", reason="return", issue_date=TODAY)
    window.preview(window.work(credits.create, CUSTOMER, draft).id)
    assert window.page == "Gutschrift Entwurf"
