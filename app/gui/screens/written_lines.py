"""A grid of lines that are written, as many as one likes: those of a draft, those of an entry."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from app.domain.errors import Problem
from app.gui.perform import told
from app.gui.screens.document_page import say
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.edit_model import GridColumn, GridRow
from app.gui.theme import grid, look
from app.gui.words import QT_TRANSLATE_NOOP

_ROWS_SHOWN: Final = 3
_MOST_SHOWN: Final = 12
_PLACED: Final = QT_TRANSLATE_NOOP("documents", "Line {number}: {problem}")
AWAY: Final = GridColumn("delete", "", width=32, act=True)  # the sign at a line's end


def says_nothing(row: GridRow, typed: Iterable[str]) -> bool:
    """Whether nothing is written on a row."""
    return not any(row.get(name, "").strip() for name in typed)


class WrittenLines(EditGrid):
    """An editor of a form: its value is all rows that say something. Blank rows are no lines."""

    changed = Signal(object)  # the rows, after each edit
    settled = Signal(object)  # the same, when a cell is left

    def __init__(
        self,
        columns: Sequence[GridColumn],
        blank: GridRow,
        typed: Sequence[str],
        least: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """`typed` are the names of what one types; `least`: so many rows are always there."""
        self._typed, self._blank_row, self._least = typed, blank, least
        super().__init__(columns, "lines", lambda: dict(blank), parent)
        self.setObjectName("lines")
        self.setAccessibleName(say(QT_TRANSLATE_NOOP("documents", "Lines")))
        self.grid.edited.connect(lambda _row, _name: self.changed.emit(self.value()))
        self.row_away.connect(self._remove)
        self.acted.connect(lambda row, _name: self._remove(row))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.settled.emit(self.value())
        super().closeEditor(editor, hint)

    def value(self) -> list[GridRow]:
        """All rows that say something, exactly as typed."""
        return [dict(self.grid.rows[at]) for at in self.places()]

    def set_value(self, rows: Any) -> None:
        """Shows rows; an empty one to type into is always there."""
        self.show_lines(rows or ())

    def show_lines(self, rows: Sequence[GridRow]) -> None:
        """Shows rows and tells it."""
        missing = max(self._least - len(rows), 0)
        self.grid.show([*rows, *([self._blank_row] * missing)])
        self._grow()
        self.changed.emit(self.value())

    def places(self) -> list[int]:
        """Where on the grid the rows stand that `value` answers."""
        rows = enumerate(self.grid.rows)
        return [at for at, row in rows if not says_nothing(row, self._typed)]

    # Problems

    def mark(self, problems: Iterable[Problem]) -> list[Problem]:
        """Marks the cells that problems are about, and no others. Answers what the form has to
        tell: a problem of a line says which line."""
        self.grid.problems = {}
        return self.warn(problems)

    def warn(self, problems: Iterable[Problem]) -> list[Problem]:
        """The same, besides the cells that are marked."""
        cells = dict(self.grid.problems)
        placed = [self._placed(problem, cells) for problem in problems]
        self.grid.mark(cells)
        return placed

    def _placed(self, problem: Problem, cells: dict[tuple[int, str], str]) -> Problem:
        parts = (problem.field or "").split(".")
        if parts[0] != self.prefix or len(parts) < 3 or not parts[1].isdigit():
            return problem
        places = self.places()
        row = places[int(parts[1])] if int(parts[1]) < len(places) else 0
        cells[row, parts[2]] = told(problem)
        text = say(_PLACED).format(number=row + 1, problem=problem.message)
        return replace(problem, message=text)

    # Rows

    def _remove(self, row: int) -> None:
        if not 0 <= row < len(self.grid.rows):
            return
        self.leave_cell()
        self.grid.remove(row)
        if len(self.grid.rows) < self._least:
            self.grid.add(self._blank_row)
        self.changed.emit(self.value())
        self.edit_cell(min(row, len(self.grid.rows) - 1), self._typed[0])

    def fit(self) -> None:
        super().fit()
        self._grow()

    def _grow(self) -> None:
        if self._most_rows:
            return
        rows = max(_ROWS_SHOWN, min(len(self.grid.rows) + 1, _MOST_SHOWN))
        height = look().scale.row + rows * (look().scale.row + grid(2))
        self.setMinimumHeight(height)
