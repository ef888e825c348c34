"""The desk: what every screen is given. The open book, and the ways from one screen to another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import present
from app.domain.report import Wish
from app.gui import report_ref
from app.gui.drafts import Drafts
from app.gui.jobs import Job
from app.gui.keys import Keyboard
from app.gui.settings import Memory
from app.gui.signals import BookSignals

if TYPE_CHECKING:  # the book brings SQLAlchemy, which the first window does not wait for
    from app.book.book import Book, Reading
    from app.domain.sheet import Sheet
    from app.queries.mail import Addresses

P = ParamSpec("P")
R = TypeVar("R")


def _nowhere(*_args: Any, **_kwargs: Any) -> None:
    """The way of a desk that stands in no window."""


@dataclass(frozen=True, slots=True)
class Printable:
    """What is printed many at once: how the book is asked for one of it, and for whom it is."""

    title: str  # "Credit memos"
    sheet: Callable[["Reading", Any], "Sheet"]
    addresses: Callable[["Reading", Any], "Addresses"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Many documents that are printed or saved as one job; see `app.gui.many`."""

    of: Printable
    asked: tuple[Any, ...]  # what each is asked for with
    way: str
    paper: str
    folder: Path
    file: str  # where all are in one


@dataclass(slots=True)
class Ways:
    """What the window does for its screens. A test sets those it watches."""

    show: Callable[[str, str | None], None] = field(default=_nowhere)
    create: Callable[..., None] = field(default=_nowhere)
    journal_of: Callable[[str], None] = field(default=_nowhere)
    preview: Callable[[str], None] = field(default=_nowhere)
    preview_report: Callable[[str, Wish], None] = field(default=_nowhere)
    tell: Callable[[str], None] = field(default=_nowhere)
    tell_place: Callable[[str, Path], None] = field(default=_nowhere)
    post: Callable[[str, bytes], None] = field(default=_nowhere)
    print_many: Callable[["Desk", Batch], None] = field(default=_nowhere)
    run: Callable[[Job], None] = field(default=_nowhere)
    back: Callable[[], None] = field(default=_nowhere)
    back_up: Callable[[], None] = field(default=_nowhere)
    answer: Callable[[str, Wish], str] | None = None
    answers: Callable[[str], bool] = field(default=lambda _name: False)


class Desk(QObject):
    """The open book with its memory and keys. Screens go elsewhere only through it."""

    changed = Signal(object)  # the book's Changed, after every commit
    backed_up = Signal()  # the backups of the book may be others now

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

    def report(self, name: str, wish: Wish) -> None:
        """A report, asked for this, on the page of reports."""
        self._ways.show("report", report_ref.written(name, wish))

    def answers(self, name: str) -> bool:
        """Whether a report is the answer to a question that scripts may ask."""
        return self._ways.answers(name)

    def answer(self, name: str, wish: Wish) -> str:
        """What a script is answered that asks for a report: one line of JSON. Refused: what the
        question refuses."""
        return present(self._ways.answer, "the window answers")(name, wish)

    def journal_of(self, ref: str) -> None:
        """The journal, narrowed to one document."""
        self._ways.journal_of(ref)

    def preview(self, ref: str) -> None:
        """The print preview of a document: its real PDF."""
        self._ways.preview(ref)

    def preview_report(self, name: str, wish: Wish) -> None:
        """The print preview of a report: its real PDF."""
        self._ways.preview_report(name, wish)

    def tell(self, text: str) -> None:
        """One calm sentence in the status bar ("CM-0007 issued.")."""
        self._ways.tell(text)

    def tell_place(self, text: str, folder: Path) -> None:
        """A sentence over the page about files, with a button that opens their folder."""
        self._ways.tell_place(text, folder)

    def post(self, name: str, content: bytes) -> None:
        """Opens a message in the system's mail program; `name` is its file's."""
        self._ways.post(name, content)

    def print_many(self, batch: Batch) -> None:
        """Prints or saves many documents beside the user's work, and says where they are."""
        self._ways.print_many(self, batch)

    def run(self, job: Job) -> None:
        """Starts long work and shows it under the pages until it ends."""
        self._ways.run(job)

    def back_up(self) -> None:
        """Makes a backup of the book beside it, while one goes on."""
        self._ways.back_up()

    def back(self) -> None:
        """Goes one step back: within the page, else to the page before."""
        self._ways.back()

    def close(self) -> None:
        """Stops listening to the book; the window calls it before it closes the book."""
        self._signals.stop()
