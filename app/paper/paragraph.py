"""Running text: a block of lines that may go over many pages, with a quiet label beside it."""

from dataclasses import dataclass, replace
from typing import Final

from app.paper.pen import Pen
from app.paper.style import BASELINE, BODY, LABEL, Paper, Style
from app.paper.text import clean, shorten, wrap

MEASURE: Final = 372.0  # width of running text: about eighty characters a line
SHORT: Final = 96.0  # texts of up to this height stay with what stands above them

_TOGETHER: Final = 2  # lines that a page break never leaves alone
_LABEL_WIDTH: Final = 72.0
_LABEL_GAP: Final = 8.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Measured lines from `x` on; `label` stands before the first, at `label_x`.

    Lines that run from right to left end at `right`.
    """

    lines: tuple[str, ...]
    x: float
    style: Style
    before: float = 0.0
    after: float = 0.0
    label: str | None = None
    label_x: float = 0.0
    right: float = 0.0
    goes_on: bool = False  # the rest of what began on the page before

    @property
    def height(self) -> float:
        """The lines and the space around them."""
        return self.before + len(self.lines) * self.style.leading + self.after

    def split(self, room: float, whole: float) -> "tuple[Paragraph, Paragraph] | None":
        """As many lines as fit, but never a single line on either side of the break."""
        del whole  # text flows on at any length
        fit = min(
            int((room - self.before - self.after) // self.style.leading),
            len(self.lines) - _TOGETHER,
        )
        if fit < _TOGETHER:
            return None
        rest = replace(self, lines=self.lines[fit:], before=0.0, label=None, goes_on=True)
        return replace(self, lines=self.lines[:fit], after=0.0), rest

    def draw(self, pen: Pen, top: float) -> None:
        """The label, then the lines."""
        baseline = top + self.before + BASELINE
        if self.goes_on:
            pen.resume()
        else:
            pen.open("P")
        if self.label:
            pen.text(self.label_x, baseline, self.label, LABEL)
        for line in self.lines:
            pen.running((self.x, self.right), baseline, line, self.style)
            baseline += self.style.leading
        pen.close()


def paragraph(text: str, x: float, width: float, style: Style, *, before: float) -> Paragraph:
    """A text as typed, measured into a block `width` points wide."""
    lines = wrap(clean(text).strip(), style, width)
    return Paragraph(lines, x, style, before, right=x + width)


def labelled(label: str, text: str, paper: Paper, *, before: float) -> Paragraph:
    """A text over the full width with a label to its left."""
    x = paper.left + _LABEL_WIDTH
    block = paragraph(text, x, paper.right - x, BODY, before=before)
    room = _LABEL_WIDTH - _LABEL_GAP
    said = shorten(wrap(label, LABEL, room), 1, LABEL, room)[0]
    return replace(block, label=said, label_x=paper.left)
