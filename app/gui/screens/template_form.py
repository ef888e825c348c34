"""The form of a template: what it is for, colour, logo, columns, and texts by language."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.template import EVERY_LANGUAGE, LANGUAGES
from app.gui.fields import Choice, ChoiceField, Field, NotesField, TextField
from app.gui.flow import FlowLayout
from app.gui.head import PAGE_MARGIN
from app.gui.screens.template_content import PARTS, SPOKEN, Content, text_name
from app.gui.screens.template_fields import (
    PRESETS,
    AccentField,
    Swatches,
    TicksField,
)
from app.gui.screens.template_logo import LogoField
from app.gui.screens.written_form import WrittenForm
from app.gui.theme import grid
from app.gui.undo import FormUndo

_EVERY: Final = "every"  # the choice for EVERY_LANGUAGE: an id is never empty


class TemplateForm(WrittenForm):
    """Reads and marks; it saves nothing."""

    language_shown = Signal(str)  # the texts of another language are shown

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("template_form")
        self.others: Mapping[str, str] = {}  # what other templates are used for, and their names
        self.papers = TicksField(
            (
                ("credit_memo", self.tr("Credit memos")),
                ("invoice", self.tr("Invoices")),
                ("statement", self.tr("Statements")),
                ("vendor_credit", self.tr("Vendor credit advices")),
            )
        )
        self.accent, self.swatches = AccentField(), Swatches(self._presets())
        self.logo = LogoField()
        self.columns = TicksField(
            (
                ("quantity", self.tr("Quantity")),
                ("unit_price", self.tr("Unit price")),
                ("tax", self.tr("Tax")),
            )
        )
        self._lay_out()
        self._listen()
        self.swatches.chosen.connect(self._take_colour)
        self.undo = FormUndo(self.fields, self)
        self._language.installEventFilter(self.undo)  # it leaves Ctrl+Z to the form, too
        self._follow()

    # Layout

    def _presets(self) -> tuple[tuple[str, str], ...]:
        from PySide6.QtCore import QCoreApplication

        say = QCoreApplication.translate
        return tuple((code, say("AccentField", name)) for code, name in PRESETS)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN, grid(3), grid(4), grid(4))
        whole.setSpacing(grid(1))
        whole.addWidget(self.problem)
        whole.addWidget(self.field("name", self.tr("Name"), TextField()))
        papers = self.field("papers", self.tr("Used for"), self.papers)
        self._moves = self._note("papers_move")
        self._under(papers, self._moves)
        whole.addWidget(papers)
        accent = self.field("accent", self.tr("Accent color"), self.accent)
        self.swatches.setObjectName("presets")
        self.swatches.setAccessibleName(self.tr("Colors to choose from"))
        self._beside(accent, self.accent, self.swatches)
        self._pale = self._note("accent_pale")
        self._under(accent, self._pale)
        whole.addWidget(accent)
        logo = self.field("logo", self.tr("Logo"), self.logo)
        self.logo.refused.connect(logo.set_problem)
        whole.addWidget(logo)
        whole.addWidget(self.field("columns", self.tr("Columns of the lines"), self.columns))
        self._lay_out_texts(whole)
        whole.addStretch(1)

    def _lay_out_texts(self, whole: QVBoxLayout) -> None:
        self._language = ChoiceField()
        language = Field("text_language", self.tr("Texts in"), self._language)
        self._said = self._note("texts_for")
        self._under(language, self._said)
        whole.addWidget(language)
        self._pages = QStackedWidget()
        for one in SPOKEN:
            self._pages.addWidget(self._texts_page(one))
        whole.addWidget(self._pages)
        self._language.settled.connect(lambda _id: self._turn())

    def _texts_page(self, language: str) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(grid(1))
        labels = {
            "title": self.tr("Title"),
            "opening": self.tr("Above the lines"),
            "closing": self.tr("Below the sums"),
            "footer": self.tr("At the foot of every page"),
        }
        for part in PARTS:
            editor = TextField() if part == "title" else NotesField(3 if part == "footer" else 2)
            column.addWidget(self.field(text_name(language, part), labels[part], editor))
        return page

    def _note(self, name: str) -> QLabel:
        made = QLabel()
        made.setObjectName(name)
        made.setProperty("role", "small")
        made.setWordWrap(True)
        made.hide()
        return made

    def _under(self, field: Field, note: QLabel) -> None:
        """A note between the editor and its problem."""
        layout = field.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, note)

    def _beside(self, field: Field, editor: QWidget, other: QWidget) -> None:
        """Something at the right of the editor, or below where there is little room."""
        layout, both = field.layout(), QWidget()
        if isinstance(layout, QVBoxLayout):
            at = layout.indexOf(editor)
            layout.removeWidget(editor)
            row = FlowLayout(both, grid(2))
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(editor)
            row.addWidget(other)
            layout.insertWidget(at, both)

    # What pages use

    def fill(self, content: Mapping[str, Any]) -> None:
        super().fill(content)
        self.undo.reset()

    def start_focus(self) -> None:
        """Puts the focus where typing begins."""
        self.fields["name"].editor.setFocus()

    def show_others(self, others: Mapping[str, str]) -> None:
        """What other templates are used for now, and how those are called."""
        self.others = others
        self._follow()

    def show_usual(self, titles: Mapping[str, str]) -> None:
        """What stands in the place of a title that is left empty, by language."""
        for language, title in titles.items():
            self.fields[text_name(language, "title")].editor.setPlaceholderText(title)

    @property
    def language(self) -> str:
        """Of the texts that are shown."""
        chosen = self._language.chosen
        return EVERY_LANGUAGE if chosen is None or chosen.id == _EVERY else chosen.id

    def show_language(self, language: str) -> None:
        """Shows the texts of a language."""
        self._language.set_value(language or _EVERY)
        self._turn()

    def mark(self, problems: Iterable[Problem]) -> None:
        """Shows all problems; where only texts have some, those of the first are shown."""
        problems = tuple(problems)
        named = [problem.field or "" for problem in problems]
        spoken = [name.split(".")[1] for name in named if name.startswith("texts.")]
        if spoken and spoken[0] in SPOKEN and self.language not in spoken:
            self.show_language(spoken[0])
        super().mark(problems)

    # What follows from what is typed

    def _take_colour(self, colour: str) -> None:
        self.accent.set_value(colour)
        self.accent.settled.emit(self.accent.value())

    def _filled(self) -> None:
        if self._language.chosen is None:
            self.show_language(EVERY_LANGUAGE)

    def _turn(self) -> None:
        at = SPOKEN.index(self.language)
        if at != self._pages.currentIndex():
            self._pages.setCurrentIndex(at)
        self._say_language()
        self.language_shown.emit(self.language)

    def _changed(self, name: str) -> None:
        """Undo may reach a text that is not shown: then it is."""
        super()._changed(name)
        if name.startswith("texts.") and not self._filling:
            language = name.split(".")[1]
            if language != self.language:
                self.show_language(language)

    def _follow(self) -> None:
        content = self.content()
        self.swatches.show_colour(self.accent.colour)
        self._tell(
            self._pale,
            self.tr("Pale on white paper: titles are printed in a darker shade of it.")
            if self.accent.is_pale
            else "",
        )
        moved = [
            self.tr("{papers} move here from “{template}”.").format(
                papers=self.papers.boxes[one].text(), template=self.others[one]
            )
            for one in content["papers"]
            if one in self.others
        ]
        self._tell(self._moves, " ".join(moved))
        self._offer_languages(content)
        self._say_language()

    def _offer_languages(self, content: Content) -> None:
        """The languages; those that there are texts in say so."""
        names = {EVERY_LANGUAGE: self.tr("All other languages"), **LANGUAGES}
        choices = []
        for one in SPOKEN:
            written = any(content[text_name(one, part)] for part in PARTS)
            said = self.tr("written") if written else ""
            choices.append(Choice(one or _EVERY, names[one], said))
        chosen = self._language.chosen
        shown = chosen.id if chosen else _EVERY
        self._language.set_choices(choices)
        if chosen is None:
            self._language.set_value(shown)

    def _say_language(self) -> None:
        """What must be known about the texts that are shown."""
        title = self.fields[text_name(self.language, "title")].value()
        text = ""
        if title and len(self.papers.value()) > 1:
            text = self.tr("The title stands on everything that this template is used for.")
        self._tell(self._said, text)

    def _tell(self, note: QLabel, text: str) -> None:
        note.setText(text)
        note.setVisible(bool(text))
