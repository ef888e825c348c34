"""Open invoices or bills in a grid, and how much goes to each: for applying, receiving, paying."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from app.commands.inputs import ApplyTo
from app.domain.errors import Problem, Refused
from app.domain.kinds import Kind
from app.domain.money import Money, parse_money, total
from app.gui import formats
from app.gui.screens.document_page import say
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.edit_model import GridColumn, GridRow
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.lists import DocumentRow

_WORDS: Final = {Kind.TRANSACTION: "transaction"}  # how commands call what is no claim
_MOST_ROWS: Final = 12  # shown before the grid scrolls


class ClaimGrid(EditGrid):
    """Each open claim with what is due and an amount to type. An editor of a form: its value is
    the amounts by the claims' ids. Amounts of claims that are not shown now are kept aside."""

    changed = Signal(object)  # the amounts, after each edit
    settled = Signal(object)  # the same, when a cell is left
    opens = Signal(object)  # the claim whose number was clicked

    def __init__(self, prefix: str, amount: str, parent: QWidget | None = None) -> None:
        """`prefix` is how commands call the rows in their problems; `amount` titles the column."""
        super().__init__(_columns(amount), prefix, parent=parent)
        self.claims: tuple[DocumentRow, ...] = ()
        self._kept: dict[str, str] = {}
        self._filling = False  # many amounts at once are told as one edit
        self.setObjectName(prefix)
        self.be_as_high_as_rows(_MOST_ROWS)
        self.grid.edited.connect(lambda _row, _name: None if self._filling else self._tell())
        self.acted.connect(self._act)

    # What is shown and entered

    def show_claims(self, claims: Sequence[DocumentRow], currency: str) -> None:
        """Shows these, all in one currency, with the amounts that were entered for them."""
        self.claims, self.currency = tuple(claims), currency
        self.grid.show([_row(claim, self._kept.get(claim.id, "")) for claim in self.claims])

    def value(self) -> dict[str, str]:
        """The amounts by the claims' ids, also of those that are not shown now."""
        return {claim: amount for claim, amount in self._kept.items() if amount.strip()}

    def set_value(self, amounts: Any) -> None:
        """Shows amounts by the claims' ids; every other amount is emptied."""
        self._kept = dict(amounts or {})
        self._put([self._kept.get(claim.id, "") for claim in self.claims])

    def amounts(self) -> list[tuple[DocumentRow, str]]:
        """The claims that have an amount, with it."""
        rows = zip(self.claims, self.grid.rows, strict=True)
        return [(claim, row["amount"]) for claim, row in rows if row["amount"].strip()]

    def targets(self) -> tuple[ApplyTo, ...]:
        """What a command takes for what is entered."""
        return tuple(
            ApplyTo(amount=amount, **{_WORDS.get(claim.kind, "claim"): claim.id})
            for claim, amount in self.amounts()
        )

    def sum(self) -> Money:
        """What is entered in all; amounts that cannot be read count as none."""
        amounts = []
        for _claim, text in self.amounts():
            try:
                amounts.append(parse_money(text, self.currency, "amount"))
            except Refused:
                continue
        return total(amounts, self.currency)

    def due(self) -> Money:
        """What is due on all of them."""
        return total((claim.remaining for claim in self.claims), self.currency)

    # Filling

    def fill_oldest(self, most: Money) -> None:
        """Fills the amounts in, from the first row on, until `most` is used up."""
        rest, amounts = most, []
        for claim in self.claims:
            amounts.append(min(rest, claim.remaining))
            rest = rest - amounts[-1]
        self._fill(amounts)

    def clear_amounts(self) -> None:
        """Takes all amounts away."""
        self._fill([None] * len(self.claims))

    def fill_row(self, place: int, most: Money) -> None:
        """Fills one row as far as `most` and the other rows leave something."""
        self.leave_cell()
        self.grid.put(place, "amount", "")
        rest = max(most - self.sum(), Money(0, self.currency))
        fits = min(rest, self.claims[place].remaining)
        self.grid.put(place, "amount", str(fits) if fits else "")

    def _fill(self, amounts: Sequence[Money | None]) -> None:
        self.leave_cell()
        self._put([str(amount) if amount else "" for amount in amounts])

    def _put(self, amounts: Sequence[str]) -> None:
        self._filling = True
        for place, amount in enumerate(amounts):
            self.grid.put(place, "amount", amount)
        self._filling = False
        self._tell()

    # Problems

    def mark(self, problems: Sequence[Problem], rest: str | None = None) -> list[Problem]:
        """Marks the cells that problems are about. Answers what the form has to tell: problems of
        a row with the claim's number, as those of the field `rest`."""
        cells: dict[tuple[int, str], str] = {}
        told = [self._placed(problem, cells, rest) for problem in problems]
        self.grid.mark(cells)
        return told

    def _placed(
        self, problem: Problem, cells: dict[tuple[int, str], str], rest: str | None
    ) -> Problem:
        parts = (problem.field or "").split(".")
        if parts[0] != self.prefix or len(parts) < 3:
            return problem
        if parts[2] == "date":
            return problem.at("date")
        entered = [at for at, row in enumerate(self.grid.rows) if row["amount"].strip()]
        row = entered[int(parts[1])]
        cells[row, "amount"] = " ".join(filter(None, (problem.message, problem.hint)))
        number = self.claims[row].number
        return replace(problem, message=f"{number}: {problem.message}", field=rest)

    # What is done in it

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.settled.emit(self.value())
        super().closeEditor(editor, hint)

    def _act(self, row: int, name: str) -> None:
        if name == "number":
            self.opens.emit(self.claims[row])

    def _tell(self) -> None:
        for claim, row in zip(self.claims, self.grid.rows, strict=True):
            self._kept[claim.id] = row["amount"]
        self.changed.emit(self.value())


def _named(claim: DocumentRow) -> str:
    """The number; money that went back by itself says what it is."""
    returned = say(QT_TRANSLATE_NOOP("documents", "money returned"))
    kind = returned if claim.kind is Kind.TRANSACTION else ""
    return " · ".join(filter(None, (claim.number, kind)))


def _row(claim: DocumentRow, amount: str) -> GridRow:
    return {
        "number": _named(claim),
        "issue_date": formats.day(str(claim.issue_date)),
        "due_date": formats.day(str(claim.due_date)) if claim.due_date else "—",
        "total": str(claim.total),
        "due": str(claim.remaining),
        "amount": amount,
        "all": "",
    }


def _columns(amount: str) -> tuple[GridColumn, ...]:
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
        GridColumn("amount", amount, edits="money", width=104, figures=True),
        GridColumn("all", "", width=44, act=True, text=lambda _row: whole),
    )  # fmt: skip
