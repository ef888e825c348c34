"""One account as a list: by date, with the account's own running balance."""

import datetime as dt
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.desk import Desk
from app.gui.screens.ledger_list import LedgerList
from app.gui.screens.ledger_parts import (
    Narrowing,
    RegisterLine,
    opening_line,
    register_columns,
    register_lines,
)
from app.gui.settings import Memory
from app.gui.total_row import TotalRow

_PAGE: Final = 2000
_AT_ONCE: Final = 20_000  # rows; the rest comes as one scrolls
_ORDERED: Final = {"", "date", "number"}  # columns in whose order a running balance makes sense


class RegisterList(QWidget):
    """Lines of an account; `opened` tells the row on Enter or double click. A long account begins
    with this year, and the line above it leads to the years before."""

    opened = Signal(object)
    first_changed = Signal(object)  # the day the list begins with, None for the very first

    def __init__(self, desk: Desk, memory: Memory) -> None:
        super().__init__()
        self._desk = desk
        self.account = self._account_name = ""
        self._narrowing = Narrowing()
        self._lines: list[RegisterLine] = []
        self._next: str | None = None
        self.list = LedgerList(register_columns, memory)
        self.list.setObjectName("register")
        self.list.setAccessibleName(self.tr("Register"))
        self.list.set_empty(self.tr("Nothing is posted to this account yet."))
        self.list.opened.connect(self._open)
        self.list.near_end.connect(self._more)
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
        """Asks for an account's lines within the dates; words sift what is shown."""
        fresh = account != self.account
        self.account, self._narrowing = account, narrowing
        self.list.locked_through = locked_through
        first = narrowing.first
        register = self._stretch(None, first)
        if fresh and first is None and register.next is not None:
            first = self._desk.today().replace(month=1, day=1)
            self.first_changed.emit(first)
            register = self._stretch(None, first)
        self._account_name = register.account_name
        self._lines = [opening_line(register.opening, first)] if first else []
        self._take(register)
        while self._next and len(self._lines) < _AT_ONCE:
            self._take(self._stretch(self._next, None))
        self._show(to_the_end=fresh)

    def go_to(self, day: dt.date) -> bool:
        """Makes the first line on or after a day the current one. False when that is not
        loaded."""
        if self._lines and self._lines[0].place == -1 and day < self._lines[0].day:
            return False
        for line in self._lines:
            if line.day >= day and line.place >= 0:
                return self.list.pick(line.id)
        return self._next is None and (not self._lines or self.list.pick(self._lines[-1].id))

    def pick_line(self, entry: str) -> None:
        """Makes the first line of an entry the current one."""
        line = next((one for one in self._lines if one.entry == entry), None)
        if line:
            self.list.pick(line.id)

    def _stretch(self, after: str | None, first: dt.date | None) -> Any:
        from app.queries import ledger

        return self._desk.ask(
            ledger.register, self.account, first, self._narrowing.last, _PAGE, after
        )

    def _take(self, register: Any) -> None:
        self._lines += register_lines(register, len(self._lines))
        self._next = register.next

    def _more(self) -> None:
        if self._next is not None:
            self._take(self._stretch(self._next, None))
            self._show(to_the_end=False)

    def _show(self, *, to_the_end: bool) -> None:
        self.list.show_rows(self._lines)
        self.list.sift(self._narrowing.text)
        self._guard_balance()
        self._sum_up()
        if to_the_end and self._lines:
            self.list.pick(self._lines[-1].id)
            self.list.scrollToBottom()

    def _sorted(self) -> None:
        """Another order needs all the lines, and makes no running balance."""
        if self._next is not None and not self._in_order():
            while self._next:
                self._take(self._stretch(self._next, None))
            self.list.show_rows(self._lines)
        self._guard_balance()

    def _in_order(self) -> bool:
        header = self.list.horizontalHeader()
        at = header.sortIndicatorSection()
        columns = self.list.rows_model.columns
        return (columns[at].name if 0 <= at < len(columns) else "") in _ORDERED

    def _guard_balance(self) -> None:
        """A running balance belongs to all lines in the order of their dates."""
        true = self._in_order() and not self._narrowing.text.split()
        self.list.show_column("balance", shown=true)
        self._sum_up()

    def _sum_up(self) -> None:
        """What the account holds at the end of the dates: right whatever is shown above."""
        from app.queries import ledger

        rows = self._desk.ask(ledger.trial_balance, self._narrowing.last)
        found = next((row for row in rows if row.code == self.account), None)
        amount = "0"
        if found:
            amount = str(found.debit) if found.debit else f"-{found.credit}"
        text = self.tr("Balance of {account}").format(account=self._account_name)
        column = next(c for c in self.list.rows_model.columns if c.name == "balance")
        at = self.list.rows_model.columns.index(column)
        if self.list.isColumnHidden(at):
            self._totals.show_totals({"text": text, "credit": amount})
        else:
            self._totals.show_totals({"text": text, "balance": amount})

    def _open(self, row: Any) -> None:
        if row.place >= 0:
            self.opened.emit(row)
            return
        first = row.day.replace(year=row.day.year - 1)
        self.first_changed.emit(first)
