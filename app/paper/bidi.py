"""The order of text that runs both ways: Unicode's algorithm for one line without embeddings.

Characters that open or close embeddings never reach the paper, so every character is at the
level of its paragraph or one or two above it.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, Protocol, TypeVar
from unicodedata import bidirectional, category, mirrored

LEFT_TO_RIGHT: Final = "\u200e"  # marks without a picture that set the direction of a line
RIGHT_TO_LEFT: Final = "\u200f"
MARKS: Final = dict.fromkeys(map(ord, (LEFT_TO_RIGHT, RIGHT_TO_LEFT)))  # to be taken out

_STRONG: Final = {"L": False, "R": True, "AL": True}
_TURNING: Final = frozenset(("R", "AL", "AN"))
_NEUTRAL: Final = ("ON", "WS", "S", "B")


class Run(Protocol):
    """A stretch of text at one level."""

    @property
    def level(self) -> int:
        """Even from left to right, odd from right to left."""


R = TypeVar("R", bound=Run)


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    if text.isascii():
        return False
    return next((_STRONG[kind] for kind in map(bidirectional, text) if kind in _STRONG), False)


def levels(text: str, *, rtl: bool) -> list[int]:
    """The level of every character of a line whose paragraph runs that way."""
    base, kinds = int(rtl), list(map(bidirectional, text))
    if not base and _TURNING.isdisjoint(kinds):
        return [0] * len(text)
    # Joiners and other invisible characters follow whatever they stand behind.
    seen = [place for place, kind in enumerate(kinds) if kind != "BN"]
    original = [kinds[place] for place in seen]
    found = _weak(original, "R" if rtl else "L")
    _brackets([text[place] for place in seen], found, original, "R" if rtl else "L")
    _neutral(found, "R" if rtl else "L")
    result = [base] * len(text)
    for place, kind in zip(seen, found, strict=True):
        result[place] = base + _raised(kind, base)
    for place, kind in enumerate(kinds):
        if kind == "BN" and place:
            result[place] = result[place - 1]
    for place in reversed(range(len(text))):
        if kinds[place] not in ("WS", "BN", "S", "B"):
            break
        result[place] = base
    return result


def in_order(runs: Sequence[R]) -> list[R]:
    """The runs of a line as they stand from left to right."""
    ordered = list(runs)
    highest = max((run.level for run in ordered), default=0)
    for level in range(highest, 0, -1):
        turned: list[R] = []
        at = 0
        while at < len(ordered):
            end = at
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            turned += ordered[at:end][::-1] or ordered[at : end + 1]
            at = max(end, at + 1)
        ordered = turned
    return ordered


def _raised(kind: str, base: int) -> int:
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(original: Sequence[str], base: str) -> list[str]:
    """Rules W1 to W7: marks, numbers and what belongs to numbers."""
    kinds = list(original)
    before = strong = base
    for place, own in enumerate(original):
        kind = before if own == "NSM" else own
        if kind in _STRONG:
            strong = kind
        before = "AN" if kind == "EN" and strong == "AL" else kind
        kinds[place] = before
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        one, other = kinds[place - 1], kinds[place + 1]
        if one == other and (
            (kinds[place] == "ES" and one == "EN")
            or (kinds[place] == "CS" and one in ("EN", "AN"))
        ):
            kinds[place] = one
    _signs(kinds)
    strong = base
    for place, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[place] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
    return kinds


def _signs(kinds: list[str]) -> None:
    """Rule W5: signs such as % and € beside a number belong to it."""
    place = 0
    for kind, group in groupby(list(kinds)):
        end = place + len(list(group))
        beside = (kinds[place - 1] if place else "", kinds[end] if end < len(kinds) else "")
        if kind == "ET" and "EN" in beside:
            kinds[place:end] = ["EN"] * (end - place)
        place = end


def _brackets(chars: list[str], kinds: list[str], original: list[str], base: str) -> None:
    """Rule N0: both brackets of a pair run the way of what they hold."""
    for start, end in _pairs(chars, kinds):
        inside = {_strength(kind) for kind in kinds[start + 1 : end]}
        if base in inside:
            way = base
        elif inside & {"L", "R"}:
            before = (_strength(kind) for kind in reversed(kinds[:start]))
            way = next((kind for kind in before if kind), base)
        else:
            continue
        for bracket in (start, end):
            kinds[bracket] = way
            for place in range(bracket + 1, len(kinds)):
                if original[place] != "NSM":
                    break
                kinds[place] = way


def _strength(kind: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _pairs(chars: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """The pairs of brackets, by where they open."""
    found, opened = [], []
    for place, (char, kind) in enumerate(zip(chars, kinds, strict=True)):
        if kind != "ON" or not mirrored(char):
            continue
        if closing := _closing(char):
            opened.append((closing, place))
            if len(opened) > _DEEPEST:
                break
        elif category(char) == "Pe":
            for depth in reversed(range(len(opened))):
                if opened[depth][0] == char:
                    found.append((opened[depth][1], place))
                    del opened[depth:]
                    break
    return sorted(found)


_DEEPEST: Final = 63  # brackets within each other; beyond it Unicode gives up, too


def _closing(char: str) -> str:
    """The bracket that closes an opening one: always one or two characters on."""
    if category(char) != "Ps":
        return ""
    following = (chr(ord(char) + step) for step in (1, 2))
    return next((c for c in following if category(c) == "Pe" and mirrored(c)), "")


def _neutral(kinds: list[str], base: str) -> None:
    """Rules N1 and N2: what has no way of its own runs with both its sides, or with the line."""
    place = 0
    for neutral, group in groupby(list(kinds), key=lambda kind: kind in _NEUTRAL):
        end = place + len(list(group))
        if neutral:
            before = _strength(kinds[place - 1]) if place else base
            after = _strength(kinds[end]) if end < len(kinds) else base
            kinds[place:end] = [before if before == after else base] * (end - place)
        place = end
