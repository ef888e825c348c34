"""The detail of a receipt or payment: whose it is, what it settled, what it posted."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.kinds import Status
from app.gui import formats
from app.gui.delegates import TONES
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.document_page import say, status_word
from app.gui.screens.document_tabs import HistoryTab, JournalTab
from app.gui.screens.document_widgets import Facts, Link, StatusMark
from app.gui.screens.editor_fields import RETURNS
from app.gui.screens.money_page import MoneyPage
from app.gui.screens.money_shares import share_columns, shares
from app.gui.table import RowsView
from app.gui.theme import grid
from app.gui.total_row import TotalRow
from app.queries import documents, payments


class MoneyDetail(QWidget):
    """Shows money that was received or paid; every line opens its document or account. In place
    of it, the panel in which it is voided: `turned` tells that it opened or closed."""

    turned = Signal()

    def __init__(self, desk: Desk, page: MoneyPage, void: QAction, panel: ActPanel) -> None:
        """`void`: the act that `panel` prepares."""
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
        self._status = StatusMark()
        self._status.setObjectName("status")
        self._void, self._panel = ActionButton(void, "quiet"), panel
        self._panel.closed.connect(self.close_panel)
        self._panel.done.connect(self.close_panel)
        self._facts = Facts()
        self._shares = RowsView(share_columns())
        self._shares.setObjectName("shares")
        self._shares.setAccessibleName(self.tr("What became of the money"))
        self._shares.setSortingEnabled(False)
        self._shares.opened.connect(lambda row: desk.show(row.kind.value, row.document))
        self._sum = TotalRow(self._shares)
        self._journal, self._history = JournalTab(desk), HistoryTab(desk)
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
        if self.view is None or self.view.id != ref:
            self.close_panel()
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
        self._status.show_status(status_word(view.kind, view.status), TONES[view.status])
        summed = view.cash if self._page.settles else view.applied
        self._sum.show_totals({"what": say(self._page.cash), "amount": str(summed)})
        self._sum.setVisible(view.status is not Status.VOID)
        self._journal.show_document(view)
        self._history.show_document(view)

    # Voiding

    @property
    def panel(self) -> ActPanel | None:
        """The panel, while it is open."""
        return self._panel if self._inside.currentIndex() == 1 else None

    def prepare(self) -> None:
        """Opens the panel for the money that is shown."""
        if self.view is None:
            return
        self._inside.setCurrentIndex(1)
        self._void.hide()
        self._panel.start(self.view)
        self.turned.emit()

    def close_panel(self) -> None:
        """Back to what the money settled."""
        if self.panel is not None:
            self._panel.entry.preview.drop()
            self._inside.setCurrentIndex(0)
            self._void.show()
            self.start_focus()
            self.turned.emit()

    def start_focus(self) -> None:
        """The keyboard goes to what the money settled, or to the panel."""
        if self.panel is not None:
            self._panel.setFocus()
            return
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
        if view.recorded:
            yield self.tr("What it was"), say(RETURNS[view.recorded]), None
        code, memo = view.account, view.credit
        if code:
            account = f"{code} {view.account_name}"
            yield self.tr("Account"), account, lambda: show("register", code)
        if memo:
            left = f"{formats.amount(str(view.left))} · {credit}"
            kind = self._page.side.credit.value
            yield self.tr("Left over"), left, lambda: show(kind, memo)
        if not self._page.settles and view.status is not Status.VOID:
            yield self.tr("Still open"), formats.amount(str(view.due)), None
        if view.voided_reason:
            yield self.tr("Void because"), view.voided_reason, None

    def _lay_out(self) -> QWidget:
        head = QHBoxLayout()
        head.setContentsMargins(PAGE_MARGIN, grid(3), PAGE_MARGIN, grid(1))
        head.setSpacing(grid(3))
        for part in (self._number, self._party, self._cash, self._status):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._void)
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
        self._tabs.addTab(
            settled, self.tr("Settled") if self._page.settles else self.tr("Covered")
        )
        self._tabs.addTab(self._journal, self.tr("Journal"))
        self._tabs.addTab(self._history, self.tr("History"))
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(facts)
        column.addWidget(self._tabs, 1)
        self._inside = QStackedWidget()
        self._inside.addWidget(seen)
        self._inside.addWidget(self._panel)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._inside, 1)
        return shown

    def _open_party(self, *_checked: Any) -> None:
        if self.view is not None:
            self._desk.show(self._page.side.name, self.view.party)
