"""What an empty list says: what belongs there, and the one thing to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.theme import grid


class EmptyList(QWidget):
    """One sentence and one button over an empty list."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.sentence, self.offer = "", ""
        self.label = QLabel(self)
        self.label.setObjectName("empty_sentence")
        self.label.setProperty("role", "muted")
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        self.button.setObjectName("empty_button")
        box = QVBoxLayout(self)
        box.setSpacing(grid(4))
        box.addStretch(2)
        box.addWidget(self.label)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def say(self, sentence: str, offer: str) -> None:
        """Says this, and offers that; nothing where there is nothing to do."""
        self.label.setText(sentence)
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
