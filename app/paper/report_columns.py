"""Where the columns of a report stand, by what is in them; the paper turns if need be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.report import Holds, Rank, ReportColumn
from app.paper.style import BODY, LABEL, STRONG, Paper, Style
from app.paper.text import shorten, wrap

Texts = tuple[str, ...]  # what a row prints, column by column

GAP: Final = 14.0  # between columns, at the size of running text

# All widths are measured at a size of one point first: they grow with the size.
_SIZE: Final = BODY.size
_WIDEST: Final = 240.0 / _SIZE  # a column of texts asks for no more than this,
_MOST: Final = 0.9  # and for no more than so many of its rows need not to wrap;
_COMFORT: Final = 96.0 / _SIZE  # where that is too much, it keeps this much
_FIGURES: Final = 162.0 / _SIZE  # no figure is wider; a column that is wraps like texts
_ROOMY: Final = (9.0, 8.0)
_LYING: Final = (9.0, 8.0, 7.0, 6.0)
_HEAD_LINES: Final = 4
_FAR: Final = 72.0  # points of white that an eye crosses alone
_LEAST: Final = 1e-6  # points; less is no room at all


@dataclass(frozen=True, slots=True)
class Columns:
    """Measured columns on their paper."""

    paper: Paper
    edges: tuple[tuple[float, float], ...]  # left and right of each
    figures: tuple[bool, ...]  # whether it ends at the right edge
    heads: tuple[tuple[str, ...], ...]
    body: Style
    strong: Style
    label: Style
    guided: bool = False  # hairlines lead the eye from texts to figures far away

    def style(self, rank: Rank) -> Style:
        """How a row of that rank is written."""
        return self.body if rank is Rank.ROW else self.strong

    def lines(self, texts: Texts, rank: Rank) -> tuple[tuple[str, ...], ...]:
        """The texts of a row broken into lines that fit their columns."""
        style = self.style(rank)
        return tuple(
            wrap(text, style, self.edges[last][1] - left + _LEAST) if text else ()
            for (left, _), text, last in zip(
                self.edges, texts, reaches(texts, rank, self.figures), strict=True
            )
        )


def reaches(texts: Texts, rank: Rank, figures: Sequence[bool]) -> tuple[int, ...]:
    """The last column that each text may use: headings and totals reach over empty cells."""
    if rank is Rank.ROW:
        return tuple(range(len(texts)))
    found, last = [], len(texts) - 1
    for place in reversed(range(len(texts))):
        if not texts[place]:
            found.append(place)
            continue
        found.append(place if figures[place] else last)
        last = place - 1
    return tuple(reversed(found))


def fit(
    columns: Sequence[ReportColumn],
    titles: Texts,
    rows: Iterable[tuple[Rank, Texts]],
    paper: Paper,
) -> Columns:
    """Measure the columns: upright if they have room there, lying if not, smaller if they must."""
    figures = tuple(column.holds in (Holds.NUMBER, Holds.AMOUNT) for column in columns)
    contents = _contents(rows, figures)
    heads = [_head(title) for title in titles]
    need = [
        _Need.of(column, widths, head)
        for column, widths, head in zip(columns, contents, heads, strict=True)
    ]
    sheet, size, least = _sheet(need, paper)
    gap = GAP * size / _SIZE
    room = sheet.right - sheet.left - gap * (len(columns) - 1)
    widths = _grown(
        [width * size for width in least],
        [column.all * size for column in need],
        [place for place, column in enumerate(columns) if column.holds is Holds.TEXT],
        room,
    )
    label = replace(LABEL, size=LABEL.size * size / _SIZE)
    edges, left = [], sheet.left
    for width in widths:
        edges.append((left, left + width))
        left += width + gap
    return Columns(
        sheet,
        tuple(edges),
        figures,
        tuple(
            shorten(wrap(title, label, width + _LEAST), _HEAD_LINES, label, width)
            for title, width in zip(titles, widths, strict=True)
        ),
        replace(BODY, size=size),
        replace(STRONG, size=size),
        label,
        guided=any(figures) and sum(widths) - sum(c.all for c in need) * size > _FAR,
    )


@dataclass(frozen=True, slots=True)
class _Need:
    """How wide a column should be, at a size of one point."""

    least: float
    most: float  # so that nearly all rows stay on one line
    all: float  # so that all do

    @classmethod
    def of(cls, column: ReportColumn, widths: list[float], head: tuple[float, float]) -> "_Need":
        """From what is in a column, and the longest word and the whole of its head."""
        widest, (word, line) = max(widths, default=0.0), head
        narrow, wish = max(widest, word), max(widest, line)
        if column.holds is not Holds.TEXT and widest <= _FIGURES:
            return cls(narrow, narrow, wish)
        nearly = sorted(widths)[int((len(widths) - 1) * _MOST)] if widths else 0.0
        most = min(max(word, nearly), _WIDEST)
        return cls(min(narrow, _COMFORT), most, wish)


def _contents(rows: Iterable[tuple[Rank, Texts]], figures: Sequence[bool]) -> list[list[float]]:
    """The widths of all texts of every column; what reaches over empty cells can wrap."""
    plain, strong = replace(BODY, size=1.0).width, replace(STRONG, size=1.0).width
    widths: list[list[float]] = [[] for _ in figures]
    for rank, texts in rows:
        width = plain if rank is Rank.ROW else strong
        last = reaches(texts, rank, figures)
        for place, text in enumerate(texts):
            if text and last[place] == place:
                widths[place].append(max(map(width, text.split("\n"))))
    return widths


def _head(title: str) -> tuple[float, float]:
    """How wide a head is at least, by its longest word, and in one line."""
    measure = replace(LABEL, size=LABEL.size / _SIZE).width
    return max(map(measure, title.split()), default=0.0), measure(title)


def _sheet(need: list[_Need], paper: Paper) -> tuple[Paper, float, list[float]]:
    """The paper, upright or lying, the size, and the least widths at a size of one point.

    First choice is where nearly all rows stay on one line, then where texts keep some room; at
    last everything becomes as small as it must.
    """
    lying = Paper(paper.height, paper.width)
    upright = [(paper, size) for size in _ROOMY]
    most = [column.most for column in need]
    least = [column.least for column in need]
    for sheet, size in (*upright, *((lying, size) for size in _ROOMY)):
        if _total(most) * size <= _room(sheet):
            return sheet, size, most
    for sheet, size in (*upright, *((lying, size) for size in _LYING)):
        if _total(least) * size <= _room(sheet):
            return sheet, size, least
    return lying, _room(lying) / _total(least), least


def _total(widths: list[float]) -> float:
    """With the gaps, at a size of one point."""
    return sum(widths) + GAP / _SIZE * (len(widths) - 1)


def _room(sheet: Paper) -> float:
    return sheet.right - sheet.left + _LEAST


def _grown(widths: list[float], wish: list[float], texts: list[int], room: float) -> list[float]:
    """The least widths grown towards the wished ones; what is left then goes to the texts."""
    room -= sum(widths)
    while room > _LEAST:
        hungry = [p for p, width in enumerate(widths) if width < wish[p] - _LEAST]
        if not hungry:
            break
        share = room / len(hungry)
        for place in hungry:
            more = min(share, wish[place] - widths[place])
            widths[place] += more
            room -= more
    if room > _LEAST and widths:
        takers = [max(texts, key=wish.__getitem__)] if texts else range(len(widths))
        for place in takers:
            widths[place] += room / len(takers)
    return widths
