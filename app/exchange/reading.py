"""Reads the members of JSON objects: what is wrong is told with the path of the field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeVar

from app.domain.errors import Problem, Refused, refuse
from app.domain.money import Money, parse_money
from app.domain.rates import decimal_parts, parse_scaled
from app.exchange.text import Number

T = TypeVar("T")
V = TypeVar("V")

MOST_PROBLEMS: Final = 50  # whoever mends these will look again
MOST_DIGITS: Final = 15  # of minor units: what a book can keep and still add up
_NUMBER: Final = re.compile(r"(-?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
_PLACES: Final = re.compile(r"(?<=\.)\d+(?=\.)|^\d+(?=\.)")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is not wrong but worth knowing: where, and what."""

    path: str
    message: str


class Told:
    """Gathers problems and remarks over a whole file."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._remarks: list[Remark] = []
        self._unread: dict[str, tuple[str, int]] = {}

    @property
    def count(self) -> int:
        return len(self._problems)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Remarks in the order found; fields that are not read are named once each."""
        unread = tuple(
            Remark(path, "This field is not read" + (f" ({times} times)." if times > 1 else "."))
            for path, times in self._unread.values()
        )
        return (*self._remarks, *unread)

    def problem(self, problem: Problem) -> None:
        """Keeps it. Raises Refused when there are more than anybody wants to read."""
        self._problems.append(problem)
        if len(self._problems) >= MOST_PROBLEMS:
            self.settle()

    def remark(self, path: str, message: str) -> None:
        self._remarks.append(Remark(path, message))

    def unread(self, path: str) -> None:
        """A field that has no place in Avoir."""
        name = _PLACES.sub("*", path)
        first, times = self._unread.get(name, (path, 0))
        self._unread[name] = (first, times + 1)

    def settle(self) -> None:
        """Raises Refused with everything found, if anything was."""
        if self._problems:
            raise Refused(*self._problems)


class Row:
    """A JSON object at its place in the file. What is missing or null reads as None; what is
    wrong is told, and reads as None too."""

    def __init__(self, value: Any, path: str, told: Told) -> None:
        self._told, self.path = told, path
        self._asked: set[str] = set()
        self._members: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            text = "Here must be an object."
            told.problem(Problem("malformed", text, path or None, "Write it in curly brackets."))

    def at(self, name: str) -> str:
        """The path of a member."""
        return f"{self.path}.{name[:40]}" if self.path else name[:40]

    def has(self, name: str) -> bool:
        """Whether the member is there, be it null."""
        self._asked.add(name)
        return name in self._members

    def raw(self, name: str, *, required: bool = False) -> Any:
        """The member as it is."""
        self._asked.add(name)
        value = self._members.get(name)
        if required and (value is None or value == ""):
            self.problem("required", name, f"“{name}” is missing.", "Fill it in.")
            return None
        return value

    def problem(self, code: str, name: str, message: str, hint: str) -> None:
        """Tells what is wrong with a member."""
        self._told.problem(Problem(code, message, self.at(name), hint))

    def remark(self, name: str, message: str) -> None:
        self._told.remark(self.at(name), message)

    def text(self, name: str, *, required: bool = False) -> str | None:
        """Text; the empty text is none."""
        value = self.raw(name, required=required)
        if value is None or (isinstance(value, str) and not isinstance(value, Number)):
            return value or None
        self.problem("malformed", name, "Here must be text.", "Write it in quotes.")
        return None

    def word(self, name: str, words: Mapping[str, V], *, required: bool = False) -> V | None:
        """What a listed word stands for."""
        text = self.text(name, required=required)
        if text is None or text in words:
            return None if text is None else words[text]
        hint = f"It may be: {', '.join(words)}."
        self.problem("invalid_value", name, f"“{text[:40]}” is not on the list.", hint)
        return None

    def flag(self, name: str) -> bool | None:
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return value
        self.problem("malformed", name, "Here must be true or false.", "Write it without quotes.")
        return None

    def whole(self, name: str) -> int | None:
        """A whole number that is not negative."""
        return self._read(name, _whole, required=False)

    def decimal(self, name: str, places: int, *, required: bool = False) -> str | None:
        """A number or decimal text with at most so many decimals, as decimal text."""

        def read(value: Any) -> str:
            parse_scaled(found := decimal_text(value), places, name)
            return found

        return self._read(name, read, required=required)

    def money(
        self, name: str, currency: str | None, *, required: bool = False, signed: bool = False
    ) -> Money | None:
        """An amount in units of the currency, as number or text."""
        if currency is None:  # told already; whether the digits fit cannot be said without it
            self.raw(name, required=required)
            return None
        found = self._read(
            name,
            lambda value: parse_money(decimal_text(value), currency, name),
            required=required,
        )
        return found if signed else self._not_negative(name, found)

    def minor(self, name: str, currency: str | None, *, required: bool = False) -> Money | None:
        """An amount in minor units of the currency, as a whole number."""
        if currency is None:
            self.raw(name, required=required)
            return None
        found = self._read(name, lambda value: Money(_whole(value), currency), required=required)
        return self._not_negative(name, found)

    def day(self, name: str, *, required: bool = False) -> date | None:
        """A date, or the date a timestamp says."""
        found = self.instant(name, required=required)
        return None if found is None else date.fromisoformat(found[:10])

    def instant(self, name: str, *, required: bool = False) -> str | None:
        """A date or a timestamp as it is written."""
        return self._read(name, _instant, required=required)

    def row(self, name: str) -> "Row | None":
        """A member that is an object."""
        value = self.raw(name)
        return None if value is None else Row(value, self.at(name), self._told)

    def rows(self, name: str) -> "list[Row] | None":
        """A member that is a list of objects."""
        value = self.raw(name)
        return None if value is None else rows(value, self.at(name), self._told)

    def rest(self) -> dict[str, Any]:
        """The members that nobody asked for."""
        return {name: one for name, one in self._members.items() if name not in self._asked}

    def close(self) -> None:
        """Tells of the members that nobody asked for."""
        for name in self.rest():
            self._told.unread(self.at(name))

    def _read(self, name: str, read: Callable[[Any], T], *, required: bool) -> T | None:
        value = self.raw(name, required=required)
        if value is None or value == "":
            return None
        try:
            return read(value)
        except Refused as refused:
            for problem in refused.problems:
                self._told.problem(problem.at(self.at(name)))
            return None

    def _not_negative(self, name: str, money: Money | None) -> Money | None:
        if money is None or money.minor >= 0:
            return money
        text = "This cannot be negative."
        self.problem("amount_not_positive", name, text, "Write it without a sign.")
        return None


