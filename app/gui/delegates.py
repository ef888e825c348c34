"""How cells are painted: text, money, status, date. They paint; they neither fetch nor decide."""

from functools import cache
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.gui import formats
from app.gui.theme import Look, look

ROW_ID: Final = int(Qt.ItemDataRole.UserRole) + 1  # the row's id as text
TONE: Final = ROW_ID + 1  # a colour role's name for this cell

PAD: Final = 8
BAR: Final = 3  # px: the mark of what is current
_DOT: Final = 7  # px at 100 %

# status word of a document -> colour role of its dot
TONES: Final[dict[str, str]] = {
    "draft": "muted",
    "pending_approval": "warning",
    "issued": "accent",
    "open": "accent",
    "partially_applied": "warning",
    "partially_paid": "warning",
    "fully_applied": "positive",
    "paid": "positive",
    "recorded": "positive",
    "expired": "danger",
    "void": "danger",
}

_Index = QModelIndex | QPersistentModelIndex
_ALIGN: Final = Qt.ItemDataRole.TextAlignmentRole
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter.value
_SELECTED: Final = QStyle.StateFlag.State_Selected
_FITTED: Final = 4000  # texts a column remembers to fit its width

Face = tuple[str, int, str]  # words as they stand in a cell, how they are aligned, colour role


def mark(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> bool:
    """Paints what lies behind one of a few names to choose from: that it is the chosen one, or
    that the pointer is over it; answers whether it is chosen."""
    now, selected = look(), bool(state & _SELECTED)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, now.color("selection" if selected else "hover"))
    if selected:
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        bar = QRect(rect.left(), rect.top(), BAR, rect.height())
        painter.fillRect(bar, now.color("accent" if focused else "edge"))
    return selected


class Cell(QStyledItemDelegate):
    """Text on the row's ground, in the cell's tone, with an ellipsis where it does not fit."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._fitted: dict[tuple[str, int, int], str] = {}
        self._letters: dict[int, _Letters] = {}  # by the height of the font

    def words(self, text: str) -> str:
        """What the model says, as people read it."""
        return text

    def ink(self, _text: str, tone: str | None) -> str:
        """The colour role it is written in, given what the model says and its tone."""
        return tone or "text"

    def shown(self, index: _Index) -> str:
        """The words that stand in the cell."""
        return self.words(str(index.data() or ""))

    def role(self, index: _Index) -> str:
        """The colour role they are written in."""
        return self.ink(str(index.data() or ""), index.data(TONE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now, facts = look(), _facts(option)
        if _SELECTED in facts.state:
            painter.fillRect(facts.rect, now.color("selection"))
        self.write(painter, facts.rect.adjusted(PAD, 0, -PAD, 0), index, now, facts.fontMetrics)

    def write(
        self, painter: QPainter, rect: QRect, index: _Index, now: Look, metrics: QFontMetrics
    ) -> None:
        """Writes the cell's words into its rectangle."""
        model: Any = index.model()
        faces = getattr(model, "faces", None)
        if faces is None:
            text = self.fit(self.shown(index), metrics, rect.width())
            align, role = index.data(_ALIGN) or _MIDDLE, self.role(index)
            align = getattr(align, "value", align) | _MIDDLE
        else:
            key = (index.row(), index.column())
            face = faces.get(key)
            if face is None:
                said, align, tone = model.cell(*key)
                face = faces[key] = (self.words(said), align, self.ink(said, tone))
            text, align, role = face
            text = self._fitted_to(text, metrics, rect.width())
        painter.setPen(_colour(getattr(now.roles, role)))
        painter.drawText(rect, align, text)

    def _fitted_to(self, text: str, metrics: QFontMetrics, width: int) -> str:
        """As `fit`, which is slow, for a list in which the same words stand again and again."""
        key = (text, width, metrics.height())
        found = self._fitted.get(key)
        if found is None:
            if len(self._fitted) >= _FITTED:
                self._fitted.clear()
            letters = self._letters.get(key[2]) or _Letters(metrics)
            self._letters[key[2]] = letters
            at_most = sum(map(letters.__getitem__, text)) + len(text) // 2 + 1  # they are rounded
            found = text if at_most <= width else self.fit(text, metrics, width)
            self._fitted[key] = found
        return found

    def fit(self, text: str, metrics: QFontMetrics, width: int) -> str:
        """The text, shortened with an ellipsis to a width in px."""
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = _facts(option).fontMetrics.horizontalAdvance(self.shown(index)) + 2 * PAD
        return QSize(width, look().scale.row)


class _Letters(dict[str, int]):
    """How wide each letter is, in px, measured once: a word need not be measured to know that
    it fits."""

    def __init__(self, metrics: QFontMetrics) -> None:
        super().__init__()
        self._metrics = QFontMetrics(metrics)

    def __missing__(self, letter: str) -> int:
        found = self[letter] = self._metrics.horizontalAdvance(letter)
        return found


class MoneyCell(Cell):
    """An amount: grouped, a true minus, zero muted. Too narrow, it shows no digits at all."""

    def words(self, text: str) -> str:
        return formats.amount(text)

    def ink(self, text: str, tone: str | None) -> str:
        return tone or ("text" if text.strip("0.") else "muted")

    def fit(self, text: str, metrics: QFontMetrics, width: int) -> str:
        return text if metrics.horizontalAdvance(text) <= width else "…"


class DateCell(Cell):
    """An ISO date as the locale's short date, or as it is when `iso`."""

    def __init__(self, parent: Any = None, *, iso: bool = False) -> None:
        super().__init__(parent)
        self._iso = iso

    def words(self, text: str) -> str:
        return text if self._iso else formats.day(text)


class StatusCell(Cell):
    """A dot in the status's colour, and its word."""

    def ink(self, _text: str, tone: str | None) -> str:
        return "muted" if tone == "muted" else "text"

    def write(
        self, painter: QPainter, rect: QRect, index: _Index, now: Look, metrics: QFontMetrics
    ) -> None:
        size = now.scale.px(_DOT)
        spot = QRectF(rect.left(), rect.center().y() - size / 2 + 1, size, size)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color(str(index.data(TONE) or "muted")))
        painter.drawEllipse(spot)
        painter.restore()
        super().write(painter, rect.adjusted(size + PAD, 0, 0, 0), index, now, metrics)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        size = super().sizeHint(option, index)
        return size + QSize(look().scale.px(_DOT) + PAD, 0)


@cache
def _colour(code: str) -> QColor:
    return QColor(code)


def _facts(option: QStyleOptionViewItem) -> Any:
    """The option's fields, which Qt's Python stubs do not list."""
    return option
