"""Text as people typed it, made fit for paper: cleaned, measured and broken into lines."""

import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Final

from app.paper.bidi import LEFT_TO_RIGHT, RIGHT_TO_LEFT, is_rtl
from app.paper.breaking import Atom, atoms, clusters
from app.paper.fallback import shown
from app.paper.fonts import GLYPHS, is_plain
from app.paper.style import Style

__all__ = [
    "ELLIPSIS",
    "UNKNOWN",
    "clean",
    "is_rtl",
    "missing",
    "one_line",
    "shorten",
    "texts_in",
    "wrap",
]

UNKNOWN: Final = "?"  # printed for a character that no font can show
ELLIPSIS: Final = "…"

# After these a long word may be broken without a hyphen: addresses, part numbers.
_JOINTS: Final = "-/_.,;:@&=+\\|–—"
_TIES: Final = "\xa0\u202f"  # blanks that hold what they stand between on one line
_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))  # of pictures of a character
_STACKED: Final = 200  # from this combining class on marks stand above or below each other
_MOST_STACKED: Final = 3  # Vietnamese has two
_MOST_MARKS: Final = 6  # of all kinds: Hebrew with accents has five
_LONG: Final = 400  # characters: a line holds fewer, unless they have hardly any width
_JOINERS: Final = "\u200c\u200d"  # between letters of some scripts they decide what is written
_SHOWN_FORMATS: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_FILLERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # blank by nature


def clean(text: str) -> str:
    """The text with every character printable: composed, controls dropped, the rest shown as ?.

    Line ends stay line feeds; every other blank becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text
    return "\n".join(map(_printed, _composed(text).splitlines()))


def one_line(text: str) -> str:
    """The text cleaned, with every run of blanks and line ends as a single space."""
    return " ".join(clean(text).split())


def missing(text: str) -> set[str]:
    """The characters of the text that `clean` has to replace by a question mark."""
    if text.isascii():
        return set()
    chars = set("".join(_composed(text).splitlines()))
    return {char for char in chars if char != UNKNOWN and _printable(char) == UNKNOWN}


def missing_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of all these texts that no font at hand can show, in code order."""
    return tuple(sorted(set().union(*map(missing, texts))))


def texts_in(value: object) -> Iterator[str]:
    """Every text in a frozen record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


def wrap(text: str, style: Style, width: float) -> tuple[str, ...]:
    """Cleaned text as lines no wider than `width`, broken at blanks, or anywhere if it must.

    Every line of a paragraph runs the way of its first letter: where a line by itself would run
    the other way, a mark without a picture stands before it.
    """
    if "\n" not in text and style.width(_start(text, style, width)) <= width:
        return (text.strip(),)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if is_plain(paragraph):
            lines += _broken([word for word in paragraph.split(" ") if word], style, width)
        else:
            lines += _one_way(_filled(paragraph, style, width), rtl=is_rtl(paragraph))
    return tuple(lines)


def shorten(lines: tuple[str, ...], most: int, style: Style, width: float) -> tuple[str, ...]:
    """At most `most` lines; what is cut off is announced by an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and style.width(last + ELLIPSIS) > width:
        last = last[: max(clusters(last), default=0)]
    return (*lines[: most - 1], last.rstrip() + ELLIPSIS)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _printed(line: str) -> str:
    """What is printed of one line."""
    kept = "".join(_loosened(filter(None, map(_printable, line))))
    if not any(joiner in kept for joiner in _JOINERS):
        return kept
    return "".join(
        char for place, char in enumerate(kept) if char not in _JOINERS or _joins(kept, place)
    )


def _loosened(chars: Iterable[str]) -> Iterator[str]:
    """No letter carries a tower of marks into the lines around it: the rest stands on a blank."""
    above = marks = 0
    for char in chars:
        if unicodedata.category(char) == "Mn":
            above, marks = above + (unicodedata.combining(char) >= _STACKED), marks + 1
            if above > _MOST_STACKED or marks > _MOST_MARKS:
                yield _TIES[0]
                above = marks = 1
        else:
            above = marks = 0
        yield char


