"""What accounts held: by month tallies, and by day tallies in the month of the day."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

# The lines of an account before a place in its register: date, entry, position.
Place = tuple[str, int, int]

_ALL: Final = """
SELECT a.id,
  COALESCE((SELECT SUM(debit - credit) FROM account_tally
    WHERE account_id = a.id AND month < :month), 0)
  + COALESCE((SELECT SUM(debit - credit) FROM account_day_tally
    WHERE account_id = a.id AND day >= :first AND day <= :day), 0)
FROM account a
"""
_WHOLE: Final = "SELECT account_id, SUM(debit - credit) FROM account_tally GROUP BY account_id"
_BEFORE: Final = """
SELECT SUM(net), SUM(lines) FROM (
  SELECT COALESCE(SUM(debit - credit), 0) AS net, COALESCE(SUM(lines), 0) AS lines
    FROM account_tally WHERE account_id = :account AND month < :month
  UNION ALL SELECT COALESCE(SUM(debit - credit), 0), COALESCE(SUM(lines), 0)
    FROM account_day_tally WHERE account_id = :account AND day >= :first AND day < :day
  UNION ALL SELECT COALESCE(SUM(debit - credit), 0), COUNT(*) FROM journal_line
    WHERE account_id = :account AND date = :day AND (entry_id, position) < (:entry, :position))
"""


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
    day, entry_id, position = place
    values = {
        "account": account_id,
        "month": day[:7],
        "first": f"{day[:7]}-01",
        "day": day,
        "entry": entry_id,
        "position": position,
    }
    net, lines = connection.exec_driver_sql(_BEFORE, values).one()
    return int(net), int(lines)
