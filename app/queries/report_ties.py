"""The tie-out: accounts beside the documents they stand for, and what differs where they do."""

from datetime import date

from app.book import store
from app.book.book import Reading
from app.domain.money import Money
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries import balances, reports
from app.queries.differences import Difference, differences
from app.queries.open_items import open_sums
from app.queries.report_parts import (
    Cells,
    Columns,
    Figures,
    amount,
    document_leads,
    entry_leads,
    made,
    month_end,
    row,
    said_as_of,
    text,
)

_COLUMNS: Columns = (
    text("account", "Account"),
    text("name", "Name"),
    amount("ledger", "Ledger"),
    amount("documents", "Documents"),
    amount("difference", "Difference"),
)


def tie_out(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Every account that documents add up to beside those documents, debits positive: as the
    book stands, or as it stood at the end of a day. Below an account that differs stands every
    entry, document and month that makes it differ."""
    del after
    rows: list[ReportRow] = []
    differing, currency = 0, store.base_currency(reading)
    for tie, found in named(reading, wish.last):
        rows.append(_tie(tie, wish))
        rows += [_differing(one, tie.account, currency) for one in found]
        differing += bool(tie.difference)
    about = (*(said_as_of(wish.last) if wish.last else ()),)
    about = (*about, ("Currency", currency))
    if not differing:
        remark = "Every account holds what its documents add up to."
    elif differing == 1:
        remark = "One account differs from its documents; below it stands what makes it differ."
    else:
        remark = f"{differing} accounts differ from their documents; below each stands why."
    return made(reading, "tie_out", "Tie-out", about, _COLUMNS, rows, (remark,))


def named(
    reading: Reading, on: date | None = None
) -> tuple[tuple[reports.Tie, tuple[Difference, ...]], ...]:
    """Every such account, each with whatever makes it differ."""
    found = []
    for tie in ties(reading, on):
        differing: tuple[Difference, ...] = ()
        if tie.difference:
            account = store.find_account(reading, tie.account)
            differing = tuple(differences(reading, account.id, on or date.max))
        found.append((tie, differing))
    return tuple(found)


def ties(reading: Reading, on: date | None = None) -> tuple[reports.Tie, ...]:
    """The accounts that hold documents, with what they held and what their documents came to at
    the end of a day; None: as the book stands."""
    now = reports.ties(reading)
    if on is None:
        return now
    currency = store.base_currency(reading)
    documents = dict.fromkeys((tie.account for tie in now), 0)
    for one in open_sums(reading, on):
        documents[one.account] = documents.get(one.account, 0) + one.debit.minor
    held = balances.all_accounts(reading.connection, on)
    names = {tie.account: tie.name for tie in now}
    found = []
    for code, sum_ in sorted(documents.items()):
        ledger = held[store.find_account(reading, code).id]
        name = names.get(code, code)
        found.append(reports.Tie(name, code, Money(ledger, currency), Money(sum_, currency)))
    return tuple(found)


def _tie(tie: reports.Tie, wish: Wish) -> ReportRow:
    cells: Cells = {
        "account": tie.account,
        "name": tie.name,
        "ledger": tie.ledger,
        "documents": tie.documents,
        "difference": tie.difference,
    }
    why = Leads("why", Wish(last=wish.last, account=tie.account))
    documents = Leads("open_documents", Wish(last=wish.last, account=tie.account))
    return row(_COLUMNS, tie.account, cells, leads=why, figures=(("documents", documents),))


def _differing(one: Difference, account: str, currency: str) -> ReportRow:
    """A row that differs: what the ledger says of it, what the documents say."""
    cells: Cells = {
        "name": one.said,
        "ledger": Money(one.ledger, currency),
        "documents": Money(one.documents, currency),
        "difference": Money(one.ledger - one.documents, currency),
    }
    leads: Leads | None
    if one.entry:
        leads = entry_leads(one.entry)
    elif one.document:
        leads = document_leads(one.document, one.kind)
    else:
        leads = _month(one, account)
    documents: Figures = ()
    if one.document:
        documents = (("documents", document_leads(one.document, one.kind)),)
    return row(_COLUMNS, f"{account} {one.id}", cells, Rank.ROW, leads, documents)


def _month(one: Difference, account: str) -> Leads | None:
    if one.month is None:
        return None
    first = date.fromisoformat(f"{one.month}-01")
    return Leads("register", Wish(first, month_end(first), account=account))
