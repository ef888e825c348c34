"""What stands outside the text of every page: whose pages they are, and which one this is."""

from typing import Final

from app.paper.pen import Pen
from app.paper.style import LABEL, SMALL, STRONG
from app.paper.text import shorten, wrap

TOP: Final = 80.0  # where the text of later pages starts

_RUNNING: Final = 56.0  # baseline of the head of later pages
_FOOT: Final = 28.0  # from the end of the text to the page number


def draw_running_head(pen: Pen, whose: str, name: str) -> None:
    """Where a loose page belongs: cleaned texts, each shortened to its half of the page."""
    paper = pen.paper
    half = (paper.right - paper.left) / 2 - 8.0
    pen.ornament()
    pen.text(paper.left, _RUNNING, shorten(wrap(whose, STRONG, half), 1, STRONG, half)[0], STRONG)
    pen.right(paper.right, _RUNNING, shorten(wrap(name, LABEL, half), 1, LABEL, half)[0], LABEL)
    pen.close()


def draw_foot(pen: Pen, number: str, note: str = "") -> None:
    """The page's number on the right, a note on the left."""
    paper = pen.paper
    baseline = paper.bottom + _FOOT
    pen.ornament()
    if note:
        pen.text(paper.left, baseline, note, SMALL)
    pen.right(paper.right, baseline, number, SMALL)
    pen.close()
