"""A credit memo or vendor credit as a PDF, and what of its text no packaged font can show."""

from app.domain.errors import must
from app.domain.sheet import DocumentSheet
from app.paper import words
from app.paper.figures import day
from app.paper.flow import Flow
from app.paper.fonts import ONE_AT_A_TIME
from app.paper.head import Head, head
from app.paper.lines import line_table
from app.paper.margins import TOP, draw_foot, draw_running_head
from app.paper.paragraph import MEASURE, labelled, paragraph
from app.paper.pen import Pen
from app.paper.style import BODY, MARK, PAPERS, Paper
from app.paper.text import missing, one_line, texts_in
from app.paper.totals import totals


def render(sheet: DocumentSheet, page: str = "A4") -> bytes:
    """The document as a PDF on "A4" or "Letter". The same sheet makes the same bytes.

    Characters that no packaged font can show print as a question mark; `missing_glyphs` tells
    them beforehand.
    """
    must(page in PAPERS, f"{page} is a size of paper")
    paper = PAPERS[page]
    with ONE_AT_A_TIME:
        top = head(sheet, paper)
        return _draw(sheet, paper, top, _compose(sheet, paper, top.height))


def missing_glyphs(sheet: DocumentSheet) -> tuple[str, ...]:
    """The characters of the sheet's texts that no packaged font can show, in code order."""
    found: set[str] = set()
    for text in texts_in(sheet):
        found |= missing(text)
    return tuple(sorted(found))


def _compose(sheet: DocumentSheet, paper: Paper, first: float) -> Flow:
    """Everything below the head, measured and placed on pages."""
    flow = Flow(first, TOP, paper.bottom)
    if sheet.credited:
        invoices = ", ".join(f"{number} {words.OF} {day(on)}" for number, on in sheet.credited)
        flow.add(labelled(words.CREDITED, invoices, paper, before=8.0))
    if sheet.reason:
        flow.add(labelled(words.REASON, sheet.reason, paper, before=4.0))
    below = totals(sheet, paper)
    if sheet.lines:
        flow.table(line_table(sheet, paper), below.sums)
    else:
        flow.add(below.sums)
    if below.uses:
        flow.table(below.uses, below.remaining)
    if sheet.description:
        flow.add(paragraph(sheet.description, paper.left, MEASURE, BODY, before=24.0))
    return flow


def _draw(sheet: DocumentSheet, paper: Paper, top: Head, flow: Flow) -> bytes:
    pen = Pen(paper, language=sheet.language, on=sheet.date)
    name = one_line(f"{sheet.title} {sheet.number or ''}")
    seller = one_line(sheet.seller.name)
    pen.setTitle(name)
    pen.setAuthor(seller)
    pen.setSubject(one_line(sheet.buyer.name))
    pen.setCreator("Avoir")
    for place, page in enumerate(flow.pages, start=1):
        if sheet.mark:
            _draw_mark(pen, one_line(sheet.mark), first=place == 1)
        if place == 1:
            top.draw(pen)
        else:
            draw_running_head(pen, seller, f"{name} {words.OF} {day(sheet.date)}")
        for block, at in page:
            block.draw(pen, at)
        draw_foot(pen, words.page_of(place, len(flow.pages)))
        pen.turn_page()
    return pen.finished()


def _draw_mark(pen: Pen, mark: str, *, first: bool) -> None:
    """Behind the text and pale; a screen reader hears it once."""
    if first:
        pen.open("P")
    else:
        pen.ornament()
    pen.diagonal(mark, MARK)
    pen.close()
