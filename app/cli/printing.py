"""`avoir print`: credit memos, vendor credits, invoices and statements of account as PDF files in
a folder."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.book.book import Book, Reading
from app.domain.report import Wish
from app.domain.sheet import DocumentSheet
from app.paper import statement
from app.paper.batch import write_all, write_one
from app.paper.documents import missing_glyphs
from app.paper.names import file_name, statement_name
from app.queries import sheets, statement_sheets


def write(book: Book, on: date, numbers: Sequence[str], folder: Path, page: str) -> None:
    """Writes each document into the folder and its path to standard output; what no font can
    show is told on standard error. Everything is looked up before anything is written.

    Refused: not_found. Unavailable: the folder cannot be used.
    """

    def fetch(reading: Reading) -> list[DocumentSheet]:
        return [sheets.sheet(reading, one) for one in sheets.ids(reading, numbers)]

    found = book.ask(on, fetch)
    for sheet in found:
        _tell_missing(sheet.number or file_name(sheet), missing_glyphs(sheet))
    paths = write_all(
        found.__getitem__, range(len(found)), folder, page=page, progress=lambda *_: None
    )
    for path in paths:
        print(path)


def write_statement(book: Book, on: date, wish: Wish, folder: Path, page: str) -> None:
    """The same for one statement of account. Refused: not_found, unknown_currency, invalid_date.
    Unavailable: the folder cannot be used."""
    sheet = book.ask(on, statement_sheets.of_wish, wish)
    _tell_missing(statement_name(sheet), statement.missing_glyphs(sheet))
    print(write_one(folder, statement_name(sheet), statement.render_statement(sheet, page)))


def _tell_missing(name: str, signs: Sequence[str]) -> None:
    if signs:
        shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs)
        print(f"{name}: no font shows {shown}.", file=sys.stderr)
