"""The trial balance as of a day: every account that holds something, and two equal sums."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout

from app.domain.money import Money
from app.gui.desk import Desk
from app.gui.fields import DateField
from app.gui.head import PageHead
from app.gui.rows import Column, money
from app.gui.screen import Screen
from app.gui.table import RowsView
from app.gui.total_row import TotalRow


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """An account's balance on its own side."""

    id: str
    name: str
    debit: Money | None
    credit: Money | None


class TrialBalanceScreen(Screen):
    """Enter opens what a figure is made of: the account's register."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Trial balance"), "trial_balance"
        self._go = desk.keyboard.action("go_to_date", self, self._focus_day, self.tr("As of…"))
        self._list = RowsView(
            (
                Column(self.tr("Code"), lambda row: row.id, width=80, key="code"),
                Column(self.tr("Account"), lambda row: row.name, key="name", grow=True),
                money(self.tr("Debit"), lambda row: row.debit, width=150, key="debit"),
                money(self.tr("Credit"), lambda row: row.credit, width=150, key="credit"),
            ),
            desk.memory.shelf("trial_balance"),
        )
        self._list.setObjectName("trial_balance")
        self._list.setAccessibleName(self.title)
        self._list.set_empty(self.tr("No account holds anything as of this day."))
        self._list.opened.connect(lambda row: desk.show("register", row.id))
        self._totals = TotalRow(self._list)
        self._day = DateField(desk.today())
        self._day.setObjectName("as_of")
        self._day.setAccessibleName(self.tr("As of"))
        self._day.set_value(desk.today())
        self._day.settled.connect(lambda _value: self.refresh())
        said = QLabel(self.tr("as of"))
        said.setProperty("role", "muted")
        head = PageHead(self.title)
        head.add_left(said, self._day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._list, 1)
        column.addWidget(self._totals)
        self.refresh()

    def acts(self) -> tuple[QAction, ...]:
        return (self._go,)

    def refresh(self, _changed: Any = None) -> None:
        from app.queries import ledger

        try:
            day = dt.date.fromisoformat(self._day.value())
        except ValueError:
            day = self.desk.today()
            self._day.set_value(day)
        rows = self.desk.ask(ledger.trial_balance, day)
        self._list.show_rows([BalanceLine(r.code, r.name, r.debit, r.credit) for r in rows])
        sums = {}
        for side in ("debit", "credit"):
            amounts = [getattr(row, side) for row in rows if getattr(row, side)]
            sums[side] = str(sum(amounts[1:], amounts[0])) if amounts else "0"
        self._totals.show_totals({"name": self.tr("Total"), **sums})
        if self._list.current() is None and rows:
            self._list.pick(rows[0].code)

    def start_focus(self) -> None:
        self._list.setFocus()

    def _focus_day(self) -> None:
        self._day.setFocus()
        self._day.selectAll()
