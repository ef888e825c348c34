"""The pages of a statement of account."""

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
from app.paper.style import BODY, Paper
from app.paper.text import one_line
from app.paper.words import Words


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


def name_of(sheet: StatementSheet) -> str:
    """What it is called in one line: "Statement of account · Acme Ltd · 31 Mar 2026"."""
    day = figures.of(sheet.language).day(sheet.last)
    return f"{one_line(title_of(sheet))} · {one_line(sheet.party_name)} · {day}"


def draw(pen: Pen, sheet: StatementSheet) -> None:
    """All pages of a statement, from the top of one."""
    all_words, said = words.of(sheet.language), WORDS[sheet.language]
    paper, numbers = pen.paper, figures.of(sheet.language)
    top = _head(sheet, paper, all_words, said, numbers)
    below = foot(sheet.look.texts.footer, paper)
    table = statement_table(sheet, paper, all_words, said, numbers)
    flow = _compose(sheet, paper, (top, below), table, end(sheet, paper, said, numbers))
    name, sender = name_of(sheet), one_line(sheet.sender.name)
    pen.setTitle(name)
    pen.setAuthor(sender)
    pen.setSubject(one_line(sheet.addressee.name))
    draw_pages(pen, flow, top, (sender, name), below, all_words.page_of)
