"""Hands and eyes for the overview: its figures, its bars, and where they lead."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.gui.screens.home import HomeScreen
from app.gui.screens.home_ageing import AgeingBars
from app.gui.screens.home_chart import ReasonBars
from app.gui.screens.home_figures import LargeFigure
from app.gui.screens.home_ways import Way
from tests.gui.drivers.window import WindowDriver


class HomeDriver:
    """The page as a person sees it."""

    def __init__(self, qtbot, window: WindowDriver) -> None:
        self._qtbot, self.window = qtbot, window
        window.go("Home")

    # What it says

    @property
    def figures(self) -> dict[str, str]:
        """The large figures by what they lead from."""
        return {one.objectName(): one.text() for one in self._all(LargeFigure)}

    def ageing(self, side: str) -> dict[str, str]:
        """The figures of a side by their words."""
        boards = (one for one in self._all(AgeingBars) if one.objectName() == f"ageing_{side}")
        return dict(next(boards).shown)

    @property
    def reasons(self) -> list[str]:
        """The names of all bars of the chart and of its sums, as one reads."""
        return [one.objectName() for one in self._all(ReasonBars)[0].ways()]

    def spoken(self, name: str) -> str:
        """What a screen reader says of a figure or a bar."""
        return str(self._find(name).accessibleName())

    def tip(self, name: str) -> str:
        return str(self._find(name).toolTip())

    @property
    def all_spoken(self) -> list[str]:
        return [one.accessibleName() for one in self._all(Way)]

    # Bars

    def bar_length(self, name: str) -> int:
        """How many px the bar of an age is long."""
        return len(self._ink(name))

    def bar_colour(self, name: str) -> str:
        """The colour of the bar of an age, "" where there is none."""
        inked = self._ink(name)
        return max(inked, key=inked.count, default="")

    def bar_height(self, name: str) -> int:
        """How high the bar of a month is, in px."""
        image = self._find(name).grab().toImage()
        x = image.width() - 20
        column = [image.pixel(x, y) for y in range(image.height())]
        return sum(1 for one in column if one != column[0])

    def _ink(self, name: str) -> list[str]:
        """The colours in the middle of a row, between its words and its figure."""
        image = self._find(name).grab().toImage()
        middle, ground = image.height() // 2, image.pixelColor(2, 2).name()
        row = (image.pixelColor(x, middle).name() for x in range(132, image.width() - 92))
        return [one for one in row if one != ground]

    # Hands

    def follow(self, name: str) -> None:
        """Clicks a figure or a bar."""
        self._qtbot.mouseClick(self._find(name), Qt.MouseButton.LeftButton)

    def point_at(self, name: str) -> None:
        """Moves the pointer onto a bar."""
        bar = self._find(name)
        self._qtbot.mouseMove(self.window.widget, QPoint(1, 1))
        self._qtbot.mouseMove(bar)
        QApplication.processEvents()

    def stand_on(self, name: str) -> None:
        """Puts the focus on a figure or a bar."""
        self._find(name).setFocus()

    def walk(self, *keys: Qt.Key) -> str:
        """Types keys where the focus is; answers where it is then."""
        for key in keys:
            self.window.focus  # noqa: B018  the window comes to the front
            widget = QApplication.focusWidget()
            assert widget
            self._qtbot.keyClick(widget, key)
        return self.window.focus

    def tab_stops(self) -> list[str]:
        """Where Tab comes by on the page, once round."""
        found = [self.window.focus]
        while (after := self.walk(Qt.Key.Key_Tab)) and self._is_on_page(
            QApplication.focusWidget()
        ):
            found.append(after)
        return found

    def _is_on_page(self, widget: QWidget | None) -> bool:
        return widget is not None and self._all(HomeScreen)[0].isAncestorOf(widget)

    def seen(self, name: str) -> bool:
        """Whether a way is in sight, not scrolled away."""
        return bool(self._find(name).visibleRegion().boundingRect().height() > 0)

    @property
    def scrolls_sideways(self) -> bool:
        area = self._all(QScrollArea)[0]
        return bool(area.horizontalScrollBar().maximum())

    def cut_off(self) -> list[str]:
        """The ways whose words do not fit."""
        return [
            one.objectName()
            for one in self._all(Way)
            if one.width() < one.sizeHint().width() or one.height() < one.sizeHint().height()
        ]

    def stands_beside(self) -> bool:
        """Whether the chart stands at the right of what is open, not below it."""
        left, right = self._all(AgeingBars)[0], self._all(ReasonBars)[0]
        return _left(right) > _left(left)

    def _all(self, kind: Any) -> list[Any]:
        return [one for one in self.window.widget.findChildren(kind) if one.isVisible()]

    def _find(self, name: str) -> Any:
        return next(one for one in self._all(QWidget) if one.objectName() == name)


def _left(widget: QWidget) -> int:
    return widget.mapToGlobal(QPoint(0, 0)).x()
