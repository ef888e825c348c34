"""The pages of one document."""

from collections.abc import Iterator

from app.domain.sheet import DocumentSheet
from app.paper import figures, words
from app.paper.figures import Figures
from app.paper.flow import Block, Flow, Together
from app.paper.head import Head, head, letter_of
from app.paper.lines import line_table
from app.paper.margins import TOP, Foot, foot
from app.paper.pages import draw_pages
from app.paper.paragraph import MEASURE, SHORT, labelled, paragraph
from app.paper.pen import Pen
from app.paper.style import BODY, MARK, Paper
from app.paper.text import one_line
from app.paper.totals import totals
from app.paper.words import Words, mark_of
from app.paper.words.mail import subject


def _compose(
    sheet: DocumentSheet, paper: Paper, top: Head, end: Foot, words: Words, figures: Figures
) -> Flow:
    """Everything below the head, measured and placed on pages."""
    flow = Flow(top.height, TOP, end.bottom)
    for label, text in _reasons(sheet, words, figures):
        flow.add(labelled(label, text, paper, before=4.0))
    texts = sheet.look.texts
    if sheet.kind == "vendor_credit":
        flow.add(paragraph(words.advice, paper.left, MEASURE, BODY, before=12.0))
    if texts.opening:
        flow.add(paragraph(texts.opening, paper.left, MEASURE, BODY, before=12.0))
    below = totals(sheet, paper, words, figures)
    said = [
        paragraph(text, paper.left, MEASURE, BODY, before=12.0 if place else 24.0)
        for place, text in enumerate(filter(None, (sheet.description, texts.closing)))
    ]
    # A word of thanks is never all that there is on the last page.
    short = bool(said) and sum(block.height for block in said) <= SHORT
    last = below.remaining if below.uses else below.sums
    tail: Block = Together((last, *said)) if short else last
    if below.uses:
        _add_lines(flow, sheet, paper, below.sums, words, figures)
        flow.table(below.uses, tail)
    else:
        _add_lines(flow, sheet, paper, tail, words, figures)
    for block in (*(() if short else said), *top.in_full(paper), *end.in_full(paper)):
        flow.add(block)
    return flow


def _add_lines(
    flow: Flow, sheet: DocumentSheet, paper: Paper, tail: Block, words: Words, figures: Figures
) -> None:
    """The lines, if there are any, with what belongs below them."""
    if sheet.lines:
        flow.table(line_table(sheet, paper, words, figures), tail)
    else:
        flow.add(tail)


def _reasons(sheet: DocumentSheet, words: Words, figures: Figures) -> Iterator[tuple[str, str]]:
    """What it is for and why it is given, each with its label."""
    if sheet.credited:
        yield (
            words.credited,
            ", ".join(
                words.on_day.format(number=number, day=figures.day(on))
                for number, on in sheet.credited
            ),
        )
    named = words.sources if sheet.kind == "vendor_credit" else words.reasons
    reason, note = named.get(sheet.reason or ""), sheet.reason_note
    if reason and note:
        yield words.reason, words.reason_and_note.format(reason=reason, note=note)
    elif reason or note:
        yield words.reason, reason or note or ""


def name_of(sheet: DocumentSheet) -> str:
    """What it is called in one line: "Credit memo CM-0007", "Credit memo draft"."""
    return one_line(subject(sheet))


def draw(pen: Pen, sheet: DocumentSheet) -> None:
    """All pages of a document, from the top of one."""
    said, numbers, paper = words.of(sheet.language), figures.of(sheet.language), pen.paper
    top, end = head(sheet, paper, said, numbers), foot(sheet.look.texts.footer, paper)
    flow = _compose(sheet, paper, top, end, said, numbers)
    letter, title = letter_of(sheet), name_of(sheet)
    sender = one_line(letter.sender.name)
    pen.setTitle(title)
    pen.setAuthor(sender)
    pen.setSubject(one_line(letter.to.name))
    dated = said.on_day.format(number=title, day=numbers.day(sheet.date))
    mark = mark_of(sheet)

    def behind(place: int) -> None:
        if mark:
            _draw_mark(pen, mark, first=place == 1)

    draw_pages(pen, flow, top, (sender, dated), end, said.page_of, behind)


def _draw_mark(pen: Pen, mark: str, *, first: bool) -> None:
    """Behind the text and pale; a screen reader hears it once."""
    if first:
        pen.open("P")
    else:
        pen.ornament()
    pen.diagonal(mark, MARK)
    pen.close()
