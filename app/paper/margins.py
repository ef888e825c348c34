"""What stands outside the text of every page: whose pages they are, the footer, the number."""

import re
from dataclasses import dataclass
from typing import Final

from app.paper.paragraph import Paragraph, paragraph
from app.paper.pen import Pen
from app.paper.style import BODY, LABEL, SMALL, STRONG, Paper, Style
from app.paper.text import clean, shorten, wrap

TOP: Final = 80.0  # where the text of later pages starts

_RUNNING: Final = 56.0  # baseline of the head of later pages
_FOOT: Final = 28.0  # from the end of the text to the page number
_ABOVE_NUMBER: Final = 12.0  # from the last line of the footer to the page number
_LEADING: Final = 8.0  # of the footer
_FOOT_LINES: Final = 5
_FOOT_COLUMNS: Final = 4
_GAP: Final = 16.0  # between its columns
_RULE: Final = 12.0  # from its hairline to its first line
_CLEAR: Final = 16.0  # from the text to its hairline
_EMPTY_LINES: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of every page: the template's footer and the page's number below it."""

    columns: tuple[tuple[float, tuple[str, ...]], ...]  # left edge and lines
    bottom: float  # where the text of a page ends
    cut: str = ""  # a footer that is too long for its place, whole
    note: str = ""  # beside the number

    def draw(self, pen: Pen, number: str, *, last: bool) -> None:
        """A screen reader hears the footer once, at the end of the last page."""
        paper = pen.paper
        if self.columns:
            first = self.bottom + _CLEAR + _RULE
            pen.rule(paper.left, paper.right, self.bottom + _CLEAR)
            if last:
                pen.open("P")
            else:
                pen.margin("Footer")
            for x, lines in self.columns:
                for place, line in enumerate(lines):
                    pen.text(x, first + place * _LEADING, line, SMALL)
            pen.close()
        _draw_number(pen, number, self.note)

    def in_full(self, paper: Paper) -> tuple[Paragraph, ...]:
        """What was too long, whole, for the end of the document."""
        if not self.cut:
            return ()
        return (paragraph(self.cut, paper.left, paper.right - paper.left, BODY, before=24.0),)


def foot(text: str | None, paper: Paper) -> Foot:
    """The foot with a footer: its paragraphs, between empty lines, stand side by side."""
    whole = clean(text or "").strip()
    if not whole:
        return Foot((), paper.bottom)
    parts = _EMPTY_LINES.split(whole, maxsplit=_FOOT_COLUMNS - 1)
    step = (paper.right - paper.left + _GAP) / len(parts)
    width, columns, cut = step - _GAP, [], ""
    for place, part in enumerate(parts):
        lines = wrap(part.strip(), SMALL, width)
        if len(lines) > _FOOT_LINES:
            cut = text or ""
        columns.append((paper.left + place * step, shorten(lines, _FOOT_LINES, SMALL, width)))
    rows = max(len(lines) for _, lines in columns)
    above = _ABOVE_NUMBER + (rows - 1) * _LEADING + _RULE + _CLEAR
    return Foot(tuple(columns), paper.bottom + _FOOT - above, cut)


def draw_running_head(pen: Pen, whose: str, name: str) -> None:
    """Where a loose page belongs: cleaned texts, shortened if they do not fit side by side."""
    paper = pen.paper
    whole = paper.right - paper.left - 16.0
    left = max(whole / 2, whole - LABEL.width(name))
    right = max(whole / 2, whole - STRONG.width(whose))
    pen.margin("Header")
    pen.text(paper.left, _RUNNING, _cut(whose, STRONG, left), STRONG)
    pen.right(paper.right, _RUNNING, _cut(name, LABEL, right), LABEL)
    pen.close()


def _draw_number(pen: Pen, number: str, note: str) -> None:
    """The page's number on the right, a note on the left."""
    paper = pen.paper
    baseline = paper.bottom + _FOOT
    pen.margin("Footer")
    if note:
        pen.text(paper.left, baseline, note, SMALL)
    pen.right(paper.right, baseline, number, SMALL)
    pen.close()


def _cut(text: str, style: Style, width: float) -> str:
    """As much of a text as fits."""
    return shorten(wrap(text, style, width), 1, style, width)[0]
