"""The palette (Ctrl+K) and the sheet of keys (Ctrl+?): type, choose, done; no mouse needed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from app.gui.delegates import PAD, Cell
from app.gui.fuzzy import best
from app.gui.theme import Look, grid, look

_WIDTH: Final = 560  # px at 100 %
_ROWS: Final = 12
_HINT: Final = int(Qt.ItemDataRole.UserRole) + 10
_MOVES: Final = {
    Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS,
}  # fmt: skip
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to go to or to do. `hint` (its kind, its key) is searched too."""

    text: str
    hint: str
    run: Callable[[], object] | None  # None: it only tells


# Answers entries for what is typed; it may look into the book, or offer a fixed list.
Provider = Callable[[str], Iterable[Entry]]


class Palette(QFrame):
    """A list of entries from providers, narrowed by typing. Enter runs, Escape closes."""

    def __init__(self, providers: Sequence[Provider], prompt: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAccessibleName(prompt)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "palette")
        self._over = parent
        self._providers = tuple(providers)
        self._model = _Entries(self)
        self._line = QLineEdit()
        self._line.setObjectName("palette_line")
        self._line.setPlaceholderText(prompt)
        self._line.setAccessibleName(prompt)
        self._line.textChanged.connect(self._look_up)
        self._line.installEventFilter(self)
        self._list = QListView()
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(self.tr("What fits"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_EntryCell(self._list))
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(lambda _index: self._run())
        self._nothing = QLabel(self.tr("Nothing fits."))
        self._nothing.setObjectName("palette_nothing")
        self._nothing.setProperty("role", "muted")
        self._nothing.setContentsMargins(PAD, 0, PAD, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(grid(2), grid(2), grid(2), grid(2))
        box.setSpacing(grid(2))
        for part in (self._line, self._list, self._nothing):
            box.addWidget(part)
        box.addStretch(1)  # with nothing to list, the line stays where it is

    def open(self) -> None:
        """Shows the palette over the upper middle of its window."""
        scale, window = look().scale, self._over.window()
        self._list.setFixedHeight(_ROWS * scale.row)
        self._nothing.setFixedHeight(scale.row)
        self.setFixedWidth(min(scale.px(_WIDTH), window.width() - grid(8)))
        self._look_up("")
        self.adjustSize()
        left = (window.width() - self.width()) // 2
        self.move(window.mapToGlobal(window.rect().topLeft()).x() + left,
                  window.mapToGlobal(window.rect().topLeft()).y() + grid(12))  # fmt: skip
        self.show()
        self._line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the line keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(_MOVES[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _look_up(self, typed: str) -> None:
        found = [entry for provider in self._providers for entry in provider(typed)]
        shown = best(typed, found, lambda entry: f"{entry.text} {entry.hint}")
        self._model.show_entries(shown)
        self._list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._move(0)

    def _move(self, by: int) -> None:
        rows = self._model.rowCount()
        if rows:
            at = max(0, min(rows - 1, self._list.currentIndex().row() + by))
            self._list.setCurrentIndex(self._model.index(at if by else 0, 0))

    def _run(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            entry = self._model.entry(index)
            self.close()
            if entry.run:
                entry.run()


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, index: _Index) -> Entry:
        return self._entries[index.row()]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._entries[index.row()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._entries[index.row()].text}, {self._entries[index.row()].hint}"
        return self._entries[index.row()].hint if role == _HINT else None


class _EntryCell(Cell):
    """The text, and its hint muted on the right."""

    def write(
        self, painter: QPainter, rect: QRect, index: _Index, now: Look, metrics: QFontMetrics
    ) -> None:
        hint = str(index.data(_HINT) or "")
        width = metrics.horizontalAdvance(hint) + PAD
        super().write(painter, rect.adjusted(0, 0, -width, 0), index, now, metrics)
        painter.setPen(now.color("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
