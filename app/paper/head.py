"""The head of the first page: who writes to whom or whose it is, the title, and the facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.report import Letter
from app.domain.sheet import DocumentSheet, PartySheet
from app.paper.address import address_lines, name_lines
from app.paper.figures import Figures
from app.paper.pen import Pen
from app.paper.structure import Group
from app.paper.style import BODY, LABEL, NAME, SMALL, STRONG, TITLE, Paper, Style
from app.paper.text import clean, one_line, shorten, wrap
from app.paper.words import Words, title_of

# Baselines, from the upper edge. The address stands in the windows of C6/5, DL and #10 envelopes.
_SELLER: Final = 56.0
_WINDOW: Final = 188.0
_TITLE: Final = 280.0
_BELOW_TITLE: Final = 16.0
_CLEAR: Final = 28.0  # between blocks that grew beyond their place
_PLAIN_TITLE: Final = 96.0  # where nobody is written to
_FACT: Final = 72.0  # width of the labels of the facts, and more for a longer one
_FACT_GAP: Final = 12.0
_ADDRESS: Final = 228.0  # width of the address: the window without its rim
_NAME_LINES: Final = 3
_LINES: Final = 2  # of any other part of an address
_FACT_LINES: Final = 4  # of a fact, as long as the page has room for all of them
_BELOW_FACTS: Final = 96.0  # for the title and a little more
_ITEM: Final = "LI"  # the role of a fact: a label and what it says


@dataclass(frozen=True, slots=True)
class Written:
    """One line of text in its place, from the upper left corner."""

    x: float
    baseline: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Head:
    """Measured: elements in reading order, and where the rest of the page starts."""

    elements: tuple[tuple[str, tuple[Written, ...]], ...]
    height: float

    def draw(self, pen: Pen) -> None:
        """At the top of the first page; what says nothing is not there for screen readers."""
        facts: Group | None = None
        for role, lines in self.elements:
            if role == _ITEM:
                facts = facts or pen.structure.group("L", pen.structure.root)
                item = pen.structure.group(role, facts)
                _draw(pen, "Lbl", lines[:1], item)
                _draw(pen, "LBody", lines[1:], item)
            elif lines:
                _draw(pen, role, lines)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says; a fact that says nothing is not printed."""

    label: str
    text: str
    style: Style = BODY


def head(sheet: DocumentSheet, paper: Paper, words: Words, figures: Figures) -> Head:
    """The head of a document; what is too long for it is shortened with an ellipsis."""
    ours = sheet.kind == "vendor_credit"  # written to the vendor, whose credit it is
    sender, to = (sheet.buyer, sheet.seller) if ours else (sheet.seller, sheet.buyer)
    facts = (
        Fact(words.number, sheet.number or "", STRONG),
        Fact(words.date, figures.day(sheet.date)),
        Fact(words.due, figures.day(sheet.due) if sheet.due else ""),
        Fact(words.currency, sheet.currency),
        Fact(words.their_number if ours else words.your_reference, sheet.reference or ""),
        Fact(words.your_tax_id, to.tax_id or ""),
        Fact(words.valid_until, figures.day(sheet.valid_until) if sheet.valid_until else ""),
    )
    return letter_head(Letter(sender, to), title_of(sheet), facts, paper, words, figures)


def letter_head(
    letter: Letter,
    title: str,
    facts: Sequence[Fact],
    paper: Paper,
    words: Words,
    figures: Figures,
) -> Head:
    """The sender above, the address in the window, the facts beside it, the title below."""
    seller = _seller(letter.sender, paper, words, figures)
    window = max(_WINDOW, _lowest(seller) + _CLEAR + 16.0)
    buyer = _buyer(letter, paper, window, figures)
    placed = _facts(facts, (paper.aside, window), paper)
    at = max(_TITLE, _lowest(buyer, *placed) + TITLE.leading + 4.0)
    wide = paper.right - paper.left
    titles = _stack(title, (paper.left, at), wide, TITLE, _LINES)
    sender = _sender(letter.sender, paper, window - 16.0, figures)
    elements = (
        ("P", seller),
        ("P", (*sender, *buyer)),
        *((_ITEM, fact) for fact in placed),
        ("H1", titles),
    )
    return Head(elements, (_lowest(titles) or at) + _BELOW_TITLE)


