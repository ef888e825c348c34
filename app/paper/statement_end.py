"""The end of a statement: the balance, how it comes about, and what is open by its lateness."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.money import Money
from app.domain.sheet import AgeingSheet, StatementSheet
from app.paper.accent import ink
from app.paper.figures import Figures
from app.paper.flow import Block, Together
from app.paper.paragraph import paragraph
from app.paper.pen import Pen
from app.paper.statement_words import StatementWords
from app.paper.style import BASELINE, BODY, HAIR, LABEL, QUIET, STRONG, SUM, Paper, Style
from app.paper.text import wrap
from app.paper.totals import Sum, Sums

_TABLE: Final = "ageing"  # its name among the tags
_SUMS: Final = 260.0  # width of the sums, at the right edge
_BELOW_ROWS: Final = 12.0
_ABOVE: Final = 28.0  # above the line that says what the table is
_PAD: Final = 4.0
_GAP: Final = 12.0  # between columns, at least
_SIZES: Final = (9.0, 8.0, 7.0, 6.0, 5.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One column of the ageing: its head and its figure end at `edge`."""

    head: str
    figure: str
    style: Style
    edge: float


@dataclass(frozen=True, slots=True)
class Ageing:
    """A line of heads over a line of figures, as wide as the page."""

    title: str
    figures: tuple[Figure, ...]
    left: float

    @property
    def height(self) -> float:
        """With the space above."""
        return _ABOVE + 3 * BODY.leading + 4 * _PAD

    def split(self, room: float, whole: float) -> None:
        """It stays in one piece."""

    def draw(self, pen: Pen, top: float) -> None:
        """What it is, the heads, the figures."""
        at = top + _ABOVE + BASELINE
        pen.open("H2")
        pen.text(self.left, at, self.title, STRONG)
        pen.close()
        heads = pen.structure.row(_TABLE)
        at += BODY.leading + 2 * _PAD
        for one in self.figures:
            pen.open("TH", heads)
            pen.right(one.edge, at, one.head, LABEL)
            pen.close()
        pen.rule(self.left, self.figures[-1].edge, at + BODY.leading - BASELINE + _PAD)
        figures = pen.structure.row(_TABLE)
        at += BODY.leading + 2 * _PAD
        for one in self.figures:
            pen.open("TD", figures)
            pen.right(one.edge, at, one.figure, one.style)
            pen.close()


def end(sheet: StatementSheet, paper: Paper, said: StatementWords, figures: Figures) -> Together:
    """Measure what stands below the rows."""
    blocks: list[Block] = [Sums(tuple(_sums(sheet, paper, said, figures)))]
    if _is_open(sheet):
        blocks.append(_ageing(sheet.ageing, paper, said, figures))
    if sheet.others:
        others = said.others.format(currencies=", ".join(sheet.others))
        width = paper.right - paper.left
        blocks.append(paragraph(others, paper.left, width, LABEL, before=16.0))
    return Together(tuple(blocks))


def _sums(
    sheet: StatementSheet, paper: Paper, said: StatementWords, figures: Figures
) -> list[Sum]:
    """The balance, above it what it is made of where credits are taken off."""
    made, unused = [], sheet.ageing.credits
    if unused:
        made.append(_sum(said.open, sheet.closing - unused, BODY, paper, figures))
        made.append(_sum(said.unused, unused, BODY, paper, figures))
    label = f"{said.closing.format(day=figures.day(sheet.last))} ({sheet.currency})"
    balance = _sum(label, sheet.closing, SUM, paper, figures)
    made.append(replace(balance, before=8.0, rule=ink(sheet.look.accent), note=_note(sheet, said)))
    made[0] = replace(made[0], before=_BELOW_ROWS, rule=made[0].rule or HAIR)
    return made


def _is_open(sheet: StatementSheet) -> bool:
    return any((*sheet.ageing.open, sheet.ageing.credits))


def _note(sheet: StatementSheet, said: StatementWords) -> str:
    """Whose a balance is: a customer's is owed to us, a vendor's by us."""
    if not sheet.closing:
        return "" if _is_open(sheet) else said.nothing_open
    return said.ours if (sheet.closing.minor > 0) == (sheet.side == "customer") else said.yours


def _sum(label: str, amount: Money, style: Style, paper: Paper, figures: Figures) -> Sum:
    figure = figures.money(amount)
    lines = wrap(label, style, _SUMS - style.width(figure) - _GAP)
    return Sum(lines, amount, figure, paper.right - _SUMS, paper.right, style)


def _ageing(ageing: AgeingSheet, paper: Paper, said: StatementWords, figures: Figures) -> Ageing:
    heads = (*said.ages, said.credits, said.total)
    amounts = (*ageing.open, ageing.credits, ageing.total)
    texts = [figures.money(one) for one in amounts]
    title = said.ageing.format(day=figures.day(ageing.on))
    for size in _SIZES:
        widths = [
            max(LABEL.width(head), replace(STRONG, size=size).width(text))
            for head, text in zip(heads, texts, strict=True)
        ]
        gap = (paper.right - paper.left - sum(widths)) / (len(widths) - 1)
        if gap >= _GAP:
            break
    columns = tuple(
        Figure(head, text, replace(style, size=size), edge)
        for head, text, style, edge in zip(
            heads, texts, _styles(amounts), _edges(paper.left, widths, gap), strict=True
        )
    )
    return Ageing(title, columns, paper.left)


def _styles(amounts: Sequence[Money]) -> list[Style]:
    """What is nothing steps back, the sum of all stands out."""
    styles = [BODY if amount else replace(BODY, colour=QUIET) for amount in amounts]
    return [*styles[:-1], STRONG]


def _edges(left: float, widths: Sequence[float], gap: float) -> list[float]:
    """Where the columns end, spread over the page."""
    edges, at = [], left
    for width in widths:
        edges.append(at + width)
        at += width + gap
    return edges
