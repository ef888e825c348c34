"""The head of a page: its title, what narrows it, and its buttons. All pages begin with one."""

from typing import Final, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.gui.theme import grid, look

_FIRST: Final = 100  # takes the room before the empty space does
_TITLE: Final = grid(90)  # px: what a title keeps; longer ones give way
PAGE_MARGIN = grid(2)  # px: left and right of everything on a page, as in the cells of lists


class ActionButton(QPushButton):
    """A button that shows an action: its text, whether it can be done, and why not."""

    def __init__(
        self,
        action: QAction,
        kind: Literal["", "primary", "quiet"] = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._action = action
        self.setObjectName(f"{action.objectName()}_button")
        if kind:
            self.setProperty("kind", kind)
        menu = action.menu()
        if isinstance(menu, QMenu):
            self.setMenu(menu)
        else:
            self.clicked.connect(lambda _checked=False: action.trigger())
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        self.setText(action.text())
        self.setEnabled(action.isEnabled())
        if self.parentWidget() or not action.isVisible():  # else it would be a window of its own
            self.setVisible(action.isVisible())
        key = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        said = action.toolTip()
        plain = action.text().replace("&", "").rstrip("…")
        self.setToolTip(said if said != plain else key)
        self.setAccessibleName(plain)
        self.setAccessibleDescription(said if said != plain else "")


class PageHead(QWidget):
    """One row: title, then what is added on the left, then what is added on the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = Elided(title, least=_TITLE)
        self._title.setObjectName("page_title")
        self._title.setProperty("role", "heading")
        self._title.setAccessibleName(title)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PAGE_MARGIN, grid(3), PAGE_MARGIN, grid(2))
        self._row.setSpacing(grid(2))
        self._row.addWidget(self._title)
        self._row.addSpacing(grid(3))
        self._row.addStretch(1)
        self._left = 2  # where the next widget on the left goes

    def set_title(self, title: str) -> None:
        """Says another title."""
        self._title.setText(title)
        self._title.setAccessibleName(title)

    def add_left(self, *widgets: QWidget) -> None:
        """Puts widgets after the title."""
        for widget in widgets:
            self._row.insertWidget(self._left, widget)
            self._left += 1

    def let_give_way(self, widget: QWidget, least: int, most: int) -> None:
        """Something on the left that is as wide as there is room: so many px at 100 %."""
        widget.setMinimumWidth(look().scale.px(least))
        widget.setMaximumWidth(look().scale.px(most))
        self._row.setStretchFactor(widget, _FIRST)

    def add_right(self, *widgets: QWidget) -> None:
        """Puts widgets at the right end, in this order."""
        for widget in widgets:
            self._row.addWidget(widget)


class Hairline(QFrame):
    """A line of one px that separates what lies above from what lies below."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "hairline")
        self.setFixedHeight(1)


class Elided(QWidget):
    """A line of text that gives way: too narrow, it ends in an ellipsis and says all in its
    tooltip. It keeps `least` px."""

    def __init__(self, text: str = "", *, least: int = grid(24)) -> None:
        super().__init__()
        self._text, self._least = text, least

    def text(self) -> str:
        """The whole text, however much of it is seen."""
        return self._text

    def setText(self, text: str) -> None:
        """Shows another text."""
        self._text = text
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(self._least, whole.width()), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        self.setToolTip("" if shown == self._text else self._text)
        painter = QPainter(self)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), align, shown)
        painter.end()


class Fact(QWidget):
    """A small label above a value, for the facts of a detail. One that `gives_way` may be cut
    short where there is little room; amounts and numbers never are."""

    def __init__(self, name: str, label: str, *, gives_way: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = QLabel(label)
        said.setProperty("role", "label")
        self._value: Elided | QLabel = Elided("—") if gives_way else QLabel("—")
        self._value.setObjectName(name)
        self._value.setAccessibleName(label)
        column.addWidget(said)
        column.addWidget(self._value)

    def set_value(self, text: str | None) -> None:
        """Shows a value; nothing is a dash."""
        self._value.setText(text or "—")
