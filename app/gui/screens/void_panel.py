"""The panel that voids a credit: three ways, each with what it would post, one reason for all."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.commands import credits
from app.domain.errors import Problem
from app.domain.kinds import Status
from app.gui import formats
from app.gui.desk import Desk
from app.gui.perform import told
from app.gui.screens.act_tables import VOID_CREDIT, Prepared
from app.gui.screens.document_page import Page, say
from app.gui.screens.editor_fields import Offers
from app.gui.screens.entry_panel import EntryPanel
from app.gui.screens.fields_panel import FieldsPanel
from app.gui.theme import grid, look
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import documents

_SIDE_BY_SIDE: Final = 900  # px at 100 %: narrower, the ways stand one below the other
_TITLE: Final = QT_TRANSLATE_NOOP("documents", "Void {name}: choose what becomes of it.")

# scope -> title, what it means, and the act with its own words
WAYS: Final[dict[str, tuple[str, str, Prepared]]] = {
    "whole": (
        QT_TRANSLATE_NOOP("documents", "Void the whole"),
        QT_TRANSLATE_NOOP("documents", "All {total}; its number stays, a mirror entry undoes it."),
        replace(VOID_CREDIT, title=_TITLE),
    ),
    "remaining": (
        QT_TRANSLATE_NOOP("documents", "Void the unused part"),
        QT_TRANSLATE_NOOP("documents", "Only {left} that are left; {used} stay in use."),
        replace(
            VOID_CREDIT,
            title=_TITLE,
            confirm=QT_TRANSLATE_NOOP("documents", "Void the unused part"),
            told=QT_TRANSLATE_NOOP("documents", "The unused part of {name} is void."),
        ),
    ),
    "unapply_and_void": (
        QT_TRANSLATE_NOOP("documents", "Take everything back and void"),
        QT_TRANSLATE_NOOP(
            "documents", "First {used} in use are taken back and due again, then all is void."
        ),
        replace(
            VOID_CREDIT,
            title=_TITLE,
            confirm=QT_TRANSLATE_NOOP("documents", "Take back and void"),
            told=QT_TRANSLATE_NOOP("documents", "Everything is taken back; {name} is void."),
        ),
    ),
}
_POSTS: Final = QT_TRANSLATE_NOOP("documents", "What this will post")
_UNUSED: Final = QT_TRANSLATE_NOOP("documents", "Nothing of it is in use: void the whole.")


def reasons_not(why: dict[str, Problem | None], view: Any) -> dict[str, str]:
    """For every way to void a credit: why it is not possible now, "" if it is."""
    whole, remaining = why["void"], why["void_remaining"]
    everything = None if whole and whole.code == "has_applications" else whole
    made = {
        "whole": told(whole),
        "remaining": told(remaining),
        "unapply_and_void": told(everything),
    }
    if view.status is Status.ISSUED:
        made["remaining"] = made["unapply_and_void"] = say(_UNUSED)
    elif view.status is Status.DRAFT:
        made["unapply_and_void"] = made["remaining"]
    return made


class VoidPanel(FieldsPanel):
    """Reason and date stand above the three ways; the first that is possible is chosen."""

    def __init__(self, desk: Desk, page: Page, offers: Offers) -> None:
        super().__init__(desk, offers, VOID_CREDIT, "void")
        self.take_whole_width()
        self._page = page
        self._ways = {scope: _Way(desk, self, scope) for scope in WAYS}
        self._group = QButtonGroup(self)
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side_by_side.setSpacing(grid(6))
        for way in self._ways.values():
            self._group.addButton(way.radio)
            self._side_by_side.addWidget(way, 1)
            way.radio.toggled.connect(lambda _on: self._choose())
        self.asked.insertSpacing(self.asked.count() - 1, grid(2))
        self.asked.insertLayout(self.asked.count() - 1, self._side_by_side)

    @property
    def scope(self) -> str:
        """The way that is chosen."""
        return next((scope for scope, way in self._ways.items() if way.radio.isChecked()), "whole")

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares to void a credit."""
        why = reasons_not(self.desk.ask(documents.why_not, self._page.kind, view.id), view)
        used = formats.money(view.applied + view.refunded)
        facts = {
            "total": formats.money(view.total), "left": formats.money(view.remaining),
            "used": used,
        }  # fmt: skip
        for scope, way in self._ways.items():
            way.offer(say(WAYS[scope][1]).format(**facts), why[scope])
        first = next((scope for scope in self._ways if not why[scope]), "whole")
        self._ways[first].radio.setChecked(True)
        self._prepared = WAYS[first][2]
        super().start(view, use)

    def _choose(self) -> None:
        self._prepared = WAYS[self.scope][2]
        if self._subject is not None:
            self.say_title(self._said(self._prepared.title), say(self._prepared.confirm))

    def _follow(self) -> None:
        """Every way shows what it would post, whichever is chosen."""
        arguments, wrong = self._arguments()
        if self._subject is None:
            return
        arguments["reason"] = arguments.get("reason") or "—"
        for scope, way in self._ways.items():
            way.entry.nothing = say(self._prepared.nothing)
            if wrong:
                way.entry.tell(wrong[0].message)
            elif way.radio.isEnabled():
                way.entry.ask(credits.void, **{**arguments, "scope": scope})

    def _arguments(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        arguments, wrong = super()._arguments()
        return {**arguments, "scope": self.scope}, wrong

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_ways()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn_ways()

    def _turn_ways(self) -> None:
        wide = self.width() >= look().scale.px(_SIDE_BY_SIDE)
        ways = QBoxLayout.Direction
        self._side_by_side.setDirection(ways.LeftToRight if wide else ways.TopToBottom)


class _Way(QWidget):
    """One way: its name to choose it by, what it means or why it is not possible, its entry."""

    def __init__(self, desk: Desk, panel: VoidPanel, scope: str) -> None:
        super().__init__()
        self.radio = QRadioButton(say(WAYS[scope][0]))
        self.radio.setObjectName(f"scope_{scope}")
        self.radio.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._said = QLabel()
        self._said.setObjectName(f"scope_{scope}_said")
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        self.entry = EntryPanel(desk, say(_POSTS), panel.explain, "")
        self.entry.setObjectName(f"scope_{scope}_entry")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(grid(1))
        for part in (self.radio, self._said, self.entry):
            column.addWidget(part)
        column.addStretch(1)

    def offer(self, meaning: str, why_not: str) -> None:
        """Says what it means, or why it cannot be chosen."""
        self.radio.setEnabled(not why_not)
        self.radio.setToolTip(why_not)
        self.radio.setAccessibleDescription(why_not or meaning)
        self._said.setText(why_not or meaning)
        self.entry.setVisible(not why_not)
