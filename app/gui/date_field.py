"""DateField: a date that keys step through and that completes what is half typed."""

from datetime import date

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.gui.date_words import STEPS, complete, days, months

_KEYS = {
    Qt.Key.Key_Up: lambda of: days(of, 1),
    Qt.Key.Key_Down: lambda of: days(of, -1),
    Qt.Key.Key_PageUp: lambda of: months(of, 1),
    Qt.Key.Key_PageDown: lambda of: months(of, -1),
}


class DateField(QLineEdit):
    """A date, shown as ISO text. `today` is handed in; what is typed completes near it."""

    changed = Signal(object)  # ISO text (or what is typed so far), on every edit
    settled = Signal(object)  # the same, on Tab and Enter

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._near = today
        self.setPlaceholderText("YYYY-MM-DD")
        self.textChanged.connect(lambda _text: self.changed.emit(self.value()))
        self.editingFinished.connect(self._settle)

    def value(self) -> str:
        """ISO text, "" when empty. What is no date comes back as typed, for the command to
        refuse."""
        found = self._date()
        return found.isoformat() if found else self.text().strip()

    def set_value(self, value: object) -> None:
        """Shows a date or ISO text; None empties the field."""
        self.setText("" if value is None else str(value))
        self._near = self._date() or self._near

    def day(self) -> date | None:
        """The date; None when the field is empty, and when what is typed is no date."""
        try:
            return date.fromisoformat(self.value())
        except ValueError:
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        letter = event.text().upper()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if step and plain:
            self._step(step(self._shown()))
        elif letter == "T" and plain:
            self._step(self._today)
        elif letter in STEPS and plain and (letter != "-" or not self._half_typed()):
            self._step(STEPS[letter](self._shown()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._near = self._date() or self._today

    def _date(self) -> date | None:
        order = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        return complete(self.text(), self._near, day_first=order.startswith("d"))

    def _shown(self) -> date:
        return self._date() or self._near

    def _half_typed(self) -> bool:
        """While a date is being typed, - stands between its parts; else it is a step."""
        text = self.text().strip()
        if not text or self.selectedText() == self.text():
            return False
        try:
            return date.fromisoformat(text).isoformat() != text
        except ValueError:
            return True

    def _step(self, to: date) -> None:
        self._near = to
        self.setText(to.isoformat())
        self.selectAll()

    def _settle(self) -> None:
        value = self.value()
        if value != self.text():
            self.setText(value)
        self._near = self._date() or self._near
        self.settled.emit(value)
