"""Below the lines: how the total comes about, what of it was used, and what remains."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.domain.money import Money
from app.domain.sheet import (
    APPLIED,
    CREDITED,
    EXPIRED,
    PAID,
    REFUNDED,
    VOIDED,
    DocumentSheet,
    TaxSheet,
    UseSheet,
)
from app.paper.accent import ink
from app.paper.figures import Figures
from app.paper.paragraph import Paragraph
from app.paper.pen import Pen
from app.paper.structure import ROW_HEAD
from app.paper.style import BASELINE, BODY, HAIR, LABEL, STRONG, SUM, Colour, Paper, Style
from app.paper.text import clean, wrap
from app.paper.words import Words

_TABLE: Final = "totals"  # its name among the tags
_WIDTH: Final = 236.0  # of the block, at the right edge
_GAP: Final = 16.0  # between a label and its amount
_RULE: Final = 4.0  # between a hairline and the line below it
_BELOW_LINES: Final = 12.0  # between the lines and the first of the sums
_BELOW_TEXT: Final = 28.0  # where there are no lines
_TALL: Final = 20  # lines of a label that stay on one page
_FEW: Final = 6  # so many uses stay in one piece with the total


@dataclass(frozen=True, slots=True)
class Sum:
    """A label over one or more lines and its amount at the right edge."""

    label: tuple[str, ...]
    amount: Money
    figure: str  # the amount as it is written
    left: float
    right: float
    style: Style = BODY
    note: str = ""  # a quiet line below
    before: float = 0.0  # space above
    after: float = 4.0  # space below
    rule: Colour | None = None  # a hairline above
    ornament: bool = False  # a repetition that screen readers pass over
    goes_on: bool = False  # the rest of the label before, without an amount

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
            pen.rule(self.left, self.right, top + self.before - _RULE, self.rule)
        if self.ornament:
            pen.ornament()
            self._draw_label(pen, at)
            pen.right(self.right, at, self.figure, self.style)
            pen.close()
            return
        row = pen.structure.row(_TABLE, again=self.goes_on)
        if self.goes_on:
            pen.cell(row, 0)
            self._draw_label(pen, at)
            pen.close()
            return
        pen.open("TH", row, ROW_HEAD)
        self._draw_label(pen, at)
        pen.close()
        pen.open("TD", row)
        pen.right(self.right, at, self.figure, self.style)
        pen.close()
        if self.note:
            pen.cell(row, 0)
            below = at + (len(self.label) - 1) * self.style.leading + LABEL.leading
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
    """Many applications and refunds, or payments, each lowering what is left of the total."""

    label: str
    rows: tuple[Sum, ...]
    start: Money
    left: float
    right: float
    words: Words
    figures: Figures

    @property
    def heads(self) -> Paragraph:
        """What these rows are."""
        return Paragraph((self.label,), self.left, LABEL, before=8.0, after=4.0)

    def carry(self, amount: Money, *, closing: bool) -> Sum:
        """What was left at a page break."""
        label = self.words.carried if closing else self.words.brought
        figure = self.figures.money(amount)
        return Sum((label,), amount, figure, self.left, self.right, LABEL, ornament=True)


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands below the lines: the totals, then many uses by themselves, then what remains."""

    sums: Sums
    uses: UseTable | None
    remaining: Sums


def totals(sheet: DocumentSheet, paper: Paper, words: Words, figures: Figures) -> Totals:
    """Measure everything from the subtotal to what remains."""
    left, right = paper.right - _WIDTH, paper.right
    make = _Maker(left, right, words, figures)
    sums = make.how_it_adds_up(sheet)
    uses = tuple(part for use in sheet.uses for part in make.use(use))
    remaining = make.remaining(sheet)
    if len(sheet.uses) > _FEW:
        label = words.settled if sheet.kind == "invoice" else words.used
        table = UseTable(label, uses, sheet.total, left, right, words, figures)
        return Totals(Sums(sums), table, Sums(remaining))
    return Totals(Sums((*sums, *uses, *remaining)), None, Sums(()))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes sums between two edges."""

    left: float
    right: float
    words: Words
    figures: Figures

    def row(self, label: str, amount: Money, style: Style = BODY) -> Sum:
        figure = self.figures.money(amount)
        room = self.right - self.left - style.width(figure) - _GAP
        lines = wrap(clean(label), style, room)
        return Sum(lines, amount, figure, self.left, self.right, style)

    def how_it_adds_up(self, sheet: DocumentSheet) -> tuple[Sum, ...]:
        rows = []
        if sheet.shipping:
            rows.append(self.row(self.words.shipping, sheet.shipping))
        if sheet.restocking_fee:
            rows.append(self.row(self.words.restocking_fee, -sheet.restocking_fee))
        for tax in sheet.taxes:
            rows += self.tax(tax)
        if rows:
            rows.insert(0, self.row(self.words.subtotal, sheet.subtotal))
        total = self.row(f"{self.words.total} {sheet.currency}", sheet.total, SUM)
        rows.append(replace(total, before=8.0, after=8.0, rule=ink(sheet.look.accent)))
        before = _BELOW_LINES if sheet.lines else _BELOW_TEXT
        rows[0] = replace(rows[0], before=before, rule=rows[0].rule or HAIR)
        return tuple(rows)

    def tax(self, tax: TaxSheet) -> Iterator[Sum]:
        rate, base = self.figures.percent(tax.rate), self.figures.money(tax.base)
        label = self.words.tax_of.format(name=tax.name, rate=rate, base=base)
        return self.parts(label, tax.amount)

    def parts(self, label: str, amount: Money) -> Iterator[Sum]:
        """A row, in parts where its label is so long that pages must be able to end within."""
        whole = self.row(label, amount)
        for start in range(0, len(whole.label), _TALL):
            part, last = whole.label[start : start + _TALL], start + _TALL >= len(whole.label)
            made = replace(whole, label=part, after=whole.after if last else 0.0)
            yield replace(made, amount=amount - amount, goes_on=True) if start else made

    def use(self, use: UseSheet) -> Iterator[Sum]:
        day = self.figures.day(use.date)
        label = self.words.use_on.format(use=_use(use, self.words), day=day)
        return self.parts(label, -use.amount)

    def remaining(self, sheet: DocumentSheet) -> tuple[Sum, ...]:
        """Nothing remains of a draft yet, nor of a void document that was never used."""
        words = self.words
        if sheet.mark and not sheet.uses:
            return ()
        if sheet.kind == "invoice":
            label, until, last = words.amount_due, words.due_by_day, sheet.due
        else:
            label, until, last = words.remaining, words.valid_until_day, sheet.valid_until
        note = ""
        if sheet.remaining and last is not None:
            note = until.format(day=self.figures.day(last))
        elif sheet.kind == "invoice" and not sheet.remaining:
            note = words.settled_in_full
        row = self.row(label, sheet.remaining, STRONG)
        return (replace(row, note=note, before=8.0, rule=HAIR),)


def _use(use: UseSheet, words: Words) -> str:
    """What became of an amount, without its day."""
    if use.what == REFUNDED:
        return words.refunds.get(use.method or "", words.refunded)
    said = {
        APPLIED: words.applied,
        EXPIRED: words.expired,
        VOIDED: words.voided,
        CREDITED: words.by_credit,
        PAID: words.paid_by,
    }
    return said[use.what].format(number=use.number)
