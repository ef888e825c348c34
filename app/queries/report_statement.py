"""The statement of account: what happened between us and a party, and what is open of it."""

from collections.abc import Iterable
from datetime import date

from app.book.book import Reading
from app.book.refs import ENTRY, row_of
from app.domain.kinds import Side
from app.domain.money import Money, total
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries import statements
from app.queries.open_items import Narrow, OpenItem, open_items
from app.queries.report_open import CREDIT_COLUMN, SAID, column_of, said_part
from app.queries.report_parts import (
    Cells,
    Columns,
    amount,
    as_of,
    day,
    day_before,
    document_leads,
    entry_leads,
    made,
    number,
    party_of,
    row,
    said_time,
    text,
)

_COLUMNS: Columns = (
    day(),
    number("entry", "Entry"),
    text("document", "Document"),
    text("description", "Description"),
    amount("amount", "Amount"),
    amount("balance", "Balance"),
)


def statement(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Everything that moved the balance between us and a party in one currency, the party's own
    unless another is wished for. What is open at the end says itself below, by days past due.
    Refused: required, not_found, unknown_currency, invalid_date."""
    del after
    side, party = party_of(reading, wish)
    on = as_of(wish, reading)
    found = statements.statement(reading, side, wish.party or "", wish.first, on, wish.currency)
    rows = [_opening(found, wish.first, side), *(_row(one) for one in found.rows)]
    rows.append(_closing(found, on, side))
    kinds, narrow = side.targets | {side.credit}, Narrow(party.id, currency=found.currency)
    items = open_items(reading, on, kinds, narrow)
    about = (
        (side.name.capitalize(), found.party_name),
        *said_time(wish.first, on),
        ("Currency", found.currency),
    )
    # Nobody is late on a day that is yet to come: lateness is of today at most.
    remarks = tuple(_remarks(items, min(on, reading.today), side, found.closing))
    title = f"Statement of account for {found.party_name}"
    return made(reading, "statement", title, about, _COLUMNS, rows, remarks)


def _opening(found: statements.Statement, first: date | None, side: Side) -> ReportRow:
    """What the balance was before; it opens the statement up to then."""
    leads = None
    if first:
        before = Wish(None, day_before(first), side.name, found.party, None, found.currency)
        leads = Leads("statement", before)
    cells: Cells = {"date": first, "description": "Opening balance", "balance": found.opening}
    return row(_COLUMNS, "opening", cells, Rank.SUBTOTAL, leads)


def _row(one: statements.StatementRow) -> ReportRow:
    cells: Cells = {
        "date": one.date,
        "entry": row_of(ENTRY, one.entry),
        "document": one.number,
        "description": one.description,
        "amount": one.amount,
        "balance": one.balance,
    }
    figures = (("entry", entry_leads(one.entry)),)
    return row(
        _COLUMNS, one.entry, cells, leads=document_leads(one.document, one.kind), figures=figures
    )


def _closing(found: statements.Statement, on: date, side: Side) -> ReportRow:
    """What the balance is; it opens the documents that are open."""
    cells: Cells = {
        "date": on,
        "description": "Closing balance",
        "amount": found.closing - found.opening,
        "balance": found.closing,
    }
    still = Leads("open_documents", Wish(None, on, side.name, found.party, None, found.currency))
    return row(_COLUMNS, "closing", cells, Rank.TOTAL, figures=(("balance", still),))


def _remarks(items: Iterable[OpenItem], on: date, side: Side, closing: Money) -> Iterable[str]:
    """What is open, by days past due, and the credits that are netted in the balance."""
    currency, sums = closing.currency, dict[str, Money]()
    for one in items:
        name = column_of(one, on)
        sums[name] = sums.get(name, Money(0, currency)) + one.open
    unused = sums.pop(CREDIT_COLUMN, Money(0, currency))
    due = total(sums.values(), currency)
    if due:
        parts = [f"{said_part(name).lower()} {sums[name]}" for name in SAID if name in sums]
        yield f"Open {side.claim.label}s: {due} {currency} ({'; '.join(parts)})."
    if unused:
        yield f"Credits not used yet: {unused} {currency}. They are taken off the balance."
    if not (due or unused):
        yield "Nothing is open."
