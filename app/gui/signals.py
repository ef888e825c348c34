"""The book's Changed as a Qt signal, owned by the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # the book brings SQLAlchemy, which the first window does not wait for
    from app.book.book import Book


class BookSignals(QObject):
    """Listens to a book for as long as it lives, or until `stop`. Notices always arrive on the
    thread that made it, whichever thread changed the book."""

    changed = Signal(object)  # a Changed
    _arrived = Signal(object)

    def __init__(self, book: "Book", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._tell)  # a QObject's method: called here, queued from afar
        self._stopped = False
        self._unlisten = _once(book.listen(self._arrived.emit))
        self.destroyed.connect(self._unlisten)

    def stop(self) -> None:
        """Stops listening; the window calls it when it closes. Harmless when repeated."""
        self._stopped = True
        self._unlisten()

    def _tell(self, changed: object) -> None:
        if not self._stopped:  # a notice from afar may still be on its way
            self.changed.emit(changed)


def _once(call: Callable[[], None]) -> Callable[[], None]:
    """A function that calls only the first time. It holds nothing of the object it is for."""
    left = [call]

    def run() -> None:
        if left:
            left.pop()()

    return run
