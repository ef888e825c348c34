"""Text as people typed it, made fit for paper: cleaned, measured and broken into lines."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from app.paper.fonts import GLYPHS
from app.paper.style import Style

UNKNOWN: Final = "?"  # printed for a character that no packaged font can show
ELLIPSIS: Final = "…"

# After these a long word may be broken without a hyphen: addresses, part numbers.
_JOINTS: Final = "-/_.,;:@&=+\\|–—"
_TIES: Final = "\xa0\u202f"  # blanks that hold what they stand between on one line
_SELECTORS: Final = range(0xFE00, 0xFE10)  # they only choose between pictures of a character


def clean(text: str) -> str:
    """The text with every character printable: composed, controls dropped, the rest shown as ?.

    Line ends stay line feeds; every other blank becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = _composed(text).splitlines()
    return "\n".join("".join(filter(None, map(_printable, line))) for line in lines)


def one_line(text: str) -> str:
    """The text cleaned, with every run of blanks and line ends as a single space."""
    return " ".join(clean(text).split())


def missing(text: str) -> set[str]:
    """The characters of the text that `clean` has to replace by a question mark."""
    if text.isascii():
        return set()
    chars = set("".join(_composed(text).splitlines()))
    return {char for char in chars if char != UNKNOWN and _printable(char) == UNKNOWN}


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
    """Cleaned text as lines no wider than `width`, broken at blanks, or anywhere if it must."""
    if "\n" not in text and style.width(text) <= width:
        return (text.strip(),)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _broken([word for word in paragraph.split(" ") if word], style, width)
    return tuple(lines)


def shorten(lines: tuple[str, ...], most: int, style: Style, width: float) -> tuple[str, ...]:
    """At most `most` lines; what is cut off is announced by an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and style.width(last + ELLIPSIS) > width:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip() + ELLIPSIS)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _printable(char: str) -> str:
    """What is printed for one character: itself, a space, nothing or a question mark."""
    category = unicodedata.category(char)
    if (category == "Zs" and char not in _TIES) or char == "\t":
        return " "
    if char in GLYPHS:
        return char
    if category in ("Cc", "Cf") or ord(char) in _SELECTORS:
        return ""
    return UNKNOWN


def _broken(words: list[str], style: Style, width: float) -> list[str]:
    """One paragraph as lines, filled one after the other."""
    lines: list[str] = []
    line, used, space = "", 0.0, style.width(" ")
    for whole in words:
        word, wide = whole, style.width(whole)
        if line and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        while wide > width:
            start = _piece(word, style, width)
            lines.append(word[:start])
            word = word[start:]
            wide = style.width(word)
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
