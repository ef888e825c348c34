"""Hands and eyes for the print preview: what is previewed, and what comes out of the printer."""

from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from app.domain.report import Wish
from app.gui.desk import Desk
from app.gui.screens.pdf_area import PdfArea
from tests.gui.drivers.window import WindowDriver


class PreviewDriver(WindowDriver):
    """The window, asked for previews as its pages ask for them."""

    def preview_report(self, name: str, wish: Wish) -> None:
        """Asks for the print preview of a report."""
        self._desk.preview_report(name, wish)

    def preview_again(self) -> None:
        """Comes back to the preview as it stands."""
        self._desk.show("preview")

    def work(self, command: Any, *args: Any, **facts: Any) -> Any:
        """Does something in the book, as another page would."""
        return self._desk.book.do(self._desk.today(), command, *args, **facts)

    # What is looked at

    @property
    def zoom(self) -> int:
        """The size of the pages in percent."""
        QApplication.processEvents()  # the page takes its room
        return int(self._button("zoom").text().strip(" %"))

    def choose_zoom(self, text: str) -> None:
        """Takes a line of the menu behind the size."""
        menu = self._button("zoom").menu()
        next(act for act in menu.actions() if act.text() == text).trigger()

    def wheel(self, turns: int, *, ctrl: bool = True) -> None:
        """Turns the wheel over the middle of the pages."""
        where = QPointF(self._area.viewport().rect().center())
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            where, QPointF(self._area.viewport().mapToGlobal(where.toPoint())), QPoint(),
            QPoint(0, 120 * turns), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase,
            False,
        )  # fmt: skip
        QApplication.sendEvent(self._area.viewport(), event)

    @property
    def is_written_on(self) -> bool:
        """Whether something stands where the pages are, or will be."""
        image = self._area.viewport().grab().toImage()
        across, down = range(0, image.width(), 2), range(0, image.height(), 2)
        return any(image.pixelColor(x, y).lightness() < 160 for x in across for y in down)

    @property
    def pages(self) -> str:
        """The page that is looked at, as it reads: "2 of 7"."""
        return f"{self._find(QLineEdit, 'page_number').text()} {self._text('page_count')}"

    def go_to_page(self, typed: str) -> None:
        """Types a page's number into its field."""
        field = self._find(QLineEdit, "page_number")
        field.setFocus()
        field.selectAll()
        self._qtbot.keyClicks(field, typed)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)

    def look_for(self, words: str) -> None:
        """Presses Ctrl+F, types, and waits until all pages are looked through."""
        self.press("Ctrl+F")
        line = self._find(QLineEdit, "find")
        line.clear()
        self._qtbot.keyClicks(line, words)
        self._qtbot.keyClick(line, Qt.Key.Key_Return)
        self.wait_found()

    def wait_found(self) -> None:
        """Until all pages are looked through."""
        self._qtbot.waitUntil(lambda: not self._text("found").endswith("…"))

    @property
    def found(self) -> str:
        return self._text("found")

    def ink(self, name: str) -> int:
        self._area.viewport().grab()
        self._qtbot.waitUntil(lambda: self._area.is_sharp)
        return super().ink(name)

    def colours(self) -> set[str]:
        """The colours of the pages that are seen, in large places: marks of what is found."""
        self._qtbot.waitUntil(lambda: self._area.is_sharp)
        image = self._area.viewport().grab().toImage()
        seen = Counter(
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 2)
        )
        return {name for name, count in seen.items() if count > 20}

    def drag(self, first: str, last: str) -> None:
        """Chooses text with the mouse from one word to another on the page that is seen."""
        area = self._area
        pages: Any = area.widget()
        pdf: Any = area.pdf
        ends = []
        for word in (first, last):
            place = pages.place_of(pdf.find(word, area.page)[0])
            ends.append(place)
        start = QPoint(ends[0].left() + 1, ends[0].center().y())
        stop = QPoint(ends[1].right() - 1, ends[1].center().y())
        self._qtbot.mousePress(pages, Qt.MouseButton.LeftButton, pos=start)
        self._qtbot.mouseMove(pages, pos=stop)
        self._qtbot.mouseRelease(pages, Qt.MouseButton.LeftButton, pos=stop)

    def can(self, name: str) -> bool:
        """Whether a tool over the pages can be used."""
        return bool(self._find(QToolButton, f"{name}_button").isEnabled())

    def click_margin(self) -> None:
        """Clicks where no text stands: nothing is chosen any more."""
        pages: Any = self._area.widget()
        self._area.setFocus()
        corner = self._area.viewport().rect().topLeft() + QPoint(3, 3)
        where = pages.mapFrom(self._area.viewport(), corner)
        self._qtbot.mouseClick(pages, Qt.MouseButton.LeftButton, pos=where)

    @property
    def clipboard(self) -> str:
        return QApplication.clipboard().text()

    @property
    def _area(self) -> PdfArea:
        found = self._find(PdfArea, "paper")
        assert isinstance(found, PdfArea)
        return found

    @property
    def _desk(self) -> Desk:
        assert self._window.desk
        return self._window.desk


def paper_size(path: Path) -> tuple[float, float]:
    """Width and height of the first page of a PDF, in points."""
    with pypdfium2.PdfDocument(path) as file:
        width, height = file.get_page_size(0)
        return width, height
