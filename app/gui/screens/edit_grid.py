"""A grid one types into: the cell one is in is a field; Tab goes on, and makes rows at the end."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from app.gui.fields import Choice
from app.gui.screens.edit_cells import GridCell
from app.gui.screens.edit_model import GridColumn, GridModel, GridRow
from app.gui.theme import grid, look


class EditGrid(QTableView):
    """The view of a GridModel. `blank` makes a new row for Tab at the end, None: rows stay."""

    acted = Signal(object, object)  # a cell that does something: row, column
    row_away = Signal(object)  # Ctrl+Delete, or the sign at its end

    def __init__(
        self,
        columns: Sequence[GridColumn],
        prefix: str,
        blank: Callable[[], GridRow] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.grid = GridModel(columns, self)
        self.prefix, self._blank = prefix, blank
        self.choices: dict[str, Callable[[], Sequence[Choice]]] = {}  # column -> what it offers
        self.searches: dict[str, Callable[[str], Sequence[Choice]]] = {}  # for lists too long
        self.currency = ""
        self._most_rows = 0  # as high as its rows, up to so many; 0: as high as there is room
        self._least_rows = 0
        self.watcher: QObject | None = None  # sees the events of every editor
        self.setModel(self.grid)
        self.setItemDelegate(GridCell(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        triggers = QAbstractItemView.EditTrigger  # a click and a step open fields by themselves
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(grid(6))
        for place, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, mode.Stretch if column.grow else mode.Fixed)
        self.fit()

    def fit(self) -> None:
        """Row heights and column widths of the scale in force."""
        scale = look().scale
        for place, column in enumerate(self.grid.columns):
            self.horizontalHeader().resizeSection(place, scale.px(column.width))
        self._give_room()
        height = scale.row + grid(2)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(scale.row)
        self._fit_height()

    def be_as_high_as_rows(self, most: int, least: int = 0) -> None:
        """From now on the grid is as high as its rows; more than `most` scroll, and there is room
        for `least`."""
        self._most_rows, self._least_rows = most, least
        for moved in (self.grid.modelReset, self.grid.rowsInserted, self.grid.rowsRemoved):
            moved.connect(self._fit_height)
        self._fit_height()

    def _fit_height(self) -> None:
        if self._most_rows:
            count = len(self.grid.rows)
            shown = max(min(count, self._most_rows), self._least_rows)
            rows = shown * self.verticalHeader().defaultSectionSize()
            self.setFixedHeight(self.horizontalHeader().height() + rows + 2)
            policies = Qt.ScrollBarPolicy
            fits = count <= self._most_rows
            self.setVerticalScrollBarPolicy(
                policies.ScrollBarAlwaysOff if fits else policies.ScrollBarAsNeeded
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """A column that grows takes what is left over, but never less than its own width."""
        header, columns, scale = self.horizontalHeader(), self.grid.columns, look().scale
        shown = [one for at, one in enumerate(columns) if not self.isColumnHidden(at)]
        fits = sum(scale.px(one.width) for one in shown) <= self.viewport().width()
        modes = QHeaderView.ResizeMode
        for place, column in enumerate(columns):
            if column.grow:
                header.setSectionResizeMode(place, modes.Stretch if fits else modes.Fixed)
                if not fits:
                    header.resizeSection(place, scale.px(column.width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit()

    def edit_cell(self, row: int, name: str) -> None:
        """Goes to a cell and opens its field."""
        self._go(row, self._at(name))

    def go_to_problem(self) -> None:
        """Goes to the first cell that is marked."""
        if self.grid.problems:
            self.edit_cell(*next(iter(self.grid.problems)))

    def show_column(self, name: str, *, shown: bool) -> None:
        """Shows or hides a column."""
        self.setColumnHidden(self._at(name), not shown)
        self._give_room()

    def currency_of(self, row: int, name: str) -> str:
        """The currency of an amount that is typed there."""
        del row, name
        return self.currency or "USD"

    def proposal(self, row: int, name: str) -> str:
        """What an empty cell says could be typed there, "" for nothing."""
        del row, name
        return ""

    def stops(self, row: int) -> list[int]:
        """The columns that Tab comes by in a row."""
        del row
        columns = enumerate(self.grid.columns)
        return [at for at, column in columns if column.edits and not self.isColumnHidden(at)]

    def leave_cell(self) -> None:
        """Closes the open field; what is typed in it stays."""
        editor: QWidget | None = self.indexWidget(self.currentIndex())
        if editor is not None:
            editor.clearFocus()

    def step(self, by: int) -> None:
        """To the next (or the previous) field; behind the last a new row, or out of the grid."""
        row, at = self.currentIndex().row(), self.currentIndex().column()
        fields = self.stops(row)
        if not fields:
            return
        line = [place for place in fields if (place - at) * by > 0]
        if line:
            self._go(row, line[0] if by > 0 else line[-1])
        elif 0 <= row + by < len(self.grid.rows):
            self._go(row + by, self.stops(row + by)[0 if by > 0 else -1])
        elif by > 0 and self._blank and any(self.grid.rows[row].values()):
            self.grid.add(self._blank())
            self._go(row + 1, self.stops(row + 1)[0])
        else:
            self.focusNextPrevChild(by > 0)

    def _at(self, name: str) -> int:
        return [column.name for column in self.grid.columns].index(name)

    def _go(self, row: int, at: int) -> None:
        index = self.grid.index(row, at)
        field: QWidget | None = self.indexWidget(index)
        if field is not None:
            field.setFocus()
            return
        self.setFocus()
        self.setCurrentIndex(index)
        self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in {hints.EditNextItem, hints.EditPreviousItem}:
            self.step(1 if hint == hints.EditNextItem else -1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reasons = Qt.FocusReason
        if not self.grid.rows:
            return
        last = len(self.grid.rows) - 1
        if not self.stops(0):  # nothing to type: the arrows go from cell to cell
            if not self.currentIndex().isValid():
                self.setCurrentIndex(self.grid.index(0, 0))
            return
        if event.reason() in {reasons.TabFocusReason, reasons.ShortcutFocusReason}:
            self._go(0, self.stops(0)[0])
        elif event.reason() == reasons.BacktabFocusReason:
            self._go(last, self.stops(last)[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete and held and index.isValid():
            self.row_away.emit(index.row())
        elif event.key() == Qt.Key.Key_Space and self._is_act(index):
            self.acted.emit(index.row(), self.grid.columns[index.column()].name)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not held and index.isValid():
            self._enter(index)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.grid.columns[index.column()].edits:
            self._go(index.row(), index.column())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._is_act(index):
            self.acted.emit(index.row(), self.grid.columns[index.column()].name)

    def _enter(self, index: QModelIndex) -> None:
        """Does what the cell does; elsewhere in a row, the first that its cells do."""
        acts = [column.name for column in self.grid.columns if column.act]
        name = self.grid.columns[index.column()].name
        if acts and not self.grid.columns[index.column()].edits:
            self.acted.emit(index.row(), name if name in acts else acts[0])

    def _is_act(self, index: QModelIndex) -> bool:
        return index.isValid() and self.grid.columns[index.column()].act

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        painter, line = QPainter(self.viewport()), look().color("hairline")
        for row in range(len(self.grid.rows)):
            bottom = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.fillRect(0, bottom, self.viewport().width(), 1, line)
        painter.end()
