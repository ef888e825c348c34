"""`avoir print`: credit memos, vendor credits, invoices and statements of account as PDF files in
a folder, as one, or as messages that carry them."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.book.book import Book, Reading
from app.domain.errors import Unavailable
from app.domain.report import Wish
from app.domain.sheet import DocumentSheet, Sheet
from app.exchange.message import Attachment, Letter, write_eml
from app.paper.batch import render_all, write_all, write_one
from app.paper.names import EXTENSION, file_name, is_plain_name
from app.paper.sheets import missing_glyphs, render
from app.paper.words import mail as words
from app.queries import mail, sheets, statement_sheets


@dataclass(frozen=True, slots=True)
class Onto:
    """Where the files go, for which paper, and what they are."""

    folder: Path
    page: str
    one_file: str | None = None  # the name of a single PDF of all of it
    as_mail: bool = False  # messages with the PDF attached, in its place


def write(
    book: Book, on: date, statements: Sequence[Wish], numbers: Sequence[str], onto: Onto
) -> None:
    """Writes statements of account, then documents, into the folder and their paths to standard
    output; what no font can show is told on standard error. Everything is looked up before
    anything is written.

    Refused: not_found, unknown_currency, invalid_date. Unavailable: the folder cannot be used,
    or the name of the one file.
    """
    name = None if onto.one_file is None else _pdf_name(onto.one_file)
    sent = book.ask(on, _fetch, statements, numbers)
    found = [sheet for sheet, _ in sent]
    for sheet in found:
        is_numbered = isinstance(sheet, DocumentSheet) and sheet.number
        tell_missing(is_numbered or file_name(sheet), missing_glyphs(sheet))
    places = range(len(found))
    if name:
        content = render_all(
            found.__getitem__, places, page=onto.page, progress=_unheard, title=Path(name).stem
        )
        print(write_one(onto.folder, name, content))
    elif onto.as_mail:
        for sheet, they in sent:
            print(_post(onto, sheet, they))
    else:
        for path in write_all(
            found.__getitem__, places, onto.folder, page=onto.page, progress=_unheard
        ):
            print(path)


def find_statements(book: Book, on: date, every: Wish) -> tuple[Wish, ...]:
    """The statements that all customers or vendors get; when nobody gets one, that is told on
    standard error. Refused: unknown_currency, invalid_date."""
    moved = every.first is not None
    found = book.ask(on, statement_sheets.wishes, every, moved=moved)
    if not found:
        since = f" or has moved since {every.first}" if moved else ""
        print(f"Nothing is open with any {every.side}{since}.", file=sys.stderr)
    return found


def _fetch(
    reading: Reading, statements: Sequence[Wish], numbers: Sequence[str]
) -> list[tuple[Sheet, mail.Addresses]]:
    """Everything with whom it goes to, as the book stood at one moment."""
    accounts = (
        (statement_sheets.of_wish(reading, wish), mail.of_statement(reading, wish))
        for wish in statements
    )
    documents = (
        (sheets.sheet(reading, id_), mail.of_document(reading, id_))
        for id_ in sheets.ids(reading, numbers)
    )
    return [*accounts, *documents]


def _post(onto: Onto, sheet: Sheet, they: mail.Addresses) -> Path:
    """Writes a message with the PDF attached, under the name of the PDF."""
    name = file_name(sheet)
    attached = (Attachment(name, render(sheet, onto.page)),)
    said = words.subject(sheet), words.body(sheet, they.sender_name)
    letter = Letter(*said, they.to, they.to_name, they.sender, they.sender_name, attached)
    return write_one(onto.folder, f"{Path(name).stem}.eml", write_eml(letter))


def _pdf_name(name: str) -> str:
    """Unavailable: it is none, or not everywhere."""
    if not is_plain_name(name.removesuffix(EXTENSION)):
        raise Unavailable(f"“{name}” is no name of a file.", "Name the folder after --out.")
    return name if name.lower().endswith(".pdf") else f"{name}.pdf"


def _unheard(_done: int, _total: int) -> None:
    """Nobody watches."""


def tell_missing(name: str, signs: Iterable[str]) -> None:
    """Says on standard error which signs of a file or document print as question marks."""
    shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs)
    if shown:
        print(f"{name}: no font shows {shown}.", file=sys.stderr)
