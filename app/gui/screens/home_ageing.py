"""What is open on a side by its age: words, a bar and the figure in every row."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.kinds import CUSTOMER, VENDOR
from app.domain.money import Money
from app.gui import formats
from app.gui.head import Hairline
from app.gui.screens.home_ways import PAD, Board, Go, Way
from app.gui.theme import font, grid, look
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.home import Aged, Figure

# By the names of the columns: what stands in the row, the ink of its bar.
_AGES: Final = {
    "current": (QT_TRANSLATE_NOOP("home", "Not due yet"), "edge"),
    "1_30": (QT_TRANSLATE_NOOP("home", "1 to 30 days late"), "muted"),
    "31_60": (QT_TRANSLATE_NOOP("home", "31 to 60 days late"), "muted"),
    "61_90": (QT_TRANSLATE_NOOP("home", "61 to 90 days late"), "muted"),
    "over_90": (QT_TRANSLATE_NOOP("home", "Over 90 days late"), "danger"),
    "unapplied_credits": (QT_TRANSLATE_NOOP("home", "Credits not used yet"), "muted"),
    "total": (QT_TRANSLATE_NOOP("home", "In all"), "muted"),
}
_USUAL: Final = "-100000.00"  # has room on both sides, so that their bars begin and end alike
_BAR, _LEAST = 8, 140  # px at 100 %: how high a bar is, and how long the longest at least


@dataclass(frozen=True, slots=True)
class SideWords:
    """What is said of a side, in English."""

    title: str
    spoken: str  # of every age
    empty: str


WORDS: Final = {
    CUSTOMER.name: SideWords(
        QT_TRANSLATE_NOOP("home", "Owed by customers"),
        QT_TRANSLATE_NOOP("home", "Owed {age}"),
        QT_TRANSLATE_NOOP(
            "home", "What customers owe stands here by its age, once an invoice is issued."
        ),
    ),
    VENDOR.name: SideWords(
        QT_TRANSLATE_NOOP("home", "Owed to vendors"),
        QT_TRANSLATE_NOOP("home", "We owe {age}"),
        QT_TRANSLATE_NOOP(
            "home", "What is owed to vendors stands here by its age, once there is a bill."
        ),
    ),
}


def say(text: str) -> str:
    """A text of this page in the user's language."""
    return QCoreApplication.translate("home", text)


class AgeingBars(Board):
    """One row an age, credits that are not used yet, and the sum."""

    def __init__(self, go: Go, side: str) -> None:
        super().__init__()
        self._side, self._go = side, go
        self.setObjectName(f"ageing_{side}")
        self.setAccessibleName(say(WORDS[side].title))
        self._rows = {name: AgeRow(go, f"{side}_{name}", say(_AGES[name][0])) for name in _AGES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name, row in self._rows.items():
            if name == "total":
                line = QHBoxLayout()
                line.setContentsMargins(PAD, 0, PAD, 0)
                line.addWidget(Hairline())
                column.addLayout(line)
            column.addWidget(row)
        self.set_ways({(place, 0): row for place, row in enumerate(self._rows.values())})

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Words and figure of every row, as they read."""
        return [row.shown for row in self._rows.values()]

    def show_aged(self, aged: Aged) -> None:
        """Shows these figures; the longest bar is that of the largest one."""
        most = max(abs(one.amount.minor) for one in aged.columns)
        for figure in (*aged.columns, aged.total):
            self._rows[figure.name].show_figure(figure, most, self._said(figure))
        self._fit()

    def _said(self, figure: Figure) -> str:
        """What a screen reader says before the amount: "Owed 31 to 60 days late"."""
        words = say(_AGES[figure.name][0])
        if figure.name == "unapplied_credits":
            return words
        return say(WORDS[self._side].spoken).format(age=words[:1].lower() + words[1:])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Words, bars and figures begin and end in one line."""
        rows = self._rows.values()
        words = max(row.words_width for row in rows)
        usual = QFontMetrics(font()).horizontalAdvance(formats.amount(_USUAL))
        amounts = max(usual, *(row.amount_width for row in rows))
        for row in rows:
            row.fit(words, amounts)


class AgeRow(Way):
    """A row: words at the left, the figure at the right, the bar between them."""

    def __init__(self, go: Go, name: str, words: str) -> None:
        super().__init__(go, name)
        self.setText(words)
        self._age = name.partition("_")[2]
        self._amount: Money | None = None
        self._figure, self._most, self._room = "", 0, (0, 0)

    @property
    def shown(self) -> tuple[str, str]:
        return self.text(), self._figure

    def show_figure(self, figure: Figure, most: int, said: str) -> None:
        """Shows a figure beside the largest one, in minor units."""
        self._amount, self._most = figure.amount, most
        self._figure = formats.amount(str(figure.amount))
        self.lead(figure.opens, f"{said}: {formats.money(figure.amount)}")

    @property
    def words_width(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(self.text())

    @property
    def amount_width(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(self._figure)

    def fit(self, words: int, amounts: int) -> None:
        """How many px the words and the figures of all rows need."""
        self._room = words, amounts
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        scale = look().scale
        wide = sum(self._room) + scale.px(_LEAST) + 2 * (PAD + grid(4))
        return QSize(wide, scale.row - grid(1))

    def paint(self, painter: QPainter) -> None:
        words, amounts = self._room
        inner, of = self.rect().adjusted(PAD, 0, -PAD, 0), self._font()
        is_sum = self._age == "total"
        self.write(painter, inner, self.text(), "text" if is_sum else "muted", of)
        ink = "text" if self._amount else "muted"
        self.write_amount(painter, inner, self._figure, ink, of)
        left, right = PAD + words + grid(4), self.width() - PAD - amounts - grid(4)
        if self._amount and self._most and not is_sum:
            self._paint_bar(painter, left, right - left)

    def _paint_bar(self, painter: QPainter, left: int, room: int) -> None:
        """As long as its share of the largest; hatched where it takes away."""
        minor = self._amount.minor if self._amount else 0
        high = look().scale.px(_BAR)
        long = max(2, room * abs(minor) // self._most)
        bar = QRectF(left, (self.height() - high) // 2, long, high)
        colour = look().color(_AGES[self._age][1])
        if minor > 0:
            painter.fillRect(bar, colour)
            return
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour, 1))
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))

    def _font(self) -> QFont:
        made = font()
        if self._age == "total":
            made.setWeight(QFont.Weight.Medium)
        return made
