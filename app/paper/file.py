"""The bytes of a PDF: streams one by one, everything else packed together, and where it all is."""

import zlib
from collections.abc import Iterator
from hashlib import md5
from struct import Struct
from typing import Final

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfdoc import format as formatted

from app.paper.fonts import ONE_AT_A_TIME

_HEAD: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_STREAM: Final = b"endstream\n"
_PACK: Final = 200  # objects packed together: more take hardly less room, and longer to find
_ENTRY: Final = Struct(">BIH")  # of the table: kind, offset or pack, place in the pack
_PLAIN, _PACKED = 1, 2


class File:
    """The objects of a PDF by number, from 1: those that ReportLab drew, then any others."""

    def __init__(self, document: PDFDocument) -> None:
        self._objects = list(_drawn(document))

    @property
    def count(self) -> int:
        """How many objects there are: the number of the last."""
        return len(self._objects)

    def add(self, *bodies: str) -> int:
        """New objects written as PDF; the number of the last one."""
        self._objects += (body.encode("ascii") for body in bodies)
        return len(self._objects)

    def add_stream(self, entries: str, content: bytes, *, packed: bool = True) -> int:
        """A new stream with these entries in its dictionary; its number."""
        if packed:
            entries, content = f"{entries}/Filter/FlateDecode", zlib.compress(content)
        self._objects.append(_stream(entries, content))
        return len(self._objects)

    def written(self, root: int, info: int) -> bytes:
        """The whole file; `root` is the number of the catalogue, `info` of the information."""
        parts, at = [_HEAD], len(_HEAD)
        loose = []
        table = [_ENTRY.pack(0, 0, 0xFFFF)] * (len(self._objects) + 1)
        for number, body in enumerate(self._objects, start=1):
            if not body.endswith(_STREAM):
                loose.append(number)
                continue
            parts.append(b"%d 0 obj\n%bendobj\n" % (number, body))
            table[number] = _ENTRY.pack(_PLAIN, at, 0)
            at += len(parts[-1])
        for start in range(0, len(loose), _PACK):
            numbers = loose[start : start + _PACK]
            pack = len(table)
            for place, number in enumerate(numbers):
                table[number] = _ENTRY.pack(_PACKED, pack, place)
            parts.append(b"%d 0 obj\n%bendobj\n" % (pack, self._pack(numbers)))
            table.append(_ENTRY.pack(_PLAIN, at, 0))
            at += len(parts[-1])
        table.append(_ENTRY.pack(_PLAIN, at, 0))
        name = md5(b"".join(parts), usedforsecurity=False).hexdigest()
        entries = (
            f"/Type/XRef/Size {len(table)}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{name}><{name}>]/Filter/FlateDecode"
        )
        rows = _stream(entries, zlib.compress(b"".join(table)))
        parts.append(b"%d 0 obj\n%bendobj\n" % (len(table) - 1, rows))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(parts)

    def _pack(self, numbers: list[int]) -> bytes:
        """Objects without streams in one stream."""
        bodies = [self._objects[number - 1] for number in numbers]
        places, at = [], 0
        for number, body in zip(numbers, bodies, strict=True):
            places.append(f"{number} {at}")
            at += len(body) + 1
        head = " ".join(places).encode() + b"\n"
        entries = f"/Type/ObjStm/N {len(numbers)}/First {len(head)}/Filter/FlateDecode"
        return _stream(entries, zlib.compress(head + b"\n".join(bodies)))


def _drawn(document: PDFDocument) -> Iterator[bytes]:
    """The library's own objects. Writing one may make others known, at the end."""
    with ONE_AT_A_TIME:
        for font in document.delayedFonts:
            font.addObjects(document)
    number = 1
    while name := document.numberToId.get(number):
        body = formatted(document.idToObject[name], document, toplevel=1)
        if body.endswith(_STREAM):
            # The library forgets the line end that the standard of archives wants here.
            body = body[: -len(_STREAM)] + b"\n" + _STREAM
        yield body
        number += 1


def _stream(entries: str, content: bytes) -> bytes:
    head = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("ascii")
    return head + content + b"\n" + _STREAM
