"""One document as a PDF, and what of its text no packaged font can show."""

from app.domain.errors import must
from app.domain.sheet import DocumentSheet
from app.paper import figures, words
from app.paper.figures import Figures
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
from app.paper.words import Words, title_of


def render(sheet: DocumentSheet, page: str = "A4") -> bytes:
    """The document as a PDF on "A4" or "Letter". The same sheet makes the same bytes.

    Characters that no packaged font can show print as a question mark; `missing_glyphs` tells
    them beforehand.
    """
    must(page in PAPERS, f"{page} is a size of paper")
    paper = PAPERS[page]
    with ONE_AT_A_TIME:
        said, numbers = words.of(sheet.language), figures.of(sheet.language)
        top = head(sheet, paper, said, numbers)
        flow = _compose(sheet, paper, top.height, said, numbers)
        return _draw(sheet, paper, top, flow, said, numbers)


def missing_glyphs(sheet: DocumentSheet) -> tuple[str, ...]:
    """The characters of the sheet's texts that no packaged font can show, in code order."""
    found: set[str] = set()
    for text in texts_in(sheet):
        found |= missing(text)
    return tuple(sorted(found))


def _compose(
    sheet: DocumentSheet, paper: Paper, first: float, words: Words, figures: Figures
) -> Flow:
    """Everything below the head, measured and placed on pages."""
    flow = Flow(first, TOP, paper.bottom)
    if sheet.credited:
        invoices = ", ".join(
            words.on_day.format(number=number, day=figures.day(on))
            for number, on in sheet.credited
        )
        flow.add(labelled(words.credited, invoices, paper, before=8.0))
    if reason := _reason(sheet, words):
        flow.add(labelled(words.reason, reason, paper, before=4.0))
    below = totals(sheet, paper, words, figures)
    if sheet.lines:
        flow.table(line_table(sheet, paper, words, figures), below.sums)
    else:
        flow.add(below.sums)
    if below.uses:
        flow.table(below.uses, below.remaining)
    if sheet.description:
        flow.add(paragraph(sheet.description, paper.left, MEASURE, BODY, before=24.0))
    return flow


def _reason(sheet: DocumentSheet, words: Words) -> str:
    """Why it is given: the reason's name, what was typed beside it, or both."""
    named = words.sources if sheet.kind == "vendor_credit" else words.reasons
    reason, note = named.get(sheet.reason or ""), sheet.reason_note
    if reason and note:
        return words.reason_and_note.format(reason=reason, note=note)
    return reason or note or ""


def _draw(
    sheet: DocumentSheet, paper: Paper, top: Head, flow: Flow, words: Words, figures: Figures
) -> bytes:
    pen = Pen(paper, language=sheet.language, on=sheet.date)
    name = one_line(f"{title_of(sheet)} {sheet.number or ''}")
    seller = one_line(sheet.seller.name)
    pen.setTitle(name)
    pen.setAuthor(seller)
    pen.setSubject(one_line(sheet.buyer.name))
    pen.setCreator("Avoir")
    for place, page in enumerate(flow.pages, start=1):
        if sheet.mark:
            _draw_mark(pen, words.marks[sheet.mark], first=place == 1)
        if place == 1:
            top.draw(pen)
        else:
            draw_running_head(
                pen, seller, words.on_day.format(number=name, day=figures.day(sheet.date))
            )
        for block, at in page:
            block.draw(pen, at)
        draw_foot(pen, words.page_of.format(page=place, pages=len(flow.pages)))
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
