"""The head of the first page: who writes to whom or whose it is, the title, and the facts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.sheet import DocumentSheet, PartySheet
from app.domain.template import Look
from app.paper.accent import ink
from app.paper.address import address_lines, name_lines
from app.paper.figures import Figures
from app.paper.logo import HEIGHT, Logo, draw_logo, logo
from app.paper.paragraph import MEASURE, Paragraph, labelled, paragraph
from app.paper.pen import Pen
from app.paper.structure import Group
from app.paper.style import BODY, LABEL, NAME, SMALL, STRONG, TITLE, Paper, Style
from app.paper.text import ELLIPSIS, clean, one_line, shorten, wrap
from app.paper.words import Words, title_of

# Baselines, from the upper edge. The address stands in the windows of C6/5, DL and #10 envelopes.
_SELLER: Final = 56.0
_SIGN: Final = 48.0  # the upper edge of a logo: at the height of the first capitals
_WINDOW: Final = 188.0
_TITLE: Final = 288.0
_BELOW_TITLE: Final = 16.0
_CLEAR: Final = 28.0  # between blocks that grew beyond their place
_PLAIN_TITLE: Final = 96.0  # where nobody is written to
_FACT: Final = 72.0  # width of the labels of the facts, and more for a longer one
_FACT_GAP: Final = 12.0
_ADDRESS: Final = 228.0  # width of the address: the window without its rim
_NAME_LINES: Final = 3
_LINES: Final = 2  # of any other part of an address
_STREET_LINES: Final = 6
_FACT_LINES: Final = 4  # of a fact, as long as the page has room for all of them
_BELOW_FACTS: Final = 96.0  # for the title and a little more
_ITEM: Final = "LI"  # the role of a fact: a label and what it says

# A tax number that begins with the country it is of: one for VAT.
_COUNTRIES: Final = (
    "AT BE BG CHE CY CZ DE DK EE EL ES FI FR GB HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI"
)
_VAT: Final = re.compile(rf"({'|'.join(_COUNTRIES.split())})[ .-]?\w*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """Who writes to whom."""

    sender: PartySheet
    to: PartySheet


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
    logo: Logo | None = None
    says: str = ""  # instead of the logo
    cut: tuple[tuple[str, str], ...] = ()  # label and text of what was too long

    def draw(self, pen: Pen) -> None:
        """At the top of the first page; what says nothing is not there for screen readers."""
        if self.logo is not None:
            draw_logo(pen, self.logo, (pen.paper.left, _SIGN), self.says)
        facts: Group | None = None
        for role, lines in self.elements:
            if role == _ITEM:
                facts = facts or pen.structure.group("L", pen.structure.root)
                item = pen.structure.group(role, facts)
                _draw(pen, "Lbl", lines[:1], item)
                _draw(pen, "LBody", lines[1:], item)
            elif lines:
                _draw(pen, role, lines)

    def in_full(self, paper: Paper) -> tuple[Paragraph, ...]:
        """What was too long for the head, whole, for the end of the document."""
        return tuple(
            labelled(label, text, paper, before=4.0 if place else 24.0)
            if label
            else paragraph(text, paper.left, MEASURE, BODY, before=12.0 if place else 24.0)
            for place, (label, text) in enumerate(self.cut)
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says; a fact that says nothing is not printed."""

    label: str
    text: str
    style: Style = BODY


def letter_of(sheet: DocumentSheet) -> Letter:
    """Who writes to whom. A vendor's credit is confirmed by us, whom the vendor gave it."""
    if sheet.kind == "vendor_credit":
        return Letter(sheet.buyer, sheet.seller)
    return Letter(sheet.seller, sheet.buyer)


