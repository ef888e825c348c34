"""The live preview of a template: a document of the book, drawn as it would be printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.kinds import CUSTOMER, Kind
from app.domain.sheet import Sheet
from app.domain.template import PAPERS, Look
from app.gui.desk import Desk
from app.gui.fields import Choice, ChoiceField, Field
from app.gui.jobs import Job, Progress
from app.gui.languages import languages
from app.gui.papers import paper_of
from app.gui.pdf_file import Pdf
from app.gui.screens import template_sample
from app.gui.screens.field_grid import FieldGrid
from app.gui.screens.pdf_area import WIDTH, PdfArea
from app.gui.screens.template_content import SPOKEN, Content, look_of
from app.gui.theme import grid
from app.queries import books, lists, parties, sheets, statement_sheets, templates

REST_MS: Final = 150  # after the last edit
_LEAST: Final = 132  # px at 100 %: narrower, what is chosen stands below each other
_LOOKED: Final = 20  # documents that are looked at for one that is not void
_BACK: Final = timedelta(days=92)  # what a statement tells of


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet to draw, and what it is."""

    sheet: Sheet
    said: str


class TemplatePreview(QWidget):
    """Draws beside the window's own work, a moment after the last edit; what was drawn before
    stays until then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("template_preview")
        self._desk = desk
        self._content: Content | None = None
        self._sheets: dict[str, Shown] = {}
        self._wish: object = None  # what is drawn now, or was last
        self._book = ""  # the book's language, "" until it is asked for
        self._job: Job | None = None
        self._kind, self._language = ChoiceField(), ChoiceField(languages())
        self._what = QLabel()
        self._what.setWordWrap(True)
        self._area = PdfArea()
        self._area.fit(WIDTH)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.draw)
        self._lay_out()
        self._kind.settled.connect(lambda _id: self._choose())
        self._language.settled.connect(lambda _id: self._choose())

    def _lay_out(self) -> None:
        names = {
            "credit_memo": self.tr("Credit memo"),
            "vendor_credit": self.tr("Vendor credit advice"),
            "invoice": self.tr("Invoice"),
            "statement": self.tr("Statement"),
        }
        self._kind.set_choices([Choice(paper, names[paper]) for paper in PAPERS])
        self._kind.set_value(PAPERS[0])
        self._language.set_value(self._books_language())
        kind = Field("preview_kind", self.tr("Preview of"), self._kind)
        language = Field("preview_language", self.tr("Language"), self._language)
        fields = FieldGrid(2, _LEAST)
        for field in (kind, language):
            field.problem.deleteLater()  # nothing can be wrong with what is looked at
            fields.add(field)
        top = QHBoxLayout()
        top.setContentsMargins(grid(4), grid(3), grid(4), grid(1))
        top.addWidget(fields)
        self._what.setObjectName("preview_of")
        self._what.setProperty("role", "small")
        said = QHBoxLayout()
        said.setContentsMargins(grid(4), 0, grid(4), grid(2))
        said.addWidget(self._what, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(said)
        column.addWidget(self._area, 1)

    # What the page uses

    @property
    def kind(self) -> str:
        """The kind of paper that is shown."""
        return self._kind.chosen.id if self._kind.chosen else PAPERS[0]

    @property
    def language(self) -> str:
        """The language it is shown in."""
        chosen = self._language.chosen
        return chosen.id if chosen else self._books_language()

    @property
    def pdf(self) -> Pdf | None:
        """What is shown."""
        return self._area.pdf

    @property
    def is_settled(self) -> bool:
        """Whether what is typed is what is shown."""
        return not self._timer.isActive() and self._job is None

    def show_kind(self, kind: str) -> None:
        """Shows another kind of paper."""
        self._kind.set_value(kind)
        self.draw()

    def show_language(self, language: str) -> None:
        """Shows the same in another language; "" for the book's own."""
        self._language.set_value(language or self._books_language())
        self.draw()

    def usual_titles(self, papers: Sequence[str]) -> dict[str, str]:
        """What these papers are called where no title is typed, by language."""
        from app.paper import words

        book = self._books_language()
        return {
            one: words.of(one or book).titles[(papers or PAPERS)[0]]
            + (", …" if len(papers) > 1 else "")
            for one in SPOKEN
        }

    def show_content(self, content: Content) -> None:
        """Follows what is typed: a moment after the last edit it is drawn."""
        self._content = content
        self._timer.start()

    def forget(self) -> None:
        """The book changed: its documents are asked for again."""
        self._sheets.clear()
        self._book = ""
        if self._content is not None:
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Meanwhile the size of paper may have been chosen."""
        super().showEvent(event)
        if self._content is not None:
            self._timer.start()

    # Drawing

    def _choose(self) -> None:
        for field, usual in ((self._kind, PAPERS[0]), (self._language, self._books_language())):
            if field.chosen is None:
                field.set_value(usual)
        self.draw()

    def _books_language(self) -> str:
        if not self._book:
            self._book = self._desk.ask(templates.books_language)
        return self._book

    def draw(self) -> None:
        """Draws what is typed now, unless it is shown already."""
        self._timer.stop()
        if self._content is None or self._job is not None:
            return  # the end of the job looks whether it was the last word
        shown, language = self._shown(), self.language
        wish = (shown.sheet, language, look_of(self._content, language), self._paper())
        if wish == self._wish:
            return
        self._wish = wish
        self._what.setText(shown.said)
        self._job = Job("", _draw, sheet=wish[0], language=language, look=wish[2], paper=wish[3])
        self._job.done.connect(self._show)  # a method of a widget: gone with it
        self._job.failed.connect(self._go_on)
        self._job.start()

    def _show(self, content: bytes) -> None:
        self._area.show_pdf(Pdf(content))
        self._go_on()

    def _go_on(self, _error: object = None) -> None:
        """What was typed meanwhile is drawn, too."""
        self._job = None
        self.draw()

    def _paper(self) -> str:
        return paper_of(self._desk.memory)

    # What is drawn

    def _shown(self) -> Shown:
        kind = self.kind
        if kind not in self._sheets:
            found = self._statement() if kind == "statement" else self._newest(Kind(kind))
            self._sheets[kind] = found or self._made_up(kind)
        return self._sheets[kind]

    def _newest(self, kind: Kind) -> Shown | None:
        """The newest document with a number that is not void."""
        rows = self._desk.ask(lists.page, kind, limit=_LOOKED).rows
        row = next((one for one in rows if one.number and one.status != "void"), None)
        if row is None:
            return None
        sheet = self._desk.ask(sheets.sheet, row.id)
        return Shown(sheet, f"{sheet.number}, {sheet.counterpart}")

    def _statement(self) -> Shown | None:
        """Of the customer who owes most."""
        rows = self._desk.ask(parties.rows, CUSTOMER)
        row: Any = max(rows, key=lambda one: one.due.minor, default=None)
        if row is None:
            return None
        first = (self._desk.today() - _BACK).replace(day=1)
        sheet = self._desk.ask(statement_sheets.statement_sheet, CUSTOMER, row.id, first)
        return Shown(sheet, row.name)

    def _made_up(self, kind: str) -> Shown:
        seller, currency = self._desk.ask(books.seller), self._desk.ask(books.about).currency
        today = self._desk.today()
        said = self.tr("An example: the book has none yet")
        if kind == "statement":
            return Shown(template_sample.statement(seller, currency, today), said)
        return Shown(template_sample.document(kind, seller, currency, today), said)


def _draw(
    *,
    progress: Progress,
    sheet: Sheet,
    language: str,
    look: Look,
    paper: str,
) -> bytes:
    """The PDF of a sheet with another look. Runs beside the window."""
    del progress  # a page or two
    from app.paper.sheets import render

    return render(replace(sheet, language=language, look=look), paper)
