"""The tabs of a document's detail: facts and totals, uses, journal, history."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.kinds import CREDITS, Kind
from app.gui import formats
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN
from app.gui.rows import Column, money
from app.gui.screens.document_page import Page, Sum, price_text, say
from app.gui.screens.document_widgets import Facts, Figure, Totals
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.edit_model import GridColumn, GridRow
from app.gui.screens.editor_fields import METHODS
from app.gui.screens.entry_panel import PostedView
from app.gui.screens.history_rows import history_lines
from app.gui.screens.whole_view import WholeView
from app.gui.table import RowsView
from app.gui.theme import grid
from app.gui.why import WHY, why_of_document
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import books, ledger


class DetailsTab(QScrollArea):
    """Facts, lines, notes, totals. `tab_wanted` names the tab that holds a figure's rows."""

    tab_wanted = Signal(str)

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        self._facts = Facts()
        self._lines = WholeView(_line_columns())
        self._lines.setObjectName("document_lines")
        self._lines.setAccessibleName(self.tr("Lines"))
        self._lines.opened.connect(self._open_account)
        self._notes = [QLabel(), QLabel()]
        self.totals = Totals()
        notes = QVBoxLayout()
        notes.setSpacing(grid(2))
        for label in self._notes:
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            notes.addWidget(label)
        notes.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        foot.setSpacing(grid(8))
        foot.addLayout(notes, 3)
        foot.addWidget(self.totals, 2, Qt.AlignmentFlag.AlignTop)
        facts = QHBoxLayout()
        facts.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        facts.addWidget(self._facts)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, grid(3), 0, grid(4))
        column.setSpacing(grid(4))
        column.addLayout(facts)
        column.addWidget(self._lines)
        column.addLayout(foot)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_document(self, view: Any) -> None:
        """Shows a document."""
        self._facts.show_facts([*self._told(view)])
        self._lines.show_rows(view.lines)
        for label, text, role in zip(
            self._notes, (view.description, view.internal_notes), ("", "muted"), strict=True
        ):
            label.setText(text or "")
            label.setProperty("role", role)
            label.setVisible(bool(text))
        self.totals.show_figures([*self._sums(view)])

    def _told(self, view: Any) -> Any:
        for told in self._page.facts:
            text = told.text(view)
            if not text:
                continue
            where = told.leads(view) if told.leads else None
            goes = (lambda where=where: self._desk.show(*where)) if where else None
            yield say(told.label), formats.day(text), goes

    def _sums(self, view: Any) -> Any:
        for row in self._page.sums:
            if row.tab == "taxes":
                for tax in view.taxes:
                    yield Figure(f"{tax.name} {tax.rate}%", tax.amount)
                continue
            amount = row.amount(view)
            if amount or row.always:
                yield Figure(say(row.label), amount, row.strong, self._way(view, row, amount))

    def _way(self, view: Any, row: Sum, amount: Any) -> Callable[[], object] | None:
        wish = why_of_document(view, self._desk.today()) if row.tab == WHY else None
        if row.tab == WHY:
            return (lambda: self._desk.report(WHY, wish)) if wish else None
        if not row.tab or not amount:
            return None
        return lambda: self.tab_wanted.emit(row.tab)

    def _open_account(self, line: Any) -> None:
        if line.account:
            self._desk.show("register", line.account)


def _line_columns() -> tuple[Column, ...]:
    figures: dict[str, Any] = {"align": Qt.AlignmentFlag.AlignRight}
    return (
        Column(say(QT_TRANSLATE_NOOP("documents", "Description")),
               lambda line: line.description or "—", grow=True, width=160),
        Column(say(QT_TRANSLATE_NOOP("documents", "Quantity")),
               lambda line: formats.amount(line.quantity), width=76, **figures),
        Column(say(QT_TRANSLATE_NOOP("documents", "Unit price")),
               lambda line: formats.amount(price_text(line.unit_price, line.price.currency)),
               width=92, **figures),
        Column(say(QT_TRANSLATE_NOOP("documents", "Tax")),
               lambda line: line.tax.name if line.tax else "", width=92),
        Column(say(QT_TRANSLATE_NOOP("documents", "Account")),
               lambda line: line.account or "", width=72),
        money(say(QT_TRANSLATE_NOOP("documents", "Line total")), lambda line: line.price,
              width=104),
    )  # fmt: skip


