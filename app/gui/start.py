"""Starts the window: the application, its look, its crash dialog, and one window per user."""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

import app.gui.unread  # noqa: F401 before anything else that PySide would read
from app import paths
from app.domain.errors import Unavailable
from app.gui.application import NO_WINDOW, application
from app.gui.collector import Collector
from app.gui.instance import Instance
from app.gui.outside import Outside
from app.gui.perform import tell_unavailable
from app.gui.settings import Settings
from app.gui.window import Window, dress


def start(book: Path | None, outside: Outside) -> int:
    """Opens the window, and the book in it when one is given. Answers the exit status.

    Another start of the same user is asked to come to the front and to open the book instead.
    """
    app = application()
    try:
        data, config = paths.user_data(), paths.user_config()
        instance = Instance(data)
    except (OSError, RuntimeError) as error:  # the second: there is no home at all
        return _homeless(app, error)
    if not instance.is_first() and instance.hand_over(book):
        return 0
    settings = Settings(config)
    dress(settings.general)
    window = Window(settings, outside, data / "drafts")
    instance.asked.connect(lambda text: _come(window, text))
    if sys.platform == "darwin":  # elsewhere nobody asks, and a filter would cost every event
        Wishes(app).asked.connect(lambda text: _come(window, text))
    window.show()
    app.processEvents()  # the first picture; everything that is not in it comes in after it
    catch(window)
    collector = Collector(app)
    if book is not None:
        QTimer.singleShot(0, lambda: window.open(book))
    status = app.exec()
    collector.deleteLater()
    instance.leave()
    return status


def _homeless(app: QApplication, error: Exception) -> int:
    """There is no place for what a window keeps: told on the screen and to a terminal."""
    where = getattr(error, "filename", None) or "for settings and drafts"
    reason = getattr(error, "strerror", None) or error
    said = f"Avoir cannot make its folder {where}: {reason}."
    hint = "See that your home folder is there, is yours and has room."
    if sys.stderr is not None:
        sys.stderr.write(f"{said} {hint}\n")
    box = tell_unavailable(None, Unavailable(said, hint))
    box.finished.connect(app.quit)
    app.exec()
    return NO_WINDOW


class Wishes(QObject):
    """Tells `asked` when the system hands this program a book: macOS does not say it in the
    words of the start."""

    asked = Signal(str)

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self.asked.emit(event.file())
            return True
        return super().eventFilter(watched, event)


def catch(window: Window) -> None:
    """What the machine cannot do is told with its way out; everything else is a crash report."""
    from app.gui import crash

    hook = crash.install(paths.user_data() / "crashes")

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Unavailable):
            tell_unavailable(window, error)
        else:
            hook.caught(kind, error, trace)

    sys.excepthook = caught


def _come(window: Window, text: str) -> None:
    """Another start wants this window, with its book."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    if text:
        window.open(Path(text))
