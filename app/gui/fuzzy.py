"""How well a text fits what was typed: words in any order, letters may be left out."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
_STARTS = re.compile(r"\b\w")
_WHOLE, _START, _INSIDE, _INITIALS, _LETTERS = 100, 60, 30, 20, 10


def score(typed: str, text: str) -> int | None:
    """Higher fits better; None does not fit. Every typed word must be found."""
    hay = text.casefold()
    total = 0
    for word in typed.casefold().split():
        points = _word(word, hay)
        if points is None:
            return None
        total += points
    return total


def best(typed: str, things: Iterable[T], text: Callable[[T], str], most: int = 50) -> Sequence[T]:
    """The things that fit, best first; of equal ones those that begin with what is typed, then
    in the order in which they came."""
    begin = typed.strip().casefold()
    hits: list[tuple[int, bool, T]] = []
    for thing in things:
        words = text(thing)
        points = score(typed, words)
        if points is not None:
            hits.append((-points, not words.casefold().startswith(begin), thing))
    hits.sort(key=lambda hit: hit[:2])
    return [thing for *_, thing in hits[:most]]


def _word(word: str, hay: str) -> int | None:
    at = hay.find(word)
    if at >= 0:
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", hay):
            return _WHOLE
        return _START if re.search(rf"(?<!\w){re.escape(word)}", hay) else _INSIDE
    initials = "".join(_STARTS.findall(hay))
    if word in initials:
        return _INITIALS
    letters = iter(hay)
    return _LETTERS if len(word) > 2 and all(letter in letters for letter in word) else None
