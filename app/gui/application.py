"""The one application of this process: on a screen that is there, with its own plugins, named."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import PySide6
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QSize,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from app import paths

NO_WINDOW: Final = 2  # the exit status
_SMALL: Final = 32  # px: the largest icon with fewer strokes
_WAYLAND, _X11 = "wayland", "xcb"


def application() -> QApplication:
    """The one application of this process, named. Ends the process when no screen takes it."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = _made()
    app.setApplicationName("Avoir")
    QGuiApplication.setDesktopFileName("avoir")
    app.setWindowIcon(program_icon())
    return app


def program_icon() -> QIcon:
    """Avoir's own icon: with fewer strokes where it is small."""
    folder = paths.resources() / "icon"
    made = QIcon(str(folder / "avoir.svg"))
    made.addFile(str(folder / "avoir-small.svg"), QSize(_SMALL, _SMALL))
    return made


def words(around: Mapping[str, str]) -> list[str]:
    """What Qt is told of the screen. A desktop may ask all programs for Wayland, whose part is no
    part of the package: X11 does as well, and every such desktop has it."""
    wish = around.get("QT_QPA_PLATFORM", "")
    if wish.startswith(_WAYLAND) and _X11 not in wish.split(";"):
        return ["avoir", "-platform", f"{wish};{_X11}"]
    return ["avoir"]


def own_plugins() -> Path:
    """Where the package has Qt's plugins. PySide tells Qt so, too, but in words that a comma or a
    quotation mark in the path breaks."""
    folder = Path(PySide6.__file__).parent
    inside = folder / "Qt" / "plugins"
    return inside if inside.is_dir() else folder / "plugins"  # Windows has no folder Qt


def no_screen(around: Mapping[str, str], heard: list[str]) -> str:
    """Why there is no window, for somebody at a terminal."""
    rest = "Everything but the window works without one: avoir --help"
    if sys.platform == "linux" and not (around.get("DISPLAY") or around.get("WAYLAND_DISPLAY")):
        return f"There is no screen here for Avoir's window: DISPLAY is not set. {rest}"
    return "\n".join((f"No screen here takes Avoir's window. {rest}", *heard))


def _made() -> QApplication:
    if getattr(sys, "frozen", False):  # plugins of another Qt, as some systems name them, break it
        QCoreApplication.setLibraryPaths([str(own_plugins())])
    if "QT_DEBUG_PLUGINS" in os.environ:  # who looks for the reason wants to hear everything
        return QApplication(words(os.environ))
    heard: list[str] = []

    def hear(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind == QtMsgType.QtFatalMsg:  # Qt aborts as soon as this comes back
            if sys.stderr is not None:
                sys.stderr.write(no_screen(os.environ, [*heard, text.strip()]) + "\n")
                sys.stderr.flush()
            os._exit(NO_WINDOW)
        heard.append(text)

    before = qInstallMessageHandler(hear)
    made = QApplication(words(os.environ))
    qInstallMessageHandler(before)
    return made
