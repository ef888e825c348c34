"""What the program remembers between two starts: preferences, and the window's state per book."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QSettings

_FILE: Final = "avoir.ini"


class Memory:
    """A named shelf of the settings. Values are what JSON can say, so types survive the file."""

    def __init__(self, store: QSettings, shelf: str) -> None:
        self._store, self._shelf = store, shelf

    def get(self, name: str, default: Any = None) -> Any:
        """What was put under the name, else the default; a damaged value counts as none."""
        raw = self._store.value(f"{self._shelf}/{name}")
        try:
            return default if raw is None else json.loads(str(raw))
        except ValueError:
            return default

    def put(self, name: str, value: Any) -> None:
        """Keeps a value; None forgets it."""
        if value is None:
            self._store.remove(f"{self._shelf}/{name}")
        else:
            self._store.setValue(f"{self._shelf}/{name}", json.dumps(value))

    def get_bytes(self, name: str) -> QByteArray:
        """A state that Qt packed (geometry, splitter), empty when there is none."""
        try:
            return QByteArray(base64.b64decode(self.get(name, ""), validate=True))
        except (TypeError, ValueError):
            return QByteArray()

    def put_bytes(self, name: str, state: QByteArray) -> None:
        """Keeps a state packed by Qt."""
        self.put(name, base64.b64encode(state.data()).decode("ascii"))

    def shelf(self, name: str) -> "Memory":
        """A shelf inside this one, for a screen or a list."""
        return Memory(self._store, f"{self._shelf}/{name}")


class Settings:
    """The settings file in a folder that is handed in, so tests use their own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)
        # Scheme, text, language, recent books. Not "general": Qt keeps that name for itself, and
        # the next start would not find what this one put there.
        self.general = Memory(self._store, "everywhere")
        self.keys = Memory(self._store, "keys")  # action -> key sequence, where changed

    def of_book(self, book: str) -> Memory:
        """The window's state for one book, named by its path or address."""
        name = hashlib.sha256(book.encode()).hexdigest()[:16]  # a path holds "/"
        return Memory(self._store, f"book-{name}")

    def save(self) -> None:
        """Writes the file now; otherwise Qt does so in its own time."""
        self._store.sync()
