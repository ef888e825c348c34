"""The page of one kind of document: list, detail and editor; the same for all four kinds."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout

from app.commands import claims, credits
from app.domain.errors import Problem
from app.domain.kinds import Kind
from app.gui import formats
from app.gui.desk import Desk
from app.gui.drafts import Draft
from app.gui.head import ActionButton
from app.gui.perform import Form, perform
from app.gui.screen import Screen
from app.gui.screens import drafting
from app.gui.screens.act_panels import PREPARED
from app.gui.screens.claim_pages import PAGES
from app.gui.screens.document_acts import enable, make_acts
from app.gui.screens.document_detail import DocumentDetail
from app.gui.screens.document_list import DocumentList
from app.gui.screens.document_page import say
from app.gui.screens.document_widgets import Question
from app.gui.screens.editor import THEN_APPLY, THEN_PRINT, Editor
from app.gui.screens.editor_fields import Offers
from app.gui.screens.unsaved import Unsaved
from app.gui.theme import look
from app.queries import documents

_WIDE: Final = 1500  # px at 100 %: from here the detail stands on the right
_OWN: Final = ("number", "expires_at", "due_date", "vendor_reference", "source_id", "claim")


class DocumentsScreen(Screen):
    """Credit memos, vendor credits, invoices or bills."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__(desk)
        self._page = page = PAGES[kind]
        side = page.side
        self.title, self.kind = say(page.title), kind.value
        self.kinds = frozenset({side.credit.value, side.claim.value, side.name})
        self._memory = desk.memory.shelf(kind.value)
        self._offers = Offers(desk, page)
        self._acts = make_acts(desk, page, self, self._run)
        self._new = desk.keyboard.action("new", self, self.start_new, say(page.new))
        self._list = DocumentList(desk, page, self._memory.shelf("list"))
        self._filter = desk.keyboard.action("filter", self, self._list.filter.setFocus)
        self._detail = DocumentDetail(desk, page, self._offers, self._acts)
        self._told = _Told(self._detail.question, self.tr("All right"))
        self._editor: Editor | None = None
        self._lay_out()
        self._connect()
        self.refresh()

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        if self._editing is not None:
            return self._editing.acts()
        panel = self._detail.panel
        if panel is not None:
            return (panel.confirm, self._filter)
        return (self._new, *self._acts.values(), self._filter)

    def open(self, ref: str | None) -> None:
        """`ref` may name an act that is to be prepared: "d7#apply"."""
        if ref is None:
            return
        self._leave_editor()
        ref, _, act = ref.partition("#")
        if not self._list.show_row(ref):
            self._show(ref)
        if act:
            self._run(act)

    def start_new(self, **given: Any) -> None:
        """`given` may name a stored draft that is to be written on: draft="d7"."""
        editor = self._show_editor()
        if draft := given.pop("draft", ""):
            editor.load(draft)
        else:
            editor.start(given)
        editor.start_focus()

    def refresh(self, _changed: Any = None) -> None:
        self._offers.refresh()
        self._list.refresh()
        if self._detail.view is not None and self._detail.panel is None:
            self._show_current()
        if self._editing is not None:
            self._editing.refresh()
        self._offer_kept()

    def reopen(self, draft: Draft) -> None:
        if self._editing is None:
            editor = self._show_editor()
            editor.restore(draft.content, draft.id)
            editor.start_focus()
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

    # Acts on the document that is chosen

    def _run(self, name: str) -> None:
        view = self._detail.view
        if view is None or not self._acts[name].isEnabled():
            return
        if name in PREPARED:
            self._detail.prepare(name)
            return
        runs: dict[str, Callable[[], object]] = {
            "issue": self._issue,
            "edit": self._edit,
            "delete": self._ask_delete,
            "duplicate": self._duplicate,
            "money": self._settle_by_money,
            "print": partial(self.desk.preview, view.id),
            "journal": partial(self.desk.journal_of, view.id),
        }
        runs[name]()

    def _issue(self) -> None:
        view, page = self._detail.view, self._page
        room: Any = credits if page.is_credit else claims
        done = perform(
            self.desk.book, self._told, self.desk.today(), room.issue,
            side=page.side, **{page.word: view.id},
        )  # fmt: skip
        if done is not None:
            self._tell_issued(done.id)

    def _tell_issued(self, ref: str) -> None:
        view = self.desk.ask(documents.get, self._page.kind, ref)
        self.desk.tell(self.tr("{name} issued.").format(name=view.number))

    def _ask_delete(self) -> None:
        view = self._detail.view
        sentence = self.tr("Delete this draft for {party} over {amount}? It has no number yet.")
        told = sentence.format(party=view.party_name, amount=formats.money(view.total))
        self._detail.question.ask(
            told, (self.tr("Delete"), self._delete), (self.tr("Keep it"), None)
        )

    def _delete(self) -> None:
        view, page = self._detail.view, self._page
        room: Any = credits if page.is_credit else claims
        done = perform(
            self.desk.book, self._told, self.desk.today(), room.delete,
            side=page.side, **{page.word: view.id},
        )  # fmt: skip
        if done is not None:
            self.desk.tell(self.tr("Draft deleted."))

    def _edit(self) -> None:
        ref = self._detail.view.id
        others = self._unsaved.kept(self._shown_draft())
        kept = next((one for one in others if one.content.get("ref") == ref), None)
        editor = self._show_editor()
        if kept:
            editor.restore(kept.content, kept.id)
        else:
            editor.load(ref)
        editor.start_focus()

    def _duplicate(self) -> None:
        view = self._detail.view
        values = drafting.values_of(self._page, view)
        own = dict.fromkeys((*_OWN, "issue_date"), "") | {"issue_date": str(self.desk.today())}
        lines = drafting.rows_of(view, credited=False)
        copied = {name: own.get(name, value) for name, value in values.items()}
        self.start_new(**copied, lines=lines)

    def _settle_by_money(self) -> None:
        self.desk.create(self._page.side.money.value, claim=self._detail.view.id)

    # Between list and detail

    def _show_current(self) -> None:
        row = self._list.view.current()
        self._show(row.id if row is not None else None)

    def _show(self, ref: str | None) -> None:
        self._detail.show_document(ref)
        self._detail.setVisible(ref is not None)
        enable(self.desk, self._page, self._acts, self._detail.view)

    def _row_opened(self, row: Any) -> None:
        """Enter goes on with a draft, and into the detail of what is issued."""
        if row.number is None and self._acts["edit"].isEnabled():
            self._edit()
        else:
            self._detail.start_focus()

    # The editor

    @property
    def _editing(self) -> Editor | None:
        """The editor while it is shown."""
        return self._editor if self._stack.currentIndex() == 1 else None

    def _show_editor(self) -> Editor:
        self._offers.refresh()
        if self._editor is None:
            self._editor = Editor(self.desk, self._page, self._offers)
            self._editor.closed.connect(self._leave_editor)
            self._editor.issued.connect(self._issued)
            self._editor.turned.connect(self.acts_changed)
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
        if self._editor is not None and self._editor.ref:
            self._list.show_row(self._editor.ref)
        self._list.view.setFocus()

    def _issued(self, ref: str, then: str) -> None:
        self._tell_issued(ref)
        self._leave_editor()
        self.open(ref)
        if then == THEN_PRINT:
            self.desk.preview(ref)
        elif then == THEN_APPLY:
            self._detail.prepare("apply")

    # What was typed and not saved

    def _shown_draft(self) -> str:
        return self._editing.kept if self._editing is not None else ""

    def _offer_kept(self) -> None:
        self._unsaved.offer(self._shown_draft())

    def _go_on(self, draft: Draft) -> None:
        editor = self._show_editor()
        editor.restore(draft.content, draft.id)
        editor.start_focus()

    # Layout

    def _connect(self) -> None:
        self._list.picked.connect(lambda _row: self._show_current())
        self._list.opened.connect(self._row_opened)
        self._list.new_wanted.connect(self.start_new)
        self._list.delete_wanted.connect(lambda: self._run("delete"))
        self._detail.turned.connect(self.acts_changed)

    def _lay_out(self) -> None:
        self._list.add_button(ActionButton(self._new, "primary"))
        self._unsaved = Unsaved(
            self.desk,
            self._page.kind.value,
            lambda draft: say(self._page.draft if draft.content.get("ref") else self._page.new),
            self._offers.name,
        )
        self._unsaved.wanted.connect(self._go_on)
        self._list.add_above(self._unsaved)
        self._split = QSplitter()
        self._split.setObjectName("split")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._list)
        self._split.addWidget(self._detail)
        self._split.splitterMoved.connect(
            lambda *_at: self._memory.put(self._way(), self._split.sizes())
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._turn(Qt.Orientation.Vertical)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= look().scale.px(_WIDE)
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted != self._split.orientation():
            self._turn(wanted)

    def _turn(self, way: Qt.Orientation) -> None:
        self._split.setOrientation(way)
        self._split.setSizes(self._memory.get(self._way()) or [520, 480])

    def _way(self) -> str:
        wide = self._split.orientation() == Qt.Orientation.Horizontal
        return "split_wide" if wide else "split"


class _Told(Form):
    """Tells in the page what an act without a form was refused for."""

    def __init__(self, question: Question, close: str) -> None:
        super().__init__()
        self._question, self._close = question, close

    def mark(self, problems: Iterable[Problem]) -> None:
        told = (" ".join(filter(None, (one.message, one.hint))) for one in problems)
        self._question.ask("\n".join(told), (self._close, None))
