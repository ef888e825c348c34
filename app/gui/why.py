"""“Why is this the balance?”: which balance a row of any page stands for."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.domain.report import ReportRow, Wish

if TYPE_CHECKING:
    from app.gui.desk import Desk

WHY: Final = "why"  # the report that answers


class Why:
    """The question on a page: its act, and the balance that it is asked about there."""

    def __init__(
        self, desk: "Desk", page: QWidget, balance: Callable[[], Wish | None], why_not: str
    ) -> None:
        """`balance` answers what the current row stands for, None for no balance; then the act
        is off and says `why_not`."""
        self._desk, self._balance, self._why_not = desk, balance, why_not
        self.act: QAction = desk.keyboard.action("why", page, self.ask)
        self.look()

    def look(self) -> None:
        """Another row is current."""
        possible = self._balance() is not None
        self.act.setEnabled(possible)
        self.act.setToolTip(self.act.text() if possible else self._why_not)

    def ask(self) -> None:
        """Opens the report that answers."""
        wish = self._balance()
        if wish is not None:
            self._desk.report(WHY, wish)

    def offer(self, view: QWidget) -> None:
        """In the menu of a list's rows, too."""
        view.addAction(self.act)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def why_of_document(view: Any, today: dt.date) -> Wish | None:
    """What is left of a document; nothing is of a draft."""
    return Wish(last=today, part=view.id) if view is not None and view.number else None


def why_of_row(asked: Wish, row: ReportRow, *, running: bool) -> Wish | None:
    """The balance that a row of a report stands for: that of its account, customer, vendor or
    document. With a `running` balance it is what the report is of, at the end of the row's day.
    None: it stands for none."""
    leads = row.leads
    wish = leads.wish if leads else Wish()
    day = next((cell for cell in row.cells if isinstance(cell, dt.date)), None)
    if running and (asked.account or asked.party):
        return Wish(None, day or asked.last, asked.side, asked.party, asked.account)
    if leads and leads.to == "party":
        return Wish(last=asked.last, side=leads.kind, party=leads.id)
    if leads and leads.to == "document":
        return Wish(last=asked.last, part=leads.id)
    if wish.account or wish.party:
        last = wish.last or asked.last
        return Wish(None, last, wish.side or asked.side, wish.party, wish.account)
    return None
