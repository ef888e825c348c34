"""The cells of a grid one types into: how they are painted, and the fields that edit them."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QWidget

from app.gui import formats
from app.gui.delegates import Cell
from app.gui.fields import ChoiceField, MoneyField, NumberField, TextField
from app.gui.icons import icon
from app.gui.screens.edit_model import PROBLEM, GridColumn, Index
from app.gui.theme import Look, grid, look


class GridCell(Cell):
    """Paints a cell, and makes the field that edits it."""

    def __init__(self, view: Any) -> None:
        super().__init__(view)
        self._view = view

    def shown(self, index: Index) -> str:
        column = self._view.grid.columns[index.column()]
        text = super().shown(index)
        return formats.amount(text) if column.figures else text

    def role(self, index: Index) -> str:
        column = self._view.grid.columns[index.column()]
        return "accent" if column.act else "muted" if column.muted else "text"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        facts: Any = option
        if facts.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look().color("accent"), 2))
            painter.drawRect(facts.rect.adjusted(2, 2, -2, -3))

    def write(
        self, painter: QPainter, rect: QRect, index: Index, now: Look, metrics: QFontMetrics
    ) -> None:
        if index.data(PROBLEM):
            painter.setPen(QPen(now.color("danger"), 2))
            painter.drawRect(rect.adjusted(-grid(1), grid(1), grid(1), -grid(1) - 1))
        column = self._view.grid.columns[index.column()]
        if column.act and not column.text:
            size = now.scale.icon
            spot = QRect(0, 0, size, size)
            spot.moveCenter(rect.center())
            icon(column.name, "muted").paint(painter, spot)
        else:
            super().write(painter, rect, index, now, metrics)

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        column = self._view.grid.columns[index.column()]
        made = self._field(column, index.row(), parent)
        if proposal := self._view.proposal(index.row(), column.name):
            made.setPlaceholderText(formats.amount(proposal) if column.figures else proposal)
        made.setObjectName(f"{self._view.prefix}.{index.row()}.{column.name}")
        problem = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        made.setAccessibleName(f"{column.title} {index.row() + 1}")
        made.setAccessibleDescription(problem)
        made.setProperty("problem", "true" if problem else "false")
        made.changed.connect(lambda _value: self._keep(made))
        if self._view.watcher:
            made.installEventFilter(self._view.watcher)
        widget: QWidget = made
        return widget

    def _field(self, column: GridColumn, row: int, parent: QWidget) -> Any:
        match column.edits:
            case "number":
                return NumberField(column.places, parent=parent)
            case "money":
                return MoneyField(self._view.currency_of(row, column.name), parent=parent)
            case "choice":
                made = _Chooser(self._view.choices[column.name](), parent=parent)
                if column.name in self._view.searches:
                    made.set_search(self._view.searches[column.name])
                return made
        return TextField(parent=parent)

    def _keep(self, editor: Any) -> None:
        """What is typed counts at once, but no half-typed choice."""
        if self._view.indexWidget(self._view.currentIndex()) is not editor:
            return  # it has been closed; what it held was taken
        unsure = isinstance(editor, ChoiceField) and not editor.chosen and editor.text()
        if not unsure:
            self.commitData.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        field: Any = editor
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if field.value() != value:
            field.set_value(value)
            field.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        field: Any = editor
        if isinstance(field, _Chooser):
            field.settle()
        model.setData(index, field.value())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        facts: Any = option
        editor.setGeometry(facts.rect.adjusted(1, 1, -1, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            away = event.key() == Qt.Key.Key_Delete and (
                event.modifiers() & Qt.KeyboardModifier.ControlModifier
            )
            if away and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if away and event.type() == QEvent.Type.KeyPress:
                row = self._view.currentIndex().row()
                QTimer.singleShot(0, self._view, lambda: self._view.row_away.emit(row))
                return True
            plain = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not (
                event.modifiers() & Qt.KeyboardModifier.ControlModifier
            )
            if (
                plain
                and event.type() == QEvent.Type.KeyPress
                and QApplication.activePopupWidget() is None
            ):
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, self.EndEditHint.EditNextItem)
                return True
        return super().eventFilter(watched, event)


class _Chooser(ChoiceField):
    """A choice in a cell."""

    def settle(self) -> None:
        """Takes what is meant by the text, before the cell takes it."""
        self._take_highlighted()
        self._settle()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab while the list is open comes here past the cell: it goes on inside the grid."""
        viewport: Any = self.parent()
        view: Any = viewport.parent()
        if not self._popup.isVisible():
            return super().focusNextPrevChild(forward)
        self.clearFocus()
        QTimer.singleShot(0, view, lambda: view.step(1 if forward else -1))
        return True
