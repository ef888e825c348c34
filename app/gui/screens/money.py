"""The pages of receipts, payments and money returned: what came and went, and for what."""

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QAction

from app.domain.kinds import Kind
from app.domain.report import Wish
from app.gui import formats
from app.gui.desk import Desk
from app.gui.icons import icon
from app.gui.perform import told
from app.gui.screens import act_tables, claim_pages
from app.gui.screens.document_acts import NONE_CHOSEN
from app.gui.screens.document_page import say
from app.gui.screens.editor_fields import Offers
from app.gui.screens.fields_panel import FieldsPanel
from app.gui.screens.money_detail import MoneyDetail
from app.gui.screens.money_editor import MoneyEditor
from app.gui.screens.money_page import PAGES
from app.gui.screens.writing_page import WritingPage
from app.gui.why import Why, why_of_document
from app.queries import documents, payments


class MoneyScreen(WritingPage[MoneyEditor]):
    """Money received from customers, paid to vendors, or gone back to customers by itself."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        self._page = page = PAGES[kind]
        side = page.side
        self._claims = claim_pages.PAGES[side.claim]
        super().__init__(desk, kind, page, Offers(desk, side))
        # Using a credit elsewhere, or taking its use back, changes what a payment says.
        touched = {kind, side.money, side.credit, side.claim}
        self.kinds = frozenset({*(one.value for one in touched), side.name})
        self._make_acts()
        table = replace(act_tables.VOID_MONEY, title=page.void)
        panel = FieldsPanel(desk, self._offers, table, "void")
        self._detail = MoneyDetail(desk, page, self._void, panel)
        self._why = Why(desk, self, self._balance, say(NONE_CHOSEN))
        self._why.offer(self._list.view)
        self._lay_out(self._detail, lambda _draft: say(page.new))
        self._connect()
        self.refresh()

    def _make_acts(self) -> None:
        keys, page = self.desk.keyboard, self._page
        self._journal = keys.action("journal", self, self._to_journal, say(page.journal))
        self._void = QAction(icon("void"), self.tr("Void…"), self)
        self._void.setObjectName("void")
        self._void.triggered.connect(lambda _checked=False: self._detail.prepare())

    def _connect(self) -> None:
        self._list.picked.connect(lambda row: self._show(row.id if row else None))
        self._list.opened.connect(lambda _row: self._detail.start_focus())
        self._detail.turned.connect(self._turned)

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        if self._editing is not None:
            return self._editing.acts()
        if self._detail.panel is not None:
            return (self._detail.panel.confirm, self._filter)
        return (self._new, self._void, self._journal, self._why.act, self._filter, self._to_date)

    def open(self, ref: str | None) -> None:
        if ref is None:
            return
        self._leave_editor()
        if not self._list.show_row(ref):
            self._show(ref)

    def start_new(self, **given: Any) -> None:
        editor = self._show_editor()
        editor.start(given)
        editor.start_focus()

    def refresh(self, _changed: Any = None) -> None:
        self._offers.refresh()
        self._list.refresh()
        row = self._list.view.current()
        if self._detail.panel is None:
            self._show(row.id if row else None)
        if self._editing is not None:
            self._editing.refresh()
        self._offer_kept()

    # The editor

    def _make_editor(self) -> MoneyEditor:
        made = MoneyEditor(self.desk, self._page, self._claims, self._offers)
        made.recorded.connect(self._recorded)
        return made

    def _recorded(self, ref: str) -> None:
        view = self.desk.ask(payments.get, ref)
        self.open(ref)
        said = self.tr("{name} recorded.")
        left = credit = ""
        if view.credit:
            said = say(self._page.recorded)
            memo = self.desk.ask(documents.get, self._page.side.credit, view.credit)
            left, credit = formats.money(memo.total), memo.number or ""
        self.desk.tell(said.format(name=view.number, left=left, credit=credit))

    # The list and the detail

    def _show(self, ref: str | None) -> None:
        self._detail.show_money(ref)
        self._detail.setVisible(ref is not None)
        self._journal.setEnabled(ref is not None)
        self._why.look()
        sentence = self._why_not_void()
        self._void.setEnabled(not sentence)
        self._void.setToolTip(sentence or self.tr("Void"))

    def _balance(self) -> Wish | None:
        return why_of_document(self._detail.view, self.desk.today())

    def _why_not_void(self) -> str:
        view = self._detail.view
        if view is None:
            return say(NONE_CHOSEN)
        return told(self.desk.ask(payments.why_not, view.id)["void"])

    def _turned(self) -> None:
        """A panel was opened, or closed: after its act the money says something else."""
        if self._detail.panel is None and self._detail.view is not None:
            self._show(self._detail.view.id)
        self.acts_changed.emit()

    def _to_journal(self) -> None:
        if self._detail.view is not None:
            self.desk.journal_of(self._detail.view.id)
