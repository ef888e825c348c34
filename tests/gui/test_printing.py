"""What the print dialog was told is honoured: pages, copies, order; nothing half is left."""

import pypdfium2
import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter

from app.domain.errors import Unavailable
from app.gui import printing
from app.gui.pdf_file import Pdf
from app.paper.sheets import render
from tests.paper.sheets import a_sheet

pytestmark = pytest.mark.usefixtures("qapp")
RANGE = QPrinter.PrintRange


@pytest.fixture
def printer(tmp_path):
    made = printing.a_printer("CM-0007", "A4")
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


@pytest.fixture
def pdf():
    made = Pdf(render(a_sheet(120)))
    assert made.count >= 4
    yield made
    made.close()


def quiet(_done, _total):
    """Nobody watches."""


def chosen(printer, text):
    printer.setPrintRange(RANGE.PageRange)
    printer.setPageRanges(QPageRanges.fromString(text))


def test_all_pages_unless_told_otherwise(printer):
    assert printing.sheets(printer, 4) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "wanted"), [("2-3", [1, 2]), ("1,4", [0, 3]), ("3-9", [2, 3]), ("7", [])]
)
def test_a_range_is_kept(printer, text, wanted):
    chosen(printer, text)
    assert printing.sheets(printer, 4) == wanted


def test_the_page_that_is_shown(printer):
    printer.setPrintRange(RANGE.CurrentPage)
    assert printing.sheets(printer, 4, current=2) == [2]


def test_copies_that_the_printer_does_not_make_are_drawn(printer):
    chosen(printer, "1-2")
    printer.setCopyCount(2)
    assert not printer.supportsMultipleCopies()
    printer.setCollateCopies(True)
    assert printing.sheets(printer, 4) == [0, 1, 0, 1]
    printer.setCollateCopies(False)
    assert printing.sheets(printer, 4) == [0, 0, 1, 1]


def test_the_last_page_first(printer):
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.sheets(printer, 3) == [2, 1, 0]


def test_the_chosen_pages_come_out(printer, pdf, tmp_path):
    chosen(printer, "2-4")
    told = []
    wanted = printing.sheets(printer, pdf.count)
    printing.print_pages(lambda *step: told.append(step), printer, pdf, wanted)
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as file:
        assert len(file) == 3
        assert file.get_page_size(0) == pytest.approx((595, 842), abs=1)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_on_smaller_paper_the_page_is_smaller(pdf, tmp_path):
    small = printing.a_printer("CM-0007", "Letter")
    small.setOutputFileName(str(tmp_path / "small.pdf"))
    printing.print_pages(quiet, small, pdf, [0])
    with pypdfium2.PdfDocument(tmp_path / "small.pdf") as file:
        image = file[0].render(scale=1).to_pil().convert("L")
    assert image.size == (612, 792)
    box = image.point(lambda dot: 255 * (dot < 128)).getbbox()
    assert box
    assert box[3] < 792 - 20  # nothing runs over the foot


def test_cancel_leaves_no_file(printer, pdf, tmp_path):
    class StopError(Exception):
        pass

    def stop(done, _total):
        if done == 2:
            raise StopError

    with pytest.raises(StopError):
        printing.print_pages(stop, printer, pdf, [0, 1, 2, 3])
    assert not (tmp_path / "printed.pdf").exists()


@pytest.mark.qt_log_level_fail("CRITICAL")  # Qt says so itself, too
def test_a_printer_that_takes_nothing_is_told(pdf, tmp_path):
    away = printing.a_printer("CM-0007", "A4")
    away.setOutputFileName(str(tmp_path / "none" / "printed.pdf"))
    with pytest.raises(Unavailable, match="takes no pages"):
        printing.print_pages(quiet, away, pdf, [0])
