"""The rows of the ledger: entries laid out in three styles, and a register's lines."""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from PySide6.QtCore import QCoreApplication

from app.domain.money import Money
from app.gui import formats
from app.gui.rows import RIGHT, Column, money

Style = Literal["one_line", "split", "full"]
OPENING: Final = "opening"  # the id of the line that says what was carried forward


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows the ledger. `document` leaves nothing but that document's entries."""

    first: dt.date | None = None
    last: dt.date | None = None
    text: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of the journal: a whole entry, or one of its lines below it."""

    id: str
    entry: str
    number: str
    date: dt.date | None  # None: the same as the row above
    day: dt.date  # the entry's, always
    document: str | None
    document_kind: str | None
    document_number: str
    text: str
    account: str
    party: str
    debit: Money | None
    credit: Money | None
    code: str  # the account's, "" for a whole entry
    is_sum: bool = False  # its amounts are those of the lines below it


def say(text: str) -> str:
    """A text of the ledger in the user's language."""
    return QCoreApplication.translate("ledger", text)


def lay_out(entries: Iterable[Any], style: Style, opened: str = "") -> Iterator[LedgerRow]:
    """The rows of entries. "one_line": an entry each; "split": the lines of the opened entry
    below it; "full": of every entry."""
    for entry in entries:
        with_lines = style == "full" or (style == "split" and entry.id == opened)
        yield _whole(entry, with_lines=with_lines)
        if with_lines:
            for place, line in enumerate(entry.lines):
                yield _part(entry, place, line)


def _whole(entry: Any, *, with_lines: bool) -> LedgerRow:
    debits = [line.debit for line in entry.lines if line.debit]
    total = sum(debits[1:], debits[0])
    parties = sorted({line.party_name for line in entry.lines if line.party_name})
    codes = [
        " ".join(dict.fromkeys(line.account for line in entry.lines if getattr(line, side)))
        for side in ("debit", "credit")
    ]
    return LedgerRow(
        id=entry.id,
        entry=entry.id,
        number=str(entry.number),
        date=entry.date,
        day=entry.date,
        document=entry.document,
        document_kind=entry.document_kind,
        document_number=entry.document_number or "",
        text=entry.description,
        account="" if with_lines else " / ".join(codes),
        party=parties[0] if len(parties) == 1 and not with_lines else "",
        debit=total,
        credit=total,
        code="",
        is_sum=with_lines,
    )


def _part(entry: Any, place: int, line: Any) -> LedgerRow:
    foreign = f" ({formats.money(line.amount)})" if line.amount else ""
    return LedgerRow(
        id=f"{entry.id}/{place}",
        entry=entry.id,
        number="",
        date=None,
        day=entry.date,
        document=entry.document,
        document_kind=entry.document_kind,
        document_number="",
        text="",
        account=f"{line.account}  {line.account_name}{foreign}",
        party=line.party_name or "",
        debit=line.debit,
        credit=line.credit,
        code=line.account,
    )


Tone = Callable[[Any], str]


def journal_columns(tone: Tone) -> tuple[Column, ...]:
    """Entries and their lines; `tone` mutes what is locked."""
    amount = part_tone(tone)
    return (
        Column(say("Date"), lambda row: str(row.date or ""), kind="date", width=90, key="date",
               tone=tone),
        Column(say("No."), lambda row: row.number, align=RIGHT, width=66, key="number",
               tone=lambda _row: "muted"),
        Column(say("Document"), lambda row: row.document_number, width=106, key="document",
               tone=tone),
        Column(say("Description"), lambda row: row.text, width=230, key="text", tone=tone,
               grow=True),
        Column(say("Accounts"), lambda row: row.account, width=196, key="account", tone=tone,
               grow=True),
        Column(say("Party"), lambda row: row.party, width=140, key="party", tone=tone,
               hidden=True),
        money(say("Debit"), lambda row: row.debit, width=100, key="debit", tone=amount),
        money(say("Credit"), lambda row: row.credit, width=100, key="credit", tone=amount),
    )  # fmt: skip


def part_tone(tone: Tone) -> Tone:
    """The totals of a whole entry stand back behind the lines they are the sum of."""
    return lambda row: "muted" if row.is_sum else tone(row)


def register_columns(tone: Tone) -> tuple[Column, ...]:
    """One account's lines; the running balance is the account's own."""
    return (
        Column(say("Date"), lambda row: str(row.date), kind="date", width=90, key="date",
               tone=tone),
        Column(say("No."), lambda row: row.number, align=RIGHT, width=66, key="number",
               tone=lambda _row: "muted"),
        Column(say("Document"), lambda row: row.document_number, width=106, key="document",
               tone=tone),
        Column(say("Description"), lambda row: row.text, width=230, key="text", tone=tone,
               grow=True),
        Column(say("Party"), lambda row: row.party, width=140, key="party", tone=tone,
               hidden=True),
        money(say("Debit"), lambda row: row.debit, width=100, key="debit", tone=tone),
        money(say("Credit"), lambda row: row.credit, width=100, key="credit", tone=tone),
        money(say("Balance"), lambda row: row.balance, width=110, key="balance", tone=tone,
              orders=False),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of a register, or what the account held before the first one."""

    id: str
    entry: str
    number: str
    date: dt.date
    day: dt.date
    document: str | None
    document_kind: str | None
    document_number: str
    text: str
    party: str
    debit: Money | None
    credit: Money | None
    balance: Money | None  # None where the rows' order or choice has no running balance


def register_line(row: Any) -> RegisterLine:
    """A line of an account as the list shows it."""
    return RegisterLine(
        id=row.id,
        entry=row.entry,
        number=str(row.number),
        date=row.date,
        day=row.date,
        document=row.document,
        document_kind=row.document_kind,
        document_number=row.document_number or "",
        text=row.description,
        party=row.party or "",
        debit=row.debit,
        credit=row.credit,
        balance=row.balance,
    )


def opening_line(balance: Money, first: dt.date) -> RegisterLine:
    """What the account held before a day."""
    return RegisterLine(
        id=OPENING, entry="", number="", date=first, day=first, document=None,
        document_kind=None, document_number="", text=say("Balance carried forward"), party="",
        debit=None, credit=None, balance=balance,
    )  # fmt: skip
