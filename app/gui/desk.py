"""The desk: what every screen is given. The open book, and the ways from one screen to another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app.gui.drafts import Drafts
from app.gui.jobs import Job
from app.gui.keys import Keyboard
from app.gui.settings import Memory
from app.gui.signals import BookSignals

if TYPE_CHECKING:  # the book brings SQLAlchemy, which the first window does not wait for
    from app.book.book import Book, Reading

P = ParamSpec("P")
R = TypeVar("R")


def _nowhere(*_args: Any, **_kwargs: Any) -> None:
    """The way of a desk that stands in no window."""


@dataclass(slots=True)
class Ways:
    """What the window does for its screens. A test sets those it watches."""

    show: Callable[[str, str | None], None] = field(default=_nowhere)
    create: Callable[..., None] = field(default=_nowhere)
    journal_of: Callable[[str], None] = field(default=_nowhere)
    preview: Callable[[str], None] = field(default=_nowhere)
    tell: Callable[[str], None] = field(default=_nowhere)
    run: Callable[[Job], None] = field(default=_nowhere)
    back: Callable[[], None] = field(default=_nowhere)


class Desk(QObject):
    """The open book with its memory and keys. Screens go elsewhere only through it."""

    changed = Signal(object)  # the book's Changed, after every commit

    def __init__(
        self,
        book: "Book",
        *,
        today: Callable[[], date],
        memory: Memory,
        keyboard: Keyboard,
        drafts: Drafts,
        ways: Ways | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.book = book
        self.memory = memory  # this book's shelf of the settings
        self.keyboard = keyboard
        self.drafts = drafts  # what unsaved editors held, kept through a crash
        self._today = today
        self._ways = ways or Ways()
        self._signals = BookSignals(book, self)
        self._signals.changed.connect(self.changed)

    def today(self) -> date:
        """The business date."""
        return self._today()

    def ask(
        self, query: "Callable[Concatenate[Reading, P], R]", *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Asks the book as of today. Refused: what the query refuses. Unavailable: the machine."""
        return self.book.ask(self.today(), query, *args, **kwargs)

    def show(self, kind: str, ref: str | None = None) -> None:
        """Goes to the screen of a kind and selects a row there: a document's, party's or entry's
        id, an account's code for "register"."""
        self._ways.show(kind, ref)

    def create(self, kind: str, **given: Any) -> None:
        """Opens a new editor of a kind; `given` fills fields by name (party="p3")."""
        self._ways.create(kind, **given)

    def journal_of(self, ref: str) -> None:
        """The journal, narrowed to one document."""
        self._ways.journal_of(ref)

    def preview(self, ref: str) -> None:
        """The print preview of a document: its real PDF."""
        self._ways.preview(ref)

    def tell(self, text: str) -> None:
        """One calm sentence in the status bar ("CM-0007 issued.")."""
        self._ways.tell(text)

    def run(self, job: Job) -> None:
        """Starts long work and shows it under the pages until it ends."""
        self._ways.run(job)

    def back(self) -> None:
        """Goes back to the page before this one."""
        self._ways.back()

    def close(self) -> None:
        """Stops listening to the book; the window calls it before it closes the book."""
        self._signals.stop()
