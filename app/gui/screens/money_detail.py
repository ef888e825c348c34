"""The detail of a receipt or payment: whose it is, what it settled, what it posted."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import formats
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN
from app.gui.screens.document_page import say
from app.gui.screens.document_tabs import JournalTab
from app.gui.screens.document_widgets import Facts, Link
from app.gui.screens.money_page import MoneyPage, share_columns, shares
from app.gui.table import RowsView
from app.gui.theme import grid
from app.gui.total_row import TotalRow
from app.queries import documents, payments


class MoneyDetail(QWidget):
    """Shows money that was received or paid; every line opens its document or account."""

    def __init__(self, desk: Desk, page: MoneyPage) -> None:
        super().__init__()
        self.setObjectName("detail")
        self._desk, self._page = desk, page
        self.view: payments.PaymentView | None = None
        self._number, self._cash, self._party = QLabel(), QLabel(), Link()
        self._number.setObjectName("number")
        self._number.setProperty("role", "heading")
        self._cash.setObjectName("total")
        self._party.setObjectName("open_party")
        self._party.clicked.connect(self._open_party)
        self._facts = Facts()
        self._shares = RowsView(share_columns())
        self._shares.setObjectName("shares")
        self._shares.setAccessibleName(self.tr("What became of the money"))
        self._shares.setSortingEnabled(False)
        self._shares.opened.connect(lambda row: desk.show(row.kind.value, row.document))
        self._sum = TotalRow(self._shares)
        self._journal = JournalTab(desk)
        self._nothing = QLabel(say(page.pick))
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._nothing)
        self._whole.addWidget(self._lay_out())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._whole)

    def show_money(self, ref: str | None) -> None:
        """Shows a receipt or payment; None says what to do."""
        self.view = view = self._desk.ask(payments.get, ref) if ref else None
        self._whole.setCurrentIndex(0 if view is None else 1)
        if view is None:
            return
        credit = self._number_of(view.credit) if view.credit else ""
        self._number.setText(view.number or "")
        self._party.setText(view.party_name)
        self._cash.setText(formats.money(view.cash))
        self._facts.show_facts([*self._told(view, credit)])
        self._shares.show_rows([*shares(self._page, view, credit)])
        self._sum.show_totals({"what": say(self._page.cash), "amount": str(view.cash)})
        self._journal.show_document(view)

    def start_focus(self) -> None:
        """The keyboard goes to what the money settled."""
        rows = self._shares.rows_model.rows()
        if self._shares.current() is None and rows:
            self._shares.pick(rows[0].id)
        self._tabs.setCurrentIndex(0)
        self._shares.setFocus()

    def _number_of(self, credit: str) -> str:
        return self._desk.ask(documents.get, self._page.side.credit, credit).number or ""

    def _told(
        self, view: payments.PaymentView, credit: str
    ) -> Iterator[tuple[str, str, Callable[[], object] | None]]:
        """Label, text and what a click opens."""
        show = self._desk.show
        yield self.tr("Date"), formats.day(str(view.date)), None
        code, memo = view.account, view.credit
        if code:
            account = f"{code} {view.account_name}"
            yield self.tr("Account"), account, lambda: show("register", code)
        if memo:
            left = f"{formats.amount(str(view.left))} · {credit}"
            kind = self._page.side.credit.value
            yield self.tr("Left over"), left, lambda: show(kind, memo)

    def _lay_out(self) -> QWidget:
        head = QHBoxLayout()
        head.setContentsMargins(PAGE_MARGIN, grid(3), PAGE_MARGIN, grid(1))
        head.setSpacing(grid(3))
        for part in (self._number, self._party, self._cash):
            head.addWidget(part)
        head.addStretch(1)
        facts = QHBoxLayout()
        facts.setContentsMargins(PAGE_MARGIN, grid(1), PAGE_MARGIN, grid(2))
        facts.addWidget(self._facts)
        settled = QWidget()
        column = QVBoxLayout(settled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._shares, 1)
        column.addWidget(self._sum)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setObjectName("tab_bar")
        self._tabs.addTab(settled, self.tr("Settled"))
        self._tabs.addTab(self._journal, self.tr("Journal"))
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(facts)
        column.addWidget(self._tabs, 1)
        return shown

    def _open_party(self, *_checked: Any) -> None:
        if self.view is not None:
            self._desk.show(self._page.side.name, self.view.party)
