"""How it looks: paper sizes, the four-point grid, type sizes and colours; all in points."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from reportlab.pdfbase.ttfonts import TTFont

from app.paper.fonts import MEDIUM, REGULAR, is_plain
from app.paper.shaping import Piece, pieces
from app.paper.typeface import EM

Colour = tuple[float, float, float]

INK: Final[Colour] = (0.0, 0.0, 0.0)  # pure black: printers do not screen it, edges stay sharp
QUIET: Final[Colour] = (0.36, 0.37, 0.39)  # labels; 6.5 : 1 on white, 5.4 : 1 on a mark
ACCENT: Final[Colour] = (0.05, 0.25, 0.42)
HAIR: Final[Colour] = (0.74, 0.75, 0.77)
PALE: Final[Colour] = (0.915, 0.92, 0.925)  # a mark behind the text


@dataclass(frozen=True, slots=True)
class Style:
    """One voice of the page: a font at a size and colour, with the height of its lines."""

    font: TTFont
    size: float
    leading: float = 12.0
    colour: Colour = INK

    def width(self, text: str) -> float:
        """How wide the text prints, in points."""
        if is_plain(text):
            return float(self.font.stringWidth(text, self.size))
        return sum(map(self._wide, self.pieces(text)))

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A line of any script as it stands from left to right."""
        return pieces(text, bold=self.font is MEDIUM)

    def _wide(self, piece: Piece) -> float:
        if piece.face is None:
            return float(self.font.stringWidth(piece.text, self.size))
        return piece.width / EM * self.size


BODY: Final = Style(REGULAR, 9)
STRONG: Final = Style(MEDIUM, 9)
LABEL: Final = Style(REGULAR, 8, colour=QUIET)
SMALL: Final = Style(REGULAR, 7, colour=QUIET)
NAME: Final = Style(MEDIUM, 11, leading=16)
TITLE: Final = Style(REGULAR, 22, leading=28, colour=ACCENT)
SUM: Final = Style(MEDIUM, 11, leading=16)
MARK: Final = Style(MEDIUM, 140, colour=PALE)

# From the top of a line to its baseline, for every style: keeps all baselines on the grid.
BASELINE: Final = 8.0


class Paper(NamedTuple):
    """A sheet of paper and the edges of what is printed on it, from the upper left corner."""

    width: float
    height: float

    @property
    def left(self) -> float:
        """25 mm: where the window of an envelope starts, with room to slide."""
        return 72.0

    @property
    def right(self) -> float:
        """The one edge on which all amounts end."""
        return self.width - 56.0

    @property
    def aside(self) -> float:
        """The left edge of the second column, beyond the window of any common envelope."""
        return self.right - 164.0

    @property
    def bottom(self) -> float:
        """Where the text ends; below it stands only the page number."""
        return self.height // 4 * 4 - 60.0


PAPERS: Final[dict[str, Paper]] = {
    "A4": Paper(595.28, 841.89),
    "Letter": Paper(612.0, 792.0),
}
