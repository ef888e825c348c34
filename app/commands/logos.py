"""What may be a logo: a whole PNG, JPEG or SVG that is sound, modest, and complete in itself."""

import io
import re
import warnings
from typing import Final
from xml.parsers import expat

from app.domain.errors import Refused, refuse

LARGEST_FILE: Final = 2_000_000  # bytes
LARGEST_SIDE: Final = 4_000  # px of a picture, or units of a drawing
LONGEST_SHAPE: Final = 50  # times as long as it is high, or the other way round
DEEPEST: Final = 40  # elements within each other; what draws them has no endless stack
LONGEST_CHAIN: Final = 3  # elements that are made of others by reference
_DPI: Final = 96.0  # else sizes in mm and inches count as nothing
_PROBE: Final = 64  # px: a drawing is drawn this small to see that it can be

_KINDS: Final = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_AGAIN: Final = "Choose another file, or save it anew from the program it was made with."


def check_logo(data: bytes, field: str = "logo") -> str:
    """What a logo is: "PNG", "JPEG" or "SVG". Refused: invalid_value for what cannot be drawn,
    is larger than anyone needs, or refers to something outside of the file; too_long."""
    if len(data) > LARGEST_FILE:
        raise refuse(
            "too_long",
            f"This file is {len(data) / 1e6:,.1f} MB large; {LARGEST_FILE // 10**6} MB fit.",
            field,
            "Save the logo smaller: a few hundred pixels are enough for paper.",
        )
    kind = next((kind for sign, kind in _KINDS.items() if data.startswith(sign)), None)
    if kind is not None:
        _check_picture(data, kind, field)
        return kind
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise _wrong(
            "This is neither a PNG, a JPEG nor an SVG picture.", field, "Choose such a file."
        )
    _check_drawing(data, field)
    return "SVG"


def _wrong(said: str, field: str, hint: str = _AGAIN) -> Refused:
    return refuse("invalid_value", said, field, hint)


def _check_size(width: float, height: float, field: str) -> None:
    if max(width, height) > LARGEST_SIDE:
        raise _wrong(
            f"This picture is {width:,.0f} × {height:,.0f} large; {LARGEST_SIDE:,} each way fit.",
            field,
            "Save the logo smaller.",
        )
    if min(width, height) <= 0 or max(width, height) / min(width, height) > LONGEST_SHAPE:
        raise _wrong(
            "This picture is all but a line.", field, "Choose a logo that is less long and thin."
        )


def _check_picture(data: bytes, kind: str, field: str) -> None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=(kind,))
        _check_size(*picture.size, field)
        picture.load()
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _wrong("This picture is far too large.", field, "Save the logo smaller.")
    except Exception:  # noqa: BLE001 whatever it is that Pillow stumbles over
        raise _wrong(f"This {kind} picture is broken.", field)


def _check_drawing(data: bytes, field: str) -> None:
    import resvg_py
    from PIL import Image

    found = _Drawing(data, field)
    width, height = found.size()
    _check_size(width, height, field)
    scale = _PROBE / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=data.decode("utf-8-sig"),
            skip_system_fonts=True,
            dpi=_DPI,
            width=size[0],
            height=size[1],
        )
        picture = Image.open(io.BytesIO(drawn), formats=("PNG",))
    except ValueError:
        raise _wrong("This drawing is broken.", field)
    if picture.convert("RGBA").getchannel("A").getbbox() is None:
        raise _wrong("This drawing shows nothing.", field)


_LENGTH: Final = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]{1,2})?)\s*([a-z%]*)\s*")
_UNITS: Final = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78}
_LINK: Final = re.compile(r"url\(\s*['\"]?\s*([^)'\"\s]*)", re.IGNORECASE)
_INSIDE: Final = ("data:image/png;", "data:image/jpeg;", "data:image/jpg;")
_SPACE: Final = "http://www.w3.org/2000/svg"


class _Drawing:
    """Reads an SVG without drawing it. Refused: what could not be drawn from this file alone."""

    def __init__(self, data: bytes, field: str) -> None:
        self._field = field
        self._root: dict[str, str] = {}
        self._ids: list[str] = []  # of the elements that are open, "" where there is none
        self._links: dict[str, set[str]] = {}  # an element's id -> those it is made of
        reader = expat.ParserCreate(namespace_separator=" ")
        for name, hear in (
            ("StartElement", self._start),
            ("EndElement", lambda _name: self._ids.pop()),
            ("CharacterData", self._text),
            ("ProcessingInstruction", self._instruction),
            ("EntityDecl", self._entity),
        ):
            setattr(reader, f"{name}Handler", hear)  # as expat calls them
        try:
            reader.Parse(data.decode("utf-8-sig"), True)
        except (expat.ExpatError, UnicodeDecodeError):
            raise _wrong("This drawing is broken.", field)
        chained = set(self._links)
        for _ in range(LONGEST_CHAIN):
            chained = {to for one in chained for to in self._links[one] if to in self._links}
        if chained:
            raise self._too_deep()

    def size(self) -> tuple[float, float]:
        """Width and height as the file says them."""
        box = [float(one[1]) for one in map(_LENGTH.fullmatch, self._box()) if one]
        sides = []
        for name, at in (("width", 2), ("height", 3)):
            said = _LENGTH.fullmatch(self._root.get(name, ""))
            if said and said[2] in _UNITS:
                sides.append(float(said[1]) * _UNITS[said[2]])
            elif len(box) == 4:
                sides.append(box[at])
            else:
                raise _wrong("This drawing does not say how large it is.", self._field)
        return sides[0], sides[1]

    def _box(self) -> list[str]:
        parts = self._root.get("viewBox", "").replace(",", " ").split()
        return [part.lstrip("-") for part in parts]

    def _start(self, name: str, facts: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self._ids:
            self._root = facts
            if (space, tag) != (_SPACE, "svg"):
                raise _wrong("This is no SVG picture.", self._field, "Choose such a file.")
        self._ids.append(facts.get("id", ""))
        if len(self._ids) > DEEPEST:
            raise self._too_deep()
        if space == _SPACE and tag == "text":
            raise _wrong(
                "This drawing holds text that needs a font of its own.",
                self._field,
                "Turn the text into outlines where the logo was made, and save it anew.",
            )
        if space == _SPACE and tag in {"script", "foreignObject"}:
            raise _wrong(
                "This drawing holds a program or a page.", self._field, "Save it as plain SVG."
            )
        for key, value in facts.items():
            if key.rpartition(" ")[2] == "href":
                self._refer(value.strip())
            for one in _LINK.finditer(value):
                self._refer(one[1])

    def _text(self, text: str) -> None:
        """What a style sheet says inside of an element."""
        if "@import" in text.casefold():
            raise self._outside()
        for one in _LINK.finditer(text):
            self._refer(one[1])

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise self._outside()

    def _entity(self, *_facts: object) -> None:
        raise _wrong(
            "This drawing holds abbreviations of its own (entities).",
            self._field,
            "Save it as plain SVG.",
        )

    def _refer(self, value: str) -> None:
        if value.startswith("#"):
            for one in filter(None, self._ids):
                self._links.setdefault(one, set()).add(value[1:])
        elif value and not value.casefold().startswith(_INSIDE):
            raise self._outside()

    def _outside(self) -> Refused:
        return _wrong(
            "This drawing refers to something outside of the file.",
            self._field,
            "Embed its pictures, or turn them into outlines, and save it anew.",
        )

    def _too_deep(self) -> Refused:
        return _wrong(
            "This drawing is nested too deeply.", self._field, "Save it as plain SVG, flattened."
        )
