"""A PDF in memory: pictures of its pages, its text, and where words stand in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import Any, Final

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage

# PDFium is one machine for the whole program and serves one thread at a time.
_ONE_AT_A_TIME: Final = RLock()
_READ: Final = 4  # pages whose text is at hand: those that are in sight
_NEAR: Final = 6.0  # points: a letter or so


@dataclass(frozen=True, slots=True)
class Span:
    """Some text of a page: from which of its signs, and how many."""

    page: int
    start: int
    count: int


class Pdf:
    """The bytes of a PDF, and what is in them. Places are in points from the upper left corner."""

    def __init__(self, content: bytes) -> None:
        from pypdfium2 import PdfDocument  # on first use: the window starts without it

        self.content = content
        with _ONE_AT_A_TIME:
            self._file: Any = PdfDocument(content)
            self.count = len(self._file)
        self._sizes: dict[int, tuple[float, float]] = {}
        self._texts: dict[int, Any] = {}  # of the pages that were read last

    def close(self) -> None:
        """Lets go of PDFium's memory; nothing can be asked afterwards."""
        with _ONE_AT_A_TIME:
            self._texts.clear()
            self._file.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        if page not in self._sizes:
            with _ONE_AT_A_TIME:
                width, height = self._file.get_page_size(page)
            self._sizes[page] = float(width), float(height)
        return self._sizes[page]

    def image(self, page: int, scale: float) -> QImage:
        """A page in `scale` pixels a point."""
        width, height = self.size(page)
        whole = QSize(max(1, round(width * scale)), max(1, round(height * scale)))
        return self.part(page, whole, QRect(0, 0, whole.width(), whole.height()))

    def part(self, page: int, whole: QSize, part: QRect) -> QImage:
        """A part of a page that is `whole` large as a whole, all in pixels."""
        import pypdfium2.raw as pdfium
        from pypdfium2 import PdfBitmap

        with _ONE_AT_A_TIME:
            drawn: Any = PdfBitmap.new_native(
                part.width(), part.height(), pdfium.FPDFBitmap_BGRx, rev_byteorder=False
            )
            drawn.fill_rect((255, 255, 255, 255), 0, 0, part.width(), part.height())
            place = (-part.left(), -part.top(), whole.width(), whole.height())
            pdfium.FPDF_RenderPageBitmap(drawn, self._file[page], *place, 0, pdfium.FPDF_ANNOT)
            shape = (drawn.width, drawn.height, drawn.stride)
            made = QImage(bytes(drawn.buffer), *shape, QImage.Format.Format_RGB32).copy()
            drawn.close()  # while the turn is ours, not when it is forgotten
            return made

    # Text

    def find(self, words: str, page: int) -> list[Span]:
        """Where these words stand on a page, large or small letters alike."""
        with self._text_of(page) as text:
            if not words or not text.count_chars():
                return []
            searcher = text.search(words)
            found = [Span(page, *one) for one in iter(searcher.get_next, None)]
            searcher.close()
            return found

    def text(self, span: Span) -> str:
        """The text of a span as it reads, lines below each other."""
        with self._text_of(span.page) as text:
            said = str(text.get_text_range(span.start, span.count))
        return "\n".join(line.rstrip() for line in said.splitlines())

    def whole(self, page: int) -> Span:
        """All text of a page."""
        with self._text_of(page) as text:
            return Span(page, 0, text.count_chars())

    def places(self, span: Span) -> list[QRectF]:
        """Where a span stands on its page: a rectangle for every line of it."""
        height = self.size(span.page)[1]
        with self._text_of(span.page) as text:
            count = text.count_rects(span.start, span.count)
            edges = [text.get_rect(place) for place in range(count)]
        return [
            QRectF(left, height - top, right - left, top - bottom)
            for left, bottom, right, top in edges
        ]

    def sign_at(self, page: int, across: float, down: float) -> int | None:
        """Which sign stands at a point, or right beside it; None where there is none."""
        up = self.size(page)[1] - down
        with self._text_of(page) as text:
            found = text.get_index(across, up, _NEAR, _NEAR)
        return None if found is None else int(found)

    @contextmanager
    def _text_of(self, page: int) -> Iterator[Any]:
        with _ONE_AT_A_TIME:
            if page not in self._texts:
                while len(self._texts) >= _READ:
                    self._texts.pop(next(iter(self._texts)))
                self._texts[page] = self._file[page].get_textpage()
            yield self._texts[page]
