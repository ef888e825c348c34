"""Reports of the ledger: trial balance, income statement, balance sheet."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from app.book import store
from app.book.book import Reading
from app.domain.money import Money, total
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries import financials, ledger
from app.queries.report_parts import (
    TOTAL,
    Cells,
    Columns,
    amount,
    as_of,
    day_before,
    entry_days,
    made,
    row,
    said_as_of,
    said_time,
    text,
)

_BALANCES: Columns = (
    text("account", "Account"),
    text("name", "Name"),
    amount("debit", "Debit"),
    amount("credit", "Credit"),
)
_SECTIONS: Columns = (
    text("account", "Account"),
    text("name", "Name"),
    amount("amount", "Amount"),
)

_DAMAGED: Final = (
    "Debits and credits differ, which no act can do: the book is damaged. Check it, and restore "
    "a backup beside it."
)


def trial_balance(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """What every account holds at the end of a day; each opens its register up to that day."""
    del after
    on, currency = as_of(wish, reading), store.base_currency(reading)
    found = ledger.trial_balance(reading, on)
    rows = [
        row(
            _BALANCES,
            one.code,
            {"account": one.code, "name": one.name, "debit": one.debit, "credit": one.credit},
            leads=Leads("register", Wish(last=on, account=one.code)),
        )
        for one in found
    ]
    sums: Cells = {
        "name": TOTAL,
        "debit": total((one.debit for one in found if one.debit), currency),
        "credit": total((one.credit for one in found if one.credit), currency),
    }
    rows.append(row(_BALANCES, "total", sums, Rank.TOTAL))
    about = (*said_as_of(on), ("Currency", currency))
    remarks = () if sums["debit"] == sums["credit"] else (_DAMAGED,)
    return made(reading, "trial_balance", "Trial balance", about, _BALANCES, rows, remarks)


def income_statement(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """What was earned in a time, from the beginning of the year unless another day is wished
    for; each figure opens the register of its account in that time."""
    del after
    found = financials.income_statement(reading, wish.first, as_of(wish, reading))
    time = (found.first, found.last)
    rows = [
        *_section("Income", found.income, "Total income", found.total_income, time),
        *_section("Expenses", found.expenses, "Total expenses", found.total_expenses, time),
        _sum("Net income", found.net_income, Rank.TOTAL),
    ]
    about = (*said_time(*time), ("Currency", found.net_income.currency))
    title = "Income statement"
    return made(reading, "income_statement", title, about, _SECTIONS, rows)


def balance_sheet(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """What there is, what is owed, and whose it is at the end of a day. Accounts open their
    registers of all the time up to it, earnings the income statement they come from."""
    del after
    on = as_of(wish, reading)
    found, time = financials.balance_sheet(reading, on), (None, on)
    year = on.replace(month=1, day=1)
    before = Wish(first=min(entry_days(reading)[0], day_before(year)), last=day_before(year))
    earned = [
        _earned("Earnings of earlier years", found.earlier_earnings, before),
        _earned("Earnings of this year", found.net_income, Wish(first=year, last=on)),
    ]
    owned = found.total_liabilities + found.total_equity
    equity = _section("Equity", found.equity, "Total equity", found.total_equity, time)
    rows = [
        *_section("Assets", found.assets, "Total assets", found.total_assets, time, Rank.TOTAL),
        *_section(
            "Liabilities", found.liabilities, "Total liabilities", found.total_liabilities, time
        ),
        *equity[:-1],
        *earned,
        equity[-1],
        _sum("Total liabilities and equity", owned, Rank.TOTAL),
    ]
    about = (*said_as_of(on), ("Currency", owned.currency))
    return made(reading, "balance_sheet", "Balance sheet", about, _SECTIONS, rows)


def _section(
    title: str,
    lines: Iterable[financials.StatementLine],
    total_title: str,
    sum_: Money,
    time: tuple[date | None, date],
    rank: Rank = Rank.SUBTOTAL,
) -> list[ReportRow]:
    """Accounts of one type below their heading, and what they add up to."""
    rows = [
        row(
            _SECTIONS,
            one.account,
            {"account": one.account, "name": one.account_name, "amount": one.amount},
            leads=Leads("register", Wish(time[0], time[1], account=one.account)),
        )
        for one in lines
    ]
    return [
        row(_SECTIONS, title, {"name": title}, Rank.HEADING),
        *rows,
        _sum(total_title, sum_, rank),
    ]


def _earned(title: str, money: Money, time: Wish) -> ReportRow:
    cells: Cells = {"name": title, "amount": money}
    return row(_SECTIONS, title, cells, leads=Leads("income_statement", time))


def _sum(title: str, money: Money, rank: Rank) -> ReportRow:
    return row(_SECTIONS, title, {"name": title, "amount": money}, rank)
