"""The journal seen through a window: entries by place, newest first, however many there are.

Without words to find, a place is found through the counts that are kept by day; with words, the
database is asked once for the entries that have them.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import func, literal, select

from app.book import schema
from app.book.book import Reading
from app.book.refs import ENTRY, row_of
from app.book.tallies import JOURNAL
from app.queries.ledger import JournalEntry, by_rows
from app.queries.places import Days, days_of

_e, _l, _d = schema.entry.c, schema.journal_line.c, schema.document.c
_LINES: Final = (
    select(func.count()).where(_l.entry_id == _e.id).correlate(schema.entry).scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class JournalWindow:
    """The journal as it is now. A row is an entry or, `with_lines`, an entry or one of its lines
    below it."""

    count: int
    with_lines: bool
    days: Days | None
    ids: Sequence[int] = ()  # of the entries found by words, newest first
    through: Sequence[int] = ()  # how many rows there are through each of them


@dataclass(frozen=True, slots=True)
class JournalStretch:
    """The entries that stand at some places; the first `skip` rows of the first stand above."""

    entries: tuple[JournalEntry, ...]
    skip: int


def journal(
    reading: Reading,
    *,
    with_lines: bool = False,
    first: date | None = None,
    last: date | None = None,
    text: str | None = None,
) -> JournalWindow:
    """The journal from `first` through `last`, or what of it holds every word in its
    description or bears the number of a document or entry; ask again when the book has changed."""
    if not (text and text.split()):
        days = days_of(reading, JOURNAL, first, last, with_lines=with_lines)
        return JournalWindow(days.count, with_lines, days)
    query = select(_e.id, _LINES if with_lines else literal(0)).select_from(schema.entry)
    query = _found(query, text).where(
        _e.date >= (first or date.min).isoformat(), _e.date <= (last or date.max).isoformat()
    )
    rows = reading.connection.execute(query.order_by(_e.date.desc(), _e.id.desc())).fetchall()
    ids = array("q", (row[0] for row in rows))
    through = array("q", accumulate(1 + row[1] for row in rows))
    return JournalWindow(through[-1] if through else 0, with_lines, None, ids, through)


def _found(query: Any, text: str) -> Any:
    """Entries with every word in their text, or in the number of their document; a word of
    figures alone is an entry's own number too."""
    for word in text.split():
        numbered = select(_d.id).where(_d.number.icontains(word, autoescape=True))
        fits = _e.description.icontains(word, autoescape=True) | _e.document_id.in_(numbered)
        if word.isdecimal() and word.isascii():
            fits |= _e.id == min(int(word), 2**62)
        query = query.where(fits)
    return query


def journal_rows(reading: Reading, of: JournalWindow, start: int, stop: int) -> JournalStretch:
    """The entries that stand at the places from `start` up to, not including, `stop`."""
    stop = min(stop, of.count)
    if start >= stop:
        return JournalStretch((), 0)
    if of.days is None:
        at, end = bisect_right(of.through, start), bisect_right(of.through, stop - 1)
        skip = start - (of.through[at - 1] if at else 0)
        ids = list(of.ids[at : end + 1])
    else:
        day, skip = of.days.at(start)
        ids, skip = _from_day(reading, of, day, skip, stop - start)
    found = {entry.number: entry for entry in by_rows(reading, ids)}
    return JournalStretch(tuple(found[one] for one in ids if one in found), skip)


def _from_day(
    reading: Reading, of: JournalWindow, day: str, skip: int, wanted: int
) -> tuple[list[int], int]:
    """The entries of `wanted` rows after the first `skip` of a day, and how many rows of the
    first of them those are."""
    query = select(_e.id, _LINES if of.with_lines else literal(0)).where(_e.date <= day)
    query = query.order_by(_e.date.desc(), _e.id.desc())
    if not of.with_lines:
        rows = reading.connection.execute(query.limit(wanted).offset(skip))
        return [row[0] for row in rows], 0
    ids: list[int] = []
    taken, end = 0, skip + wanted
    for entry_id, lines in reading.connection.execute(query.limit(end)):
        if not ids and skip > lines:  # the entry and all its lines stand above
            skip, end = skip - 1 - lines, end - 1 - lines
            continue
        ids.append(entry_id)
        taken += 1 + lines
        if taken >= end:
            break
    return ids, skip


def journal_place(reading: Reading, of: JournalWindow, entry: str) -> int | None:
    """Where an entry stands; None when it is not there."""
    row_id = row_of(ENTRY, entry)
    if row_id is None:
        return None
    if of.days is None:
        if row_id not in of.ids:
            return None
        at = of.ids.index(row_id)
        return of.through[at - 1] if at else 0
    day = reading.connection.execute(select(_e.date).where(_e.id == row_id)).scalar()
    if day is None or day not in of.days.days:
        return None
    rows = func.coalesce(func.sum(1 + _LINES), 0) if of.with_lines else func.count()
    later = select(rows).select_from(schema.entry).where(_e.date == day, _e.id > row_id)
    return of.days.start(day) + int(reading.connection.execute(later).scalar_one())


def journal_place_on(reading: Reading, of: JournalWindow, day: date) -> int | None:
    """Where the newest entry of a day stands, or the nearest before it; None when there is
    nothing."""
    if not of.count:
        return None
    if of.days is not None:
        return min(of.days.start(day.isoformat()), of.count - 1)

    def reached(at: int) -> bool:
        found = select(_e.date).where(_e.id == of.ids[at])
        return str(reading.connection.execute(found).scalar_one()) <= day.isoformat()

    at = min(bisect_left(range(len(of.ids)), True, key=reached), len(of.ids) - 1)
    return of.through[at - 1] if at else 0
