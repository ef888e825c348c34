"""The way from the report that was chosen down to the one that is shown, as the page's title."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.domain.report import Wish
from app.gui import formats
from app.gui.head import Elided
from app.gui.screens.document_widgets import Link
from app.gui.theme import font, grid

_BEFORE = 2  # reports of the way that are named before the one that is shown


@dataclass(frozen=True, slots=True)
class Place:
    """A report on the way: what was asked, and the cell that was current there."""

    name: str
    wish: Wish
    title: str = ""
    cell: tuple[int, int] = (-1, -1)
    chosen: bool = False  # from the list, not by a figure


class Trail(QWidget):
    """Words that lead back, and the title of what is shown. `back_to` tells the place in the way
    that is wanted."""

    back_to = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trail")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(grid(1))
        self._title = _Title()
        self._row.addWidget(self._title)
        self._links: list[QWidget] = []

    @property
    def shown(self) -> list[str]:
        """The titles from first to last, as they read."""
        links = [one.text() for one in self._links if isinstance(one, Link)]
        return [*links, self._title.text()]

    def show_way(self, way: Sequence[Place]) -> None:
        """Shows the way; a long one begins with an ellipsis that leads one further back."""
        for old in self._links:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._links = []
        first = max(0, len(way) - 1 - _BEFORE)
        if first:
            self._add("…", first - 1)
        for at in range(first, len(way) - 1):
            self._add(formats.in_words(way[at].title), at)
        self._title.setText(formats.in_words(way[-1].title) if way else "")
        self.updateGeometry()

    def _add(self, text: str, at: int) -> None:
        link, sign = Link(text), QLabel("›")
        link.setObjectName(f"back_to_{at}")
        link.setAccessibleName(self.tr("Back to {report}").format(report=text))
        link.clicked.connect(lambda _checked=False: self.back_to.emit(at))
        sign.setProperty("role", "muted")
        for widget in (link, sign):
            self._row.insertWidget(len(self._links), widget)
            self._links.append(widget)
            widget.show()


class _Title(Elided):
    """The title in the size of headings; too long, it ends in an ellipsis."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_title")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.font() != font("heading"):
            self.setFont(font("heading"))
