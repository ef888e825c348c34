"""Hands and eyes for the print preview: what is previewed, and what comes out of the printer."""

from pathlib import Path
from typing import Any

import pypdfium2

from app.domain.report import Wish
from app.gui.desk import Desk
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

    @property
    def _desk(self) -> Desk:
        assert self._window.desk
        return self._window.desk


def paper_size(path: Path) -> tuple[float, float]:
    """Width and height of the first page of a PDF, in points."""
    with pypdfium2.PdfDocument(path) as file:
        width, height = file.get_page_size(0)
        return width, height
