"""Python's collector of cycles, held to moments at which no Qt object is in the middle of
something.

It runs wherever something is allocated: inside an event of a dialog that is closing, while Qt
gives all widgets another look, or on the thread of a job. What it takes away there may be a
widget, and that ends the program.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1000


class Collector(QObject):
    """Collects between two events of the window's own thread, as often as Python itself would."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MS)

    def collect(self) -> None:
        """Looks through the oldest generation that has grown beyond its threshold."""
        grown = [
            place
            for place, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > most
        ]
        if grown:
            gc.collect(max(grown))
