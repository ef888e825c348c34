"""The ledger: entries of a document, the journal, account registers, the trial balance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, bindparam, select, tuple_

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ENTRY, maybe_ref, ref, row_of
from app.book.sql import Prepared
from app.domain.accounts import AccountType
from app.domain.entry import DrCr, Entry
from app.domain.kinds import Kind
from app.domain.money import Money
from app.queries import balances
from app.queries.keys import key_parts, key_text

_e, _l, _a = schema.entry.c, schema.journal_line.c, schema.account.c
_d, _p = schema.document.c, schema.party.c


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One side of an entry in the book's currency; foreign lines add currency and amount."""

    account: str
    account_name: str
    debit: Money | None
    credit: Money | None
    party_name: str | None
    currency: str | None
    amount: Money | None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry with its lines, debits first."""

    id: str
    number: int
    date: date
    description: str
    document: str | None
    document_kind: Kind | None
    document_number: str | None
    reversal_of: str | None
    lines: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Entries and the key to go on after them."""

    entries: tuple[JournalEntry, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account holds: on its debit or its credit side."""

    code: str
    name: str
    type: AccountType
    debit: Money | None
    credit: Money | None


@dataclass(slots=True)  # a page fills a hundred, and a frozen one takes three times as long
class RegisterRow:
    """A line of an account register; `balance` is the account's own, debit positive. Lines that
    are not in the order of their dates have none."""

    id: str
    date: date
    entry: str
    number: int
    document: str | None
    document_kind: Kind | None
    document_number: str | None
    party: str | None
    description: str
    debit: Money | None
    credit: Money | None
    balance: Money | None


@dataclass(frozen=True, slots=True)
class Register:
    """A stretch of an account: what it held before, the rows, what it held after."""

    account: str
    account_name: str
    opening: Money
    rows: tuple[RegisterRow, ...]
    closing: Money
    next: str | None


def of_document(reading: Reading, document: str) -> tuple[JournalEntry, ...]:
    """The entries of a document, oldest first. Refused: not_found."""
    currency = store.base_currency(reading)
    found = store.find_document(reading, document, set(Kind), "document", currency)
    return _entries(reading, _e.document_id == found.id)


def by_ids(reading: Reading, entries: Iterable[str]) -> tuple[JournalEntry, ...]:
    """The entries of these ids, oldest first."""
    return by_rows(reading, [row_of(ENTRY, one) or 0 for one in entries])


def by_rows(reading: Reading, rows: Sequence[int]) -> tuple[JournalEntry, ...]:
    """The entries of these rows, oldest first."""
    if len(rows) == 1:  # what a script is answered, line by line
        return _entries_of(_ONE_ENTRY.run(reading.connection, number=rows[0]).fetchall())
    return _entries(reading, _e.id.in_(rows))


def journal(
    reading: Reading,
    limit: int = 200,
    after: str | None = None,
    text: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> JournalPage:
    """All entries, newest date first; `after` is the `next` of the page before."""
    query = select(_e.id, _e.date).order_by(_e.date.desc(), _e.id.desc()).limit(limit + 1)
    if after:
        query = query.where(tuple_(_e.date, _e.id) < key_parts(after, 1))
    if first:
        query = query.where(_e.date >= first.isoformat())
    if last:
        query = query.where(_e.date <= last.isoformat())
    for word in (text or "").split():
        query = query.where(_e.description.icontains(word, autoescape=True))
    heads = reading.connection.execute(query).fetchall()
    ids = [row[0] for row in heads[:limit]]
    entries = _entries(reading, _e.id.in_(ids))
    entries = tuple(sorted(entries, key=lambda one: (one.date, one.number), reverse=True))
    more = len(heads) > limit
    tail = heads[limit - 1] if more else None
    return JournalPage(entries, key_text(tail.date, tail.id) if tail else None)


def as_entries(entries: Iterable[Entry], on: date) -> tuple[JournalEntry, ...]:
    """Entries that are not written (a preview), in the shape of written ones."""
    return tuple(
        JournalEntry("", place, on, "", None, None, None, None, _preview_lines(entry))
        for place, entry in enumerate(entries, 1)
    )


def _preview_lines(entry: Entry) -> tuple[JournalLine, ...]:
    lines = []
    for line in entry.lines:
        foreign = line.amount.currency != line.base.currency
        lines.append(
            JournalLine(
                line.account.code,
                line.account.name,
                line.base if line.side is DrCr.DEBIT else None,
                line.base if line.side is DrCr.CREDIT else None,
                None,
                line.amount.currency if foreign else None,
                line.amount if foreign else None,
            )
        )
    return tuple(lines)


_ENTRIES: Final = (
    select(
        _e.id,
        _e.date,
        _e.description,
        _e.document_id,
        _d.kind,
        _d.number.label("document_number"),
        _e.reversal_of,
        _a.code,
        _a.name,
        _l.debit,
        _l.credit,
        _l.currency,
        _l.amount,
        _p.name.label("party_name"),
        select(schema.business.c.currency).scalar_subquery(),
    )
    .select_from(
        schema.entry.join(schema.journal_line, _l.entry_id == _e.id)
        .join(schema.account, _a.id == _l.account_id)
        .outerjoin(schema.document, _d.id == _e.document_id)
        .outerjoin(schema.party, _p.id == _l.party_id)
    )
    .order_by(_e.id, _l.position)
)


_ONE_ENTRY: Final = Prepared(_ENTRIES.where(_e.id == bindparam("number")))


def _entries(reading: Reading, where: Any) -> tuple[JournalEntry, ...]:
    return _entries_of(reading.connection.execute(_ENTRIES.where(where)).fetchall())


def _entries_of(rows: Iterable[Any]) -> tuple[JournalEntry, ...]:
    heads: dict[int, Any] = {}
    lines: dict[int, list[JournalLine]] = {}
    for row in rows:
        heads[row[0]] = row
        lines.setdefault(row[0], []).append(_line(row))
    return tuple(_entry(row, tuple(lines[number])) for number, row in heads.items())


def _entry(row: Any, lines: tuple[JournalLine, ...]) -> JournalEntry:
    number, day, text, document_id, kind, document_number, reversal_of, *_ = row
    return JournalEntry(
        ref(ENTRY, number),
        number,
        date.fromisoformat(day),
        text,
        maybe_ref(DOCUMENT, document_id),
        _KINDS[kind] if kind else None,
        document_number,
        maybe_ref(ENTRY, reversal_of),
        lines,
    )


def _line(row: Any) -> JournalLine:
    code, name, debit, credit, own, amount, party, currency = row[7:]
    foreign = own != currency
    return JournalLine(
        code,
        name,
        Money(debit, currency) if debit else None,
        Money(credit, currency) if credit else None,
        party,
        own if foreign else None,
        Money(amount, own) if foreign else None,
    )


def trial_balance(reading: Reading, as_of: date | None = None) -> tuple[Balance, ...]:
    """Every account with a balance at the end of a day, by code."""
    currency = store.base_currency(reading)
    sums = balances.all_accounts(reading.connection, as_of)
    chart = store.accounts_by_id(reading.connection)
    rows = []
    for account in sorted(chart.values(), key=lambda one: one.code):
        if net := sums.get(account.id, 0):
            side = Money(abs(net), currency)
            debit, credit = (side, None) if net > 0 else (None, side)
            rows.append(Balance(account.code, account.name, account.type, debit, credit))
    return tuple(rows)


def register(
    reading: Reading,
    account: str,
    first: date | None = None,
    last: date | None = None,
    limit: int = 500,
    after: str | None = None,
) -> Register:
    """One account by date, with its true running balance. Refused: not_found."""
    currency = store.base_currency(reading)
    found = store.find_account(reading, account)
    place = tuple_(_l.date, _l.entry_id, _l.position)
    key = key_parts(after, 2) if after else ((first or date.min).isoformat(), -1, -1)
    day, entry_id, position = str(key[0]), int(key[1]), int(key[2])
    before, _ = balances.before(reading.connection, found.id, (day, entry_id, position + 1))
    rows = reading.connection.execute(
        register_rows()
        .where(
            _l.account_id == found.id,
            place > (day, entry_id, position),
            _l.date <= (last or date.max).isoformat(),
        )
        .order_by(_l.date, _l.entry_id, _l.position)
        .limit(limit + 1)
    ).fetchall()
    made = register_of(rows[:limit], before, currency)
    more = len(rows) > limit
    tail = rows[limit - 1] if more else None
    return Register(
        account=found.code,
        account_name=found.name,
        opening=Money(before, currency),
        rows=tuple(made),
        closing=Money(before + sum(row[3] - row[4] for row in rows[:limit]), currency),
        next=key_text(tail.date, tail.entry_id, tail.position) if tail else None,
    )


REGISTER: Final = (
    schema.journal_line.join(schema.entry, _e.id == _l.entry_id)
    .outerjoin(schema.document, _d.id == _e.document_id)
    .outerjoin(schema.party, _p.id == _l.party_id)
)


def register_rows() -> Select[Any]:
    """The lines of all registers with what `register_row` needs of them."""
    return select(
        _l.date,
        _l.entry_id,
        _l.position,
        _l.debit,
        _l.credit,
        _e.description,
        _e.document_id,
        _d.kind,
        _d.number,
        _p.name.label("party_name"),
    ).select_from(REGISTER)


def register_of(rows: Iterable[Any], before: int, currency: str) -> list[RegisterRow]:
    """Rows of `register_rows` that follow each other, with what the account held after each;
    `before` is what it held before the first."""
    made, balance = [], before
    for row in rows:
        balance += row[3] - row[4]
        made.append(register_row(row, balance, currency))
    return made


def register_row(row: Any, balance: int | None, currency: str) -> RegisterRow:
    """A row of `register_rows`, and what the account held after it where that is known."""
    day, entry_id, position, debit, credit, text, document_id, kind, number, party = row
    return RegisterRow(
        f"{entry_id}/{position}",
        date.fromisoformat(day),
        ref(ENTRY, entry_id),
        entry_id,
        maybe_ref(DOCUMENT, document_id),
        _KINDS[kind] if kind else None,
        number,
        party,
        text,
        Money(debit, currency) if debit else None,
        Money(credit, currency) if credit else None,
        None if balance is None else Money(balance, currency),
    )


_KINDS: Final = {kind.value: kind for kind in Kind}  # asked of an enumeration it takes longer
