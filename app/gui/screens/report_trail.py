"""The way from the report that was chosen down to the one that is shown, as the page's title."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy

from app.domain.report import Wish
from app.gui import formats
from app.gui.arranged import Arranged
from app.gui.head import Elided
from app.gui.screens.document_widgets import Link
from app.gui.theme import font, grid


@dataclass(frozen=True, slots=True)
class Place:
    """A report on the way: what was asked, and the cell that was current there."""

    name: str
    wish: Wish
    title: str = ""
    short: str = ""  # what it is called on the way to another one
    cell: tuple[int, int] = (-1, -1)
    chosen: bool = False  # from the list, not by a figure


class Trail(Arranged):
    """Words that lead back, and the title of what is shown. `back_to` tells the place in the way
    that is wanted. Where there is little room the way begins with an ellipsis, which leads one
    further back."""

    back_to = Signal(object)  # an int

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trail")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(grid(2))
        self._title = _Title()
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        self._way: tuple[Place, ...] = ()
        self._links: list[tuple[Link, QLabel]] = []
        self._rest = self._make("…", -1)

    @property
    def shown(self) -> list[str]:
        """What can be read, from first to last."""
        links = [link for link, _ in (self._rest, *self._links) if not link.isHidden()]
        return [*(one.text() for one in links), self._title.text()]

    def show_way(self, way: Sequence[Place]) -> None:
        """Shows the way."""
        for link, sign in self._links:
            for old in (link, sign):
                self._row.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._way = tuple(way)
        self._links = [self._make(place.short, at) for at, place in enumerate(way[:-1])]
        self._title.setText(formats.in_words(way[-1].title) if way else "")
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(grid(40), super().minimumSizeHint().height())

    def _make(self, text: str, at: int) -> tuple[Link, QLabel]:
        """A link and the sign after it; at -1 the ellipsis before all."""
        link, sign = Link(text), QLabel("›")
        link.setObjectName("back_further" if at < 0 else f"back_to_{at}")
        link.setAccessibleName(self.tr("Back to {report}").format(report=text))
        link.clicked.connect(lambda _checked=False: self._go(at))
        sign.setProperty("role", "muted")
        for place, widget in enumerate((link, sign)):
            self._row.insertWidget(2 * (at + 1) + place, widget)
        return link, sign

    def _go(self, at: int) -> None:
        first = next(n for n, (link, _) in enumerate(self._links) if not link.isHidden())
        self.back_to.emit(at if at >= 0 else first - 1)

    def _arrange(self) -> None:
        """As much of the way as there is room for, the end of it always."""
        room = self.width() - self._title.sizeHint().width()
        first = len(self._links)
        while first and (room := room - self._wide(self._links[first - 1])) >= 0:
            first -= 1
        first = min(first, max(0, len(self._links) - 1))
        if first and room + self._wide(self._links[first - 1]) < self._wide(self._rest):
            first = min(first + 1, len(self._links) - 1)
        for at, (link, sign) in enumerate(self._links):
            link.setMinimumWidth(link.sizeHint().width())  # the title gives way, not its way
            for widget in (link, sign):
                widget.setVisible(at >= first)
        for widget in self._rest:
            widget.setVisible(first > 0)

    def _wide(self, pair: tuple[Link, QLabel]) -> int:
        return sum(one.sizeHint().width() + self._row.spacing() for one in pair)


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
