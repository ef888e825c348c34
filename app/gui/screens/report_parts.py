"""Parts of the page of reports: the list of them, what a report speaks of, what it remarks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.gui import formats
from app.gui.delegates import mark
from app.gui.fields import ProblemLine
from app.gui.head import PAGE_MARGIN, Elided, Hairline
from app.gui.icons import icon
from app.gui.theme import grid, look

_WIDTH: Final = 176  # px at 100 %
_NAME: Final = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex


class ReportList(QListView):
    """The names of the reports. `chosen` tells one, `entered` that work goes on in its table."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, reports: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("report_list")
        self.setAccessibleName(self.tr("Reports"))
        self.setItemDelegate(_Name(self))
        self.setViewportMargins(0, grid(2), 0, 0)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items = QStandardItemModel(self)
        for name, title in reports:
            item = QStandardItem(title)
            item.setData(name, _NAME)
            item.setToolTip(title)
            self._items.appendRow(item)
        self.setModel(self._items)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._tell)  # that of the marked one goes back to its beginning
        self._fit()

    def mark(self, name: str) -> None:
        """Marks a report as the one that is shown; one that is not in the list marks none."""
        self.selectionModel().blockSignals(True)
        self.clearSelection()
        for row in range(self._items.rowCount()):
            if self._items.item(row).data(_NAME) == name:
                self.setCurrentIndex(self._items.item(row).index())
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def menu_button(self, parent: QWidget) -> QPushButton:
        """The same as a menu, for where there is no room for the list."""
        button = QPushButton(self.tr("Reports"), parent)
        button.setObjectName("other_report")
        menu = QMenu(button)
        for row in range(self._items.rowCount()):
            item = self._items.item(row)
            act = menu.addAction(item.text())
            act.setObjectName(str(item.data(_NAME)))
            act.triggered.connect(partial(self._tell, item.index()))
        button.setMenu(menu)
        mark_menu(button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}
        if event.key() in keys:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(look().scale.px(_WIDTH), 200)

    def _fit(self) -> None:
        self.setFixedWidth(look().scale.px(_WIDTH))
        self.scheduleDelayedItemsLayout()

    def _tell(self, index: _Index, *_how: object) -> None:
        if index.isValid():
            self.chosen.emit(str(index.data(_NAME)))


class _Name(QStyledItemDelegate):
    """A report's title, marked when it is the one that is shown."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now, facts = look(), _facts(option)
        rect, state = facts.rect, facts.state
        mark(painter, rect, state)
        painter.setPen(now.color("text"))
        room = rect.adjusted(grid(4), 0, -grid(1), 0)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, look().scale.row)


def _facts(option: QStyleOptionViewItem) -> Any:
    """The option's fields, which Qt's Python stubs do not list."""
    return option


@contextmanager
def busy() -> Iterator[None]:
    """The pointer waits while the book is asked for something that may take a moment."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def mark_menu(button: QPushButton) -> None:
    """A small sign after the words says that the button opens a menu."""
    button.setIcon(icon("down", "muted"))
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


class SideLine(QFrame):
    """A line of one px between what stands beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "hairline")
        self.setFixedWidth(1)


class About(QStackedWidget):
    """One line: what a report speaks of, or what is wrong with what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._facts, self._problem = Elided(), ProblemLine("report_problem")
        self._facts.setObjectName("about")
        for part in (self._facts, self._problem):
            part.setContentsMargins(0, 0, 0, 0)
            self.addWidget(part)
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)  # muted
        self.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, grid(2))

    @property
    def problem(self) -> str:
        """The sentence about what is wrong, "" when nothing is."""
        return self._problem.text() if self.currentIndex() == 1 else ""

    def tell(self, about: Sequence[tuple[str, str]]) -> None:
        """Says what the report speaks of."""
        facts = (" ".join(filter(None, (label, formats.day(text)))) for label, text in about)
        self._facts.setText(formats.in_words("   ·   ".join(facts)))
        self._problem.set_text("")
        self.setCurrentIndex(0)

    def say(self, sentence: str) -> None:
        """Says what is wrong; "" what the report speaks of, as before."""
        self._problem.set_text(sentence)
        self.setCurrentIndex(1 if sentence else 0)


class Remarks(QWidget):
    """The sentences below a report; without any it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel()
        self._label.setObjectName("remarks")
        self._label.setProperty("role", "muted")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setContentsMargins(PAGE_MARGIN, grid(2), PAGE_MARGIN, grid(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addWidget(self._label)
        self.hide()

    def show_remarks(self, sentences: Sequence[str]) -> None:
        """Shows these, each on a line of its own."""
        self._label.setText(formats.in_words("\n".join(sentences)))
        self.setVisible(bool(sentences))
