"""The journal in the formats of ledger 3.3 and hledger 1.25, which are nearly one.

Amounts are entered in the book's currency, as in app/exchange/beancount.py and for its reasons;
what a line was in its own currency stands beside it as the tag `foreign`. Neither program knows
an escape: what would mean something to it in a text is written with its full-width sign.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from app.domain.errors import Unavailable
from app.domain.money import decimal_text
from app.domain.whole_journal import JournalAccount, WholeJournal, WrittenEntry, WrittenLine
from app.exchange.plaintext_text import LONGEST_NAME, account_names, cut, one_line

_WIDE: Final = 0xFEE0  # from a sign of ASCII to its full-width one
_LONGEST_NUMBER: Final = 200  # bytes


def _wide(signs: str) -> dict[int, int]:
    return {ord(sign): ord(sign) + _WIDE for sign in signs}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one of the two wants otherwise than the other. The signs are those that end a text,
    or begin something else, inside a description and inside the value of a tag."""

    name: str
    head: str
    commodity: str  # how a currency is declared, its amounts being like {sample}
    point: str  # after an amount without decimals in such a declaration
    tag: str  # how a tag is declared
    in_text: dict[int, int]
    in_tag: dict[int, int]
    longest: int | None = None  # bytes of a text: ledger reads no line over 4,096
    first_day: date = date.min


LEDGER: Final = Dialect(
    name="ledger",
    head="",
    commodity="commodity {currency}\n    format {sample} {currency}\n",
    point="",
    tag="tag {name}\n",
    in_text={},
    in_tag={},
    longest=3500,
    first_day=date(1400, 1, 1),
)
HLEDGER: Final = Dialect(
    name="hledger",
    head="decimal-mark .\n",
    commodity="commodity {sample} {currency}\n",
    point=".",
    tag="",
    in_text=_wide(";|"),  # a bar would divide a payee from a note
    in_tag=_wide("[],"),  # a date in brackets is the line's; a comma ends a value before a tag
)
_TAGS: Final = ("entry", "act", "reverses", "party", "foreign", "code", "name", "currency")


def write(dialect: Dialect, whole: WholeJournal) -> Iterator[str]:
    """The file, part by part. Unavailable: an entry is older than the program's calendar."""
    signs = _wide(":") | dialect.in_text
    names = account_names(whole.accounts, partial(_shape, signs))
    yield f"; {one_line(whole.business)}, in {whole.currency}\n{dialect.head}"
    for currency in sorted({whole.currency, *(rate.currency for rate in whole.rates)}):
        sample = decimal_text(0, currency).replace("0", "1000", 1)
        sample = sample if "." in sample else sample + dialect.point
        yield dialect.commodity.format(currency=currency, sample=sample)
    for name in _TAGS:
        yield dialect.tag.format(name=name)
    for account in whole.accounts:
        yield _account(dialect, account, names)
    yield "\n"
    for rate in whole.rates:
        yield f"P {rate.date} {rate.currency} {rate.rate} {whole.currency}\n"
    for entry in whole.entries:
        yield _entry(dialect, entry, names)


def _account(dialect: Dialect, account: JournalAccount, names: dict[str, str]) -> str:
    text = f"\naccount {names[account.code]}\n"
    facts = {"code": account.code, "name": account.name, "currency": account.currency}
    for name, value in facts.items():
        if value:
            text += f"    ; {name}: {_value(dialect, value)}\n"
    return text


def _entry(dialect: Dialect, entry: WrittenEntry, names: dict[str, str]) -> str:
    if entry.date < dialect.first_day:
        raise Unavailable(
            f"Entry {entry.id[1:]} is dated {entry.date}, and {dialect.name} knows no day before "
            f"{dialect.first_day}.",
            "Choose another format.",
        )
    # A number in parentheses always, or a description that begins with one would be taken for it.
    number = cut(one_line(entry.document or entry.id).translate(_IN_NUMBER), _LONGEST_NUMBER)
    text = _short(dialect, one_line(entry.description).translate(dialect.in_text))
    reverses = f"    ; reverses: {entry.reverses}\n" if entry.reverses else ""
    lines = "".join([_line(dialect, line, names) for line in entry.lines])
    return (
        f"\n{entry.date} * ({number}) {text}\n"
        f"    ; entry: {entry.id}\n    ; act: {entry.act}\n{reverses}{lines}"
    )


_IN_NUMBER: Final = _wide("()")


def _line(dialect: Dialect, line: WrittenLine, names: dict[str, str]) -> str:
    text = f"    {names[line.account]}  {line.base} {line.base.currency}\n"
    if line.party:
        text += f"    ; party: {_value(dialect, line.party)}\n"
    if line.foreign is not None:
        text += f"    ; foreign: {line.foreign} {line.foreign.currency}\n"
    return text


def _value(dialect: Dialect, text: str) -> str:
    return _short(dialect, one_line(text).translate(dialect.in_tag))


def _short(dialect: Dialect, text: str) -> str:
    return cut(text, dialect.longest) if dialect.longest else text


def _shape(signs: dict[int, int], account: JournalAccount) -> str:
    return one_line(f"{account.code} {account.name}").translate(signs)[:LONGEST_NAME].rstrip()
