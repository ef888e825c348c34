"""The editor in which an entry is made by hand, as a page: what is written is what is posted."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from app.commands import entries
from app.domain.errors import Problem
from app.gui.desk import Desk
from app.gui.head import ActionButton
from app.gui.perform import perform
from app.gui.screens.editor_page import EditorPage
from app.gui.screens.entry_form import EntryForm
from app.gui.screens.entry_offers import EntryOffers


class EntryEditor(EditorPage):
    """Nothing is in the book before it is posted."""

    posted = Signal(str)  # the entry

    def __init__(self, desk: Desk, kind: str, offers: EntryOffers) -> None:
        super().__init__(desk, kind, EntryForm(desk, offers))
        keys = desk.keyboard
        self._post = keys.action("confirm", self, self.post, self.tr("Post entry"))
        self._fill_missing = keys.action("fill_missing", self, self.form.lines.fill_missing)
        self._head.set_title(self.tr("New entry"))
        self._head.add_right(
            ActionButton(self._close, "quiet"), ActionButton(self._post, "primary")
        )

    # Opening

    def start(self, given: dict[str, Any]) -> None:
        """Begins a new one, its fields filled by name."""
        self._begin("")
        base = {"date": str(self._desk.today())}
        self._fill(base)
        if given:
            self.form.fill({**base, **given})
        self._follow()

    def refresh(self) -> None:
        """The book changed: other accounts may take entries now."""
        self.form.refresh()

    def _state_text(self, *, unsaved: bool) -> str:
        return self.tr("Not posted; kept on this computer") if unsaved else ""

    # Acts

    def acts(self) -> tuple[QAction, ...]:
        """What the window puts into its menus while the editor is shown."""
        return (
            self._post, self._fill_missing, self._undo, self._redo, self._close, self._away,
        )  # fmt: skip

    def post(self) -> None:
        """Posts it; refused, every problem stands at its field."""
        self.form.lines.leave_cell()
        facts, wrong = self.form.arguments()
        if wrong:
            others = self._other_problems(entries.post, facts, wrong)
            self.form.clear_marks()
            self.form.mark(sorted((*wrong, *others), key=_place))
            return
        done = perform(self._desk.book, self.form, self._desk.today(), entries.post, **facts)
        if done is not None:
            self._saved()
            self.posted.emit(done.id)


def _place(problem: Problem) -> tuple[int, ...]:
    """In the order of the lines; what is about no line comes before them."""
    return tuple(int(part) for part in (problem.field or "").split(".") if part.isdigit())
