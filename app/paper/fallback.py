"""The font of this system that shows a character which the packaged one cannot; found once."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple
from unicodedata import category

from app.paper import families, system_fonts
from app.paper.typeface import Typeface, UnusableFontError, script_of

# Private characters mean something else in every font; the others are no characters at all.
_NEVER: Final = ("Cn", "Co", "Cs", "Cc", "Zl", "Zp")
_MOST: Final = 100_000  # answers that are kept
_WIDE: Final = ((0x2E80, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF))
_KANA: Final = ("Hira", "Kana")
_HANGUL: Final = "Hang"

_ONE_AT_A_TIME: Final = Lock()
_found: dict[tuple[str, bool, str], Typeface | None] = {}


class Place(NamedTuple):
    """One face of a font file."""

    file: Path
    face: int


def shown(char: str) -> bool:
    """Whether some font of this system has a picture of the character."""
    return find(char) is not None


def find(char: str, *, bold: bool = False, writing: str = families.CHINESE) -> Typeface | None:
    """The face that shows a character best, a heavier one if there is; None where none does.

    `writing` says whose shapes the signs that China, Japan and Korea share should have.
    """
    key = (char, bold, writing)
    if key in _found:
        return _found[key]
    with _ONE_AT_A_TIME:  # two threads that ask for a character get the same face
        answer = _search(char, writing, bold=bold)
        if len(_found) < _MOST:
            _found[key] = answer
    return answer


def writing_of(text: str) -> str:
    """Whether a text with Chinese signs is Japanese, Korean or Chinese."""
    scripts = {script(char) for char in text if char >= "\u1100"}
    if scripts & set(_KANA):
        return families.JAPANESE
    return families.KOREAN if _HANGUL in scripts else families.CHINESE


@cache
def script(char: str) -> str:
    """The script of a character as ISO 15924 says it; "" for signs that all scripts share."""
    return script_of(char)


def forget() -> None:
    """Look at the system's fonts anew."""
    _found.clear()
    _files.cache_clear()
    _opened.cache_clear()


def _search(char: str, writing: str, *, bold: bool) -> Typeface | None:
    if category(char) in _NEVER:
        return None
    if bold:
        regular = _place(char, writing)
        heavier = regular and _heavier(regular, char)
        if heavier or not regular:
            return heavier
        return _opened(regular)
    place = _place(char, writing)
    return place and _opened(place)


@cache
def _files() -> dict[str, Path]:
    """The font files of the system by name, the most ordinary first."""
    found: dict[str, Path] = {}
    for file in system_fonts.files():
        if system_fonts.usable(file):
            found.setdefault(system_fonts.stem(file), file)
    return found


@cache
def _opened(place: Place) -> Typeface | None:
    try:
        return Typeface(*place)
    except UnusableFontError:
        return None


def _place(char: str, writing: str) -> Place | None:
    """The regular face for a character: a wished one, or the first of all that has it."""
    files = _files()
    for stem, face in families.wishes(char, _kind(char, writing)):
        if stem in files and _has(Place(files[stem], face), char):
            return Place(files[stem], face)
    for file in files.values():
        first = _opened(Place(file, 0))
        for index in range(first.faces if first else 0):
            if _has(Place(file, index), char):
                return Place(file, index)
    return None


def _heavier(regular: Place, char: str) -> Typeface | None:
    files = _files()
    for stem in families.bolder(system_fonts.stem(regular.file)):
        if stem in files and _has(place := Place(files[stem], regular.face), char):
            return _opened(place)
    return None


def _has(place: Place, char: str) -> bool:
    opened = _opened(place)
    return opened is not None and opened.shows(char)


def _kind(char: str, writing: str) -> str:
    """The script by whose fonts a character is looked for."""
    own = script(char)
    if own in _KANA:
        return families.JAPANESE
    if own == _HANGUL:
        return families.KOREAN
    if own in ("Hani", "Bopo") or any(low <= ord(char) <= high for low, high in _WIDE):
        return writing
    return own or families.SIGNS
