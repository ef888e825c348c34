"""Hands and eyes for the page of a month's end, and for backups made from the window."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from app.gui.jobs import JobsPanel
from app.gui.screens.checklist import Checklist
from app.gui.screens.document_widgets import Link
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.window import WindowDriver


class MonthEndDriver(DocumentsDriver):
    """The page as a person sees it."""

    def __init__(self, qtbot, window: WindowDriver) -> None:
        super().__init__(qtbot, window, "Month end")

    @property
    def month(self) -> str:
        return self.field("through").shown

    def choose_month(self, text: str) -> None:
        self.field("through").retype(text).press("tab")
        self.come_back()

    @property
    def offered(self) -> list[str]:
        """The months in the open list."""
        self.field("through").press("down")
        found = self.field("through").offered
        self.field("through").press("escape")
        self.come_back()
        return found

    @property
    def list(self) -> dict[str, tuple[str, str, str]]:
        """Word, sentence and way by the names of what is on the list."""
        rows = self._all(Checklist)[0].rows
        return {name: (word, sentence, way) for word, name, sentence, way in rows}

    @property
    def left(self) -> str:
        return self.window.text("left_to_do")

    @property
    def does(self) -> str:
        """What the primary button says."""
        return str(self._find(QPushButton, "confirm_button").text())

    @property
    def moves(self) -> Any:
        return self.window.rows("lock_history")

    def follow_way(self, item: str) -> None:
        """Clicks the way of a row."""
        link = self._find(Link, f"open_{item}")
        self._qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    def walk(self, *keys: Qt.Key) -> str:
        """Moves with the arrows from the first way, and says where that leads."""
        self._all(Link)[0].setFocus()
        for key in keys:
            self._qtbot.keyClick(QApplication.focusWidget(), key)
        return self.window.focus


def wait_for_jobs(qtbot, window: WindowDriver) -> None:
    """Until all that runs beside the user has ended and was told."""
    panel = window.widget.findChildren(JobsPanel)[0]
    qtbot.waitUntil(lambda: not panel.jobs(), timeout=20_000)
    QApplication.processEvents()


def a_minute_later(window: WindowDriver) -> None:
    """What the window does once a minute."""
    timer = window.widget.findChild(QTimer, "heartbeat")
    assert timer
    timer.timeout.emit()


def choose_files(monkeypatch, opened: Path, saved: Path | None) -> list[str]:
    """Answers the system's dialogs with these files; answers what they offered first."""
    offered: list[str] = []

    def save(_parent: Any, _title: str, start: str, *_more: Any, **_facts: Any) -> Any:
        offered.append(start)
        return (str(saved) if saved else "", "")

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(opened), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    return offered
