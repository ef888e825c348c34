"""The table of a report: repeated heads, rows of every rank, and the sums at page breaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import Final

from app.domain.report import Rank
from app.paper.pen import Pen
from app.paper.report_cells import FIGURES, WORDS, Sums
from app.paper.report_columns import GAP, Columns, Texts
from app.paper.style import BASELINE, PALE, Style

_TABLE: Final = "report"  # its name among the tags
_LEADING: Final = 12.0
_ABOVE: Final = 12.0  # above the heads
_PAD: Final = 4.0  # below the heads, and above the text of a row
_HEADING: Final = 12.0  # above a heading
_SUM: Final = 4.0  # above a sum, before its hairline
_LOW: Final = 2.0  # from the end of a row to a hairline below it
_SUMS: Final = (Rank.SUBTOTAL, Rank.TOTAL)
_AFTER: Final = {Rank.SUBTOTAL: 4.0, Rank.TOTAL: 8.0}  # below the last of sums
_WHOLE: Final = 8  # a row of up to so many lines is not split
_TOGETHER: Final = 3  # lines that a split leaves on either side
_GROUP: Final = 200.0  # rows that belong together stay together up to this height
_DOUBLE: Final = 2.0  # between the two hairlines below a total


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the columns over a hairline."""

    columns: Columns

    @property
    def height(self) -> float:
        """With the space above."""
        return _ABOVE + self._lines * _LEADING + _PAD

    @property
    def _lines(self) -> int:
        return max(1, *map(len, self.columns.heads))

    def split(self, room: float, whole: float) -> None:
        """Heads stay in one piece."""

    def draw(self, pen: Pen, top: float) -> None:
        """Heads for screen readers the first time; repetitions they need not hear."""
        columns, at = self.columns, top + _ABOVE + BASELINE
        again = pen.structure.has_table(_TABLE)
        row = None if again else pen.structure.group("TR", pen.structure.table(_TABLE))
        if again:
            pen.ornament()
        for place, lines in enumerate(columns.heads):
            if row is not None:
                pen.open("TH", row)
            # Short heads stand on the hairline, not under the first line of long ones.
            first = at + (self._lines - len(lines)) * _LEADING
            _draw_lines(pen, columns, place, lines, first, columns.label)
            if row is not None:
                pen.close()
        if again:
            pen.close()
        pen.rule(columns.edges[0][0], columns.edges[-1][1], top + self.height)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. The rest of a split one has what was left of its texts, but no figures."""

    cells: tuple[tuple[str, ...], ...]  # lines, column by column
    rank: Rank
    columns: Columns
    amount: Sums
    before: float = 0.0  # space above
    ruled: bool = False  # a hairline above its figures
    goes_on: bool = False  # the next row is of the same rank
    first: bool = True  # not split, or the beginning of what was
    last: bool = True  # not split, or the end of what was

    @property
    def height(self) -> float:
        """The lines and the space around them."""
        return self.before + self._lines * _LEADING + _PAD + self._after

    @property
    def _after(self) -> float:
        return _AFTER.get(self.rank, 0.0) if self.last and not self.goes_on else 0.0

    @property
    def _lines(self) -> int:
        return max(1, *map(len, self.cells))

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """Only long texts are split."""
        lines = self._lines
        fit = min(int((room - self.before - _PAD) // _LEADING), lines - _TOGETHER)
        if lines <= _WHOLE or fit < _TOGETHER:
            return None
        first, rest = (tuple(cell[part] for cell in self.cells) for part in _cut(fit))
        return (
            replace(self, cells=first, last=False),
            replace(self, cells=rest, amount=Sums(), before=0.0, ruled=False, first=False),
        )

    def draw(self, pen: Pen, top: float) -> None:
        """Cell by cell; empty ones count for a screen reader too."""
        columns, top = self.columns, top + self.before
        style, at = columns.style(self.rank), top + _PAD + BASELINE
        row = pen.structure.row(_TABLE, again=not self.first)
        for place, lines in enumerate(self.cells):
            if lines:
                pen.cell(row, place)
                _draw_lines(pen, columns, place, lines, at, style)
                pen.close()
            elif self.first:
                pen.structure.group("TD", row)
        if self.ruled:
            self._rule(pen, top)
        below = top + self._lines * _LEADING + _PAD + _LOW
        if self.goes_on and self.rank is Rank.ROW and columns.guided and self.last:
            pen.rule(columns.edges[0][0], columns.edges[-1][1], below, PALE)
        if self.rank is Rank.TOTAL and self._after:
            self._rule(pen, below)
            self._rule(pen, below + _DOUBLE)

    def _rule(self, pen: Pen, top: float) -> None:
        for (left, right), lines, figure in zip(
            self.columns.edges, self.cells, self.columns.figures, strict=True
        ):
            if figure and lines:
                pen.rule(left, right, top)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that no page break should part: a heading and what it stands above, a sum and its last
    row."""

    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """All rows."""
        return sum(row.height for row in self.rows)

    @property
    def amount(self) -> Sums:
        """What all rows add."""
        return reduce(add, (row.amount for row in self.rows))

    def split(self, room: float) -> "tuple[Group, Group] | None":
        """Only within a row that is too long for any page."""
        for place, row in enumerate(self.rows):
            if row.height > room:
                parts = row.split(room)
                if parts is None:
                    return None
                first, rest = parts
                return (
                    Group((*self.rows[:place], first)),
                    Group((rest, *self.rows[place + 1 :])),
                )
            room -= row.height
        return None

    def draw(self, pen: Pen, top: float) -> None:
        """One below the other."""
        for row in self.rows:
            row.draw(pen, top)
            top += row.height


