"""What is typed into a date field: partial dates that complete, and the keys that step."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

_PARTS = re.compile(r"\s*(\d+)(?:\s*([-./ ])\s*(\d+)(?:\s*\2\s*(\d+))?)?\s*[.]?\s*", re.ASCII)


def complete(text: str, near: date, *, day_first: bool = False) -> date | None:
    """The date that was meant, None when there is none. "15" is that day of `near`'s month, "1-15"
    that month and day of its year, "26-1-15" and "20260115" are whole. With dots, and with slashes
    where the locale says so (`day_first`), the day comes before the month."""
    match = _PARTS.fullmatch(text)
    if not match:
        return None
    first, sign, second, third = match.groups()
    if second is None:
        return _from_digits(first, near)
    turned = sign == "." or (sign == "/" and day_first)
    if third is None:
        month, day = (second, first) if turned else (first, second)
        return _date(near.year, int(month), int(day))
    if len(first) == 4 or sign in "- ":
        year, month, day = first, second, third
    else:
        year, (month, day) = third, ((second, first) if turned else (first, second))
    return _date(_year(year, near), int(month), int(day))


def _from_digits(digits: str, near: date) -> date | None:
    match len(digits):
        case 1 | 2:
            return _date(near.year, near.month, int(digits))
        case 4:
            return _date(near.year, int(digits[:2]), int(digits[2:]))
        case 8:
            return _date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return None


def _year(digits: str, near: date) -> int:
    return int(digits) + (near.year - near.year % 100 if len(digits) <= 2 else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months(of: date, count: int) -> date:
    """The same day some months later or earlier, or the last day of a shorter month."""
    year, month = divmod(of.year * 12 + of.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return of
    return date(year, month + 1, min(of.day, monthrange(year, month + 1)[1]))


def days(of: date, count: int) -> date:
    """Some days later or earlier."""
    try:
        return of + timedelta(days=count)
    except OverflowError:
        return of


# key -> what it makes of the shown date; T needs today and is the field's own.
STEPS: Final[dict[str, Callable[[date], date]]] = {
    "+": lambda of: days(of, 1),
    "=": lambda of: days(of, 1),  # + without Shift on many keyboards
    "-": lambda of: days(of, -1),
    "[": lambda of: months(of, -1),
    "]": lambda of: months(of, 1),
    "M": lambda of: of.replace(day=1),
    "H": lambda of: of.replace(day=monthrange(of.year, of.month)[1]),
    "Y": lambda of: of.replace(month=1, day=1),
    "R": lambda of: of.replace(month=12, day=31),
}
