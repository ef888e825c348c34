"""The cells of a report as text, and the sums that page breaks may carry in its columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.money import Money, total
from app.domain.report import Cell, Holds, Rank, ReportColumn
from app.paper import figures, words
from app.paper.figures import MINUS
from app.paper.text import clean, one_line

# Reports are our own: their words are English for now, and so are their figures.
LANGUAGE: Final = "en"
WORDS: Final = words.of(LANGUAGE)
FIGURES: Final = figures.of(LANGUAGE)

_SOME: Final = 2  # amounts below each other; a single one is no sum


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says, without where it leads."""

    rank: Rank
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums so far, column by column, None for those that carry none; or none at all."""

    amounts: tuple[Money | None, ...] = ()
    closes: bool = False  # a total: what comes after it begins anew

    def __add__(self, other: "Sums") -> "Sums":
        if other.closes or not self.amounts:
            return other
        if not other.amounts:
            return self
        return Sums(tuple(map(_plus, self.amounts, other.amounts)))


class Currencies:
    """Where an amount must say its currency: only where nothing else tells it."""

    def __init__(self, columns: Sequence[ReportColumn], entries: Iterable[Entry]) -> None:
        found: list[set[str]] = [set() for _ in columns]
        for entry in entries:
            for codes, cell in zip(found, entry.cells, strict=True):
                if isinstance(cell, Money):
                    codes.add(cell.currency)
        codes = set().union(*found)
        self.only = _one(codes) or None  # the one currency of all amounts
        self.mixed = len(codes) > 1
        self._own = [len(own) > 1 for own in found]
        self._heads = [_one(own) if self.mixed else "" for own in found]

    def titles(self, columns: Sequence[ReportColumn]) -> tuple[str, ...]:
        """The titles of the columns, each with its currency when others have another."""
        return tuple(
            f"{title} ({code})" if code and code not in title else title
            for title, code in zip((one_line(c.title) for c in columns), self._heads, strict=True)
        )

    def texts(self, columns: Sequence[ReportColumn], entry: Entry) -> tuple[str, ...]:
        """What is printed of a row, cell by cell."""
        told = frozenset(_told(entry))
        return tuple(
            f"{cell.currency} {FIGURES.money(cell)}"
            if mixed and isinstance(cell, Money) and cell.currency not in told
            else _text(cell, column.holds)
            for cell, column, mixed in zip(entry.cells, columns, self._own, strict=True)
        )


def running_sums(columns: Sequence[ReportColumn], entries: Sequence[Entry]) -> Iterator[Sums]:
    """What every row adds to the sums that are carried.

    Carried is only what the next total proves: where it is the sum of its rows. Where it is
    anything else, such as the last of running balances, nothing is carried.
    """
    start = 0
    for place, entry in enumerate(entries):
        if entry.rank is Rank.TOTAL:
            section = entries[start:place]
            carried = _proven(columns, section, entry)
            yield from (_adds(row, carried) for row in section)
            yield Sums(closes=True)
            start = place + 1
    yield from (Sums() for _ in entries[start:])


def _told(entry: Entry) -> Iterator[str]:
    """The texts of a row that may name its currency; in a title or sum single words may."""
    for cell in entry.cells:
        if isinstance(cell, str):
            yield from (cell,) if entry.rank is Rank.ROW else cell.split()


def _one(codes: set[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""


def _plus(one: Money | None, other: Money | None) -> Money | None:
    return None if one is None or other is None else one + other


def _text(cell: Cell, holds: Holds) -> str:
    if isinstance(cell, str):
        return FIGURES.grouped(one_line(cell)) if holds is Holds.NUMBER else clean(cell).strip()
    if isinstance(cell, Money):
        return FIGURES.money(cell)
    if isinstance(cell, date):
        return FIGURES.day(cell)
    # Not grouped: whole numbers are often names, such as that of an entry.
    return "" if cell is None else str(cell).replace("-", MINUS)


def _proven(
    columns: Sequence[ReportColumn], section: Sequence[Entry], closing: Entry
) -> tuple[str | None, ...]:
    """The currency of every column that is carried above a total, None for the others."""
    carried: list[str | None] = [None] * len(columns)
    rows = [entry.cells for entry in section if entry.rank is Rank.ROW]
    for place, column in enumerate(columns):
        claimed = closing.cells[place]
        if column.holds is not Holds.AMOUNT or not isinstance(claimed, Money):
            continue
        amounts = [cell for cells in rows if isinstance(cell := cells[place], Money)]
        if any(amount.currency != claimed.currency for amount in amounts):
            return (None,) * len(columns)
        if total(amounts, claimed.currency) != claimed:
            return (None,) * len(columns)
        if len(amounts) >= _SOME:
            carried[place] = claimed.currency
    return tuple(carried)


def _adds(entry: Entry, carried: tuple[str | None, ...]) -> Sums:
    if entry.rank is not Rank.ROW or not any(carried):
        return Sums()
    return Sums(
        tuple(
            None if code is None else cell if isinstance(cell, Money) else Money(0, code)
            for cell, code in zip(entry.cells, carried, strict=True)
        )
    )
