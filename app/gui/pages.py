"""The pages of the open book: each made when it is first shown, kept until the book closes."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.gui.desk import Desk
from app.gui.drafts import Draft
from app.gui.screen import Screen
from app.gui.screens import KEYED, PREVIEW, SECTIONS, Section

# What stands on a page together with other things is asked for there by this name.
_ON: Final = {
    "register": ("journal", "account:{}"),
    "entries_of": ("journal", "document:{}"),
    "report": ("reports", "{}"),
}
_STEPS: Final = 50  # pages back


class Pages(QStackedWidget):
    """Shows one page at a time. `turned` tells its kind, `acts_changed` that it can do more or
    less than before."""

    turned = Signal(str)
    acts_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.desk: Desk | None = None
        self._screens: dict[str, Screen] = {}
        self._kind = ""
        self._before: list[str] = []  # the pages that were shown before this one, the last at last

    @property
    def kind(self) -> str:
        """The kind of the page that is shown, "" for none."""
        return self._kind

    def shown_screen(self) -> Screen | None:
        """The page that is shown."""
        return self._screens.get(self._kind)

    def begin(self, last: Any) -> None:
        """The page that was shown last, else the first of the daily ones."""
        known = any(section.kind == last for section in SECTIONS)
        self.show_page(last if known else KEYED[0].kind)

    def show_page(self, kind: str, ref: str | None = None, *, focus: bool = True) -> None:
        """Turns to a page and, with a ref, to a row there."""
        kind, pattern = _ON.get(kind, (kind, "{}"))
        section = _section(kind)
        if self.desk is None or section is None:
            return
        screen = self._made(self.desk, section)
        if kind != self._kind:
            self._before = [*self._before[-_STEPS:], *filter(None, (self._kind,))]
            self._turn(kind, screen)
        if ref is not None:
            screen.open(pattern.format(ref))
        if focus:
            screen.start_focus()

    def create_on(self, kind: str, **given: Any) -> None:
        """Turns to a page and opens a new editor there."""
        self.show_page(kind, focus=False)
        if (screen := self.shown_screen()) is not None:
            screen.start_new(**given)

    def reopen(self, draft: Draft) -> None:
        """Opens what a crash left unsaved; drafts of pages there are none of stay kept."""
        if _section(draft.kind) is not None:
            self.show_page(draft.kind)
            if (screen := self.shown_screen()) is not None:
                screen.reopen(draft)

    def back(self) -> None:
        """One step back: within the page, else to the page before."""
        screen = self.shown_screen()
        if self.desk is None or (screen is not None and screen.back()):
            return
        if self._before and (section := _section(self._before.pop())) is not None:
            before = self._made(self.desk, section)
            self._turn(section.kind, before)
            before.start_focus()

    def _turn(self, kind: str, screen: Screen) -> None:
        self._kind = kind
        self.setCurrentWidget(screen)
        self.turned.emit(kind)

    def may_close(self) -> bool:
        """Whether every page is ready; else the one that is not is shown and says why."""
        for kind, screen in self._screens.items():
            if not screen.may_leave():
                self.show_page(kind, focus=False)
                return False
        return True

    def clear(self) -> None:
        """Lets go of all pages."""
        for screen in self._screens.values():
            self.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self._kind, self._before = "", []

    def refresh(self) -> None:
        """Makes the page that is shown ask again."""
        if (screen := self.shown_screen()) is not None:
            screen.refresh()

    def _made(self, desk: Desk, section: Section) -> Screen:
        if section.kind not in self._screens:
            screen = self._screens[section.kind] = section.make(desk)
            screen.title = screen.title or section.label
            screen.kind = section.kind
            screen.acts_changed.connect(lambda: self._tell_acts(screen))
            self.addWidget(screen)
        return self._screens[section.kind]

    def _tell_acts(self, screen: Screen) -> None:
        if screen is self.shown_screen():
            self.acts_changed.emit()


def _section(kind: str) -> Section | None:
    return next((one for one in (*SECTIONS, PREVIEW) if one.kind == kind), None)
