"""Balances in foreign money, which a month's end brings to their worth on its last day."""

from datetime import date

from sqlalchemy import case, func, or_, select

from app.book import schema, store
from app.book.book import Reading
from app.domain.kinds import MONEY
from app.domain.lifecycle import Rules
from app.domain.money import Money
from app.domain.revaluation import Balance

_l, _a, _d = schema.journal_line.c, schema.account.c, schema.document.c


def foreign_balances(reading: Reading, day: date, rules: Rules) -> list[Balance]:
    """What the accounts of open documents, and accounts kept in a foreign currency, hold in
    foreign money at the end of a day."""
    holders = select(_d.open_account_id).where(_d.open_account_id.is_not(None))
    documents = holders.where(_d.kind.not_in(sorted(MONEY)))
    debit = case((_l.debit > 0, 1), else_=-1)
    amount, base = func.sum(debit * _l.amount), func.sum(_l.debit - _l.credit)
    rows = reading.connection.execute(
        select(_l.currency, amount, base, *store.ACCOUNT_COLUMNS)
        .select_from(schema.journal_line.join(schema.account))
        .where(
            _l.currency != rules.currency,
            _l.date <= day.isoformat(),
            or_(
                _a.id.in_(rules.control),
                _a.id.in_(documents),
                _a.currency == _l.currency,
            ),
        )
        .group_by(_a.id, _l.currency)
        .order_by(_a.code, _l.currency)
    )
    return [
        Balance(store.account_from(row[3:]), Money(row[1], row[0]), Money(row[2], rules.currency))
        for row in map(tuple, rows)
    ]
