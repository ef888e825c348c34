"""Hands and eyes for the panel of running jobs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.gui.jobs import JobsPanel


class JobsDriver:
    """The panel as a person sees it."""

    def __init__(self, qtbot, panel: JobsPanel) -> None:
        self._qtbot, self._panel = qtbot, panel

    @property
    def shown(self) -> bool:
        return not self._panel.isHidden()

    @property
    def counts(self) -> list[str]:
        return [label.text() for label in self._panel.findChildren(QLabel, "job_count")]

    def cancel(self) -> None:
        button = self._panel.findChild(QPushButton, "job_cancel")
        assert button
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
