"""One account's register seen through a window: lines by their place, with the true balance.

A running balance belongs to the account and the order of its dates. Ordered otherwise, or sifted
by words, there is none, and the lines are asked of the database once, as nothing but their keys.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, bindparam, func, or_, select, tuple_

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import ENTRY, row_of
from app.book.sql import Prepared
from app.domain.errors import refuse
from app.domain.money import Money
from app.queries import balances
from app.queries.balances import Place
from app.queries.ledger import REGISTER, RegisterRow, register_of, register_row, register_rows
from app.queries.places import Order

BY_DATE: Final = "date"
OLDEST_FIRST: Final = Order(BY_DATE)

_e, _l, _d = schema.entry.c, schema.journal_line.c, schema.document.c
_p, _m, _t = schema.party.c, schema.account_tally.c, schema.account_day_tally.c
_PLACE: Final = (_l.date, _l.entry_id, _l.position)


@dataclass(frozen=True, slots=True)
class Months:
    """The months of an account: how many lines there are through each, and what it held then."""

    months: tuple[str, ...]
    lines: tuple[int, ...]
    nets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RegisterWindow:
    """An account's lines in one order. `opening` is what the account held before the first of
    its days, `closing` at the end of the last: whatever of the lines is shown."""

    account_id: int
    account: str
    account_name: str
    order: Order
    opening: Money
    closing: Money
    count: int
    running: bool  # whether its rows have a running balance
    months: Months
    above: int  # lines of the account before its first day
    keys: Sequence[int] = ()  # without a running balance: entry, position, entry, position, ...


def register(
    reading: Reading,
    account: str,
    *,
    first: date | None = None,
    last: date | None = None,
    text: str | None = None,
    order: Order = OLDEST_FIRST,
) -> RegisterWindow:
    """An account from `first` through `last`; ask again when the book has changed. Refused:
    not_found, invalid_value for a column that is none."""
    currency = store.base_currency(reading)
    found = store.find_account(reading, account)
    connection = reading.connection
    opening, above = (0, 0)
    if first:
        opening, above = balances.before(connection, found.id, (first.isoformat(), -1, -1))
    months = _months(reading, found.id)
    closing, through = (months.nets[-1], months.lines[-1]) if months.months else (0, 0)
    if last and last < date.max:
        after = (last.isoformat(), 2**62, 0)
        closing, through = balances.before(connection, found.id, after)
    keys: Sequence[int] = ()
    running = order.column == BY_DATE and not (text and text.split())
    if not running:
        keys = _keys(reading, found.id, first, last, text or "", order)
    count = through - above if running else len(keys) // 2
    return RegisterWindow(
        account_id=found.id,
        account=found.code,
        account_name=found.name,
        order=order,
        opening=Money(opening, currency),
        closing=Money(closing, currency),
        count=max(count, 0),
        running=running,
        months=months,
        above=above,
        keys=keys,
    )


def _months(reading: Reading, account_id: int) -> Months:
    rows = reading.connection.execute(
        select(_m.month, _m.lines, _m.debit - _m.credit)
        .where(_m.account_id == account_id)
        .order_by(_m.month)
    ).fetchall()
    return Months(
        tuple(row[0] for row in rows),
        tuple(accumulate(row[1] for row in rows)),
        tuple(accumulate(row[2] for row in rows)),
    )


def rows(reading: Reading, of: RegisterWindow, start: int, stop: int) -> tuple[RegisterRow, ...]:
    """The lines at the places from `start` up to, not including, `stop`."""
    stop = min(stop, of.count)
    if start >= stop:
        return ()
    currency = of.opening.currency
    if not of.running:
        return _by_keys(reading, of.keys[2 * start : 2 * stop], currency)
    if of.order.descending:
        start, stop = of.count - stop, of.count - start
    key, balance = _at(reading, of, of.above + start)
    day, entry_id, position = key
    values = {"day": day, "entry": entry_id, "position": position, "rows": stop - start}
    found = _PAGE.run(reading.connection, account=of.account_id, **values).fetchall()
    made = register_of(found, balance, currency)
    return tuple(reversed(made) if of.order.descending else made)


_PAGE: Final = Prepared(
    register_rows()
    .where(
        _l.account_id == bindparam("account"),
        tuple_(*_PLACE) >= tuple_(bindparam("day"), bindparam("entry"), bindparam("position")),
    )
    .order_by(*_PLACE)
    .limit(bindparam("rows", type_=Integer))
)


_DAYS: Final = Prepared(
    select(_t.day, _t.lines, _t.debit - _t.credit)
    .where(
        _t.account_id == bindparam("account"),
        _t.day >= bindparam("first"),
        _t.day <= bindparam("last"),
    )
    .order_by(_t.day)
)
_OF_DAY: Final = Prepared(
    select(_l.entry_id, _l.position, _l.debit - _l.credit)
    .where(_l.account_id == bindparam("account"), _l.date == bindparam("day"))
    .order_by(_l.entry_id, _l.position)
    .limit(bindparam("rows", type_=Integer))
)


def _at(reading: Reading, of: RegisterWindow, line: int) -> tuple[Place, int]:
    """The key of a line of the account, counted from its very first, and what the account held
    before it: by its month, by the days of that, and by the lines of one day."""
    month = bisect_right(of.months.lines, line)
    above, held = (of.months.lines[month - 1], of.months.nets[month - 1]) if month else (0, 0)
    name, connection = of.months.months[month], reading.connection
    days = {"first": f"{name}-01", "last": f"{name}-99"}
    on = ""
    for day, lines, net in _DAYS.run(connection, account=of.account_id, **days).fetchall():
        if line < above + lines:
            on = day
            break
        above, held = above + lines, held + net
    rows = line - above + 1
    found = _OF_DAY.run(connection, account=of.account_id, day=on, rows=rows).fetchall()
    entry_id, position, own = found[-1]
    return (on, entry_id, position), held + sum(row[2] for row in found) - own


def place(reading: Reading, of: RegisterWindow, row_id: str) -> int | None:
    """Where a line ("e7/2") stands; None when it is not there."""
    entry, _, position = row_id.partition("/")
    entry_id = row_of(ENTRY, entry) or (int(entry) if entry.isdecimal() else None)
    if entry_id is None or not position.isdecimal():
        return None
    key = (entry_id, int(position))
    if not of.running:
        pairs = zip(of.keys[::2], of.keys[1::2], strict=True)
        return next((at for at, one in enumerate(pairs) if one == key), None)
    mine = (_l.account_id == of.account_id, _l.entry_id == key[0], _l.position == key[1])
    day = reading.connection.execute(select(_l.date).where(*mine)).scalar()
    return None if day is None else _shown(reading, of, (day, *key))


def place_on(reading: Reading, of: RegisterWindow, day: date) -> int | None:
    """Where the first line of a day stands, or the nearest after it in the list's order; None
    when there is none, or the order is not that of the dates."""
    if of.order.column != BY_DATE or not of.count:
        return None
    if not of.running:
        at = bisect_left(range(of.count), True, key=_reaches(reading, of, day))
        return min(at, of.count - 1)
    text = day.isoformat()
    if of.order.descending:  # the newest line of the day is the one above those that follow
        _, through = balances.before(reading.connection, of.account_id, (text, 2**62, 0))
        return min(max(of.count - (through - of.above), 0), of.count - 1)
    _, before = balances.before(reading.connection, of.account_id, (text, -1, -1))
    return min(max(before - of.above, 0), of.count - 1)


def _reaches(reading: Reading, of: RegisterWindow, day: date) -> Callable[[int], bool]:
    def reached(at: int) -> bool:
        found = select(_e.date).where(_e.id == of.keys[2 * at])
        text = str(reading.connection.execute(found).scalar_one())
        return text <= day.isoformat() if of.order.descending else text >= day.isoformat()

    return reached


def _shown(reading: Reading, of: RegisterWindow, key: Place) -> int | None:
    _, before = balances.before(reading.connection, of.account_id, key)
    at = before - of.above
    at = of.count - 1 - at if of.order.descending else at
    return at if 0 <= at < of.count else None


def _by_keys(reading: Reading, keys: Sequence[int], currency: str) -> tuple[RegisterRow, ...]:
    pairs = list(zip(keys[::2], keys[1::2], strict=True))
    found = {
        (row.entry_id, row.position): register_row(row, None, currency)
        for row in reading.connection.execute(
            # by entry alone: pairs are looked for in no index, and an entry has few lines
            register_rows().where(_l.entry_id.in_([pair[0] for pair in pairs]))
        )
    }
    return tuple(found[pair] for pair in pairs if pair in found)


def _keys(
    reading: Reading,
    account_id: int,
    first: date | None,
    last: date | None,
    text: str,
    order: Order,
) -> Sequence[int]:
    """Entry and position of every line that fits, one after the other, in the wanted order."""
    if order.column not in _ORDERS:
        said = f"There is no column “{order.column[:20]}”."
        raise refuse("invalid_value", said, "order", f"Use one of: {', '.join(_ORDERS)}.")
    query = (
        select(_l.entry_id, _l.position)
        .select_from(REGISTER)
        .where(
            _l.account_id == account_id,
            _l.date >= (first or date.min).isoformat(),
            _l.date <= (last or date.max).isoformat(),
        )
    )
    for word in text.split():
        places = (_e.description, _d.number, _p.name)
        query = query.where(or_(*(one.icontains(word, autoescape=True) for one in places)))
    keys = (*_ORDERS[order.column], *_PLACE)
    query = query.order_by(*(key.desc() if order.descending else key.asc() for key in keys))
    return array("q", chain.from_iterable(reading.connection.execute(query)))


_ORDERS: Final[dict[str, tuple[ColumnElement[Any], ...]]] = {
    BY_DATE: (),
    "number": (_l.entry_id,),
    "document": (func.length(_d.number), _d.number),
    "text": (func.lower(_e.description),),
    "party": (func.lower(_p.name),),
    "debit": (_l.debit,),
    "credit": (_l.credit,),
}
