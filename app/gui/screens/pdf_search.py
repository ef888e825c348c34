"""Finds words in a PDF a few pages at a time: the window is usable all the while."""

import time
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.gui.pdf_file import Pdf, Span

_SLICE_S: Final = 0.02  # as long as nobody notices


class PdfSearch(QObject):
    """`told` comes with every slice, and at the end, when `is_done` says so."""

    told = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Span] = []
        self.at: int | None = None  # the hit that is looked at
        self.words = ""
        self._pdf: Pdf | None = None
        self._page = self._from = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether every page was looked through."""
        return not self._timer.isActive()

    @property
    def hit(self) -> Span | None:
        """The hit that is looked at."""
        return None if self.at is None else self.hits[self.at]

    def start(self, pdf: Pdf | None, words: str, page: int) -> None:
        """Looks for words; the first hit from `page` on becomes the one that is looked at."""
        self.hits, self.at, self.words = [], None, words
        self._pdf, self._page, self._from = pdf, 0, page
        if pdf is not None and words:
            self._timer.start()
            self._go_on()
        else:
            self._timer.stop()
            self.told.emit()

    def stop(self) -> None:
        """Looks no further: the PDF goes."""
        self._timer.stop()
        self._pdf, self.hits, self.at = None, [], None

    def step(self, by: int) -> None:
        """To the next hit or the one before; after the last comes the first."""
        if self.hits:
            self.at = (-1 if by > 0 else 0) if self.at is None else self.at
            self.at = (self.at + by) % len(self.hits)
            self.told.emit()

    def _go_on(self) -> None:
        until = time.monotonic() + _SLICE_S
        while self._pdf is not None and self._page < self._pdf.count:
            self.hits += self._pdf.find(self.words, self._page)
            self._page += 1
            if time.monotonic() >= until:
                break
        if self.at is None:
            later = (at for at, hit in enumerate(self.hits) if hit.page >= self._from)
            self.at = next(later, None)
        if self._pdf is None or self._page >= self._pdf.count:
            self._timer.stop()
            if self.at is None and self.hits:
                self.at = 0
        self.told.emit()
