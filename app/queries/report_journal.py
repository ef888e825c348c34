"""Reports of entries: the register of an account with its running balance, and the journal."""

from datetime import date

from sqlalchemy import func, select, tuple_

from app.book import schema, store
from app.book.book import Reading
from app.domain.money import Money
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries import ledger
from app.queries.keys import key_parts, key_text
from app.queries.report_parts import (
    PAGE,
    TOTAL,
    Cells,
    Columns,
    account_of,
    amount,
    day,
    day_before,
    document_leads,
    entry_leads,
    made,
    number,
    row,
    said_time,
    text,
)

_e, _l, _m = schema.entry.c, schema.journal_line.c, schema.account_tally.c

_REGISTER: Columns = (
    day(),
    number("entry", "Entry"),
    text("document", "Document"),
    text("party", "Party"),
    text("description", "Description"),
    amount("debit", "Debit"),
    amount("credit", "Credit"),
    amount("balance", "Balance"),
)
_JOURNAL: Columns = (
    day(),
    number("entry", "Entry"),
    text("document", "Document"),
    text("description", "Description"),
    text("account", "Account"),
    text("name", "Name"),
    amount("debit", "Debit"),
    amount("credit", "Credit"),
    text("currency", "Currency"),
    amount("amount", "Amount"),
)


def register(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """One account by date with its running balance, debit positive; rows open their document,
    or their entry. Refused: required, not_found."""
    account = account_of(reading, wish)
    found = ledger.register(reading, account.code, wish.first, wish.last, PAGE, after)
    rows = [_register_row(one) for one in found.rows]
    if after is None and (wish.first or found.opening):
        opening: Cells = {
            "date": wish.first,
            "description": "Opening balance",
            "balance": found.opening,
        }
        rows.insert(0, row(_REGISTER, "opening", opening, Rank.SUBTOTAL))
    if found.next is None:
        debit, credit = turnover(reading, wish.first, wish.last, account.id)
        closing: Cells = {
            "date": wish.last,
            "description": "Closing balance",
            "debit": debit,
            "credit": credit,
            "balance": found.closing,
        }
        rows.append(row(_REGISTER, "closing", closing, Rank.TOTAL))
    said = f"{account.code} {account.name}"
    about = (("Account", said), *said_time(wish.first, wish.last))
    about = (*about, ("Currency", found.closing.currency))
    return made(reading, "register", f"Register of {said}", about, _REGISTER, rows, (), found.next)


def _register_row(one: ledger.RegisterRow) -> ReportRow:
    cells: Cells = {
        "date": one.date,
        "entry": one.number,
        "document": one.document_number,
        "party": one.party,
        "description": one.description,
        "debit": one.debit,
        "credit": one.credit,
        "balance": one.balance,
    }
    entry = entry_leads(one.entry)
    leads = document_leads(one.document, one.document_kind) if one.document else entry
    return row(_REGISTER, one.id, cells, leads=leads, figures=(("entry", entry),))


def journal(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Every entry of a time with its lines, the oldest first; accounts open their registers."""
    query = select(_e.id, _e.date).order_by(_e.date, _e.id).limit(PAGE + 1)
    if after:
        query = query.where(tuple_(_e.date, _e.id) > key_parts(after, 1))
    if wish.first:
        query = query.where(_e.date >= wish.first.isoformat())
    if wish.last:
        query = query.where(_e.date <= wish.last.isoformat())
    heads = reading.connection.execute(query).fetchall()
    tail = heads[PAGE - 1] if len(heads) > PAGE else None
    entries = ledger.by_rows(reading, [head.id for head in heads[:PAGE]])
    rows = [
        _journal_row(entry, place, wish)
        for entry in sorted(entries, key=lambda one: (one.date, one.number))
        for place in range(len(entry.lines))
    ]
    if tail is None:
        debit, credit = turnover(reading, wish.first, wish.last)
        cells: Cells = {"description": TOTAL, "debit": debit, "credit": credit}
        rows.append(row(_JOURNAL, "total", cells, Rank.TOTAL))
    next_ = key_text(tail.date, tail.id) if tail else None
    about = (*said_time(wish.first, wish.last), ("Currency", store.base_currency(reading)))
    return made(reading, "journal", "Journal", about, _JOURNAL, rows, (), next_)


def _journal_row(entry: ledger.JournalEntry, place: int, wish: Wish) -> ReportRow:
    line = entry.lines[place]
    cells: Cells = {
        "date": entry.date,
        "entry": entry.number,
        "document": entry.document_number,
        "description": entry.description,
        "account": line.account,
        "name": line.account_name,
        "debit": line.debit,
        "credit": line.credit,
        "currency": line.currency,
        "amount": line.amount,
    }
    account = Leads("register", Wish(wish.first, wish.last, account=line.account))
    whole = entry_leads(entry.id)
    leads = document_leads(entry.document, entry.document_kind) if entry.document else whole
    figures = (("entry", whole), ("account", account), ("name", account))
    return row(_JOURNAL, f"{entry.id}/{place}", cells, leads=leads, figures=figures)


def turnover(
    reading: Reading, first: date | None, last: date | None, account_id: int | None = None
) -> tuple[Money, Money]:
    """What came on the debit and on the credit side in a time, of one account or of all: from
    month tallies, and the lines of the months that the time begins and ends in."""
    until = _sides(reading, last, account_id)
    if first and first > date.min:
        before = _sides(reading, day_before(first), account_id)
        until = (until[0] - before[0], until[1] - before[1])
    currency = store.base_currency(reading)
    return Money(until[0], currency), Money(until[1], currency)


def _sides(reading: Reading, last: date | None, account_id: int | None) -> tuple[int, int]:
    """Debits and credits up to the end of a day, or of all days."""
    tallied = select(func.sum(_m.debit), func.sum(_m.credit))
    # Every account by name, so that the index of registers is used, month by month.
    accounts = select(schema.account.c.id)
    lines = select(func.sum(_l.debit), func.sum(_l.credit)).where(_l.account_id.in_(accounts))
    if account_id is not None:
        tallied = tallied.where(_m.account_id == account_id)
        lines = lines.where(_l.account_id == account_id)
    on = (last or date.max).isoformat()
    parts = [tallied.where(_m.month < on[:7])]
    if last:
        parts.append(lines.where(_l.date >= f"{on[:7]}-01", _l.date <= on))
    else:
        parts = [tallied]
    found = [reading.connection.execute(part).one() for part in parts]
    debit, credit = (sum(int(one[place] or 0) for one in found) for place in (0, 1))
    return debit, credit
