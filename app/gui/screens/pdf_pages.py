"""PDF pages on the screen: drawn by PDFium from the bytes that are printed."""

import time
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui.pdf_file import Pdf, Span
from app.gui.theme import grid, look

SCREEN_DPI: Final = 96  # at 100 %: a page is then as large as on paper
GAP: Final = grid(5)
_BAND: Final = 1024  # px: what is drawn at once of a page that is larger
_KEPT: Final = 256 * 1024 * 1024  # bytes of drawn bands
_NOW_S: Final = 0.03  # spent on drawing sharp at once
_ROUGH: Final = 0.5  # pixels a point: legible enough for the moment until the page is sharp

# On the paper itself, which is white in the dark too; drawn like a marker, the ink stays dark.
_HIT: Final = QColor("#ffe27a")
_CURRENT: Final = QColor("#ffb457")
_CHOSEN: Final = QColor("#bcd6f7")
_CURRENT_EDGE: Final = QColor("#a65200")

_Key = tuple[int, int, int, int]  # page, its width and height in px, band


class PdfPages(QWidget):
    """All pages below each other, in the middle; only what is seen is drawn. What is not sharp yet
    is shown rough: no page is ever blank. Text is chosen with the mouse."""

    pointed = Signal()  # the mouse chose text, or no longer any

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMouseTracking(True)
        self.zoom = 1.0
        self.chosen: Span | None = None
        self._hits: Sequence[Span] = ()
        self._hit: Span | None = None
        self._pdf: Pdf | None = None
        self._note = ""
        self._places: list[QRect] | None = None
        self._bands: dict[_Key, QImage] = {}
        self._rough: dict[int, QImage] = {}
        self._wanted: list[_Key] = []
        self._pressed: tuple[int, int] | None = None  # page and sign
        self._until = 0.0  # when a paint has no more time to draw sharp
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._sharpen)
        held: list[Pdf] = []  # closed with this widget, whatever holds the PDF by then
        self._held = held
        self.destroyed.connect(lambda: _close(held))

    @property
    def is_sharp(self) -> bool:
        """Whether nothing is left to be drawn of what is seen."""
        return not self._wanted

    @property
    def drawn(self) -> set[int]:
        """The pages of which something is drawn sharp."""
        return {key[0] for key in self._bands}

    def show_pdf(self, pdf: Pdf) -> None:
        """Shows another PDF from its first page; the one before is closed."""
        self.clear()
        self._pdf = pdf
        self._held[:] = [pdf]
        self.lay()

    def clear(self) -> None:
        """Shows no page until there is another PDF."""
        self._note = ""
        if self._pdf is not None:
            self._pdf.close()
        self._pdf = self.chosen = self._hit = self._pressed = None
        self._hits = ()
        self._held.clear()
        self._bands.clear()
        self._rough.clear()
        self._wanted.clear()
        self.lay()

    def say(self, note: str) -> None:
        """What stands in the place of pages while there are none."""
        self._note = note
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """Shows the pages in another size."""
        self.zoom = zoom
        self.lay()

    def mark(self, hits: Sequence[Span], hit: Span | None) -> None:
        """Marks what was found, and stronger the one that is looked at."""
        self._hits, self._hit = hits, hit
        self.update()

    def places(self) -> list[QRect]:
        """Where each page stands."""
        if self._places is None:
            self._places = list(self._stand())
        return self._places

    def place_of(self, span: Span) -> QRect:
        """Where a text stands on the widget."""
        found = QRectF()
        for one in self._on_screen(span):
            found = found.united(one)
        return found.toAlignedRect()

    def _stand(self) -> Iterator[QRect]:
        top = GAP
        for page in range(self._pdf.count if self._pdf else 0):
            size = self._size(page)
            left = max(GAP, (self.width() - size.width()) // 2)
            yield QRect(left, top, size.width(), size.height())
            top += size.height() + GAP

    def _size(self, page: int) -> QSize:
        if self._pdf is None:
            return QSize()
        width, height = self._pdf.size(page)
        scale = self.zoom * SCREEN_DPI / 72
        return QSize(round(width * scale), round(height * scale))

    def lay(self) -> None:
        """Takes the room that the pages need."""
        sizes = [self._size(page) for page in range(self._pdf.count if self._pdf else 0)]
        wide = max((size.width() for size in sizes), default=0) + 2 * GAP
        self.setMinimumSize(wide, sum(size.height() + GAP for size in sizes) + GAP)
        self._places = None
        self._wanted.clear()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._places = None

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._wanted.clear()
        if self._pdf is None and self._note:
            painter.setPen(look().color("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._note)
        self._until = time.monotonic() + _NOW_S
        for page, place in enumerate(self.places()):
            if place.intersects(event.rect()):
                self._draw_page(painter, page, place, event.rect())
                painter.setPen(look().color("hairline"))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
        if self._wanted:
            self._timer.start()

    def _draw_page(self, painter: QPainter, page: int, place: QRect, seen: QRect) -> None:
        density = self.devicePixelRatioF()
        wide, high = round(place.width() * density), round(place.height() * density)
        for band in range(-(-high // _BAND)):
            top, rest = band * _BAND, min(_BAND, high - band * _BAND)
            where = QRectF(
                place.left(), place.top() + top / density, place.width(), rest / density
            )
            if not where.intersects(QRectF(seen)):
                continue
            key = (page, wide, high, band)
            if key not in self._bands and time.monotonic() < self._until:
                self._draw_band(key)
            if key in self._bands:
                painter.drawImage(where, self._bands[key])
            else:
                self._wanted.append(key)
                self._draw_rough(painter, page, where, top / high, rest / high)
        self._draw_marks(painter, page)

    def _draw_rough(
        self, painter: QPainter, page: int, where: QRectF, top: float, share: float
    ) -> None:
        if page not in self._rough and self._pdf is not None:
            self._rough[page] = self._pdf.image(page, _ROUGH)
        image = self._rough[page]
        part = QRectF(0, top * image.height(), image.width(), share * image.height())
        painter.drawImage(where, image, part)

    def _sharpen(self) -> None:
        """Draws one band that is seen, then lets the window go on."""
        if not self._wanted or self._pdf is None:
            return
        key = self._wanted.pop(0)
        self._draw_band(key)
        self.update(self.places()[key[0]])
        if self._wanted:
            self._timer.start()

    def _draw_band(self, key: _Key) -> None:
        page, wide, high, band = key
        while self._bands and sum(one.sizeInBytes() for one in self._bands.values()) > _KEPT:
            self._bands.pop(next(iter(self._bands)))
        if self._pdf is not None:
            part = QRect(0, band * _BAND, wide, min(_BAND, high - band * _BAND))
            self._bands[key] = self._pdf.part(page, QSize(wide, high), part)

    def _draw_marks(self, painter: QPainter, page: int) -> None:
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for hit in self._hits:
            if hit.page == page and hit != self._hit:
                self._fill(painter, hit, _HIT)
        if self.chosen is not None and self.chosen.page == page:
            self._fill(painter, self.chosen, _CHOSEN)
        if self._hit is not None and self._hit.page == page:
            self._fill(painter, self._hit, _CURRENT)
            painter.setPen(QPen(_CURRENT_EDGE, 1))
            for one in self._on_screen(self._hit):
                painter.drawRect(one.adjusted(-2, -2, 2, 2))
        painter.restore()

    def _fill(self, painter: QPainter, span: Span, colour: QColor) -> None:
        for one in self._on_screen(span):
            painter.fillRect(one.adjusted(-1, -2, 1, 2), colour)

    def _on_screen(self, span: Span) -> list[QRectF]:
        if self._pdf is None or span.page >= self._pdf.count:
            return []
        scale, place = self.zoom * SCREEN_DPI / 72, self.places()[span.page]
        return [
            QRectF(
                place.left() + one.left() * scale, place.top() + one.top() * scale,
                one.width() * scale, one.height() * scale,
            )
            for one in self._pdf.places(span)
        ]  # fmt: skip

    # Choosing text

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed = self._sign_at(event.position())
        self._choose(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._sign_at(event.position())
        if self._pressed is None:
            self.setCursor(Qt.CursorShape.IBeamCursor if at else Qt.CursorShape.ArrowCursor)
        elif at is not None and at[0] == self._pressed[0]:
            first, last = sorted((at[1], self._pressed[1]))
            self._choose(Span(at[0], first, last - first + 1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)

    def _choose(self, span: Span | None) -> None:
        if span != self.chosen:
            self.chosen = span
            self.pointed.emit()
            self.update()

    def _sign_at(self, where: QPointF) -> tuple[int, int] | None:
        at, scale = QPoint(int(where.x()), int(where.y())), self.zoom * SCREEN_DPI / 72
        for page, place in enumerate(self.places()):
            if self._pdf is not None and place.contains(at):
                inside = where - QPointF(place.topLeft())
                sign = self._pdf.sign_at(page, inside.x() / scale, inside.y() / scale)
                return None if sign is None else (page, sign)
        return None


def _close(held: list[Pdf]) -> None:
    for pdf in held:
        pdf.close()
