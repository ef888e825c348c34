"""The packaged typeface, loaded once: Roboto serves Latin, Greek and Cyrillic, always embedded."""

from importlib.resources import files
from threading import Lock
from typing import Final
from unicodedata import category

import font_roboto
from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

# Binary streams: a fifth smaller than the 7-bit ones, and quicker to write.
rl_config.useA85 = 0

# Parts are cut out of ReportLab's fonts through one shared position: two threads would mix them
# up. All other drawing may go on side by side.
ONE_AT_A_TIME: Final = Lock()


def _load(name: str) -> TTFont:
    """The font of the package under its own name. Only glyphs that a document uses go into it."""
    with (files(font_roboto) / "files" / f"{name}.ttf").open("rb") as stream:
        font = TTFont(name, stream, asciiReadable=False)
    registerFont(font)
    return font


REGULAR: Final = _load("Roboto-Regular")
MEDIUM: Final = _load("Roboto-Medium")

# What both weights can show. What has no picture by nature (controls, marks of direction) is not
# to be printed at all.
GLYPHS: Final[frozenset[str]] = frozenset(
    chr(code)
    for code, glyph in REGULAR.face.charToGlyph.items()
    if glyph and MEDIUM.face.charToGlyph.get(code) and category(chr(code)) not in ("Cc", "Cf")
)

# What needs nothing but to be written one after the other; marks want a place on their letter.
PLAIN: Final[frozenset[str]] = frozenset(
    char for char in GLYPHS if not category(char).startswith("M")
)


def is_plain(text: str) -> bool:
    """Whether the packaged font alone writes a text, character by character."""
    return text.isascii() or PLAIN.issuperset(text)
