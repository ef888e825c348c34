"""The colour of a template as it can stand on white paper."""

from functools import lru_cache
from typing import Final

from app.paper.style import Colour

_LEGIBLE: Final = 4.5  # : 1 on white, what WCAG asks of text
_STEP: Final = 0.98
_LINEAR: Final = 0.04045  # sRGB: below this light grows in proportion


@lru_cache(maxsize=64)
def ink(accent: str) -> Colour:
    """A colour "#rrggbb" for text and hairlines. A pale one is darkened, in its own hue, until it
    stands 4.5 : 1 against white: a title must be read, whatever the colour of the brand."""
    parts = [int(accent[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    while contrast(_printed(parts)) < _LEGIBLE:
        parts = [part * _STEP for part in parts]
    return _printed(parts)


def contrast(colour: Colour) -> float:
    """How a colour stands against white: 1 is white itself, 21 is black."""
    red, green, blue = map(_light, colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _printed(parts: list[float]) -> Colour:
    red, green, blue = (round(part, 3) for part in parts)
    return red, green, blue


def _light(part: float) -> float:
    return float(part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4)
