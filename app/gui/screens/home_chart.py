"""Credits given by reason and month: a row of six bars for every reason, all on one scale."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.gui import formats
from app.gui.screens.document_page import say as say_reason
from app.gui.screens.document_widgets import clear
from app.gui.screens.home_ageing import say
from app.gui.screens.home_ways import PAD, AmountWay, Board, Go, Place, Way
from app.gui.theme import grid, look
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.home import Figure, Given, Reason

TITLE: Final = QT_TRANSLATE_NOOP("home", "Credits given by reason")
_ALL: Final = QT_TRANSLATE_NOOP("home", "All reasons")
_TIME: Final = QT_TRANSLATE_NOOP("home", "{first} to {last}")
_BAR, _MONTH, _ROW = 24, 44, 36  # px at 100 %: how wide a bar and a month are, how high a row
_AIR: Final = 4  # px at 100 %: above the highest bar
_BOTTOM_LEFT: Final = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
_FILL: Final = Qt.AlignmentFlag(0)
_BOTTOM: Final = Qt.AlignmentFlag.AlignBottom


class ReasonBars(Board):
    """Reasons from the one most was given for; months from the oldest; sums at the right and
    below. Tab comes here from the last way of the board before it."""

    looked_at = Signal(str)  # what a bar under the pointer or the focus says, "" for none

    def __init__(self, go: Go, before: Board) -> None:
        super().__init__()
        self._go, self._before = go, before
        self._given: Given | None = None
        self._bars: dict[Place, Way] = {}
        self.setObjectName("given")
        self.setAccessibleName(say(TITLE))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 2)

    @property
    def time(self) -> str:
        """From when to when: "June 2026 to November 2026"."""
        if self._given is None:
            return ""
        first, last = (month_word(self._given.months[at]) for at in (0, -1))
        return say(_TIME).format(first=first, last=last)

    def show_given(self, given: Given) -> None:
        """Shows these bars; the focus stays where it is, as long as that is there."""
        if given != self._given:
            self._given = given
            self._make_anew(given)

    @property
    def looked(self) -> str:
        """What the bar that has the focus says, "" for none."""
        focused = (one for one in self.ways() if one.hasFocus() and isinstance(one, MonthBar))
        return next((one.accessibleName() for one in focused), "")

    def _make_anew(self, given: Given) -> None:
        focused = next((one.objectName() for one in self.ways() if one.hasFocus()), "")
        clear(self._grid)
        self._bars = {}
        reasons = sorted(given.reasons, key=lambda one: -one.total.amount.minor)
        amounts = [one.amount.minor for row in reasons for one in row.months if one]
        for place, reason in enumerate(reasons):
            self._add_reason(place, reason, given, max(amounts))
        self._add_sums(len(reasons), given)
        self.set_ways(self._bars)
        if self.window() is self._before.window():  # before that, they stand in order
            for one, other in pairwise((self._before.ways()[-1], *self.ways())):
                QWidget.setTabOrder(one, other)
        for way in self.ways():
            if way.objectName() == focused:
                way.setFocus()

    def _add_reason(self, row: int, reason: Reason, given: Given, most: int) -> None:
        words = say_reason(reason.label)
        self._add_words(row, words)
        for column, (month, figure) in enumerate(_by_month(given, reason), start=1):
            if figure is not None:
                bar = MonthBar(self._go, f"given_{reason.code}_{month}")
                bar.show_figure(figure, most, f"{words}, {month_word(month)}")
                bar.pointed.connect(self.looked_at)
                self._add(row, column, bar)
        self._add_total(row, reason, given, words)

    def _add_sums(self, row: int, given: Given) -> None:
        """The names of the months below their bars, and what was given in each."""
        whole, words = given.whole, say(_ALL)
        for column, (month, figure) in enumerate(_by_month(given, whole), start=1):
            name = QLabel(month_word(month, "MMM"))
            name.setProperty("role", "label")
            name.setMinimumWidth(look().scale.px(_MONTH))
            name.setContentsMargins(PAD, grid(1), PAD, 0)
            name.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._put(name, row, column)
            self._grid.setColumnStretch(column, 1)
            if figure is not None:
                amount = AmountWay(self._go, f"given_{month}", "small")
                amount.show_amount(figure.amount, figure.opens, f"{words}, {month_word(month)}")
                self._add(row + 1, column, amount)
        self._add_words(row + 1, words)
        self._add_total(row + 1, whole, given, words, strong=True)

    def _add_words(self, row: int, words: str) -> None:
        label = QLabel(words)
        label.setContentsMargins(PAD, 0, PAD, 0)
        label.setMinimumHeight(look().scale.row)
        self._put(label, row, 0, _BOTTOM_LEFT)

    def _add_total(
        self, row: int, reason: Reason, given: Given, words: str, *, strong: bool = False
    ) -> None:
        amount = AmountWay(self._go, f"given_{reason.code}", strong=strong)
        said = f"{words}, {self.time}"
        amount.show_amount(reason.total.amount, reason.total.opens, said)
        self._add(row, len(given.months) + 1, amount)

    def _add(self, row: int, column: int, way: Way) -> None:
        self._put(way, row, column, _BOTTOM)
        self._bars[row, column] = way

    def _put(self, part: QWidget, row: int, column: int, align: Qt.AlignmentFlag = _FILL) -> None:
        """Shown at once, not when Qt comes to it: it needs its room, and may get the focus."""
        self._grid.addWidget(part, row, column, align)
        part.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines that the bars stand on."""
        painter = QPainter(self)
        for row in range(len(self._given.reasons) if self._given else 0):
            line = self._grid.cellRect(row, 0).bottom()
            painter.fillRect(PAD, line, self.width() - 2 * PAD, 1, look().color("hairline"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._given is not None:
            self._make_anew(self._given)


class MonthBar(Way):
    """What was given for a reason in a month, as a bar."""

    pointed = Signal(str)

    def __init__(self, go: Go, name: str) -> None:
        super().__init__(go, name)
        self._minor, self._most = 0, 1

    def show_figure(self, figure: Figure, most: int, said: str) -> None:
        """Shows a figure beside the largest one, in minor units."""
        self._minor, self._most = figure.amount.minor, most
        sentence = f"{said}: {formats.money(figure.amount)}"
        self.lead(figure.opens, sentence)
        self.setToolTip(sentence)

    def sizeHint(self) -> QSize:
        scale = look().scale
        return QSize(scale.px(_MONTH), scale.px(_ROW))

    def paint(self, painter: QPainter) -> None:
        scale = look().scale
        room = self.height() - scale.px(_AIR) - 1
        high = max(2, room * self._minor // max(self._most, 1))
        wide = scale.px(_BAR)
        bar = QRectF(self.width() - PAD - wide, self.height() - high, wide, high)
        painter.fillRect(bar, look().color("accent" if self.is_pointed_at else "muted"))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self.accessibleName())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self.accessibleName())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit("")


def _by_month(given: Given, reason: Reason) -> Iterator[tuple[str, Figure | None]]:
    return zip(given.months, reason.months, strict=True)


def month_word(month: str, pattern: str = "MMMM yyyy") -> str:
    """A month, given as "2026-03", as people write it."""
    year, number = month.split("-")
    return QLocale().toString(QDate(int(year), int(number), 1), pattern)
