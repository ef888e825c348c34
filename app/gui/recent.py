"""The books that were open lately, newest first; those whose file is gone are passed over."""

from pathlib import Path
from typing import Final

from app.gui.settings import Memory

MOST: Final = 8
_NAME: Final = "recent"


def books(memory: Memory) -> tuple[Path, ...]:
    """The recent books that are still there."""
    kept = memory.get(_NAME, [])
    paths = [Path(one) for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
    return tuple(path for path in paths if path.is_file())[:MOST]


def remember(memory: Memory, book: Path) -> None:
    """Puts a book on top."""
    path = book.absolute()
    rest = [one for one in books(memory) if one != path]
    memory.put(_NAME, [str(one) for one in (path, *rest)][:MOST])


def forget(memory: Memory, book: Path) -> None:
    """Takes a book off the list; the file stays where it is."""
    memory.put(_NAME, [str(one) for one in books(memory) if one != book.absolute()])
