"""One window per user: a second start hands its book to the first and leaves.

A lock file says who is first; a book is handed over as a small file that the first one watches
for. No sockets: Qt's network module is not part of the program.
"""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QSysInfo, Signal

_WAIT_S: Final = 3.0  # longer than a busy window needs to look up
_ENDING: Final = ".asked"
_ANYBODY: Final = -1  # Windows' own number for it


class Instance(QObject):
    """This start of the program among those of the same user."""

    # Another start wants the window in front, with this book ("" for none). An object, because the
    # name of a file may be no text that Qt takes.
    asked = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder / "instance"
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = QLockFile(str(self._folder / "lock"))
        self._lock.setStaleLockTime(0)  # only a dead process makes it stale
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._take)

    def is_first(self) -> bool:
        """Whether no other start of this user is there. The first one listens from now on."""
        if not self._lock.tryLock(0):
            return False
        self._take()
        self._watcher.addPath(str(self._folder))
        return True

    def hand_over(self, book: Path | None) -> bool:
        """Asks the first one to come to the front and open a book. False when it does not answer,
        runs on another computer that shares this folder, or nothing can be left for it (a full
        disk, say): then this start opens a window."""
        host = str(tuple(self._lock.getLockInfo())[-2])  # Qt's stubs miscount what comes back
        if host and host != QSysInfo.machineHostName():
            return False
        note = self._folder / f"{uuid4().hex}{_ENDING}"
        part = note.with_suffix(".part")
        _let_come_forward()
        try:
            part.write_bytes(os.fsencode(book.absolute()) if book else b"")
            part.replace(note)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink()
            return False
        until = time.monotonic() + _WAIT_S
        while note.exists() and time.monotonic() < until:
            time.sleep(0.02)
        taken = not note.exists()
        note.unlink(missing_ok=True)
        return taken

    def leave(self) -> None:
        """Lets the next start be the first."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._lock.unlock()

    def _take(self, _folder: str = "") -> None:
        """Notes that were left before this start are nobody's wish any more."""
        for note in sorted(self._folder.glob(f"*{_ENDING}")):
            with contextlib.suppress(OSError):
                text = os.fsdecode(note.read_bytes())
                note.unlink()
                if self._watcher.directories():
                    self.asked.emit(text)


def _let_come_forward() -> None:
    """Windows brings a program to the front only when the one that was just started allows it;
    else the book would open behind what the user sees."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)
