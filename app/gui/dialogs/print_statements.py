"""The dialog for statements of account of many customers or vendors at once."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.kinds import Side
from app.domain.report import Wish
from app.gui.desk import Desk
from app.gui.dialogs.print_many import Asks, PrintManyDialog, Scope
from app.gui.fields import CheckField, DateField
from app.gui.screens.printed import statements
from app.gui.theme import grid

if TYPE_CHECKING:
    from app.book.book import Book

_TYPED_MS: Final = 300  # after the last key


class PrintStatementsDialog(PrintManyDialog):
    """The same as for documents, and which days; whoever has nothing to be told is left out."""

    def __init__(
        self, desk: Desk, side: Side, chosen: Scope, shown: Scope, parent: QWidget | None
    ) -> None:
        """The rows of both scopes are the ids of parties."""
        self._side = side
        title = QCoreApplication.translate("print_statements", "Statements of account")
        super().__init__(desk, statements(title), chosen, shown, parent)

    def _add_more(self) -> None:
        today = self._desk.today()
        self._first, self._last = DateField(today), DateField(today)
        self._first.set_value(today.replace(day=1))
        self._last.set_value(today)
        row = QHBoxLayout()
        row.setSpacing(grid(2))
        row.addWidget(self.form.field("from", self.tr("From"), self._first))
        row.addWidget(self.form.field("to", self.tr("Through"), self._last))
        row.addStretch(1)
        self.body.addLayout(row)
        self._quiet = CheckField(self.tr("Leave out those with whom nothing is open"))
        self._quiet.setObjectName("quiet")
        self._quiet.set_value(self._memory.get("quiet", False))
        self._quiet.changed.connect(lambda _on: self._check())
        self.body.addWidget(self._quiet)
        self.body.addSpacing(grid(2))
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self._check)
        for field in (self._first, self._last):
            field.changed.connect(self._wait)

    def _wait(self) -> None:
        """Other days are typed: what was found for those before no longer counts."""
        self._forget()
        self._typed.start()

    def _check(self) -> None:
        self.form.clear_marks()
        if problems := self._wrong_days():
            self._forget()
            self.form.mark(problems)
        else:
            super()._check()

    def _wrong_days(self) -> list[Problem]:
        hint, found = self.tr("Write it as YYYY-MM-DD."), []
        for name, field in (("from", self._first), ("to", self._last)):
            if field.value() and field.day() is None:
                said = self.tr("“{text}” is not a date.").format(text=field.value()[:40])
                found.append(Problem("invalid_date", said, name, hint))
        first, last = self._first.day(), self._until()
        if not found and first and first > last:
            said = self.tr("{first} lies after {last}.").format(first=first, last=last)
            found = [Problem("invalid_date", said, "from", self.tr("Choose an earlier day."))]
        return found

    def _until(self) -> date:
        return self._last.day() or self._desk.today()

    def _asks(self) -> Asks:
        every = Wish(self._first.day(), self._until(), self._side.name)
        self._memory.put("quiet", self._quiet.value())
        moved = not self._quiet.value()
        desk, rows = self._desk, super()._asks()
        return partial(_wishes, desk.book, desk.today(), every, rows, moved)

    def _all_well(self, count: int) -> str:
        if not count:
            return self.tr("Nobody here has anything open, or anything that moved.")
        said = self.tr("Statements: {count}. All characters can be printed.")
        return said.format(count=f"{count:n}")


# On the pool's thread


def _wishes(book: "Book", on: date, every: Wish, rows: Asks, moved: bool) -> tuple[Wish, ...]:
    from app.queries import statement_sheets

    return book.ask(on, statement_sheets.wishes, every, frozenset(rows()), moved=moved)
