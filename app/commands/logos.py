"""What may be a logo: a whole PNG, JPEG or SVG that is sound, modest, and complete in itself."""

import io
import warnings
from time import thread_time
from typing import Final

from app.domain.drawing import Drawing, wrong
from app.domain.errors import Refused, refuse

LARGEST_FILE: Final = 2_000_000  # bytes
LARGEST_SIDE: Final = 4_000  # px of a picture, or units of a drawing
LONGEST_SHAPE: Final = 50  # times as long as it is high, or the other way round
LONGEST_DRAWN: Final = 2.0  # seconds

_DPI: Final = 96.0  # else sizes in mm and inches count as nothing
_PROBES: Final = (64, 256, 1_024)  # px: so a drawing is drawn to see that it can be, and how soon
_KINDS: Final = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


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
        raise wrong(
            "This is neither a PNG, a JPEG nor an SVG picture.", field, "Choose such a file."
        )
    _check_drawing(data, field)
    return "SVG"


def _check_size(width: float, height: float, field: str) -> None:
    if max(width, height) > LARGEST_SIDE:
        raise wrong(
            f"This picture is {width:,.0f} × {height:,.0f} large; {LARGEST_SIDE:,} each way fit.",
            field,
            "Save the logo smaller.",
        )
    if min(width, height) <= 0 or max(width, height) / min(width, height) > LONGEST_SHAPE:
        raise wrong(
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
        raise wrong("This picture is far too large.", field, "Save the logo smaller.")
    except Exception:  # noqa: BLE001 whatever it is that Pillow stumbles over
        raise wrong(f"This {kind} picture is broken.", field)


def _check_drawing(data: bytes, field: str) -> None:
    found = Drawing(data, field)
    width, height = map(float, found.size())
    _check_size(width, height, field)
    for picture in found.pictures:
        _check_picture(picture, "PNG" if picture.startswith(b"\x89") else "JPEG", field)
    for side in _PROBES:
        begun = thread_time()  # what others draw meanwhile does not count
        scale = side / max(width, height)
        shown = _is_shown(data, (width * scale, height * scale), field)
        if thread_time() - begun > LONGEST_DRAWN:
            raise wrong(
                "This drawing takes far too long to draw.",
                field,
                "Simplify it where it was made, or save it as a PNG picture.",
            )
        if not shown:
            raise wrong("This drawing shows nothing.", field)


def _is_shown(data: bytes, size: tuple[float, float], field: str) -> bool:
    """Whether a drawing, drawn in so many px, leaves a trace."""
    import resvg_py
    from PIL import Image

    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=data.decode("utf-8-sig"),
            skip_system_fonts=True,
            dpi=_DPI,
            width=max(1, round(size[0])),
            height=max(1, round(size[1])),
        )
        picture = Image.open(io.BytesIO(drawn), formats=("PNG",))
        return picture.convert("RGBA").getchannel("A").getbbox() is not None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 what draws it does not end in plain errors only
        raise wrong("This drawing is broken.", field)
