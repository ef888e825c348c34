"""Sums typed into an amount field, worked out exactly: + − × ÷ and parentheses, no floats."""

import re
from fractions import Fraction
from typing import Final

from app.domain.rates import round_half_up

_TOKEN = re.compile(r"\s*(?:([\d.,'’ \u00a0\u202f]*\d[.,]?|[.,]\d+)|([-+*/()]))", re.ASCII)
# A full stop as decimal point where the locale uses another sign: whenever it cannot be a group.
_STOP_IS_POINT: Final = (
    re.compile(r"\d*\.\d*", re.ASCII),
    re.compile(r"\d*\.(\d{1,2}|\d{4,})", re.ASCII),
)
_SIGNS: Final = str.maketrans({"×": "*", "x": "*", "X": "*", "÷": "/", ":": "/", "−": "-"})
_LONGEST: Final = 200


def number(text: str, point: str = ".", group: str = ",") -> str | None:
    """A number as the locale writes it, as plain decimal text; None when it is not one. Thousands
    may be grouped in threes. A single full stop that cannot be a group is a decimal point too."""
    text = text.strip()
    if not text or not text.isascii():
        text = re.sub(r"[\u00a0\u202f]", " ", text).replace("’", "'")
    group = {"\u00a0": " ", "\u202f": " ", "’": "'"}.get(group, group)
    whole, dot, part = text.partition(point)
    if _STOP_IS_POINT[group == "."].fullmatch(text) and point != ".":
        whole, dot, part = text.partition(".")
    elif re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", whole, re.ASCII):
        whole = whole.replace(group, "")
    if not re.fullmatch(r"\d*", whole + part, re.ASCII) or not whole + part:
        return None
    return f"{whole or '0'}{'.' + part if dot and part else ''}"


def evaluate(text: str, point: str = ".", group: str = ",") -> Fraction | None:
    """The exact value of a sum; None when it is unfinished, no sum, or divides by zero."""
    if len(text) > _LONGEST:
        return None
    try:
        reader = _Reader(text.translate(_SIGNS), point, group)
        value = reader.sum()
        reader.end()
    except (ValueError, ZeroDivisionError):
        return None
    return value


def rounded(value: Fraction, places: int) -> int:
    """The value in units of 10**-places, half away from zero."""
    return round_half_up(value.numerator * 10**places, value.denominator)


class _Reader:
    """Reads a sum from left to right: products bind tighter than sums, signs tightest."""

    def __init__(self, text: str, point: str, group: str) -> None:
        self._tokens: list[Fraction | str] = []
        at, text = 0, text.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            plain = match and match[1] and number(match[1], point, group)
            if not match or (match[1] and not plain):
                raise ValueError(text)
            self._tokens.append(Fraction(plain) if plain else match[2])
            at = match.end()
        self._at = 0

    def end(self) -> None:
        if self._at != len(self._tokens):
            raise ValueError(self._at)

    def sum(self) -> Fraction:
        value = self._product()
        while sign := self._take("+", "-"):
            value = value + self._product() if sign == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while sign := self._take("*", "/"):
            value = value * self._factor() if sign == "*" else value / self._factor()
        return value

    def _factor(self) -> Fraction:
        if self._take("-"):
            return -self._factor()
        if self._take("("):
            value = self.sum()
            if not self._take(")"):
                raise ValueError(self._at)
            return value
        if self._at < len(self._tokens):
            found = self._tokens[self._at]
            if isinstance(found, Fraction):
                self._at += 1
                return found
        raise ValueError(self._at)

    def _take(self, *signs: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at] in signs:
            self._at += 1
            return str(self._tokens[self._at - 1])
        return ""
