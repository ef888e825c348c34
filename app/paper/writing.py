"""The instructions that put the glyphs of other fonts on a page, and the text they stand for."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument

from app.paper.archive import pdf_text
from app.paper.embedding import Embedded
from app.paper.shaping import Piece
from app.paper.typeface import EM, Typeface

_NEAR: Final = 0.05  # thousandths of the size; no eye and no printer sees less
_FAR: Final = 100.0  # kerning moves a glyph less
_VISIBLE, _INVISIBLE = 0, 3  # PDF's ways to write


class Fonts:
    """The fonts of the system that one document uses."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._found: dict[tuple[Path, int], Embedded] = {}

    def of(self, face: Typeface) -> Embedded:
        """The face as this document embeds it."""
        font = self._found.get(face.place)
        if font is None:
            font = self._found[face.place] = Embedded(face, len(self._found))
            self._document.delayedFonts.append(font)
        return font


class Drawn(NamedTuple):
    """A glyph that is drawn, not written; thousandths of the size from the start of the line."""

    face: Typeface
    glyph: int
    x: float
    y: float


class _Written(NamedTuple):
    """A code of the font where it stands, from the start of its piece."""

    code: int
    x: float
    y: float
    mode: int
    wide: float  # as the font says
    text: str


def write(piece: Piece, font: Embedded, size: float, start: float) -> tuple[str, list[Drawn]]:
    """The instructions for a piece, and what is to be drawn so many thousandths from the start.

    Where glyphs and characters do not agree, the piece says its text. A piece from right to left
    cannot: readers turn such text round, also what it says. There, what is not simply one glyph
    after the other is drawn, and stands in the text unseen, one character a glyph.
    """
    if piece.rtl:
        codes, drawn = _from_right(piece, font, start)
        return " ".join(_shown(codes, piece.width, size)), drawn
    codes, at = [], 0.0
    for cluster in piece.clusters():
        for place, shape in enumerate(cluster.glyphs):
            char = font.face.char(shape.glyph) if place else cluster.text
            char = char or cluster.text[-1]
            wide = font.face.advance(shape.glyph)
            code = font.code(shape.glyph, char)
            codes.append(_Written(code, at + shape.x, shape.y, _VISIBLE, wide, char))
            at += shape.advance
    shown = " ".join(_shown(codes, piece.width, size))
    if _agrees(piece, codes):
        return shown, []
    return f"/Span<</ActualText{pdf_text(piece.text)}>>BDC {shown} EMC", []


def outlines(glyphs: Iterable[Drawn], matrix: str, size: float) -> Iterator[str]:
    """Glyphs as outlines that are filled."""
    scale = size / EM
    yield f"q {matrix} cm {scale:.5f} 0 0 {scale:.5f} 0 0 cm"
    for face, glyph, x, y in glyphs:
        for operator, points in face.outline(glyph):
            places = (
                f"{value + (y if number % 2 else x):.1f}" for number, value in enumerate(points)
            )
            yield " ".join([*places, operator])
    yield "f Q"


def _agrees(piece: Piece, codes: list[_Written]) -> bool:
    """Whether readers find the text of a piece in its codes. They take a glyph that is moved for
    the start of another word or line."""
    at = 0.0
    for written in codes:
        if abs(written.y) > _NEAR or abs(written.x - at) > _FAR:
            return False
        at += written.wide
    return "".join(written.text for written in codes) == piece.text


def _from_right(piece: Piece, font: Embedded, start: float) -> tuple[list[_Written], list[Drawn]]:
    codes, drawn, at = [], [], 0.0
    for cluster in piece.clusters():
        letter = max(cluster.glyphs, key=lambda shape: shape.advance)
        for shape in cluster.glyphs:
            mode = _VISIBLE
            if shape is not letter or abs(shape.x) > _NEAR or abs(shape.y) > _NEAR:
                mode = _INVISIBLE
                drawn.append(Drawn(font.face, shape.glyph, start + at + shape.x, shape.y))
            if shape is letter:
                code = font.code(shape.glyph, cluster.text)
                wide = font.face.advance(shape.glyph)
                codes.append(_Written(code, at, 0.0, mode, wide, cluster.text))
            at += shape.advance
    return codes, drawn


def _shown(codes: Iterable[_Written], width: float, size: float) -> Iterator[str]:
    """Codes with the moves between them, in so few arrays as possible."""
    parts: list[str] = []
    at, state = 0.0, (0.0, _VISIBLE)
    for written in (*codes, _Written(0, width, 0.0, _VISIBLE, 0.0, "")):
        wish = (written.y, written.mode)
        if wish != state:
            if parts:
                yield f"[{''.join(parts)}]TJ"
                parts = []
            if wish[0] != state[0]:
                yield f"{wish[0] * size / EM:.3f} Ts"
            if wish[1] != state[1]:
                yield f"{wish[1]} Tr"
            state = wish
        if abs(written.x - at) > _NEAR:
            parts.append(f"{at - written.x:.2f}")
            at = written.x
        if written.code:
            parts.append(f"<{written.code:04X}>")
            at += written.wide
    if parts:
        yield f"[{''.join(parts)}]TJ"
