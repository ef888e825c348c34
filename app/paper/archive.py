"""What lets a PDF be kept for decades: PDF/A-3a and PDF/UA-1 as the file says it of itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage

from app import paths
from app.paper.file import File
from app.paper.structure import Structure

PRODUCER: Final = "ReportLab"
CREATOR: Final = "Avoir"

_UNSPEAKABLE: Final = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML
_PLAIN: Final = re.compile(r"[ -~]*")
_CONDITION: Final = "sRGB IEC61966-2.1"
# The names of PDF/UA are not among those that PDF/A knows: a file that uses them explains them.
_METADATA: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{more}<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{on}</xmp:CreateDate>
<xmp:ModifyDate>{on}</xmp:ModifyDate>
<xmp:MetadataDate>{on}</xmp:MetadataDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
_AUTHOR: Final = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n"
_SUBJECT: Final = (
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    "</dc:description>\n"
)


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself, once for programs of today and once for those of tomorrow.

    `on` is the date of the document, not of the drawing: the same document makes the same file.
    A file without a title has the name of the program for one.
    """

    title: str
    author: str
    subject: str
    on: date
    languages: Sequence[str]

    def info(self) -> str:
        """The entries of the information dictionary, as PDF."""
        known = {
            "Title": self._title,
            "Author": _spoken(self.author),
            "Subject": _spoken(self.subject),
            "Creator": CREATOR,
            "Producer": PRODUCER,
        }
        texts = "".join(f"/{key}{pdf_text(text)}" for key, text in known.items() if text)
        moment = f"(D:{self.on.isoformat().replace('-', '')}000000Z)"
        return f"<<{texts}/CreationDate{moment}/ModDate{moment}>>"

    def metadata(self) -> bytes:
        """The same as XMP."""
        author, subject = _spoken(self.author), _spoken(self.subject)
        return _METADATA.format(
            title=escape(self._title),
            more=(_AUTHOR.format(escape(author)) if author else "")
            + (_SUBJECT.format(escape(subject)) if subject else ""),
            languages="".join(
                f"<rdf:li>{escape(code)}</rdf:li>" for code in dict.fromkeys(self.languages)
            ),
            creator=CREATOR,
            producer=PRODUCER,
            on=f"{self.on.isoformat()}T00:00:00Z",
        ).encode()

    @property
    def _title(self) -> str:
        return _spoken(self.title) or CREATOR


class Part(NamedTuple):
    """One document of a file."""

    title: str
    language: str
    page: int  # its first, from 0


def archived(
    document: PDFDocument, structure: Structure, about: About, parts: Sequence[Part]
) -> bytes:
    """The file of a drawn document, which the library must not write any more."""
    for place, page in enumerate(document.Pages.pages):
        page.StructParents, page.Tabs, page.Trans = place, "/S", None
        # The library does not know these two entries of a page.
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
    file = File(document)
    numbers = document.idToObjectNumberAndVersion
    sheets = [numbers[f"Page{n + 1}"][0] for n in range(len(document.Pages.pages))]
    tree = file.count + 1
    file.add(*structure.objects(tree, sheets))
    profile = file.add_stream("/N 3", colours())
    metadata = file.add_stream("/Type/Metadata/Subtype/XML", about.metadata(), packed=False)
    bookmarks = _bookmarks(file, parts, sheets) if len(parts) > 1 else ""
    root = file.add(
        f"<</Type/Catalog/Pages {numbers[document.Pages.__InternalName__][0]} 0 R"
        f"/Lang{pdf_text(parts[0].language)}/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R"
        f"/Metadata {metadata} 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        f"/OutputConditionIdentifier({_CONDITION})/Info({_CONDITION})"
        f"/DestOutputProfile {profile} 0 R>>]/ViewerPreferences<</DisplayDocTitle true>>"
        f"{bookmarks}>>"
    )
    return file.written(root, file.add(about.info()))


def pdf_text(text: str) -> str:
    """Any text as a string of PDF."""
    if _PLAIN.fullmatch(text):
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{_spoken(text).encode('utf-16-be').hex().upper()}>"


@cache
def colours() -> bytes:
    """The profile of sRGB: what the red, green and blue of a page are anywhere."""
    return (paths.resources() / "colours" / "sRGB.icc").read_bytes()


def _bookmarks(file: File, parts: Sequence[Part], sheets: Sequence[int]) -> str:
    """A bookmark for every document; the entries of the catalogue that show them."""
    above = file.count + 1
    first, last = above + 1, above + len(parts)
    file.add(f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(parts)}>>")
    for number, part in enumerate(parts, start=first):
        before = f"/Prev {number - 1} 0 R" if number > first else ""
        after = f"/Next {number + 1} 0 R" if number < last else ""
        file.add(
            f"<</Title{pdf_text(part.title)}/Parent {above} 0 R{before}{after}"
            f"/Dest[{sheets[part.page]} 0 R/Fit]>>"
        )
    return f"/Outlines {above} 0 R/PageMode/UseOutlines"


def _spoken(text: str) -> str:
    """The text without what XML cannot hold, on one line."""
    return " ".join(_UNSPEAKABLE.sub("", text).split())
