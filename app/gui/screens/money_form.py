"""The form of a receipt or payment: whose money, when, where, and what it settles."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.errors import Problem, Refused
from app.domain.money import Money, parse_money
from app.gui.desk import Desk
from app.gui.fields import MoneyField
from app.gui.head import PAGE_MARGIN
from app.gui.screens.claim_grid import ClaimGrid
from app.gui.screens.document_page import Page, say
from app.gui.screens.document_widgets import Link
from app.gui.screens.editor_fields import Offers
from app.gui.screens.money_credits import CreditGrid
from app.gui.screens.money_open import OpenWith
from app.gui.screens.money_page import MoneyPage
from app.gui.screens.money_sums import Sums, SumsView
from app.gui.screens.party_form import PartyForm
from app.gui.theme import grid
from app.gui.undo import FormUndo
from app.gui.words import QT_TRANSLATE_NOOP

_PLAIN: Final = ("party", "date", "account", "currency", "fx_rate", "kind")


class MoneyForm(PartyForm):
    """Fields by the table of a page, open claims, and on the vendor's side open credits. It reads
    and marks; it records nothing."""

    def __init__(self, desk: Desk, page: MoneyPage, claims: Page, offers: Offers) -> None:
        """`claims` is the page of the invoices or bills."""
        super().__init__(desk, page.asked, offers)
        self.page = page
        self._values: dict[str, Any] = {}  # as they were last seen
        self._asked: tuple[str, str] | None = None  # whose claims are shown, in which currency
        self._open = OpenWith(desk, page.side, offers)
        self._open_in: Sequence[str] = ()  # the currencies; the first is the usual one
        self._follows = ""  # the claim whose amount is that of the money, as long as no one typed
        self._make_grids(claims)
        self._lay_out()
        self._listen()
        self.undo = FormUndo(self.fields, self)
        self.claims.watcher = self.undo
        self._follow()

    # What is filled in

    def _usual_currency(self) -> str:
        return next(iter(self._open_in), "")

    def _filled(self) -> None:
        self._follows = ""
        super()._filled()

    def settle_claim(self, ref: str) -> None:
        """Fills the amount of one claim in; it follows the money until it is typed over."""
        row = next((at for at, one in enumerate(self.claims.claims) if one.id == ref), None)
        if row is not None:
            self.claims.fill_row(row, self.claims.due())
            self._follows = ref

    def sums(self) -> Sums:
        """What is entered comes to."""
        settled, zero = self.claims.sum(), Money(0, self.currency)
        if not self.page.takes_money:
            used = self.credits.cover(settled)
            return Sums(settled, used, settled - used, zero)
        received = self._received()
        cash = settled if received is None else received
        return Sums(settled, zero, cash, cash - settled)

    def arguments(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """What the command of the side takes, and what in it is missing or no date."""
        values = {name: str(one.value()) for name, one in self.fields.items() if name in _PLAIN}
        day, wrong = None, []
        if not self.party:
            told = say(self.page.whose)
            wrong.append(Problem("required", told, "party"))
        if values["date"]:
            try:
                day = date.fromisoformat(values["date"])
            except ValueError:
                told, hint = self.tr("This is not a date."), self.tr("Write it like 2026-01-31.")
                wrong.append(Problem("invalid_date", told, "date", hint))
        facts: dict[str, Any] = {
            "party": self.party, "date": day, "account": values["account"] or None,
            "fx_rate": values["fx_rate"] or None if self.is_foreign else None,
        }  # fmt: skip
        if self.page.settles:
            facts["claims"] = self.claims.targets()
        if not self.page.takes_money:
            return {**facts, "credits": self.credits.picked()}, tuple(wrong)
        amount = str(self.fields["amount"].value())
        if not self.page.settles:
            facts |= {"kind": values["kind"], "amount": amount, "currency": self.currency}
            return facts, tuple(wrong)
        settled = self.claims.sum()
        amount = amount or (str(settled) if settled else "")
        return {**facts, "amount": amount, "currency": self.currency}, tuple(wrong)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said about any amount yet."""
        typed = self.page.takes_money and self.fields["amount"].value()
        return not typed and not self.claims.amounts()

    def mark(self, problems: Iterable[Problem]) -> None:
        """Every problem at its field; those of a claim at its row, with its number."""
        super().mark(self.claims.mark(tuple(problems), "claims"))
        if self.first_marked == "claims":
            self.claims.go_to_problem()

    def clear_marks(self) -> None:
        super().clear_marks()
        self.claims.grid.mark({})

    def start_focus(self) -> None:
        """Where typing begins: the party; with one chosen, the money or the first amount."""
        if not self.party:
            self.fields["party"].editor.setFocus()
        elif self.page.takes_money:
            self.fields["amount"].editor.setFocus()
            self.fields["amount"].editor.selectAll()
        elif self.claims.claims:
            self.claims.edit_cell(0, "amount")
        else:
            self.fields["date"].editor.setFocus()

    def refresh(self) -> None:
        """What is open may have changed."""
        self._asked = None
        self._follow()

    # Layout

    def _make_grids(self, claims: Page) -> None:
        show, title = self._desk.show, QT_TRANSLATE_NOOP("documents", "Amount")
        self.credits = CreditGrid("credits")
        self.credits.opens.connect(lambda one: show(one.kind.value, one.id))
        if not self.page.takes_money:
            self.field("credits", self.tr("Open credits: those checked go first"), self.credits)
        self.claims = ClaimGrid("claims", say(title))
        self.claims.opens.connect(lambda one: show(one.kind.value, one.id))
        self.claims.acted.connect(self._act)
        if self.page.settles:
            self.field("claims", say(claims.claims), self.claims).label.hide()
        self._title = QLabel(say(claims.claims))
        self._title.setProperty("role", "label")
        self._none = QLabel()
        self._none.setObjectName("nothing_open")
        self._none.setProperty("role", "muted")
        self._none.setWordWrap(True)

    def _lay_out(self) -> None:
        self._buttons = [
            self._button("oldest_first", self.tr("Oldest due first"), self._fill_oldest),
            self._button("clear", self.tr("Clear"), self.claims.clear_amounts),
        ]
        self._elsewhere = Link()
        self._elsewhere.setObjectName("open_elsewhere")
        self._elsewhere.clicked.connect(lambda _checked=False: self._turn_to_elsewhere())
        row = QHBoxLayout()
        row.setSpacing(grid(2))
        row.addWidget(self._title)
        row.addStretch(1)
        for part in (self._elsewhere, self._make_other(), *self._buttons):
            row.addWidget(part)
        self.totals = SumsView(self.page)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.totals, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, grid(2), grid(4), grid(4))
        column.setSpacing(grid(2))
        column.addWidget(self.problem)
        column.addWidget(self._head)
        if not self.page.takes_money:
            column.addWidget(self.fields["credits"])
        column.addLayout(row)
        if self.page.settles:
            column.addWidget(self.fields["claims"])
            column.addWidget(self._none)
            column.addLayout(foot)
        column.addStretch(1)

    def _button(self, name: str, text: str, run: Any) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    # What follows from what

    def _changed(self, name: str) -> None:
        value, before = self.fields[name].value(), self._values.get(name)
        self._values[name] = value
        if self._filling or value == before:  # written out in full when it is left, say
            return
        self.fields[name].set_problem("")
        if name == "claims":
            self._follows = ""
        elif name == "amount" and self._follows:
            self._follow_money()
        self._follow()
        self.edited.emit()

    def _follow_money(self) -> None:
        """The claim that the money is for gets as much of it as is due."""
        places = (at for at, one in enumerate(self.claims.claims) if one.id == self._follows)
        self._filling = True
        try:
            for place in places:
                self.claims.fill_row(place, self._most())
        finally:
            self._filling = False

    def _follow(self) -> None:
        """Currency, what is open and the sums, after any change."""
        self._offer()
        if self.page.takes_money:
            editor: MoneyField = self.fields["amount"].editor
            if editor.currency != self.currency:
                editor.set_currency(self.currency)
        self._show_foreign(offered=bool(self.party))
        self.totals.show_sums(self.sums())

    def _offer(self) -> None:
        """The open claims and credits of the party in the currency."""
        party = self.party
        if self._asked is None or party != self._asked[0]:
            self._open_in = self._open.currencies(party)
        asked = (party, self.currency)
        if asked == self._asked:
            return
        self._asked = asked
        claims = self._open.claims(*asked) if self.page.settles else ()
        unused = () if self.page.takes_money else self._open.credits(*asked)
        self.claims.show_claims(claims, self.currency)
        self.credits.show_credits(unused, self.currency)
        self._show_what_there_is(party)

    def _show_what_there_is(self, party: str) -> None:
        some = bool(self.claims.claims)
        for part in (self._title, *self._buttons):
            part.setVisible(some)
        elsewhere = [code for code in self._open_in if code != self.currency]
        self._elsewhere.setVisible(bool(elsewhere) and self.page.settles)
        told = self.tr("Open in {currency}, too")
        self._elsewhere.setText(told.format(currency="".join(elsewhere[:1])))
        if not self.page.settles:
            return
        self.fields["claims"].setVisible(some)
        if not self.page.takes_money:
            self.fields["credits"].setVisible(bool(self.credits.credits))
        self._none.setVisible(bool(party) and not some)
        none = say(self.page.nothing_open)
        name = self._offers.name(party)
        self._none.setText(none.format(party=name, currency=self.currency))
        self.totals.setVisible(bool(party))

    def _turn_to_elsewhere(self) -> None:
        code = next(code for code in self._open_in if code != self.currency)
        self.fields["currency"].set_value(code)

    # Sums

    def _received(self) -> Money | None:
        """The amount of money as typed, None when it is empty or cannot be read."""
        try:
            return parse_money(str(self.fields["amount"].value()), self.currency, "amount")
        except Refused:
            return None

    def _most(self) -> Money:
        """How much there is to share out."""
        typed = self._received() if self.page.takes_money else None
        return self.claims.due() if typed is None else typed

    def _fill_oldest(self) -> None:
        self.claims.fill_oldest(self._most())

    def _act(self, row: int, name: str) -> None:
        if name == "all":
            self.claims.fill_row(row, self._most())
