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

# ReportLab's fonts read their tables through one shared position: two threads would mix them up.
ONE_AT_A_TIME: Final = Lock()


def _load(name: str) -> TTFont:
    """The font of the package under its own name. Only glyphs that a document uses go into it."""
    with (files(font_roboto) / "files" / f"{name}.ttf").open("rb") as stream:
        font = TTFont(name, stream, asciiReadable=False)
    registerFont(font)
    return font


REGULAR: Final = _load("Roboto-Regular")
MEDIUM: Final = _load("Roboto-Medium")

# What both weights can show. The table that maps a PDF's glyphs back to text holds 16 bits only;
# what has no picture by nature (controls, marks of direction) is not to be printed at all.
GLYPHS: Final[frozenset[str]] = frozenset(
    chr(code)
    for code in REGULAR.face.charToGlyph.keys() & MEDIUM.face.charToGlyph.keys()
    if code <= 0xFFFF and category(chr(code)) not in ("Cc", "Cf")
)
