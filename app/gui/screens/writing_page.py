"""What pages with a list, a detail and an editor have in common, whatever is written there."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.kinds import Kind
from app.gui.desk import Desk
from app.gui.drafts import Draft
from app.gui.head import ActionButton
from app.gui.screen import Screen
from app.gui.screens.document_list import DocumentList, Listed
from app.gui.screens.document_page import say
from app.gui.screens.editor_fields import Offers
from app.gui.screens.editor_page import EditorPage
from app.gui.screens.unsaved import Unsaved
from app.gui.split import Split

E = TypeVar("E", bound=EditorPage)


class WritingPage(Screen, Generic[E]):
    """A list and its detail, in whose place an editor is shown while something is written. What
    was typed and not saved is offered above the list."""

    def __init__(self, desk: Desk, kind: Kind, page: Listed, offers: Offers) -> None:
        super().__init__(desk)
        self.title, self.kind = say(page.title), kind.value
        self._memory = desk.memory.shelf(self.kind)
        self._offers = offers
        self._list = DocumentList(desk, page, self._memory.shelf("list"))
        self._new = desk.keyboard.action("new", self, self.start_new, say(page.new))
        self._filter = desk.keyboard.action("filter", self, self._list.filter.setFocus)
        self._editor: E | None = None
        self._stack = QStackedWidget()

    def _lay_out(self, detail: QWidget, what: Callable[[Draft], str]) -> None:
        """`what` says what a draft is ("New invoice")."""
        self._unsaved = Unsaved(self.desk, self.kind, what, self._offers.name)
        self._unsaved.wanted.connect(self._go_on)
        self._list.add_button(ActionButton(self._new, "primary"))
        self._list.add_above(self._unsaved)
        self._list.new_wanted.connect(self.start_new)
        self._stack.addWidget(Split(self._list, detail, self._memory))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        raise NotImplementedError

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
            self._list.view.setFocus()
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
        self._list.view.setFocus()

    # What was typed and not saved

    def _shown_draft(self) -> str:
        return self._editing.kept if self._editing is not None else ""

    def _offer_kept(self) -> None:
        self._unsaved.offer(self._shown_draft())

    def _go_on(self, draft: Draft) -> None:
        editor = self._show_editor()
        editor.restore(draft.content, draft.id)
        editor.start_focus()
