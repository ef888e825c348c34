"""Lists as reports: the chart of accounts, documents, customers and vendors."""

from typing import Any, Final

from sqlalchemy import func, select

from app.book import schema, store
from app.book.book import Reading
from app.domain.kinds import CREDITS, CUSTOMER, STATUS_LABELS, VENDOR, Kind, Side, Status, side_of
from app.domain.money import Money, total
from app.domain.report import Cell, Leads, Rank, Report, ReportRow, Wish
from app.queries import books, lists
from app.queries import parties as party_queries
from app.queries.report_open import CREDIT_COLUMN, DUE
from app.queries.report_parts import (
    PAGE,
    TOTAL,
    Cells,
    Columns,
    amount,
    day,
    document_leads,
    made,
    party_leads,
    row,
    text,
    totals,
)

_d, _t = schema.document.c, schema.document_tally.c

_ACCOUNTS: Columns = (
    text("account", "Account"),
    text("name", "Name"),
    text("type", "Type"),
    text("entries", "Entries"),
)
_SUMS: Final = ("due", "credits", "balance")


def accounts(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """The chart of accounts; each opens its register."""
    del wish, after
    rows = [
        row(_ACCOUNTS, one.code, _account(one), leads=Leads("register", Wish(account=one.code)))
        for one in books.accounts(reading)
    ]
    return made(reading, "accounts", "Accounts", (), _ACCOUNTS, rows)


def _account(one: books.AccountRow) -> Cells:
    entries = "none: a heading" if one.is_header else "documents only" if one.is_control else ""
    return {"account": one.code, "name": one.name, "type": one.type, "entries": entries}


def credit_memos(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Credit memos, the newest first."""
    return _documents(reading, wish, CUSTOMER.credit, after)


def vendor_credits(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Vendor credits, the newest first."""
    return _documents(reading, wish, VENDOR.credit, after)


def invoices(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Invoices, the newest first."""
    return _documents(reading, wish, CUSTOMER.claim, after)


def bills(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Bills, the newest first."""
    return _documents(reading, wish, VENDOR.claim, after)


def _columns(kind: Kind) -> Columns:
    party = text("party", side_of(kind).name.capitalize())
    last = (text("status", "Status"), text("currency", "Currency"), amount("total", "Total"))
    head = (day(), text("number", "Number"), party)
    if kind in CREDITS:
        reason, until = text("reason", "Reason"), day("expires_at", "Valid until")
        return (*head, reason, *last, amount("open", "Remaining"), until)
    return (*head, day("due_date", "Due date"), *last, amount("open", "Due"))


def _documents(reading: Reading, wish: Wish, kind: Kind, after: str | None) -> Report:
    """A page of the documents of a kind, with what is still open of each."""
    del wish
    columns, page = _columns(kind), lists.page(reading, kind, limit=PAGE, after=after)
    rows = [_document(columns, one) for one in page.rows]
    if page.next is None:
        rows += totals(columns, _open_sums(reading, kind))
    title = f"{kind.label.capitalize()}s"
    return made(reading, f"{kind}s", title, (), columns, rows, (), page.next)


def _document(columns: Columns, one: lists.DocumentRow) -> ReportRow:
    """A draft has nothing open yet."""
    cells: Cells = {
        "date": one.issue_date,
        "number": one.number,
        "party": one.party_name,
        "reason": one.reason_display,
        "due_date": one.due_date,
        "status": STATUS_LABELS[one.status],
        "currency": one.currency,
        "total": one.total,
        "open": None if one.status is Status.DRAFT else one.remaining,
        "expires_at": one.expires_at,
    }
    figures = (
        ("party", party_leads(one.party, side_of(one.kind).name)),
        ("open", Leads("why", Wish(part=one.id))),
    )
    return row(columns, one.id, cells, leads=document_leads(one.id, one.kind), figures=figures)


def _open_sums(reading: Reading, kind: Kind) -> dict[str, dict[str, Money]]:
    """What is open of all documents of a kind, for each currency there is."""
    rows = reading.connection.execute(
        select(_d.currency, func.sum(_t.open))
        .select_from(schema.document_tally.join(schema.document, _d.id == _t.document_id))
        .where(_t.kind == kind.value)
        .group_by(_d.currency)
    )
    return {currency: {"open": Money(int(sum_), currency)} for currency, sum_ in rows}


def customers(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Customers by name, with what is open."""
    del wish, after
    return _parties(reading, CUSTOMER)


def vendors(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Vendors by name, with what is open."""
    del wish, after
    return _parties(reading, VENDOR)


def _parties(reading: Reading, side: Side) -> Report:
    columns: Columns = (
        text("name", side.name.capitalize()),
        text("city", "City"),
        text("country", "Country"),
        *(amount(name, name.capitalize()) for name in _SUMS),
    )
    found, currency = party_queries.rows(reading, side), store.base_currency(reading)
    rows = [_party(columns, side, one) for one in found]
    sums: dict[str, Cell] = {
        name: total((getattr(one, name) for one in found), currency) for name in _SUMS
    }
    rows.append(row(columns, "total", {**sums, "name": TOTAL}, Rank.TOTAL))
    title = f"{side.name.capitalize()}s"
    about = (("Currency", currency),)
    return made(reading, f"{side.name}s", title, about, columns, rows)


def _party(columns: Columns, side: Side, one: Any) -> ReportRow:
    names = ("name", "city", "country", *_SUMS)
    parts = {"due": DUE, "credits": CREDIT_COLUMN}
    figures = (
        *(
            (name, Leads("open_documents", Wish(side=side.name, party=one.id, part=part)))
            for name, part in parts.items()
        ),
        ("balance", Leads("why", Wish(side=side.name, party=one.id))),
    )
    cells: Cells = {name: getattr(one, name) for name in names}
    return row(columns, one.id, cells, leads=party_leads(one.id, side.name), figures=figures)
