"""The form of a draft: its head, lines, notes and totals. It reads and marks; it does nothing."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.document import Figures
from app.domain.errors import Problem
from app.domain.kinds import Kind
from app.gui.desk import Desk
from app.gui.fields import MoneyField, NotesField
from app.gui.head import PAGE_MARGIN
from app.gui.screens import drafting
from app.gui.screens.document_page import Page, say
from app.gui.screens.document_widgets import Figure, Link, Totals
from app.gui.screens.editor_fields import Offers
from app.gui.screens.field_grid import FieldGrid
from app.gui.screens.line_grid import LineGrid
from app.gui.screens.party_form import PartyForm
from app.gui.theme import grid
from app.gui.undo import FormUndo
from app.gui.words import QT_TRANSLATE_NOOP

_AMOUNT: Final = 96  # px at 100 %: room for an amount
_FROM: Final = {
    Kind.INVOICE: QT_TRANSLATE_NOOP("documents", "From invoice…"),
    Kind.BILL: QT_TRANSLATE_NOOP("documents", "From bill…"),
}
_NO_LINES: Final = "amount"  # what a command calls the lines when there are none


class EditorForm(PartyForm):
    """Fields by the tables of a page, and the grid of lines."""

    stale = Signal()  # somebody else changed the draft
    pick_wanted = Signal()  # lines of an invoice or bill are to be picked

    def __init__(self, desk: Desk, page: Page, offers: Offers) -> None:
        super().__init__(desk, page.asked, offers)
        self.page = page
        self._has_claims = False  # whether the party has anything that could be credited
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, grid(2), grid(4), grid(4))
        column.setSpacing(grid(2))
        column.addWidget(self.problem)
        column.addWidget(self._head)
        column.addLayout(self._above_lines())
        self.lines = LineGrid(offers.taxes, offers.accounts)
        lines = self.field("lines", self.tr("Lines"), self.lines)
        lines.label.hide()
        column.addWidget(lines, 1)
        column.addLayout(self._foot())
        self._listen()
        self.undo = FormUndo(self.fields, self)
        self.lines.watcher = self.undo
        self._follow()

    @property
    def labels(self) -> dict[str, str]:
        """What the fields are called, by name; the cells of a line and the amount, too."""
        columns = {column.name: column.title for column in self.lines.grid.columns}
        return {**columns, _NO_LINES: self.tr("Amount"), **super().labels}

    def draft(self, *, fresh: bool) -> tuple[CreditDraft | ClaimDraft, tuple[Problem, ...]]:
        """The draft as typed, and which dates are none."""
        values = {name: one.value() for name, one in self.fields.items() if name != "lines"}
        return drafting.draft_of(self.page, values, self.lines.value(), fresh=fresh)

    def figures(self) -> Figures:
        """What the draft adds up to."""
        fee = self.fields.get("restocking_fee")
        shipping = str(self.fields["shipping"].value())
        return self.lines.figures(
            shipping, str(fee.value()) if fee else "", per_line=self._offers.tax_per_line
        )

    def mark(self, problems: Iterable[Problem]) -> None:
        """Every problem at its field; those of lines at their cells, with the line's place."""
        found = tuple(problems)
        if any(one.code == "stale_revision" for one in found):
            self.stale.emit()
            return
        lines = [one.at("lines") if one.field == _NO_LINES else one for one in found]
        super().mark(self.lines.mark(lines))
        if self.first_marked == "lines":
            self.lines.go_to_problem()

    def clear_marks(self) -> None:
        super().clear_marks()
        self.lines.grid.mark({})

    def offer_pick(self, *, offered: bool) -> None:
        """Whether lines may be picked: a draft that is in the book has its lines already."""
        self._pick.setVisible(offered and self.page.is_credit)

    def start_focus(self) -> None:
        """Where typing begins: the party, or the lines once there is one."""
        if self.party:
            self.lines.edit_cell(0, "description")
        else:
            self.fields["party"].editor.setFocus()

    # Layout

    def _above_lines(self) -> QHBoxLayout:
        self._pick = Link(say(_FROM[self.page.side.claim]))
        self._pick.setObjectName("from_claim")
        if not self.page.is_credit:
            self._pick.hide()
        self._pick.clicked.connect(self.pick_wanted)
        row = QHBoxLayout()
        row.addWidget(self._pick)
        row.addStretch(1)
        row.addWidget(self._make_other())
        return row

    def _foot(self) -> QHBoxLayout:
        notes = QVBoxLayout()
        notes.setSpacing(grid(1))
        for name, label in zip(
            drafting.NOTES, (say(self.page.description), self.tr("Internal notes")), strict=True
        ):
            notes.addWidget(self.field(name, label, NotesField(2)))
        notes.addStretch(1)
        extras = FieldGrid(len(self.page.extras), _AMOUNT)
        for asked in self.page.extras:
            extras.add(self._make(asked))
        self.totals = Totals()
        right = QVBoxLayout()
        right.setSpacing(grid(1))
        right.addWidget(extras)
        right.addWidget(self.totals)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(grid(6))
        row.addLayout(notes, 3)
        row.addLayout(right, 2)
        return row

    # What follows from what

    def _follow(self) -> None:
        """Currency, what is offered and the totals, after any change."""
        currency = self.currency
        if currency != self.lines.currency:
            self.lines.set_currency(currency)
            for asked in self.page.extras:
                editor: MoneyField = self.fields[asked.name].editor
                editor.set_currency(currency)
        self._show_foreign()
        self._offer_claims()
        self.totals.show_figures(self._shown_figures())

    def _usual_currency(self) -> str:
        found = self._offers.party(self.party) if self.party else None
        return (found.currency or "") if found else ""

    def _offer_claims(self) -> None:
        if "claim" not in self.fields:
            return
        editor = self.fields["claim"].editor
        if editor.property("party") != self.party:
            editor.setProperty("party", self.party)
            was = editor.value()
            editor.blockSignals(True)
            offered = self._offers.claims(self.party)
            self._has_claims = bool(offered)
            editor.set_choices(offered)
            editor.set_value(was)
            editor.blockSignals(False)
        sentence = ""
        if not self.party:
            sentence = self.tr("Choose the {party} first.")
        elif not self._has_claims:
            sentence = self.tr("Nothing has been issued to this {party} that could be credited.")
        self._pick.setEnabled(not sentence)
        self._pick.setToolTip(sentence.format(party=say(self.page.party_word)))

    def _shown_figures(self) -> Sequence[Figure]:
        made = self.figures()
        rows = [Figure(self.tr("Subtotal"), made.subtotal)]
        rows += [Figure(tax.tax.name, tax.amount) for tax in made.taxes]
        if made.shipping:
            rows.append(Figure(self.tr("Shipping"), made.shipping))
        if made.restocking_fee:
            rows.append(Figure(self.tr("Restocking fee"), -made.restocking_fee))
        total = self.tr("Total {currency}").format(currency=self.currency)
        return (*rows, Figure(total, made.total, strong=True))
