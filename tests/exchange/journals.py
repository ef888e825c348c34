"""Journals of our own for the formats in plain text, and texts that try to be more than text."""

import random
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.domain.accounts import AccountType
from app.domain.money import Money
from app.domain.whole_journal import (
    JournalAccount,
    JournalRate,
    WholeJournal,
    WrittenEntry,
    WrittenLine,
)

JAN_2 = date(2026, 1, 2)

# What one of the programs would read as a directive, a comment, a date, a tag or an end.
HOSTILE: Final = (
    'say "so" \\" \\\\ \\n \\',
    "first\nsecond\tthird\n2026-01-01 open Assets:Mine\n",
    "\n    Assets:Mine  5.00 USD\n",
    "x  ; date: 2020-01-01",
    "x\t;; date:2020-01-01, date2:2020-01-02",
    "Acme, date:2020-01-01, Inc.",
    "[2020-01-01] [=2020-02-02] [2020/1/1=2020/1/2]",
    f"[2020 {'z' * 2000}]",
    "a note | and a payee",
    "#tag ^link :tags: key: value key:: (1 + 1)",
    "!include other.ledger",
    "include other.ledger",
    "~ Monthly",
    "= expenses and *",
    "(CODE) and the rest",
    "* ! both marks",
    "!",
    "5.00 USD @ 3 EUR {4 EUR} [2020/01/01] ((1 + 1)) = 7.00 USD",
    "P 2026-01-01 EUR 5 USD",
    "2026-01-05 * Another  entry",
    "end comment",
    "comment",
    "apply account Mine",
    "alias Assets=Mine",
    "account Assets:Mine",
    "option 'title' plugin",
    "%(payee) {0} {currency} %s",
    "two\u00a0\u00a0hard\u3000\u3000spaces\u2028line\u2029lines",
    "\u202eturned\u2066 round\u2069",
    "\u0645\u0631\u062d\u0628\u0627; \u05e9\u05dc\u05d5\u05dd",
    "日本語；、。[]",
    "e\u0301a\u0308 combined, 😀 beyond",
    "\ufeff begins with a mark",
    "é" * 10_000,
    "-- double -- dash -",
    ";",
    "  ",
    "1200",
    "Assets:1200",
)
ALPHABET: Final = "aZ09 :;|,[](){}\"'\\#^~!=*@%&-+/.<>$§éß日\u202e\u00a0\n\t" * 2 + "key: date:"


def typed(seed: int, count: int) -> tuple[str, ...]:
    """Texts of signs that mean something somewhere, never two runs different."""
    chance = random.Random(seed)  # noqa: S311 nothing is kept secret with it
    return tuple("".join(chance.choices(ALPHABET, k=chance.randint(1, 40))) for _ in range(count))


def account(code: str, name: str, type: AccountType = AccountType.ASSET) -> JournalAccount:
    return JournalAccount(code, name, type, JAN_2, None)


def entry(place: int, text: str = "Sale", **facts: Any) -> WrittenEntry:
    """110.00 from 4000 to 1200: a line in euros, and a line of ours."""
    lines = (
        WrittenLine("1200", facts.pop("party", None), usd("110.00"), Money(10000, "EUR")),
        WrittenLine("4000", None, usd("-110.00"), None),
    )
    plain: dict[str, Any] = {
        "date": JAN_2,
        "act": "issue",
        "document": None,
        "reverses": None,
        "lines": lines,
    }
    return WrittenEntry(id=f"e{place}", description=text, **{**plain, **facts})


def usd(text: str) -> Money:
    return Money(int(Decimal(text) * 100), "USD")


def journal(*entries: WrittenEntry, **facts: Any) -> WholeJournal:
    plain: dict[str, Any] = {
        "business": "Own Shop",
        "currency": "USD",
        "began": JAN_2,
        "accounts": (
            account("1200", "Accounts receivable"),
            account("4000", "Sales", AccountType.INCOME),
        ),
        "rates": (JournalRate("EUR", JAN_2, "1.1"),),
        "count": len(entries),
        "entries": entries,
    }
    return WholeJournal(**{**plain, **facts})
