"""A list and its detail, one beside the other: below it, or on the right where there is room."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.gui.settings import Memory
from app.gui.theme import look

_WIDE: Final = 1500  # px at 100 %: from here the detail stands on the right
_SIZES: Final = [520, 480]  # shares, until the user makes them others


class Split(QSplitter):
    """Remembers for each way where the user put the handle."""

    def __init__(
        self, upper: QWidget, lower: QWidget, memory: Memory, holder: QWidget | None = None
    ) -> None:
        # In its holder before it is full: what moves is given the look of the window once more.
        super().__init__(Qt.Orientation.Vertical, holder)
        self.setObjectName("split")
        self.setChildrenCollapsible(False)
        self.addWidget(upper)
        self.addWidget(lower)
        self._memory = memory
        self.splitterMoved.connect(lambda *_at: memory.put(self._way(), self.sizes()))
        self._turn(Qt.Orientation.Vertical)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= look().scale.px(_WIDE)
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted != self.orientation():
            self._turn(wanted)

    def _turn(self, way: Qt.Orientation) -> None:
        self.setOrientation(way)
        self.setSizes(self._memory.get(self._way()) or _SIZES)

    def _way(self) -> str:
        return "split_wide" if self.orientation() == Qt.Orientation.Horizontal else "split"
