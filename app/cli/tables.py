"""Rows as aligned text for people, or as CSV (RFC 4180) for spreadsheets."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.domain.money import Money

Cell = str | int | date | Money | None

_LONGEST: Final = 60  # characters of a text in a table; CSV and JSON have all of it
_GAP: Final = "  "
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet calculate


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what of a row stands in it, whether its amounts are summed up."""

    title: str
    of: Callable[[Any], Cell]
    sums: bool = False


def aligned(columns: Sequence[Column], rows: Iterable[Any]) -> str:
    """The rows under their titles, figures to the right with grouping, and a total for each
    currency below."""
    values = [[column.of(row) for column in columns] for row in rows]
    figures = [
        any(isinstance(row[place], int | Money) for row in values) for place in range(len(columns))
    ]
    titles = [column.title for column in columns]
    body = [[_shown(value) for value in row] for row in values]
    sums = _sums(columns, values)
    widths = [max(map(_width, column)) for column in zip(titles, *body, *sums, strict=True)]
    rule = ["-" * width for width in widths]
    lines = [titles, rule, *body, *([rule, *sums] if sums else [])]
    return "".join(_line(line, widths, figures) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> str:
    padded = [
        " " * (width - _width(cell)) + cell if right else cell + " " * (width - _width(cell))
        for cell, width, right in zip(cells, widths, figures, strict=True)
    ]
    return _GAP.join(padded).rstrip() + "\n"


def _sums(columns: Sequence[Column], values: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """One row of totals for each currency that stands in a column to be summed up."""
    sums: dict[str, dict[int, int]] = {}
    for row in values:
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            if column.sums and isinstance(value, Money):
                places = sums.setdefault(value.currency, {})
                places[place] = places.get(place, 0) + value.minor
    made = []
    for currency, places in sorted(sums.items()):
        cells = [
            grouped(Money(places[n], currency)) if n in places else "" for n in range(len(columns))
        ]
        cells[0] = f"Total {currency}" if len(sums) > 1 else "Total"
        made.append(cells)
    return made


def grouped(money: Money) -> str:
    """An amount with its thousands apart: "-1,234.50"."""
    sign = "-" if money.minor < 0 else ""
    whole, point, part = str(money).lstrip("-").partition(".")
    return f"{sign}{int(whole):,}{point}{part}"


def _shown(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Money):
        return grouped(value)
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _width(text: str) -> int:
    """Cells of a terminal: wide East Asian characters take two, marks above others none."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def comma_separated(columns: Sequence[Column], rows: Iterable[Any]) -> str:
    """The rows below a row of titles. Amounts and dates are plain; a text that a spreadsheet
    would calculate is kept from it by an apostrophe (trust.md 2)."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([column.title for column in columns])
    writer.writerows([_harmless(column.of(row)) for column in columns] for row in rows)
    return made.getvalue()


def _harmless(value: Cell) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
