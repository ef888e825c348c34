"""Income statement and balance sheet: what was earned in a time, what there is on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.book import store
from app.book.book import Reading
from app.domain.accounts import AccountType
from app.domain.errors import refuse
from app.domain.money import Money
from app.queries import ledger

_DEBIT_TYPES = (AccountType.ASSET, AccountType.EXPENSE)  # what stands on the debit side by nature


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
    first = first or last.replace(month=1, day=1)
    if first > last:
        raise refuse(
            "invalid_date", f"{first} lies after {last}.", "from", "Choose an earlier day."
        )
    moved = _moved(reading, first, last)
    income, expenses = moved[AccountType.INCOME], moved[AccountType.EXPENSE]
    totals = [_sum(reading, lines) for lines in (income, expenses)]
    return IncomeStatement(
        first, last, income, totals[0], expenses, totals[1], totals[0] - totals[1]
    )


def balance_sheet(reading: Reading, as_of: date | None = None) -> BalanceSheet:
    """What there is, what is owed, and whose it is."""
    day = as_of or reading.today
    held = _moved(reading, None, day)
    year = income_statement(reading, None, day)
    earned = _sum(reading, held[AccountType.INCOME]) - _sum(reading, held[AccountType.EXPENSE])
    assets, liabilities = held[AccountType.ASSET], held[AccountType.LIABILITY]
    equity = held[AccountType.EQUITY]
    return BalanceSheet(
        as_of=day,
        assets=assets,
        total_assets=_sum(reading, assets),
        liabilities=liabilities,
        total_liabilities=_sum(reading, liabilities),
        equity=equity,
        earlier_earnings=earned - year.net_income,
        net_income=year.net_income,
        total_equity=_sum(reading, equity) + earned,
    )


def _moved(
    reading: Reading, first: date | None, last: date
) -> dict[AccountType, tuple[StatementLine, ...]]:
    """What every account moved by, of each type, by code; since the beginning without `first`."""
    before = _balances(reading, first - timedelta(days=1)) if first and first > date.min else {}
    found: dict[AccountType, list[StatementLine]] = {one: [] for one in AccountType}
    after = _balances(reading, last)
    for key in sorted(before.keys() | after.keys()):
        code, name, kind = key
        zero = Money(0, store.base_currency(reading))
        amount = after.get(key, zero) - before.get(key, zero)
        if amount:
            found[kind].append(StatementLine(code, name, amount))
    return {kind: tuple(lines) for kind, lines in found.items()}


def _balances(reading: Reading, day: date) -> dict[tuple[str, str, AccountType], Money]:
    """The balances at the end of a day, positive on the side of the account's type."""
    found = {}
    for row in ledger.trial_balance(reading, day):
        usual, other = (row.debit, row.credit)
        if row.type not in _DEBIT_TYPES:
            usual, other = other, usual
        if usual is not None:
            found[row.code, row.name, row.type] = usual
        elif other is not None:
            found[row.code, row.name, row.type] = -other
    return found


def _sum(reading: Reading, lines: Iterable[StatementLine]) -> Money:
    zero = Money(0, store.base_currency(reading))
    return sum((line.amount for line in lines), start=zero)