class UsesTab(QWidget):
    """Applications or refunds: each opens its other document, a live one can be taken back."""

    take_back = Signal(object)  # the use

    def __init__(self, desk: Desk, page: Page, name: str) -> None:
        super().__init__()
        self._desk, self._page, self._name = desk, page, name
        self._uses: tuple[Any, ...] = ()
        self.grid = EditGrid(_use_columns(page, name), name)
        self.grid.setObjectName(name)
        self.grid.acted.connect(self._act)
        self._empty = QLabel()
        self._empty.setObjectName(f"{name}_empty")
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(PAGE_MARGIN, grid(4), PAGE_MARGIN, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._empty)
        column.addWidget(self.grid, 1)

    def show_document(self, view: Any) -> None:
        """Shows the uses of a document."""
        self._uses = getattr(view, self._name)
        self.grid.grid.show([_use_row(use, view) for use in self._uses])
        self.grid.setAccessibleName(self._name)
        self.grid.setVisible(bool(self._uses))
        self._empty.setVisible(not self._uses)
        self._empty.setText(self._nothing(view))

    def _nothing(self, view: Any) -> str:
        if self._name == "refunds":
            return self.tr("Nothing of it has been paid out.")
        if view.kind in CREDITS:
            return self.tr("It has not been applied to anything yet.")
        return self.tr("Nothing has been applied to it or paid.")

    def _act(self, row: int, name: str) -> None:
        use = self._uses[row]
        if name == "take_back" and use.live:
            self.take_back.emit(use)
        elif name == "account":
            self._desk.show("register", use.account)
        elif name == "number":
            side = self._page.side
            if self._page.is_credit and use.transaction:
                self._desk.show(Kind.TRANSACTION.value, use.transaction)
            elif self._page.is_credit:
                self._desk.show(side.claim.value, use.claim)
            elif use.credit:
                self._desk.show(side.credit.value, use.credit)
            elif use.payment:
                self._desk.show(side.money.value, use.payment)


def _giver(use: Any) -> str | None:
    """The number of the credit or payment that a use is taken from."""
    return getattr(use, "credit_number", None) or getattr(use, "payment_number", None)


def _use_row(use: Any, view: Any) -> GridRow:
    """A use as a row; what was taken back says so and offers nothing."""
    other = use if view.kind in CREDITS else None
    number = getattr(use, "number", None) if other else _giver(use)
    return {
        "date": formats.day(str(use.date)),
        "number": number or "",
        "account": getattr(use, "account", ""),
        "method": say(METHODS.get(getattr(use, "method", ""), "")),
        "reference": getattr(use, "reference", None) or "",
        "amount": str(use.amount),
        "state": "" if use.live else say(QT_TRANSLATE_NOOP("documents", "taken back")),
        "live": "1" if use.live else "",
    }


def _use_columns(page: Page, name: str) -> tuple[GridColumn, ...]:
    words = {
        "applications": QT_TRANSLATE_NOOP("documents", "Unapply"),
        "refunds": QT_TRANSLATE_NOOP("documents", "Void the refund"),
    }
    date = GridColumn("date", say(QT_TRANSLATE_NOOP("documents", "Date")), width=92)
    number = QT_TRANSLATE_NOOP("documents", "Applied to")
    if not page.is_credit:
        number = QT_TRANSLATE_NOOP("documents", "Settled by")
    middle: tuple[GridColumn, ...] = (
        GridColumn("number", say(number), width=112, act=True, text=lambda row: row["number"]),
    )
    if name == "refunds":
        middle = (
            GridColumn("method", say(QT_TRANSLATE_NOOP("documents", "Paid by")), width=132),
            GridColumn("account", say(QT_TRANSLATE_NOOP("documents", "Account")), width=72,
                       act=True, text=lambda row: row["account"]),
            GridColumn("reference", say(QT_TRANSLATE_NOOP("documents", "Reference")), width=112),
        )  # fmt: skip
    return (
        date,
        *middle,
        GridColumn("amount", say(QT_TRANSLATE_NOOP("documents", "Amount")), width=112,
                   figures=True),
        GridColumn("state", "", width=96, muted=True),
        GridColumn("take_back", "", grow=True, act=True,
                   text=lambda row: say(words[name]) if row["live"] else ""),
    )  # fmt: skip


class JournalTab(PostedView):
    """The entries of a document; a line opens the register of its account."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("document_journal")
        self._desk = desk
        self.set_empty(self.tr("Nothing has been posted."))
        self.opened.connect(lambda line: desk.show("register", line.account))

    def show_document(self, view: Any) -> None:
        """Asks for the entries of a document."""
        self.show_entries(self._desk.ask(ledger.of_document, view.id))


class HistoryTab(RowsView):
    """Who did what to a document, and when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            (
                Column(say(QT_TRANSLATE_NOOP("documents", "When")), lambda line: line.at,
                       width=148),
                Column(say(QT_TRANSLATE_NOOP("documents", "Who")), lambda line: line.who,
                       width=104),
                Column(say(QT_TRANSLATE_NOOP("documents", "What")), lambda line: line.act,
                       width=132),
                Column(say(QT_TRANSLATE_NOOP("documents", "Details")), lambda line: line.details,
                       grow=True, width=160),
            )
        )  # fmt: skip
        self._desk = desk
        self.setObjectName("document_history")
        self.setAccessibleName(self.tr("History"))

    def show_document(self, view: Any) -> None:
        """Asks for the history of a document."""
        self.show_rows(history_lines(self._desk.ask(books.history_of, view.id), view))
