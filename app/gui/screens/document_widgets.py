"""Small widgets of the document pages: a link, a status, a question in place, facts, totals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.money import Money
from app.gui import formats
from app.gui.arranged import Arranged
from app.gui.head import PAGE_MARGIN, Fact, Hairline
from app.gui.theme import grid, look

_FACT_WIDTH = 168  # px at 100 %
_DOT = 7


class Link(QPushButton):
    """Words that lead somewhere: in the accent colour, underlined under pointer and focus."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        pad: int = 2,
        gives_way: bool = True,
    ) -> None:
        """`pad`: px around the words. Without, they stand where those of a label would, and only
        the line below them shows the focus. One that `gives_way` may be cut short."""
        super().__init__(text, parent)
        self._pad, self._gives_way = pad, gives_way
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + grid(1) + 2 * self._pad
        height = metrics.size(0, self.text() or "x").height()
        return QSize(width, height + 2 * self._pad)

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), grid(10)), wanted.height()) if self._gives_way else wanted

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, now, metrics = QPainter(self), look(), self.fontMetrics()
        painter.setPen(now.color("accent" if self.isEnabled() else "muted"))
        room = self.rect().adjusted(self._pad, 0, -self._pad, 0)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if (self.underMouse() or self.hasFocus()) and self.isEnabled():
            line = (self.height() + metrics.ascent() - metrics.descent()) // 2 + 2
            wide = metrics.horizontalAdvance(text)
            painter.fillRect(self._pad, line, wide, 1, now.color("accent"))
        if self.hasFocus() and self._pad:
            painter.setPen(QPen(now.color("accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()


class StatusMark(QWidget):
    """A document's status: a dot in its colour, and the word."""

    def __init__(self) -> None:
        super().__init__()
        self._word, self._tone = "", "muted"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def word(self) -> str:
        """What it says."""
        return self._word

    def show_status(self, word: str, tone: str) -> None:
        """Says another word, with a dot in another colour role."""
        self._word, self._tone = word, tone
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._word) + look().scale.px(_DOT) + grid(3)
        return QSize(width, metrics.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, now = QPainter(self), look()
        size = now.scale.px(_DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color(self._tone))
        painter.drawEllipse(QRectF(0, (self.height() - size) / 2 + 1, size, size))
        painter.setPen(now.color("text"))
        room = QRect(size + grid(2), 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


class Question(QWidget):
    """A question asked in the page: a sentence, answers as buttons, Esc for none of them."""

    answered = Signal()  # any way, Esc too

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "raised")
        self._sentence = QLabel()
        self._sentence.setObjectName("question_sentence")
        self._sentence.setWordWrap(True)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(grid(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_MARGIN, grid(2), grid(4), grid(2))
        row.setSpacing(grid(4))
        row.addWidget(self._sentence, 1)
        row.addLayout(self._answers)
        self._back: QWidget | None = None
        self.hide()

    @property
    def sentence(self) -> str:
        """What is asked now, "" when nothing is."""
        return "" if self.isHidden() else self._sentence.text()

    def ask(
        self,
        sentence: str,
        *answers: tuple[str, Callable[[], object] | None],
        focus: bool = True,
    ) -> None:
        """Asks. The first answer is the act and gets the focus; one without a function is no."""
        while item := self._answers.takeAt(0):
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._back = self.window().focusWidget() if focus else None
        self._sentence.setText(sentence)
        for place, (text, run) in enumerate(answers):
            button = QPushButton(text)
            button.setObjectName(f"answer_{place}")
            button.setProperty("kind", "quiet" if place else "primary")
            button.clicked.connect(lambda _checked=False, run=run: self._answer(run))
            self._answers.addWidget(button)
            if place == 0:
                self.setFocusProxy(button)
        self.show()
        if focus:
            self.setFocus()

    def drop(self) -> None:
        """Takes the question back."""
        if not self.isHidden():
            self._answer(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(
            button, QPushButton
        ):
            button.click()
        else:
            super().keyPressEvent(event)

    def _answer(self, run: Callable[[], object] | None) -> None:
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus()
        self.answered.emit()
        if run:
            run()


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of totals: label, amount, and what a click on it opens."""

    label: str
    amount: Money
    strong: bool = False
    opens: Callable[[], object] | None = None


class Totals(QWidget):
    """Labels and amounts, one below the other, amounts aligned on the decimal sign."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(grid(8))
        self._grid.setVerticalSpacing(grid(1))
        self._grid.setColumnStretch(0, 1)
        self._shown: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """Label and amount of every row, as they read."""
        return self._shown

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Replaces all rows; a strong row has a hairline above it."""
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        place = 0
        for figure in figures:
            if figure.strong:
                self._grid.addWidget(Hairline(), place, 0, 1, 2)
                place += 1
            label, amount = self._label(figure), self._amount(figure)
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(amount, place, 1, Qt.AlignmentFlag.AlignRight)
            label.show()  # at once, not when Qt comes to it
            amount.show()
            place += 1
        self._shown = tuple((one.label, formats.amount(str(one.amount))) for one in figures)

    def _label(self, figure: Figure) -> QWidget:
        if opens := figure.opens:
            link = Link(figure.label)
            link.clicked.connect(lambda _checked=False: opens())
            return link
        label = QLabel(figure.label)
        label.setContentsMargins(2, 2, 0, 2)
        label.setProperty("role", "" if figure.strong else "muted")
        return label

    def _amount(self, figure: Figure) -> QLabel:
        label = QLabel(formats.amount(str(figure.amount)))
        label.setAccessibleName(f"{figure.label} {label.text()}")
        if figure.strong:
            font = label.font()
            font.setWeight(font.Weight.Medium)
            label.setFont(font)
        elif not figure.amount:
            label.setProperty("role", "muted")
        return label


class LinkFact(QWidget):
    """A small label above a value that opens something."""

    def __init__(
        self, name: str, label: str, opens: Callable[[], object], *, gives_way: bool = False
    ) -> None:
        super().__init__()
        self._label, self._link = label, Link(pad=0, gives_way=gives_way)
        self._link.setObjectName(name)
        self._link.clicked.connect(lambda _checked=False: opens())
        said = QLabel(label)
        said.setProperty("role", "label")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(said)
        column.addWidget(self._link)

    def set_value(self, text: str | None) -> None:
        """Shows a value; nothing is a dash."""
        self._link.setText(text or "—")
        self._link.setAccessibleName(f"{self._label} {self._link.text()}")
        self._link.updateGeometry()


class Facts(Arranged):
    """Facts side by side, as many in a row as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(grid(6))
        self._grid.setVerticalSpacing(grid(3))
        self._facts: list[QWidget] = []
        self._columns = 0

    def show_facts(self, facts: Sequence[tuple[str, str, Callable[[], object] | None]]) -> None:
        """Shows label, text and what a click opens; replaces what was shown."""
        for old in self._facts:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._facts = [self._make(*fact) for fact in facts]
        self._columns = 0
        self._arrange()

    def _make(self, label: str, text: str, opens: Callable[[], object] | None) -> QWidget:
        name = f"fact_{label}"
        if opens is None:
            fact = Fact(name, label)
            fact.set_value(text)
            return fact
        made = LinkFact(name, label, opens, gives_way=True)
        made.set_value(text)
        return made

    def _arrange(self) -> None:
        columns = max(1, self.width() // look().scale.px(_FACT_WIDTH))
        if columns == self._columns:
            return
        for at in range(max(columns, self._columns)):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._columns = columns
        for place, fact in enumerate(self._facts):
            self._grid.removeWidget(fact)
            self._grid.addWidget(fact, *divmod(place, columns), Qt.AlignmentFlag.AlignTop)
            fact.show()  # at once, not when Qt comes to it


def clear(layout: Any) -> None:
    """Empties a layout of its widgets."""
    while item := layout.takeAt(0):
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
