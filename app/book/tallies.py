"""The counts and sums beside the rows: kept by every act, made anew where many rows came."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection

from app.book.sql import in_quotes
from app.domain.kinds import MONEY

JOURNAL: Final = "entry"  # the list of entries among the lists that are counted by day

_COUNT: Final = (
    "INSERT INTO day_tally (list, day, items, lines) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (list, day) DO UPDATE SET items = items + excluded.items, "
    "lines = lines + excluded.lines"
)
_SUM: Final = (
    "INSERT INTO {0} (account_id, {1}, debit, credit, lines) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (account_id, {1}) DO UPDATE SET debit = debit + excluded.debit, "
    "credit = credit + excluded.credit, lines = lines + excluded.lines"
)
_OF_MONTH: Final = _SUM.format("account_tally", "month")
_OF_DAY: Final = _SUM.format("account_day_tally", "day")
Sums = dict[tuple[int, str], list[int]]


def count(connection: Connection, listed: str, day: str, items: int = 1) -> None:
    """One more document (or, -1, one less) in the list of a kind on a day."""
    connection.exec_driver_sql(_COUNT, (listed, day, items, 0))
    if items < 0:
        gone = "DELETE FROM day_tally WHERE list = ? AND day = ? AND items = 0"
        connection.exec_driver_sql(gone, (listed, day))


def enter(connection: Connection, lines: Iterable[Any]) -> None:
    """Adds journal lines, as tuples in the order of their table's columns, to the sums of their
    accounts and to the count of their days. The lines of an entry come together."""
    months: Sums = {}
    days: Sums = {}
    entries: Counter[str] = Counter()
    of_day: Counter[str] = Counter()
    last = None
    for entry_id, _, day, account_id, _, debit, credit, *_ in lines:
        for sums in (
            months.setdefault((account_id, day[:7]), [0, 0, 0]),
            days.setdefault((account_id, day), [0, 0, 0]),
        ):
            sums[0] += debit
            sums[1] += credit
            sums[2] += 1
        of_day[day] += 1
        entries[day] += entry_id != last
        last = entry_id
    for statement, kept in ((_OF_MONTH, months), (_OF_DAY, days)):
        connection.exec_driver_sql(statement, [(*key, *sums) for key, sums in kept.items()])
    connection.exec_driver_sql(
        _COUNT, [(JOURNAL, day, entries[day], lines) for day, lines in of_day.items()]
    )


# What every tally says, from the rows that it stands for. Shared with the checks.
_OF_DAYS: Final = (
    "SELECT account_id, date AS day, SUM(debit) AS debit, SUM(credit) AS credit,"
    " COUNT(*) AS lines FROM journal_line GROUP BY account_id, date"
)
# By way of the days: an index has the lines in their order, months alone would have to be sorted.
_OF_MONTHS: Final = (
    "SELECT account_id, substr(day, 1, 7) AS month, SUM(debit), SUM(credit), SUM(lines)"
    f" FROM ({_OF_DAYS}) GROUP BY account_id, month"
)
DAYS: Final = (
    "SELECT 'entry', date, COUNT(*), SUM((SELECT COUNT(*) FROM journal_line l"
    " WHERE l.entry_id = e.id)) FROM entry e GROUP BY date"
    " UNION ALL SELECT kind, issue_date, COUNT(*), 0 FROM document GROUP BY kind, issue_date"
)
# Every use and its taking back as the figure that it moves; a target is settled by credits
# (applied) or by money (paid). The + has the uses read as they lie: by the index of targets,
# the rows would be fetched from all over the file.
USES: Final = (
    "SELECT document_id, CASE kind WHEN 'apply' THEN 'applied' ELSE kind END AS figure,"
    " CASE WHEN reverses IS NULL THEN amount ELSE -amount END AS amount,"
    " CASE WHEN reverses IS NULL THEN base ELSE -base END AS base FROM document_use"
    " UNION ALL"
    f" SELECT target_id, CASE WHEN s.kind IN ({in_quotes(MONEY)}) THEN 'paid' ELSE 'applied' END,"
    " CASE WHEN reverses IS NULL THEN amount ELSE -amount END,"
    " CASE WHEN reverses IS NULL THEN target_base ELSE -target_base END"
    " FROM document_use JOIN document s ON s.id = document_id WHERE +target_id IS NOT NULL"
)
_FIGURES: Final = {
    "applied": "applied",
    "paid": "paid",
    "refunded": "refund",
    "expired": "expire",
    "voided": "void",
}
_SUMS: Final = ", ".join(
    f"SUM(CASE figure WHEN '{figure}' THEN amount ELSE 0 END) AS {name}"
    for name, figure in _FIGURES.items()
)
_USED: Final = ", ".join(f"COALESCE(u.{name}, 0) AS {name}" for name in _FIGURES)
# With the columns of document_tally, by their names. The uses are summed before they meet their
# documents: that is one row to look for, where most documents have none.
OPEN: Final = (
    "SELECT d.id AS document_id, d.kind, d.party_id, COALESCE(d.due_date, d.issue_date) AS due,"
    f" d.issue_date AS day, d.open_account_id AS account_id, d.total, {_USED},"
    " d.total - COALESCE(u.used, 0) AS open, d.base_total - COALESCE(u.base, 0) AS base_open"
    f" FROM document d LEFT JOIN (SELECT document_id, {_SUMS}, SUM(amount) AS used,"
    f" SUM(base) AS base FROM ({USES}) GROUP BY document_id) u ON u.document_id = d.id"
    " WHERE d.stage <> 'draft'"
)
TRUTH: Final = {
    "account_tally": _OF_MONTHS,
    "account_day_tally": _OF_DAYS,
    "day_tally": DAYS,
    "document_tally": OPEN,
}


def rebuild(connection: Connection) -> None:
    """Makes every tally anew from the rows that it stands for."""
    for tally, truth in TRUTH.items():
        connection.exec_driver_sql(f"DELETE FROM {tally}")
        connection.exec_driver_sql(f"INSERT INTO {tally} {truth}")
