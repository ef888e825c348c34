"""What pages with a list, a detail and an editor have in common, whatever is written there."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.domain.kinds import Kind
from app.gui.desk import Desk
from app.gui.drafts import Draft
from app.gui.head import ActionButton
from app.gui.screens.document_list import DocumentList, Listed
from app.gui.screens.document_page import say
from app.gui.screens.editor_fields import Offers
from app.gui.screens.writing import E, Writing
from app.gui.split import Split


class WritingPage(Writing[E]):
    """A list and its detail, in whose place an editor is shown while something is written."""

    def __init__(self, desk: Desk, kind: Kind, page: Listed, offers: Offers) -> None:
        super().__init__(desk, offers)
        self.title, self.kind = say(page.title), kind.value
        self._memory = desk.memory.shelf(self.kind)
        self._list = DocumentList(desk, page, self._memory.shelf("list"))
        self._new = desk.keyboard.action("new", self, self.start_new, say(page.new))
        self._filter = desk.keyboard.action("filter", self, self._list.filter.setFocus)
        self._to_date = desk.keyboard.action("go_to_date", self, self._list.ask_day)

    def _lay_out(self, detail: QWidget, what: Callable[[Draft], str]) -> None:
        """`what` says what a draft is ("New invoice")."""
        self._list.add_button(ActionButton(self._new, "primary"))
        self._list.add_above(self._make_unsaved(what))
        self._list.new_wanted.connect(self.start_new)
        self._stand(Split(self._list, detail, self._memory, self._stack))

    def _focus_list(self) -> None:
        self._list.view.setFocus()

    def acts(self) -> tuple[QAction, ...]:
        raise NotImplementedError
