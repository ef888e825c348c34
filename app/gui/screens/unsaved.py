"""The line above a list that says what was typed and not saved, and offers to go on with it."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from app.gui.desk import Desk
from app.gui.drafts import Draft
from app.gui.screens.document_widgets import Question


class Unsaved(Question):
    """Hidden while nothing is kept."""

    wanted = Signal(object)  # the Draft to go on with

    def __init__(
        self,
        desk: Desk,
        kind: str,
        what: Callable[[Draft], str],
        party: Callable[[str], str],
    ) -> None:
        """`what` says what a draft is ("New invoice"), `party` the name of an id, "" for none."""
        super().__init__()
        self.setObjectName("unsaved")
        self._desk, self._kind, self._what, self._party = desk, kind, what, party

    def kept(self, shown: str = "") -> list[Draft]:
        """What is kept of this kind, but for the one that an editor shows now."""
        left = self._desk.drafts.left_over()
        return [draft for draft in left if draft.kind == self._kind and draft.id != shown]

    def offer(self, shown: str = "") -> None:
        """Tells of the last one that is kept, if there is one."""
        kept = self.kept(shown)
        if not kept:
            self.hide()
            return
        draft = kept[-1]
        what = self._what(draft)
        party = self._party(str(draft.content.get("typed", {}).get("party") or ""))
        whose = self.tr("{draft} for {party}").format(draft=what, party=party)
        told = self.tr("{what} is not saved yet.").format(what=whose if party else what)
        if len(kept) > 1:
            told += " " + self.tr("{count} more wait.").format(count=len(kept) - 1)
        self.ask(
            told,
            (self.tr("Go on"), lambda: self.wanted.emit(draft)),
            (self.tr("Throw away"), lambda: self._throw_away(draft, shown)),
            focus=False,
        )

    def _throw_away(self, draft: Draft, shown: str) -> None:
        self._desk.drafts.drop(draft.id)
        self.offer(shown)
