"""The pen: a canvas that counts from the upper edge and knows what each text on it is."""

from dataclasses import replace
from datetime import date
from math import cos, radians, sin
from typing import Final, Literal

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfgen.canvas import Canvas

from app.paper.archive import About, Part, archived, pdf_text
from app.paper.bidi import MARKS, is_rtl
from app.paper.fonts import is_plain
from app.paper.structure import Group, Leaf, Structure
from app.paper.style import BODY, HAIR, Colour, Paper, Style
from app.paper.typeface import EM
from app.paper.writing import Drawn, Fonts, outlines, write

_COS: Final = cos(radians(52))
_SIN: Final = sin(radians(52))
_SPEAKABLE: Final = ") Tj ET"  # the end of a line in the packaged font, whose spaces are bytes


class Pen(Canvas):
    """Draws a document, or many into one file.

    Distances `top` and `baseline` are from the upper edge, in points.
    Text is text: nothing in it is taken for mark-up. Every text stands between `open` and
    `close`, or between `ornament` and `close` when a screen reader should pass over it.
    """

    def __init__(self, paper: Paper, *, language: str, on: date) -> None:
        super().__init__(
            "",
            pagesize=paper,
            invariant=1,
            pageCompression=1,
            initialFontName=BODY.font.fontName,
            initialFontSize=BODY.size,
        )
        self.paper, self.on = paper, on
        self.structure = Structure()
        self.setTitle("")
        self.setAuthor("")
        self.setSubject("")
        self._parts = [Part("", language, 0)]
        self._voice = ""
        self._fill: Colour | None = None
        self._again = False  # what follows goes on with an element that has text already
        self._line: int | None = None  # where the last of the element is among the instructions
        self._fonts = Fonts(self._doc)
        self._said: list[str] | None = None  # in the element that is open
        self._turned: dict[Leaf, list[str]] = {}  # where text runs from right to left

    def begin_document(self, *, title: str, language: str) -> None:
        """What follows, from the top of a page, is one document of several in the file.

        Each is a part of its own for screen readers, in its own language, and has a bookmark.
        A file with a single document needs no call of this.
        """
        part = Part(title, language, self.getPageNumber() - 1)
        if part.page:
            self._parts.append(part)
        else:
            self._parts = [part]
        self.structure.begin(f"/Lang{pdf_text(language)}/T{pdf_text(title)}")

    def open(self, role: str, inside: Group | None = None, more: str = "") -> None:
        """What follows is one element of that role: H1, P, TH, TD; `more` is its attributes."""
        self._leaf = self.structure.leaf(role, inside or self.structure.root, more)
        self._mark()

    def open_picture(
        self, says: str, corner: tuple[float, float], size: tuple[float, float]
    ) -> None:
        """What follows is a picture, of which a screen reader says `says`.

        `corner` is its upper left one, `size` its width and height.
        """
        (left, top), (width, height) = corner, size
        foot = self.paper.height - top - height
        box = f"{left:.2f} {foot:.2f} {left + width:.2f} {foot + height:.2f}"
        self.open(
            "Figure", more=f"/Alt{pdf_text(says)}/A<</O/Layout/Placement/Block/BBox[{box}]>>"
        )

    def resume(self) -> None:
        """What follows is the rest of the element that was opened last, on the page before."""
        self._mark()

    def cell(self, row: Group, column: int) -> None:
        """What follows is the next cell of the row, or the rest of one from the page before."""
        known = row.kids[column] if column < len(row.kids) else None
        self._leaf = known if isinstance(known, Leaf) else self.structure.leaf("TD", row)
        self._mark()

    def ornament(self) -> None:
        """What follows carries no meaning of its own: rules, repeated heads of tables."""
        self._said, self._line = None, None
        self._code.append("/Artifact BMC")

    def margin(self, where: Literal["Header", "Footer"]) -> None:
        """What follows stands in the margin of every page, and is an ornament, too."""
        self._said, self._line = None, None
        self._code.append(f"/Artifact<</Type/Pagination/Subtype/{where}>>BDC")

    def close(self) -> None:
        """The end of what `open`, `ornament` or `margin` began."""
        self._code.append("EMC")

    def text(self, x: float, baseline: float, text: str, style: Style) -> None:
        """Write cleaned text from x to the right."""
        self._write(f"1 0 0 1 {x:.2f} {self.paper.height - baseline:.2f}", text, style)

    def right(self, x: float, baseline: float, text: str, style: Style) -> None:
        """Write cleaned text so that it ends at x."""
        self.text(x - style.width(text), baseline, text, style)

    def running(
        self, edges: tuple[float, float], baseline: float, text: str, style: Style
    ) -> None:
        """Write a line of running text between its edges, from the one where it starts."""
        if is_rtl(text):
            self.right(edges[1], baseline, text, style)
        else:
            self.text(edges[0], baseline, text, style)

    def rule(self, left: float, right: float, top: float, colour: Colour = HAIR) -> None:
        """A hairline, which is an ornament."""
        y = self.paper.height - top
        red, green, blue = colour
        self._code.append(
            f"/Artifact BMC {red} {green} {blue} RG 0.5 w"
            f" {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S EMC"
        )

    def diagonal(self, text: str, style: Style) -> None:
        """One large word upwards through the middle of the page, smaller if it is long."""
        width, height = self.paper
        size = min(style.size, style.size * 0.75 * height / style.width(text))
        across = style.width(text) * size / style.size / 2
        up = style.font.face.capHeight / 1000 * size / 2
        x, y = width / 2 - across * _COS + up * _SIN, height / 2 - across * _SIN - up * _COS
        place = f"{_COS:.4f} {_SIN:.4f} {-_SIN:.4f} {_COS:.4f} {x:.2f} {y:.2f}"
        self._write(place, text, replace(style, size=size))

    def turn_page(self) -> None:
        """The page is done; what follows is on the next one."""
        self.showPage()
        self.structure.turn_page()
        self._voice, self._fill = "", None

    def finished(self) -> bytes:
        """The whole file. The pen must not be used after this."""
        for leaf, said in self._turned.items():
            # On the page it stands as the eye reads it; here is the order in which it is spoken.
            leaf.more += f"/ActualText{pdf_text(''.join(said).translate(MARKS))}"
        info = self._doc.info
        languages = [part.language for part in self._parts]
        about = About(info.title, info.author, info.subject, self.on, languages)
        return archived(self._doc, self.structure, about, self._parts)

    def _mark(self) -> None:
        self._line = len(self._code)
        self._again = bool(self._leaf.marks)
        self._said = self._turned.get(self._leaf) if self._again else []
        number = self.structure.mark(self._leaf)
        self._code.append(f"/{self._leaf.role}<</MCID {number}>>BDC")

    def _write(self, place: str, text: str, style: Style) -> None:
        self._end_line()
        if self._said is not None:
            self._said += (" ", text) if self._said else (text,)
        code = ["BT", place, "Tm"]
        if style.colour != self._fill:
            self._fill = style.colour
            code.insert(0, "{} {} {} rg".format(*style.colour))
        drawn: list[Drawn] = []
        if is_plain(text):
            if self._again:
                self._plain(code, " ", style)
                code += (place, "Tm")
            self._plain(code, text, style)
        else:
            drawn = self._pieces(code, text, style)
        self._again = False
        code.append("ET")
        if drawn:
            code += outlines(drawn, place, style.size)
        self._code.append(" ".join(code))

    def _end_line(self) -> None:
        """The end of a line ends a word also for those who do not see it."""
        if self._line is None:
            return
        line = self._code[self._line]
        if line.endswith(_SPEAKABLE):
            self._code[self._line] = f"{line[: -len(_SPEAKABLE)]} {_SPEAKABLE}"
        self._line = len(self._code)

    def _plain(self, code: list[str], text: str, style: Style) -> None:
        """In the packaged font, character by character."""
        for subset, glyphs in style.font.splitString(text, self._doc):
            self._speak(code, style.font.getSubsetInternalName(subset, self._doc), style)
            code.append(f"({escapePDF(glyphs)}) Tj")

    def _pieces(self, code: list[str], text: str, style: Style) -> list[Drawn]:
        """In the fonts that it takes; answers what remains to be drawn."""
        drawn: list[Drawn] = []
        at = 0.0
        pieces = style.pieces(text)
        if self._said is not None and any(piece.rtl for piece in pieces):
            self._turned[self._leaf] = self._said
        for piece in pieces:
            if piece.face is None:
                self._plain(code, piece.text, style)
                at += style.font.stringWidth(piece.text, EM)
                continue
            font = self._fonts.of(piece.face)
            self._speak(code, font.name, style)
            shown, more = write(piece, font, style.size, at)
            code.append(shown)
            drawn += more
            at += piece.width
        return drawn

    def _speak(self, code: list[str], font: str, style: Style) -> None:
        voice = f"{font} {style.size:g} Tf"
        if voice != self._voice:
            self._voice = voice
            code.append(voice)
