"""The row of totals under a list: each figure stands under its column, wherever that goes."""

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.gui import formats
from app.gui.delegates import PAD
from app.gui.rows import LEFT
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
        painter.setFont(_strong())
        painter.setPen(now.color("text"))
        for text, align, room in self._cells():
            painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _cells(self) -> Iterator[tuple[str, Qt.AlignmentFlag, QRect]]:
        """The texts from left to right; one on the left may run on to where the next begins."""
        header, columns = self._view.horizontalHeader(), self._view.rows_model.columns
        order = [header.logicalIndex(at) for at in range(header.count())]
        shown = [at for at in order if not header.isSectionHidden(at)]
        told = [at for at in shown if self._texts.get(columns[at].name)]
        offset, metrics = self._view.viewport().x(), QFontMetrics(_strong())
        for place, at in enumerate(told):
            text, align = self._texts[columns[at].name], columns[at].align
            left = offset + header.sectionViewportPosition(at)
            width = header.sectionSize(at)
            if align == LEFT:
                end = self.width()
                if place + 1 < len(told):
                    following = told[place + 1]
                    end = offset + header.sectionViewportPosition(following)
                    end += header.sectionSize(following) - 2 * PAD
                    end -= metrics.horizontalAdvance(self._texts[columns[following].name])
                width = end - left
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 2 * PAD)
            yield text, align, QRect(left + PAD, _RULE, width - 2 * PAD, self.height() - _RULE)


def _strong() -> QFont:
    made = font()
    made.setWeight(QFont.Weight.Medium)
    return made
