"""A report as data: its columns, its rows, and where every figure of it leads.

Filled in by the queries; shown in the window, drawn on paper and written to files by others.
"""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from dataclasses import dataclass
from enum import StrEnum

from app.domain.money import Money

# Text, a whole number, a day, an amount, or nothing. Rates and quantities come as decimal text.
Cell = str | int | dt.date | Money | None


class Holds(StrEnum):
    """What stands in a column: how it is aligned, written and sorted."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    AMOUNT = "amount"


class Rank(StrEnum):
    """What a row is among the rows: a title above others, one of them, or their sum."""

    HEADING = "heading"
    ROW = "row"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a report is asked for; each takes only what its kind names.

    `last` is the day it is as of, or the last day of its time; `first` the first day, None for
    the beginning of the book. `part` narrows it to what a figure of another report is made of.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    side: str | None = None  # "customer" or "vendor"
    party: str | None = None  # an id
    account: str | None = None  # a code
    currency: str | None = None  # ISO 4217
    part: str | None = None  # "31_60", "8.25", "return 2026-03": as the report understands it


@dataclass(frozen=True, slots=True)
class Leads:
    """What a row or figure opens: another report, or one thing of the book."""

    to: str  # a report's name, or "document", "entry", "party", "page" (one of the window)
    wish: Wish = Wish()  # what that report is asked for
    id: str = ""  # which document, entry or party; what is shown on the page
    kind: str = ""  # which page: a document's kind, a party's side, the journal, ...


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column: the name by which rows and scripts speak of it, its title, and what it holds."""

    name: str
    title: str
    holds: Holds = Holds.TEXT


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row: a cell for every column. `leads` is what the row opens; `figures` what single
    cells open instead, by the name of their column."""

    id: str  # its own in the report
    cells: tuple[Cell, ...]
    rank: Rank = Rank.ROW
    leads: Leads | None = None
    figures: tuple[tuple[str, Leads], ...] = ()

    def opens(self, column: str) -> Leads | None:
        """What the cell in a column opens."""
        return dict(self.figures).get(column, self.leads)


@dataclass(frozen=True, slots=True)
class Report:
    """A report, or one page of a long one: then `next` is where it goes on."""

    name: str  # of its kind: "trial_balance"
    title: str
    about: tuple[tuple[str, str], ...]  # what it speaks of: ("As of", "2026-03-31"), ...
    business: str  # whose books these are
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    remarks: tuple[str, ...] = ()  # sentences below: "No number is missing."
    next: str | None = None
