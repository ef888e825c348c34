"""What the journals in plain text have in common: names of accounts, text that stays text."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from app.domain.accounts import AccountType
from app.domain.whole_journal import JournalAccount

ROOTS: Final = {
    AccountType.ASSET: "Assets",
    AccountType.LIABILITY: "Liabilities",
    AccountType.EQUITY: "Equity",
    AccountType.INCOME: "Income",
    AccountType.EXPENSE: "Expenses",
}
LONGEST_NAME: Final = 100  # characters of an account's name that are part of its name there

_MORE: Final = "…"
# What no journal shows, ends a line somewhere, or makes an editor show another order than the
# program reads: control characters, line separators, what turns the writing direction.
UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with a sign for each character that cannot be seen."""
    return UNSEEN.sub(_UNKNOWN, text)


def one_line(text: str) -> str:
    """The text with one space for every stretch of white space of any script: two of them end a
    name or a description in some programs."""
    return visible(" ".join(text.split()))


def cut(text: str, octets: int) -> str:
    """As much of the text as fits into so many bytes, with a sign where something is gone."""
    content = text.encode()
    if len(content) <= octets:
        return text
    return content[: octets - len(_MORE.encode())].decode(errors="ignore") + _MORE


def account_names(
    accounts: Iterable[JournalAccount], shape: Callable[[JournalAccount], str]
) -> dict[str, str]:
    """The name of every account there, by its code here. Different codes may come to one shape,
    so the later ones by code are numbered."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for account in accounts:
        shaped = name = f"{ROOTS[account.type]}:{shape(account)}"
        count = 1
        while name in taken:
            count += 1
            name = f"{shaped}-{count}"
        taken.add(name)
        names[account.code] = name
    return names
