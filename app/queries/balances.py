"""What accounts held: by month tallies, and by the lines of the month that a day cuts in two."""

from datetime import date, timedelta
from typing import Final, Literal

from sqlalchemy import Connection

# The lines of an account before a place in its register: date, entry, position.
Place = tuple[str, int, int]

_ALL: Final = """
SELECT a.id,
  COALESCE((SELECT SUM(debit - credit) FROM account_tally
    WHERE account_id = a.id AND month < :month), 0)
  + COALESCE((SELECT SUM(debit - credit) FROM journal_line
    WHERE account_id = a.id AND date >= :first AND date <= :day), 0)
FROM account a
"""
_WHOLE: Final = "SELECT account_id, SUM(debit - credit) FROM account_tally GROUP BY account_id"
_MONTHS_BEFORE: Final = (
    "SELECT COALESCE(SUM(debit - credit), 0), COALESCE(SUM(lines), 0) FROM account_tally "
    "WHERE account_id = ? AND month < ?"
)
_MONTH_BEFORE: Final = (
    "SELECT COALESCE(SUM(debit - credit), 0), COUNT(*) FROM journal_line "
    "WHERE account_id = ? AND date >= ? AND (date, entry_id, position) < (?, ?, ?)"
)
_CUT: Final = (
    "SELECT COALESCE(SUM(debit - credit), 0) FROM journal_line WHERE account_id = ? "
    "AND date >= ? AND date <= ? AND (date, entry_id, position)"
)
_IN_MONTH: Final = {"before": f"{_CUT} < (?, ?, ?)", "from": f"{_CUT} >= (?, ?, ?)"}


def all_accounts(connection: Connection, day: date | None = None) -> dict[int, int]:
    """Every account's balance at the end of a day (None: of the book) in minor units, debits
    positive, by the account's row."""
    if day is None:
        return {row[0]: row[1] for row in connection.exec_driver_sql(_WHOLE)}
    after = day + timedelta(days=1) if day < date.max else day
    ends = after.day == 1  # the whole month is tallied
    values = {
        "month": (after if ends else day).isoformat()[:7],
        "first": (after if ends else day.replace(day=1)).isoformat(),
        "day": day.isoformat(),
    }
    return {row[0]: row[1] for row in connection.exec_driver_sql(_ALL, values)}


def before(connection: Connection, account_id: int, place: Place) -> tuple[int, int]:
    """What an account held before a place of its register, in minor units, debits positive, and
    in how many lines."""
    month = place[0][:7]
    earlier = connection.exec_driver_sql(_MONTHS_BEFORE, (account_id, month)).one()
    cut = connection.exec_driver_sql(_MONTH_BEFORE, (account_id, f"{month}-01", *place)).one()
    return int(earlier[0] + cut[0]), int(earlier[1] + cut[1])


def in_month(
    connection: Connection, account_id: int, place: Place, which: Literal["before", "from"]
) -> int:
    """What the lines of the place's own month came to before it, or from it on."""
    month = (f"{place[0][:7]}-01", f"{place[0][:7]}-99")
    found = connection.exec_driver_sql(_IN_MONTH[which], (account_id, *month, *place))
    return int(found.scalar_one())
