"""What all dialogs share: a heading, a form with its problems beside the fields, two buttons."""

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.perform import Form
from app.gui.theme import grid, look

_WIDTH: Final = 480  # px at 100 %


class Fitted(QDialog):
    """A dialog whose sizes follow those of the text."""

    def _fit(self) -> None:
        """Gives the sizes that depend on the size of the text."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()


class FormDialog(Fitted):
    """A modal form. `confirm` is the primary button; Ctrl+Enter presses it from every field."""

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.width_at_one = _WIDTH
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form()
        self.body = QVBoxLayout(self.form)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(grid(1))
        self._heading = QLabel()
        self._heading.setObjectName("dialog_title")
        self._heading.setProperty("role", "heading")
        self.confirm = QPushButton()
        self.confirm.setObjectName("confirm")
        self.confirm.setProperty("kind", "primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.act)
        self.dismiss = QPushButton(self.tr("Cancel"))
        self.dismiss.setObjectName("dismiss")
        self.dismiss.setAutoDefault(False)
        self.dismiss.clicked.connect(self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(grid(2))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.dismiss)
        self.buttons.addWidget(self.confirm)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(grid(6), grid(5), grid(6), grid(5))
        column.setSpacing(grid(3))
        column.addWidget(self._heading)
        column.addWidget(self.form)
        column.addWidget(self.form.problem)
        column.addStretch(1)
        column.addLayout(self.buttons)

    def say(self, title: str, confirm: str) -> None:
        """The heading and the words of the primary button."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self.confirm.setText(confirm)

    def act(self) -> None:
        """What the primary button does; it closes the dialog when all went well."""
        raise NotImplementedError

    def _fit(self) -> None:
        self.setMinimumWidth(look().scale.px(self.width_at_one))

    def event(self, event: QEvent) -> bool:
        """Grows when a problem needs room."""
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            needed = self._column.totalHeightForWidth(self.width())
            needed = max(needed, self._column.totalMinimumSize().height())
            if needed > self.height():
                self.resize(self.width(), needed)
        return answer

    def keyPressEvent(self, event: Any) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.act()
        else:
            super().keyPressEvent(event)
