"""Where the pages of a PDF are looked at: scrolled, turned, made larger, copied from."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea

from app.gui.pdf_file import Pdf, Span
from app.gui.screens.pdf_pages import GAP, SCREEN_DPI, PdfPages

ZOOMS: Final = (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
# How a page fits; it stays so when the window becomes another.
WIDTH, PAGE, LEGIBLE = "width", "page", "legible"
_LEGIBLE: Final = 0.8  # a whole page, but no smaller than small print can be read
_NEARLY: Final = 0.005


class PdfArea(QScrollArea):
    """Shows a PDF. `turned` tells the page that is looked at, `zoomed` its new size."""

    turned = Signal(object)  # the page, from 0
    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setAccessibleName(self.tr("Pages"))
        self.setProperty("role", "raised")
        self._pages = PdfPages()
        self.setWidget(self._pages)
        self.setWidgetResizable(True)
        self.fits = LEGIBLE  # or WIDTH, PAGE; "" for a size of its own
        self._pdf: Pdf | None = None
        self._page, self._going = 0, False
        self._hit: Span | None = None
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._look())

    # What is shown

    def show_pdf(self, pdf: Pdf) -> None:
        """Shows another PDF, at the page that was looked at before if there is one."""
        page = self._page
        self._pdf = pdf
        self._pages.show_pdf(pdf)
        self._fit()
        self.go_to(min(page, pdf.count - 1))

    def clear(self) -> None:
        """Shows no page until there is another PDF."""
        self._pdf = self._hit = None
        self._page = 0
        self._pages.clear()

    def say(self, note: str) -> None:
        """What stands in the place of pages while there are none."""
        self._pages.say(note)

    @property
    def pdf(self) -> Pdf | None:
        """What is shown."""
        return self._pdf

    @property
    def page(self) -> int:
        """The page that is looked at, from 0."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._pdf.count if self._pdf else 0

    @property
    def is_sharp(self) -> bool:
        """Whether nothing is left to be drawn of what is seen."""
        return self._pages.is_sharp

    def go_to(self, page: int) -> None:
        """Turns to a page; beyond the ends to the first or last."""
        page = max(0, min(page, self.count - 1))
        if self._pdf is None:
            return
        self._pages.resize(self._pages.minimumSize().expandedTo(self.viewport().size()))
        self._going = True
        top = self._pages.places()[page].top() - GAP
        self.verticalScrollBar().setValue(top)
        self._going = False
        self._tell(page)

    def _look(self) -> None:
        """The page that is looked at reaches the upper third of what is seen."""
        if self._going or self._pdf is None:
            return
        mark = self.verticalScrollBar().value() + self.viewport().height() // 3
        places = self._pages.places()
        self._tell(max((at for at, one in enumerate(places) if one.top() <= mark), default=0))

    def _tell(self, page: int) -> None:
        self._page = page
        self.turned.emit(page)

    # Size

    @property
    def zoom(self) -> float:
        """How large the pages are; 1.0 is as large as on paper."""
        return self._pages.zoom

    def step(self, by: int) -> None:
        """To the next larger or smaller size."""
        larger = [zoom for zoom in ZOOMS if zoom > self.zoom + _NEARLY]
        smaller = [zoom for zoom in ZOOMS if zoom < self.zoom - _NEARLY]
        self.set_zoom((larger or ZOOMS[-1:])[0] if by > 0 else (smaller or ZOOMS[:1])[-1])

    def set_zoom(self, zoom: float) -> None:
        """To a size of its own."""
        self.fits = ""
        self._put(zoom)

    def fit(self, how: str) -> None:
        """As large as the width, or a whole page, has room."""
        self.fits = how
        self._fit()

    def _fit(self) -> None:
        if self._pdf is None or not self.fits:
            return
        sizes = [self._pdf.size(page) for page in range(self._pdf.count)]
        wide, high = max(one[0] for one in sizes), max(one[1] for one in sizes)
        bar = self.verticalScrollBar().sizeHint().width()  # there or not: the size stays
        room = self.maximumViewportSize()
        across = (room.width() - bar - 2 * GAP) / (wide * SCREEN_DPI / 72)
        down = (room.height() - 2 * GAP) / (high * SCREEN_DPI / 72)
        ways = {WIDTH: across, PAGE: min(across, down)}
        wanted = ways.get(self.fits, min(across, max(down, _LEGIBLE)))
        self._put(max(ZOOMS[0], min(wanted, ZOOMS[-1])))

    def _put(self, zoom: float, at: QPoint | None = None) -> None:
        """What is at a point of the view stays there; without one, what is at its upper edge."""
        if abs(zoom - self.zoom) < 1e-6:
            self.zoomed.emit()
            return
        at = at or QPoint(self.viewport().width() // 2, GAP)
        before = self._pages.mapFrom(self.viewport(), at)
        places = self._pages.places()
        found = (n for n, one in enumerate(places) if one.bottom() + GAP >= before.y())
        page = next(found, len(places) - 1)
        old = places[page] if places else None
        self._pages.set_zoom(zoom)
        self._pages.resize(self._pages.minimumSize().expandedTo(self.viewport().size()))
        if old is not None:
            new = self._pages.places()[page]
            down = (before.y() - old.top()) * new.height() / max(1, old.height())
            across = (before.x() - old.left()) * new.width() / max(1, old.width())
            self._going = True
            self.verticalScrollBar().setValue(round(new.top() + down - at.y()))
            self.horizontalScrollBar().setValue(round(new.left() + across - at.x()))
            self._going = False
        self.zoomed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turns = event.angleDelta().y() / 120
            self.fits = ""
            wanted = max(ZOOMS[0], min(self.zoom * 1.15**turns, ZOOMS[-1]))
            self._put(wanted, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, bar = Qt.Key, self.verticalScrollBar()
        screen = self.viewport().height() - 2 * GAP
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        does = {
            keys.Key_PageDown: lambda: self.go_to(self._page + 1),
            keys.Key_PageUp: lambda: self.go_to(self._page - 1),
            keys.Key_Home: lambda: self.go_to(0),
            keys.Key_End: lambda: self.go_to(self.count - 1),
            keys.Key_Space: lambda: bar.setValue(bar.value() + (-screen if back else screen)),
            keys.Key_Plus: lambda: self.step(1),
            keys.Key_Minus: lambda: self.step(-1),
        }
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        act = does.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif act is not None and not held:
            act()
        else:
            super().keyPressEvent(event)

    # Text

    def mark(self, hits: Sequence[Span], hit: Span | None) -> None:
        """Marks what was found; the one that is looked at is brought into sight."""
        self._pages.mark(hits, hit)
        self._hit = hit
        if hit is not None:
            self._tell(hit.page)
            self._going = True
            where = self._pages.place_of(hit).center()
            margins = self.viewport().size() / 4
            self.ensureVisible(where.x(), where.y(), margins.width(), margins.height())
            self._going = False

    def copy(self) -> None:
        """Puts the text that is chosen on the clipboard, else what was found, else the page's."""
        if self._pdf is None:
            return
        span = self._pages.chosen or self._hit or self._pdf.whole(self._page)
        QGuiApplication.clipboard().setText(self._pdf.text(span))