def rows(value: Any, path: str, told: Told) -> list[Row]:
    """The objects of a list, each with its place."""
    if not isinstance(value, list):
        text = "Here must be a list."
        told.problem(Problem("malformed", text, path or None, "Write it in square brackets."))
        return []
    dot = f"{path}." if path else ""
    return [Row(one, f"{dot}{place}", told) for place, one in enumerate(value)]


def decimal_text(value: Any) -> str:
    """A number, or text, as plain decimal text; nothing is rounded. Refused: invalid_number."""
    if isinstance(value, str) and not isinstance(value, Number):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, Number | int | Decimal):
        raise _no_number(value)
    match = _NUMBER.fullmatch(f"{value:f}" if isinstance(value, Decimal) else str(value))
    if not match:
        raise _no_number(value)
    if match[3] is None:
        return match[0]
    sign, part = ("-" if match[1].startswith("-") else ""), match[2] or ""
    digits, places = match[1].lstrip("-") + part, len(part) - int(match[3])
    if places <= 0:
        return sign + digits + "0" * -places
    digits = digits.rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _no_number(value: Any) -> Refused:
    shown = str(value)[:30] if isinstance(value, str | int) else "This"
    return refuse("invalid_number", f"{shown} is not a number.", None, "Write it like 1234.56.")


def _whole(value: Any) -> int:
    if isinstance(value, str) and not isinstance(value, Number):
        hint = "Write it without quotes and decimals."
        raise refuse("invalid_number", "Here must be a whole number.", None, hint)
    sign, digits, decimals = decimal_parts(decimal_text(value), "")
    if decimals:
        text = "Here must be a whole number."
        raise refuse("too_many_decimals", text, None, "Leave the decimals out.")
    if len(digits) > MOST_DIGITS:
        raise refuse("invalid_number", "The number is too large.", None, "Check the digits.")
    return int(f"{sign}{digits or '0'}")


def _instant(value: Any) -> str:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            datetime.fromisoformat(value)
            return value
    except ValueError:
        pass
    hint = "Write it like 2026-01-31 or 2026-01-31T10:00:00Z."
    raise refuse("invalid_date", "This is not a date.", None, hint)
