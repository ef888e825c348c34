"""Looking at the pages of the print preview: turned, made larger, looked through, copied from."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog

from app.commands import credits
from app.commands.inputs import CreditDraft, LineInput
from app.domain.kinds import CUSTOMER
from app.gui import printing
from app.gui.pdf_file import Pdf
from app.gui.screens import pdf_pages
from app.gui.screens.pdf_pages import PdfPages
from app.paper.sheets import render
from tests.gui.drivers.books import TODAY, small_book
from tests.gui.drivers.closing import wait_for_jobs
from tests.gui.drivers.preview import PreviewDriver
from tests.paper.sheets import a_sheet

CURRENT = "#ffb457"
MARKED = {CURRENT, "#ffe27a"}


@pytest.fixture
def window(qtbot, tmp_path):
    """A credit memo of many pages, previewed."""
    made = PreviewDriver(qtbot, tmp_path)
    made.resize(1100, 800)
    made.open(small_book(tmp_path / "north.avoir"))
    lines = tuple(
        LineInput(description=f"Shelf no. {n}, oak", quantity="1", unit_price="2")
        for n in range(1, 181)
    )
    draft = CreditDraft(party="p1", reason="return", lines=lines, issue_date=TODAY)
    made.preview(made.work(credits.create, CUSTOMER, draft, issue=True).id)
    return made


def test_pages_are_turned_by_keys_and_by_number(window):
    last = window.pages.split()[-1]
    assert window.pages == f"1 of {last}"
    assert int(last) > 4
    seen = []
    for key in ("PgDown", "PgDown", "End", "PgDown", "PgUp", "Home", "PgUp"):
        window.press(key)
        seen.append(window.pages.split()[0])
    assert seen == ["2", "3", last, last, str(int(last) - 1), "1", "1"]
    window.go_to_page("4")
    assert (window.pages, window.focus) == (f"4 of {last}", "paper")
    window.go_to_page("99")
    assert window.pages == f"{last} of {last}"
    window.go_to_page("0")
    assert window.pages == f"1 of {last}"
    window.press("Ctrl+G")
    assert window.focus == "page_number"
    window.press("Escape")
    assert window.focus == "paper"


def test_the_ends_switch_the_ways_off(window):
    assert (window.can("previous_page"), window.can("next_page")) == (False, True)
    window.press("End")
    assert (window.can("previous_page"), window.can("next_page")) == (True, False)


def test_scrolling_tells_the_page(window):
    window.press("Space")
    window.press("Space")
    assert window.pages.split()[0] != "1"
    window.press("Shift+Space")
    window.press("Shift+Space")
    assert window.pages.split()[0] == "1"


def test_the_size_follows_the_window_until_one_is_chosen(window):
    window.do("fit_width")
    before = window.zoom
    window.resize(1300, 800)
    assert window.zoom > before
    window.press("Ctrl+0")
    assert window.zoom == 100
    window.resize(1000, 800)
    assert window.zoom == 100
    window.choose_zoom("200%")
    assert window.zoom == 200
    window.press("-")
    assert window.zoom == 175
    window.press("+")
    assert window.zoom == 200


def test_the_wheel_with_ctrl_keeps_what_is_under_it(window):
    window.press("PgDown")
    before = window.zoom
    window.wheel(2)
    assert window.zoom == pytest.approx(before * 1.15**2, abs=1)
    assert window.pages.split()[0] == "2"
    larger = window.zoom
    window.wheel(-1, ctrl=False)
    assert window.zoom == larger


def test_how_it_fits_is_remembered(window, tmp_path):
    window.do("fit_width")
    wide = window.zoom
    window.close_book()
    window.open(tmp_path / "north.avoir")
    window.resize(1100, 800)
    window.preview("CM-0002")
    assert window.zoom == wide


def test_words_are_found_counted_and_marked(window):
    assert not window.colours() & MARKED
    window.look_for("SHELF NO. 17")
    assert window.found == "1 of 11"  # 17, and 170 to 179
    assert window.pages.split()[0] == "1"
    assert CURRENT in window.colours()
    window.press("F3")
    assert window.found == "2 of 11"
    assert window.pages.split()[0] != "1"
    assert window.colours() >= MARKED
    window.press("Shift+F3")
    window.press("Shift+F3")
    assert window.found == "11 of 11"  # before the first comes the last
    window.press("Return")
    assert window.found == "1 of 11"
    window.press("Escape")
    assert (window.found, window.focus) == ("", "paper")
    assert not window.colours() & MARKED
    assert not window.can("find_next")


def test_what_is_not_there_is_said_calmly(window):
    window.look_for("Borealis")
    assert window.found == "not found"
    assert not window.can("find_next")
    assert window.dialog == ""


def test_looking_goes_on_from_the_page_that_is_shown(window):
    window.press("End")
    window.look_for("Shelf no.")
    at, of = map(int, window.found.split(" of "))
    assert of == 180
    assert at > 100


def test_what_is_looked_for_is_looked_for_again_on_other_paper(window):
    window.look_for("Shelf no. 18")
    window.click("paper_Letter")
    window.wait_found()
    assert window.found == "1 of 2"  # 18, and 180


def test_ctrl_c_copies_the_page_the_hit_or_what_was_chosen(window):
    window.press("Home")
    window.press("Ctrl+C")
    assert "Shelf no. 1, oak" in window.clipboard
    assert "Shelf no. 180" not in window.clipboard
    window.drag("Shelf no. 2,", "Shelf no. 3,")
    window.press("Ctrl+C")
    assert window.clipboard.startswith("Shelf no. 2, oak")
    assert window.clipboard.endswith("\nShelf no. 3,")
    window.look_for("shelf NO. 33")
    window.click_margin()
    window.press("Ctrl+C")
    assert window.clipboard == "Shelf no. 33"


def test_many_pages_go_to_the_printer_beside_the_users_work(window, qtbot, tmp_path):
    where = tmp_path / "printed.pdf"
    count = int(window.pages.split()[-1])
    assert count > printing.AT_ONCE
    window.press("Ctrl+P")
    window.print_to(where)
    window.press("Escape")  # the preview may be left meanwhile
    wait_for_jobs(qtbot, window)
    assert window.said == "CM-0002 Acme Ltd is sent to the printer."
    with pypdfium2.PdfDocument(where) as file:
        assert len(file) == count


def test_a_document_of_very_many_lines_is_drawn_beside_the_users_work(window, qtbot):
    lines = tuple(
        LineInput(description=f"Nail {n}", quantity="1", unit_price="1") for n in range(401)
    )
    draft = CreditDraft(party="p1", reason="return", lines=lines, issue_date=TODAY)
    memo = window.work(credits.create, CUSTOMER, draft, issue=True).id
    window.preview(memo)
    assert window.page == "Print preview"
    wait_for_jobs(qtbot, window)
    assert window.page == "Credit memo CM-0003"
    assert int(window.pages.split()[-1]) > 8


def test_a_full_disk_leaves_no_part_of_a_file(window, tmp_path, monkeypatch):
    def full(part: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(part), None, str(target))

    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "memo.pdf"), "")
    )
    monkeypatch.setattr(Path, "replace", full)
    window.do("save")
    assert window.dialog == "unavailable"
    assert "No space left on device" in window.sentence
    assert not list(tmp_path.glob("*memo*"))
    assert not list(tmp_path.glob(".*part*"))


def test_of_two_hundred_pages_only_what_is_seen_is_drawn(qtbot):
    pdf = Pdf(render(a_sheet(6000)))
    assert pdf.count > 200
    pages = PdfPages()
    qtbot.addWidget(pages)
    pages.show_pdf(pdf)
    pages.resize(pages.minimumSize())
    place = pages.places()[-2]
    image = pages.grab(place).toImage()
    across, down = range(0, image.width(), 2), range(0, image.height(), 2)
    assert sum(image.pixelColor(x, y).lightness() < 200 for x in across for y in down) > 200
    assert pages.drawn == {pdf.count - 2}


def test_what_is_not_sharp_yet_is_not_blank(qtbot, monkeypatch):
    monkeypatch.setattr(pdf_pages, "_NOW_S", -1.0)  # there is never time to draw sharp at once
    pages = PdfPages()
    qtbot.addWidget(pages)
    pages.show_pdf(Pdf(render(a_sheet(30))))
    pages.resize(pages.minimumSize())

    def ink() -> int:
        image = pages.grab(pages.places()[0]).toImage()
        down, across = range(0, image.height(), 2), range(0, image.width(), 2)
        return sum(image.pixelColor(x, y).lightness() < 200 for x in across for y in down)

    assert ink() > 200
    assert not pages.drawn
    pages.show()
    qtbot.waitUntil(lambda: bool(pages.drawn))
    assert ink() > 200
