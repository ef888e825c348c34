"""Screen: a page of the window. What the window asks of every page, and nothing more."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.gui.desk import Desk
from app.gui.drafts import Draft


class Screen(QWidget):
    """A page. The window makes it when it is first shown, and keeps it until the book closes."""

    title: str = ""  # as the sidebar says it, in the user's language
    kind: str = ""  # the section's: "credit_memo", "customer", "journal", ...
    kinds: frozenset[str] = frozenset()  # what of a Changed makes it ask again; empty: everything

    acts_changed = Signal()  # acts() answers something else now (an editor opened, say)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = False
        desk.changed.connect(self._hear)

    def acts(self) -> tuple[QAction, ...]:
        """The page's actions, made once with desk.keyboard.action(name, self, run) where a key of
        the table calls them. The window puts them into its menus while the page is shown; their
        keys work only then. A disabled one says why in its tooltip."""
        return ()

    def open(self, ref: str | None) -> None:
        """Shows the row with this id ("register": this account); None: as the page stands."""

    def start_new(self, **given: Any) -> None:
        """Opens a new editor on this page, its fields filled by name."""

    def refresh(self, changed: Any = None) -> None:
        """Asks the queries again. `changed` is the book's Changed, None for everything."""

    def reopen(self, draft: Draft) -> None:
        """Opens an editor as a crash left it; called once after the book was opened."""

    def may_leave(self) -> bool:
        """Whether the book can be closed now; if not, the page says itself what is in the way.
        Other pages may be shown at any time: a page keeps its state."""
        return True

    def back(self) -> bool:
        """Goes one step back within the page; False when there is none, and the page before this
        one is wanted."""
        return False

    def start_focus(self) -> None:
        """Puts the focus where work on this page begins."""
        self.setFocus()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def touched_by(self, changed: Any) -> bool:
        """Whether a Changed is about what this page shows."""
        return not self.kinds or bool(self.kinds & changed.kinds)

    def _hear(self, changed: Any) -> None:
        """A hidden page asks again when it is next shown, not before."""
        if not self.touched_by(changed):
            return
        if self.isVisible():
            self.refresh(changed)
        else:
            self._stale = True
