"""`avoir print`: credit memos, vendor credits, invoices and statements of account as PDF files in
a folder, as one, or as messages that carry them."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.book.book import Book, Reading
from app.domain.errors import Unavailable
from app.domain.kinds import SIDES
from app.domain.report import Wish
from app.domain.sheet import DocumentSheet
from app.exchange.message import Attachment, Letter, write_eml
from app.paper import statement
from app.paper.batch import render_all, write_all, write_one
from app.paper.documents import missing_glyphs, render
from app.paper.names import EXTENSION, file_name, is_plain_name, statement_name
from app.paper.words import mail as words
from app.queries import mail, sheets, statement_sheets


@dataclass(frozen=True, slots=True)
class Onto:
    """Where the files go, for which paper, and what they are."""

    folder: Path
    page: str
    one_file: str | None = None  # the name of a single PDF of all documents
    as_mail: bool = False  # messages with the PDF attached, in its place


def write(book: Book, on: date, numbers: Sequence[str], onto: Onto) -> None:
    """Writes each document into the folder and its path to standard output; what no font can
    show is told on standard error. Everything is looked up before anything is written.

    Refused: not_found. Unavailable: the folder cannot be used, or the name of the one file.
    """

    def fetch(reading: Reading) -> list[DocumentSheet]:
        return [sheets.sheet(reading, one) for one in ids]

    ids = book.ask(on, sheets.ids, numbers)
    found = book.ask(on, fetch)
    name = None if onto.one_file is None else _pdf_name(onto.one_file)
    for sheet in found:
        tell_missing(sheet.number or file_name(sheet), missing_glyphs(sheet))
    places = range(len(found))
    if name:
        content = render_all(
            found.__getitem__, places, page=onto.page, progress=_unheard, title=Path(name).stem
        )
        print(write_one(onto.folder, name, content))
    elif onto.as_mail:
        for id_, sheet in zip(ids, found, strict=True):
            they = book.ask(on, mail.of_document, id_)
            said = words.subject(sheet), words.body(sheet, they.sender_name)
            print(_post(onto, file_name(sheet), render(sheet, onto.page), they, said))
    else:
        for path in write_all(
            found.__getitem__, places, onto.folder, page=onto.page, progress=_unheard
        ):
            print(path)


def write_statements(book: Book, on: date, wishes: Sequence[Wish], onto: Onto) -> None:
    """The same for statements of account, each a file of its own. Refused: not_found,
    unknown_currency, invalid_date. Unavailable: the folder cannot be used."""
    found = [book.ask(on, statement_sheets.of_wish, wish) for wish in wishes]
    for wish, sheet in zip(wishes, found, strict=True):
        name = statement_name(sheet)
        tell_missing(name, statement.missing_glyphs(sheet))
        content = statement.render_statement(sheet, onto.page)
        if onto.as_mail:
            they = book.ask(on, mail.of_party, SIDES[sheet.side], wish.party or "")
            what = words.statement_subject(sheet)
            said = what, words.letter(sheet.language, what, they.sender_name)
            print(_post(onto, name, content, they, said))
        else:
            print(write_one(onto.folder, name, content))


def _post(
    onto: Onto, name: str, content: bytes, they: mail.Addresses, said: tuple[str, str]
) -> Path:
    """Writes a message with the PDF attached, under the name of the PDF."""
    letter = Letter(
        *said, they.to, they.to_name, they.sender, they.sender_name, (Attachment(name, content),)
    )
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
