"""To the printer: the system's dialog with its pages and copies, then the pages of a PDF."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.domain.errors import Unavailable
from app.gui.pdf_file import Pdf

_SIZES: Final = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
_DPI: Final = 300
AT_ONCE: Final = 6  # sheets that are drawn while the user waits: it takes no second
_Option = QAbstractPrintDialog.PrintDialogOption
_Range = QPrinter.PrintRange


def a_printer(name: str, paper: str, *, lying: bool = False) -> QPrinter:
    """A printer set to a size of paper; `name` is what its queue calls the work."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setResolution(_DPI)
    made.setPageSize(QPageSize(_SIZES[paper]))
    ways = QPageLayout.Orientation
    made.setPageOrientation(ways.Landscape if lying else ways.Portrait)
    made.setFullPage(True)
    made.setDocName(name)
    return made


def ask(
    parent: QWidget, printer: QPrinter, then: Callable[[], object], pages: int | None = None
) -> None:
    """The system's print dialog; `then` runs when it was confirmed. Without a number of pages
    none can be chosen, as they are not drawn yet. Keep the printer: the dialog does not."""
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print_dialog")
    dialog.setOption(_Option.PrintPageRange, on=pages is not None)
    dialog.setOption(_Option.PrintCurrentPage, on=pages is not None)
    if pages is not None:
        dialog.setMinMax(1, pages)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.accepted.connect(then)
    dialog.show()


def sheets(printer: QPrinter, pages: int, current: int = 0) -> list[int]:
    """The pages from 0 in the order they are printed in, after what the dialog was told: which of
    them, how many copies, the last first."""
    wanted = list(range(pages))
    ranges = printer.pageRanges()
    if printer.printRange() == _Range.CurrentPage:
        wanted = [current]
    elif printer.printRange() == _Range.PageRange and not ranges.isEmpty():
        wanted = [page for page in wanted if ranges.contains(page + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return wanted * copies
    return [page for page in wanted for _ in range(copies)]


def print_pages(
    progress: Callable[[int, int], None], printer: QPrinter, pdf: Pdf, wanted: list[int]
) -> None:
    """Sends pages to the printer. `progress(done, total)` may raise to cancel: the printer then
    forgets what it was sent. Unavailable: the printer takes nothing."""
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable(
            "The printer takes no pages.", "See whether it is switched on and has paper."
        )
    try:
        for done, page in enumerate(wanted):
            progress(done, len(wanted))
            if done:
                printer.newPage()
            _draw(painter, printer, pdf, page)
        progress(len(wanted), len(wanted))
    except BaseException:
        printer.abort()
        painter.end()
        if printer.outputFileName():
            Path(printer.outputFileName()).unlink(missing_ok=True)
        raise
    painter.end()


def _draw(painter: QPainter, printer: QPrinter, pdf: Pdf, page: int) -> None:
    """As large as it is; smaller where the paper that was chosen is."""
    width, height = pdf.size(page)
    scale = printer.resolution() / 72
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    share = min(1.0, paper.width() / (width * scale), paper.height() / (height * scale))
    if share > 0.99:  # sizes are rounded to whole points
        share = 1.0
    image = pdf.image(page, scale * share)
    left = max(0.0, (paper.width() - image.width()) / 2) if share < 1 else 0.0
    painter.drawImage(QRectF(left, 0, image.width(), image.height()), image, QRect(image.rect()))
