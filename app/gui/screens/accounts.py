"""The chart of accounts with what each account holds; Enter opens the register."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.domain.accounts import AccountType
from app.domain.money import Money
from app.domain.report import Wish
from app.gui.desk import Desk
from app.gui.filter_line import FilterLine
from app.gui.head import ActionButton, PageHead
from app.gui.rows import Column, money
from app.gui.screen import Screen
from app.gui.table import RowsView
from app.gui.why import Why


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account and its balance on its own side."""

    id: str
    code: str
    name: str
    type: str
    place: int  # of the type in the order of a balance sheet
    is_header: bool
    is_control: bool
    debit: Money | None
    credit: Money | None


_TYPES: Final = tuple(AccountType)


class AccountsScreen(Screen):
    """Every account, whether it holds something or not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Accounts"), "accounts"
        names = {
            AccountType.ASSET: self.tr("Asset"),
            AccountType.LIABILITY: self.tr("Liability"),
            AccountType.EQUITY: self.tr("Equity"),
            AccountType.INCOME: self.tr("Income"),
            AccountType.EXPENSE: self.tr("Expense"),
        }
        control = self.tr("by documents only")
        columns = (
            Column(self.tr("Code"), lambda row: row.code, width=80, key="code"),
            Column(self.tr("Name"), lambda row: row.name, key="name", grow=True),
            Column(
                self.tr("Type"),
                lambda row: names[AccountType(row.type)],
                lambda row: row.place,
                width=110,
                key="type",
            ),
            Column(
                self.tr("Entries"),
                lambda row: control if row.is_control else "",
                width=160,
                key="control",
                tone=lambda _row: "muted",
            ),
            money(self.tr("Debit balance"), lambda row: row.debit, width=140, key="debit"),
            money(self.tr("Credit balance"), lambda row: row.credit, width=140, key="credit"),
        )
        keys = desk.keyboard
        self._new = keys.action("new", self, self.start_new, self.tr("New account…"))
        self._filter_act = keys.action("filter", self, self._to_filter)
        self._list = RowsView(columns, desk.memory.shelf("accounts"))
        self._list.setObjectName("accounts")
        self._list.setAccessibleName(self.title)
        self._list.opened.connect(self._open_register)
        self._filter = FilterLine(self.tr("Filter…"), self._list)
        self._filter.narrowed.connect(self._list.sift)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        header = self.tr("Choose an account that holds something itself, not a heading.")
        self._why = Why(self.desk, self, self._balance, header)
        self._why.offer(self._list)
        self._list.picked.connect(lambda _row: self._why.look())
        head = PageHead(self.title)
        head.add_right(self._filter, ActionButton(self._why.act, "quiet"), ActionButton(self._new))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._list, 1)

    def acts(self) -> tuple[QAction, ...]:
        return (self._new, self._why.act, self._filter_act)

    def open(self, ref: str | None) -> None:
        row = next((one for one in self._list.rows_model.rows() if one.code == ref), None)
        if row:
            self._list.pick(row.id)

    def start_new(self, **given: Any) -> None:
        from app.gui.dialogs.new_account import NewAccountDialog

        dialog = NewAccountDialog(self.desk, self.window())
        dialog.made.connect(self.open)
        dialog.form.set_values(given)
        dialog.open()

    def refresh(self, _changed: Any = None) -> None:
        from app.queries import books, ledger

        held = {one.code: one for one in self.desk.ask(ledger.trial_balance)}
        self._list.show_rows(
            [
                AccountLine(
                    id=one.id,
                    code=one.code,
                    name=one.name,
                    type=one.type,
                    place=_TYPES.index(AccountType(one.type)),
                    is_header=one.is_header,
                    is_control=one.is_control,
                    debit=held[one.code].debit if one.code in held else None,
                    credit=held[one.code].credit if one.code in held else None,
                )
                for one in self.desk.ask(books.accounts)
            ]
        )
        if self._list.current() is None and self._list.rows_model.rowCount():
            self._list.pick(self._list.rows_model.row(0).id)

    def start_focus(self) -> None:
        self._list.setFocus()

    def _balance(self) -> Wish | None:
        row = self._list.current()
        if row is None or row.is_header:
            return None
        return Wish(last=self.desk.today(), account=row.code)

    def _to_filter(self) -> None:
        self._filter.setFocus()

    def _open_register(self, row: AccountLine) -> None:
        if not row.is_header:
            self.desk.show("register", row.code)
