"""When Avoir itself is wrong: a plain sentence, the whole report, a copy button, no sending."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.gui.theme import grid

_LOG_BYTES: Final = 200_000
_LOG: Final = logging.getLogger("avoir.crash")


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The whole report: what ran where, and what went wrong. It stays on this computer."""
    import platform  # not before there is a report: the start is quicker for it

    return "\n".join(
        (
            f"Avoir {version()} · Python {platform.python_version()} · Qt {qVersion()}",
            platform.platform(),
            "",
            "".join(traceback.format_exception(kind, error, trace)).rstrip(),
        )
    )


def version() -> str:
    """Avoir's version, as the package says it."""
    from importlib import metadata

    try:
        return metadata.version("avoir")
    except metadata.PackageNotFoundError:
        return "from source"


def outline(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The report without the error's own words, which may hold names and amounts: for the log."""
    frames = (f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in _frames(trace))
    return "\n".join((kind.__name__, *frames))


def install(folder: Path, shown: Callable[[str], object] | None = None) -> "CrashHook":
    """From now on every error that nobody caught is logged in `folder` and shown. `shown` takes
    the report instead of the dialog."""
    hook = CrashHook(folder, shown or show)
    sys.excepthook = hook.caught
    threading.excepthook = hook.caught_in_thread
    return hook


class CrashHook(QObject):
    """Takes uncaught errors from any thread to the log and, on the UI thread, to the dialog."""

    _arrived = Signal(str)

    def __init__(self, folder: Path, shown: Callable[[str], object]) -> None:
        super().__init__()
        self._shown = shown
        self._folder: Path | None = folder  # of the log, until that is open
        self._showing = False
        self._arrived.connect(self._show)  # a QObject's method: lands on this object's thread
        _LOG.propagate = False

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """For sys.excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._open_log()
        _LOG.error(outline(kind, trace))
        text = report(kind, error, trace)
        try:
            self._arrived.emit(text)
        except Exception:  # noqa: BLE001 Qt is going down; the words must still get out
            sys.stderr.write(text + "\n")

    def _open_log(self) -> None:
        """With the first error: until then there is nothing to write."""
        from logging.handlers import RotatingFileHandler

        if self._folder is None:
            return
        folder, self._folder = self._folder, None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            log = RotatingFileHandler(folder / "crash.log", maxBytes=_LOG_BYTES, backupCount=1)
            log.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            _LOG.addHandler(log)
        except OSError:  # a full or read-only disk must not stop the dialog
            _LOG.addHandler(logging.NullHandler())

    def caught_in_thread(self, facts: threading.ExceptHookArgs) -> None:
        """For threading.excepthook."""
        error = facts.exc_value or facts.exc_type()
        self.caught(facts.exc_type, error, facts.exc_traceback)

    def _show(self, text: str) -> None:
        """One dialog at a time: an error while painting it would come back for ever."""
        if self._showing or QApplication.instance() is None:
            sys.stderr.write(text + "\n")
            return
        self._showing = True
        try:
            dialog: Any = self._shown(text)
            if isinstance(dialog, QDialog):
                dialog.finished.connect(self._free)
            else:
                self._showing = False
        except Exception:  # noqa: BLE001 Qt is half dead; the words must still get out
            self._showing = False
            sys.stderr.write(text + "\n")

    def _free(self) -> None:
        self._showing = False


class CrashDialog(QDialog):
    """Says what happened, shows everything, copies it. Closing it goes on with the work."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle("Avoir")
        sentence = QLabel(self.tr("Something is wrong inside Avoir."))
        sentence.setProperty("role", "heading")
        comfort = QLabel(
            self.tr(
                "Your book is safe: an act is saved whole or not at all, and what you were "
                "typing is kept. You can go on. If it happens again, the report below helps "
                "whoever looks into it. It stays on this computer; nothing is sent."
            )
        )
        comfort.setWordWrap(True)
        self._report = QPlainTextEdit(text)
        self._report.setObjectName("crash_report")
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox()
        copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("crash_copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self._report.toPlainText()))
        close = buttons.addButton(self.tr("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setDefault(True)
        buttons.accepted.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(grid(6), grid(6), grid(6), grid(6))
        box.setSpacing(grid(3))
        for part in (sentence, comfort, self._report, buttons):
            box.addWidget(part)
        self.resize(640, 420)


def show(text: str) -> CrashDialog:
    """Opens the dialog over the window that is in front."""
    dialog = CrashDialog(text, QApplication.activeWindow())
    dialog.open()
    return dialog


def _frames(trace: TracebackType | None) -> traceback.StackSummary:
    return traceback.extract_tb(trace)
