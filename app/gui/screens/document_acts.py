"""The acts of a document page as actions: made from the table, each saying why it is off."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.domain.errors import Problem
from app.domain.kinds import Status
from app.gui.desk import Desk
from app.gui.icons import icon
from app.gui.perform import told
from app.gui.screens.document_page import ActRow, Page, say
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import documents, lists

NONE_CHOSEN = QT_TRANSLATE_NOOP("documents", "Choose a document first.")
_NOT_ISSUED = QT_TRANSLATE_NOOP("documents", "This is still a draft. Issue it first.")
_VOID = QT_TRANSLATE_NOOP("documents", "It is void: nothing is owed on it.")
_IN_USE = "has_applications"
_LEFT_OUT = QT_TRANSLATE_NOOP(
    "documents", "It is left out of automatic applying. Apply it by name, or change its notes."
)
_NO_CREDIT = QT_TRANSLATE_NOOP("documents", "{party} has no open credit in {currency}.")
_PAID = QT_TRANSLATE_NOOP("documents", "It is paid: nothing is due any more.")

# Acts of the page that open a panel; the others are done at once or elsewhere.
PREPARED = (
    "apply", "auto_apply", "settle", "refund", "credit", "void", "annotate", "extend", "reinstate",
)  # fmt: skip


def make_acts(
    desk: Desk, page: Page, parent: QWidget, run: Callable[[str], object]
) -> dict[str, QAction]:
    """An action for every row of the page's table; `run` is told its name."""

    def make(row: ActRow) -> QAction:
        if row.key:
            made = desk.keyboard.action(row.key, parent, lambda: run(row.name), say(row.text))
        else:
            made = QAction(say(row.text), parent)
            made.setObjectName(row.name)
            made.triggered.connect(lambda _checked=False: run(row.name))
        made.setIcon(icon(row.icon))
        return made

    return {row.name: make(row) for row in page.acts}


def enable(desk: Desk, page: Page, acts: Mapping[str, QAction], view: Any) -> None:
    """Switches every act on or off for a document (None: none is chosen), and says why."""
    why = desk.ask(documents.why_not, page.kind, view.id) if view is not None else {}
    for row in page.acts:
        act = acts[row.name]
        sentence = say(NONE_CHOSEN) if view is None else _why_not(desk, page, row, why, view)
        act.setEnabled(not sentence)
        act.setToolTip(sentence or act.text().replace("&", "").rstrip("…"))


def _why_not(
    desk: Desk, page: Page, row: ActRow, why: Mapping[str, Problem | None], view: Any
) -> str:
    """Why an act is not possible now, "" when it is."""
    if row.rule:
        problem = why.get(row.rule)
        # A credit in use is voided in part, or after everything was taken back.
        if row.name == "void" and page.is_credit and problem and problem.code == _IN_USE:
            return ""
        if row.name == "auto_apply" and problem is None and view.exclude_from_auto_apply:
            return say(_LEFT_OUT)
        return told(problem)
    if row.name not in {"credit", "money", "settle"}:
        return ""
    if view.number is None:
        return say(_NOT_ISSUED)
    if view.status is Status.VOID:
        return say(_VOID)
    if row.name != "credit" and not view.due:
        return say(_PAID)
    if row.name == "settle":
        unused = desk.ask(lists.open_credits, page.side, view.party)
        if all(one.currency != view.currency for one in unused):
            return say(_NO_CREDIT).format(party=view.party_name, currency=view.currency)
    return ""
