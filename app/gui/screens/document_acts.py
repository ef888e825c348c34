"""The acts of a document page as actions: made from the table, each saying why it is off."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.domain.errors import Problem
from app.domain.kinds import Status
from app.gui.desk import Desk
from app.gui.icons import icon
from app.gui.screens.document_page import ActRow, Page, say
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import documents

NONE_CHOSEN = QT_TRANSLATE_NOOP("documents", "Choose a document first.")
_NOT_ISSUED = QT_TRANSLATE_NOOP("documents", "This is still a draft. Issue it first.")
_VOID = QT_TRANSLATE_NOOP("documents", "It is void: nothing is owed on it.")
_PAID = QT_TRANSLATE_NOOP("documents", "It is paid: nothing is due any more.")


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
        act, sentence = acts[row.name], ""
        if view is None:
            sentence = say(NONE_CHOSEN)
        elif row.rule:
            sentence = told(why.get(row.rule))
        elif row.name in {"credit", "money"} and view.number is None:
            sentence = say(_NOT_ISSUED)
        elif row.name == "money" and not view.due:
            sentence = say(_VOID if view.status is Status.VOID else _PAID)
        act.setEnabled(not sentence)
        act.setToolTip(sentence or act.text().replace("&", "").rstrip("…"))


def told(problem: Problem | None) -> str:
    """Why something is not possible, "" when it is."""
    if problem is None:
        return ""
    return " ".join(filter(None, (problem.message, problem.hint)))
