"""An SVG read without drawing it: how large it is, and that drawing it needs nothing but the
file, and an end. Whoever draws one asks here first: what draws would run on, or fall over."""

import base64
import binascii
import re
from fractions import Fraction
from typing import Final
from xml.parsers import expat

from app.domain.errors import Refused, refuse

DEEPEST: Final = 40  # elements within each other; what draws them has no endless stack
LONGEST_CHAIN: Final = 3  # elements that are made of others by reference
MOST_ELEMENTS: Final = 10_000  # those that are drawn again by reference counted again
LAYER: Final = 40  # elements that one of its own layer, as large as the whole, counts for
MOST_FACTS: Final = 100  # attributes of an element: what reads them compares each with each
LONGEST_STYLES: Final = 50_000  # characters: every rule is held against every element
AGAIN: Final = "Choose another file, or save it anew from the program it was made with."

_LENGTH: Final = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]{1,2})?)\s*([a-z%]*)\s*")
_UNITS: Final = {
    name: Fraction(px)
    for name, px in {
        "": "1",
        "px": "1",
        "pt": "4/3",
        "pc": "16",
        "in": "96",
        "cm": "37.8",
        "mm": "3.78",
    }.items()
}
_LINK: Final = re.compile(r"url\(\s*['\"]?\s*([^)'\"\s]*)", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_EFFECT: Final = re.compile(r"(?<![\w-])filter\s*:(?!\s*none)", re.IGNORECASE)
_EFFECTS: Final = {"filter", "marker"}  # a few letters in them cost hours
_LAYERS: Final = {"opacity", "mask", "clip-path", "mix-blend-mode", "isolation"}
_LAYER: Final = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_LAYERS))})\s*:\s*+"
    r"(?!(?:1(?:\.0*)?|none|normal|auto)\s*(?:[;}]|$))",
    re.IGNORECASE,
)
_SPACE: Final = "http://www.w3.org/2000/svg"


def wrong(said: str, field: str, hint: str = AGAIN) -> Refused:
    """What is said of a file that cannot be taken."""
    return refuse("invalid_value", said, field, hint)


