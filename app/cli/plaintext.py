"""`avoir export` to beancount, ledger and hledger: the whole journal as one file of plain text."""

from datetime import date
from functools import partial
from pathlib import Path

from app.book.book import Book
from app.exchange.plaintext import save
from app.exchange.whole_file import must_be_new
from app.queries import journal_export


def write(book: Book, on: date, program: str, path: Path) -> None:
    """Writes every entry of the book. The file is there as a whole or not at all. Unavailable:
    there is such a file, or the program cannot say an entry."""
    must_be_new(path)
    count = book.ask(on, journal_export.read, partial(save, program=program, path=path))
    print(f"{path}: {count} entries")
