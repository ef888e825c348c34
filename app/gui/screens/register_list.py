"""One account as a list: by date, with the account's own running balance."""

import datetime as dt
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.desk import Desk
from app.gui.screens.ledger_list import LedgerList
from app.gui.screens.ledger_parts import OPENING, Narrowing, RegisterLine, register_columns
from app.gui.screens.ledger_sources import RegisterSource
from app.gui.settings import Memory
from app.gui.total_row import TotalRow


class RegisterList(QWidget):
    """All lines of an account, however many; `opened` tells the row on Enter or double click.
    A list that begins later has a line above it, which leads to what was before."""

    opened = Signal(object)
    whole_wanted = Signal()  # what was carried forward shall be seen line by line

    def __init__(self, desk: Desk, memory: Memory) -> None:
        super().__init__()
        self._desk = desk
        self.account = ""
        self._source: RegisterSource | None = None
        self.list = LedgerList(register_columns, memory)
        self.list.setObjectName("register")
        self.list.setAccessibleName(self.tr("Register"))
        self.list.opened.connect(self._open)
        self.list.horizontalHeader().sortIndicatorChanged.connect(lambda *_how: self._sorted())
        self._totals = TotalRow(self.list)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self._totals)

    def current(self) -> RegisterLine | None:
        """The current row."""
        row = self.list.current()
        return row if isinstance(row, RegisterLine) else None

    def ask(self, account: str, narrowing: Narrowing, locked_through: dt.date | None) -> None:
        """Shows an account's lines that fit, as the book is now; another account than before is
        shown from its newest line."""
        fresh = account != self.account
        self.account = account
        self.list.locked_through = locked_through
        self._source = RegisterSource(self._desk, account, narrowing)
        self.list.show_source(self._source)
        self._say_empty(narrowing)
        self._guard_balance()
        count = self.list.rows_model.rowCount()
        if count and (fresh or self.list.current() is None):
            self._to_newest(count)

    def go_to(self, day: dt.date) -> None:
        """Makes the first line of a day, or the nearest after it, the current one; the list is
        put in the order of its dates for that."""
        if self._source is None:
            return
        if not self._source.by_date:
            self.list.sort_by("date")
        place = self._source.place_on(day)
        if place >= 0:
            self.list.pick_place(place)
            self.list.bring_up(place)

    def _to_newest(self, count: int) -> None:
        """The newest line stands at the end of the list, or on top if that is turned round."""
        newest_first = self.list.is_descending
        place = 0 if newest_first else count - 1
        self.list.pick_place(place)
        self.list.scrollToTop() if newest_first else self.list.scrollToBottom()

    def _sorted(self) -> None:
        """The order is another: by date the current line stays in sight."""
        self._guard_balance()
        current = self.list.currentIndex()
        if self._source is not None and self._source.by_date and current.isValid():
            self.list.bring_up(current.row())

    def _guard_balance(self) -> None:
        """A running balance belongs to all lines in the order of their dates."""
        if self._source is None:
            return
        window = self._source.window
        self.list.is_by_date = self._source.by_date
        self.list.show_column("balance", shown=window.running)
        text = self.tr("Balance of {account}").format(account=window.account_name)
        under = "balance" if window.running else "credit"
        self._totals.show_totals({"text": text, under: str(window.closing)})

    def _say_empty(self, narrowing: Narrowing) -> None:
        if narrowing == Narrowing():
            sentence = self.tr("Nothing is posted to this account yet.")
        else:
            sentence = self.tr("Nothing here fits what is chosen above.")
        self.list.set_empty(sentence)

    def _open(self, row: Any) -> None:
        if row.id == OPENING:
            self.whole_wanted.emit()
        else:
            self.opened.emit(row)
