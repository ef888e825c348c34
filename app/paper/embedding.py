"""The fonts of this system in one PDF: the glyphs that it uses, each with what it stands for."""

from collections.abc import Sequence
from typing import Final

from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFDocument,
    PDFObjectReference,
    PDFStream,
    PDFZCompress,
)

from app.paper.typeface import Subset, Typeface

_BLOCK: Final = 100  # entries of a map from codes to text that stand together, at most
_SYSTEM: Final = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
_STEM: Final = 80  # how thick stems are: fonts do not say it, and nobody needs it
_SYMBOLIC: Final = 4
_MAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering ({order}) /Supplement 0>> def
/CMapName /{name} def
/CMapType {kind} def
/WMode 0 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{entries}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Embedded:
    """One face in one document. A code is what the pages write: a glyph that stands for a text.

    The same glyph may stand for several texts, each with a code of its own.
    """

    def __init__(self, face: Typeface, place: int) -> None:
        self.face = face
        self.name = f"/S{place}"  # as the pages call it
        self._base = f"{_tag(place)}+{face.name}"
        self._codes: dict[tuple[int, str], int] = {}

    def code(self, glyph: int, text: str) -> int:
        """The code by which pages write a glyph that stands for the text."""
        return self._codes.setdefault((glyph, text), len(self._codes) + 1)

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab's own name
        """All objects of the font; asked for when the file is written."""
        face = self.face
        subset = face.subset({0, *(glyph for glyph, _ in self._codes)})
        program = PDFStream(content=subset.program)
        program.dictionary["Length1"] = len(subset.program)
        file, kind = "FontFile2", "CIDFontType2/CIDToGIDMap/Identity"
        if face.cff:
            program.dictionary["Subtype"] = "/CIDFontType0C"
            file, kind = "FontFile3", "CIDFontType0"
        descriptor = (
            f"<</Type/FontDescriptor/FontName/{self._base}/Flags {_SYMBOLIC}"
            f"/FontBBox[{' '.join(map(str, face.box))}]/ItalicAngle 0/StemV {_STEM}"
            f"/Ascent {face.ascent}/Descent {face.descent}/CapHeight {face.ascent}"
            f"/{file} {self._add(document, 'program', program)}>>"
        )
        widths = {subset.places[glyph]: face.advance(glyph) for glyph, _ in self._codes}
        listed = "".join(f"{place}[{wide:g}]" for place, wide in sorted(widths.items()))
        glyphs = (
            f"<</Type/Font/Subtype/{kind}/BaseFont/{self._base}/CIDSystemInfo{_SYSTEM}"
            f"/FontDescriptor {self._add(document, 'descriptor', descriptor)}/DW 0/W[{listed}]>>"
        )
        places = PDFStream(content=self._places(subset))
        places.dictionary["Type"] = "/CMap"
        places.dictionary["CMapName"] = f"/{self._base}"
        places.dictionary["CIDSystemInfo"] = _SYSTEM
        places.dictionary["WMode"] = 0
        texts = PDFStream(content=self._texts())
        font = (
            f"<</Type/Font/Subtype/Type0/BaseFont/{self._base}"
            f"/Encoding {self._add(document, 'places', places)}"
            f"/DescendantFonts[{self._add(document, 'glyphs', glyphs)}]"
            f"/ToUnicode {self._add(document, 'texts', texts)}>>"
        )
        self._add(document, "font", font)
        fonts = document.idToObject[BasicFonts].dict
        fonts[self.name[1:]] = PDFObjectReference(f"{self.name}font")

    def _places(self, subset: Subset) -> bytes:
        """The map from codes to glyphs."""
        entries = [
            f"<{code:04X}> {subset.places[glyph]}" for (glyph, _), code in self._codes.items()
        ]
        return _MAP.format(
            order="Identity", name=self._base, kind=1, entries=_blocks(entries, "cidchar")
        ).encode("ascii")

    def _texts(self) -> bytes:
        """The map from codes to text."""
        entries = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text), code in self._codes.items()
        ]
        return _MAP.format(
            order="UCS", name="Adobe-Identity-UCS", kind=2, entries=_blocks(entries, "bfchar")
        ).encode("ascii")

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


def _blocks(entries: Sequence[str], what: str) -> str:
    """The entries of a map; not too many may stand together."""
    blocks = []
    for start in range(0, len(entries), _BLOCK):
        part = entries[start : start + _BLOCK]
        blocks += [f"{len(part)} begin{what}", *part, f"end{what}"]
    return "\n".join(blocks)
