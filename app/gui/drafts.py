"""Unsaved editors outlive a crash: their content is kept in a file each until it is saved."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

_DELAY_MS: Final = 400
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor held: `kind` says which editor opens it, `content` is what JSON can say."""

    id: str
    kind: str
    content: dict[str, Any]


class Drafts:
    """The kept drafts of one book, in a folder handed in."""

    def __init__(self, folder: Path, book: str) -> None:
        self._folder = folder
        self._book = book
        self._prefix = hashlib.sha256(book.encode()).hexdigest()[:16]

    def keep(self, draft: Draft) -> None:
        """Writes a draft whole or not at all. Raises OSError when the disk does not take it."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(draft.id)
        beside = path.with_suffix(".part")
        facts = {"format": _FORMAT, "book": self._book, "id": draft.id, "kind": draft.kind}
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
        ) as file:
            file.write(json.dumps({**facts, "content": draft.content}).encode())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)

    def drop(self, draft_id: str) -> None:
        """Forgets a draft: it was saved, or thrown away on purpose."""
        self._path(draft_id).unlink(missing_ok=True)

    def left_over(self) -> tuple[Draft, ...]:
        """The drafts that a crash left, oldest first. Files that make no sense are passed over."""
        paths = sorted(self._folder.glob(f"{self._prefix}-*.json"), key=_changed_at)
        return tuple(filter(None, map(self._read, paths)))

    def _path(self, draft_id: str) -> Path:
        return self._folder / f"{self._prefix}-{draft_id}.json"

    def _read(self, path: Path) -> Draft | None:
        try:
            facts = json.loads(path.read_bytes())
            known = facts["format"] == _FORMAT and facts["book"] == self._book
            draft = Draft(str(facts["id"]), str(facts["kind"]), dict(facts["content"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return draft if known and self._path(draft.id) == path else None


class Autosave(QObject):
    """Keeps one editor's content while it is unsaved. `read` answers it as JSON can say it."""

    failed = Signal(str)  # the disk did not take it; told once until it does again

    def __init__(
        self,
        drafts: Drafts,
        kind: str,
        read: Callable[[], dict[str, Any]],
        parent: QObject,
        draft_id: str = "",
    ) -> None:
        super().__init__(parent)
        self.draft_id = draft_id or uuid4().hex
        self._drafts, self._kind, self._read = drafts, kind, read
        self._told = False
        # Not started anew by every key: steady typing would then never be kept.
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self.flush)

    def touch(self, *_facts: object) -> None:
        """Something changed; it is kept within 400 ms. Fits any `changed` signal."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keeps the content now."""
        self._timer.stop()
        try:
            self._drafts.keep(Draft(self.draft_id, self._kind, self._read()))
        except OSError as error:
            if not self._told:
                self._told = True
                self.failed.emit(str(error))
        else:
            self._told = False

    def saved(self) -> None:
        """The content is in the book, or given up: nothing is to be kept."""
        self._timer.stop()
        self._drafts.drop(self.draft_id)


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