class Drawing:
    """What an SVG says of itself. Refused: invalid_value for what could not be drawn from this
    file alone, or not in any time."""

    def __init__(self, data: bytes, field: str) -> None:
        self._field = field
        self._root: dict[str, str] = {}
        self._open: list[str] = []  # ids of the elements that are open, "" where there is none
        self._sizes: dict[str, int] = {}  # an element's id -> how many elements it holds
        self._links: dict[str, dict[str, int]] = {}  # ... -> those it is made of, how many times
        self._is_style, self._styles = False, ""
        self.pictures: list[bytes] = []  # PNG and JPEG files within
        reader = expat.ParserCreate(namespace_separator=" ")
        for name, hear in (
            ("StartElement", self._start),
            ("EndElement", self._end),
            ("CharacterData", self._text),
            ("ProcessingInstruction", self._instruction),
            ("EntityDecl", self._entity),
        ):
            setattr(reader, f"{name}Handler", hear)  # as expat calls them
        try:
            reader.Parse(data.decode("utf-8-sig"), True)
        except (expat.ExpatError, UnicodeDecodeError):
            raise wrong("This drawing is broken.", field)
        self._check_styles()
        self._check_chains()
        each = LAYER if _LAYER.search(self._styles) else 1  # a rule may be for all of them
        if self._cost("") * each > MOST_ELEMENTS:
            raise self._too_much()

    def size(self) -> tuple[Fraction, Fraction]:
        """Width and height as the file says them."""
        box = [Fraction(one[1]) for one in map(_LENGTH.fullmatch, self._box()) if one]
        sides = []
        for name, at in (("width", 2), ("height", 3)):
            said = _LENGTH.fullmatch(self._root.get(name, ""))
            if said and said[2] in _UNITS:
                sides.append(Fraction(said[1]) * _UNITS[said[2]])
            elif len(box) == 4:
                sides.append(box[at])
            else:
                raise wrong("This drawing does not say how large it is.", self._field)
        return sides[0], sides[1]

    def _box(self) -> list[str]:
        parts = self._root.get("viewBox", "").replace(",", " ").split()
        return [part.lstrip("-") for part in parts]

    def _check_styles(self) -> None:
        if "@import" in self._styles.casefold():
            raise self._outside()
        if _EFFECT.search(self._styles):
            raise self._effect()
        for one in _LINK.finditer(self._styles):
            self._refer(one[1])

    def _check_chains(self) -> None:
        chained = self._links.keys() - {""}
        for _ in range(LONGEST_CHAIN):
            chained = {to for one in chained for to in self._links[one] if to in self._links}
        if chained:
            raise self._too_deep()

    def _cost(self, name: str) -> int:
        """How many elements are drawn for an element, "" for all of them."""
        links = self._links.get(name, {})
        made = sum(times * self._cost(to) for to, times in links.items() if to in self._sizes)
        return self._sizes.get(name, 0) + made

    def _start(self, name: str, facts: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self._open:
            self._root = facts
            if (space, tag) != (_SPACE, "svg"):
                raise wrong("This is no SVG picture.", self._field, "Choose such a file.")
        self._open.append(facts.get("id", ""))
        for one in {"", *self._open}:
            self._sizes[one] = self._sizes.get(one, 0) + (LAYER if _has_layer(facts) else 1)
        if len(self._open) > DEEPEST:
            raise self._too_deep()
        if len(facts) > MOST_FACTS or self._sizes[""] > MOST_ELEMENTS:
            raise self._too_much()
        self._is_style = tag == "style"
        if space == _SPACE:
            self._check_kind(tag)
        for key, value in facts.items():
            if key.rpartition(" ")[2] == "href":
                self._refer(value.strip())
            elif (key == "filter" and value.strip() != "none") or _EFFECT.search(value):
                raise self._effect()
            for found in _LINK.finditer(value):
                self._refer(found[1])

    def _check_kind(self, tag: str) -> None:
        if tag == "text":
            raise wrong(
                "This drawing holds text that needs a font of its own.",
                self._field,
                "Turn the text into outlines where the logo was made, and save it anew.",
            )
        if tag in {"script", "foreignObject"}:
            raise wrong(
                "This drawing holds a program or a page.", self._field, "Save it as plain SVG."
            )
        if tag in _EFFECTS:
            raise self._effect()

    def _end(self, _name: str) -> None:
        self._open.pop()
        self._is_style = False

    def _text(self, text: str) -> None:
        if self._is_style:
            self._styles += text
            if len(self._styles) > LONGEST_STYLES:
                raise self._too_much()

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise self._outside()

    def _entity(self, *_facts: object) -> None:
        raise wrong(
            "This drawing holds abbreviations of its own (entities).",
            self._field,
            "Save it as plain SVG.",
        )

    def _refer(self, value: str) -> None:
        if value.startswith("#"):
            if not value[1:]:
                return
            for one in {"", *self._open}:
                links = self._links.setdefault(one, {})
                links[value[1:]] = links.get(value[1:], 0) + 1
        elif found := _PICTURE.match(value):
            self._take_picture(value[found.end() :])
        elif value:
            raise self._outside()

    def _take_picture(self, text: str) -> None:
        try:
            self.pictures.append(base64.b64decode("".join(text.split()), validate=True))
        except (binascii.Error, ValueError):
            raise wrong("A picture in this drawing is broken.", self._field)

    def _outside(self) -> Refused:
        return wrong(
            "This drawing refers to something outside of the file.",
            self._field,
            "Embed its pictures, or turn them into outlines, and save it anew.",
        )

    def _too_deep(self) -> Refused:
        return wrong(
            "This drawing is nested too deeply.", self._field, "Save it as plain SVG, flattened."
        )

    def _too_much(self) -> Refused:
        return wrong(
            "This drawing is far more elaborate than a logo needs.",
            self._field,
            "Simplify it where it was made, or save it as a PNG picture.",
        )

    def _effect(self) -> Refused:
        return wrong(
            "This drawing uses effects (filters or markers) that paper does not take.",
            self._field,
            "Turn them into plain shapes, or save the logo as a PNG picture.",
        )


def _has_layer(facts: dict[str, str]) -> bool:
    """Whether an element is drawn by itself first, then laid over the rest."""
    said = (f"{name}:{facts[name]}" for name in sorted(_LAYERS & facts.keys()))
    return any(_LAYER.search(one) for one in (*said, facts.get("style", "")))
