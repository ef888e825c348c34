"""The lines of an invoice or bill in a grid, and how much of each is credited."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.inputs import PickedLine
from app.domain.document import DocumentLine
from app.domain.errors import Problem, Refused
from app.domain.rates import QUANTITY_PLACES, parse_scaled
from app.gui import formats
from app.gui.screens.document_page import say
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.edit_model import GridColumn, GridRow
from app.gui.screens.line_grid import line_row, lines_of
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.books import TaxRow
from app.queries.documents import LineLeft

_MOST_ROWS: Final = 12  # shown before the grid scrolls
_QUANTITY: Final = "picked"


class PickGrid(EditGrid):
    """Begins with all that is left of every line. No line takes more than is left of it."""

    changed = Signal()
    capped = Signal(str, str)  # the line's description, what is left of it

    def __init__(self, sold: str, parent: QWidget | None = None) -> None:
        """`sold`: what the column says of the quantity on the invoice or bill."""
        super().__init__(self._columns(sold), "lines", parent=parent)
        self.lines: tuple[LineLeft, ...] = ()
        self._taxes: Sequence[TaxRow] = ()
        self.setObjectName("picked_lines")
        self.be_as_high_as_rows(_MOST_ROWS)
        self.grid.edited.connect(self._edited)

    def show_lines(
        self, lines: Sequence[LineLeft], currency: str, taxes: Sequence[TaxRow]
    ) -> None:
        """Shows the lines of one document, all that is left of each picked."""
        self.lines, self.currency, self._taxes = tuple(lines), currency, taxes
        self.grid.show([_row(one) for one in self.lines])
        self.changed.emit()

    def pick_all(self) -> None:
        """All that is left of every line."""
        self._fill([one.left if _scaled(one.left) else "" for one in self.lines])

    def pick_none(self) -> None:
        """Nothing of any line."""
        self._fill([""] * len(self.lines))

    def picked(self) -> tuple[PickedLine, ...]:
        """What a command takes: the lines with a quantity."""
        return tuple(PickedLine(one.line.id, row[_QUANTITY]) for one, row in self._wanted())

    def credited_lines(self) -> list[DocumentLine]:
        """The picked lines as the domain sums them."""
        rows = [{**row, "quantity": row[_QUANTITY]} for _one, row in self._wanted()]
        return lines_of(rows, self.currency, self._taxes)

    def mark(self, problems: Sequence[Problem]) -> list[Problem]:
        """Marks the cells that problems are about; answers what the form has to tell."""
        places = [at for at, row in enumerate(self.grid.rows) if row[_QUANTITY].strip()]
        cells, told = {}, []
        for problem in problems:
            parts = (problem.field or "").split(".")
            if parts[0] == self.prefix and len(parts) > 2:
                at = places[int(parts[1])]
                cells[at, _QUANTITY] = " ".join(filter(None, (problem.message, problem.hint)))
                told.append(problem.at(""))
            else:
                told.append(problem)
        self.grid.mark(cells)
        return told

    def start(self) -> None:
        """Goes to the first quantity."""
        if self.lines:
            self.edit_cell(0, _QUANTITY)

    def _wanted(self) -> list[tuple[LineLeft, GridRow]]:
        rows = zip(self.lines, self.grid.rows, strict=True)
        return [(one, row) for one, row in rows if row[_QUANTITY].strip()]

    def _fill(self, quantities: Sequence[str]) -> None:
        self.leave_cell()
        for place, quantity in enumerate(quantities):
            self.grid.put(place, _QUANTITY, quantity)

    def _edited(self, place: int, name: str) -> None:
        line = self.lines[place]
        typed = _scaled(self.grid.rows[place].get(name, ""))
        too_much = typed is not None and typed > (_scaled(line.left) or 0)
        if too_much:
            self.grid.rows[place][name] = line.left if _scaled(line.left) else ""
            self.grid.repaint_all()
        self.changed.emit()
        if too_much:
            self.capped.emit(line.line.description, line.left)

    def _amount(self, row: GridRow) -> str:
        if not row[_QUANTITY].strip():
            return ""
        made = lines_of([{**row, "quantity": row[_QUANTITY]}], self.currency, self._taxes)
        return str(made[0].price) if made else ""

    def _columns(self, sold: str) -> tuple[GridColumn, ...]:
        def figure(name: str, title: str, width: int, **more: Any) -> GridColumn:
            return GridColumn(name, say(title), width=width, figures=True, **more)

        return (
            GridColumn("description", say(QT_TRANSLATE_NOOP("documents", "Description")),
                       width=130, grow=True),
            figure("sold", sold, 72, muted=True),
            figure("credited", QT_TRANSLATE_NOOP("documents", "Credited"), 76, muted=True),
            figure("left", QT_TRANSLATE_NOOP("documents", "Left"), 60),
            figure(_QUANTITY, QT_TRANSLATE_NOOP("documents", "To credit"), 84, edits="number",
                   places=QUANTITY_PLACES),
            figure("price", QT_TRANSLATE_NOOP("documents", "Amount"), 96, text=self._amount),
        )  # fmt: skip


def _row(one: LineLeft) -> GridRow:
    return {
        **line_row(one.line),
        "sold": formats.amount(one.line.quantity),
        "credited": formats.amount(one.credited) if _scaled(one.credited) else "—",
        "left": formats.amount(one.left),
        _QUANTITY: one.left if _scaled(one.left) else "",
    }


def _scaled(text: str) -> int | None:
    """A quantity, None when it cannot be read."""
    try:
        return parse_scaled(text, QUANTITY_PLACES, "quantity") if text.strip() else 0
    except Refused:
        return None
