"""Hands and eyes for the crash dialog."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton


class CrashDriver:
    """The crash dialogs that are open."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot

    @property
    def dialogs(self) -> list[QDialog]:
        return [
            one for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.objectName() == "crash" and one.isVisible()
        ]  # fmt: skip

    @property
    def report(self) -> str:
        text = self.dialogs[0].findChild(QPlainTextEdit, "crash_report")
        assert text
        return text.toPlainText()

    def copy(self) -> str:
        button = self.dialogs[0].findChild(QPushButton, "crash_copy")
        assert button
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        return QApplication.clipboard().text()

    def go_on(self) -> None:
        self.dialogs[0].accept()
