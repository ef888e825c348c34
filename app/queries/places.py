"""Which row stands where in a list that is ordered by day, without reading the rows above it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final

from sqlalchemy import ColumnElement, bindparam, select

from app.book import schema
from app.book.book import Reading
from app.book.sql import Prepared

_t = schema.day_tally.c


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a list is ordered, and in which direction."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """The days that have rows, oldest first, and how many rows there are through each of them.
    Places count from the top of the list: from the newest row, or else from the oldest."""

    days: tuple[str, ...]
    through: tuple[int, ...]
    newest_first: bool

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.through[-1] if self.through else 0

    def at(self, place: int) -> tuple[str, int]:
        """The day of the row at a place, and how many rows of that day stand above it."""
        from_oldest = self.count - 1 - place if self.newest_first else place
        index = bisect_right(self.through, from_oldest)
        below = self.through[index] - 1 - from_oldest
        above = from_oldest - (self.through[index - 1] if index else 0)
        return self.days[index], below if self.newest_first else above

    def start(self, day: str) -> int:
        """How many rows stand above a day, whether it has rows of its own or not."""
        if self.newest_first:
            return self.count - self._through(bisect_right(self.days, day))
        return self._through(bisect_left(self.days, day))

    def _through(self, days: int) -> int:
        return self.through[days - 1] if days else 0


def days_of(
    reading: Reading,
    listed: str,
    first: date | None = None,
    last: date | None = None,
    *,
    newest_first: bool = True,
    with_lines: bool = False,
) -> Days:
    """The days of the journal ("entry") or of a kind of document, from the counts that are kept;
    `with_lines` counts an entry's lines as rows of their own below it."""
    statement = _WITH_LINES if with_lines else _ITEMS
    days = ((first or date.min).isoformat(), (last or date.max).isoformat())
    rows = statement.run(reading.connection, listed=listed, first=days[0], last=days[1]).fetchall()
    if not rows:
        return Days((), (), newest_first)
    names, counts = zip(*rows, strict=True)
    return Days(names, tuple(accumulate(counts)), newest_first)


def _by_day(figure: ColumnElement[int]) -> Prepared:
    return Prepared(
        select(_t.day, figure)
        .where(
            _t.list == bindparam("listed"),
            _t.day >= bindparam("first"),
            _t.day <= bindparam("last"),
        )
        .order_by(_t.day)
    )


_ITEMS: Final = _by_day(_t["items"])
_WITH_LINES: Final = _by_day(_t["items"] + _t.lines)
