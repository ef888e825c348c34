"""Beside the editor: what the draft would post, and what is open with its party."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from app.domain.errors import Problem, Refused
from app.domain.money import total
from app.gui import formats
from app.gui.desk import Desk
from app.gui.screens.document_page import Page, say
from app.gui.screens.document_widgets import Link, clear
from app.gui.screens.entry_panel import EntryPanel
from app.gui.theme import grid, look
from app.queries import lists

_WIDTH: Final = 392  # px at 100 %
_HEIGHT: Final = 148  # px at 100 %, where it lies below the form
_MOST_PX: Final = 16_777_215  # what Qt takes for no limit
_MOST: Final = 6  # credits or claims that are listed by name


class EditorSide(QScrollArea):
    """A raised column: the entry, then the party's open documents."""

    def __init__(
        self, desk: Desk, page: Page, labels: dict[str, str], *, claims: bool = True
    ) -> None:
        """`labels` are those of the form by name; `claims`: whether invoices or bills that are
        open are listed, too, not only credits."""
        super().__init__()
        self._claims = claims
        self._desk, self._page, self._labels = desk, page, labels
        self._asked: tuple[str, str] | None = None
        self.entry = EntryPanel(
            desk, self.tr("What this will post"), self._explain, self.tr("Nothing is posted.")
        )
        self._open = _OpenDocuments(desk)
        inside = QWidget()
        inside.setProperty("role", "raised")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._box.setContentsMargins(grid(4), grid(4), grid(4), grid(4))
        self._box.setSpacing(grid(5))
        self._box.addWidget(self.entry, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def lie_down(self, lies: bool) -> None:
        """Whether it lies below the form, its halves side by side, or stands beside it."""
        scale, ways = look().scale, QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if lies else ways.TopToBottom)
        self._box.setStretch(0, 1 if lies else 0)
        self._box.setStretch(1, 1 if lies else 0)
        self._box.setStretch(2, 0 if lies else 1)
        self.setFixedWidth(_MOST_PX if lies else scale.px(_WIDTH))
        self.setMinimumWidth(0 if lies else scale.px(_WIDTH))
        self.setFixedHeight(scale.px(_HEIGHT) if lies else _MOST_PX)
        self.setMinimumHeight(scale.px(_HEIGHT) if lies else 0)

    def show_party(self, party: str, currency: str) -> None:
        """Shows what is open with a party; "" shows nothing."""
        if (party, currency) != self._asked:
            self._asked = (party, currency)
            self.refresh()

    def refresh(self) -> None:
        """Asks again what is open."""
        party, currency = self._asked or ("", "")
        self._open.clear()
        if not party:
            return
        side = self._page.side
        try:
            found = self._desk.ask(lists.open_claims, side, party, currency)
            unused = self._desk.ask(lists.open_credits, side, party)
        except Refused:
            return
        if self._claims:
            self._open.add(say(self._page.claims), found)
        mine = [row for row in unused if row.currency == currency]
        self._open.add(self.tr("Open credits"), mine)

    def _explain(self, problems: tuple[Problem, ...]) -> str:
        """What is still missing, in one sentence; else the first thing that is wrong."""
        wrong = [one for one in problems if one.code != "required"]
        if wrong:
            return wrong[0].message
        names = [self._label(one.field or "") for one in problems]
        return self.tr("Still missing: {fields}.").format(fields=", ".join(dict.fromkeys(names)))

    def _label(self, field: str) -> str:
        return self._labels.get(field.rpartition(".")[2], field).casefold()


class _OpenDocuments(QWidget):
    """Lists of open documents with their sums; each document opens."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(grid(4))
        self._grid.setVerticalSpacing(grid(1))
        self._grid.setColumnStretch(0, 1)

    def clear(self) -> None:
        """Shows nothing."""
        clear(self._grid)

    def add(self, title: str, rows: Sequence[Any]) -> None:
        """One list: its title and sum, then the first documents."""
        at = self._grid.rowCount()
        heading = QLabel(title)
        heading.setProperty("role", "label")
        if at > 1:
            self._grid.setRowMinimumHeight(at, grid(3))
            at += 1
        self._grid.addWidget(heading, at, 0)
        if not rows:
            self._grid.addWidget(self._muted(self.tr("none")), at, 1)
            return
        whole = total((row.remaining for row in rows), rows[0].currency)
        self._grid.addWidget(self._amount(formats.money(whole)), at, 1)
        for row in rows[:_MOST]:
            at += 1
            link = Link(f"{row.number}")
            link.setToolTip(f"{formats.day(str(row.issue_date))} · {row.party_name}")
            link.clicked.connect(
                lambda _checked=False, row=row: self._desk.show(row.kind.value, row.id)
            )
            self._grid.addWidget(link, at, 0)
            self._grid.addWidget(self._muted(formats.amount(str(row.remaining))), at, 1)
        if len(rows) > _MOST:
            more = self.tr("and {count} more").format(count=len(rows) - _MOST)
            self._grid.addWidget(self._muted(more), at + 1, 0)

    def _amount(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _muted(self, text: str) -> QLabel:
        label = self._amount(text)
        label.setProperty("role", "muted")
        return label
