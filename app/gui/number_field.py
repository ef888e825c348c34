"""Fields for amounts and quantities: exact decimal text, with sums worked out while typing."""

from fractions import Fraction

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.money import exponent
from app.domain.rates import format_scaled
from app.gui import formats
from app.gui.arithmetic import evaluate, number, rounded
from app.gui.theme import look

_INSET = 10  # px between the frame and the hint


class NumberField(QLineEdit):
    """A number with up to `places` decimals. `fixed` writes all of them (150.00), else only those
    needed (1.5). `positive` ignores a sign typed in front."""

    changed = Signal(object)  # the exact text, on every edit
    settled = Signal(object)  # the exact text, on Tab and Enter

    def __init__(
        self, places: int = 6, *, fixed: bool = False, positive: bool = True,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._places, self._fixed, self._positive = places, fixed, positive
        self._hint = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(self._work_out)
        self.editingFinished.connect(self._settle)

    @property
    def hint(self) -> str:
        """The result shown beside an unfinished sum, "" when the text says it itself."""
        return self._hint

    def value(self) -> str:
        """Exact decimal text, "" when empty. Text that is no number comes back as it is, and a
        number with too many decimals unrounded, so that the command can say what is wrong."""
        text = self.text().strip()
        plain = number(text, *self._signs())
        if plain is not None:
            value = Fraction(plain)
            fits = rounded(value, self._places) == value * 10**self._places
            return self._exact(value) if fits else plain
        result = evaluate(text, *self._signs())
        return text if result is None else self._exact(result)

    def set_value(self, text: object) -> None:
        """Shows exact decimal text (or Money) as the locale writes it."""
        shown = "" if text is None else str(text)
        self.setText(formats.amount(shown, self._locale()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.text()[: self.selectionStart() if self.hasSelectedText() else None]
        before = before if self.hasSelectedText() else before[: self.cursorPosition()]
        sign = event.text() in {"-", formats.MINUS}
        if sign and self._positive and not before.strip():
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._hint:
            return
        metrics = self.fontMetrics()
        room = self.width() - 2 * _INSET - metrics.horizontalAdvance(self.text() + "  ")
        if metrics.horizontalAdvance(self._hint) <= room:
            painter = QPainter(self)
            painter.setPen(look().color("muted"))
            painter.drawText(
                self.rect().adjusted(_INSET, 0, -_INSET, 0),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                self._hint,
            )
            painter.end()

    def _locale(self) -> QLocale:
        return QLocale()

    def _signs(self) -> tuple[str, str]:
        return self._locale().decimalPoint(), self._locale().groupSeparator()

    def _exact(self, value: Fraction) -> str:
        text = format_scaled(rounded(value, self._places), self._places)
        if not self._fixed or not self._places:
            return text
        whole, _, part = text.partition(".")
        return f"{whole}.{part.ljust(self._places, '0')}"

    def _work_out(self) -> None:
        text = self.text().strip()
        result = None if number(text, *self._signs()) else evaluate(text, *self._signs())
        shown = "" if result is None else formats.amount(self._exact(result), self._locale())
        self._hint = f"= {shown}" if shown and shown != text else ""
        self.setAccessibleDescription(self._hint)
        self.update()
        self.changed.emit(self.value())

    def _settle(self) -> None:
        value = self.value()
        shown = formats.amount(value, self._locale())
        if shown != self.text():
            self.setText(shown)
        self.settled.emit(value)


class MoneyField(NumberField):
    """An amount of one currency, with exactly that currency's decimals."""

    def __init__(
        self, currency: str = "USD", *, positive: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(exponent(currency), fixed=True, positive=positive, parent=parent)
        self._currency = currency

    @property
    def currency(self) -> str:
        return self._currency

    def set_currency(self, currency: str) -> None:
        """From now on amounts are of this currency. Refused: unknown_currency."""
        self._places, self._currency = exponent(currency), currency
        self._settle()
