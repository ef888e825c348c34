"""Below the lines: how the total comes about, what of it was used, and what remains."""

from dataclasses import dataclass, replace
from typing import Final

from app.domain.money import Money
from app.domain.sheet import DocumentSheet, TaxSheet, UseSheet
from app.paper import words
from app.paper.figures import day, money, percent
from app.paper.paragraph import Paragraph
from app.paper.pen import Pen
from app.paper.style import BASELINE, BODY, LABEL, STRONG, SUM, Paper, Style
from app.paper.text import clean, wrap

_TABLE: Final = "totals"  # its name among the tags
_WIDTH: Final = 236.0  # of the block, at the right edge
_GAP: Final = 16.0  # between a label and its amount
_RULE: Final = 4.0  # between a hairline and the line below it
_BELOW_LINES: Final = 12.0  # between the lines and the first of the sums
_BELOW_TEXT: Final = 28.0  # where there are no lines
_FEW: Final = 6  # so many uses stay in one piece with the total


@dataclass(frozen=True, slots=True)
class Sum:
    """A label over one or more lines and its amount at the right edge."""

    label: tuple[str, ...]
    amount: Money
    left: float
    right: float
    style: Style = BODY
    note: str = ""  # a quiet line below
    before: float = 0.0  # space above
    after: float = 4.0  # space below
    rule: bool = False  # a hairline above
    ornament: bool = False  # a repetition that screen readers pass over

    @property
    def height(self) -> float:
        """The label's lines and the space around them."""
        lines = len(self.label) * self.style.leading + bool(self.note) * LABEL.leading
        return self.before + lines + self.after

    def split(self, room: float, whole: float = 0.0) -> None:
        """A sum stays in one piece."""

    def draw(self, pen: Pen, top: float) -> None:
        """The label, then the amount on its first line."""
        at = top + self.before + self.style.leading - BODY.leading + BASELINE
        if self.rule:
            pen.rule(self.left, self.right, top + self.before - _RULE)
        if self.ornament:
            pen.ornament()
            self._draw_label(pen, at)
            pen.right(self.right, at, money(self.amount), self.style)
            pen.close()
            return
        table = pen.structure.table(_TABLE)
        row = pen.structure.group("TR", table)
        pen.open("TD", row)
        self._draw_label(pen, at)
        pen.close()
        pen.open("TD", row)
        pen.right(self.right, at, money(self.amount), self.style)
        pen.close()
        if self.note:
            below = at + len(self.label) * self.style.leading
            pen.open("TD", pen.structure.group("TR", table))
            pen.text(self.left, below, self.note, LABEL)
            pen.close()

    def _draw_label(self, pen: Pen, at: float) -> None:
        for place, line in enumerate(self.label):
            pen.text(self.left, at + place * self.style.leading, line, self.style)


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums below each other. Never split, unless no page could hold them."""

    rows: tuple[Sum, ...]

    @property
    def height(self) -> float:
        """All rows."""
        return sum(row.height for row in self.rows)

    def split(self, room: float, whole: float) -> "tuple[Sums, Sums] | None":
        """The rows that fit and the others, when even an empty page has not room for all."""
        if self.height <= whole:
            return None
        fit = 0
        while fit < len(self.rows) and self.rows[fit].height <= room:
            room -= self.rows[fit].height
            fit += 1
        return (Sums(self.rows[:fit]), Sums(self.rows[fit:])) if fit else None

    def draw(self, pen: Pen, top: float) -> None:
        """One below the other."""
        for row in self.rows:
            row.draw(pen, top)
            top += row.height


@dataclass(frozen=True, slots=True)
class UseTable:
    """Many applications and refunds, each lowering what is left of the total."""

    rows: tuple[Sum, ...]
    start: Money
    left: float
    right: float

    @property
    def heads(self) -> Paragraph:
        """What these rows are."""
        return Paragraph((words.USED,), self.left, LABEL, before=8.0, after=4.0)

    def carry(self, label: str, amount: Money) -> Sum:
        """What was left at a page break."""
        return Sum((label,), amount, self.left, self.right, LABEL, ornament=True)


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands below the lines: the totals, then many uses by themselves, then what remains."""

    sums: Sums
    uses: UseTable | None
    remaining: Sums


def totals(sheet: DocumentSheet, paper: Paper) -> Totals:
    """Measure everything from the subtotal to what remains."""
    left, right = paper.right - _WIDTH, paper.right
    make = _Maker(left, right)
    sums = make.how_it_adds_up(sheet)
    uses = tuple(make.use(use) for use in sheet.uses)
    remaining = make.remaining(sheet)
    if len(uses) > _FEW:
        return Totals(Sums(sums), UseTable(uses, sheet.total, left, right), Sums(remaining))
    return Totals(Sums((*sums, *uses, *remaining)), None, Sums(()))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes sums between two edges."""

    left: float
    right: float

    def row(self, label: str, amount: Money, style: Style = BODY) -> Sum:
        room = self.right - self.left - style.width(money(amount)) - _GAP
        lines = wrap(clean(label), style, room)
        return Sum(lines, amount, self.left, self.right, style)

    def how_it_adds_up(self, sheet: DocumentSheet) -> tuple[Sum, ...]:
        rows = []
        if sheet.shipping:
            rows.append(self.row(words.SHIPPING, sheet.shipping))
        if sheet.restocking_fee:
            rows.append(self.row(words.RESTOCKING_FEE, -sheet.restocking_fee))
        rows += [self.tax(tax) for tax in sheet.taxes]
        if rows:
            rows.insert(0, self.row(words.SUBTOTAL, sheet.subtotal))
        total = self.row(f"{words.TOTAL} {sheet.currency}", sheet.total, SUM)
        rows.append(replace(total, before=8.0, after=8.0, rule=True))
        rows[0] = replace(rows[0], before=_BELOW_LINES if sheet.lines else _BELOW_TEXT, rule=True)
        return tuple(rows)

    def tax(self, tax: TaxSheet) -> Sum:
        label = f"{tax.name} {percent(tax.rate)} {words.OF} {money(tax.base)}"
        return self.row(label, tax.amount)

    def use(self, use: UseSheet) -> Sum:
        return self.row(f"{use.text}, {day(use.date)}", -use.amount)

    def remaining(self, sheet: DocumentSheet) -> tuple[Sum, ...]:
        """Nothing remains of a draft yet, nor of a void document that was never used."""
        if sheet.mark and not sheet.uses:
            return ()
        note = ""
        if sheet.remaining and sheet.valid_until is not None:
            note = f"{words.VALID_UNTIL} {day(sheet.valid_until)}"
        row = self.row(words.REMAINING, sheet.remaining, STRONG)
        return (replace(row, note=note, before=8.0, rule=True),)
