"""WindowedModel: a list of any length as a Qt model. It keeps the pages around what is looked at,
and asks its source for others when they come into sight."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.errors import must
from app.gui.delegates import ROW_ID, TONE
from app.gui.rows import Column, HeldRows

_PAGE: Final = 128  # rows: three screens of them
_PAGES: Final = 48  # kept; the one not looked at for longest goes first

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class Source(Protocol):
    """Where the rows of a list come from: from memory, or page by page from the book. Places
    count from 0 in the order of the last `sort`."""

    def sort(self, column: str, *, descending: bool) -> None:
        """Orders all rows by a column of that name; "" is the order in which they come."""

    def count(self) -> int:
        """How many rows there are."""

    def rows(self, start: int, stop: int) -> Sequence[Any]:
        """The rows from one place up to before another; fewer where there are none."""

    def place(self, row_id: str) -> int:
        """Where the row with this id stands, -1 when it is not in the list."""


class WindowedModel(QAbstractTableModel):
    """Rows of a source as a Qt model. `show`, `sort` and `reload` are its verbs; data() only looks
    up, and fetches the page of a row that it has not."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        names = [column.name for column in self.columns]
        must(len(set(names)) == len(names), f"column names differ: {names}")
        self._aligned = [column.align | _MIDDLE for column in self.columns]
        self._source: Source = HeldRows(self.columns)
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._near = -1  # the page that was looked at last
        self._count = 0
        self._order = ("", False)

    def show(self, source: Source) -> None:
        """Shows the rows of this source, in the order the list is in."""
        self.beginResetModel()
        self._source = source
        source.sort(self._order[0], descending=self._order[1])
        self._begin()
        self.endResetModel()

    def reload(self) -> None:
        """The source has other rows now."""
        self.beginResetModel()
        self._begin()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Has the source sort by a column; -1, or one that orders nothing, brings back the order
        in which the rows come."""
        by = self.columns[column] if 0 <= column < len(self.columns) else None
        name = by.name if by is not None and by.orders else ""
        self._order = (name, order == Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self._source.sort(name, descending=self._order[1])
        self._begin()
        self.endResetModel()

    def row(self, at: int) -> Any:
        """The row at a place; None where the book has fewer than the list was told."""
        number, offset = divmod(at, _PAGE)
        if number != self._near:
            self._turn_to(number)
        page = self._pages[number]
        return page[offset] if offset < len(page) else None

    def held(self, at: int) -> Any:
        """The row at a place if it is here; it is not asked for."""
        page = self._pages.get(at // _PAGE, ())
        return page[at % _PAGE] if at % _PAGE < len(page) else None

    def rows(self, start: int = 0, stop: int | None = None) -> tuple[Any, ...]:
        """The rows from one place up to before another: of a long list, not all at once."""
        stop = self._count if stop is None else stop
        return tuple(filter(None, map(self.row, range(start, stop))))

    def place(self, row_id: str) -> int:
        """Where the row with this id is shown, -1 when it is not."""
        for number, page in reversed(self._pages.items()):
            for offset, row in enumerate(page):
                if row.id == row_id:
                    return number * _PAGE + offset
        return self._source.place(row_id)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if role not in {_DISPLAY, _ALIGN, TONE, ROW_ID} or not index.isValid():
            return None
        at = index.column()
        if role == _ALIGN:
            return self._aligned[at]
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ID:
            return row.id
        column = self.columns[at]
        if role == _DISPLAY:
            return column.text(row)
        return column.tone(row) if column.tone else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        return self._aligned[section] if role == _ALIGN else None

    def _begin(self) -> None:
        self._pages.clear()
        self._near = -1
        self._count = self._source.count()

    def _turn_to(self, number: int) -> None:
        if number not in self._pages:
            start = number * _PAGE
            self._pages[number] = self._source.rows(start, min(start + _PAGE, self._count))
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        self._near = number
