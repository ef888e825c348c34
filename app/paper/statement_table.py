"""The table of a statement: what happened, with the balance after it carried from page to page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.money import Money
from app.domain.sheet import MovementSheet, StatementSheet
from app.paper.accent import ink
from app.paper.figures import Figures
from app.paper.pen import Pen
from app.paper.statement_words import StatementWords
from app.paper.style import BASELINE, BODY, LABEL, Colour, Paper, Style
from app.paper.text import one_line, wrap
from app.paper.words import Words

_TABLE: Final = "rows"  # its name among the tags
_ABOVE: Final = 16.0  # above the heads
_PAD: Final = 4.0  # above the text of a row, and on both sides of a head
_NARROWEST: Final = 128.0  # what happened keeps this much, if it can
# Size of figures, space between columns, width of the other side's numbers at most: ever closer
# until what happened has room.
_TRIES: Final = ((9.0, 18.0, 84.0), (8.0, 16.0, 76.0), (7.0, 12.0, 64.0), (6.0, 10.0, 56.0))
_WHOLE: Final = 8  # a row of up to so many lines is not split
_TOGETHER: Final = 3  # lines that a split leaves on either side

Cells = tuple[tuple[str, ...], ...]  # the lines of every column's cell; none: it is empty


@dataclass(frozen=True, slots=True)
class Column:
    """One column: text starts at `edge`, figures end there."""

    head: str
    edge: float
    width: float
    style: Style
    ends: bool = False

    def write(self, pen: Pen, baseline: float, lines: Iterable[str], style: Style) -> None:
        """Lines below each other."""
        for line in lines:
            if self.ends:
                pen.right(self.edge, baseline, line, style)
            else:
                pen.running((self.edge, self.edge + self.width), baseline, line, style)
            baseline += BODY.leading


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the columns over a hairline."""

    columns: tuple[Column, ...]
    rule: Colour

    @property
    def height(self) -> float:
        """With the space above."""
        return _ABOVE + BODY.leading + 2 * _PAD

    def split(self, room: float, whole: float) -> None:
        """Heads stay in one piece."""

    def draw(self, pen: Pen, top: float) -> None:
        """Heads for screen readers the first time; repetitions they need not hear."""
        at = top + _ABOVE + _PAD + BASELINE
        again = pen.structure.has_table(_TABLE)
        row = None if again else pen.structure.row(_TABLE)
        for column in self.columns:
            if row is None:
                pen.ornament()
            else:
                pen.open("TH", row)
            column.write(pen, at, (column.head,), LABEL)
            pen.close()
        pen.rule(self.columns[0].edge, self.columns[-1].edge, top + self.height, self.rule)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that happened. The rest of a split one has no figures."""

    cells: Cells
    amount: Money
    columns: tuple[Column, ...]
    goes_on: bool = False  # the rest of what began on the page before

    @property
    def height(self) -> float:
        """The longest cell and the space above it."""
        return _PAD + self._longest * BODY.leading

    @property
    def _longest(self) -> int:
        return max(map(len, self.cells))

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """Only a row with a very long number is split; the figures stay with its first part."""
        fit = min(int((room - _PAD) // BODY.leading), self._longest - _TOGETHER)
        if self._longest <= _WHOLE or fit < _TOGETHER:
            return None
        first, rest = (
            tuple(lines[part] for lines in self.cells) for part in (slice(fit), slice(fit, None))
        )
        nothing = Money(0, self.amount.currency)
        return replace(self, cells=first), replace(self, cells=rest, amount=nothing, goes_on=True)

    def draw(self, pen: Pen, top: float) -> None:
        """Cell after cell, all from the same baseline."""
        row = pen.structure.row(_TABLE, again=self.goes_on)
        for place, (column, lines) in enumerate(zip(self.columns, self.cells, strict=True)):
            if lines:
                pen.cell(row, place)
                column.write(pen, top + _PAD + BASELINE, lines, column.style)
                pen.close()
            elif not self.goes_on:
                pen.structure.group("TD", row)


@dataclass(frozen=True, slots=True)
class Carry:
    """The balance below the last row of a page, and again above the first of the next."""

    label: str
    balance: str
    columns: tuple[Column, ...]
    closing: bool  # under a hairline, at the end of a page

    @property
    def height(self) -> float:
        """As a row of one line, with more space."""
        return BODY.leading + 2 * _PAD

    def split(self, room: float, whole: float) -> None:
        """One line stays in one piece."""

    def draw(self, pen: Pen, top: float) -> None:
        """Quietly: nothing happened here."""
        said, balance = self.columns[1], self.columns[-1]
        at = top + _PAD + BASELINE
        if self.closing:
            pen.rule(self.columns[0].edge, balance.edge, top + _PAD / 2)
        pen.ornament()
        pen.text(said.edge, at, self.label, LABEL)
        pen.right(balance.edge, at, self.balance, replace(LABEL, size=balance.style.size))
        pen.close()


@dataclass(frozen=True, slots=True)
class StatementTable:
    """All rows of a statement, measured."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    start: Money
    rule: Colour
    words: Words
    figures: Figures

    @property
    def heads(self) -> Heads:
        """The heads of the columns."""
        return Heads(self.columns, self.rule)

    def carry(self, amount: Money, *, closing: bool) -> Carry:
        """The row that says the balance at a page break."""
        label = self.words.carried if closing else self.words.brought
        return Carry(label, self.figures.money(amount), self.columns, closing)


