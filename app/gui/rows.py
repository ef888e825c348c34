"""RowsModel: columns say how, frozen rows say what. Read-only; sorts, sifts and keeps identity."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.errors import must
from app.gui.delegates import ROW_ID, SORT, TONE

LEFT: Final = Qt.AlignmentFlag.AlignLeft
RIGHT: Final = Qt.AlignmentFlag.AlignRight
CENTER: Final = Qt.AlignmentFlag.AlignHCenter

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()


class Row(Protocol):
    """What a list shows: any frozen dataclass with an id that is its own in the list."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, and how a row is written, sorted and coloured in it."""

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], int | str] | None = None  # the text when left out
    align: Qt.AlignmentFlag = LEFT
    width: int = 110  # px at 100 % text size
    kind: Literal["text", "money", "date", "status"] = "text"
    tone: Callable[[Any], str] | None = None  # a colour role's name
    grow: bool = False  # takes the width that is left over
    gives: bool = False  # its words may end in an ellipsis where there is little room
    hidden: bool = False  # until the user wants it
    key: str = ""  # its name in the settings, the title when left out

    @property
    def name(self) -> str:
        return self.key or self.title

    def sort_key(self, row: Any) -> int | str:
        """What the column is sorted by; words without regard to case."""
        value = (self.sort or self.text)(row)
        return value.casefold() if isinstance(value, str) else value


def money(title: str, of: Callable[[Any], Any], **more: Any) -> Column:
    """A column of Money (or None, shown empty and sorted first)."""
    return Column(
        title,
        lambda row: "" if of(row) is None else str(of(row)),
        lambda row: -(10**18) if of(row) is None else of(row).minor,
        **{"align": RIGHT, "kind": "money", **more},
    )


def day(title: str, of: Callable[[Any], Any], **more: Any) -> Column:
    """A column of dates or ISO text (or None, shown as a dash and sorted last)."""
    return Column(
        title,
        lambda row: "—" if of(row) is None else str(of(row)),
        lambda row: "9999" if of(row) is None else str(of(row)),
        **{"width": 96, "kind": "date", **more},
    )


class RowsModel(QAbstractTableModel):
    """Rows as a Qt model. `show`, `sort` and `sift` are its verbs; data() only looks up."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        names = [column.name for column in self.columns]
        must(len(set(names)) == len(names), f"column names differ: {names}")
        self._all: tuple[Any, ...] = ()
        self._rows: list[Any] = []
        self._words: tuple[str, ...] = ()
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, rows: Sequence[Any]) -> None:
        """Replaces all rows. Their ids must be text and differ."""
        self.beginResetModel()
        self._all = tuple(rows)
        must(len({row.id for row in self._all}) == len(self._all), "the ids of a list differ")
        self._arrange()
        self.endResetModel()

    def sift(self, words: str) -> None:
        """Keeps the rows that hold every word in some column; "" keeps all."""
        self.beginResetModel()
        self._words = tuple(words.casefold().split())
        self._arrange()
        self.endResetModel()

    @property
    def sifted(self) -> bool:
        """Whether a filter is on."""
        return bool(self._words)

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    def row(self, index: _Index | int) -> Any:
        """The row at an index or place."""
        return self._rows[index if isinstance(index, int) else index.row()]

    def rows(self) -> tuple[Any, ...]:
        """The rows as shown: sifted and sorted."""
        return tuple(self._rows)

    def place(self, row_id: str) -> int:
        """Where the row with this id is shown, -1 when it is not."""
        return next((at for at, row in enumerate(self._rows) if row.id == row_id), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; -1 brings back the order in which the rows came."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in kept]
        self._order = (column, order)
        self._arrange()
        at = {row.id: place for place, row in enumerate(self._rows)} if kept else {}
        moved = [
            self.index(at[row_id], was.column()) for row_id, was in zip(ids, kept, strict=True)
        ]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case _Role.DisplayRole:
                return column.text(row)
            case _Role.TextAlignmentRole:
                return column.align | Qt.AlignmentFlag.AlignVCenter
            case _ if role == SORT:
                return column.sort_key(row)
            case _ if role == ROW_ID:
                return row.id
            case _ if role == TONE:
                return column.tone(row) if column.tone else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _Role.DisplayRole:
            return self.columns[section].title
        if role == _Role.TextAlignmentRole:
            return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        return None

    def _arrange(self) -> None:
        self._rows = [row for row in self._all if self._fits(row)]
        column, order = self._order
        if column >= 0:
            self._rows.sort(
                key=self.columns[column].sort_key, reverse=order == Qt.SortOrder.DescendingOrder
            )

    def _fits(self, row: Any) -> bool:
        if not self._words:
            return True
        hay = "\n".join(column.text(row) for column in self.columns).casefold()
        return all(word in hay for word in self._words)
