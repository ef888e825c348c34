"""Logos for tests: small, sound ones of every kind, and what goes wrong with others."""

import io
import zlib

from PIL import Image

_SVG = "http://www.w3.org/2000/svg"


def a_picture(kind: str = "PNG", size: tuple[int, int] = (24, 12), mode: str = "RGB") -> bytes:
    """A picture in one colour."""
    made = io.BytesIO()
    Image.new(mode, size, "#0d406b" if mode == "RGB" else 90).save(made, kind)
    return made.getvalue()


def a_drawing(inside: str = "", size: str = 'width="24" height="12"') -> bytes:
    """An SVG with a bar in it, and what is handed in."""
    bar = '<rect width="20" height="8" fill="#0d406b"/>'
    return f'<svg xmlns="{_SVG}" {size}>{bar}{inside}</svg>'.encode()


def a_bomb() -> bytes:
    """A small PNG that is very large when it is opened."""
    head = b"IHDR" + (60_000).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
    data = a_picture()
    return data[:12] + head + zlib.crc32(head).to_bytes(4) + data[33:]