# The columns from left to right: day, what happened, the other side's number, due date, amount,
# balance. Where nothing stands in the third or the fourth, it is left out.
_SAID, _REF, _OPTIONAL, _FIGURES = 1, 2, (2, 3), (4, 5)
_Texts = tuple[str, str, str, str, str, str]


def statement_table(
    sheet: StatementSheet, paper: Paper, words: Words, said: StatementWords, figures: Figures
) -> StatementTable:
    """Measure what a statement tells; one that tells of nothing has a row that says so."""
    told = list(_told(sheet, said, figures))
    texts = [row for row, _ in told]
    number = words.their_number if sheet.side == "vendor" else words.your_reference
    heads = (words.date, said.document, number, words.due, words.amount, said.balance)
    kept = [
        place
        for place in range(len(heads))
        if place not in _OPTIONAL or any(row[place] for row in texts)
    ]
    columns = _columns(kept, heads, texts, paper)
    rows = (
        Row(_cells([row[place] for place in kept], columns), amount, columns)
        for row, amount in told
    )
    rule = ink(sheet.look.accent)
    return StatementTable(columns, tuple(rows), sheet.opening, rule, words, figures)


def _told(
    sheet: StatementSheet, said: StatementWords, figures: Figures
) -> Iterator[tuple[_Texts, Money]]:
    """The texts of every row, with what it adds to the balance."""
    nothing = Money(0, sheet.currency)
    if sheet.first is not None:
        opening = figures.money(sheet.opening)
        yield (figures.day(sheet.first), said.opening, "", "", "", opening), nothing
    for row in sheet.rows:
        yield _movement(row, said, figures), row.amount
    if not sheet.rows:
        yield ("", said.nothing, "", "", "", ""), nothing


def _movement(row: MovementSheet, said: StatementWords, figures: Figures) -> _Texts:
    happened = said.happened[f"{row.kind} {row.what}"]
    return (
        figures.day(row.date),
        one_line(happened.format(number=row.number or "")),
        one_line(row.reference or ""),
        figures.day(row.due) if row.due else "",
        figures.money(row.amount),
        figures.money(row.balance),
    )


def _columns(
    kept: Sequence[int], heads: _Texts, texts: Sequence[_Texts], paper: Paper
) -> tuple[Column, ...]:
    """Each as wide as it needs; what happened has the rest, and figures shrink to leave it."""
    for size, gap, reference in _TRIES:
        style = replace(BODY, size=size)
        widths = {
            place: _width(
                heads[place],
                (row[place] for row in texts),
                style if place in _FIGURES else BODY,
            )
            for place in kept
            if place != _SAID
        }
        if _REF in widths:
            widths[_REF] = max(min(widths[_REF], reference), LABEL.width(heads[_REF]))
        whole = paper.right - paper.left - gap * (len(kept) - 1)
        widths[_SAID] = whole - sum(widths.values())
        if widths[_SAID] >= _NARROWEST:
            break
    columns, at = [], paper.left
    for place in kept:
        ends, width = place in _FIGURES, widths[place]
        made = style if ends else BODY
        columns.append(Column(heads[place], at + width if ends else at, width, made, ends))
        at += width + gap
    return tuple(columns)


def _width(head: str, texts: Iterable[str], style: Style) -> float:
    return max(LABEL.width(head), *map(style.width, texts))


def _cells(texts: Sequence[str], columns: Sequence[Column]) -> Cells:
    return tuple(
        wrap(text, column.style, column.width) if text else ()
        for text, column in zip(texts, columns, strict=True)
    )
