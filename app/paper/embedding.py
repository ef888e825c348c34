"""The fonts of this system in one PDF: the glyphs that it uses, each with what it stands for."""

from collections.abc import Sequence
from struct import pack
from typing import Final

from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFDocument,
    PDFObjectReference,
    PDFStream,
    PDFZCompress,
)

from app.paper.typeface import Typeface

_BLOCK: Final = 100  # entries of a map from codes to text that stand together, at most
_SYSTEM: Final = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
_STEM: Final = 80  # how thick stems are: fonts do not say it, and nobody needs it
_SYMBOLIC: Final = 4
_MAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Embedded:
    """One face in one document. A code is what the pages write: a glyph that stands for a text.

    The same glyph may stand for several texts, each with a code of its own; only in fonts with
    cubic outlines a code is the glyph itself and has one text.
    """

    def __init__(self, face: Typeface, place: int) -> None:
        self.face = face
        self.name = f"/S{place}"  # as the pages call it
        self._base = f"{_tag(place)}+{face.name}"
        self._codes: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}  # by code
        self._glyphs: dict[int, int] = {}  # by code

    def code(self, glyph: int, text: str) -> int:
        """The code by which pages write a glyph that stands for the text."""
        known = self._codes.get((glyph, text))
        if known is None:
            known = glyph if self.face.cff else len(self._codes) + 1
            self._codes[glyph, text] = known
            self._texts.setdefault(known, text)
            self._glyphs[known] = glyph
        return known

    def says(self, code: int) -> str:
        """The text that a code stands for."""
        return self._texts[code]

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab's own name
        """All objects of the font; asked for when the file is written."""
        face, codes = self.face, sorted(self._glyphs)
        subset = face.subset({0, *self._glyphs.values()})
        program = PDFStream(content=subset.program)
        program.dictionary["Length1"] = len(subset.program)
        file, kind, places = "FontFile2", "CIDFontType2", ""
        if face.cff:
            program.dictionary["Subtype"] = "/CIDFontType0C"
            file, kind = "FontFile3", "CIDFontType0"
        else:
            found = [0] * (codes[-1] + 1)
            for code in codes:
                found[code] = subset.places[self._glyphs[code]]
            content = pack(f">{len(found)}H", *found)
            places = f"/CIDToGIDMap {self._add(document, 'places', PDFStream(content=content))}"
        descriptor = (
            f"<</Type/FontDescriptor/FontName/{self._base}/Flags {_SYMBOLIC}"
            f"/FontBBox[{' '.join(map(str, face.box))}]/ItalicAngle 0/StemV {_STEM}"
            f"/Ascent {face.ascent}/Descent {face.descent}/CapHeight {face.ascent}"
            f"/{file} {self._add(document, 'program', program)}>>"
        )
        widths = "".join(f"{code}[{face.advance(self._glyphs[code]):g}]" for code in codes)
        glyphs = (
            f"<</Type/Font/Subtype/{kind}/BaseFont/{self._base}/CIDSystemInfo{_SYSTEM}{places}"
            f"/FontDescriptor {self._add(document, 'descriptor', descriptor)}/DW 0/W[{widths}]>>"
        )
        texts = PDFStream(content=_texts([(code, self._texts[code]) for code in codes]))
        font = (
            f"<</Type/Font/Subtype/Type0/BaseFont/{self._base}/Encoding/Identity-H"
            f"/DescendantFonts[{self._add(document, 'glyphs', glyphs)}]"
            f"/ToUnicode {self._add(document, 'texts', texts)}>>"
        )
        self._add(document, "font", font)
        fonts = document.idToObject[BasicFonts].dict
        fonts[self.name[1:]] = PDFObjectReference(f"{self.name}font")

    def _add(self, document: PDFDocument, what: str, body: str | PDFStream) -> str:
        """A new object of the file; answers how others refer to it."""
        name = f"{self.name}{what}"
        if isinstance(body, PDFStream):
            body.filters = [PDFZCompress]
            document.Reference(body, name)
        else:
            document.Reference(body.encode("ascii"), name)
        return f"{document.idToObjectNumberAndVersion[name][0]} 0 R"


def _tag(place: int) -> str:
    """Six letters that tell parts of the same font apart."""
    letters = ""
    for _ in range(6):
        place, letter = divmod(place, 26)
        letters += chr(ord("A") + letter)
    return letters[::-1]


def _texts(codes: Sequence[tuple[int, str]]) -> bytes:
    """The map from codes to text."""
    blocks = []
    for start in range(0, len(codes), _BLOCK):
        part = codes[start : start + _BLOCK]
        lines = "".join(
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for code, text in part
        )
        blocks.append(f"{len(part)} beginbfchar\n{lines}endbfchar")
    return _MAP.format("\n".join(blocks)).encode("ascii")
