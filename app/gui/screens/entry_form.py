"""The form of an entry by hand: its date and words, its lines, and whether they balance."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.domain.errors import Problem
from app.gui import formats
from app.gui.desk import Desk
from app.gui.fields import DateField, Field, TextField
from app.gui.head import PAGE_MARGIN
from app.gui.perform import told
from app.gui.screens.document_widgets import Link
from app.gui.screens.drafting import read_day
from app.gui.screens.entry_grid import EntryGrid, Sums
from app.gui.screens.entry_offers import EntryOffers
from app.gui.screens.field_grid import FieldGrid
from app.gui.screens.written_form import WrittenForm
from app.gui.theme import grid
from app.gui.undo import FormUndo
from app.queries import entries

_COLUMNS: Final = 4


def copied(view: entries.EntryView) -> dict[str, Any]:
    """What a new entry begins with that is like one in the book."""

    def text(value: object) -> str:
        return "" if value is None else str(value)

    names = ("account", "debit", "credit", "party", "currency", "amount")
    lines = [{name: text(getattr(line, name)) for name in names} for line in view.lines]
    return {"description": view.description, "lines": lines}


class EntryForm(WrittenForm):
    """Date, words and lines; it posts nothing."""

    def __init__(self, desk: Desk, offers: EntryOffers) -> None:
        super().__init__()
        self._desk = desk
        head = FieldGrid(_COLUMNS)
        head.add(self.field("date", self.tr("Date"), DateField(desk.today())))
        head.add(self.field("description", self.tr("Description"), TextField()), 3)
        self._foreign = Link(self.tr("Foreign currency"))
        self._foreign.setObjectName("other_currency")
        self._foreign.clicked.connect(lambda _checked=False: self._want_foreign())
        above = QHBoxLayout()
        above.addStretch(1)
        above.addWidget(self._foreign)
        self.lines = EntryGrid(offers)
        lines = self.field("lines", self.tr("Lines"), self.lines)
        lines.label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, grid(2), grid(4), grid(4))
        column.setSpacing(grid(2))
        column.addWidget(self.problem)
        column.addWidget(head)
        column.addLayout(above)
        column.addLayout(self._foot(lines))
        column.addStretch(1)
        self._listen()
        self.undo = FormUndo(self.fields, self)
        self.lines.watcher = self.undo
        self._follow()

    def _foot(self, lines: Field) -> QVBoxLayout:
        """The lines, below them how far they balance, and then what is wrong with them."""
        self._sums = QLabel()
        self._sums.setObjectName("sums")
        self._sums.setProperty("role", "muted")
        self._sums.setWordWrap(True)
        self._sums.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fill = Link(self.tr("Fill it in"))
        self._fill.setObjectName("fill_missing")
        self._fill.clicked.connect(lambda _checked=False: self.lines.fill_missing())
        row = QHBoxLayout()
        row.setSpacing(grid(2))
        row.addWidget(self._sums, 1)
        row.addWidget(self._fill)
        column = QVBoxLayout()
        column.setSpacing(grid(1))
        column.addWidget(lines)
        column.addLayout(row)
        return column

    # What is filled in

    def arguments(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """What the command takes, and what is known to be wrong before it is asked. Where the
        date is none, today stands in for it."""
        day, wrong = self._day()
        facts = {
            "date": day or self._desk.today(),
            "description": str(self.fields["description"].value()),
            "lines": self.lines.inputs(),
        }
        lines = self.lines
        return facts, (*wrong, *lines.missing_accounts(), *lines.refused_accounts())

    def _day(self) -> tuple[date | None, tuple[Problem, ...]]:
        """The date, and what is wrong with it: it is missing, none, or closed."""
        text = str(self.fields["date"].value())
        if not text:
            return None, (Problem("required", self.tr("The date is missing."), "date", None),)
        day, wrong = read_day(text, "date")
        closed = self._desk.ask(entries.closed, day) if day else None
        return day, (closed,) if closed else wrong

    def mark(self, problems: Iterable[Problem]) -> None:
        """Every problem at its field; those of lines at their cells, with the line's place."""
        super().mark(self.lines.mark(problems))
        if self.first_marked == "lines":
            self.lines.go_to_problem()

    def clear_marks(self) -> None:
        super().clear_marks()
        self.lines.grid.mark({})

    def start_focus(self) -> None:
        """Where typing begins: the words, or the lines once there are some."""
        if self.fields["description"].value():
            self.lines.edit_cell(0, "account")
        else:
            self.fields["description"].editor.setFocus()

    def refresh(self) -> None:
        """Accounts and parties may be called otherwise now, or take entries."""
        self.lines.grid.repaint_all()
        self._follow()

    # What follows from what

    def _follow(self) -> None:
        """The sums, and accounts that take no entry, after any change."""
        sums = self.lines.sums()
        self._sums.setText(self._said(sums))
        self._fill.setVisible(bool(sums.short))
        self._foreign.setVisible(not self.lines.shows_foreign)
        refused = self.lines.warn(self.lines.refused_accounts())
        if refused:
            self.fields["lines"].set_problem("\n".join(map(told, refused)))

    def _said(self, sums: Sums) -> str:
        """How far the lines balance, "" while nothing is entered."""
        facts = {
            "debits": formats.amount(str(sums.debit)),
            "credits": formats.amount(str(sums.credit)),
            "missing": formats.amount(str(sums.missing)),
        }
        texts = {
            "": self.tr("Debits {debits}, credits {credits}: it balances."),
            "debit": self.tr(
                "Debits {debits}, credits {credits}: {missing} missing on the debit side."
            ),
            "credit": self.tr(
                "Debits {debits}, credits {credits}: {missing} missing on the credit side."
            ),
        }
        return texts[sums.short].format(**facts) if sums.debit or sums.credit else ""

    def _want_foreign(self) -> None:
        self.lines.show_foreign(shown=True)
        self._follow()
        self.lines.edit_cell(max(self.lines.currentIndex().row(), 0), "currency")
