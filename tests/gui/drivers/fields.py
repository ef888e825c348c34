"""Hands and eyes for the fields of a form: typing, keys, and what is shown."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPlainTextEdit, QWidget

from app.gui.delegates import ROW_ID, TONE

KEYS = {
    "tab": Qt.Key.Key_Tab, "enter": Qt.Key.Key_Return, "escape": Qt.Key.Key_Escape,
    "up": Qt.Key.Key_Up, "down": Qt.Key.Key_Down,
    "page up": Qt.Key.Key_PageUp, "page down": Qt.Key.Key_PageDown,
}  # fmt: skip


class FieldDriver:
    """One editor: types into it and reads it."""

    def __init__(self, qtbot, editor) -> None:
        self._qtbot = qtbot
        self._editor: Any = editor
        self.told: list[object] = []
        editor.settled.connect(self.told.append)

    def type(self, text: str) -> "FieldDriver":
        if QApplication.activePopupWidget() is None:
            self._editor.setFocus()
        for at, line in enumerate(text.split("\n")):
            if at:
                self.press("enter")
            self._qtbot.keyClicks(self._target, line)
        return self

    def press(self, *names: str) -> "FieldDriver":
        for name in names:
            self._qtbot.keyClick(self._target, KEYS[name])
        return self

    def retype(self, text: str) -> "FieldDriver":
        self._editor.setFocus()
        self._editor.selectAll()
        return self.type(text)

    def click(self) -> None:
        self._qtbot.mouseClick(self._editor, Qt.MouseButton.LeftButton)

    @property
    def shown(self) -> str:
        plain = isinstance(self._editor, QPlainTextEdit)
        return str(self._editor.toPlainText() if plain else self._editor.text())

    @property
    def focused(self) -> bool:
        return bool(self._editor.hasFocus())

    @property
    def offered(self) -> list[str]:
        """The rows of the open list, none when it is closed."""
        return self._of_rows(int(Qt.ItemDataRole.DisplayRole))

    @property
    def tones(self) -> list[str | None]:
        """The colour role in which each of them is written, None for the usual one."""
        return self._of_rows(TONE)

    def _of_rows(self, role: int) -> list[Any]:
        popup = QApplication.activePopupWidget()
        if not isinstance(popup, QListView):
            return []
        model = popup.model()
        return [model.index(at, 0).data(role) for at in range(model.rowCount())]

    def take(self, text: str) -> None:
        """Clicks a row of the open list."""
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QListView)
        index = next(
            popup.model().index(at, 0) for at, said in enumerate(self.offered) if said == text
        )
        assert index.data(ROW_ID) is not None
        where = popup.visualRect(index).center()
        self._qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=where)

    @property
    def _target(self) -> QWidget:
        return QApplication.activePopupWidget() or self._editor


class FormDriver:
    """A form: its editors by the domain's names, and its problems."""

    def __init__(self, qtbot, form: QWidget) -> None:
        self._qtbot, self._form = qtbot, form

    def field(self, name: str) -> FieldDriver:
        found = [self._form.findChild(kind, name) for kind in (QLineEdit, QPlainTextEdit)]
        return FieldDriver(self._qtbot, next(filter(None, found)))

    def problem(self, name: str = "form") -> str:
        """The sentence shown at a field, or for the form as a whole; "" when there is none."""
        label = self._form.findChild(QLabel, f"{name}_problem")
        assert label
        return label.text() if label.isVisibleTo(self._form) else ""

    @property
    def focused(self) -> str:
        focus = QApplication.focusWidget()
        return focus.objectName() if focus else ""
