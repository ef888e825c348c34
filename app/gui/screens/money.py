"""The page of receipts, and mirrored that of payments: what money came and went, and for what."""

from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.domain.kinds import Side
from app.gui.desk import Desk
from app.gui.screen import Screen
from app.gui.screens.document_list import DocumentList
from app.gui.screens.document_page import say
from app.gui.screens.money_detail import MoneyDetail
from app.gui.screens.money_page import PAGES
from app.gui.split import Split


class MoneyScreen(Screen):
    """Money received from customers, or paid to vendors."""

    def __init__(self, desk: Desk, side: Side) -> None:
        super().__init__(desk)
        page = PAGES[side.name]
        self.title, self.kind = say(page.title), side.money.value
        # Using a credit elsewhere, or taking its use back, changes what a payment says.
        self.kinds = frozenset({side.money.value, side.credit.value, side.name})
        memory = desk.memory.shelf(self.kind)
        self._list = DocumentList(desk, page, memory.shelf("list"))
        self._detail = MoneyDetail(desk, page)
        self._journal = desk.keyboard.action("journal", self, self._to_journal, say(page.journal))
        self._filter = desk.keyboard.action("filter", self, self._list.filter.setFocus)
        self._list.picked.connect(lambda row: self._show(row.id if row else None))
        self._list.opened.connect(lambda _row: self._detail.start_focus())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Split(self._list, self._detail, memory))
        self.refresh()

    def acts(self) -> tuple[QAction, ...]:
        return (self._journal, self._filter)

    def open(self, ref: str | None) -> None:
        if ref is not None and not self._list.show_row(ref):
            self._show(ref)

    def refresh(self, _changed: Any = None) -> None:
        self._list.refresh()
        row = self._list.view.current()
        self._show(row.id if row else None)

    def start_focus(self) -> None:
        self._list.view.setFocus()

    def _show(self, ref: str | None) -> None:
        self._detail.show_money(ref)
        self._detail.setVisible(ref is not None)
        self._journal.setEnabled(ref is not None)

    def _to_journal(self) -> None:
        if self._detail.view is not None:
            self.desk.journal_of(self._detail.view.id)
