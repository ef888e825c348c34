"""`avoir print`: credit memos, vendor credits and invoices as PDF files in a folder."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.book.book import Book, Reading
from app.domain.sheet import DocumentSheet
from app.paper.batch import write_all
from app.paper.documents import missing_glyphs
from app.paper.names import file_name
from app.queries import sheets


def write(book: Book, on: date, numbers: Sequence[str], folder: Path, page: str) -> None:
    """Writes each document into the folder and its path to standard output; what no font can
    show is told on standard error. Everything is looked up before anything is written.

    Refused: not_found. Unavailable: the folder cannot be used.
    """

    def fetch(reading: Reading) -> list[DocumentSheet]:
        return [sheets.sheet(reading, one) for one in sheets.ids(reading, numbers)]

    found = book.ask(on, fetch)
    for sheet in found:
        if signs := missing_glyphs(sheet):
            shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs)
            print(f"{sheet.number or file_name(sheet)}: no font shows {shown}.", file=sys.stderr)
    paths = write_all(
        found.__getitem__, range(len(found)), folder, page=page, progress=lambda *_: None
    )
    for path in paths:
        print(path)
