"""What is open in foreign money on a day, found by the documents that are open and not by the
length of the books; what a revaluation finds in the ledger is the same where the books tie."""

from datetime import date
from typing import Any, Final

from app.book import store
from app.book.book import Reading
from app.book.sql import in_quotes
from app.domain.kinds import MONEY
from app.domain.lifecycle import Rules
from app.domain.money import Money
from app.domain.revaluation import Balance
from app.queries.open_items import DEBITS

# What is left of documents now, and with it what was used of them after the day. The joins are
# in the order in which they are cheap: the few open ones lead.
_DOCUMENTS: Final = f"""
SELECT d.open_account_id, d.currency,
  SUM(CASE WHEN d.kind IN ({in_quotes(DEBITS)}) THEN parts.open ELSE -parts.open END),
  SUM(CASE WHEN d.kind IN ({in_quotes(DEBITS)}) THEN parts.base ELSE -parts.base END)
FROM (
  SELECT document_id AS id, open, base_open AS base FROM document_tally WHERE open <> 0
  UNION ALL SELECT document_id, CASE WHEN reverses IS NULL THEN amount ELSE -amount END,
    CASE WHEN reverses IS NULL THEN base ELSE -base END FROM document_use WHERE date > :day
  UNION ALL SELECT target_id, CASE WHEN reverses IS NULL THEN amount ELSE -amount END,
    CASE WHEN reverses IS NULL THEN target_base ELSE -target_base END
    FROM document_use WHERE date > :day AND target_id IS NOT NULL
) parts CROSS JOIN document d ON d.id = parts.id
WHERE d.kind NOT IN ({in_quotes(MONEY)}) AND d.issued_at IS NOT NULL
  AND d.issue_date <= :day AND d.currency <> :own
GROUP BY 1, 2
"""  # noqa: S608 our own names
# Accounts that are kept in foreign money, a bank account in euros say.
_ACCOUNTS: Final = """
SELECT l.account_id, l.currency,
  SUM(CASE WHEN l.debit > 0 THEN l.amount ELSE -l.amount END), SUM(l.debit - l.credit)
FROM account a CROSS JOIN journal_line l ON l.account_id = a.id AND l.currency = a.currency
WHERE a.currency IS NOT NULL AND a.currency <> :own AND l.date <= :day
GROUP BY 1, 2
"""
# What the revaluation of the day itself brought; the day after it is taken back.
_REVALUED: Final = """
SELECT l.account_id, l.currency, 0, SUM(l.debit - l.credit)
FROM entry e JOIN journal_line l ON l.entry_id = e.id
WHERE e.date = :day AND e.act = 'revalue' AND l.currency <> :own
GROUP BY 1, 2
"""


def open_balances(reading: Reading, day: date, rules: Rules) -> list[Balance]:
    """What accounts hold in foreign money at the end of a day and what that is worth in the
    books, by account and currency; what has come to nothing is left out."""
    chart = store.accounts_by_id(reading.connection)
    values = {"day": day.isoformat(), "own": rules.currency}
    found: dict[tuple[str, str, int], list[int]] = {}

    def take(sql: str, without: frozenset[int] = frozenset()) -> set[int]:
        rows: Any = reading.connection.exec_driver_sql(sql, values)
        for account_id, currency, amount, base in rows:
            if account_id not in without:
                sums = found.setdefault((chart[account_id].code, currency, account_id), [0, 0])
                sums[0] += amount
                sums[1] += base
        return {one for _, _, one in found}

    kept = take(_ACCOUNTS)
    take(_DOCUMENTS, frozenset(kept))
    take(_REVALUED, frozenset(kept))
    return [
        Balance(chart[account_id], Money(amount, currency), Money(base, rules.currency))
        for (_, currency, account_id), (amount, base) in sorted(found.items())
        if amount or base
    ]
