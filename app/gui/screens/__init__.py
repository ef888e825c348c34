"""The sections of the window: sidebar, Alt+1…9 and the palette's pages are made from this table.

A page is imported when it is first shown; the window itself starts without any.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.gui.desk import Desk
from app.gui.screen import Screen


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the sidebar."""

    group: str  # in English; see `label`
    title: str
    kind: str
    icon: str  # a meaning of icons.py
    make: Callable[[Desk], Screen]

    @property
    def label(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate("sections", self.title)

    @property
    def group_label(self) -> str:
        """The group in the user's language."""
        return QCoreApplication.translate("sections", self.group)


SECTIONS: Final[tuple[Section, ...]] = ()
