"""What stands outside the text of every page: whose pages they are, and which one this is."""

from typing import Final

from app.paper.pen import Pen
from app.paper.style import LABEL, SMALL, STRONG, Style
from app.paper.text import shorten, wrap

TOP: Final = 80.0  # where the text of later pages starts

_RUNNING: Final = 56.0  # baseline of the head of later pages
_FOOT: Final = 28.0  # from the end of the text to the page number


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


def draw_foot(pen: Pen, number: str, note: str = "") -> None:
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
