"""Rows as aligned text for people."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.domain.money import Money
from app.domain.report import Cell, Rank, Report

_LONGEST: Final = 60  # characters of a text in a table; other formats have all of it
_GAP: Final = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and what of a row stands in it."""

    title: str
    of: Callable[[Any], Cell]


def aligned(columns: Sequence[Column], rows: Iterable[Any]) -> str:
    """The rows under their titles, figures to the right with grouping."""
    body = [(Rank.ROW, [column.of(row) for column in columns]) for row in rows]
    return _table([column.title for column in columns], body)


def told(pages: Iterable[Report]) -> str:
    """All pages of a report as one table, totals under a rule, and what it remarks below."""
    body: list[tuple[Rank, Sequence[Cell]]] = []
    titles: list[str] = []
    remarks: Sequence[str] = ()
    for page in pages:
        titles = [column.title for column in page.columns]
        body += [(row.rank, row.cells) for row in page.rows]
        remarks = page.remarks
    return _table(titles, body) + "".join(["\n" * bool(remarks), *(f"{one}\n" for one in remarks)])


def _table(titles: Sequence[str], body: Sequence[tuple[Rank, Sequence[Cell]]]) -> str:
    figures = [
        any(isinstance(cells[place], int | Money) for _, cells in body)
        for place in range(len(titles))
    ]
    shown = [(rank, [_shown(cell) for cell in cells]) for rank, cells in body]
    texts = [cells for _, cells in shown]
    widths = [max(map(_width, column)) for column in zip(titles, *texts, strict=True)]
    rule = ["-" * width for width in widths]
    lines, before = [list(titles), rule], Rank.ROW
    for rank, cells in shown:
        if rank is Rank.TOTAL and before is not Rank.TOTAL:
            lines.append(rule)
        lines.append(cells)
        before = rank
    return "".join(_line(line, widths, figures) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> str:
    padded = [
        " " * (width - _width(cell)) + cell if right else cell + " " * (width - _width(cell))
        for cell, width, right in zip(cells, widths, figures, strict=True)
    ]
    return _GAP.join(padded).rstrip() + "\n"


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
