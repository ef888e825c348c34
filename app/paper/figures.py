"""Numbers and dates as they stand on paper: thousands grouped, a true minus, months as words."""

import re
from datetime import date
from typing import Final

from app.domain.money import EXPONENTS, Money

MINUS: Final = "−"
_WHOLE: Final = "|".join(sorted(code for code, places in EXPONENTS.items() if places == 0))
# An amount in a sentence: with decimals, or whole where the currency that follows has none.
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,-])-?\d+(?:\.\d{{2,4}}(?!\w|\.\d)|(?= (?:{_WHOLE})\b))", re.ASCII
)
ISO_DAY: Final = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")  # no part of a number
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


def grouped(number: str) -> str:
    """Decimal text with a comma between thousands: "-1234.5" is "−1,234.5".

    What is not decimal text is given back as it is.
    """
    whole, point, part = number.removeprefix("-").partition(".")
    if not (whole + part).isdecimal():
        return number
    sign = MINUS if number.startswith("-") else ""
    return f"{sign}{int(whole or '0'):,}{point}{part}"


def money(amount: Money) -> str:
    """An amount with exactly its currency's decimals, grouped, without the currency."""
    return grouped(str(amount))


def unit_price(number: str, currency: str) -> str:
    """A price with at least its currency's decimals: "12.5" USD is "12.50", "0.0041" stays."""
    whole, _, part = number.partition(".")
    part = part.ljust(EXPONENTS[currency], "0")
    return grouped(f"{whole}.{part}" if part else whole)


def percent(rate: str) -> str:
    """A tax rate: "8.25" is "8.25%"."""
    return f"{grouped(rate)}%"


def day(on: date) -> str:
    """A date nobody can read backwards: "3 Feb 2026"."""
    return f"{on.day} {_MONTHS[3 * on.month - 3 : 3 * on.month]} {on.year}"


def spelled(text: str) -> str:
    """A text with its days as paper writes them: "by 2026-02-03" is "by 3 Feb 2026"."""
    return ISO_DAY.sub(_spelled, text)


def told(text: str) -> str:
    """A sentence with its days and amounts as paper writes them: "holds 1234.50 USD" is
    "holds 1,234.50 USD". Numbers without decimals, such as those of accounts, stay."""
    return spelled(_AMOUNT.sub(lambda found: grouped(found[0]), text))


def _spelled(found: re.Match[str]) -> str:
    try:
        # Tied together: a line never ends within a day.
        return day(date.fromisoformat(found[0])).replace(" ", "\xa0")
    except ValueError:  # looks like a day, and is none
        return found[0]
