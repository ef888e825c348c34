"""The lines of an entry by hand: typed in a grid, each a debit or a credit, summed by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.commands.entries import HandLine
from app.domain.entry import DrCr
from app.domain.errors import Problem, Refused
from app.domain.money import EXPONENTS, Money, parse_money, total
from app.gui.fields import Choice
from app.gui.screens.document_page import say
from app.gui.screens.edit_model import GridColumn
from app.gui.screens.entry_offers import EntryOffers
from app.gui.screens.written_lines import AWAY, WrittenLines
from app.gui.words import QT_TRANSLATE_NOOP

_AMOUNTS: Final = tuple(side.value for side in DrCr)
_MOST_ROWS: Final = 12  # shown before the grid scrolls
_ROOM: Final = 4  # rows for which there is room from the beginning
_FOREIGN: Final = ("currency", "amount")
_NO_ACCOUNT: Final = QT_TRANSLATE_NOOP("documents", "The account is missing.")
_CHOOSE: Final = QT_TRANSLATE_NOOP("documents", "Choose one from the chart of accounts.")
_TYPED: Final = ("account", *_AMOUNTS, "party", *_FOREIGN)


@dataclass(frozen=True, slots=True)
class Sums:
    """What the lines of both sides come to, in the book's currency."""

    debit: Money
    credit: Money

    @property
    def short(self) -> str:
        """The side on which something is missing, "" when both are the same."""
        if self.debit == self.credit:
            return ""
        return "credit" if self.debit > self.credit else "debit"

    @property
    def missing(self) -> Money:
        """How much that is."""
        return max(self.debit, self.credit) - min(self.debit, self.credit)


class EntryGrid(WrittenLines):
    """A line has one of two amounts: what is typed on one side leaves the other empty."""

    def __init__(self, offers: EntryOffers, parent: QWidget | None = None) -> None:
        self._offers = offers
        super().__init__(
            _columns(offers), dict.fromkeys(_TYPED, ""), _TYPED, least=2, parent=parent
        )
        self.choices = {
            "account": offers.accounts,
            "party": self._parties,
            "currency": offers.currencies,
        }
        self.searches = {"party": offers.parties}
        self.grid.edited.connect(self._empty_other_side)
        self.be_as_high_as_rows(_MOST_ROWS, _ROOM)
        self.set_value(())

    def set_value(self, rows: Any) -> None:
        """Shows rows; those of foreign money bring its columns with them."""
        self.currency = self._offers.currency
        foreign = any(row.get("currency") for row in rows or ())
        self.show_foreign(shown=foreign)
        super().set_value(rows)

    def show_foreign(self, *, shown: bool) -> None:
        """Shows the columns of foreign money, or hides them."""
        for name in _FOREIGN:
            self.show_column(name, shown=shown)

    @property
    def shows_foreign(self) -> bool:
        """Whether the columns of foreign money are there."""
        return not self.isColumnHidden(self._at("currency"))

    def inputs(self) -> tuple[HandLine, ...]:
        """The lines as the command takes them."""
        return tuple(
            HandLine(**{name: row.get(name) or None for name in _TYPED if name != "account"},
                     account=row["account"])
            for row in self.value()
        )  # fmt: skip

    def refused_accounts(self) -> list[Problem]:
        """What is wrong with the accounts that take no entry."""
        found = ((at, self._offers.why_not(row["account"])) for at, row in enumerate(self.value()))
        return [problem.at(f"lines.{at}.account") for at, problem in found if problem]

    def missing_accounts(self) -> list[Problem]:
        """The lines that have none."""
        told, hint = say(_NO_ACCOUNT), say(_CHOOSE)
        return [
            Problem("required", told, f"lines.{at}.account", hint)
            for at, row in enumerate(self.value())
            if not row["account"]
        ]

    # Sums

    def sums(self) -> Sums:
        """What is entered; amounts that cannot be read count as none."""
        return Sums(*(self._sum(side) for side in _AMOUNTS))

    def fill_missing(self) -> None:
        """Writes what one side is short of into the line one is in, else into the next one that
        has no amount."""
        sums = self.sums()
        if not sums.short:
            return
        self.leave_cell()
        row = self._row_to_fill()
        self.grid.put(row, sums.short, str(sums.missing))
        self.edit_cell(row, sums.short if self.grid.rows[row]["account"] else "account")

    def proposal(self, row: int, name: str) -> str:
        sums = self.sums()
        empty = not any(self.grid.rows[row][side].strip() for side in _AMOUNTS)
        return str(sums.missing) if empty and name == sums.short else ""

    def stops(self, row: int) -> list[int]:
        """Tab passes the side over that stays empty."""
        filled = {side for side in _AMOUNTS if self.grid.rows[row][side].strip()}
        over = {self._at(side) for side in _AMOUNTS if filled and side not in filled}
        return [at for at in super().stops(row) if at not in over]

    def currency_of(self, row: int, name: str) -> str:
        typed = self.grid.rows[row].get("currency", "")
        return typed if name == "amount" and typed in EXPONENTS else self._offers.currency

    def _sum(self, side: str) -> Money:
        amounts = []
        for row in self.grid.rows:
            try:
                amounts.append(parse_money(row[side] or "0", self.currency, side))
            except Refused:
                continue
        return total(amounts, self.currency)

    def _row_to_fill(self) -> int:
        def is_free(row: int) -> bool:
            return not any(self.grid.rows[row][side].strip() for side in _AMOUNTS)

        at = self.currentIndex().row()
        count = len(self.grid.rows)
        if 0 <= at < count and is_free(at):
            return at
        free = next(filter(is_free, range(count)), count)
        if free == count:
            self.grid.add(self._blank_row)
        return free

    def _empty_other_side(self, row: int, name: str) -> None:
        if name in _AMOUNTS and self.grid.rows[row][name].strip():
            self.grid.put(row, DrCr(name).other.value, "")

    def _parties(self) -> Sequence[Choice]:
        """Those that stand on lines, by name; others are searched for."""
        used = {row["party"] for row in self.grid.rows if row["party"]}
        return [Choice(ref, self._offers.party_text(ref)) for ref in used]


def _columns(offers: EntryOffers) -> tuple[GridColumn, ...]:
    def titled(name: str, title: str, edits: Any, width: int, **more: Any) -> GridColumn:
        return GridColumn(name, say(title), edits, width, **more)

    return (
        titled("account", QT_TRANSLATE_NOOP("documents", "Account"), "choice", 132, grow=True,
               text=lambda row: offers.account_text(row["account"])),
        titled("debit", QT_TRANSLATE_NOOP("documents", "Debit"), "money", 92, figures=True),
        titled("credit", QT_TRANSLATE_NOOP("documents", "Credit"), "money", 92, figures=True),
        titled("party", QT_TRANSLATE_NOOP("documents", "Party"), "choice", 104, grow=True,
               text=lambda row: offers.party_text(row["party"])),
        titled("currency", QT_TRANSLATE_NOOP("documents", "Currency"), "choice", 76),
        titled("amount", QT_TRANSLATE_NOOP("documents", "Foreign"), "money", 92,
               figures=True),
        AWAY,
    )  # fmt: skip
