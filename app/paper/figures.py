"""Numbers, days and countries as a language writes them on paper, after CLDR's locale data."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from app.domain.money import EXPONENTS, Money

MINUS: Final = "−"  # a true minus, in every language: as wide as a figure, never a line end
ISO_DAY: Final = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")  # no part of a number

_WHOLE: Final = "|".join(sorted(code for code, places in EXPONENTS.items() if places == 0))
# An amount in a sentence: with decimals, or whole where the currency that follows has none.
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,-])-?\d+(?:\.\d{{2,4}}(?!\w|\.\d)|(?= (?:{_WHOLE})\b))", re.ASCII
)
# The skeleton that has its month as a word: nobody must read a day backwards. American English
# would put the month first; business paper does not.
_DAYS: Final = {"en": "d MMM y"}
_SKELETON: Final = "yMMMd"
# CLDR's short names, which Babel leaves out: as people write them on envelopes.
_SHORT: Final = {
    "en": {"HK": "Hong Kong", "MO": "Macao"},
    "de": {"HK": "Hongkong", "MO": "Macau"},
    "fr": {"HK": "Hong Kong", "MO": "Macao"},
    "es": {"HK": "Hong Kong", "MO": "Macao"},
}
_NOWHERE: Final = "ZZ"
# CLDR's minimumGroupingDigits, which Babel leaves out: "1234,50", but "12.345,00".
_GROUPED_FROM: Final = {"es": 10_000}


@dataclass(frozen=True, slots=True)
class Figures:
    """One language's way to write figures. Asking Babel for every one of them took most of the
    time of a page: its data is read once, and whole numbers are grouped here."""

    point: str
    comma: str  # between thousands
    grouped_from: int
    percents: str  # "{}%", with a blank that does not break where the language has one
    days: str  # "{day} {month} {year}"
    months: tuple[str, ...]
    countries: dict[str, str]
    plural: Callable[[Decimal], str]

    def grouped(self, number: str) -> str:
        """Decimal text with its thousands apart: "-1234.5" is "−1,234.5" in English.

        What is not decimal text is given back as it is.
        """
        whole, point, part = number.removeprefix("-").partition(".")
        if not (whole + part).isdecimal():
            return number
        sign = MINUS if number.startswith("-") else ""
        value = int(whole or "0")
        said = f"{value:,}".replace(",", self.comma) if value >= self.grouped_from else str(value)
        return f"{sign}{said}{point and self.point}{part}"

    def money(self, amount: Money) -> str:
        """An amount with exactly its currency's decimals, grouped, without the currency."""
        return self.grouped(str(amount))

    def unit_price(self, number: str, currency: str) -> str:
        """A price with at least its currency's decimals: "12.5" USD is "12.50", "0.0041" stays."""
        whole, _, part = number.partition(".")
        part = part.ljust(EXPONENTS[currency], "0")
        return self.grouped(f"{whole}.{part}" if part else whole)

    def percent(self, rate: str) -> str:
        """A tax rate: "8.25" is "8.25%"."""
        return self.percents.format(self.grouped(rate))

    def day(self, on: date) -> str:
        """A date nobody can read backwards: "3 Feb 2026"."""
        return self.days.format(day=on.day, month=self.months[on.month - 1], year=on.year)

    def spelled(self, text: str) -> str:
        """A text with its days as paper writes them: "by 2026-02-03" is "by 3 Feb 2026"."""
        return ISO_DAY.sub(self._spelled, text)

    def told(self, text: str) -> str:
        """A sentence with its days and amounts as paper writes them: "holds 1234.50 USD" is
        "holds 1,234.50 USD". Numbers without decimals, such as those of accounts, stay."""
        return self.spelled(_AMOUNT.sub(lambda found: self.grouped(found[0]), text))

    def is_one(self, quantity: str) -> bool:
        """Whether a decimal text takes the singular: "1" everywhere, "1.5" and "0" in French."""
        try:
            return self.plural(Decimal(quantity)) == "one"
        except InvalidOperation:
            return False

    def country(self, code: str) -> str:
        """The name of a country, or the code itself when it is not one."""
        return self.countries.get(code, code)

    def _spelled(self, found: re.Match[str]) -> str:
        try:
            # Tied together: a line never ends within a day.
            return self.day(date.fromisoformat(found[0])).replace(" ", "\xa0")
        except ValueError:  # looks like a day, and is none
            return found[0]


@cache
def of(language: str) -> Figures:
    """How a language of template.LANGUAGES writes figures."""
    from babel import Locale  # not before something is drawn: names of files need none of it

    locale = Locale.parse(language, sep="-")
    symbols = locale.number_symbols["latn"]
    return Figures(
        point=symbols["decimal"],
        comma=symbols["group"],
        grouped_from=_GROUPED_FROM.get(language, 1_000),
        percents=locale.percent_formats[None].pattern.replace("#,##0", "{}"),
        days=_days(_DAYS.get(language) or locale.datetime_skeletons[_SKELETON].pattern),
        months=tuple(locale.months["format"]["abbreviated"][month] for month in range(1, 13)),
        countries={
            code: name
            for code, name in {**locale.territories, **_SHORT[locale.language]}.items()
            if code != _NOWHERE
        },
        plural=locale.plural_form,
    )


def _days(pattern: str) -> str:
    """CLDR's pattern of a day, as `str.format` fills it in."""
    parts = {"d": "{day}", "MMM": "{month}", "y": "{year}"}
    return re.sub("MMM|d|y", lambda found: parts[found[0]], pattern)
