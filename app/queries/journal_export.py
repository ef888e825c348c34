"""The whole journal of a book, read as it is written out: memory does not grow with the book."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeVar

from sqlalchemy import func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import ENTRY, maybe_ref, ref
from app.domain.accounts import AccountType
from app.domain.money import Money
from app.domain.rates import FX_PLACES, format_scaled
from app.domain.whole_journal import (
    JournalAccount,
    JournalRate,
    WholeJournal,
    WrittenEntry,
    WrittenLine,
)

R = TypeVar("R")

_e, _l, _a = schema.entry.c, schema.journal_line.c, schema.account.c
_d, _p, _x = schema.document.c, schema.party.c, schema.fx_rate.c

_AT_ONCE: Final = 2000  # rows in memory

# By the index of entry dates and the key of lines: nothing is sorted, so nothing waits.
_ROWS: Final = (
    select(
        _e.id,
        _e.date,
        _e.act,
        _e.description,
        _d.number,
        _e.reversal_of,
        _l.account_id,
        _p.name,
        _l.debit - _l.credit,
        _l.currency,
        _l.amount,
    )
    .select_from(
        schema.entry.join(schema.journal_line, _l.entry_id == _e.id)
        .outerjoin(schema.document, _d.id == _e.document_id)
        .outerjoin(schema.party, _p.id == _l.party_id)
    )
    .order_by(_e.date, _e.id, _l.position)
)


def read(reading: Reading, take: Callable[[WholeJournal], R]) -> R:
    """What `take` makes of the journal. It has to go through the entries before it answers: they
    belong to one state of the book, which ends with this query."""
    connection = reading.connection
    business, currency = connection.execute(
        select(schema.business.c.name, schema.business.c.currency)
    ).one()
    began = connection.execute(select(func.min(_e.date))).scalar()
    count = connection.execute(select(func.count()).select_from(schema.entry)).scalar_one()
    whole = WholeJournal(
        business=business,
        currency=currency,
        began=date.fromisoformat(began) if began else reading.today,
        accounts=_accounts(reading),
        rates=_rates(reading),
        count=count,
        entries=_entries(reading, currency),
    )
    return take(whole)


def _accounts(reading: Reading) -> tuple[JournalAccount, ...]:
    """The chart by code, without headings."""
    lines = schema.journal_line
    first = select(func.min(_l.date)).where(lines.c.account_id == _a.id).scalar_subquery()
    rows = reading.connection.execute(
        select(_a.code, _a.name, _a.type, first, _a.currency)
        .where(_a.is_header == 0)
        .order_by(_a.code)
    )
    return tuple(
        JournalAccount(
            code, name, AccountType(kind), date.fromisoformat(day) if day else None, currency
        )
        for code, name, kind, day, currency in rows
    )


def _rates(reading: Reading) -> tuple[JournalRate, ...]:
    rows = reading.connection.execute(
        select(_x.currency, _x.date, _x.rate).order_by(_x.date, _x.currency)
    )
    return tuple(
        JournalRate(currency, date.fromisoformat(day), format_scaled(rate, FX_PLACES))
        for currency, day, rate in rows
    )


def _entries(reading: Reading, own: str) -> Iterator[WrittenEntry]:
    codes = {one.id: one.code for one in store.accounts_by_id(reading.connection).values()}
    rows: Any = reading.connection.execute(_ROWS.execution_options(yield_per=_AT_ONCE))
    for (row_id, day, act, description, number, reversal_of), lines in groupby(
        rows, itemgetter(slice(6))
    ):
        yield WrittenEntry(
            id=ref(ENTRY, row_id),
            date=date.fromisoformat(day),
            act=act,
            description=description,
            document=number,
            reverses=maybe_ref(ENTRY, reversal_of),
            lines=tuple(_line(codes[row[6]], row, own) for row in lines),
        )


def _line(code: str, row: Any, own: str) -> WrittenLine:
    _, _, _, _, _, _, _, party, base, currency, amount = row
    foreign = None
    if currency != own:
        foreign = Money(amount if base > 0 else -amount, currency)
    return WrittenLine(code, party, Money(base, own), foreign)
