"""What the window is handed from outside: the clock, and the ways to make and open books."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.report import Wish

if TYPE_CHECKING:  # the book brings SQLAlchemy, which the first window does not wait for
    from app.book.book import Book


class NewBook(Protocol):
    """Makes a book with its chart of accounts, and with what `then` writes into it, and answers
    it open. Refused, Unavailable."""

    def __call__(
        self,
        path: Path,
        *,
        name: str,
        currency: str,
        chart: str,
        on: date,
        then: "Callable[[Book], object] | None" = None,
    ) -> "Book": ...


@dataclass(frozen=True, slots=True)
class Outside:
    """The front door fills this in: it alone sees the clock and the room of the command line."""

    clock: Callable[[], datetime]
    today: Callable[[], date]
    open_book: Callable[[Path], "Book"]  # Unavailable: says what is wrong and the way out
    new_book: NewBook
    sample: Callable[[Path], "Book"]  # makes the sample book there, open; Unavailable
    # What a script is answered that asks for a report: a line of JSON; and whether one may ask.
    answer: "Callable[[Book, date, str, Wish], str]"
    answers: Callable[[str], bool]
