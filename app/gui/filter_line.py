"""The line that narrows a list: the list follows what is typed, Escape clears it."""

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.gui.icons import icon
from app.gui.theme import look

_REST_MS: Final = 120  # after the last letter


class FilterLine(QLineEdit):
    """Tells `narrowed` with its words a moment after the last letter."""

    narrowed = Signal(str)

    def __init__(self, prompt: str, leads_to: QWidget, *, width: int = 220) -> None:
        super().__init__()
        self.setObjectName("filter")
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt.rstrip("…"))
        self._leads_to, self._width = leads_to, width
        self._told = ""
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.addAction(icon("filter", "muted"), self.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icon("clear", "muted"), self.ActionPosition.TrailingPosition)
        self._clear.setText(self.tr("Clear the filter"))
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._wait)

    def sizeHint(self) -> QSize:
        return QSize(look().scale.px(self._width), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear() if self.text() else self._leads_to.setFocus()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.settle()
            self._leads_to.setFocus()
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Narrows now, without waiting for more letters."""
        self._timer.stop()
        self._tell()

    def forget(self) -> None:
        """Empties the line and does not tell it: whoever does that shows the list anew."""
        self.clear()
        self._timer.stop()
        self._told = ""

    def _wait(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def _tell(self) -> None:
        words = self.text().strip()
        if words != self._told:  # Down and Enter settle it too, and a long list asks for a while
            self._told = words
            self.narrowed.emit(words)
