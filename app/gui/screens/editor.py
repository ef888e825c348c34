"""The editor of a draft as a page: the form, beside it what it would post, above it the acts."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
)

from app.commands import saving
from app.gui.desk import Desk
from app.gui.head import ActionButton
from app.gui.icons import icon
from app.gui.perform import perform
from app.gui.screens import drafting
from app.gui.screens.document_page import Page, say
from app.gui.screens.editor_fields import Offers, create_party
from app.gui.screens.editor_form import EditorForm
from app.gui.screens.editor_page import EditorPage
from app.gui.screens.editor_side import EditorSide
from app.gui.screens.pick_panel import PickPanel
from app.queries import documents

THEN_PRINT: Final = "print"
THEN_APPLY: Final = "apply"
# What the draft has from the invoice or bill it was picked from, or was asked there.
_PICKED: Final = frozenset(
    {"party", "claim", "reason", "reason_note", "source_type", "currency", "fx_rate", "number"}
)


class Editor(EditorPage):
    """Writes one draft."""

    issued = Signal(str, str)  # the document, and what is wanted next ("", print, apply)
    saved = Signal(str)
    turned = Signal()  # lines are being picked, or no longer

    def __init__(self, desk: Desk, page: Page, offers: Offers) -> None:
        form = EditorForm(desk, page, offers)
        super().__init__(desk, page.kind.value, form, EditorSide(desk, page, form.labels))
        self._page = page
        self._ref: str | None = None
        self._revision: int | None = None
        self._picker: PickPanel | None = None
        self._make_acts()
        self._add_buttons()
        form.new_party_wanted.connect(self._create_party)
        form.stale.connect(self._ask_stale)
        form.pick_wanted.connect(self._pick_lines)
        self._offers = offers

    # Opening

    @property
    def ref(self) -> str | None:
        """The stored draft that is edited, None for one that is not in the book yet."""
        return self._ref

    def start(self, given: dict[str, Any], draft_id: str = "") -> None:
        """A new draft, its fields filled by name."""
        self._write(None, None, draft_id)
        base = {"issue_date": str(self._desk.today())}
        self._fill(base)
        if given:
            self.form.fill({**base, **given})
            self._follow()

    def load(self, ref: str) -> None:
        """A stored draft."""
        view = self._desk.ask(documents.get, self._page.kind, ref)
        if self._ref != view.id or self._autosave is None:
            self._write(view.id, view.revision, "")
        self._revision = view.revision
        self._fill(self._content_of(view))

    def restore(self, content: dict[str, Any], draft_id: str) -> None:
        """What was kept of an editor that was never saved."""
        self._write(content.get("ref"), content.get("revision"), draft_id)
        self._fill(content.get("clean") or {})
        self.form.fill(content.get("typed") or {})
        self._follow()

    def refresh(self) -> None:
        """The book changed: what is open with the party may have, too."""
        self.side.refresh()
        self._ask_entry()

    def _write(self, ref: str | None, revision: int | None, draft_id: str) -> None:
        self._begin(draft_id)
        self._ref, self._revision = ref, revision

    def _content_of(self, view: Any) -> dict[str, Any]:
        values = drafting.values_of(self._page, view)
        return {**values, "lines": drafting.rows_of(view)}

    def _kept_content(self) -> dict[str, Any]:
        return {"ref": self._ref, "revision": self._revision, **super()._kept_content()}

    # Following what is typed

    def _follow(self) -> None:
        super()._follow()
        self._head.set_title(say(self._page.draft if self._ref else self._page.new))
        self.form.offer_pick(offered=self._ref is None)
        self.side.show_party(self.form.party, self.form.currency)
        self._ask_entry()

    def _state_text(self, *, unsaved: bool) -> str:
        told = super()._state_text(unsaved=unsaved)
        return self.tr("Saved") if self._ref and not unsaved else told

    def _ask_entry(self) -> None:
        draft, wrong = self.form.draft(fresh=self._ref is None)
        if wrong:
            self.side.entry.tell(wrong[0].message)
        else:
            self.side.entry.ask(
                saving.save, kind=self._page.kind, draft=draft, document=self._ref, issue=True
            )

    # Acts

    def save(self, *, issue: bool = False, then: str = "") -> bool:
        """Saves the draft, and issues it in the same act; refused, every problem is marked."""
        self.form.lines.leave_cell()
        draft, wrong = self.form.draft(fresh=self._ref is None)
        facts: dict[str, Any] = {
            "kind": self._page.kind, "draft": draft, "document": self._ref,
            "revision": self._revision, "issue": issue,
        }  # fmt: skip
        if wrong:
            self.form.clear_marks()
            self.form.mark((*wrong, *self._other_problems(saving.save, facts, wrong)))
            return False
        done = perform(self._desk.book, self.form, self._desk.today(), saving.save, **facts)
        if done is None:
            return False
        self._ref = done.id
        if issue:
            self._saved()
            self.issued.emit(done.id, then)
        else:
            self.load(done.id)
            self._desk.tell(self.tr("Draft saved."))
            self.saved.emit(done.id)
        return True

    def _create_party(self, name: str) -> None:
        if create_party(self._desk, self.form, self._page, name):
            self.form.fields["issue_date"].editor.setFocus()

    def _ask_stale(self) -> None:
        self.question.ask(
            self.tr("Somebody else changed this draft while you were writing."),
            (self.tr("Save mine instead"), self._save_over),
            (self.tr("Show theirs"), self._show_theirs),
            (self.tr("Go on writing"), None),
        )

    def _save_over(self) -> None:
        self._revision = None
        self.save()

    def _show_theirs(self) -> None:
        """One step of Undo brings back what was typed."""
        view = self._desk.ask(documents.get, self._page.kind, self._ref or "")
        stack = self.form.undo.stack
        stack.beginMacro(self.tr("what somebody else changed"))
        for name, value in self._content_of(view).items():
            self.form.fields[name].set_value(value)
        stack.endMacro()
        self._revision = view.revision
        self._clean = self.form.content()
        self._follow()

    # Lines of an invoice or bill

    def _pick_lines(self) -> None:
        if self._picker is None:
            self._picker = PickPanel(self._desk, self._page.side, self._offers, choose=True)
            self._picker.closed.connect(self._stop_picking)
            self._picker.made.connect(self._picked)
            self.pages.addWidget(self._picker)
        self.pages.setCurrentWidget(self._picker)
        self.turned.emit()
        typed = {name: str(value) for name, value in self.form.values().items()}
        self._picker.start_for(self.form.party, typed.pop("claim", ""), typed)

    def _stop_picking(self) -> None:
        self.pages.setCurrentIndex(0)
        self.turned.emit()
        self.form.start_focus()

    def _picked(self, draft: str) -> None:
        """Goes on with the draft; what else was typed comes along, below its lines."""
        typed = self.form.content()
        self._saved()
        self.load(draft)
        kept = {name: typed[name] for name in typed if typed[name] and name not in _PICKED}
        lines = [*self.form.lines.value(), *typed["lines"]]
        self.form.fill({**self.form.content(), **kept, "lines": lines})
        self._follow()
        self._stop_picking()

    # Its acts

    def _make_acts(self) -> None:
        keys = self._desk.keyboard
        self._issue = keys.action("confirm", self, lambda: self.save(issue=True), self.tr("Issue"))
        self._save = keys.action("save", self, self.save)
        ways = (
            ("issue_print", self.tr("Issue and print"), THEN_PRINT, self._page.is_printed),
            ("issue_apply", self.tr("Issue and apply"), THEN_APPLY, self._page.is_credit),
        )
        self._then = [
            self._plain(name, text, partial(self.save, issue=True, then=then))
            for name, text, then, fits in ways
            if fits
        ]

    def acts(self) -> tuple[QAction, ...]:
        """What the window puts into its menus while the editor is shown."""
        if self._picker is not None and self.pages.currentWidget() is self._picker:
            return (self._picker.confirm,)
        return (
            self._issue, *self._then, self._save, self._undo, self._redo, self._close, self._away,
        )  # fmt: skip

    def _add_buttons(self) -> None:
        self._head.add_right(
            ActionButton(self._close, "quiet"), ActionButton(self._save),
            ActionButton(self._issue, "primary"),
        )  # fmt: skip
        if self._then:
            self._head.add_right(self._make_more())

    def _make_more(self) -> QPushButton:
        more = QPushButton()
        more.setObjectName("issue_more")
        more.setIcon(icon("down"))
        more.setAccessibleName(self.tr("Other ways to issue"))
        more.setToolTip(more.accessibleName())
        menu = QMenu(more)
        menu.addActions(self._then)
        more.setMenu(menu)
        return more
