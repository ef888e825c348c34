"""A statement of account as a PDF, and what of its text no font at hand can show."""

from app.domain.errors import must
from app.domain.sheet import StatementSheet
from app.paper import figures, words
from app.paper.figures import Figures
from app.paper.flow import Block, Flow, Together
from app.paper.head import Fact, Head, Letter, letter_head, tax_fact
from app.paper.margins import TOP, Foot, foot
from app.paper.pages import draw_pages
from app.paper.paragraph import MEASURE, SHORT, paragraph
from app.paper.pen import Pen
from app.paper.statement_end import end
from app.paper.statement_table import StatementTable, statement_table
from app.paper.statement_words import WORDS, StatementWords, title_of
from app.paper.style import BODY, PAPERS, Paper
from app.paper.text import missing_in, one_line, texts_in
from app.paper.words import Words


def render_statement(sheet: StatementSheet, page: str = "A4") -> bytes:
    """The statement as a PDF on "A4" or "Letter". The same sheet makes the same bytes.

    Characters that no font at hand can show print as a question mark; `missing_glyphs` tells
    them beforehand.
    """
    must(page in PAPERS, f"{page} is a size of paper")
    pen = Pen(PAPERS[page], language=sheet.language, on=sheet.date)
    _draw(pen, sheet)
    return pen.finished()


def missing_glyphs(sheet: StatementSheet) -> tuple[str, ...]:
    """The characters of the sheet's texts that no font at hand can show, in code order."""
    return missing_in(texts_in(sheet))


def _head(
    sheet: StatementSheet, paper: Paper, words: Words, said: StatementWords, figures: Figures
) -> Head:
    facts = (
        Fact(words.date, figures.day(sheet.date)),
        Fact(said.first, figures.day(sheet.first) if sheet.first else ""),
        Fact(said.last, figures.day(sheet.last)),
        Fact(words.currency, sheet.currency),
        tax_fact(sheet.addressee, words),
    )
    letter = Letter(sheet.sender, sheet.addressee)
    return letter_head(letter, title_of(sheet), facts, paper, words, figures, sheet.look)


def _compose(
    sheet: StatementSheet, paper: Paper, ends: tuple[Head, Foot], table: StatementTable, end: Block
) -> Flow:
    """Everything below the head, placed on pages."""
    top, below = ends
    flow = Flow(top.height, TOP, below.bottom)
    texts = sheet.look.texts
    if texts.opening:
        flow.add(paragraph(texts.opening, paper.left, MEASURE, BODY, before=12.0))
    said = [
        paragraph(text, paper.left, MEASURE, BODY, before=24.0)
        for text in (texts.closing,)
        if text
    ]
    # A word of thanks is never all that there is on the last page.
    short = bool(said) and said[0].height <= SHORT
    flow.table(table, Together((end, *said)) if short else end)
    for block in (*(() if short else said), *top.in_full(paper), *below.in_full(paper)):
        flow.add(block)
    return flow


def _draw(pen: Pen, sheet: StatementSheet) -> None:
    """All pages of a statement, from the top of one."""
    all_words, said = words.of(sheet.language), WORDS[sheet.language]
    paper, numbers = pen.paper, figures.of(sheet.language)
    top = _head(sheet, paper, all_words, said, numbers)
    below = foot(sheet.look.texts.footer, paper)
    table = statement_table(sheet, paper, all_words, said, numbers)
    flow = _compose(sheet, paper, (top, below), table, end(sheet, paper, said, numbers))
    title, sender = one_line(title_of(sheet)), one_line(sheet.sender.name)
    addressee, day = one_line(sheet.addressee.name), numbers.day(sheet.last)
    name = f"{title} · {addressee} · {day}"
    pen.setTitle(name)
    pen.setAuthor(sender)
    pen.setSubject(addressee)
    draw_pages(pen, flow, top, (sender, name), below, all_words.page_of)
