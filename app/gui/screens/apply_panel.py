"""The panel in which a credit is applied: open invoices or bills, and how much goes to each."""

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.commands import credits
from app.commands.inputs import ApplyTo
from app.domain.errors import Problem
from app.domain.money import Money
from app.gui import formats
from app.gui.desk import Desk
from app.gui.fields import DateField
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.claim_grid import ClaimGrid
from app.gui.screens.document_page import Page, say
from app.gui.theme import grid, restyle
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import lists

_NOTHING_OPEN: Final = {
    "customer": QT_TRANSLATE_NOOP(
        "ApplyPanel", "{party} owes nothing in {currency}; this credit stays open."
    ),
    "vendor": QT_TRANSLATE_NOOP(
        "ApplyPanel", "Nothing is owed to {party} in {currency}; this credit stays open."
    ),
}


class ApplyPanel(ActPanel):
    """Nothing is applied until it is confirmed; what is left follows every key."""

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(desk, "apply")
        self._page = page
        self._view: Any = None
        self.entry.nothing = self.tr(
            "Nothing is posted: both stand on one account. The application is recorded."
        )
        self.grid = ClaimGrid("to", say(QT_TRANSLATE_NOOP("documents", "To apply")))
        self.grid.setAccessibleName(say(page.claims))
        self.grid.changed.connect(lambda _amounts: self._follow())
        self.grid.acted.connect(self._act)
        self.grid.opens.connect(lambda claim: desk.show(claim.kind.value, claim.id))
        self._empty = QLabel()
        self._empty.setObjectName("nothing_open")
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._left = QLabel()
        self._left.setObjectName("left")
        self._date = DateField(desk.today())
        self._date.setPlaceholderText(self.tr("the later of both dates"))
        day = self.field("date", self.tr("Date"), self._date)
        self._date.changed.connect(lambda _value: self._follow())
        self._buttons = [
            self.button("oldest_first", self.tr("Oldest due first"), self._fill_oldest),
            self.button("clear", self.tr("Clear"), self.grid.clear_amounts),
        ]
        row = QHBoxLayout()
        row.setSpacing(grid(2))
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._left)
        below = QHBoxLayout()
        below.addWidget(day, 1)
        below.addStretch(2)
        self.asked.addLayout(row)
        self.asked.addWidget(self.grid)
        self.asked.addWidget(self._empty)
        self.asked.addSpacing(grid(2))
        self.asked.addLayout(below)
        self.asked.addStretch(1)

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares to apply a credit."""
        del use
        self._view = view
        self.clear_marks()
        self._date.set_value("")
        found = self.desk.ask(lists.open_targets, self._page.side, view.party, view.currency)
        self.grid.show_claims(found, view.currency)
        self.grid.set_value({})
        title = self.tr("Apply {name}: {left} are left.")
        self.say_title(
            title.format(name=view.number, left=formats.money(view.remaining)), self.tr("Apply")
        )
        none = self.tr(_NOTHING_OPEN[self._page.side.name])
        self._empty.setText(none.format(party=view.party_name, currency=view.currency))
        self._show_whether_any()
        self._follow()
        if found:
            self.grid.edit_cell(0, "amount")

    def run(self) -> None:
        """Applies what is entered, all of it or nothing."""
        self.grid.leave_cell()
        to, day, wrong = self._targets()
        if wrong or not to:
            self.clear_marks()
            self.mark(wrong or (self._nothing_entered(),))
            if not wrong and self.grid.claims:
                self.grid.edit_cell(0, "amount")
            return
        numbers = ", ".join(claim.number or "" for claim, _ in self.grid.amounts())
        told = self.tr("{name} applied to {numbers}.")
        self.do(
            credits.apply, told.format(name=self._view.number, numbers=numbers),
            side=self._page.side, credit=self._view.id, to=to, date=day,
        )  # fmt: skip

    def clear_marks(self) -> None:
        super().clear_marks()
        self.grid.grid.mark({})

    def mark(self, problems: Any) -> None:
        """Problems of a target stand at its row, and are told above with its number."""
        super().mark(self.grid.mark(tuple(problems)))
        self.grid.go_to_problem()

    # What is entered

    def _targets(self) -> tuple[tuple[ApplyTo, ...], date | None, tuple[Problem, ...]]:
        text, day = str(self._date.value()), None
        wrong: tuple[Problem, ...] = ()
        if text:
            try:
                day = date.fromisoformat(text)
            except ValueError:
                told, hint = self.tr("This is not a date."), self.tr("Write it like 2026-01-31.")
                wrong = (Problem("invalid_date", told, "date", hint),)
        return self.grid.targets(), day, wrong

    def _nothing_entered(self) -> Problem:
        told = self.tr("No amount is entered.")
        return Problem("required", told, None, self.tr("Say how much goes where."))

    def _rest(self) -> Money:
        """What would be left; amounts that cannot be read count as none."""
        left: Money = self._view.remaining - self.grid.sum()
        return left

    def _follow(self) -> None:
        if self._view is None:
            return
        rest = self._rest()
        if rest.minor < 0:
            self._say_left(self.tr("Too much by {amount}"), -rest, "danger")
        else:
            self._say_left(self.tr("Left after this {amount}"), rest, "")
        to, day, wrong = self._targets()
        if wrong:
            self.entry.tell(wrong[0].message)
        elif not to:
            self.entry.tell(self.tr("Say how much of it goes where."))
        else:
            self.entry.ask(
                credits.apply, side=self._page.side, credit=self._view.id, to=to, date=day
            )

    def _say_left(self, template: str, amount: Money, role: str) -> None:
        self._left.setText(template.format(amount=formats.money(amount)))
        restyle(self._left, "role", role)

    # Filling

    def _fill_oldest(self) -> None:
        """Fills the amounts in; confirming stays the user's."""
        self.grid.fill_oldest(self._view.remaining)

    def _act(self, row: int, name: str) -> None:
        if name == "all":
            self.grid.fill_row(row, self._view.remaining)

    def _show_whether_any(self) -> None:
        some = bool(self.grid.claims)
        self.grid.setVisible(some)
        self._empty.setVisible(not some)
        self._left.setVisible(some)
        self.entry.setVisible(some)
        self.confirm.setEnabled(some)
        self.confirm.setToolTip(self.confirm.text() if some else self._empty.text())
        for button in self._buttons:
            button.setVisible(some)
        self.fields["date"].setVisible(some)
