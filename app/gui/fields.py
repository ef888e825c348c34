"""A field of a form: label, editor and the place for what is wrong with it. All editors, too."""

from typing import Any, Final, Protocol

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from app.gui.choice_field import Choice, ChoiceField, PartyField
from app.gui.date_field import DateField
from app.gui.icons import icon
from app.gui.number_field import MoneyField, NumberField
from app.gui.theme import grid, look, restyle

__all__ = [
    "CheckField", "Choice", "ChoiceField", "DateField", "Editor", "Field", "MoneyField",
    "NotesField", "NumberField", "PartyField", "ProblemLine", "TextField", "draw_box", "outline",
]  # fmt: skip


_MNEMONIC: Final = int(Qt.TextFlag.TextShowMnemonic)


class Editor(Protocol):
    """What every editor can do. `changed` tells each edit, `settled` its end, with value()."""

    changed: Any
    settled: Any

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...


class TextField(QLineEdit):
    """One line of text."""

    changed = Signal(object)
    settled = Signal(object)

    def __init__(self, placeholder: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda _text: self.changed.emit(self.value()))
        self.editingFinished.connect(lambda: self.settled.emit(self.value()))

    def value(self) -> str:
        """The text without blanks around it."""
        return self.text().strip()

    def set_value(self, value: object) -> None:
        """Shows text; None empties the field."""
        self.setText("" if value is None else str(value))


class NotesField(QPlainTextEdit):
    """Several lines of plain text. Tab leaves it, as everywhere."""

    changed = Signal(object)
    settled = Signal(object)

    def __init__(self, lines: int = 3, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.textChanged.connect(lambda: self.changed.emit(self.value()))

    def value(self) -> str:
        """The text without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: object) -> None:
        """Shows text; None empties the field."""
        self.setPlainText("" if value is None else str(value))

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().lineSpacing() * self._lines + grid(6)
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(grid(20), self.sizeHint().height())

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.settled.emit(self.value())


def draw_box(painter: QPainter, box: QRect, *, checked: bool, enabled: bool = True) -> None:
    """A box that is ticked or not, in the roles."""
    now = look()
    frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    ink = "muted" if not enabled else "accent" if checked else "edge"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(now.color(ink))
    painter.setBrush(now.color(ink if checked else "surface"))
    painter.drawRoundedRect(frame, 2, 2)
    if checked:
        icon("positive", "accent_text").paint(painter, box.adjusted(1, 1, -1, -1))


class CheckField(QCheckBox):
    """A fact that is so or not; its words stand beside the box, which is drawn here in the roles:
    Fusion's own box is all but invisible in the dark."""

    changed = Signal(object)
    settled = Signal(object)

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.toggled.connect(self._tell)

    def value(self) -> bool:
        """Whether it is so."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Sets or clears the box."""
        self.setChecked(bool(value))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, option, painter = look(), QStyleOptionButton(), QPainter(self)
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        box = QRect(box.left(), self.height() // 2 - now.scale.body // 2, *(2 * [now.scale.body]))
        draw_box(painter, box, checked=self.isChecked(), enabled=self.isEnabled())
        if self.hasFocus():
            painter.setPen(QPen(now.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.setPen(now.color("text" if self.isEnabled() else "muted"))
        words = self.rect().adjusted(box.right() + grid(2), 0, 0, 0)
        painter.drawText(words, _MNEMONIC | int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()

    def _tell(self, checked: bool) -> None:
        self.changed.emit(checked)
        self.settled.emit(checked)


class ProblemLine(QWidget):
    """A sentence about what is wrong: a sign, and words in the danger colour; or hidden."""

    def __init__(self, name: str, *, keeps_room: bool = False) -> None:
        super().__init__()
        self._sign = _Sign("danger", "danger")
        self._label = QLabel()
        self._label.setObjectName(name)
        self._label.setProperty("role", "problem")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(grid(1))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)  # so that nothing jumps
        self.setSizePolicy(policy)
        self.hide()

    def text(self) -> str:
        """The sentence that is shown, "" when all is fine."""
        return self._label.text() if not self.isHidden() else ""

    def set_text(self, text: str) -> None:
        """Shows the sentence; "" hides the line."""
        self._label.setText(text)
        self.setVisible(bool(text))


class Field(QWidget):
    """A label above an editor, and below it the place for its problem. The editor's object name is
    the domain's name for the field; that is how problems and tests find it."""

    def __init__(self, name: str, label: str, editor: Editor, *, hint: str = "") -> None:
        super().__init__()
        if not isinstance(editor, QWidget):
            raise TypeError(f"{name} needs a widget")
        self.name = name
        self.editor: Any = editor
        self.label = QLabel(label)
        self.label.setProperty("role", "label")
        self.label.setBuddy(editor)
        self.problem = ProblemLine(f"{name}_problem", keeps_room=True)
        self._hint = hint
        self.setObjectName(f"{name}_field")
        editor.setObjectName(name)
        editor.setAccessibleName(label.replace("&", ""))
        editor.setToolTip(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(grid(1))
        for part in (self.label, editor, self.problem):
            column.addWidget(part)
        self.label.setVisible(not isinstance(editor, CheckField))

    def value(self) -> Any:
        """The editor's value."""
        return self.editor.value()

    def set_value(self, value: Any) -> None:
        """Shows a value in the editor."""
        self.editor.set_value(value)

    def set_problem(self, text: str) -> None:
        """Shows what is wrong beside the editor; "" takes it away."""
        self.problem.set_text(text)
        self.editor.setAccessibleDescription(text or self._hint)
        outline(self.editor, wrong=bool(text))


def outline(editor: QWidget, *, wrong: bool) -> None:
    """Marks an editor in which something is wrong, or takes the mark away."""
    restyle(editor, "problem", "true" if wrong else "false")


class _Sign(QWidget):
    """An icon the height of small text, painted in the look that is in force."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._icon = icon(name, role)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        size = look().scale.small + 3
        return QSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()
