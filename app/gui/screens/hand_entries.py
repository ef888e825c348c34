"""Entries by hand on the ledger's page: written in its place, taken back below its list."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.gui.desk import Desk
from app.gui.drafts import Draft
from app.gui.head import ActionButton, PageHead
from app.gui.icons import icon
from app.gui.perform import told
from app.gui.screens.entry_offers import EntryOffers
from app.gui.screens.writing import Writing
from app.gui.settings import Memory
from app.gui.split import Split
from app.queries import entries

if TYPE_CHECKING:  # what writes comes in when something is written, not with the first list
    from app.gui.screens.entry_editor import EntryEditor
    from app.gui.screens.fields_panel import FieldsPanel


class HandEntries(Writing["EntryEditor"]):
    """What the ledger's page can do with the entry of its current row."""

    def __init__(self, desk: Desk) -> None:
        self._offered = EntryOffers(desk)
        super().__init__(desk, self._offered)
        self.title, self.kind = self.tr("Ledger"), "journal"
        self._panel: FieldsPanel | None = None
        self._prepared = ""  # the entry that the panel is about
        keys = desk.keyboard
        self._new = keys.action("new", self, self.start_new, self.tr("New entry"))
        self._duplicate = keys.action("duplicate", self, self._copy, self.tr("Duplicate"))
        self._undo = keys.action("undo", self, self._prepare)
        self._reverse = QAction(icon("undo"), self.tr("Reverse…"), self)
        self._reverse.setObjectName("reverse")
        self._reverse.triggered.connect(lambda _checked=False: self._prepare())

    def _current_entry(self) -> str:
        """The entry that the current row belongs to, "" for none."""
        raise NotImplementedError

    def _stand_under(self, head: PageHead, bar: QWidget, lists: QWidget, memory: Memory) -> None:
        """Lays the page out: its head, what narrows it, its lists."""
        head.add_right(ActionButton(self._reverse), ActionButton(self._new, "primary"))
        self._below = QStackedWidget()
        self._below.hide()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(bar)
        column.addWidget(self._make_unsaved(self._what))
        column.addWidget(Split(lists, self._below, memory.shelf("reversing")), 1)
        self._stand(page)

    # What the window asks

    def _acts_and(self, others: Iterable[QAction]) -> tuple[QAction, ...]:
        """What can be done now, with what the lists can do."""
        if self._editing is not None:
            return self._editing.acts()
        if self._panel is not None and not self._below.isHidden():
            return (self._panel.confirm, *others)
        return (self._new, self._reverse, self._duplicate, self._undo, *others)

    def start_new(self, **given: Any) -> None:
        editor = self._show_editor()
        editor.start(given)
        editor.start_focus()

    def _refresh_hand(self) -> None:
        """The book changed."""
        self._offers.refresh()
        if self._editing is not None:
            self._editing.refresh()
        self._offer_kept()

    def _look(self) -> None:
        """Another row is the current one: what can be done with its entry, and why not."""
        entry = self._current_entry()
        if entry != self._prepared:
            self._close_panel()
        why = self.desk.ask(entries.why_not, entry) if entry else {}
        first = "" if entry else self.tr("Choose an entry first.")
        undo = self.tr("Undo")
        if entry and why["reverse"] is None:
            number = self.desk.ask(entries.get, entry).number
            undo = self.tr("Undo entry {number}…").format(number=number)
        self._undo.setText(undo)
        for act, rule in (
            (self._reverse, "reverse"),
            (self._undo, "reverse"),
            (self._duplicate, "duplicate"),
        ):
            sentence = first or told(why[rule])
            act.setEnabled(not sentence)
            act.setToolTip(sentence or act.text().rstrip("…"))

    # Taking back

    def _prepare(self) -> None:
        from app.gui.screens.entry_acts import reversal

        if self._panel is None:
            self._panel = reversal(self.desk, self._offers)
            self._panel.closed.connect(self._give_up)
            self._panel.done.connect(self._give_up)
            self._below.addWidget(self._panel)
        self._prepared = self._current_entry()
        self._below.show()
        self._panel.start(self.desk.ask(entries.get, self._prepared))
        self.acts_changed.emit()

    def _give_up(self) -> None:
        self._close_panel()
        self._focus_list()

    def _close_panel(self) -> None:
        self._prepared = ""
        if not self._below.isHidden():
            self._below.hide()
            self.acts_changed.emit()

    # Writing

    def _what(self, draft: Draft) -> str:
        """What an entry that was typed and not posted is."""
        words = str(draft.content.get("typed", {}).get("description") or "")
        return self.tr("Entry “{words}”").format(words=words) if words else self.tr("New entry")

    def _copy(self) -> None:
        from app.gui.screens.entry_form import copied

        view = self.desk.ask(entries.get, self._current_entry())
        self.start_new(**copied(view))

    def _make_editor(self) -> "EntryEditor":
        from app.gui.screens.entry_editor import EntryEditor

        made = EntryEditor(self.desk, self.kind, self._offered)
        made.posted.connect(self._posted)
        return made

    def _posted(self, ref: str) -> None:
        self._leave_editor()
        self.open(ref)
        number = self.desk.ask(entries.get, ref).number
        self.desk.tell(self.tr("Entry {number} posted.").format(number=number))
