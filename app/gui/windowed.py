"""WindowedModel: a list of any length as a Qt model. It holds the rows around what is looked at,
and asks its source for others when they come into sight."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.errors import must
from app.gui.delegates import ROW_ID, TONE, Face
from app.gui.rows import Column, HeldRows

_PAGE: Final = 48  # rows that are asked for beyond those in sight: a screen or two
_BLOCK: Final = 1000  # rows that are asked for at once where many are read
_HELD: Final = 4000  # rows at most; when there are more, those far from what is looked at go
_NEAR: Final = 1000
_UNKNOWN: Final = object()

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
    """Rows of a source as a Qt model. `show`, `grow`, `sort` and `reload` are its verbs; data()
    only looks up, and fetches the page of a row that it has not."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        names = [column.name for column in self.columns]
        must(len(set(names)) == len(names), f"column names differ: {names}")
        self._aligned = [(column.align | _MIDDLE).value for column in self.columns]
        self.faces: dict[tuple[int, int], Face] = {}  # what the delegates made of rows near by
        self._source: Source = HeldRows(self.columns)
        self._rows: dict[int, Any] = {}  # by place; None: the source has none there
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

    def grow(self) -> None:
        """The source has more rows than it had, all of them below the others."""
        count = self._source.count()
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()

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
        row = self._rows.get(at, _UNKNOWN)
        if row is _UNKNOWN:
            first = at - at % _PAGE
            self.fetch(range(first, first + _PAGE))
            row = self._rows.get(at)
        return row

    def held(self, at: int) -> Any:
        """The row at a place if it is here; it is not asked for."""
        return self._rows.get(at)

    def fetch(self, seen: range) -> None:
        """Has the rows of these places here, by one question if there has to be one. Where some
        of them are, the list is being scrolled: the next ones are asked for as well."""
        seen = range(max(seen.start, 0), min(seen.stop, self._count))
        unknown = [at for at in seen if at not in self._rows]
        if not unknown:
            return
        start, stop = unknown[0], unknown[-1] + 1
        if start > seen.start:
            stop = min(stop + _PAGE, self._count)
        elif stop < seen.stop:
            start = max(start - _PAGE, 0)
        if len(self._rows) > _HELD:
            self._forget(range(start - _NEAR, stop + _NEAR))
        found = self._source.rows(start, stop)
        self._rows.update(zip(range(start, stop), found, strict=False))
        self._rows.update(dict.fromkeys(range(start + len(found), stop)))

    def rows(self, start: int = 0, stop: int | None = None) -> tuple[Any, ...]:
        """The rows from one place up to before another: of a long list, not all at once."""
        stop = self._count if stop is None else min(stop, self._count)
        if all(at in self._rows for at in range(start, min(stop, start + _HELD + 1))):
            return tuple(filter(None, map(self._rows.get, range(start, stop))))
        blocks = (
            self._source.rows(first, min(first + _BLOCK, stop))
            for first in range(start, stop, _BLOCK)
        )
        return tuple(chain.from_iterable(blocks))

    def place(self, row_id: str) -> int:
        """Where the row with this id is shown, -1 when it is not."""
        for at, row in self._rows.items():
            if row is not None and row.id == row_id:
                return at
        return self._source.place(row_id)

    def cell(self, at: int, column: int) -> tuple[str, int, str | None]:
        """What a cell says, how it is aligned, and its tone: all of it at once, for the list."""
        row, of = self.row(at), self.columns[column]
        if row is None:
            return "", self._aligned[column], None
        return of.text(row), self._aligned[column], of.tone(row) if of.tone else None

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
        self._rows.clear()
        self.faces.clear()
        self._count = self._source.count()

    def _forget(self, near: range) -> None:
        """Drops the rows that are far, and what was made of them."""
        self._rows = {at: row for at, row in self._rows.items() if at in near}
        self.faces.clear()
