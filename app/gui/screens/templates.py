"""The templates of documents: a list, the form of one, and beside it what it makes of a page."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.commands import templates as acts
from app.domain.kinds import Kind
from app.gui.desk import Desk
from app.gui.drafts import Autosave, Draft
from app.gui.empty import EmptyList
from app.gui.head import ActionButton, Hairline, PageHead
from app.gui.icons import icon
from app.gui.perform import perform
from app.gui.screen import Screen
from app.gui.screens.document_widgets import Question
from app.gui.screens.template_content import Sitting, content_of, fresh
from app.gui.screens.template_form import TemplateForm
from app.gui.screens.template_list import Line, TemplateList
from app.gui.screens.template_preview import TemplatePreview
from app.gui.screens.template_split import TemplateSplit
from app.queries import templates

_KIND: Final = "template"


class TemplatesScreen(Screen):
    """What is typed is kept at once, for every template apart: one may look at another meanwhile.
    It counts for documents when it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Templates"), _KIND
        printed = (Kind.CREDIT_MEMO, Kind.VENDOR_CREDIT, Kind.INVOICE)
        more = ("book", "settings", "customer", "vendor")
        self.kinds = frozenset({_KIND, *more, *(kind.value for kind in printed)})
        self._rows: tuple[templates.TemplateRow, ...] = ()
        self._sittings: dict[str, Sitting] = {}  # those that are not saved, by id
        self._now: Sitting | None = None  # the one in the form
        self._clean: dict[str, Any] = {}  # what the form made of the book's
        self._autosave: Autosave | None = None
        self._filling = False
        self.form, self.preview = TemplateForm(), TemplatePreview(desk)
        self._make_acts()
        self._make_list()
        self._lay_out()
        self.form.edited.connect(self._follow_edit)
        self.form.language_shown.connect(self._show_language)
        for draft in desk.drafts.left_over():
            if draft.kind == _KIND:
                self._restore(draft)
        self.refresh()
        self._show_first()

    def _make_acts(self) -> None:
        keys, stack = self.desk.keyboard, self.form.undo.stack
        self._new = keys.action("new", self, self.start_new, self.tr("New template"))
        self._duplicate = keys.action("duplicate", self, self.duplicate, self.tr("Duplicate"))
        self._save = keys.action("save", self, self.save, self.tr("Save"))
        self._undo = keys.action("undo", self, stack.undo)
        self._redo = keys.action("redo", self, stack.redo)
        self._discard = self._plain("discard", "undo", self.tr("Discard changes"), self.discard)
        self._delete = self._plain("delete", "delete", self.tr("Delete…"), self.ask_to_delete)
        for act, able in ((self._undo, stack.canUndoChanged), (self._redo, stack.canRedoChanged)):
            act.setEnabled(False)
            able.connect(act.setEnabled)

    def _plain(self, name: str, sign: str, text: str, run: Callable[[], object]) -> QAction:
        made = QAction(icon(sign), text, self)
        made.setObjectName(name)
        made.triggered.connect(lambda _checked=False: run())
        return made

    def _make_list(self) -> None:
        words = {name: box.text() for name, box in self.form.papers.boxes.items()}
        memory = self.desk.memory.shelf("templates")
        self._list = TemplateList(memory.shelf("list"), words)
        self._list.setAccessibleName(self.title)
        self._list.picked.connect(self._pick)
        self._list.opened.connect(lambda _row: self.form.start_focus())

    def _lay_out(self) -> None:
        head = PageHead(self.title)
        self._state = QLabel()
        self._state.setObjectName("draft_state")
        self._state.setProperty("role", "small")
        head.add_left(self._state)
        head.add_right(ActionButton(self._discard), ActionButton(self._save, "primary"))
        self.question = Question()
        split = TemplateSplit(
            self._list,
            (self._new, self._duplicate, self._delete),
            self.form,
            self.preview,
            self.desk.memory.shelf("templates"),
        )
        nothing = QWidget()
        self._empty = EmptyList(nothing)
        self._empty.say(self.tr("No template yet: documents look plain."), self.tr("New template"))
        self._empty.button.clicked.connect(lambda _checked=False: self.start_new())
        QVBoxLayout(nothing).addWidget(self._empty)
        some = QWidget()
        column = QVBoxLayout(some)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.question, Hairline()):
            column.addWidget(part)
        column.addWidget(split, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(some)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        mine = (self._save, self._discard, self._delete)
        return (self._undo, self._redo, self._new, self._duplicate, *mine)

    def open(self, ref: str | None) -> None:
        if ref is not None:
            self._list.pick(ref)

    def start_new(self, **given: Any) -> None:
        """A new template, for what has none yet; fields by name."""
        used = {paper for row in self._rows for paper in row.papers}
        free = tuple(box for box in self.form.papers.boxes if box not in used)
        self._begin(Sitting(None, None, fresh(free), dict(given)))

    def reopen(self, draft: Draft) -> None:
        known = {sitting.draft for sitting in self._sittings.values()}
        sitting = self._restore(draft) if draft.id not in known else None
        self.refresh()
        found = sitting or next(one for one in self._sittings.values() if one.draft == draft.id)
        self._list.pick(found.id)

    def may_leave(self) -> bool:
        self._keep()
        return True

    def start_focus(self) -> None:
        if self._stack.currentIndex() == 0:
            self._empty.button.setFocus()
        elif self._now is not None and self._now.ref is None:
            self.form.start_focus()
        else:
            self._list.setFocus()

    def refresh(self, _changed: Any = None) -> None:
        self._rows = self.desk.ask(templates.rows)
        there = {row.id: row.revision for row in self._rows}
        refill = False
        for sitting in {id(one): one for one in self._all()}.values():
            if sitting.ref is None:
                continue
            if sitting.ref not in there:
                self._sittings.pop(sitting.id, None)
                if sitting.typed:
                    sitting.lose()
                    self._sittings[sitting.id] = sitting
                elif sitting is self._now:
                    self._now = None
            elif there[sitting.ref] != sitting.revision:
                sitting.follow(self.desk.ask(templates.get, sitting.ref))
                refill = refill or sitting is self._now
        self._show_rows()
        if refill:
            self._fill_form()
        if self._now is None:
            self._show_first()
        self.preview.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._save.trigger()
        else:
            super().keyPressEvent(event)

    # The list

    def _all(self) -> Iterable[Sitting]:
        """Those that are not saved, and the one in the form."""
        return (*self._sittings.values(), *filter(None, (self._now,)))

    def _show_rows(self) -> None:
        self._filling = True
        count = self._list.show_templates(self._rows, self._sittings)
        if self._now is not None:
            self._list.pick(self._now.id)
        self._filling = False
        self._stack.setCurrentIndex(1 if count else 0)
        for act in (self._save, self._discard, self._duplicate, self._delete):
            act.setVisible(bool(count))

    def _pick(self, row: Line | None) -> None:
        if row is None or self._filling or (self._now and self._now.id == row.id):
            return
        self._put(self._sittings.get(row.id) or self._saved(row.id))

    def _saved(self, template: str) -> Sitting:
        view = self.desk.ask(templates.get, template)
        return Sitting(view.id, view.revision, content_of(view))

    def _show_first(self) -> None:
        first = next(iter(self._list.rows_model.rows()), None)
        if first is None:
            self._now = self._autosave = None
            self._follow_state()
        elif self._now is None:
            self._list.pick(first.id)
            self._pick(first)

    # The form

    def _begin(self, sitting: Sitting) -> None:
        """Something new is written."""
        self._sittings[sitting.id] = sitting
        self._put(sitting)
        self._show_rows()
        self.form.start_focus()

    def _put(self, sitting: Sitting) -> None:
        """Shows another one; what was typed before stays kept."""
        self._keep()
        self.question.drop()
        self._now = sitting
        self._autosave = Autosave(
            self.desk.drafts, _KIND, lambda: sitting.kept, self, sitting.draft
        )
        self._autosave.failed.connect(self._tell_unkept)
        self._fill_form()
        papers = sitting.content["papers"]
        if papers and self.preview.kind not in papers:
            self.preview.show_kind(papers[0])
        self.preview.draw()

    def _fill_form(self) -> None:
        sitting = self._now
        if sitting is None:
            return
        self.form.clear_marks()
        self.form.fill(sitting.book)
        self._clean = self.form.content()
        if sitting.typed:
            self.form.fill(sitting.content)
        self._follow_state()
        self.preview.show_content(self.form.content())

    def _follow_edit(self) -> None:
        sitting = self._now
        if sitting is None or self._autosave is None:
            return
        content, was = self.form.content(), (sitting.unsaved, sitting.content["name"])
        fresh_papers = set(content["papers"]) - set(sitting.content["papers"])
        sitting.typed = {
            name: value for name, value in content.items() if value != self._clean[name]
        }
        if sitting.unsaved:
            self._sittings[sitting.id] = sitting
        else:
            self._sittings.pop(sitting.id, None)
        if sitting.typed:
            self._autosave.touch()
        else:
            self._autosave.saved()
        if was != (sitting.unsaved, sitting.content["name"]):
            self._show_rows()
        self._follow_state()
        self.preview.show_content(content)
        if fresh_papers:
            self.preview.show_kind(fresh_papers.pop())

    def _follow_state(self) -> None:
        """What can be done, and what the page says of it."""
        sitting = self._now
        unsaved = sitting is not None and sitting.unsaved
        self._state.setText(self.tr("Not saved; kept on this computer") if unsaved else "")
        why = "" if unsaved else self.tr("There is nothing to save.")
        for act in (self._save, self._discard):
            act.setEnabled(unsaved)
            act.setToolTip(why or act.text())
        for act in (self._duplicate, self._delete):
            act.setEnabled(sitting is not None)
        mine = sitting.ref if sitting else None
        self.form.show_others(
            {paper: row.name for row in self._rows if row.id != mine for paper in row.papers}
        )
        self.form.show_usual(self.preview.usual_titles(self.form.papers.value()))

    def _keep(self) -> None:
        if self._autosave is not None and self._now is not None and self._now.typed:
            self._autosave.flush()

    def _restore(self, draft: Draft) -> Sitting:
        sitting = Sitting.restored(draft.content, draft.id)
        self._sittings[sitting.id] = sitting
        return sitting

    def _show_language(self, language: str) -> None:
        if language:
            self.preview.show_language(language)

    def _tell_unkept(self, error: str) -> None:
        said = self.tr("What you type is not kept: {error}. Save the template.")
        self.desk.tell(said.format(error=error))

    # Doing

    def save(self) -> None:
        """Keeps what is typed in the book; refused, the form says why."""
        sitting = self._now
        if sitting is None or not sitting.unsaved:
            return
        command: Callable[..., Any] = acts.create
        facts = sitting.facts
        if sitting.ref is not None:
            command = acts.update
            facts |= {"template": sitting.ref, "revision": sitting.revision}
        done = perform(self.desk.book, self.form, self.desk.today(), command, **facts)
        if done is None:
            return
        name = str(sitting.content["name"])
        self._drop(sitting)
        self._put(self._saved(done.id))
        self._show_rows()
        self.desk.tell(self.tr("{name} is saved.").format(name=name))

    def discard(self) -> None:
        """Forgets what is typed."""
        sitting = self._now
        if sitting is None:
            return
        self._drop(sitting)
        self._show_rows()
        if sitting.ref is not None:
            self._put(self._saved(sitting.ref))
            self._show_rows()
        else:
            self._show_first()
        self.start_focus()

    def _drop(self, sitting: Sitting) -> None:
        if self._autosave is not None:
            self._autosave.saved()
        self._sittings.pop(sitting.id, None)
        self._now = self._autosave = None

    def duplicate(self) -> None:
        """A new template that begins as this one is."""
        if self._now is None:
            return
        content = self._now.content
        name = self.tr("{name} (copy)").format(name=content["name"]).strip()
        typed = content | {"name": name, "papers": []}
        self._begin(Sitting(None, None, fresh(), typed))

    def ask_to_delete(self) -> None:
        """Asks in the page; what was never saved is simply discarded."""
        sitting = self._now
        if sitting is None:
            return
        if sitting.ref is None:
            self.discard()
            return
        asked = self.tr("Delete “{name}”?").format(name=sitting.book["name"])
        if sitting.book["papers"]:
            asked += " " + self.tr("Documents that use it will look plain.")
        self.question.ask(
            asked,
            (self.tr("Delete"), self._delete_now),
            (self.tr("Keep it"), None),
        )

    def _delete_now(self) -> None:
        sitting = self._now
        if sitting is None or sitting.ref is None:
            return
        name, today = sitting.book["name"], self.desk.today()
        facts = {"template": sitting.ref, "revision": sitting.revision}
        typed, sitting.typed = sitting.typed, {}  # it goes with the template
        if perform(self.desk.book, self.form, today, acts.delete, **facts) is None:
            sitting.typed = typed
        else:
            self.desk.drafts.drop(sitting.draft)
            self.start_focus()
            self.desk.tell(self.tr("{name} is deleted.").format(name=name))
