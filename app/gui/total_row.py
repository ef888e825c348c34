"""The row of totals under a list: each figure stands under its column, wherever that goes."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.gui import formats
from app.gui.delegates import PAD
from app.gui.table import RowsView
from app.gui.theme import font, look

_RULE: Final = 1  # px


class TotalRow(QWidget):
    """Painted, not typed in: `show_totals` takes words or amounts by the columns' names."""

    def __init__(self, view: RowsView) -> None:
        super().__init__()
        self.setObjectName("total_row")
        self._view = view
        self._texts: dict[str, str] = {}
        header = view.horizontalHeader()
        header.sectionResized.connect(self.update)
        header.sectionMoved.connect(self.update)
        header.geometriesChanged.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self.update)

    def show_totals(self, texts: Mapping[str, str]) -> None:
        """Shows these; amounts as plain decimal text. Columns that are not named stay empty."""
        self._texts = {name: formats.amount(text) for name, text in texts.items()}
        said = [
            f"{column.title} {self._texts[column.name]}"
            for column in self._view.rows_model.columns
            if column.name in self._texts
        ]
        self.setAccessibleName(", ".join(said))
        self.update()

    def text(self, name: str) -> str:
        """What stands under a column, "" for nothing."""
        return self._texts.get(name, "")

    def sizeHint(self) -> QSize:
        return QSize(0, look().scale.row)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, now = QPainter(self), look()
        painter.fillRect(self.rect(), now.color("surface"))
        painter.fillRect(0, 0, self.width(), _RULE, now.color("edge"))
        strong = font()
        strong.setWeight(QFont.Weight.Medium)
        painter.setFont(strong)
        painter.setPen(now.color("text"))
        header, offset = self._view.horizontalHeader(), self._view.viewport().x()
        for at, column in enumerate(self._view.rows_model.columns):
            text = self._texts.get(column.name)
            if text and not header.isSectionHidden(at):
                left = offset + header.sectionViewportPosition(at)
                room = QRect(left, _RULE, header.sectionSize(at), self.height() - _RULE)
                align = column.align | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room.adjusted(PAD, 0, -PAD, 0), align, text)
        painter.end()
