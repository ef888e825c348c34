"""The print preview: the very PDF that is saved, printed and sent, page by page."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from app.domain.errors import Refused, Unavailable
from app.gui import messages, printing
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton, Hairline, PageHead
from app.gui.jobs import Job
from app.gui.papers import PAPERS, keep_paper, paper_of
from app.gui.pdf_file import Pdf
from app.gui.perform import tell_unavailable
from app.gui.screen import Screen
from app.gui.screens.pdf_area import LEGIBLE, PAGE, WIDTH, PdfArea
from app.gui.screens.pdf_search import PdfSearch
from app.gui.screens.preview_bar import PreviewBar
from app.gui.screens.printed import (
    Drawn,
    Printed,
    printed_document,
    printed_report,
)
from app.gui.screens.report_saving import unheard
from app.gui.theme import grid


class PreviewScreen(Screen):
    """One document or report at a time; Escape goes back to where it was called."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Print preview"), "preview"
        self._memory = desk.memory.shelf("preview")
        self._printed: Printed | None = None
        self._drawn: Drawn | None = None
        self._pdf: Pdf | None = None
        self._job: Job | None = None  # draws what is long; its news counts until the next one
        self._printer: QPrinter | None = None  # the print dialog holds no reference to it
        self._area = PdfArea()
        self._area.fits = self._memory.get("fits", LEGIBLE)
        self._search = PdfSearch(self)
        self._make_acts()
        self._bar = PreviewBar(self._area, self._search, self._acts)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = PageHead(self.title)
        self._warning = QLabel()
        self._warning.setObjectName("missing_glyphs")
        self._warning.setProperty("role", "warning")
        self._warning.setWordWrap(True)
        self._warning.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, grid(2))
        self._warning.hide()
        self._head.add_left(*self._paper_chips())
        buttons = (ActionButton(self._acts[name]) for name in ("back", "save", "email"))
        self._head.add_right(*buttons, ActionButton(self._acts["print"], "primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, self._bar, self._warning, Hairline()):
            column.addWidget(part)
        column.addWidget(self._area, 1)

    def _make_acts(self) -> None:
        """The acts by name, in the order of the menu."""
        area, search = self._area, self._search
        texts = {
            "print": self.tr("Print…"), "save": self.tr("Save PDF…"), "email": "",
            "filter": self.tr("Find in the document…"), "find_next": "", "find_previous": "",
            "copy": self.tr("Copy"), "go_to_date": self.tr("Go to page…"),
            "actual_size": self.tr("Actual size"),
            "next_page": self.tr("Next page"), "previous_page": self.tr("Page before"),
            "first_page": self.tr("First page"), "last_page": self.tr("Last page"),
            "zoom_in": self.tr("Larger"), "zoom_out": self.tr("Smaller"),
            "fit_width": self.tr("Fit the width"), "fit_page": self.tr("Whole page"),
            "back": self.tr("Back"),
        }  # fmt: skip
        runs: dict[str, Callable[[], object]] = {
            "print": self.print, "save": self.save, "email": self.email,
            "filter": self.ask_words, "find_next": lambda: search.step(1),
            "find_previous": lambda: search.step(-1),
            "copy": area.copy, "go_to_date": self.ask_page,
            "next_page": lambda: area.go_to(area.page + 1),
            "previous_page": lambda: area.go_to(area.page - 1),
            "first_page": lambda: area.go_to(0), "last_page": lambda: area.go_to(area.count - 1),
            "zoom_in": lambda: area.step(1), "zoom_out": lambda: area.step(-1),
            "fit_width": lambda: self._fit(WIDTH), "fit_page": lambda: self._fit(PAGE),
            "actual_size": lambda: area.set_zoom(1.0), "back": self.desk.back,
        }  # fmt: skip
        keyed = {row.action for row in self.desk.keyboard.rows()} - {"back"}
        self._acts: dict[str, QAction] = {}
        for name, run in runs.items():
            if name in keyed:
                made = self.desk.keyboard.action(name, self, run, texts[name])
            else:
                made = QAction(texts[name], self)
                made.setObjectName(name)
                made.triggered.connect(lambda _checked=False, run=run: run())
            self._acts[name] = made
        for name in ("fit_width", "fit_page"):
            self._acts[name].setCheckable(True)
        area.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        area.addAction(self._acts["copy"])

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
        return tuple(self._acts.values())

    def open(self, ref: str | None) -> None:
        if ref:
            self._preview(printed_document(self.desk, ref))

    def start_new(self, **given: Any) -> None:
        """Previews a report: its `name`, and the `wish` it answers."""
        self._preview(printed_report(self.desk, given["name"], given["wish"]))
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
        if self._drawn is None:
            self._area.say(self.tr("The pages are being drawn…"))
        self.desk.run(job)

    def _preview(self, printed: Printed) -> None:
        self._clear()
        self._bar.words.clear()
        self._printed = printed
        self.refresh()

    def _clear(self) -> None:
        self._printed = self._drawn = self._pdf = None
        self._head.set_title(self.title)
        self._warn("")
        self._search.stop()
        self._area.clear()
        self._bar.follow()

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
        self._drawn = drawn
        self._head.set_title(drawn.title)
        self._search.stop()
        self._pdf = Pdf(drawn.content)
        self._area.show_pdf(self._pdf)
        self._bar.look_again()
        said = self.tr("No font can print these; a question mark stands for each: {signs}")
        self._warn(said.format(signs="  ".join(drawn.missing)) if drawn.missing else "")

    def start_focus(self) -> None:
        self._area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.desk.back()
        else:
            super().keyPressEvent(event)

    def ask_words(self) -> None:
        """Waits for words to look for."""
        self._bar.ask_words()

    def ask_page(self) -> None:
        """Waits for the number of the page to go to."""
        self._bar.ask_page()

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
        from app.paper.batch import write_whole

        path = Path(name if name.endswith(".pdf") else f"{name}.pdf")
        try:
            write_whole(path, self._drawn.content)
        except OSError as error:
            hint = self.tr("Choose a folder that you may write in, with room for it.")
            said = self.tr("{file} cannot be written: {reason}.")
            said = said.format(file=path.name, reason=error.strerror)
            tell_unavailable(self, Unavailable(said, hint))
        else:
            self.desk.tell(self.tr("{file} is saved.").format(file=path.name))

    def email(self) -> None:
        """Opens a message in the mail program, with the PDF attached."""
        if self._printed is None or self._drawn is None:
            return
        try:
            message = self._printed.message(self._drawn)
        except Refused as refused:  # it was deleted since
            self._clear()
            self._warn(refused.problems[0].message)
        else:
            self.desk.post(messages.message_name(self._drawn.file), message)

    def print(self) -> None:
        """Asks for the printer, pages and copies, and prints the pages as they are shown."""
        if self._pdf is None or self._drawn is None:
            return
        width, height = self._pdf.size(0)
        name, paper = self._drawn.name, self._drawn.paper
        self._printer = printing.a_printer(name, paper, lying=width > height)
        printing.ask(self, self._printer, self._send, self._pdf.count)

    def _send(self) -> None:
        if self._printer is None or self._pdf is None or self._drawn is None:
            return
        printer, drawn = self._printer, self._drawn
        wanted = printing.sheets(printer, self._pdf.count, self._area.page)
        if len(wanted) > printing.AT_ONCE:
            self._send_beside(printer, drawn, wanted)
            return
        try:
            printing.print_pages(unheard, printer, self._pdf, wanted)
        except Unavailable as error:
            tell_unavailable(self, error)
        else:
            self.desk.tell(self._sent(drawn.name))

    def _send_beside(self, printer: QPrinter, drawn: Drawn, wanted: list[int]) -> None:
        """Many pages go to the printer beside the user's work, whatever is shown meanwhile."""

        def work(progress: Any) -> None:
            pdf = Pdf(drawn.content)
            try:
                printing.print_pages(progress, printer, pdf, wanted)
            finally:
                pdf.close()

        job = Job(self.tr("Printing {name}").format(name=drawn.name), work)
        tell, said = self.desk.tell, self._sent(drawn.name)  # the page may be gone by then
        job.done.connect(lambda _nothing: tell(said))
        job.failed.connect(self._tell_failed)
        self.desk.run(job)

    def _sent(self, name: str) -> str:
        return self.tr("{number} is sent to the printer.").format(number=name)

    def _tell_failed(self, error: object) -> None:
        if isinstance(error, Unavailable):
            tell_unavailable(self, error)

    def _set_paper(self, paper: str) -> None:
        self._paper = paper
        keep_paper(self.desk.memory, paper)
        self.refresh()

    def _fit(self, how: str) -> None:
        self._area.fit(how)
        self._memory.put("fits", how)
