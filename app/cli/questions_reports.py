"""Questions of the protocol that reports answer."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.book import store
from app.book.book import Reading
from app.cli.questions import SMALL_LIMIT, in_range
from app.commands.inputs import Ref
from app.domain.errors import refuse
from app.domain.kinds import CUSTOMER, SIDES, VENDOR, Side
from app.domain.money import Money, total
from app.domain.report import Rank, Report, ReportRow, Wish
from app.queries import (
    aging,
    catalogue,
    financials,
    ledger,
    number_series,
    report_open,
    report_ties,
    statements,
    taxes,
)
from app.queries.differences import Difference
from app.queries.open_items import open_items


def trial_balance(reading: Reading, as_of: date | None = None) -> dict[str, Any]:
    """Balances by account code; accounts at zero are left out."""
    rows = ledger.trial_balance(reading, as_of)
    return {
        "accounts": {
            row.code: {"debit": row.debit} if row.debit else {"credit": row.credit} for row in rows
        }
    }


def account_register(
    reading: Reading,
    account: Ref,
    first: date | None = None,
    last: date | None = None,
    limit: int = SMALL_LIMIT,
    after: str | None = None,
) -> ledger.Register:
    """One account with its running balance."""
    return ledger.register(reading, account, first, last, in_range(limit), after)


def credit_register(
    reading: Reading, side: str, as_of: date | None = None
) -> number_series.NumberRegister:
    """Every credit number ever given, with the proof that none is missing."""
    return number_series.number_register(reading, _side(side).credit, as_of or date.max)


def ageing(reading: Reading, side: str, as_of: date | None = None) -> dict[str, Any]:
    """What is open per party by days past due; credits are negative figures."""
    of = _side(side)
    return {
        "rows": [
            {
                of.name: row.party,
                f"{of.name}_name": row.party_name,
                **{name: row.columns[n] for n, (name, _) in enumerate(aging.COLUMNS)},
                "unapplied_credits": row.unapplied_credits,
                "total": row.total,
            }
            for row in aging.ageing(reading, of, as_of or reading.today)
        ]
    }


def open_documents(
    reading: Reading,
    side: str = "",
    as_of: date | None = None,
    party: Ref | None = None,
    account: Ref | None = None,
    currency: str | None = None,
    part: str | None = None,
) -> dict[str, Any]:
    """The documents that the ageing of a day, or the balance of an account, is made of; credits
    are negative figures, of an account what stands on its other side."""
    if not (side or party or account):
        said = "Whose documents is not said."
        raise refuse("required", said, "side", "Name a side, a party or an account.")
    wish = Wish(None, as_of, _side(side).name if side else None, party, account, currency, part)
    of = report_open.meant(reading, wish)
    rows = [
        one if of.sign(one.kind) > 0 else replace(one, open=-one.open, base_open=-one.base_open)
        for one in open_items(reading, as_of or reading.today, of.kinds, of.narrow)
    ]
    own = store.base_currency(reading)
    return {"rows": rows, "total": total((one.base_open for one in rows), own)}


def _side(name: str) -> Side:
    if name not in SIDES:
        raise refuse(
            "invalid_value", f"“{name[:20]}” is no side.", "side", "Use customer or vendor."
        )
    return SIDES[name]


def statement(
    reading: Reading,
    customer: Ref | None = None,
    vendor: Ref | None = None,
    first: date | None = None,
    last: date | None = None,
    currency: str | None = None,
) -> dict[str, Any]:
    """What happened with a customer or a vendor, with a running balance."""
    if (customer is None) == (vendor is None):
        raise refuse(
            "required", "A statement is of one customer or one vendor.", "customer", "Name it."
        )
    side, party = (CUSTOMER, customer) if customer else (VENDOR, vendor)
    found = statements.statement(reading, side, party or "", first, last, currency)
    named = {side.name: found.party, f"{side.name}_name": found.party_name}
    rest = ("currency", "opening", "rows", "closing")
    return named | {name: getattr(found, name) for name in rest}


def income_statement(
    reading: Reading, first: date | None = None, last: date | None = None
) -> dict[str, Any]:
    """What was earned in a time, by accounts."""
    found = financials.income_statement(reading, first, last)
    rest = ("income", "total_income", "expenses", "total_expenses", "net_income")
    days = {"from": found.first, "to": found.last}
    return days | {name: getattr(found, name) for name in rest}


def tax_summary(
    reading: Reading, first: date | None = None, last: date | None = None
) -> dict[str, Any]:
    """Tax per side, kind and rate, less what credits took off."""
    return {"rows": taxes.tax_summary(reading, first, last)}


def credits_by_reason(
    reading: Reading, side: str, first: date | None = None, last: date | None = None
) -> dict[str, Any]:
    """What was given in credits for which reason in which month or, of a long time, year."""
    of = _side(side)
    report = _report(reading, "credits_by_reason", Wish(first, last, of.name))
    periods = [column.name for column in report.columns[1:-1]]
    found = [_given(report, row, periods) for row in report.rows]
    return {"periods": periods, "rows": found[:-1], "total": found[-1]}


def _given(report: Report, row: ReportRow, periods: list[str]) -> dict[str, Any]:
    cells = _cells(report, row)
    named = {"reason": row.id, "reason_display": cells["reason"]} if row.rank is Rank.ROW else {}
    by_period = {one: cells[one] for one in periods if cells[one] is not None}
    return {**named, "periods": by_period, "total": cells["total"]}


def why(
    reading: Reading,
    account: Ref | None = None,
    party: Ref | None = None,
    document: Ref | None = None,
    first: date | None = None,
    as_of: date | None = None,
) -> dict[str, Any]:
    """Why a balance is what it is: of an account, of a party, or of a document."""
    if not (account or party or document):
        said = "Which balance is not said."
        raise refuse("required", said, "account", "Name an account, a party or a document.")
    wish = Wish(first, as_of, party=party, account=account, part=document)
    report = _report(reading, "why", wish)
    return {"title": report.title, "rows": _rows(report), "remarks": report.remarks}


def _report(reading: Reading, name: str, wish: Wish) -> Report:
    return catalogue.KINDS[name].build(reading, wish, None)


def _cells(report: Report, row: ReportRow) -> dict[str, Any]:
    return {one.name: cell for one, cell in zip(report.columns, row.cells, strict=True)}


def _rows(report: Report) -> list[dict[str, Any]]:
    """The rows by the names of their columns; sums and headings say that they are such."""
    return [
        {"rank": row.rank}
        | {n: cell for n, cell in _cells(report, row).items() if cell is not None}
        for row in report.rows
    ]


def tie_out(reading: Reading, as_of: date | None = None) -> dict[str, Any]:
    """Control accounts beside their documents, as the book stands or stood at the end of a day,
    and whatever makes them differ."""
    rows = []
    for tie, found in report_ties.named(reading, as_of):
        names = ("name", "account", "ledger", "documents", "difference")
        row = {name: getattr(tie, name) for name in names}
        rows.append(row | {"differing": [_differing(one, tie.ledger.currency) for one in found]})
    return {"rows": rows}


def _differing(one: Difference, currency: str) -> dict[str, Any]:
    return {
        "what": one.said,
        "entry": one.entry,
        "document": one.document,
        "month": one.month,
        "ledger": Money(one.ledger, currency),
        "documents": Money(one.documents, currency),
        "difference": Money(one.ledger - one.documents, currency),
    }