def head(sheet: DocumentSheet, paper: Paper, words: Words, figures: Figures) -> Head:
    """The head of a document."""
    letter = letter_of(sheet)
    theirs = words.their_number if sheet.kind == "vendor_credit" else words.your_reference
    facts = (
        Fact(words.number, sheet.number or "", STRONG),
        Fact(words.date, figures.day(sheet.date)),
        Fact(words.due, figures.day(sheet.due) if sheet.due else ""),
        Fact(words.currency, sheet.currency),
        Fact(theirs, sheet.reference or ""),
        tax_fact(letter.to, words),
        Fact(words.valid_until, figures.day(sheet.valid_until) if sheet.valid_until else ""),
    )
    return letter_head(letter, title_of(sheet), facts, paper, words, figures, sheet.look)


def tax_fact(party: PartySheet, words: Words) -> Fact:
    """The addressee's tax number, called what it is."""
    number = party.tax_id or ""
    return Fact(words.your_vat_id if _is_vat(number) else words.your_tax_id, number)


def letter_head(
    letter: Letter,
    title: str,
    facts: Sequence[Fact],
    paper: Paper,
    words: Words,
    figures: Figures,
    look: Look,
) -> Head:
    """The sender above, the address in the window, the facts beside it, the title below.

    What is too long for its place is shortened with an ellipsis, and `in_full` has all of it.
    """
    setter, picture = _Setter(paper), logo(look.logo)
    letter = Letter(setter.party(letter.sender), setter.party(letter.to))
    sign, details = _sender(setter, letter.sender, words, figures, named=picture is None)
    sign_end = _lowest(sign) if picture is None else _SIGN + HEIGHT
    window = max(_WINDOW, sign_end + _CLEAR + 16.0)
    buyer = _addressee(setter, letter, window, figures)
    placed = setter.facts(facts, (paper.aside, max(window, _lowest(details) + _CLEAR)))
    at = max(_TITLE, _lowest(buyer, *placed) + TITLE.leading + 12.0)
    style = replace(TITLE, colour=ink(look.accent))
    titles = setter.stack(title, (paper.left, at), paper.right - paper.left, style, _LINES)
    back = _way_back(letter.sender, paper, window - 16.0, figures)
    elements = (
        ("P", (*sign, *details)),
        ("P", (*back, *buyer)),
        *((_ITEM, fact) for fact in placed),
        ("H1", titles),
    )
    end = (_lowest(titles) or at) + _BELOW_TITLE
    says = one_line(letter.sender.name)
    return Head(elements, end, picture, says, tuple(setter.cut))


def plain_head(whose: str, title: str, facts: Sequence[Fact], paper: Paper) -> Head:
    """Whose it is, the title, and the facts below it; nobody is written to."""
    setter = _Setter(paper)
    wide = paper.right - paper.left
    owner = setter.stack(whose, (paper.left, _SELLER), wide, NAME, _NAME_LINES)
    at = max(_PLAIN_TITLE, _lowest(owner) + TITLE.leading + 8.0)
    titles = setter.stack(title, (paper.left, at), wide, TITLE, _LINES)
    below = _lowest(titles) or at
    placed = setter.facts(facts, (paper.left, below + _CLEAR - 4.0))
    elements = (("P", owner), ("H1", titles), *((_ITEM, fact) for fact in placed))
    end = max(below, _lowest(*placed)) + _BELOW_TITLE
    return Head(elements, end, cut=tuple(setter.cut))


