"""The panel in which a credit is applied: open invoices or bills, and how much goes to each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from app.commands import credits
from app.commands.inputs import ApplyTo
from app.domain.errors import Problem, Refused
from app.domain.money import Money, parse_money, total
from app.gui import formats
from app.gui.desk import Desk
from app.gui.fields import DateField
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.document_page import Page, say
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.edit_model import GridColumn, GridRow
from app.gui.theme import grid
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import lists

_MOST_ROWS: Final = 12  # shown before the grid scrolls


class ApplyPanel(ActPanel):
    """Nothing is applied until it is confirmed; what is left follows every key."""

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(desk, "apply")
        self._page = page
        self._view: Any = None
        self._claims: tuple[lists.DocumentRow, ...] = ()
        self.entry.nothing = self.tr(
            "Nothing is posted: both stand on one account. The application is recorded."
        )
        self.grid = EditGrid(_columns(), "to")
        self.grid.setObjectName("to")
        self.grid.be_as_high_as_rows(_MOST_ROWS)
        self.grid.setAccessibleName(say(page.claims))
        self.grid.grid.edited.connect(lambda _row, _name: self._follow())
        self.grid.acted.connect(self._act)
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
            self._button("oldest_first", self.tr("Oldest due first"), self._fill_oldest),
            self._button("clear", self.tr("Clear"), self._clear),
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

    def _button(self, name: str, text: str, run: Any) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares to apply a credit."""
        del use
        self._view = view
        self.clear_marks()
        self.grid.currency = view.currency
        self._date.set_value("")
        self._claims = self.desk.ask(lists.open_claims, self._page.side, view.party, view.currency)
        self.grid.grid.show([_row(claim) for claim in self._claims])
        title = self.tr("Apply {name}: {left} are left.")
        self.say_title(
            title.format(name=view.number, left=formats.money(view.remaining)), self.tr("Apply")
        )
        none = self.tr("{party} owes nothing in {currency}; this credit stays open.")
        if self._page.side.name == "vendor":
            none = self.tr("Nothing is owed to {party} in {currency}; this credit stays open.")
        self._empty.setText(none.format(party=view.party_name, currency=view.currency))
        self._show_whether_any()
        self._follow()
        if self._claims:
            self.grid.edit_cell(0, "amount")

    def run(self) -> None:
        """Applies what is entered, all of it or nothing."""
        self.grid.leave_cell()
        to, day, wrong = self._targets()
        if wrong or not to:
            self.clear_marks()
            self.mark(wrong or (self._nothing_entered(),))
            return
        numbers = ", ".join(claim.number or "" for claim, _ in self._entered())
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
        cells: dict[tuple[int, str], str] = {}
        super().mark([self._placed(problem, cells) for problem in problems])
        self.grid.grid.mark(cells)
        if cells:
            self.grid.edit_cell(*next(iter(cells)))

    def _placed(self, problem: Problem, cells: dict[tuple[int, str], str]) -> Problem:
        parts = (problem.field or "").split(".")
        if parts[0] != "to" or len(parts) < 3:
            return problem
        if parts[2] == "date":
            return problem.at("date")
        entered = [at for at, row in enumerate(self.grid.grid.rows) if row["amount"].strip()]
        row = entered[int(parts[1])]
        cells[row, "amount"] = " ".join(filter(None, (problem.message, problem.hint)))
        number = self._claims[row].number
        return replace(problem, message=f"{number}: {problem.message}", field=None)

    # What is entered

    def _entered(self) -> list[tuple[lists.DocumentRow, str]]:
        rows = zip(self._claims, self.grid.grid.rows, strict=True)
        return [(claim, row["amount"]) for claim, row in rows if row["amount"].strip()]

    def _targets(self) -> tuple[tuple[ApplyTo, ...], date | None, tuple[Problem, ...]]:
        text, day = str(self._date.value()), None
        wrong: tuple[Problem, ...] = ()
        if text:
            try:
                day = date.fromisoformat(text)
            except ValueError:
                told, hint = self.tr("This is not a date."), self.tr("Write it like 2026-01-31.")
                wrong = (Problem("invalid_date", told, "date", hint),)
        return tuple(ApplyTo(claim.id, amount) for claim, amount in self._entered()), day, wrong

    def _nothing_entered(self) -> Problem:
        told = self.tr("No amount is entered.")
        return Problem("required", told, None, self.tr("Say how much goes where."))

    def _rest(self) -> Money:
        """What would be left; amounts that cannot be read count as none."""
        amounts = []
        for _claim, text in self._entered():
            try:
                amounts.append(parse_money(text, self._view.currency, "amount"))
            except Refused:
                continue
        left: Money = self._view.remaining - total(amounts, self._view.currency)
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
        self._left.setProperty("role", role)
        self._left.style().unpolish(self._left)
        self._left.style().polish(self._left)

    # Filling

    def _fill(self, amounts: Sequence[Money | None]) -> None:
        self.grid.leave_cell()
        for place, amount in enumerate(amounts):
            self.grid.grid.put(place, "amount", str(amount) if amount else "")
        self._follow()

    def _fill_oldest(self) -> None:
        """Fills the amounts in; confirming stays the user's."""
        rest, amounts = self._view.remaining, []
        for claim in self._claims:
            amounts.append(min(rest, claim.remaining))
            rest = rest - amounts[-1]
        self._fill(amounts)

    def _clear(self) -> None:
        self._fill([None] * len(self._claims))

    def _act(self, row: int, name: str) -> None:
        if name == "number":
            self.desk.show(self._claims[row].kind.value, self._claims[row].id)
            return
        self.grid.leave_cell()
        self.grid.grid.put(row, "amount", "")
        fits = min(max(self._rest(), Money(0, self._view.currency)), self._claims[row].remaining)
        self.grid.grid.put(row, "amount", str(fits) if fits else "")
        self._follow()

    def _show_whether_any(self) -> None:
        some = bool(self._claims)
        self.grid.setVisible(some)
        self._empty.setVisible(not some)
        self._left.setVisible(some)
        self.entry.setVisible(some)
        self.confirm.setEnabled(some)
        for button in self._buttons:
            button.setVisible(some)
        self.fields["date"].setVisible(some)


def _row(claim: lists.DocumentRow) -> GridRow:
    return {
        "number": claim.number or "",
        "issue_date": formats.day(str(claim.issue_date)),
        "due_date": formats.day(str(claim.due_date)) if claim.due_date else "—",
        "total": str(claim.total),
        "due": str(claim.remaining),
        "amount": "",
        "all": "",
    }


def _columns() -> tuple[GridColumn, ...]:
    def titled(name: str, title: str, **more: Any) -> GridColumn:
        return GridColumn(name, say(title), **more)

    whole = say(QT_TRANSLATE_NOOP("documents", "All"))
    return (
        titled("number", QT_TRANSLATE_NOOP("documents", "Number"), act=True, grow=True,
               text=lambda row: row["number"]),
        titled("issue_date", QT_TRANSLATE_NOOP("documents", "Date"), width=88, muted=True),
        titled("due_date", QT_TRANSLATE_NOOP("documents", "Due date"), width=88),
        titled("total", QT_TRANSLATE_NOOP("documents", "Total"), width=86, figures=True,
               muted=True),
        titled("due", QT_TRANSLATE_NOOP("documents", "Due"), width=86, figures=True),
        titled("amount", QT_TRANSLATE_NOOP("documents", "To apply"), edits="money", width=104,
               figures=True),
        GridColumn("all", "", width=44, act=True, text=lambda _row: whole),
    )  # fmt: skip
