"""Hands and eyes for a list: what its rows say, and what one does with them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.gui.delegates import TONE
from app.gui.table import RowsView


class ListDriver:
    """A RowsView as a person sees it."""

    def __init__(self, qtbot, view: RowsView) -> None:
        self._qtbot, self._view = qtbot, view
        self.opened: list[object] = []
        self.picked: list[object] = []
        view.opened.connect(self.opened.append)
        view.picked.connect(self.picked.append)

    @property
    def titles(self) -> list[str]:
        """The titles of the columns that are shown, from left to right."""
        model = self._view.model()
        return [model.headerData(at, Qt.Orientation.Horizontal) for at in self._columns]

    @property
    def rows(self) -> list[list[str]]:
        """The words of every row, as the cells paint them: of a long list see `seen`."""
        return self._words(range(self._view.model().rowCount()))

    @property
    def seen(self) -> list[list[str]]:
        """The words of the rows that are in sight."""
        return self._words(self._view.places_seen())

    def _words(self, places: range) -> list[list[str]]:
        model, view = self._view.model(), self._view
        cells: dict[int, Any] = {at: view.itemDelegateForColumn(at) for at in self._columns}
        return [[cell.shown(model.index(row, at)) for at, cell in cells.items()] for row in places]

    def column(self, title: str) -> list[str]:
        at = self.titles.index(title)
        return [row[at] for row in self.rows]

    def tones(self, title: str) -> list[str]:
        """The colour role in which each row's cell is written."""
        model, at = self._view.model(), self._logical(title)
        return [model.index(row, at).data(TONE) for row in range(model.rowCount())]

    def width(self, title: str) -> int:
        return self._view.horizontalHeader().sectionSize(self._logical(title))

    def widen(self, title: str, width: int) -> None:
        self._view.horizontalHeader().resizeSection(self._logical(title), width)

    def drag(self, title: str, to: int) -> None:
        header = self._view.horizontalHeader()
        header.moveSection(header.visualIndex(self._logical(title)), to)

    def toggle(self, name: str) -> None:
        """Ticks or unticks a column in the header's menu."""
        menu = self._view.columns_menu()
        next(entry for entry in menu.actions() if entry.objectName() == name).trigger()

    def click_title(self, title: str) -> None:
        header = self._view.horizontalHeader()
        at = self._logical(title)
        where = header.viewport().rect().center()
        where.setX(header.sectionViewportPosition(at) + header.sectionSize(at) // 2)
        self._qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def click(self, row: int) -> None:
        where = self._view.visualRect(self._view.model().index(row, self._columns[0])).center()
        self._qtbot.mouseClick(self._view.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def double_click(self, row: int) -> None:
        where = self._view.visualRect(self._view.model().index(row, self._columns[0])).center()
        self._qtbot.mouseClick(self._view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        self._qtbot.mouseDClick(self._view.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def press(self, key: Qt.Key, *, shift: bool = False, ctrl: bool = False) -> None:
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ShiftModifier if shift else held
        held |= Qt.KeyboardModifier.ControlModifier if ctrl else held
        self._qtbot.keyClick(self._view, key, held)

    @property
    def current(self) -> str | None:
        row = self._view.current()
        return row.id if row else None

    @property
    def count(self) -> int:
        """How many rows the list has, in sight or not."""
        return self._view.model().rowCount()

    @property
    def ids(self) -> list[str]:
        return [row.id for row in self._view.rows_model.rows()]

    @property
    def place_of_current(self) -> int:
        return self._view.currentIndex().row()

    @property
    def sorted_by(self) -> str:
        """The title under whose arrow the list is sorted, "" for none."""
        at = self._view.horizontalHeader().sortIndicatorSection()
        return "" if at < 0 else self._view.rows_model.columns[at].title

    def scroll_to(self, row: int) -> None:
        """Brings a row to the top of what is seen."""
        where = self._view.ScrollHint.PositionAtTop
        self._view.scrollTo(self._view.model().index(row, 0), where)

    @property
    def top_of_current(self) -> int:
        """Where the current row stands on the screen, in px."""
        return self._view.visualRect(self._view.currentIndex()).top()

    def settle(self) -> None:
        """Lets the list do what it does after a click or key."""
        QApplication.processEvents()

    @property
    def chosen(self) -> list[str]:
        return [row.id for row in self._view.chosen()]

    @property
    def empty(self) -> tuple[str, str]:
        """What the empty list says and offers; two empty texts when it has rows."""
        label = self._view.findChild(QLabel, "empty_sentence")
        button = self._view.findChild(QPushButton, "empty_button")
        assert label
        assert button
        if not label.isVisibleTo(self._view):
            return "", ""
        return label.text(), button.text() if button.isVisibleTo(self._view) else ""

    def answer_empty(self) -> None:
        button = self._view.findChild(QPushButton, "empty_button")
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def row_heights(self) -> set[int]:
        return {self._view.rowHeight(at) for at in range(self._view.model().rowCount())}

    @property
    def _columns(self) -> list[int]:
        header = self._view.horizontalHeader()
        order = [header.logicalIndex(at) for at in range(header.count())]
        return [at for at in order if not header.isSectionHidden(at)]

    def _logical(self, title: str) -> int:
        return self._columns[self.titles.index(title)]
