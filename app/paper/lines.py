"""The table of lines: columns as wide as their figures, descriptions wrapped, sums carried."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from app.domain.money import Money
from app.domain.sheet import DocumentSheet, LineSheet
from app.domain.template import COLUMNS
from app.paper.accent import ink
from app.paper.figures import Figures
from app.paper.pen import Pen
from app.paper.style import BASELINE, BODY, LABEL, Colour, Paper, Style
from app.paper.text import clean, one_line, shorten, wrap
from app.paper.units import unit_name
from app.paper.words import Words

_TABLE: Final = "lines"  # its name among the tags
_GAP: Final = 14.0  # between columns
_UNIT_GAP: Final = 3.0  # between a quantity and its unit
_UNIT_WIDTH: Final = 72.0  # at most
_ABOVE: Final = 16.0  # above the heads
_PAD: Final = 4.0  # above and below the text of a row
_NARROWEST: Final = 128.0  # a description keeps this much; figures become smaller instead
_SIZES: Final = (9.0, 8.0, 7.0, 6.0)
_WHOLE: Final = 8  # a row of up to so many lines is not split
_TOGETHER: Final = 3  # lines that a split leaves on either side


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of one line, or their heads, as text."""

    quantity: str
    unit: str
    price: str
    rate: str
    amount: str
    whole_unit: str = ""  # of one that had to be shortened


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns are: left edges for text, right edges for figures."""

    left: float
    description: float  # how wide it is
    quantity: float
    unit: float
    price: float
    rate: float
    shown: tuple[str, ...]  # of template.COLUMNS
    amount: float
    style: Style  # of the figures
    words: Words
    rule: Colour  # of the hairline below the heads

    @property
    def heads(self) -> Cells:
        """What stands over the columns."""
        words = self.words
        return Cells(words.quantity, "", words.unit_price, words.tax, words.amount)

    def edges(self, cells: Cells) -> tuple[tuple[float, str], ...]:
        """The right edges of the columns with what ends there, from left to right."""
        found = {
            "quantity": (self.quantity, cells.quantity),
            "unit_price": (self.price, cells.price),
            "tax": (self.rate, cells.rate),
        }
        return (*(found[name] for name in self.shown), (self.amount, cells.amount))


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the columns over a hairline."""

    columns: Columns

    @property
    def height(self) -> float:
        """With the space above."""
        return _ABOVE + BODY.leading + 2 * _PAD

    def split(self, room: float, whole: float) -> None:
        """Heads stay in one piece."""

    def draw(self, pen: Pen, top: float) -> None:
        """Heads for screen readers the first time; repetitions they need not hear."""
        at, columns = top + _ABOVE + _PAD + BASELINE, self.columns
        if pen.structure.has_table(_TABLE):
            pen.ornament()
            pen.text(columns.left, at, columns.words.description, LABEL)
            for edge, head in columns.edges(columns.heads):
                pen.right(edge, at, head, LABEL)
            pen.close()
        else:
            row = pen.structure.group("TR", pen.structure.table(_TABLE))
            pen.open("TH", row)
            pen.text(columns.left, at, columns.words.description, LABEL)
            pen.close()
            for edge, head in columns.edges(columns.heads):
                pen.open("TH", row)
                pen.right(edge, at, head, LABEL)
                pen.close()
        pen.rule(columns.left, columns.amount, top + self.height, columns.rule)


