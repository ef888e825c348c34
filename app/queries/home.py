"""The overview of a book: what is open and how old, what lapses, what waits, what was given."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.book import store
from app.book.book import Reading
from app.domain.errors import present
from app.domain.kinds import CLAIMS, CREDITS, CUSTOMER, SIDES, Kind, Side, Status
from app.domain.money import Money, total
from app.domain.report import Cell, Leads, ReportRow, Wish
from app.queries import aging, expiring, lists
from app.queries.report_credits import credits_by_reason
from app.queries.report_open import CREDIT_COLUMN, ageing_sums, behind
from app.queries.report_parts import page_leads

DAYS: Final = 30  # within which a credit expires soon
_MONTHS: Final = 6  # with this one
_LEFT_OVER: Final = (Status.ISSUED, Status.PARTIALLY_APPLIED)
_DRAWN_UP: Final = tuple(kind for kind in Kind if kind in CREDITS | CLAIMS)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in the book's currency, and what opens the rows it is made of."""

    name: str  # a column of the ageing; a month, "2026-03"; "total"
    amount: Money
    opens: Leads


@dataclass(frozen=True, slots=True)
class Count:
    """How many documents of a kind are in a status, and what opens the list of them."""

    kind: Kind
    status: Status
    count: int
    opens: Leads


@dataclass(frozen=True, slots=True)
class OpenCredits:
    """What is left of a side's credits, and how many there are in each status."""

    side: str
    left: Figure
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Lapsing:
    """Credits with a last day, of both sides: how many, and what is left of them."""

    count: int
    left: Figure


@dataclass(frozen=True, slots=True)
class Aged:
    """What is open on a side: the columns of the ageing, then credits as a negative figure."""

    side: str
    columns: tuple[Figure, ...]
    total: Figure


@dataclass(frozen=True, slots=True)
class Reason:
    """What was given for a reason, month by month: None for a month without."""

    code: str
    label: str
    months: tuple[Figure | None, ...]
    total: Figure


@dataclass(frozen=True, slots=True)
class Given:
    """Credit memos given in the last months, by reason; `whole` is of all reasons."""

    months: tuple[str, ...]  # "2026-03"
    reasons: tuple[Reason, ...]
    whole: Reason


@dataclass(frozen=True, slots=True)
class Overview:
    """How a book stands at the end of a day, and what waits in it."""

    on: date
    currency: str
    credits: tuple[OpenCredits, ...]  # of customers, of vendors
    soon: Lapsing  # last days within `DAYS`
    lapsed: Lapsing  # last days that have passed: the run is due
    drafts: tuple[Count, ...]
    ageing: tuple[Aged, ...]  # of customers, of vendors
    given: Given

    @property
    def waits(self) -> bool:
        """Whether there is an open credit or a draft."""
        counts = (*self.drafts, *(one for side in self.credits for one in side.counts))
        return any(one.count for one in counts)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell, as in a new book."""
        aged = any(one.amount for side in self.ageing for one in side.columns)
        return not (self.waits or aged or self.given.reasons)


def overview(reading: Reading) -> Overview:
    """Everything as of today. The figures are those of the ageing, of the credits by reason and of
    the lists, and open just those."""
    currency = store.base_currency(reading)
    aged = tuple(_aged(reading, side, currency) for side in SIDES.values())
    counts = {kind: lists.counts(reading, kind) for kind in _DRAWN_UP}
    rows = expiring.expiring(reading, DAYS)
    return Overview(
        on=reading.today,
        currency=currency,
        credits=tuple(_credits(one, counts) for one in aged),
        soon=_lapsing([row for row in rows if not row.lapsed], currency),
        lapsed=_lapsing([row for row in rows if row.lapsed], currency),
        drafts=tuple(_count(kind, Status.DRAFT, counts) for kind in _DRAWN_UP),
        ageing=aged,
        given=_given(reading),
    )


def _aged(reading: Reading, side: Side, currency: str) -> Aged:
    on = reading.today
    sums = ageing_sums(aging.ageing(reading, side, on), currency)
    whole, figures = behind(side, on)
    columns = tuple(Figure(name, sums[name], opens) for name, opens in figures)
    return Aged(side.name, columns, Figure("total", sums["total"], whole))


def _credits(aged: Aged, counts: dict[Kind, dict[str, int]]) -> OpenCredits:
    kind = SIDES[aged.side].credit
    unused = next(one for one in aged.columns if one.name == CREDIT_COLUMN)
    left = Figure(unused.name, -unused.amount, unused.opens)
    return OpenCredits(
        aged.side, left, tuple(_count(kind, status, counts) for status in _LEFT_OVER)
    )


def _count(kind: Kind, status: Status, counts: dict[Kind, dict[str, int]]) -> Count:
    opens = page_leads(kind.value, f"status:{status.value}")
    return Count(kind, status, counts[kind].get(status.value, 0), opens)


def _lapsing(rows: list[expiring.ExpiringRow], currency: str) -> Lapsing:
    left = total((row.worth for row in rows), currency)
    return Lapsing(len(rows), Figure("total", left, page_leads("expiring")))


def _given(reading: Reading) -> Given:
    last = reading.today
    begins = max(last.year * 12 + last.month - _MONTHS, 12)  # months since the year 0
    first = date(begins // 12, begins % 12 + 1, 1)
    report = credits_by_reason(reading, Wish(first, last, CUSTOMER.name))
    months = tuple(column.name for column in report.columns[1:-1])
    reasons = [_reason(row, months) for row in report.rows]  # the last one is the total
    return Given(months, tuple(reasons[:-1]), reasons[-1])


def _reason(row: ReportRow, months: tuple[str, ...]) -> Reason:
    label, *cells = row.cells
    named = zip((*months, "total"), cells, strict=True)
    *given, whole = (_figure(name, cell, row.opens(name)) for name, cell in named)
    return Reason(row.id, str(label), tuple(given), present(whole, "a row has a total"))


def _figure(name: str, cell: Cell, opens: Leads | None) -> Figure | None:
    return Figure(name, cell, opens) if isinstance(cell, Money) and opens else None
