"""The logo of a template, drawn once into what a PDF takes: red, green and blue on white."""

import io
import zlib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from PIL import Image, ImageChops, ImageOps
from reportlab.pdfbase.pdfdoc import PDFImageXObject

from app.domain.drawing import Drawing
from app.paper.pen import Pen

WIDTH: Final = 160.0  # of the box that a logo fits, in points
HEIGHT: Final = 56.0

_DOTS: Final = 600 / 72  # px of a drawing in a point: as fine as a printer
_MOST: Final = 450 / 72  # px of a picture in a point: more only makes the file large
_INCH: Final = 96.0  # px, as SVG has it; without it sizes in mm and inches count as nothing
_WIDEST: Final = 4_000  # px: of a picture, and of what is drawn at most of a narrow drawing
_WHITE: Final = (255, 255, 255)
_BARELY: Final = 8  # of 255: so far from white is white still
_QUALITY: Final = 92  # of a photo saved again
_FORMATS: Final = ("PNG", "JPEG")
_DEEP: Final = "I;16"  # modes of 16 bit begin with it


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo measured: its size on paper in points, its size in px, and its data packed."""

    size: tuple[float, float]
    pixels: tuple[int, int]
    packing: str  # the PDF's name of the way the data is packed
    data: bytes
    name: str  # the same for the same logo

    def image(self) -> PDFImageXObject:
        """What a PDF holds of it."""
        made = PDFImageXObject(self.name)
        made.width, made.height = self.pixels
        made.colorSpace, made.bitsPerComponent = "DeviceRGB", 8
        made._filters = (self.packing,)
        made.streamContent = self.data
        return made


@lru_cache(maxsize=4)
def logo(file: bytes | None) -> Logo | None:
    """The logo of a whole PNG, JPEG or SVG file; None without one, and for one that cannot be
    drawn: that is refused where it is chosen, and never keeps a document from being printed."""
    if not file:
        return None
    try:
        return _logo(file)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 what draws an SVG does not end in plain errors only
        return None


def _logo(file: bytes) -> Logo | None:
    drawn = file.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    picture = _trimmed(_drawing(file) if drawn else _picture(file))
    if picture is None:
        return None
    # A picture of few dots is not blown up; a drawing has as many as it needs.
    scale = min(WIDTH / picture.width, HEIGHT / picture.height, _DOTS if drawn else 1.0)
    size = picture.width * scale, picture.height * scale
    most = tuple(max(1, round(side * (_DOTS if drawn else _MOST))) for side in size)
    if most[0] < picture.width:
        picture = picture.resize((most[0], most[1]), Image.Resampling.LANCZOS)
    packing, data = _packed(picture, photo=not drawn and file.startswith(b"\xff\xd8"))
    return Logo(size, picture.size, packing, data, f"logo{sha256(data).hexdigest()[:16]}")


def _drawing(file: bytes) -> Image.Image:
    """An SVG without anything from outside of the file: no fonts of the system, no other files."""
    import resvg_py

    found = Drawing(file, "logo")  # a book may come from anywhere: a logo in it was not checked
    for picture in found.pictures:
        _opened(picture)
    text = file.decode("utf-8-sig")
    facts: dict[str, Any] = {"svg_string": text, "skip_system_fonts": True, "dpi": _INCH}
    wide, high = map(float, found.size())
    fine = _DOTS * min(WIDTH, HEIGHT * wide / high)
    width = max(1, min(round(2 * fine), _WIDEST))  # twice: empty edges are cut off yet
    made = resvg_py.svg_to_bytes(**facts, width=width)
    return _flat(Image.open(io.BytesIO(made), formats=("PNG",)))


def _picture(file: bytes) -> Image.Image:
    """A PNG or JPEG as it is meant to be seen: turned upright, in red, green and blue."""
    return _flat(ImageOps.exif_transpose(_opened(file)))


def _opened(file: bytes) -> Image.Image:
    """A picture of which only the head is read yet. ValueError: it would fill the memory."""
    picture = Image.open(io.BytesIO(file), formats=_FORMATS)
    if max(picture.size) > _WIDEST:
        raise ValueError(picture.size)
    return picture


def _flat(picture: Image.Image) -> Image.Image:
    """On white: what shines through is not printed alike everywhere."""
    if picture.mode.startswith(_DEEP):
        picture = picture.point(lambda value: value / 257).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    paper = Image.new("RGBA", clear.size, (*_WHITE, 255))
    return Image.alpha_composite(paper, clear).convert("RGB")


def _trimmed(picture: Image.Image) -> Image.Image | None:
    """Without its empty edges: it stands flush with the text. None if it is nothing but white."""
    white = Image.new("RGB", picture.size, _WHITE)
    away = ImageChops.difference(picture, white).convert("L")
    box = away.point(lambda value: 255 if value > _BARELY else 0).getbbox()
    return picture.crop(box) if box else None


def _packed(picture: Image.Image, *, photo: bool) -> tuple[str, bytes]:
    plain = zlib.compress(picture.tobytes(), 9)
    if not photo:
        return "FlateDecode", plain
    saved = io.BytesIO()
    picture.save(saved, "JPEG", quality=_QUALITY, subsampling=0)
    again = saved.getvalue()
    return ("DCTDecode", again) if len(again) < len(plain) else ("FlateDecode", plain)


def draw_logo(pen: Pen, drawn: Logo, corner: tuple[float, float], says: str) -> None:
    """The logo with its upper left corner there; a screen reader says `says` instead."""
    (left, top), (width, height) = corner, drawn.size
    if not pen.hasForm(drawn.name):
        pen._doc.addForm(drawn.name, drawn.image())
    pen.open_picture(says, corner, drawn.size)
    pen.saveState()
    pen.transform(width, 0, 0, height, left, pen.paper.height - top - height)
    pen.doForm(drawn.name)
    pen.restoreState()
    pen.close()