@dataclass(frozen=True, slots=True)
class Carry:
    """The sums so far, below the last row of a page and above the first of the next."""

    label: str
    sums: Sums
    columns: Columns
    closing: bool  # under a hairline, at the end of a page

    @property
    def height(self) -> float:
        """As a row of one line."""
        return _LEADING + _PAD

    def split(self, room: float, whole: float) -> None:
        """One line stays in one piece."""

    def draw(self, pen: Pen, top: float) -> None:
        """Quietly: it is not a row of the report."""
        columns, at = self.columns, top + _PAD + BASELINE
        left = columns.edges[0][0]
        if self.closing:
            pen.rule(left, columns.edges[-1][1], top + _LOW)
        pen.ornament()
        pen.text(left, at, self.label, columns.label)
        for place, amount in enumerate(self.sums.amounts):
            if amount is not None:
                _draw_lines(pen, columns, place, (FIGURES.money(amount),), at, columns.body)
        pen.close()


@dataclass(frozen=True, slots=True)
class ReportTable:
    """All rows of a report, measured."""

    columns: Columns
    rows: Sequence[Row | Group]
    mixed: bool  # not all amounts are of one currency

    @property
    def heads(self) -> Heads:
        """The heads of the columns."""
        return Heads(self.columns)

    @property
    def start(self) -> Sums:
        """Nothing is summed yet."""
        return Sums()

    def carry(self, amount: Sums, *, closing: bool) -> Carry | None:
        """The row that says the sums at a page break, if there are any and it has the room."""
        found = ((place, sum_) for place, sum_ in enumerate(amount.amounts) if sum_ is not None)
        place, some = next(found, (0, None))
        label = WORDS.carried if closing else WORDS.brought
        text = f"{label} {some.currency}" if some is not None and self.mixed else label
        left, right = self.columns.edges[0][0], self.columns.edges[place][0] - GAP
        if self.columns.label.width(text) > right - left:
            return None
        return Carry(text, amount, self.columns, closing)


def report_table(
    columns: Columns,
    rows: Iterable[tuple[Rank, Texts]],
    sums: Iterable[Sums],
    *,
    mixed: bool,
) -> ReportTable:
    """Break the texts of all rows into lines, and tie together what belongs together.

    `mixed` says that amounts are of several currencies: then what is carried names its own.
    """
    found: list[Row | Group] = []
    group: list[Row] = []
    for (rank, texts), adds in zip(rows, sums, strict=True):
        above = group[-1].rank if group else None
        row = Row(
            columns.lines(texts, rank),
            rank,
            columns,
            adds,
            before=_before(rank, above, first=not found and not group),
            ruled=_ruled(rank, above),
        )
        if rank is above and (columns.guided or rank in _SUMS):
            group[-1] = replace(group[-1], goes_on=True)
        belongs = rank in _SUMS or above is Rank.HEADING
        if group and not (belongs and sum(r.height for r in group) + row.height <= _GROUP):
            found.append(_tied(group))
            group = []
        group.append(row)
    if group:
        found.append(_tied(group))
    return ReportTable(columns, found, mixed)


def _before(rank: Rank, above: Rank | None, *, first: bool) -> float:
    """The space above a row."""
    if rank is Rank.HEADING:
        return 0.0 if first else _HEADING
    return _SUM if _ruled(rank, above) else 0.0


def _ruled(rank: Rank, above: Rank | None) -> bool:
    """Whether figures have a hairline above them: sums do, below something else."""
    return rank in _SUMS and above not in (None, rank)


def _tied(rows: list[Row]) -> Row | Group:
    return rows[0] if len(rows) == 1 else Group(tuple(rows))


def _cut(at: int) -> tuple[slice, slice]:
    return slice(None, at), slice(at, None)


def _draw_lines(
    pen: Pen,
    columns: Columns,
    place: int,
    lines: tuple[str, ...],
    baseline: float,
    style: Style,
) -> None:
    """Lines below each other at the left or right edge of a column."""
    left, right = columns.edges[place]
    write, x = (pen.right, right) if columns.figures[place] else (pen.text, left)
    for line in lines:
        write(x, baseline, line, style)
        baseline += _LEADING