@dataclass(frozen=True, slots=True)
class Row:
    """One line. The rest of a split one has text but no figures."""

    text: tuple[str, ...]
    cells: Cells | None
    amount: Money
    columns: Columns

    @property
    def height(self) -> float:
        """The description's lines and the space around them."""
        return len(self.text) * BODY.leading + 2 * _PAD

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """Only a long description is split; the figures stay with its first part."""
        fit = min(int((room - 2 * _PAD) // BODY.leading), len(self.text) - _TOGETHER)
        if len(self.text) <= _WHOLE or fit < _TOGETHER:
            return None
        nothing = Money(0, self.amount.currency)
        rest = replace(self, text=self.text[fit:], cells=None, amount=nothing)
        return replace(self, text=self.text[:fit]), rest

    def draw(self, pen: Pen, top: float) -> None:
        """The description, then the figures on its first line."""
        row = pen.structure.row(_TABLE, again=self.cells is None)
        columns, first = self.columns, top + _PAD + BASELINE
        pen.cell(row, 0)
        room = (columns.left, columns.left + columns.description)
        for place, line in enumerate(self.text):
            pen.running(room, first + place * BODY.leading, line, BODY)
        pen.close()
        if self.cells is None:
            return
        for place, (edge, figure) in enumerate(columns.edges(self.cells)):
            pen.open("TD", row)
            pen.right(edge, first, figure, columns.style)
            if not place and self.cells.unit and "quantity" in columns.shown:
                pen.text(columns.unit, first, self.cells.unit, columns.style)
            pen.close()


@dataclass(frozen=True, slots=True)
class Carry:
    """The sum so far, below the last row of a page and above the first of the next."""

    label: str
    amount: str
    columns: Columns
    closing: bool  # under a hairline, at the end of a page

    @property
    def height(self) -> float:
        """As a row of one line."""
        return BODY.leading + 2 * _PAD

    def split(self, room: float, whole: float) -> None:
        """One line stays in one piece."""

    def draw(self, pen: Pen, top: float) -> None:
        """Quietly: it is not a line of the document."""
        columns, at = self.columns, top + _PAD + BASELINE
        if self.closing:
            pen.rule(columns.left, columns.amount, top)
        pen.ornament()
        pen.text(columns.left, at, self.label, LABEL)
        pen.right(columns.amount, at, self.amount, columns.style)
        pen.close()


@dataclass(frozen=True, slots=True)
class LineTable:
    """All lines of a document, measured."""

    columns: Columns
    rows: tuple[Row, ...]
    start: Money
    figures: Figures

    @property
    def heads(self) -> Heads:
        """The heads of the columns."""
        return Heads(self.columns)

    def carry(self, amount: Money, *, closing: bool) -> Carry:
        """The row that says the sum at a page break."""
        words = self.columns.words
        label = words.carried if closing else words.brought
        return Carry(label, self.figures.money(amount), self.columns, closing)


def line_table(sheet: DocumentSheet, paper: Paper, words: Words, figures: Figures) -> LineTable:
    """Measure the lines of a sheet, at least one."""
    cells = [_cells(line, sheet.currency, words, figures) for line in sheet.lines]
    columns = _columns(cells, sheet, paper, words, figures)
    rows = (
        Row(_description(line, cell, columns), cell, line.amount, columns)
        for line, cell in zip(sheet.lines, cells, strict=True)
    )
    return LineTable(columns, tuple(rows), Money(0, sheet.currency), figures)


def _description(line: LineSheet, cell: Cells, columns: Columns) -> tuple[str, ...]:
    """With a unit below it that is too long for its own column."""
    text = clean(line.description).strip()
    if cell.whole_unit and "quantity" in columns.shown:
        text = f"{text}\n({cell.whole_unit})"
    return wrap(text, BODY, columns.description)


def _cells(line: LineSheet, currency: str, words: Words, figures: Figures) -> Cells:
    unit = one_line(unit_name(line.unit, line.quantity, words, figures))
    short = shorten(wrap(unit, BODY, _UNIT_WIDTH), 1, BODY, _UNIT_WIDTH)[0]
    return Cells(
        one_line(figures.grouped(line.quantity)),
        short,
        one_line(figures.unit_price(line.unit_price, currency)),
        "" if line.tax_rate is None else one_line(figures.percent(line.tax_rate)),
        figures.money(line.amount),
        "" if short == unit else unit,
    )


def _columns(
    cells: Sequence[Cells], sheet: DocumentSheet, paper: Paper, words: Words, figures: Figures
) -> Columns:
    """From the right edge to the left, each as wide as it needs; the description has the rest."""
    sums = accumulate(line.amount.minor for line in sheet.lines)
    widest_sum = figures.money(Money(max(sums, key=abs), sheet.currency))
    shown = tuple(
        name
        for name in COLUMNS
        if name in sheet.look.columns and (name != "tax" or any(cell.rate for cell in cells))
    )
    heads = words.quantity, words.unit_price, words.tax
    quantities, prices, rates = zip(*((c.quantity, c.price, c.rate) for c in cells), strict=True)
    needs = dict(zip(COLUMNS, zip(heads, (quantities, prices, rates), strict=True), strict=True))
    for size in _SIZES:
        style = replace(BODY, size=size)
        rooms = {
            name: _width(head, figures_, style) + _GAP if name in shown else 0.0
            for name, (head, figures_) in needs.items()
        }
        rate = paper.right - _GAP
        rate -= _width(words.amount, [*(cell.amount for cell in cells), widest_sum], style)
        price = rate - rooms["tax"]
        unit = price - rooms["unit_price"]
        units = max(style.width(cell.unit) for cell in cells) if "quantity" in shown else 0.0
        quantity = unit - units - _UNIT_GAP if units else unit
        width = quantity - rooms["quantity"] - paper.left
        if width >= _NARROWEST:
            break
    return Columns(
        left=paper.left,
        description=width,
        quantity=quantity,
        unit=quantity + _UNIT_GAP,
        price=price,
        rate=rate,
        shown=shown,
        amount=paper.right,
        style=style,
        words=words,
        rule=ink(sheet.look.accent),
    )


def _width(head: str, figures: Iterable[str], style: Style) -> float:
    return max(LABEL.width(head), *map(style.width, figures))
