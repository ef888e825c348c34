"""Amounts and dates as the user's locale writes them, from exact text. No floats, no rounding."""

import re
from datetime import date
from functools import cache
from typing import Final

from PySide6.QtCore import QLocale

from app.domain.money import EXPONENTS, Money

MINUS: Final = "−"
_WHOLE = "|".join(sorted(code for code, places in EXPONENTS.items() if places == 0))
# With decimals, or whole where the currency that follows has none: "1020 EUR" names an account.
_AMOUNTS = re.compile(
    rf"(?<![\w.,-])-?\d+(?:\.\d{{2,4}}(?!\w|\.\d)|(?= (?:{_WHOLE})\b))", re.ASCII
)
_PLAIN = re.compile(r"(-?)(\d+)(?:\.(\d+))?", re.ASCII)


def amount(text: str, locale: QLocale | None = None) -> str:
    """Plain decimal text grouped by thousands with a true minus: "-1234.50" is "−1,234.50".
    What is no plain decimal text comes back unchanged."""
    match = _PLAIN.fullmatch(text)
    if not match:
        return text
    locale = locale or QLocale()
    sign, whole, part = match.groups()
    grouped = f"{int(whole):,}".replace(",", locale.groupSeparator())
    tail = locale.decimalPoint() + part if part else ""
    return (MINUS if sign else "") + grouped + tail


def in_words(text: str, locale: QLocale | None = None) -> str:
    """A sentence with its amounts written as `amount` does: "holds 1234.50", "34000 JPY"."""
    return _AMOUNTS.sub(lambda found: amount(found[0], locale), text)


def money(value: Money, locale: QLocale | None = None) -> str:
    """An amount with its currency: "1,234.50 USD"."""
    return f"{amount(str(value), locale)} {value.currency}"


def day(text: str, locale: QLocale | None = None) -> str:
    """An ISO date as the locale's short date with two-digit day and month and a whole year: they
    align: "01/15/2026". The C locale keeps ISO. What is no ISO date comes back unchanged."""
    locale = locale or QLocale()
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    plain = locale.language() == QLocale.Language.C
    return found.isoformat() if plain else found.strftime(_pattern(locale.name()))


@cache
def _pattern(locale_name: str) -> str:
    """The short date of a locale as strftime reads it."""
    short = QLocale(locale_name).dateFormat(QLocale.FormatType.ShortFormat)
    for letters, code in (("d+", "%d"), ("M+", "%m"), ("y+", "%Y")):
        short = re.sub(letters, code, short)
    return short
