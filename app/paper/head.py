"""The head of the first page: who writes to whom, the title, and the facts beside the address."""

from dataclasses import dataclass
from typing import Final

from app.domain.sheet import DocumentSheet, PartySheet
from app.paper import words
from app.paper.address import address_lines, name_lines
from app.paper.figures import day
from app.paper.pen import Pen
from app.paper.style import BODY, LABEL, NAME, SMALL, STRONG, TITLE, Paper, Style
from app.paper.text import clean, one_line, shorten, wrap

# Baselines, from the upper edge. The address stands in the windows of C6/5, DL and #10 envelopes.
_SELLER: Final = 56.0
_WINDOW: Final = 188.0
_TITLE: Final = 280.0
_BELOW_TITLE: Final = 16.0
_CLEAR: Final = 28.0  # between blocks that grew beyond their place
_FACT: Final = 72.0  # width of the labels of the facts
_ADDRESS: Final = 228.0  # width of the address: the window without its rim
_NAME_LINES: Final = 3
_LINES: Final = 2  # of any other part of an address
_FACT_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text in its place, from the upper left corner."""

    x: float
    baseline: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Head:
    """Measured: elements in reading order, and where the rest of the page starts."""

    elements: tuple[tuple[str, tuple[Words, ...]], ...]
    height: float

    def draw(self, pen: Pen) -> None:
        """At the top of the first page."""
        for role, lines in self.elements:
            pen.open(role)
            for line in lines:
                pen.text(line.x, line.baseline, line.text, line.style)
            pen.close()


def head(sheet: DocumentSheet, paper: Paper) -> Head:
    """Measure the head; what is too long for it is shortened with an ellipsis."""
    seller = _seller(sheet.seller, paper)
    window = max(_WINDOW, _lowest(seller) + _CLEAR + 16.0)
    buyer = _buyer(sheet, paper, window)
    facts = _facts(sheet, paper, window)
    title = max(_TITLE, _lowest(buyer, *facts) + TITLE.leading + 4.0)
    wide = paper.right - paper.left
    titles = _stack(sheet.title, (paper.left, title), wide, TITLE, _LINES)
    elements = (
        ("P", seller),
        ("P", (*_sender(sheet.seller, paper, window - 16.0), *buyer)),
        *(("P", fact) for fact in facts),
        ("H1", titles),
    )
    return Head(elements, _lowest(titles) + _BELOW_TITLE)


def _lowest(*groups: tuple[Words, ...]) -> float:
    return max((line.baseline for group in groups for line in group), default=0.0)


def _stack(
    text: str, at: tuple[float, float], width: float, style: Style, most: int
) -> tuple[Words, ...]:
    """A text as at most so many lines from a place downwards; nothing for an empty one."""
    x, baseline = at
    lines = shorten(wrap(clean(text).strip(), style, width), most, style, width)
    return tuple(
        Words(x, baseline + place * style.leading, line, style)
        for place, line in enumerate(lines)
        if line
    )


def _seller(party: PartySheet, paper: Paper) -> tuple[Words, ...]:
    """The name on the left, all else on the right, both from the same baseline."""
    placed: list[Words] = []
    width = paper.aside - paper.left - 24.0
    for text, style in zip(name_lines(party), (NAME, LABEL), strict=False):
        at = _lowest(tuple(placed)) + style.leading if placed else _SELLER
        placed += _stack(text, (paper.left, at), width, style, _NAME_LINES)
    ids = (
        (words.TAX_ID, party.tax_id),
        (words.REGISTRATION, party.registration_id),
    )
    details = (
        *address_lines(party, seen_from=None),
        *(text for text in (party.phone, party.email) if text),
        *(f"{label} {text}" for label, text in ids if text),
    )
    at = _SELLER
    for text in details:
        lines = _stack(text, (paper.aside, at), paper.right - paper.aside, LABEL, _LINES)
        at += len(lines) * LABEL.leading
        placed += lines
    return tuple(placed)


def _sender(party: PartySheet, paper: Paper, baseline: float) -> tuple[Words, ...]:
    """The line above the address by which the post finds the way back, as much as fits."""
    line = ""
    for part in (*name_lines(party)[:1], *address_lines(party, seen_from=None)):
        longer = f"{line} · {one_line(part)}" if line else one_line(part)
        if SMALL.width(longer) > _ADDRESS:
            break
        line = longer
    return (Words(paper.left, baseline, line, SMALL),) if line else ()


def _buyer(sheet: DocumentSheet, paper: Paper, at: float) -> tuple[Words, ...]:
    party = sheet.buyer
    placed: list[Words] = []
    parts = [
        (text, STRONG if not place else BODY, _NAME_LINES)
        for place, text in enumerate(name_lines(party))
    ]
    home = sheet.seller.country
    parts += [(text, BODY, _LINES) for text in address_lines(party, seen_from=home)]
    for text, style, most in parts:
        lines = _stack(text, (paper.left, at), _ADDRESS, style, most)
        at += len(lines) * style.leading
        placed += lines
    return tuple(placed)


def _facts(sheet: DocumentSheet, paper: Paper, at: float) -> tuple[tuple[Words, ...], ...]:
    """Label and value, label and value; only those that there are."""
    facts = (
        (words.NUMBER, sheet.number, STRONG),
        (words.DATE, day(sheet.date), BODY),
        (words.CURRENCY, sheet.currency, BODY),
        (words.REFERENCE, sheet.reference, BODY),
        (words.YOUR_TAX_ID, sheet.buyer.tax_id, BODY),
        (words.VALID_UNTIL, day(sheet.valid_until) if sheet.valid_until else None, BODY),
    )
    x = paper.aside + _FACT
    placed = []
    for label, text, style in facts:
        value = _stack(text or "", (x, at), paper.right - x, style, _FACT_LINES)
        if value:
            placed.append((Words(paper.aside, at, label, LABEL), *value))
            at += len(value) * style.leading
    return tuple(placed)
