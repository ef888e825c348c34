"""Scenes of a month's end: the checklist, locking and unlocking, backups."""

import os
import shutil
from datetime import UTC, datetime
from typing import Final

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.book import backup
from app.gui.jobs import JobsPanel
from app.gui.stage import Scene, Stage

_THEN: Final = datetime(2026, 11, 20, 17, 42, tzinfo=UTC)


def _month_end(stage: Stage) -> None:
    stage.show("month_end", "2026-11-30")


def _locked(stage: Stage) -> None:
    stage.show("month_end", "2026-10-31")
    stage.fill(reason="October is closed")
    stage.press("confirm_button")


def _unlock_refused(stage: Stage) -> None:
    _locked(stage)
    stage.press("confirm_button")


def _backed_up(stage: Stage) -> None:
    """The notice names a folder: everywhere the same one stands in the picture."""
    stage.show("month_end", "2026-11-30")
    stage.press("back_up_here_button")
    _wait(stage)


def _wait(stage: Stage) -> None:
    """Until nothing runs beside the user any more."""
    panel = stage.window.findChildren(JobsPanel)[0]
    while panel.jobs():
        QApplication.processEvents()
    stage.settle()


def _damaged(stage: Stage) -> None:
    """A book whose pages are spoilt, with a backup beside it."""
    path = stage.folder / "Northwind Traders.avoir"
    shutil.copyfile(stage.props.sample, path)
    backup.back_up(path, None, _THEN)
    os.truncate(path, 8192)
    stage.window.open(path)


def _tampered(stage: Stage) -> None:
    """Somebody changed words of the journal in the file itself."""
    path = stage.folder / "Northwind Traders.avoir"
    written = stage.props.sample.read_bytes()
    path.write_bytes(written.replace(b": receipt RCP-00", b": receipt RCP-10"))
    stage.window.open(path)
    stage.act("check_book")
    _wait(stage)


def _findings(stage: Stage) -> None:
    _tampered(stage)
    notice = stage.find(QWidget, "notice_check")
    stage.find(QPushButton, "notice_offer", notice).click()
    stage.settle()


SCENES: Final = (
    Scene("book-tampered", _tampered, book=""),
    Scene("book-findings", _findings, book=""),
    Scene("book-findings-large-text", _findings, book="", text=1.5),
    Scene("book-damaged", _damaged, book=""),
    Scene("month-end", _month_end, page="month_end"),
    Scene("month-end-empty", _month_end, book="empty", page="month_end"),
    Scene("month-locked", _locked, page="month_end"),
    Scene("month-unlock-refused", _unlock_refused, page="month_end"),
    Scene("month-end-backed-up", _backed_up, page="month_end"),
    Scene("month-end-large-text", _month_end, text=1.5, page="month_end"),
)
