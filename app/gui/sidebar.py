"""The sidebar: the sections in their groups, one of them current."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.gui.delegates import mark
from app.gui.icons import icon
from app.gui.screens import Section
from app.gui.theme import font, grid, look

_KIND: Final = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex


class Sidebar(QListView):
    """A list of sections. Arrows and clicks go to one; group titles are passed over."""

    chosen = Signal(str)  # the section's kind

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Sections"))
        self.setProperty("role", "navigation")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leads on to the page
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items = QStandardItemModel(self)
        group = None
        for section in sections:
            if section.group != group:
                group = section.group
                if group:
                    self._items.appendRow(_title(section.group_label))
            self._items.appendRow(_entry(section))
        self.setModel(self._items)
        self.setItemDelegate(_SectionCell(self))
        self.selectionModel().currentChanged.connect(self._tell)
        self._fit()

    def show_current(self, kind: str) -> None:
        """Marks a section as the one that is shown; "" marks none."""
        for row in range(self._items.rowCount()):
            item = self._items.item(row)
            if item.data(_KIND) == kind:
                self.selectionModel().blockSignals(True)
                self.setCurrentIndex(item.index())
                self.selectionModel().blockSignals(False)
                self.viewport().update()
                return
        self.clearSelection()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(look().scale.px(168), 400)

    def _fit(self) -> None:
        self.setMinimumWidth(look().scale.px(132))
        self.scheduleDelayedItemsLayout()

    def _tell(self, index: _Index) -> None:
        if index.isValid() and index.data(_KIND):
            self.chosen.emit(index.data(_KIND))


class _SectionCell(QStyledItemDelegate):
    """A group's title small and muted; a section with its icon, marked when current."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now, state = look(), option.state
        rect: QRect = option.rect
        painter.save()
        if not index.data(_KIND):
            painter.setFont(font("small"))
            painter.setPen(now.color("muted"))
            painter.drawText(
                rect.adjusted(grid(4), 0, -grid(2), -grid(1)),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
                str(index.data()),
            )
            painter.restore()
            return
        selected = mark(painter, rect, state)
        size = now.scale.icon
        spot = QRect(rect.left() + grid(4), rect.center().y() - size // 2 + 1, size, size)
        icon(str(index.data(Qt.ItemDataRole.UserRole)), "text" if selected else "muted").paint(
            painter, spot
        )
        words = rect.adjusted(grid(4) + size + grid(2), 0, -grid(2), 0)
        painter.setFont(font())
        painter.setPen(now.color("text"))
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = look().scale.row
        return QSize(0, row if index.data(_KIND) else row + (grid(2) if index.row() else 0))


def _title(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setData(text, Qt.ItemDataRole.AccessibleTextRole)
    return item


def _entry(section: Section) -> QStandardItem:
    item = QStandardItem(section.label)
    item.setData(section.kind, _KIND)
    item.setData(section.icon, Qt.ItemDataRole.UserRole)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item
