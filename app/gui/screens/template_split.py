"""How the page of templates is divided: the list with its buttons, the form, the preview."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.gui.head import PAGE_MARGIN, ActionButton, Hairline
from app.gui.scroller import scroller
from app.gui.settings import Memory
from app.gui.theme import grid, look

_LEAST: Final = (184, 250, 220)  # px at 100 %
_SHARES: Final = [230, 390, 460]  # until the user makes them others


class TemplateSplit(QSplitter):
    """Remembers where the user put the handles."""

    def __init__(
        self,
        rows: QWidget,
        acts: Iterable[QAction],
        form: QWidget,
        preview: QWidget,
        memory: Memory,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("split")
        self.setChildrenCollapsible(False)
        parts = (_list(rows, tuple(acts)), scroller(form), preview)
        for least, part in zip(_LEAST, parts, strict=True):
            self.addWidget(_Least(part, least))
        self.setStretchFactor(2, 1)
        self.setSizes(memory.get("split") or _SHARES)
        self.splitterMoved.connect(lambda *_at: memory.put("split", self.sizes()))


class _Least(QWidget):
    """A part that keeps so many px at 100 %, more when the text is larger."""

    def __init__(self, part: QWidget, least: int) -> None:
        super().__init__()
        self._least = least
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().scale.px(self._least), super().minimumSizeHint().height())


def _list(rows: QWidget, acts: tuple[QAction, ...]) -> QWidget:
    """The list, and what can be done with it below: the first act over the others."""
    made, first, *more = QWidget(), *acts
    buttons = QVBoxLayout()
    buttons.setContentsMargins(PAGE_MARGIN, grid(2), PAGE_MARGIN, grid(2))
    buttons.addWidget(ActionButton(first))
    line = QHBoxLayout()
    for act in more:
        line.addWidget(ActionButton(act, "quiet"), 1)
    buttons.addLayout(line)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(rows, 1)
    column.addWidget(Hairline())
    column.addLayout(buttons)
    return made
