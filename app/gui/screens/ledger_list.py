"""The ledger's list: a red line where the books are locked, and more rows when the end is near."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent

from app.gui.rows import Column
from app.gui.screens.ledger_parts import Tone
from app.gui.settings import Memory
from app.gui.table import RowsView
from app.gui.theme import look

_NEAR: Final = 2  # screenfuls before the end


class LedgerList(RowsView):
    """A RowsView of rows that have a `day`."""

    near_end = Signal()

    def __init__(
        self, columns: Callable[[Tone], Sequence[Column]], memory: Memory | None = None
    ) -> None:
        self.locked_through: dt.date | None = None
        super().__init__(columns(self.tone), memory)
        self.verticalScrollBar().valueChanged.connect(self._watch)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.locked_through is None:
            return
        painter, height = QPainter(self.viewport()), look().scale.row
        first, count = self.rowAt(0), self.rows_model.rowCount()
        last = min(count, first + self.viewport().height() // height + 3) if first >= 0 else 0
        row = self.rows_model.row
        for at in range(max(first, 1), last):
            if self.locked(row(at)) != self.locked(row(at - 1)):
                top = self.rowViewportPosition(at) - 1
                painter.fillRect(0, top, self.viewport().width(), 1, look().color("danger"))
        painter.end()

    def locked(self, row: Any) -> bool:
        """Whether a row lies in the locked part of the books."""
        return self.locked_through is not None and row.day <= self.locked_through

    def tone(self, row: Any) -> str:
        """Locked rows stand back."""
        return "muted" if self.locked(row) else "text"

    def _watch(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value >= bar.maximum() - _NEAR * self.viewport().height():
            self.near_end.emit()
