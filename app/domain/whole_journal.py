"""The whole journal of a book as data, for the formats of other programs that keep a journal."""

import datetime as dt  # a field called `date` hides the bare name from type checkers
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.accounts import AccountType
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class JournalAccount:
    """An account that takes entries; `first_used` is the day of its first line."""

    code: str
    name: str
    type: AccountType
    first_used: dt.date | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class JournalRate:
    """What one unit of a currency is worth in the book's from a day on, as decimal text."""

    currency: str
    date: dt.date
    rate: str


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line as it stands in the journal, debits positive: `base` in the book's currency, and
    `foreign` in the line's own where that is another (zero for what only a rate moved)."""

    account: str  # its code
    party: str | None
    base: Money
    foreign: Money | None


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry as it stands in the journal; `reverses` is the entry that it takes back."""

    id: str
    date: dt.date
    act: str
    description: str
    document: str | None  # its number
    reverses: str | None
    lines: tuple[WrittenLine, ...]


@dataclass(frozen=True, slots=True)
class WholeJournal:
    """All that an exporter needs, of one state of the book. `entries` come by date and id; they
    can be gone through once, and are never all in memory. `began` is the day of the first."""

    business: str
    currency: str
    began: dt.date
    accounts: tuple[JournalAccount, ...]
    rates: tuple[JournalRate, ...]
    count: int  # of entries
    entries: Iterable[WrittenEntry]
