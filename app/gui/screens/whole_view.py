"""A list that shows all its rows: it is as high as they are, whatever the size of the text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt

from app.gui.table import RowsView


class WholeView(RowsView):
    """For the few rows of a form or a detail, in their own order; it never scrolls up or down."""

    def __init__(self, *facts: Any, **more: Any) -> None:
        super().__init__(*facts, **more)
        self.setSortingEnabled(False)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[Any]) -> None:
        super().show_rows(rows)
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_height()

    def _fit_height(self) -> None:
        rows = self.rows_model.rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().height() + rows + 2)
