"""PDF pages on the screen: drawn by PDFium from the bytes that are printed."""

from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.gui.theme import grid, look

_ZOOMS: Final = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_DPI: Final = 96  # of the screen at 100 %: a page is then as large as on paper
_GAP: Final = grid(5)
_KEPT: Final = 6  # drawn pages


class Pdf:
    """The bytes, and pictures of their pages."""

    def __init__(self, content: bytes) -> None:
        from pypdfium2 import PdfDocument  # on first use: the window starts without it

        self.content = content
        self._file: Any = PdfDocument(content)
        self.count = len(self._file)
        self._sizes: dict[int, tuple[float, float]] = {}

    def close(self) -> None:
        """Lets go of PDFium's memory; nothing can be asked afterwards."""
        self._file.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        if page not in self._sizes:
            width, height = self._file.get_page_size(page)
            self._sizes[page] = float(width), float(height)
        return self._sizes[page]

    def image(self, page: int, scale: float) -> QImage:
        """A page in `scale` pixels a point."""
        drawn = self._file[page].render(scale=scale, prefer_bgrx=True)
        shape = (drawn.width, drawn.height, drawn.stride)
        return QImage(bytes(drawn.buffer), *shape, QImage.Format.Format_RGB32).copy()


class PdfPages(QWidget):
    """All pages below each other, in the middle; only what is seen is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.zoom = 1.0
        self._pdf: Pdf | None = None
        self._drawn: dict[tuple[int, int], QImage] = {}
        held: list[Pdf] = []  # closed with this widget, whatever holds the PDF by then
        self._held = held
        self.destroyed.connect(lambda: _close(held))

    def show_pdf(self, pdf: Pdf) -> None:
        """Shows another PDF from its first page; the one before is closed."""
        self.clear()
        self._pdf = pdf
        self._held[:] = [pdf]
        self._lay()

    def clear(self) -> None:
        """Shows no page until there is another PDF."""
        if self._pdf is not None:
            self._pdf.close()
        self._pdf = None
        self._held.clear()
        self._drawn.clear()
        self._lay()

    def zoom_by(self, steps: int) -> None:
        """To the next larger or smaller size."""
        larger = [zoom for zoom in _ZOOMS if zoom > self.zoom + 0.01]
        smaller = [zoom for zoom in _ZOOMS if zoom < self.zoom - 0.01]
        self.zoom = (larger or _ZOOMS[-1:])[0] if steps > 0 else (smaller or _ZOOMS[:1])[-1]
        self._lay()

    def fit(self, room: QSize) -> None:
        """As large as a whole first page fits."""
        if self._pdf is None:
            return
        width, height = self._pdf.size(0)
        across = (room.width() - 2 * _GAP) / (width * _DPI / 72)
        down = (room.height() - 2 * _GAP) / (height * _DPI / 72)
        self.zoom = max(_ZOOMS[0], min(across, max(down, 0.8), _ZOOMS[-1]))
        self._lay()

    def places(self) -> list[QRect]:
        """Where each page stands."""
        if self._pdf is None:
            return []
        found, top = [], _GAP
        for page in range(self._pdf.count):
            size = self._size(page)
            left = max(_GAP, (self.width() - size.width()) // 2)
            found.append(QRect(left, top, size.width(), size.height()))
            top += size.height() + _GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for page, place in enumerate(self.places()):
            if place.intersects(event.rect()):
                painter.drawImage(place, self._image(page))
                painter.setPen(look().color("hairline"))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def _image(self, page: int) -> QImage:
        density = self.devicePixelRatioF()
        key = (page, round(self.zoom * density * 1000))
        if key not in self._drawn:
            while len(self._drawn) >= _KEPT:
                self._drawn.pop(next(iter(self._drawn)))
            if self._pdf is not None:
                self._drawn[key] = self._pdf.image(page, self.zoom * density * _DPI / 72)
        return self._drawn[key]

    def _size(self, page: int) -> QSize:
        if self._pdf is None:
            return QSize()
        width, height = self._pdf.size(page)
        return QSize(round(width * self.zoom * _DPI / 72), round(height * self.zoom * _DPI / 72))

    def _lay(self) -> None:
        sizes = [self._size(page) for page in range(self._pdf.count if self._pdf else 0)]
        self.setMinimumSize(
            max((size.width() for size in sizes), default=0) + 2 * _GAP,
            sum(size.height() + _GAP for size in sizes) + _GAP,
        )
        self.update()


def _close(held: list[Pdf]) -> None:
    for pdf in held:
        pdf.close()