class _Setter:
    """Sets texts into their places, and keeps those that were too long."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.cut: list[tuple[str, str]] = []

    def stack(
        self,
        text: str,
        at: tuple[float, float],
        width: float,
        style: Style,
        most: int,
        label: str = "",
    ) -> tuple[Written, ...]:
        """A text as at most so many lines from a place downwards; nothing for an empty one."""
        x, baseline = at
        lines = tuple(line for line in wrap(clean(text).strip(), style, width) if line)
        if len(lines) > most:
            self.cut.append((label, text))
            lines = shorten(lines, most, style, width)
        return tuple(
            Written(x, baseline + place * style.leading, line, style)
            for place, line in enumerate(lines)
        )

    def column(
        self, parts: Iterable[tuple[str, Style, int]], at: tuple[float, float], width: float
    ) -> tuple[Written, ...]:
        """Texts below each other, each of at most so many lines."""
        placed: list[Written] = []
        x, baseline = at
        for text, style, most in parts:
            lines = self.stack(text, (x, baseline), width, style, most)
            baseline += len(lines) * style.leading
            placed += lines
        return tuple(placed)

    def party(self, party: PartySheet) -> PartySheet:
        """A party with so much of its street that the town below it stays in its place."""
        lines = [line for line in (party.street or "").splitlines() if line.strip()]
        if len(lines) <= _STREET_LINES:
            return party
        self.cut.append(("", party.street or ""))
        return replace(party, street="\n".join(lines[:_STREET_LINES]) + ELLIPSIS)

    def facts(
        self, facts: Sequence[Fact], corner: tuple[float, float]
    ) -> tuple[tuple[Written, ...], ...]:
        """Label and value, label and value; only those that there are."""
        (left, at), paper = corner, self.paper
        told = [(one_line(fact.label), fact) for fact in facts if fact.text.strip()]
        widest = max((LABEL.width(label) for label, _ in told), default=0.0)
        x = left + min(max(_FACT, widest + _FACT_GAP), (paper.right - left) / 2)
        fit = int((paper.bottom - _BELOW_FACTS - at) / BODY.leading / max(len(facts), 1))
        most = max(1, min(fit, _FACT_LINES))
        placed = []
        for label, fact in told:
            width = paper.right - x
            value = self.stack(fact.text, (x, at), width, fact.style, most, label)
            if value:
                room = x - left - _FACT_GAP
                said = shorten(wrap(label, LABEL, room), 1, LABEL, room)[0]
                placed.append((Written(left, at, said, LABEL), *value))
                at += len(value) * fact.style.leading
        return tuple(placed)


def _draw(pen: Pen, role: str, lines: Sequence[Written], inside: Group | None = None) -> None:
    pen.open(role, inside)
    for line in lines:
        pen.text(line.x, line.baseline, line.text, line.style)
    pen.close()


def _lowest(*groups: tuple[Written, ...]) -> float:
    return max((line.baseline for group in groups for line in group), default=0.0)


def _sender(
    setter: _Setter, party: PartySheet, words: Words, figures: Figures, *, named: bool
) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
    """The name on the left, all else on the right, both from the same baseline; a logo has the
    place of the name, which then stands above all else."""
    paper = setter.paper
    vat = words.vat_id if _is_vat(party.tax_id or "") else words.tax_id
    details = [
        *address_lines(party, figures, seen_from=None),
        *(text for text in (party.phone, party.email) if text),
        *(f"{vat} {text}" for text in (party.tax_id,) if text),
        *(f"{words.registration} {text}" for text in (party.registration_id,) if text),
    ]
    aside = [(text, LABEL, _LINES) for text in details]
    names = name_lines(party)
    if named:
        styles = zip(names, (NAME, LABEL), strict=False)
        sign = [(text, style, _NAME_LINES) for text, style in styles]
    else:
        sign = []
        styles = zip(names, (STRONG, LABEL), strict=False)
        aside[:0] = [(text, style, _NAME_LINES) for text, style in styles]
    return (
        setter.column(sign, (paper.left, _SELLER), paper.aside - paper.left - 24.0),
        setter.column(aside, (paper.aside, _SELLER), paper.right - paper.aside),
    )


def _way_back(
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


def _addressee(
    setter: _Setter, letter: Letter, at: float, figures: Figures
) -> tuple[Written, ...]:
    parts = [
        (text, STRONG if not place else BODY, _NAME_LINES)
        for place, text in enumerate(name_lines(letter.to))
    ]
    home = letter.sender.country
    parts += [(text, BODY, _LINES) for text in address_lines(letter.to, figures, seen_from=home)]
    return setter.column(parts, (setter.paper.left, at), _ADDRESS)


def _is_vat(number: str) -> bool:
    return bool(_VAT.match(number.strip()))
