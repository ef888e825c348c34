"""A font file of this system, read by HarfBuzz: which characters it shows and how it sets them."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import uharfbuzz as hb

EM: Final = 1000.0  # all lengths are in thousandths of the size

_NEEDED: Final = frozenset(("cmap", "head", "hhea", "hmtx", "maxp"))
_OUTLINES: Final = ("glyf", "CFF ")
_PRINTED: Final = frozenset(
    ("glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep", "CFF ")
)
_RESTRICTED: Final = 0x0002  # must not be embedded, unless another right is given
_RIGHTS: Final = 0x000E
_WHOLE_OR_BITMAPS: Final = 0x0300  # must not be cut down, or only as bitmaps
_FACES: Final = 64  # in one file; more are not looked at
_FLAGS: Final = (
    hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES | hb.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
)


class UnusableFontError(Exception):
    """The file is no font, is broken, or may not be embedded."""


class Shape(NamedTuple):
    """One glyph of a shaped text, and from which of its characters on."""

    glyph: int
    cluster: int
    advance: float
    x: float
    y: float


class Subset(NamedTuple):
    """A font with nothing in it but some glyphs, and where they went."""

    program: bytes
    places: dict[int, int]


class Typeface:
    """One face. Raises UnusableFontError where the file cannot serve."""

    def __init__(self, file: Path, index: int = 0) -> None:
        self.place = (file, index)
        try:
            self._face = hb.Face(_blob(file), index)
            self.faces = min(self._face.count, _FACES)
            tags = frozenset(self._face.table_tags)
            self.cff = "glyf" not in tags
            if not (tags >= _NEEDED and tags & frozenset(_OUTLINES)):
                raise UnusableFontError(f"{file.name} has no outlines")
            if "OS/2" in tags and not _may_be_embedded(self._table("OS/2")):
                raise UnusableFontError(f"{file.name} must not be embedded")
            self._font = hb.Font(self._face)
            head = self._table("head")
            self.scale = EM / self._face.upem
            self.box = tuple(
                round(side * self.scale) for side in struct.unpack_from(">4h", head, 36)
            )
            extents = self._font.get_font_extents("ltr")
        except (hb.HarfBuzzError, OSError, struct.error, ValueError, ZeroDivisionError) as error:
            raise UnusableFontError(f"{file.name} is no font: {error}")
        self.ascent = round(extents.ascender * self.scale)
        self.descent = round(extents.descender * self.scale)
        letters = (char for char in f"{file.stem}-{index}" if char.isascii() and char.isalnum())
        self.name = "".join(letters) or "Font"
        self._sound: bool | None = None
        self._chars: dict[int, str] | None = None

    def glyph(self, char: str) -> int:
        """The number of its picture of a character, 0 for none."""
        return int(self._font.get_nominal_glyph(ord(char)) or 0)

    def shows(self, char: str) -> bool:
        """Whether it has a picture of the character that a PDF can carry."""
        glyph = self.glyph(char)
        return bool(glyph) and self._is_sound(glyph) and self._is_drawn(glyph)

    def char(self, glyph: int) -> str:
        """A character whose picture the glyph is; nothing for parts and joined forms."""
        if self._chars is None:
            chars = map(chr, sorted(self._face.unicodes, reverse=True))
            self._chars = {self.glyph(char): char for char in chars}
        return self._chars.get(glyph, "")

    def advance(self, glyph: int) -> float:
        """How wide the font itself says a glyph is."""
        return float(round(self._font.get_glyph_h_advance(glyph) * self.scale, 2))

    def shape(
        self, text: str, start: int, end: int, script: str, *, rtl: bool
    ) -> tuple[Shape, ...]:
        """A part of a line as glyphs from left to right; what is around it joins but stays out.

        Characters without a glyph have no shape: a box says nothing, and archives do not take it.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text, start, end - start)
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = script
        buffer.flags = _FLAGS
        hb.shape(self._font, buffer)
        scale = self.scale
        return tuple(
            Shape(
                info.codepoint,
                info.cluster - start,
                place.x_advance * scale,
                place.x_offset * scale,
                place.y_offset * scale,
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
            if info.codepoint
        )

    def outline(self, glyph: int) -> Iterator[tuple[str, tuple[float, ...]]]:
        """The outline of a glyph as lines and curves: PDF's operators and their points."""
        found: list[tuple[str, tuple[float, ...]]] = []
        at = (0.0, 0.0)

        def note(operator: str, *points: float) -> None:
            nonlocal at
            at = points[-2:] or at  # type: ignore[assignment]
            found.append((operator, tuple(point * self.scale for point in points)))

        def bend(x1: float, y1: float, x: float, y: float, *_: object) -> None:
            x0, y0 = at
            note(
                "c",
                *(x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3),
                *(x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3),
                *(x, y),
            )

        funcs = hb.DrawFuncs()
        funcs.set_move_to_func(lambda x, y, _: note("m", x, y))
        funcs.set_line_to_func(lambda x, y, _: note("l", x, y))
        funcs.set_quadratic_to_func(bend)
        funcs.set_cubic_to_func(lambda *points: note("c", *points[:6]))
        funcs.set_close_path_func(lambda _: note("h"))
        self._font.draw_glyph(glyph, funcs, None)
        return iter(found)

    def subset(self, glyphs: set[int]) -> Subset:
        """What a PDF embeds. Raises UnusableFontError if the font cannot be cut down."""
        wish = hb.SubsetInput()
        wish.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE
        if self.cff:  # a PDF names its glyphs by what the font calls them: their numbers
            wish.flags |= hb.SubsetFlags.CFF_IDENTITY_CHARSET
        wish.glyph_set.update(glyphs)
        wish.drop_table_tag_set.update(
            int.from_bytes(tag.encode("latin-1"), "big")
            for tag in self._face.table_tags
            if tag not in _PRINTED
        )
        try:
            plan = hb.SubsetPlan(self._face, wish)
            places = {int(old): int(new) for old, new in plan.old_to_new_glyph_mapping.items()}
            face = plan.execute()
            blob = face.reference_table("CFF ") if self.cff else face.blob
            program = bytes(blob.data)
        except (hb.HarfBuzzError, RuntimeError, ValueError) as error:
            raise UnusableFontError(str(error))
        if not program:
            raise UnusableFontError("nothing is left of it")
        return Subset(program, places)

    def _table(self, tag: str) -> bytes:
        return bytes(self._face.reference_table(tag).data)

    def _is_sound(self, glyph: int) -> bool:
        """Whether a part can be taken out of it at all: tried once."""
        if self._sound is None:
            try:
                self.subset({0, glyph})
                self._sound = True
            except UnusableFontError:
                self._sound = False
        return self._sound

    def _is_drawn(self, glyph: int) -> bool:
        extents = self._font.get_glyph_extents(glyph)
        return extents is not None and bool(extents.width and extents.height)


def _blob(file: Path) -> hb.Blob:
    """The bytes of a file, read when they are needed; not every system maps every name."""
    if str(file).isascii():
        return hb.Blob.from_file_path(str(file))
    return hb.Blob(file.read_bytes())


def _may_be_embedded(metrics: bytes) -> bool:
    (rights,) = struct.unpack_from(">H", metrics, 8)
    return not rights & _WHOLE_OR_BITMAPS and rights & _RIGHTS != _RESTRICTED


def script_of(text: str) -> str:
    """The script of a text as ISO 15924 says it; "" for signs that all scripts share."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    return buffer.script or ""
