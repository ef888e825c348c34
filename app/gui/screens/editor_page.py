"""What every editor page has: a form, above it the acts, and mostly what it would post."""

from collections.abc import Callable, Collection
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import Problem, Refused, Unavailable, present
from app.gui.arranged import Arranged
from app.gui.desk import Desk
from app.gui.drafts import Autosave
from app.gui.head import Hairline, PageHead
from app.gui.screens.document_widgets import Question
from app.gui.screens.editor_side import EditorSide
from app.gui.scroller import scroller
from app.gui.theme import look

_WIDE: Final = 880  # px at 100 %: narrower, the side stands below


class EditorPage(Arranged):
    """Writes one thing. What is typed is kept at once; it never has to be asked about.

    The form is handed in: a Form with `content`, `fill`, `undo`, `start_focus` and `edited`."""

    closed = Signal()

    def __init__(self, desk: Desk, kind: str, form: Any, side: EditorSide | None = None) -> None:
        """Without a `side` what is written is itself what will be posted."""
        super().__init__()
        self.setObjectName("editor")
        self._desk, self._kind = desk, kind
        self._clean: dict[str, Any] = {}
        self._autosave: Autosave | None = None
        self.form, self._side = form, side
        self.question = Question()
        self._make_common_acts()
        self._build()
        form.edited.connect(self._follow)

    def restore(self, content: dict[str, Any], draft_id: str) -> None:
        """Shows what was kept of something that was never saved."""
        self._begin(draft_id)
        self._fill(content.get("clean") or {})
        self.form.fill(content.get("typed") or {})
        self._follow()

    # What is typed, and kept

    @property
    def side(self) -> EditorSide:
        """What stands beside the form."""
        return present(self._side, "something stands beside the form")

    @property
    def kept(self) -> str:
        """The name under which what is typed is kept."""
        return self._autosave.draft_id if self._autosave else ""

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that the book does not have."""
        return bool(self.form.content() != self._clean)

    def start_focus(self) -> None:
        """Puts the focus where typing begins."""
        self.form.start_focus()

    def take_focus(self) -> None:
        """The keyboard comes back to where it was, else to where typing begins."""
        before: QWidget | None = self.focusWidget()
        if before is None:
            self.form.start_focus()
        else:
            before.setFocus()

    def keep(self) -> None:
        """Keeps what is typed now, not in a moment."""
        if self._autosave and self.unsaved:
            self._autosave.flush()

    def close_editor(self) -> None:
        """Back to the list. What is not saved stays kept, and the list offers to go on."""
        if self._side is not None:
            self._side.entry.preview.drop()
        self.closed.emit()

    def throw_away(self) -> None:
        """Forgets what is typed."""
        self._saved()
        self.closed.emit()

    def _saved(self) -> None:
        """What was typed is in the book, or given up: nothing is to be kept."""
        if self._autosave:
            self._autosave.saved()
        self._autosave = None

    def _begin(self, draft_id: str) -> None:
        """From here on something else is written; what was typed before stays kept."""
        self.keep()
        self._autosave = Autosave(
            self._desk.drafts, self._kind, self._kept_content, self, draft_id
        )
        self._autosave.failed.connect(self._tell_unkept)
        self.question.drop()

    def _fill(self, content: dict[str, Any]) -> None:
        """Shows what the book has, or what a new one begins with."""
        self.form.clear_marks()
        self.form.fill(content)
        self.form.undo.reset()
        self._clean = self.form.content()
        self._follow()

    def _kept_content(self) -> dict[str, Any]:
        return {"clean": self._clean, "typed": self.form.content()}

    def _follow(self) -> None:
        """After every edit. Pages add what follows from it."""
        unsaved = self.unsaved
        if self._autosave and unsaved:
            self._autosave.touch()
        elif self._autosave:
            self._autosave.saved()
        self._state.setText(self._state_text(unsaved=unsaved))

    def _state_text(self, *, unsaved: bool) -> str:
        return self.tr("Not saved; kept on this computer") if unsaved else ""

    def _other_problems(
        self, command: Callable[..., Any], facts: dict[str, Any], known: Collection[Problem]
    ) -> tuple[Problem, ...]:
        """What else the command would refuse, besides the fields that are known to be wrong."""
        fields = {problem.field for problem in known}
        try:
            self._desk.book.preview(self._desk.today(), command, **facts)
        except Refused as refused:
            return tuple(one for one in refused.problems if one.field not in fields)
        except Unavailable:
            return ()
        return ()

    def _tell_unkept(self, error: str) -> None:
        told = self.tr("What you type is not kept: {error}. Save the draft.")
        self._desk.tell(told.format(error=error))

    # Acts

    def _make_common_acts(self) -> None:
        keys, stack = self._desk.keyboard, self.form.undo.stack
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

    def _plain(self, name: str, text: str, run: Callable[[], object]) -> QAction:
        made = QAction(text, self)
        made.setObjectName(name)
        made.triggered.connect(lambda _checked=False: run())
        return made

    def _say_undo(self, step: str) -> None:
        self._undo.setText(self.tr("Undo {step}").format(step=step).strip())

    def _say_redo(self, step: str) -> None:
        self._redo.setText(self.tr("Redo {step}").format(step=step).strip())

    # Layout

    def _build(self) -> None:
        self._head = PageHead("")
        self._state = QLabel()
        self._state.setObjectName("draft_state")
        self._state.setProperty("role", "small")
        self._head.add_left(self._state)
        area = scroller(self.form)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        self._body.addWidget(area, 1)
        if self._side is not None:
            self._body.addWidget(self._side)
        written = QWidget()
        column = QVBoxLayout(written)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.question)
        column.addWidget(Hairline())
        column.addLayout(self._body, 1)
        self.pages = QStackedWidget()  # what is prepared beside the writing takes its place
        self.pages.addWidget(written)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def _arrange(self) -> None:
        """Where there is little room, what will be posted stands below the form."""
        wide, ways = self.width() >= look().scale.px(_WIDE), QBoxLayout.Direction
        self._body.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        if self._side is not None:
            self._side.lie_down(not wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        else:
            super().keyPressEvent(event)
