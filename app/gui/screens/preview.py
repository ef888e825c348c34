"""The print preview: the very PDF that is saved and printed, page by page."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from app.domain.errors import Unavailable
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton, Hairline, PageHead
from app.gui.perform import tell_unavailable
from app.gui.screen import Screen
from app.gui.screens.pdf_pages import Pdf, PdfPages
from app.gui.theme import grid

_PAPERS: Final = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
_PRINT_DPI: Final = 300


class PreviewScreen(Screen):
    """One document at a time; Escape goes back to where it was called."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Print preview"), "preview"
        self._memory = desk.memory.shelf("preview")
        self._document = self._number = ""
        self._pdf: Pdf | None = None
        self._printer: QPrinter | None = None  # the print dialog holds no reference to it
        self._make_acts()
        self._head = PageHead(self.title)
        self._pages = PdfPages()
        self._missing = QLabel()
        self._missing.setObjectName("missing_glyphs")
        self._missing.setProperty("role", "warning")
        self._missing.setWordWrap(True)
        self._missing.setContentsMargins(PAGE_MARGIN, grid(1), PAGE_MARGIN, grid(2))
        self._missing.hide()
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
        for part in (self._head, self._missing, Hairline()):
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

    def _paper_chips(self) -> list[QPushButton]:
        kept = self._memory.get("paper", "A4")
        self._paper = kept if kept in _PAPERS else "A4"
        group = QButtonGroup(self)
        chips = []
        for paper in _PAPERS:
            chip = QPushButton(paper)
            chip.setObjectName(f"paper_{paper}")
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(paper == self._paper)
            chip.clicked.connect(lambda _checked=False, paper=paper: self._set_paper(paper))
            group.addButton(chip)
            chips.append(chip)
        return chips

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        return (self._print, self._save, self._larger, self._smaller, self._fit, self._close)

    def open(self, ref: str | None) -> None:
        if ref:
            self._document = ref
            self.refresh()
            self._fit_width()

    def refresh(self, _changed: Any = None) -> None:
        if not self._document:
            return
        from app.paper import documents
        from app.queries import sheets

        sheet = self.desk.ask(sheets.sheet, self._document)
        self._number = sheet.number or self.tr("draft")
        self._head.set_title(f"{sheet.title} {self._number}")
        self._pdf = Pdf(documents.render(sheet, self._paper))
        self._pages.show_pdf(self._pdf)
        missing = documents.missing_glyphs(sheet)
        self._missing.setVisible(bool(missing))
        said = self.tr("No font can print these signs; a question mark stands for each: {signs}")
        self._missing.setText(said.format(signs="  ".join(missing)))

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
        if self._pdf is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save PDF"), f"{self._number}.pdf", self.tr("PDF (*.pdf)")
        )
        if not name:
            return
        path = Path(name if name.endswith(".pdf") else f"{name}.pdf")
        try:
            path.write_bytes(self._pdf.content)
        except OSError as error:
            hint = self.tr("Choose a folder that you may write in.")
            said = self.tr("{file} cannot be written: {reason}.")
            said = said.format(file=path.name, reason=error.strerror)
            tell_unavailable(self, Unavailable(said, hint))
        else:
            self.desk.tell(self.tr("{file} is saved.").format(file=path.name))

    def print(self) -> None:
        """Asks for the printer and prints the pages as they are shown."""
        if self._pdf is None:
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(_PRINT_DPI)
        self._printer.setPageSize(QPageSize(_PAPERS[self._paper]))
        self._printer.setFullPage(True)
        self._printer.setDocName(self._number)
        dialog = QPrintDialog(self._printer, self)
        dialog.setObjectName("print_dialog")
        dialog.setMinMax(1, self._pdf.count)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.accepted.connect(self._draw)
        dialog.show()

    def _draw(self) -> None:
        if self._printer is None or self._pdf is None:
            return
        printer, pdf = self._printer, self._pdf
        first, last = printer.fromPage() or 1, printer.toPage() or pdf.count
        painter = QPainter(printer)
        for page in range(first - 1, min(last, pdf.count)):
            if page >= first:
                printer.newPage()
            painter.drawImage(QPoint(0, 0), pdf.image(page, printer.resolution() / 72))
        painter.end()
        self.desk.tell(self.tr("{number} is sent to the printer.").format(number=self._number))

    def _set_paper(self, paper: str) -> None:
        self._paper = paper
        self._memory.put("paper", paper)
        self.refresh()
        self._fit_width()

    def _zoom_by(self, steps: int) -> None:
        self._pages.zoom_by(steps)
        self._say_zoom()

    def _fit_width(self) -> None:
        self._pages.fit(self._area.viewport().size())
        self._say_zoom()

    def _say_zoom(self) -> None:
        self._zoom.setText(f"{round(self._pages.zoom * 100)} %")
