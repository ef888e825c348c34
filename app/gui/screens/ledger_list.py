"""The ledger's list: a red line where the books are locked; what lies beyond stands back."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QPainter, QPaintEvent

from app.gui.rows import Column
from app.gui.screens.ledger_parts import Tone
from app.gui.settings import Memory
from app.gui.table import RowsView
from app.gui.theme import look


class LedgerList(RowsView):
    """A RowsView of rows that have a `day`."""

    def __init__(
        self, columns: Callable[[Tone], Sequence[Column]], memory: Memory | None = None
    ) -> None:
        self.locked_through: dt.date | None = None
        self.is_by_date = True  # in any other order there is no one place for the line
        super().__init__(columns(self.tone), memory)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.locked_through is None or not self.is_by_date:
            return
        painter, row, seen = QPainter(self.viewport()), self.rows_model.row, self.places_seen()
        for at in range(max(seen.start, 1), seen.stop):
            if self.locked(row(at)) != self.locked(row(at - 1)):
                top = self.rowViewportPosition(at) - 1
                painter.fillRect(0, top, self.viewport().width(), 1, look().color("danger"))
        painter.end()

    def locked(self, row: Any) -> bool:
        """Whether a row lies in the locked part of the books."""
        return (
            self.locked_through is not None and row is not None and row.day <= self.locked_through
        )

    def tone(self, row: Any) -> str:
        """Locked rows stand back."""
        return "muted" if self.locked(row) else "text"
