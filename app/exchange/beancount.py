"""The journal in the format of beancount 3.

Amounts are entered in the book's currency; what a line was in its own stands beside it as the
metadata `foreign`. A price or cost would not do: beancount makes one unit's price of a total
price, 100.00 for 300.00 units no longer adds up to the entry at zero tolerance, and a line that
only a rate moved has no units at all. So every sum there is a sum here, to the cent.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from app.domain.whole_journal import JournalAccount, WholeJournal, WrittenEntry, WrittenLine
from app.exchange.plaintext_text import LONGEST_NAME, UNSEEN, account_names, visible

_LINK: Final = re.compile(r"[A-Za-z0-9\-_/.]+")
_SPECIAL: Final = re.compile(rf'["\\\n\t]|{UNSEEN.pattern}')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_APOSTROPHES: Final = "'’"
_BEGINS: Final = ("Lu", "Nd")  # capitals and digits, as Unicode has them


def write(whole: WholeJournal) -> Iterator[str]:
    """The file, part by part. What a user typed is inside quotes, escaped, and nowhere else."""
    names = account_names(whole.accounts, _shape)
    yield (
        f'option "title" {_quoted(whole.business)}\n'
        f'option "operating_currency" "{whole.currency}"\n'
        'option "tolerance_multiplier" "0"\n'  # entries balance exactly, not nearly
    )
    for account in whole.accounts:
        yield _open(account, names, whole)
    yield "\n"
    for rate in whole.rates:
        yield f"{rate.date} price {rate.currency} {rate.rate} {whole.currency}\n"
    for entry in whole.entries:
        yield _entry(entry, names)


def _open(account: JournalAccount, names: dict[str, str], whole: WholeJournal) -> str:
    currency = f'  currency: "{account.currency}"\n' if account.currency else ""
    return (
        f"\n{account.first_used or whole.began} open {names[account.code]}\n"
        f"  code: {_quoted(account.code)}\n  name: {_quoted(account.name)}\n{currency}"
    )


def _entry(entry: WrittenEntry, names: dict[str, str]) -> str:
    parties = {line.party for line in entry.lines if line.party}
    payee = f"{_quoted(parties.pop())} " if len(parties) == 1 else ""
    number = entry.document
    link = f" ^{number}" if number and _LINK.fullmatch(number) else ""
    facts = f'  entry: "{entry.id}"\n  act: "{entry.act}"\n'
    if number:
        facts += f"  document: {_quoted(number)}\n"
    if entry.reverses:
        facts += f'  reverses: "{entry.reverses}"\n'
    lines = "".join([_line(line, names) for line in entry.lines])
    return f"\n{entry.date} * {payee}{_quoted(entry.description)}{link}\n{facts}{lines}"


def _line(line: WrittenLine, names: dict[str, str]) -> str:
    text = f"  {names[line.account]}  {line.base} {line.base.currency}\n"
    if line.party:
        text += f"    party: {_quoted(line.party)}\n"
    if line.foreign is not None:
        text += f"    foreign: {line.foreign} {line.foreign.currency}\n"
    return text


def _quoted(text: str) -> str:
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda found: _ESCAPES.get(found[0]) or visible(found[0]), text)
    return f'"{text}"'


def _shape(account: JournalAccount) -> str:
    """1200-Accounts-Receivable: letters and digits of any script, the first a capital or a digit.
    What is left out stands in the metadata."""
    plain = unicodedata.normalize("NFC", f"{account.code} {account.name}"[:LONGEST_NAME])
    kept = (
        sign if sign.isalpha() or sign.isdecimal() else " "
        for sign in plain
        if sign not in _APOSTROPHES
    )
    shaped = "-".join(word[0].upper() + word[1:] for word in "".join(kept).split())
    first = unicodedata.category(shaped[0]) if shaped else ""
    return shaped if first in _BEGINS else f"X-{shaped}".rstrip("-")
