"""Home: what is open, what lapses, what waits, how old it is, and what was given for which reason.

Every figure and every bar opens the rows it is made of.
"""

from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.kinds import CUSTOMER, SIDES, VENDOR
from app.domain.report import Leads
from app.gui import formats
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton, Hairline, PageHead
from app.gui.icons import icon
from app.gui.screen import Screen
from app.gui.screens.home_ageing import WORDS, AgeingBars, say
from app.gui.screens.home_chart import TITLE, ReasonBars
from app.gui.screens.home_figures import Figures
from app.gui.screens.home_ways import Board, Fitting, Go
from app.gui.scroller import scroller
from app.gui.theme import grid
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import home
from app.queries.home import Aged, Given, Overview

_GAP: Final = grid(8)
_NO_CREDITS: Final = QT_TRANSLATE_NOOP(
    "home", "Credits given in the last six months stand here by reason and month."
)


class HomeScreen(Screen):
    """The overview of the book; it asks again after every change that is seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Home"), "home"
        self._as_of = QLabel()
        self._as_of.setObjectName("as_of")
        self._as_of.setProperty("role", "muted")
        self._new = desk.keyboard.action("new", self, self._new_memo, self.tr("New credit memo"))
        self._party = QAction(icon("customer"), self.tr("New customer"), self)
        self._party.setObjectName("new_customer")
        self._party.triggered.connect(lambda _checked=False: desk.create(CUSTOMER.name))
        self._begin = Begin(self._party, self._new)
        self._figures = Figures(self._go)
        self._charts = Charts(self._go)
        head = PageHead(self.title)
        head.add_right(self._as_of)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, grid(3), 0, grid(4))
        column.setSpacing(0)
        for part in (self._begin, self._figures):
            column.addWidget(part)
        column.addSpacing(grid(4))
        column.addWidget(Hairline())
        column.addWidget(self._charts)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(Hairline())
        whole.addWidget(scroller(inside), 1)
        self.refresh()

    def acts(self) -> tuple[QAction, ...]:
        return (self._new, self._party)

    def refresh(self, _changed: Any = None) -> None:
        found = self.desk.ask(home.overview)
        said = self.tr("As of {day}, in {currency}")
        self._as_of.setText(
            said.format(day=formats.day(found.on.isoformat()), currency=found.currency)
        )
        self._begin.setVisible(found.is_empty)
        self._figures.setVisible(not found.is_empty)
        self._figures.show_overview(found)
        self._charts.show_overview(found)

    def start_focus(self) -> None:
        """Where one was on this page, else on its first figure."""
        last: Any = self.focusWidget()  # none before the first time
        if last is None or not last.isVisibleTo(self):
            self.setFocus()
            self.focusNextChild()
        else:
            last.setFocus()

    def _new_memo(self) -> None:
        self.desk.create(CUSTOMER.credit.value)

    def _go(self, leads: Leads) -> None:
        if leads.to == "page":
            self.desk.show(leads.kind, leads.id or None)
        else:
            self.desk.report(leads.to, leads.wish)


class Begin(QWidget):
    """What a new book is told: what will stand here, and the first steps."""

    def __init__(self, *steps: QAction) -> None:
        super().__init__()
        sentence = _sentence(
            self.tr("Open credits, those that will expire, and drafts that wait stand here.")
        )
        sentence.setObjectName("empty_sentence")
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, grid(2), PAGE_MARGIN, 0)
        row.setSpacing(grid(2))
        for step in steps:
            row.addWidget(ActionButton(step))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(sentence)
        column.addLayout(row)


class Charts(Fitting):
    """What is open by age of both sides, and what was given: beside each other where there is
    room, else one below the other."""

    def __init__(self, go: Go) -> None:
        super().__init__()
        self._sides = {side: AgeingBlock(go, side) for side in SIDES}
        self._given = GivenBlock(go, self._sides[VENDOR.name].bars)
        self._left = QWidget()
        self._column = column = QVBoxLayout(self._left)
        column.setSpacing(0)
        for block in self._sides.values():
            column.addWidget(block)
        column.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._beside: bool | None = None

    def show_overview(self, found: Overview) -> None:
        """Shows these bars, and lays itself out as they need."""
        for aged in found.ageing:
            self._sides[aged.side].show_aged(aged)
        self._given.show_given(found.given)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider one: else they would stay beside each other for ever."""
        return QSize(max(self._widths()), super().minimumSizeHint().height())

    def _widths(self) -> tuple[int, int]:
        """How wide the parts are at least."""
        margin = self._column.contentsMargins().right()
        left, right = (one.minimumSizeHint().width() for one in (self._left, self._given))
        return left - margin, right

    def _arrange(self) -> None:
        parts = (self._left, self._given)
        beside = self.width() >= sum(self._widths()) + _GAP
        if beside is self._beside:
            return
        self._beside = beside
        self._column.setContentsMargins(0, 0, _GAP if beside else 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        for place, part in enumerate(parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, 0 if beside else place, place if beside else 0, top)
            self._grid.setColumnStretch(place, 1 if beside or not place else 0)


class Block(QWidget):
    """A title, what stands below it, and a sentence in its place where there is nothing yet."""

    def __init__(self, title: str, empty: str, inside: QWidget) -> None:
        super().__init__()
        named = QLabel(title)
        of = named.font()
        of.setWeight(QFont.Weight.Medium)
        named.setFont(of)
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight)
        wide = QSizePolicy.Policy.Ignored  # other words move nothing
        self.said.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, grid(5), PAGE_MARGIN, grid(2))
        row.setSpacing(grid(3))
        row.addWidget(named)
        row.addWidget(self.said, 1)
        self._inside, self._empty = inside, _sentence(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._empty)
        column.addWidget(inside)

    def show_any(self, *, any_: bool) -> None:
        """Shows what is there, or what will be."""
        self._inside.setVisible(any_)
        self._empty.setVisible(not any_)


class AgeingBlock(Block):
    """What is open on a side, by its age."""

    def __init__(self, go: Go, side: str) -> None:
        self.bars = AgeingBars(go, side)
        super().__init__(say(WORDS[side].title), say(WORDS[side].empty), self.bars)

    def show_aged(self, aged: Aged) -> None:
        """Shows these figures."""
        self.show_any(any_=any(one.amount for one in aged.columns))
        self.bars.show_aged(aged)


class GivenBlock(Block):
    """What was given for which reason; beside the title what is looked at, or of which months
    it is."""

    def __init__(self, go: Go, before: Board) -> None:
        self._bars = ReasonBars(go, before)
        super().__init__(say(TITLE), say(_NO_CREDITS), self._bars)
        self.said.setObjectName("given_said")
        self._bars.looked_at.connect(self._tell)

    def show_given(self, given: Given) -> None:
        """Shows these bars."""
        self.show_any(any_=bool(given.reasons))
        self._bars.show_given(given)
        self._tell(self._bars.looked)
        self.said.setVisible(bool(given.reasons))

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence or self._bars.time)


def _sentence(text: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("role", "muted")
    made.setWordWrap(True)
    made.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
    return made
