"""Any report as a PDF that an accountant hands on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import accumulate

from app.domain.errors import must, present
from app.domain.money import Money
from app.domain.report import Rank, Report
from app.paper.flow import Flow
from app.paper.head import Fact, Head, plain_head
from app.paper.margins import TOP, foot
from app.paper.pages import draw_pages
from app.paper.paragraph import MEASURE, Paragraph, paragraph
from app.paper.pen import Pen
from app.paper.report_cells import (
    FIGURES,
    LANGUAGE,
    WORDS,
    Currencies,
    Entry,
    Sums,
    running_sums,
)
from app.paper.report_columns import Texts, fit
from app.paper.report_table import ReportTable, report_table
from app.paper.style import BODY, PAPERS, Paper
from app.paper.text import missing_in, one_line, texts_in


def render(pages: Iterable[Report], page: str = "A4", *, made_on: date) -> bytes:
    """A report as a PDF on "A4" or "Letter", upright or lying, as wide as its columns need.

    `pages` are those of one report, at least one, in order; the first says what it is. The same
    report made on the same day makes the same bytes. Characters that no font at hand can show
    print as a question mark; `missing_glyphs` tells them beforehand.
    """
    must(page in PAPERS, f"{page} is a size of paper")
    first, entries, remarks = _gathered(pages)
    currencies = Currencies(first.columns, entries)
    titles = currencies.titles(first.columns)
    texts = [(entry.rank, currencies.texts(first.columns, entry)) for entry in entries]
    sums = list(running_sums(first.columns, entries))
    facts = _facts(first, currencies.only, titles)
    measured = [*texts, _widest(sums, len(titles))]
    columns = fit(first.columns, titles, measured, PAPERS[page])
    table = report_table(columns, texts, sums, mixed=currencies.mixed)
    title = FIGURES.told(first.title)
    top = plain_head(first.business, title, facts, columns.paper)
    flow = _compose(top, columns.paper, table, remarks)
    return _draw(first, facts, top, flow, Pen(columns.paper, language=LANGUAGE, on=made_on))


def missing_glyphs(pages: Iterable[Report]) -> tuple[str, ...]:
    """The characters of a report's texts that no font at hand can show, in code order."""
    return missing_in(text for page in pages for text in _texts(page))


def watched(pages: Iterable[Report], missing: set[str]) -> Iterator[Report]:
    """The pages, while the characters that no font at hand can show gather in `missing`."""
    for page in pages:
        missing.update(missing_glyphs([page]))
        yield page


def _texts(page: Report) -> Iterator[str]:
    yield from texts_in((page.business, page.title, page.about, page.columns, page.remarks))
    yield from (cell for row in page.rows for cell in row.cells if isinstance(cell, str))


def _gathered(pages: Iterable[Report]) -> tuple[Report, list[Entry], tuple[str, ...]]:
    """The first page, and the rows and remarks of all; where the rows lead is let go of."""
    first: Report | None = None
    entries: list[Entry] = []
    remarks: dict[str, None] = {}
    for page in pages:
        first = first or page
        entries += (Entry(row.rank, row.cells) for row in page.rows)
        # Said on every page, it is said once.
        remarks |= dict.fromkeys(FIGURES.told(remark) for remark in page.remarks)
    return present(first, "a report has a first page"), entries, tuple(remarks)


def _facts(report: Report, currency: str | None, titles: Texts) -> tuple[Fact, ...]:
    """What the report speaks of, and the currency of its amounts if nothing says it yet."""
    facts = [Fact(label, FIGURES.spelled(text)) for label, text in report.about]
    said = " ".join((*titles, *(fact.text for fact in facts)))
    if currency is not None and currency not in said:
        facts.append(Fact(WORDS.currency, currency))
    return tuple(facts)


def _widest(sums: list[Sums], columns: int) -> tuple[Rank, Texts]:
    """The largest sums that a page break could show, as a row to be measured with the others."""
    largest: list[Money | None] = [None] * columns
    for so_far in accumulate(sums):
        for place, amount in enumerate(so_far.amounts):
            known = largest[place]
            if amount is not None and (known is None or abs(amount.minor) > abs(known.minor)):
                largest[place] = amount
    return Rank.ROW, tuple("" if amount is None else FIGURES.money(amount) for amount in largest)


def _compose(
    top: Head,
    paper: Paper,
    table: ReportTable,
    remarks: tuple[str, ...],
) -> Flow:
    """Everything below the head, measured and placed on pages."""
    flow = Flow(top.height, TOP, paper.bottom)
    below = [
        paragraph(text, paper.left, MEASURE, BODY, before=4.0 if place else 16.0)
        for place, text in enumerate(remarks)
    ]
    if table.rows:
        last = below.pop(0) if below else Paragraph((), paper.left, BODY)
        flow.table(table, last)
    else:
        flow.add(Paragraph((WORDS.nothing,), paper.left, BODY, before=16.0))
    for block in (*below, *top.in_full(paper)):
        flow.add(block)
    return flow


def _draw(report: Report, facts: tuple[Fact, ...], top: Head, flow: Flow, pen: Pen) -> bytes:
    title, whose = one_line(FIGURES.told(report.title)), one_line(report.business)
    subject = " · ".join(one_line(f"{fact.label} {fact.text}") for fact in facts)
    pen.setTitle(title)
    pen.setAuthor(whose)
    pen.setSubject(subject)
    made = WORDS.made_on.format(day=FIGURES.day(pen.on))
    # What the title says already is not said beside it.
    more = [f"{fact.label} {fact.text}" for fact in facts if fact.text not in title]
    running = " · ".join(one_line(text) for text in (title, *more))
    end = replace(foot(None, pen.paper), note=made)
    draw_pages(pen, flow, top, (whose, running), end, WORDS.page_of)
    return pen.finished()