def _joins(text: str, place: int) -> bool:
    """Whether the joiner there has anything to say: not at an end, nor beside plain letters."""
    between = 0 < place < len(text) - 1
    return between and not (text[place - 1] in GLYPHS or text[place + 1] in GLYPHS)


def _printable(char: str) -> str:
    """What is printed for one character: itself, a space, nothing or a question mark."""
    category = unicodedata.category(char)
    if (category == "Zs" and char not in _TIES) or char == "\t":
        return " "
    if char in GLYPHS or char in _JOINERS:
        return char
    if category in ("Cc", "Cf") and char not in _SHOWN_FORMATS:
        return ""
    if char in _FILLERS or any(ord(char) in selectors for selectors in _SELECTORS):
        return ""
    return char if shown(char) else UNKNOWN


def _one_way(lines: list[str], *, rtl: bool) -> Iterator[str]:
    """Lines of a paragraph that all run its way."""
    for line in lines:
        if is_rtl(line) != rtl:
            yield (RIGHT_TO_LEFT if rtl else LEFT_TO_RIGHT) + line
        else:
            yield line


def _filled(paragraph: str, style: Style, width: float) -> list[str]:
    """One paragraph of any script as lines, filled one after the other."""
    lines: list[str] = []
    rest = deque(atoms(paragraph))
    while rest:
        line = _fitting(rest, style, width)
        text = _joined(line)
        head = _start(text, style, width)
        if len(line) == 1 and style.width(head) > width:
            start = _cut(head, style, width)
            if text[start:]:
                rest.appendleft(Atom(text[start:], blank=False))
            text = text[:start]
        lines.append(text)
    return lines or [""]


def _fitting(rest: deque[Atom], style: Style, width: float) -> list[Atom]:
    """What of the rest goes on one line, at least one atom: taken out of it."""
    line, space = [rest.popleft()], style.width(" ")
    used = style.width(_start(line[0].text, style, width))
    while rest:
        used += style.width(_start(rest[0].text, style, width)) + (space if rest[0].blank else 0.0)
        if used > width:
            break
        line.append(rest.popleft())
    # Letters beside each other can be wider than each alone.
    while len(line) > 1 and style.width(_joined(line)) > width:
        rest.appendleft(line.pop())
    return line


def _joined(line: list[Atom]) -> str:
    return "".join(f" {text}" if blank else text for text, blank in line).lstrip()


def _start(text: str, style: Style, width: float) -> str:
    """As much of a text as is too wide for a line, or all of it: to measure all of a very long
    one for each of its lines takes as much time as it has characters, squared."""
    most = _LONG
    while most < len(text) and style.width(text[:most]) <= width:
        most *= 2
    return text[:most]


def _cut(word: str, style: Style, width: float) -> int:
    """How much of a word too wide for a line goes on this one; at least one cluster, unless that
    alone is too wide."""
    places: Sequence[int] = [*clusters(word), len(word)]
    if style.width(word[: places[0]]) > width:
        places = range(1, places[0] + 1)
    low, high = 0, len(places) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if style.width(word[: places[middle]]) <= width:
            low = middle
        else:
            high = middle - 1
    joint = max(word.rfind(mark, 0, places[low]) for mark in _JOINTS) + 1
    return joint if joint > places[low] // 2 and joint in places else places[low]


def _broken(words: list[str], style: Style, width: float) -> list[str]:
    """One paragraph as lines, filled one after the other."""
    lines: list[str] = []
    line, used, space = "", 0.0, style.width(" ")
    for whole in words:
        word, wide = whole, style.width(_start(whole, style, width))
        if line and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        while wide > width:
            start = _piece(_start(word, style, width), style, width)
            lines.append(word[:start])
            word = word[start:]
            wide = style.width(_start(word, style, width))
        line, used = word, wide
    lines.append(line)
    return lines


def _piece(word: str, style: Style, width: float) -> int:
    """How many characters of a word too wide for a line go on this one; at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if style.width(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    joint = max(word.rfind(mark, 0, low) for mark in _JOINTS) + 1
    if joint > low // 2:
        return joint
    while low > 1 and unicodedata.combining(word[low]):
        low -= 1
    return low
