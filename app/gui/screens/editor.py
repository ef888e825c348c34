"""The editor of a draft as a page: the form, beside it what it would post, above it the acts."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.commands import saving
from app.domain.errors import Problem, Refused, Unavailable
from app.gui.desk import Desk
from app.gui.drafts import Autosave
from app.gui.head import ActionButton, Hairline, PageHead
from app.gui.icons import icon
from app.gui.perform import perform
from app.gui.screens import drafting
from app.gui.screens.document_page import Page, say
from app.gui.screens.document_widgets import Question
from app.gui.screens.editor_fields import Offers, create_party
from app.gui.screens.editor_form import EditorForm
from app.gui.screens.editor_side import EditorSide
from app.gui.theme import look
from app.queries import documents

THEN_PRINT: Final = "print"
THEN_APPLY: Final = "apply"
_WIDE: Final = 880  # px at 100 %: narrower, the side stands below


class Editor(QWidget):
    """Writes one draft. What is typed is kept at once; it never has to be asked about."""

    closed = Signal()
    issued = Signal(str, str)  # the document, and what is wanted next ("", print, apply)
    saved = Signal(str)

    def __init__(self, desk: Desk, page: Page, offers: Offers) -> None:
        super().__init__()
        self.setObjectName("editor")
        self._desk, self._page = desk, page
        self._ref: str | None = None
        self._revision: int | None = None
        self._clean: dict[str, Any] = {}
        self._autosave: Autosave | None = None
        self.form = EditorForm(desk, page, offers)
        self.side = EditorSide(desk, page, self.form.labels)
        self.question = Question()
        self._make_acts()
        self._build()
        self.form.edited.connect(self._follow)
        self.form.new_party_wanted.connect(self._create_party)
        self.form.stale.connect(self._ask_stale)

    # Opening

    @property
    def ref(self) -> str | None:
        """The stored draft that is edited, None for one that is not in the book yet."""
        return self._ref

    @property
    def kept(self) -> str:
        """The name under which what is typed is kept."""
        return self._autosave.draft_id if self._autosave else ""

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that the book does not have."""
        return self.form.content() != self._clean

    def start(self, given: dict[str, Any], draft_id: str = "") -> None:
        """A new draft, its fields filled by name."""
        self._begin(None, None, draft_id)
        base = {"issue_date": str(self._desk.today())}
        self._fill(base)
        if given:
            self.form.fill({**base, **given})
            self._follow()

    def load(self, ref: str) -> None:
        """A stored draft."""
        view = self._desk.ask(documents.get, self._page.kind, ref)
        if self._ref != view.id or self._autosave is None:
            self._begin(view.id, view.revision, "")
        self._revision = view.revision
        self._fill(self._content_of(view))

    def restore(self, content: dict[str, Any], draft_id: str) -> None:
        """What was kept of an editor that was never saved."""
        self._begin(content.get("ref"), content.get("revision"), draft_id)
        self._fill(content.get("clean") or {})
        self.form.fill(content.get("typed") or {})
        self._follow()

    def start_focus(self) -> None:
        """Typing begins at the party."""
        self.form.start_focus()

    def take_focus(self) -> None:
        """The keyboard comes back to where it was, else to where typing begins."""
        before: QWidget | None = self.focusWidget()
        if before is None:
            self.form.start_focus()
        else:
            before.setFocus()

    def refresh(self) -> None:
        """The book changed: what is open with the party may have, too."""
        self.side.refresh()
        self._ask_entry()

    def _begin(self, ref: str | None, revision: int | None, draft_id: str) -> None:
        if self._autosave and self.unsaved:
            self._autosave.flush()
        self._ref, self._revision = ref, revision
        kind = self._page.kind.value
        self._autosave = Autosave(self._desk.drafts, kind, self._kept_content, self, draft_id)
        self._autosave.failed.connect(self._tell_unkept)
        self.question.drop()

    def _fill(self, content: dict[str, Any]) -> None:
        self.form.clear_marks()
        self.form.fill(content)
        self.form.undo.reset()
        self._clean = self.form.content()
        self._follow()

    def _content_of(self, view: Any) -> dict[str, Any]:
        values = drafting.values_of(self._page, view)
        return {**values, "lines": drafting.rows_of(view)}

    def _kept_content(self) -> dict[str, Any]:
        return {
            "ref": self._ref,
            "revision": self._revision,
            "clean": self._clean,
            "typed": self.form.content(),
        }

    # Following what is typed

    def _follow(self) -> None:
        unsaved = self.unsaved
        if self._autosave and unsaved:
            self._autosave.touch()
        elif self._autosave:
            self._autosave.saved()
        title = say(self._page.draft if self._ref else self._page.new)
        self._head.set_title(title)
        self._state.setText(self._state_text(unsaved=unsaved))
        self.side.show_party(self.form.party, self.form.currency)
        self._ask_entry()

    def _state_text(self, *, unsaved: bool) -> str:
        if unsaved:
            return self.tr("Not saved; kept on this computer")
        return self.tr("Saved") if self._ref else ""

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
            self.form.mark((*wrong, *self._other_problems(facts)))
            return False
        done = perform(self._desk.book, self.form, self._desk.today(), saving.save, **facts)
        if done is None:
            return False
        if self._autosave:
            self._autosave.saved()
        self._ref = done.id
        self._autosave = None if issue else self._autosave
        if issue:
            self.issued.emit(done.id, then)
        else:
            self.load(done.id)
            self._desk.tell(self.tr("Draft saved."))
            self.saved.emit(done.id)
        return True

    def close_editor(self) -> None:
        """Back to the list. What is not saved stays kept, and the list offers to go on."""
        self.side.entry.preview.drop()
        self.closed.emit()

    def keep(self) -> None:
        """Keeps what is typed now, not in a moment."""
        if self._autosave and self.unsaved:
            self._autosave.flush()

    def throw_away(self) -> None:
        """Forgets what is typed."""
        if self._autosave:
            self._autosave.saved()
        self._autosave = None
        self.closed.emit()

    def _other_problems(self, facts: dict[str, Any]) -> tuple[Problem, ...]:
        try:
            self._desk.book.preview(self._desk.today(), saving.save, **facts)
        except Refused as refused:
            return refused.problems
        except Unavailable:
            return ()
        return ()

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

    def _tell_unkept(self, error: str) -> None:
        told = self.tr("What you type is not kept: {error}. Save the draft.")
        self._desk.tell(told.format(error=error))

    # Layout

    def _make_acts(self) -> None:
        keys, stack = self._desk.keyboard, self.form.undo.stack
        self._issue = keys.action("confirm", self, lambda: self.save(issue=True), self.tr("Issue"))
        self._save = keys.action("save", self, self.save)
        self._undo = keys.action("undo", self, stack.undo)
        self._redo = keys.action("redo", self, stack.redo)
        self._undo.setEnabled(False)
        self._redo.setEnabled(False)
        stack.canUndoChanged.connect(self._undo.setEnabled)
        stack.canRedoChanged.connect(self._redo.setEnabled)
        stack.undoTextChanged.connect(self._say_undo)
        stack.redoTextChanged.connect(self._say_redo)
        self._close = self._plain("close", self.tr("Close"), self.close_editor)
        self._away = self._plain("throw_away", self.tr("Throw away"), self.throw_away)
        ways = [("issue_print", self.tr("Issue and print"), THEN_PRINT)]
        if self._page.is_credit:
            ways.append(("issue_apply", self.tr("Issue and apply"), THEN_APPLY))
        self._then = [
            self._plain(name, text, partial(self.save, issue=True, then=then))
            for name, text, then in ways
        ]

    def _plain(self, name: str, text: str, run: Callable[[], object]) -> QAction:
        made = QAction(text, self)
        made.setObjectName(name)
        made.triggered.connect(lambda _checked=False: run())
        return made

    def _say_undo(self, step: str) -> None:
        self._undo.setText(self.tr("Undo {step}").format(step=step).strip())

    def _say_redo(self, step: str) -> None:
        self._redo.setText(self.tr("Redo {step}").format(step=step).strip())

    def acts(self) -> tuple[QAction, ...]:
        """What the window puts into its menus while the editor is shown."""
        return (
            self._issue, *self._then, self._save, self._undo, self._redo, self._close, self._away,
        )  # fmt: skip

    def _build(self) -> None:
        self._head = PageHead("")
        self._state = QLabel()
        self._state.setObjectName("draft_state")
        self._state.setProperty("role", "small")
        self._head.add_left(self._state)
        more = QPushButton()
        more.setObjectName("issue_more")
        more.setIcon(icon("down"))
        more.setAccessibleName(self.tr("Other ways to issue"))
        more.setToolTip(more.accessibleName())
        menu = QMenu(more)
        menu.addActions(self._then)
        more.setMenu(menu)
        self._head.add_right(
            ActionButton(self._close, "quiet"), ActionButton(self._save),
            ActionButton(self._issue, "primary"), more,
        )  # fmt: skip
        scroller = QScrollArea()
        scroller.setWidget(self.form)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        self._body.addWidget(scroller, 1)
        self._body.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.question)
        column.addWidget(Hairline())
        column.addLayout(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()

    def _turn(self) -> None:
        """Where there is little room, what will be posted stands below the form."""
        wide, ways = self.width() >= look().scale.px(_WIDE), QBoxLayout.Direction
        self._body.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self.side.lie_down(not wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        else:
            super().keyPressEvent(event)
