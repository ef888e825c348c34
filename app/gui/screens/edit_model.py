"""What a grid one types into holds: rows of exact text, and the problems of their cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.gui.rows import LEFT, RIGHT

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
PROBLEM: Final = int(Qt.ItemDataRole.UserRole) + 20
GridRow = dict[str, str]  # column name -> exact text, "" for nothing


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its name in the row (and in problems), its title, what edits it."""

    name: str
    title: str
    edits: Literal["text", "number", "money", "choice", ""] = ""  # "" is only shown
    width: int = 100  # px at 100 %
    grow: bool = False
    places: int = 6
    figures: bool = False  # right-aligned
    act: bool = False  # a click or Space does something; the text is a link, or an icon's name
    text: Callable[[GridRow], str] | None = None  # how the row reads; its own text when left out
    muted: bool = False


class GridModel(QAbstractTableModel):
    """Rows of text by column name, and the problems of their cells."""

    edited = Signal(object, object)  # row, column: the user changed a cell

    def __init__(self, columns: Sequence[GridColumn], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[GridRow] = []
        self.problems: dict[tuple[int, str], str] = {}

    def show(self, rows: Sequence[GridRow]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.rows = [dict(row) for row in rows]
        self.problems = {}
        self.endResetModel()

    def add(self, row: GridRow) -> None:
        """One more row at the end."""
        self.beginInsertRows(_NOWHERE, len(self.rows), len(self.rows))
        self.rows.append(dict(row))
        self.endInsertRows()

    def remove(self, place: int) -> None:
        """Takes a row away."""
        self.beginRemoveRows(_NOWHERE, place, place)
        del self.rows[place]
        self.problems = {}
        self.endRemoveRows()

    def mark(self, problems: dict[tuple[int, str], str]) -> None:
        """Shows what is wrong with which cells."""
        self.problems = problems
        self.repaint_all()

    def put(self, place: int, name: str, text: str) -> None:
        """Writes into a cell as the user would."""
        if self.rows[place].get(name, "") != text:
            self.rows[place][name] = text
            self.problems.pop((place, name), None)
            self.repaint_all()
            self.edited.emit(place, name)

    def repaint_all(self) -> None:
        """Cells may depend on others, and all on what the currency is."""
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.columns[index.column()].edits:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.EditRole:
                return row.get(column.name, "")
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row) if column.text else row.get(column.name, "")
            case Qt.ItemDataRole.TextAlignmentRole:
                return (RIGHT if column.figures else LEFT) | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.problems.get((index.row(), column.name))
            case _ if role == PROBLEM:
                return (index.row(), column.name) in self.problems
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.EditRole:
            self.put(index.row(), self.columns[index.column()].name, str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (RIGHT if column.figures else LEFT) | Qt.AlignmentFlag.AlignVCenter
        return None
