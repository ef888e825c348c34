"""A PDF as a reader sees it: texts with their places, fonts and tags."""

import re
from collections.abc import Iterator
from ctypes import POINTER, c_float, cast, create_string_buffer
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Text:
    """One written text: the start of its baseline from the upper left corner, size and shade."""

    text: str
    x: float
    baseline: float
    size: float
    grey: int
    slanted: bool


def after(label: str, text: str) -> str:
    """The word or amount that follows a label."""
    return text.split(label, 1)[1].split(maxsplit=1)[0]


class Pdf:
    """All pages of a document, read once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sizes: list[tuple[float, float]] = []
        self.pages: list[str] = []
        self.texts: list[list[Text]] = []
        self.inks: list[list[tuple[float, float, float, float]]] = []
        self.ends: list[list[tuple[str, float]]] = []
        self.roles: list[list[str]] = []
        self.embedded: set[bool] = set()
        with pypdfium2.PdfDocument(data) as document:
            self.metadata = document.get_metadata_dict()
            for page in document:
                self._read(page)
                page.close()

    @property
    def text(self) -> str:
        """Everything, in the order in which it is read out."""
        return "\n".join(self.pages)

    @property
    def words(self) -> str:
        """The same with every run of blanks as one space: line breaks do not matter."""
        return " ".join(self.text.split())

    def _read(self, page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        self.sizes.append((width, height))
        reader = page.get_textpage()
        self.pages.append(reader.get_text_bounded().replace("\r\n", "\n"))
        objects = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
        self.texts.append([_text(found, reader, height) for found in objects])
        self.inks.append([found.get_bounds() for found in objects])
        self.ends.append(list(_line_ends(reader)))
        for found in objects:
            font = raw.FPDFTextObj_GetFont(found.raw)
            self.embedded.add(bool(raw.FPDFFont_GetIsEmbedded(font)))
        self.roles.append(list(_roles(page)))
        reader.close()


def _text(found: pypdfium2.PdfObject, reader: pypdfium2.PdfTextPage, height: float) -> Text:
    length = raw.FPDFTextObj_GetText(found.raw, reader.raw, None, 0)
    buffer = create_string_buffer(length)
    raw.FPDFTextObj_GetText(found.raw, reader.raw, cast(buffer, POINTER(raw.FPDF_WCHAR)), length)
    shade = [raw.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(found.raw, *shade)
    size = c_float()
    raw.FPDFTextObj_GetFontSize(found.raw, size)
    a, b, _, _, x, y = found.get_matrix().get()
    # PDFium turns round the halves of rare characters beside text from right to left.
    written = buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
    return Text(written, x, height - y, size.value * a, shade[1].value, bool(b))


def _line_ends(reader: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float]]:
    """Every word and how far to the right its last character reaches."""
    whole = reader.get_text_range()
    for found in re.finditer(r"\S+", whole):
        yield found[0], reader.get_charbox(found.end() - 1, loose=True)[2]


def _roles(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The tags of a page in reading order, such as Document, H1, Table, TR, TD."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, place))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _below(element: raw.FPDF_STRUCTELEMENT) -> Iterator[str]:
    length = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = create_string_buffer(length)
    raw.FPDF_StructElement_GetType(element, buffer, length)
    yield buffer.raw.decode("utf-16-le").rstrip("\0")
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            yield from _below(child)
