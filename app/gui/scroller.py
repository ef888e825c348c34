"""What may be higher than its place scrolls in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scroller(inside: QWidget) -> QScrollArea:
    """A place without a frame in which a widget scrolls; Tab goes to what is inside of it."""
    made = QScrollArea()
    made.setWidget(inside)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
