"""The print preview: the very PDF that is saved and printed, page by page."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from app.domain.errors import Refused, Unavailable
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton, Hairline, PageHead
from app.gui.jobs import Job
from app.gui.papers import PAPERS, keep_paper, paper_of
from app.gui.perform import tell_unavailable
from app.gui.screen import Screen
from app.gui.screens.pdf_pages import Pdf, PdfPages
from app.gui.screens.printed import Drawn, Printed, PrintedDocument, PrintedReport
from app.gui.screens.report_saving import unheard
from app.gui.theme import grid

_SIZES: Final = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
_PRINT_DPI: Final = 300
_UPRIGHT: Final = QPageLayout.Orientation.Portrait
_LYING: Final = QPageLayout.Orientation.Landscape


class PreviewScreen(Screen):
    """One document or report at a time; Escape goes back to where it was called."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Print preview"), "preview"
        self._printed: Printed | None = None
        self._drawn: Drawn | None = None
        self._pdf: Pdf | None = None
        self._job: Job | None = None  # draws what is long; its news counts until the next one
        self._printer: QPrinter | None = None  # the print dialog holds no reference to it
        self._make_acts()
        self._head = PageHead(self.title)
        self._pages = PdfPages()
        self._warning = QLabel()
        self._warning.setObjectName("missing_glyphs")
        self._warning.setProperty("role", "warning")
        self._warning.setWordWrap(True)
        self._warning.setContentsMargins(PAGE_MARGIN, grid(1), PAGE_MARGIN, grid(2))
        self._warning.hide()
        self._area = QScrollArea()
        self._area.setObjectName("paper")
        self._area.setAccessibleName(self.tr("Pages"))
        self._area.setProperty("role", "raised")
        self._area.setWidget(self._pages)
        self._area.setWidgetResizable(True)
        self._head.add_left(*self._paper_chips())
        self._head.add_right(
            ActionButton(self._smaller, "quiet"),
            self._zoom,
            ActionButton(self._larger, "quiet"),
            ActionButton(self._fit, "quiet"),
            ActionButton(self._close),
            ActionButton(self._save),
            ActionButton(self._print, "primary"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, self._warning, Hairline()):
            column.addWidget(part)
        column.addWidget(self._area, 1)

    def _make_acts(self) -> None:
        keys = self.desk.keyboard
        self._print = keys.action("print", self, self.print, self.tr("Print…"))
        self._save = keys.action("save", self, self.save, self.tr("Save PDF…"))
        self._larger = self._plain("zoom_in", "+", lambda: self._zoom_by(1))
        self._smaller = self._plain("zoom_out", "−", lambda: self._zoom_by(-1))
        self._fit = self._plain("fit", self.tr("Fit"), self._fit_width)
        self._close = self._plain("back", self.tr("Back"), self.desk.back)
        self._larger.setToolTip(self.tr("Larger"))
        self._smaller.setToolTip(self.tr("Smaller"))
        self._zoom = QLabel()
        self._zoom.setObjectName("zoom")
        self._zoom.setProperty("role", "muted")

    def _plain(self, name: str, text: str, run: Any) -> QAction:
        act = QAction(text, self)
        act.setObjectName(name)
        act.triggered.connect(lambda _checked=False: run())
        return act

    def _paper_chips(self) -> Iterable[QPushButton]:
        self._paper = paper_of(self.desk.memory)
        group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        for paper in PAPERS:
            chip = QPushButton(paper)
            chip.setObjectName(f"paper_{paper}")
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(paper == self._paper)
            chip.clicked.connect(lambda _checked=False, paper=paper: self._set_paper(paper))
            group.addButton(chip)
            self._chips[paper] = chip
        return self._chips.values()

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        return (self._print, self._save, self._larger, self._smaller, self._fit, self._close)

    def open(self, ref: str | None) -> None:
        if ref:
            self._preview(PrintedDocument(self.desk, ref))

    def start_new(self, **given: Any) -> None:
        """Previews a report: its `name`, and the `wish` it answers."""
        self._preview(PrintedReport(self.desk, given["name"], given["wish"]))
        self.start_focus()

    def refresh(self, _changed: Any = None) -> None:
        if self._printed is None:
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        printed, paper = self._printed, self._paper
        try:
            if not printed.is_long():
                self._show(printed.draw(paper, unheard))
                return
        except Refused as refused:  # it was deleted since
            self._clear()
            self._warn(refused.problems[0].message)
            return
        job = self._job = Job(self.tr("Drawing the pages"), printed.draw, self, paper=paper)
        job.done.connect(lambda drawn: self._end(job, drawn))
        job.failed.connect(lambda error: self._end(job, None, error))
        job.cancelled.connect(lambda: self._end(job, None))
        self.desk.run(job)

    def _preview(self, printed: Printed) -> None:
        self._clear()
        self._printed = printed
        self.refresh()

    def _clear(self) -> None:
        self._printed = self._drawn = self._pdf = None
        self._head.set_title(self.title)
        self._warn("")
        self._pages.clear()

    def _warn(self, text: str) -> None:
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def _end(self, job: Job, drawn: Drawn | None, error: object = None) -> None:
        """The end of long drawing, if nothing else was asked for since."""
        if job is not self._job:
            return
        self._job = None
        if drawn is not None:
            self._show(drawn)
            return
        if isinstance(error, Unavailable):
            tell_unavailable(self, error)
        if self._drawn is not None:
            self._paper = self._drawn.paper
            self._chips[self._paper].setChecked(True)
        elif self.isVisible():
            self.desk.back()

    def _show(self, drawn: Drawn) -> None:
        first, self._drawn = self._drawn is None, drawn
        self._head.set_title(drawn.title)
        self._pdf = Pdf(drawn.content)
        self._pages.show_pdf(self._pdf)
        said = self.tr("No font can print these signs; a question mark stands for each: {signs}")
        self._warn(said.format(signs="  ".join(drawn.missing)) if drawn.missing else "")
        if first:
            self._fit_width()

    def start_focus(self) -> None:
        self._area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.desk.back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._fit_width()

    # Paper

    def save(self) -> None:
        """Writes the PDF where the user wants it."""
        if self._drawn is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save PDF"), self._drawn.file, self.tr("PDF (*.pdf)")
        )
        if not name:
            return
        path = Path(name if name.endswith(".pdf") else f"{name}.pdf")
        try:
            path.write_bytes(self._drawn.content)
        except OSError as error:
            hint = self.tr("Choose a folder that you may write in.")
            said = self.tr("{file} cannot be written: {reason}.")
            said = said.format(file=path.name, reason=error.strerror)
            tell_unavailable(self, Unavailable(said, hint))
        else:
            self.desk.tell(self.tr("{file} is saved.").format(file=path.name))

    def print(self) -> None:
        """Asks for the printer and prints the pages as they are shown."""
        if self._pdf is None or self._drawn is None:
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(_PRINT_DPI)
        self._printer.setPageSize(QPageSize(_SIZES[self._drawn.paper]))
        width, height = self._pdf.size(0)
        lying = width > height
        self._printer.setPageOrientation(_LYING if lying else _UPRIGHT)
        self._printer.setFullPage(True)
        self._printer.setDocName(self._drawn.name)
        dialog = QPrintDialog(self._printer, self)
        dialog.setObjectName("print_dialog")
        dialog.setMinMax(1, self._pdf.count)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.accepted.connect(self._draw)
        dialog.show()

    def _draw(self) -> None:
        if self._printer is None or self._pdf is None or self._drawn is None:
            return
        printer, pdf, name = self._printer, self._pdf, self._drawn.name
        first, last = printer.fromPage() or 1, printer.toPage() or pdf.count
        painter = QPainter(printer)
        for page in range(first - 1, min(last, pdf.count)):
            if page >= first:
                printer.newPage()
            painter.drawImage(QPoint(0, 0), pdf.image(page, printer.resolution() / 72))
        painter.end()
        self.desk.tell(self.tr("{number} is sent to the printer.").format(number=name))

    def _set_paper(self, paper: str) -> None:
        self._paper = paper
        keep_paper(self.desk.memory, paper)
        self.refresh()

    def _zoom_by(self, steps: int) -> None:
        self._pages.zoom_by(steps)
        self._say_zoom()

    def _fit_width(self) -> None:
        self._pages.fit(self._area.viewport().size())
        self._say_zoom()

    def _say_zoom(self) -> None:
        self._zoom.setText(f"{round(self._pages.zoom * 100)} %")
