"""Ways: painted figures and bars that lead somewhere, and boards on which the arrows walk."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QWidget

from app.domain.money import Money
from app.domain.report import Leads
from app.gui import formats
from app.gui.arranged import Arranged
from app.gui.theme import font, grid, look

PAD: Final = grid(2)  # px left and right of what a way says: where the page's own text begins
_RADIUS: Final = 3
_STEPS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
Place = tuple[int, int]  # row, column
Go = Callable[[Leads], object]


class Way(QAbstractButton):
    """Something painted that leads somewhere by a click, Space or Enter. On a board the arrows go
    to its neighbours."""

    def __init__(self, go: Go, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._go = go
        self._leads: Leads | None = None
        self.clicked.connect(lambda _checked=False: self._open())

    def lead(self, leads: Leads, said: str) -> None:
        """Where it leads, and the sentence a screen reader says."""
        self._leads = leads
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        if self._leads is not None:
            self._go(self._leads)

    @property
    def is_pointed_at(self) -> bool:
        """Whether it is under the pointer or has the focus."""
        return self.underMouse() or self.hasFocus()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in _STEPS and isinstance(self.parent(), Board):
            event.ignore()  # the board knows where that is
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), look().color("hover"))
        self.paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look().color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Paints what it says."""
        raise NotImplementedError

    def write(self, painter: QPainter, room: QRect, text: str, role: str, of: QFont) -> None:
        """Words at the left of a room, with an ellipsis where they do not fit."""
        painter.setFont(of)
        painter.setPen(look().color(role))
        fitted = QFontMetrics(of).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, fitted)

    def write_amount(
        self, painter: QPainter, room: QRect, text: str, role: str, of: QFont
    ) -> None:
        """A figure at the right of a room; pointed at, it is underlined as every figure that
        opens something."""
        metrics = QFontMetrics(of)
        wide, middle = metrics.horizontalAdvance(text), room.center().y() + 1
        painter.setFont(of)
        painter.setPen(look().color(role))
        painter.drawText(room, _RIGHT, text)
        if self.is_pointed_at:
            line = middle + (metrics.ascent() - metrics.descent()) // 2 + 2
            painter.fillRect(room.right() + 1 - wide, line, wide, 1, look().color("accent"))


_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AmountWay(Way):
    """A figure by itself, at the right of its place."""

    def __init__(self, go: Go, name: str, size: str = "body", *, strong: bool = False) -> None:
        super().__init__(go, name)
        self._size, self._strong = size, strong

    def show_amount(self, amount: Money, leads: Leads, said: str) -> None:
        """Shows another figure; `said` is what it is of."""
        self.setText(formats.amount(str(amount)))
        self.lead(leads, f"{said}: {formats.money(amount)}")

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(wide + 2 * PAD, look().scale.row)

    def paint(self, painter: QPainter) -> None:
        room = self.rect().adjusted(PAD, 0, -PAD, 0)
        self.write_amount(painter, room, self.text(), "text", self._font())

    def _font(self) -> QFont:
        made = font("small" if self._size == "small" else "body")
        if self._strong:
            made.setWeight(QFont.Weight.Medium)
        return made


class Board(QWidget):
    """Ways in rows and columns. Tab comes to one of them, the one that was last looked at; the
    arrows go on from there, past empty places."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[Place, Way] = {}

    def set_ways(self, places: Mapping[Place, Way]) -> None:
        """Which way stands where; Tab comes to the first one, or to where the focus is."""
        self._places = dict(places)
        focused = next((one for one in self._places.values() if one.hasFocus()), None)
        stop = focused or next(iter(self._places.values()), None)
        if stop is not None:
            self._stop_at(stop)

    def ways(self) -> list[Way]:
        """All ways, as one reads."""
        return [self._places[place] for place in sorted(self._places)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((place for place, one in self._places.items() if one.hasFocus()), None)
        step = _STEPS.get(Qt.Key(event.key()))
        if here is None or step is None:
            super().keyPressEvent(event)
        elif there := self._next(here, step):
            self._stop_at(self._places[there])
            self._places[there].setFocus(Qt.FocusReason.TabFocusReason)
            _bring_up(self._places[there])

    def _next(self, here: Place, step: Place) -> Place | None:
        """The nearest place in a direction: in the same row or column, else beside it."""
        down, right = step

        def ahead(place: Place) -> int:
            return (place[0] - here[0]) * down + (place[1] - here[1]) * right

        def aside(place: Place) -> int:
            return abs((place[0] - here[0]) * right) + abs((place[1] - here[1]) * down)

        found = [place for place in self._places if ahead(place) > 0]
        if right:  # never into another row
            found = [place for place in found if not aside(place)]
        return min(found, key=lambda one: (ahead(one), aside(one)), default=None)

    def _stop_at(self, way: Way) -> None:
        for one in self._places.values():
            policy = Qt.FocusPolicy
            one.setFocusPolicy(policy.StrongFocus if one is way else policy.ClickFocus)


class Fitting(Arranged):
    """What lays itself out anew when its parts need more or less room, too."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # first: the layout then tells what is around it of one size only
        return super().event(event)


def _bring_up(widget: QWidget) -> None:
    """Scrolls so far that it is seen."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget, 0, grid(6))