def plain_head(whose: str, title: str, facts: Sequence[Fact], paper: Paper) -> Head:
    """Whose it is, the title, and the facts below it; nobody is written to."""
    wide = paper.right - paper.left
    owner = _stack(whose, (paper.left, _SELLER), wide, NAME, _NAME_LINES)
    at = max(_PLAIN_TITLE, _lowest(owner) + TITLE.leading + 8.0)
    titles = _stack(title, (paper.left, at), wide, TITLE, _LINES)
    below = _lowest(titles) or at
    placed = _facts(facts, (paper.left, below + _CLEAR - 4.0), paper)
    elements = (("P", owner), ("H1", titles), *((_ITEM, fact) for fact in placed))
    return Head(elements, max(below, _lowest(*placed)) + _BELOW_TITLE)


def _draw(pen: Pen, role: str, lines: Sequence[Written], inside: Group | None = None) -> None:
    pen.open(role, inside)
    for line in lines:
        pen.text(line.x, line.baseline, line.text, line.style)
    pen.close()


def _lowest(*groups: tuple[Written, ...]) -> float:
    return max((line.baseline for group in groups for line in group), default=0.0)


def _stack(
    text: str, at: tuple[float, float], width: float, style: Style, most: int
) -> tuple[Written, ...]:
    """A text as at most so many lines from a place downwards; nothing for an empty one."""
    x, baseline = at
    lines = tuple(line for line in wrap(clean(text).strip(), style, width) if line)
    return tuple(
        Written(x, baseline + place * style.leading, line, style)
        for place, line in enumerate(shorten(lines, most, style, width))
    )


def _seller(
    party: PartySheet, paper: Paper, words: Words, figures: Figures
) -> tuple[Written, ...]:
    """The name on the left, all else on the right, both from the same baseline."""
    placed: list[Written] = []
    width = paper.aside - paper.left - 24.0
    for text, style in zip(name_lines(party), (NAME, LABEL), strict=False):
        at = _lowest(tuple(placed)) + style.leading if placed else _SELLER
        placed += _stack(text, (paper.left, at), width, style, _NAME_LINES)
    ids = (
        (words.tax_id, party.tax_id),
        (words.registration, party.registration_id),
    )
    details = (
        *address_lines(party, figures, seen_from=None),
        *(text for text in (party.phone, party.email) if text),
        *(f"{label} {text}" for label, text in ids if text),
    )
    at = _SELLER
    for text in details:
        lines = _stack(text, (paper.aside, at), paper.right - paper.aside, LABEL, _LINES)
        at += len(lines) * LABEL.leading
        placed += lines
    return tuple(placed)


def _sender(
    party: PartySheet, paper: Paper, baseline: float, figures: Figures
) -> tuple[Written, ...]:
    """The line above the address by which the post finds the way back, as much as fits."""
    line = ""
    for part in (*name_lines(party)[:1], *address_lines(party, figures, seen_from=None)):
        longer = f"{line} · {one_line(part)}" if line else one_line(part)
        if SMALL.width(longer) > _ADDRESS:
            break
        line = longer
    return (Written(paper.left, baseline, line, SMALL),) if line else ()


def _buyer(letter: Letter, paper: Paper, at: float, figures: Figures) -> tuple[Written, ...]:
    placed: list[Written] = []
    parts = [
        (text, STRONG if not place else BODY, _NAME_LINES)
        for place, text in enumerate(name_lines(letter.to))
    ]
    home = letter.sender.country
    parts += [(text, BODY, _LINES) for text in address_lines(letter.to, figures, seen_from=home)]
    for text, style, most in parts:
        lines = _stack(text, (paper.left, at), _ADDRESS, style, most)
        at += len(lines) * style.leading
        placed += lines
    return tuple(placed)


def _facts(
    facts: Sequence[Fact], corner: tuple[float, float], paper: Paper
) -> tuple[tuple[Written, ...], ...]:
    """Label and value, label and value; only those that there are."""
    left, at = corner
    labels = [one_line(fact.label) for fact in facts]
    widest = max(map(LABEL.width, labels), default=0.0)
    x = left + min(max(_FACT, widest + _FACT_GAP), (paper.right - left) / 2)
    fit = int((paper.bottom - _BELOW_FACTS - at) / BODY.leading / max(len(facts), 1))
    most = max(1, min(fit, _FACT_LINES))
    placed = []
    for label, fact in zip(labels, facts, strict=True):
        value = _stack(fact.text, (x, at), paper.right - x, fact.style, most)
        if value:
            room = x - left - _FACT_GAP
            said = shorten(wrap(label, LABEL, room), 1, LABEL, room)[0]
            placed.append((Written(left, at, said, LABEL), *value))
            at += len(value) * fact.style.leading
    return tuple(placed)
