"""What every page has on which something is written: an editor in its place, and what was kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.gui.desk import Desk
from app.gui.drafts import Draft
from app.gui.screen import Screen
from app.gui.screens.unsaved import Unsaved

if TYPE_CHECKING:  # what writes comes in when something is written, not with the first list
    from app.gui.screens.editor_fields import Offers
    from app.gui.screens.editor_page import EditorPage

E = TypeVar("E", bound="EditorPage")


class Writing(Screen, Generic[E]):
    """A page in whose place an editor is shown while something is written. What was typed and
    not saved is offered in a line that the page puts above its list."""

    def __init__(self, desk: Desk, offers: "Offers") -> None:
        super().__init__(desk)
        self._offers = offers
        self._editor: E | None = None
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _make_unsaved(self, what: Callable[[Draft], str]) -> Unsaved:
        """The line that offers to go on; `what` says what a draft is ("New invoice")."""
        self._unsaved = Unsaved(self.desk, self.kind, what, self._offers.name)
        self._unsaved.wanted.connect(self._go_on)
        return self._unsaved

    def _stand(self, page: QWidget) -> None:
        """Shows what the page is while nothing is written."""
        self._stack.addWidget(page)

    def _focus_list(self) -> None:
        """Where the keyboard is while nothing is written."""
        raise NotImplementedError

    # What the window asks

    def reopen(self, draft: Draft) -> None:
        if self._editing is None:
            self._go_on(draft)
        self._offer_kept()

    def may_leave(self) -> bool:
        if self._editing is not None:
            self._editing.keep()
        return True

    def start_focus(self) -> None:
        if self._editing is None:
            self._focus_list()
        else:
            self._editing.take_focus()

    # The editor

    @property
    def _editing(self) -> E | None:
        """The editor while it is shown."""
        return self._editor if self._stack.currentIndex() == 1 else None

    def _make_editor(self) -> E:
        """The editor of the page, its signals connected."""
        raise NotImplementedError

    def _show_editor(self) -> E:
        self._offers.refresh()
        if self._editor is None:
            self._editor = self._make_editor()
            self._editor.closed.connect(self._leave_editor)
            self._stack.addWidget(self._editor)
        self._stack.setCurrentIndex(1)
        self.acts_changed.emit()
        return self._editor

    def _leave_editor(self) -> None:
        if self._editing is None:
            return
        self._editing.keep()
        self._stack.setCurrentIndex(0)
        self.acts_changed.emit()
        self._offer_kept()
        self._focus_list()

    # What was typed and not saved

    def _shown_draft(self) -> str:
        return self._editing.kept if self._editing is not None else ""

    def _offer_kept(self) -> None:
        self._unsaved.offer(self._shown_draft())

    def _go_on(self, draft: Draft) -> None:
        editor = self._show_editor()
        editor.restore(draft.content, draft.id)
        editor.start_focus()
