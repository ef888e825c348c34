"""What all reports are put together from: columns, rows, totals, and what a wish must name."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import PARTY, row_of
from app.domain.accounts import Account
from app.domain.errors import refuse
from app.domain.kinds import CUSTOMER, SIDES, Kind, Side
from app.domain.money import Money
from app.domain.report import (
    Cell,
    Holds,
    Leads,
    Rank,
    Report,
    ReportColumn,
    ReportRow,
    Wish,
)

PAGE: Final = 1000  # rows of a long report that are fetched at once
TOTAL: Final = "Total"

Columns = tuple[ReportColumn, ...]
Cells = Mapping[str, Cell]
Figures = tuple[tuple[str, Leads], ...]


def text(name: str, title: str) -> ReportColumn:
    """A column of text."""
    return ReportColumn(name, title)


def day(name: str = "date", title: str = "Date") -> ReportColumn:
    """A column of days."""
    return ReportColumn(name, title, Holds.DATE)


def number(name: str, title: str) -> ReportColumn:
    """A column of whole numbers."""
    return ReportColumn(name, title, Holds.NUMBER)


def amount(name: str, title: str) -> ReportColumn:
    """A column of amounts."""
    return ReportColumn(name, title, Holds.AMOUNT)


def row(
    columns: Columns,
    id: str,
    cells: Cells,
    rank: Rank = Rank.ROW,
    leads: Leads | None = None,
    figures: Figures = (),
) -> ReportRow:
    """A row with its cells under their columns; what is not given stays empty."""
    return ReportRow(id, tuple(cells.get(one.name) for one in columns), rank, leads, figures)


def heading(columns: Columns, title: str) -> ReportRow:
    """A title above the rows that follow."""
    return row(columns, title, {first_text(columns): title}, Rank.HEADING)


def first_text(columns: Columns) -> str:
    """The column that words such as "Total" stand in."""
    return next(one.name for one in columns if one.holds is Holds.TEXT)


def totals(
    columns: Columns,
    sums: Mapping[str, Cells],
    own: str | None = None,
    *,
    title: str = TOTAL,
    leads: Leads | None = None,
    figures: Figures = (),
) -> tuple[ReportRow, ...]:
    """The sums of each currency, given by its code. With `own`, a column of amounts that are all
    in the book's currency, one more row sums that column up where there are several. A column
    "currency" says which it is."""
    place, made = first_text(columns), []
    has_currency = any(one.name == "currency" for one in columns)
    for currency, cells in sorted(sums.items()):
        words = {place: title if has_currency else f"{title} {currency}", "currency": currency}
        made.append(
            row(columns, f"total {currency}", {**cells, **words}, Rank.TOTAL, leads, figures)
        )
    if own and len(sums) > 1:
        parts = [cells[own] for cells in sums.values()]
        whole = [one for one in parts if isinstance(one, Money)]
        cells = {place: f"{title} in the books", own: sum(whole[1:], start=whole[0])}
        made.append(row(columns, "total", cells, Rank.TOTAL, leads, figures))
    return tuple(made)


def added(rows: Iterable[Mapping[str, Money]], by: str) -> dict[str, dict[str, Money]]:
    """The columns of these rows summed up for each currency that stands in the column `by`."""
    sums: dict[str, dict[str, Money]] = {}
    for cells in rows:
        found = sums.setdefault(cells[by].currency, {})
        for name, money in cells.items():
            found[name] = found[name] + money if name in found else money
    return sums


def made(
    reading: Reading,
    name: str,
    title: str,
    about: Sequence[tuple[str, str]],
    columns: Columns,
    rows: Iterable[ReportRow],
    remarks: Sequence[str] = (),
    next: str | None = None,
) -> Report:
    """The report of the book that is being read."""
    business = schema.business.c.name
    keeper = reading.connection.execute(select(business)).scalar_one()
    return Report(
        name, title, tuple(about), str(keeper), columns, tuple(rows), tuple(remarks), next
    )


def as_of(wish: Wish, reading: Reading) -> date:
    """The day a report is as of: today unless another is wished for."""
    return wish.last or reading.today


def said_as_of(on: date) -> tuple[tuple[str, str], ...]:
    """How a report says which day it is as of."""
    return (("As of", on.isoformat()),)


def said_time(first: date | None, last: date | None) -> tuple[tuple[str, str], ...]:
    """How a report says which time it is of; nothing for all of it."""
    found = (("From", first), ("Through", last))
    return tuple((word, one.isoformat()) for word, one in found if one)


def side_of_wish(wish: Wish) -> Side:
    """The side that is wished for, customers unless it is said. Refused: invalid_value."""
    name = wish.side or CUSTOMER.name
    if name not in SIDES:
        said = f"“{name[:20]}” is no side."
        raise refuse("invalid_value", said, "side", "Use customer or vendor.")
    return SIDES[name]


def account_of(reading: Reading, wish: Wish) -> Account:
    """The account that is wished for. Refused: required, not_found."""
    if not wish.account:
        said = "Which account it is of is not said."
        raise refuse("required", said, "account", "Name its code, such as 1200.")
    return store.find_account(reading, wish.account)


def party_of(reading: Reading, wish: Wish) -> tuple[Side, Any]:
    """The party that is wished for and its side, its own unless another is said. Refused:
    required, invalid_value, not_found."""
    if not wish.party:
        raise refuse("required", "Whom it is of is not said.", "party", "Name the party's id.")
    side, column = side_of_wish(wish), schema.party.c
    if not wish.side:
        mine = select(column.side).where(column.id == row_of(PARTY, wish.party))
        side = SIDES[reading.connection.execute(mine).scalar() or side.name]
    return side, store.find_party(reading, wish.party, side)


def day_before(on: date) -> date:
    """The day before, or the first of all days."""
    return on - timedelta(days=1) if on > date.min else on


def position(after: str | None) -> int:
    """The number that the key of a page stands for, zero for the first page. Refused:
    malformed."""
    if after is None:
        return 0
    if after.isdecimal() and after.isascii() and len(after) < 18:
        return int(after)
    raise refuse(
        "malformed", "This is no key of a page.", "after", "Use the “next” of the page before."
    )


def month_end(on: date) -> date:
    """The last day of a day's month."""
    return on.replace(day=calendar.monthrange(on.year, on.month)[1])


def entry_days(reading: Reading) -> tuple[date, date]:
    """The days of the first and of the last entry of the book; today if there is none."""
    found = [
        reading.connection.execute(select(end(schema.entry.c.date))).scalar()
        for end in (func.min, func.max)  # asked for both at once, SQLite walks through the index
    ]
    first, last = (date.fromisoformat(one) if one else reading.today for one in found)
    return first, last


def document_leads(id: str, kind: Kind | None) -> Leads:
    """A row that opens a document."""
    return Leads("document", id=id, kind=kind.value if kind else "")


def entry_leads(id: str) -> Leads:
    """A row that opens an entry of the journal."""
    return Leads("entry", id=id, kind="journal")


def party_leads(id: str, side: str) -> Leads:
    """A name that opens a customer or vendor."""
    return Leads("party", id=id, kind=side)


def page_leads(kind: str, shown: str = "") -> Leads:
    """A way to a page of the window, and to what is shown there."""
    return Leads("page", id=shown, kind=kind)
