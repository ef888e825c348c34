"""Income statement and balance sheet: what was earned in a time, what there is on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.book import store
from app.book.book import Reading
from app.domain.accounts import DEBIT_TYPES, AccountType
from app.domain.money import Money
from app.queries import ledger
from app.queries.keys import in_order


@dataclass(frozen=True, slots=True)
class StatementLine:
    """An account and its amount, positive on the side where accounts of its type stand."""

    account: str
    account_name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class IncomeStatement:
    """Income and expenses of a time, in the book's currency; `net_income` is what was earned."""

    first: date
    last: date
    income: tuple[StatementLine, ...]
    total_income: Money
    expenses: tuple[StatementLine, ...]
    total_expenses: Money
    net_income: Money


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """Assets, liabilities and equity at the end of a day. Books are never closed by an entry:
    what was earned so far stands in equity, this year's beside that of the years before."""

    as_of: date
    assets: tuple[StatementLine, ...]
    total_assets: Money
    liabilities: tuple[StatementLine, ...]
    total_liabilities: Money
    equity: tuple[StatementLine, ...]
    earlier_earnings: Money
    net_income: Money
    total_equity: Money


def income_statement(
    reading: Reading, first: date | None = None, last: date | None = None
) -> IncomeStatement:
    """From `first` (the beginning of the year) through `last` (today). Refused: invalid_date."""
    last = last or reading.today
    first = first or _new_year(last)
    in_order(first, last)
    zero, before = Money(0, store.base_currency(reading)), _balances_before(reading, first)
    moved = _lines(before, _balances(reading, last), zero)
    income, expenses = moved[AccountType.INCOME], moved[AccountType.EXPENSE]
    earned, spent = _sum(income, zero), _sum(expenses, zero)
    return IncomeStatement(first, last, income, earned, expenses, spent, earned - spent)


def balance_sheet(reading: Reading, as_of: date | None = None) -> BalanceSheet:
    """What there is, what is owed, and whose it is."""
    day, zero = as_of or reading.today, Money(0, store.base_currency(reading))
    held = _lines({}, _balances(reading, day), zero)
    before = _lines({}, _balances_before(reading, _new_year(day)), zero)
    earned, earlier = (
        _sum(lines[AccountType.INCOME], zero) - _sum(lines[AccountType.EXPENSE], zero)
        for lines in (held, before)
    )
    assets, liabilities = held[AccountType.ASSET], held[AccountType.LIABILITY]
    equity = held[AccountType.EQUITY]
    return BalanceSheet(
        as_of=day,
        assets=assets,
        total_assets=_sum(assets, zero),
        liabilities=liabilities,
        total_liabilities=_sum(liabilities, zero),
        equity=equity,
        earlier_earnings=earlier,
        net_income=earned - earlier,
        total_equity=_sum(equity, zero) + earned,
    )


_Balances = dict[tuple[str, str, AccountType], Money]


def _new_year(day: date) -> date:
    return day.replace(month=1, day=1)


def _lines(
    before: _Balances, after: _Balances, zero: Money
) -> dict[AccountType, tuple[StatementLine, ...]]:
    """What every account moved by, of each type, by code."""
    found: dict[AccountType, list[StatementLine]] = {one: [] for one in AccountType}
    for key in sorted(before.keys() | after.keys()):
        code, name, kind = key
        if amount := after.get(key, zero) - before.get(key, zero):
            found[kind].append(StatementLine(code, name, amount))
    return {kind: tuple(lines) for kind, lines in found.items()}


def _balances_before(reading: Reading, day: date) -> _Balances:
    """The balances as a day begins."""
    return _balances(reading, day - timedelta(days=1)) if day > date.min else {}


def _balances(reading: Reading, day: date) -> _Balances:
    """The balances at the end of a day, positive on the side of the account's type."""
    found = {}
    for row in ledger.trial_balance(reading, day):
        usual, other = (row.debit, row.credit)
        if row.type not in DEBIT_TYPES:
            usual, other = other, usual
        if usual is not None:
            found[row.code, row.name, row.type] = usual
        elif other is not None:
            found[row.code, row.name, row.type] = -other
    return found


def _sum(lines: Iterable[StatementLine], zero: Money) -> Money:
    return sum((line.amount for line in lines), start=zero)
