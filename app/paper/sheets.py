"""A document or a statement of account as a PDF, and what of its text no font at hand can show."""

from dataclasses import replace

from app.domain.errors import must
from app.domain.sheet import DocumentSheet, Sheet
from app.paper import documents, statement
from app.paper.pen import Pen
from app.paper.style import PAPERS
from app.paper.text import missing_in, texts_in


def render(sheet: Sheet, page: str = "A4") -> bytes:
    """The sheet as a PDF on "A4" or "Letter". The same sheet makes the same bytes.

    Characters that no font at hand can show print as a question mark; `missing_glyphs` tells
    them beforehand.
    """
    must(page in PAPERS, f"{page} is a size of paper")
    pen = Pen(PAPERS[page], language=sheet.language, on=sheet.date)
    draw(pen, sheet)
    return pen.finished()


def draw(pen: Pen, sheet: Sheet) -> None:
    """All its pages, from the top of one."""
    if isinstance(sheet, DocumentSheet):
        documents.draw(pen, sheet)
    else:
        statement.draw(pen, sheet)


def name_of(sheet: Sheet) -> str:
    """What it is called in one line: "Credit memo CM-0007"."""
    if isinstance(sheet, DocumentSheet):
        return documents.name_of(sheet)
    return statement.name_of(sheet)


def missing_glyphs(sheet: Sheet) -> tuple[str, ...]:
    """The characters of the sheet's texts that no font at hand can show, in code order."""
    if isinstance(sheet, DocumentSheet):
        sheet = replace(sheet, counterpart=None)  # only the file is named after it
    return missing_in(texts_in(sheet))
