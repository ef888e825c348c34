"""Fields of a template that are no plain text: what is ticked, and a colour."""

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.template import COLOUR
from app.gui.fields import CheckField, TextField
from app.gui.flow import FlowLayout
from app.gui.theme import contrast, grid, look
from app.gui.words import QT_TRANSLATE_NOOP

_SHORT: Final = re.compile("[0-9a-fA-F]{3}")
PALE: Final = 4.5  # of contrast with white: paler ones are printed in a darker shade

# Quiet colours that are read well on white; the first is the usual one.
PRESETS: Final = (
    ("#0d406b", QT_TRANSLATE_NOOP("AccentField", "Navy")),
    ("#1d6453", QT_TRANSLATE_NOOP("AccentField", "Pine")),
    ("#5b6236", QT_TRANSLATE_NOOP("AccentField", "Olive")),
    ("#8a4a23", QT_TRANSLATE_NOOP("AccentField", "Copper")),
    ("#8b2f3c", QT_TRANSLATE_NOOP("AccentField", "Bordeaux")),
    ("#5a4475", QT_TRANSLATE_NOOP("AccentField", "Plum")),
    ("#3a3f45", QT_TRANSLATE_NOOP("AccentField", "Slate")),
)

_SWATCH: Final = 24  # px at 100 %
_LINE: Final = 30  # px at 100 %: as high as the field beside


class TicksField(QWidget):
    """Several of a few: its value is the names that are ticked, in their order."""

    changed = Signal(object)
    settled = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are names and words."""
        super().__init__()
        self.boxes: dict[str, CheckField] = {}
        flow = FlowLayout(self, grid(2))
        flow.setContentsMargins(0, 0, 0, 0)
        for name, words in choices:
            box = self.boxes[name] = CheckField(words)
            box.setObjectName(name)
            box.toggled.connect(self._tell)
            flow.addWidget(box)
        self.setFocusProxy(next(iter(self.boxes.values())))
        self._filling = False

    def value(self) -> list[str]:
        """The names that are ticked."""
        return [name for name, box in self.boxes.items() if box.isChecked()]

    def set_value(self, value: object) -> None:
        """Ticks these names and no others."""
        names = value if isinstance(value, (list, tuple)) else ()
        self._filling = True
        for name, box in self.boxes.items():
            box.setChecked(name in names)
        self._filling = False
        self._tell()

    def _tell(self, _checked: bool = False) -> None:  # noqa: FBT002 Qt's own
        if not self._filling:
            self.changed.emit(self.value())
            self.settled.emit(self.value())


class Swatches(QWidget):
    """A row of colours, one of which may be in force. The arrows choose."""

    chosen = Signal(str)

    def __init__(self, colours: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._colours, self._at = tuple(colours), -1
        self._looked = 0  # where the keyboard is
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_colour(self, colour: str) -> None:
        """Marks the colour that is in force, if it is one of these."""
        codes = [code for code, _ in self._colours]
        self._at = codes.index(colour.lower()) if colour.lower() in codes else -1
        self._looked = max(self._at, 0)
        self.setAccessibleDescription(self._colours[self._at][1] if self._at >= 0 else "")
        self.update()

    def sizeHint(self) -> QSize:
        side, high = look().scale.px(_SWATCH), look().scale.px(_LINE)
        return QSize(len(self._colours) * (side + grid(1)) - grid(1), high)

    def place(self, at: int) -> QRect:
        """Where a colour stands."""
        side = look().scale.px(_SWATCH)
        return QRect(at * (side + grid(1)), (self.height() - side) // 2, side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._under(event.position().toPoint())
        self.setToolTip(self._colours[at][1] if at >= 0 else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Up: -1, keys.Key_Right: 1, keys.Key_Down: 1}
        if step := steps.get(Qt.Key(event.key())):
            self._take((self._looked + step) % len(self._colours))
        elif event.key() == keys.Key_Space:
            self._take(self._looked)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._under(event.position().toPoint())
        if at >= 0:
            self._take(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, now = QPainter(self), look()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, (code, _name) in enumerate(self._colours):
            place = QRectF(self.place(at))
            if at == self._at or (self.hasFocus() and at == self._looked):
                ink = "accent" if self.hasFocus() and at == self._looked else "text"
                painter.setPen(QPen(now.color(ink), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
            painter.setPen(QPen(now.color("edge"), 1))
            painter.setBrush(QColor(code))
            painter.drawRoundedRect(place.adjusted(4.5, 4.5, -4.5, -4.5), 2, 2)
        painter.end()

    def _under(self, where: QPoint) -> int:
        return next((n for n in range(len(self._colours)) if self.place(n).contains(where)), -1)

    def _take(self, at: int) -> None:
        self._looked = at
        self.chosen.emit(self._colours[at][0])


class AccentField(TextField):
    """A colour as # and six digits, with the colour itself before it."""

    def __init__(self) -> None:
        super().__init__("#0d406b")
        self.textChanged.connect(lambda _text: self.update())
        self.editingFinished.connect(self._complete)
        self._fit()

    @property
    def colour(self) -> str:
        """The colour, "" while what is typed is none."""
        text = self.value()
        return text.lower() if COLOUR.fullmatch(text.lower()) else ""

    @property
    def is_pale(self) -> bool:
        """Whether titles in it could not be read on paper."""
        return bool(self.colour) and contrast(self.colour, "#ffffff") < PALE

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), self._side()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().color("edge"), 1))
        painter.setBrush(QColor(self.colour) if self.colour else Qt.BrushStyle.NoBrush)
        place = QRectF(grid(2) + 0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        painter.drawRoundedRect(place, 2, 2)
        painter.end()

    def _complete(self) -> None:
        """A colour as others write it: without #, or with three digits."""
        text = self.value().removeprefix("#")
        if _SHORT.fullmatch(text):
            text = "".join(2 * digit for digit in text)
        if COLOUR.fullmatch(f"#{text.lower()}") and self.value() != f"#{text}":
            self.set_value(f"#{text}")

    def _side(self) -> int:
        return look().scale.body + 3

    def _fit(self) -> None:
        self.setTextMargins(self._side() + grid(1), 0, 0, 0)
        self.setFixedWidth(look().scale.px(116))
