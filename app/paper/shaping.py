"""A line of any script as glyphs from left to right: which font, which glyphs, which places."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple
from unicodedata import category, normalize

import font_roboto

from app.paper import bidi, fallback
from app.paper.fonts import PLAIN
from app.paper.typeface import Shape, Typeface

_LONGEST: Final = 400  # characters; longer texts are shaped again whenever they are asked for
_KEPT: Final = 2048
_JOINERS: Final = "\u200c\u200d"
_MIRROR: Final = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")
# Characters that stand for letters which one glyph joins: readers take them apart again.
_JOINED: Final = (*range(0xFB00, 0xFB50), *range(0xFBEA, 0xFE00), *range(0xFE70, 0xFEFD))


class Cluster(NamedTuple):
    """Characters that are drawn together, and their glyphs from left to right."""

    text: str
    glyphs: tuple[Shape, ...]


class Piece(NamedTuple):
    """A stretch of one face; without a face it is `text`, as the packaged font writes it."""

    face: Typeface | None
    text: str
    shapes: tuple[Shape, ...] = ()
    width: float = 0.0  # in thousandths of the size, for a face
    rtl: bool = False

    def clusters(self) -> Iterator[Cluster]:
        """The glyphs by the characters they stand for, from left to right."""
        if not self.shapes:
            return  # nothing but joiners, which have no picture
        starts = sorted({shape.cluster for shape in self.shapes})
        ends = dict(zip(starts, [*starts[1:], len(self.text)], strict=True))
        for start, group in groupby(self.shapes, key=attrgetter("cluster")):
            cluster = Cluster(self.text[start : ends[start]], tuple(group))
            if self.rtl and self.face is not None:
                yield from _apart(cluster, self.face)
            else:
                yield cluster


class _Run(NamedTuple):
    """A stretch of characters of one face, script and level."""

    level: int
    face: Typeface | None
    script: str
    start: int
    end: int


def pieces(text: str, *, bold: bool) -> tuple[Piece, ...]:
    """The pieces of a line in the order in which they stand, from left to right."""
    return _kept(text, bold) if len(text) <= _LONGEST else _shaped(text, bold)


def _shaped(text: str, bold: bool) -> tuple[Piece, ...]:
    levels = bidi.levels(text, rtl=bidi.is_rtl(text))
    shown = [place for place, char in enumerate(text) if ord(char) not in bidi.MARKS]
    text, levels = "".join(text[place] for place in shown), [levels[place] for place in shown]
    faces = _faces(text, bold=bold)
    runs = _runs(levels, faces, _scripts(text, faces))
    return tuple(_piece(text, run) for run in bidi.in_order(runs))


_kept = lru_cache(_KEPT)(_shaped)


def forget() -> None:
    """Look at the fonts of the system anew."""
    _kept.cache_clear()
    fallback.forget()


def _faces(text: str, *, bold: bool) -> list[Typeface | None]:
    """The face of every character; None for the packaged one without further ado."""
    writing = fallback.writing_of(text)
    found: list[Typeface | None] = []
    start = 0  # of the letter that marks stand on
    for place, char in enumerate(text):
        before = found[-1] if found else None
        if char in _JOINERS:
            found.append(before)
            continue
        if category(char)[0] != "M" or not place:
            found.append(_own_face(char, before, bold=bold, writing=writing))
            start = place
            continue
        face = _for_mark(char, text[start], before, bold=bold)
        if face is not before and face is not None and face.glyph(text[start]):
            found[start:] = [face] * (place - start)
        found.append(face)
    return found


def _own_face(char: str, before: Typeface | None, *, bold: bool, writing: str) -> Typeface | None:
    if char in PLAIN:
        return None
    if before is not None and not fallback.script(char) and before.shows(char):
        return before  # signs that scripts share look like what they stand behind
    return fallback.find(char, bold=bold, writing=writing)


def _for_mark(mark: str, letter: str, before: Typeface | None, *, bold: bool) -> Typeface | None:
    """A mark stands on its letter only if both are of one face."""
    if before is not None and before.glyph(mark):
        return before
    packaged = _packaged(bold)
    if before is None and packaged.glyph(mark) and packaged.glyph(letter):
        return packaged
    return fallback.find(mark, bold=bold) or before


@lru_cache
def _packaged(bold: bool) -> Typeface:
    """The packaged font, for the few texts whose marks it has to place."""
    name = "Roboto-Medium" if bold else "Roboto-Regular"
    with as_file(files(font_roboto) / "files" / f"{name}.ttf") as file:
        return Typeface(file)


def _scripts(text: str, faces: list[Typeface | None]) -> list[str]:
    """The script of every character; signs that scripts share are of the one they stand in."""
    found: list[str] = []
    for char, face in zip(text, faces, strict=True):
        own = "" if face is None else fallback.script(char)
        same = bool(found) and faces[len(found) - 1] is face
        found.append(own or (found[-1] if same else ""))
    return found


def _runs(levels: list[int], faces: list[Typeface | None], scripts: list[str]) -> list[_Run]:
    found, start = [], 0
    rows = zip(levels, faces, scripts, strict=True)
    for (level, face, script), group in groupby(rows):
        end = start + len(list(group))
        found.append(_Run(level, face, script, start, end))
        start = end
    return found


def _piece(text: str, run: _Run) -> Piece:
    part, rtl = text[run.start : run.end], bool(run.level & 1)
    if run.face is None:
        # The packaged font has no letters that run from right to left: these are signs.
        return Piece(None, part[::-1].translate(_MIRROR) if rtl else part)
    shapes = run.face.shape(text, run.start, run.end, run.script, rtl=rtl)
    return Piece(run.face, part, shapes, sum(shape.advance for shape in shapes), rtl)


def _apart(cluster: Cluster, face: Typeface) -> Iterator[Cluster]:
    """A cluster with one character for every glyph, as far as there is one.

    Readers turn round what is written from right to left, character by character.
    """
    text, glyphs = cluster
    if len(glyphs) == 1:
        yield Cluster(joined(text.strip(_JOINERS) or text), glyphs)
        return
    chars = [face.char(shape.glyph) for shape in glyphs]
    if all(chars) and _letters("".join(chars)) == _letters(text):
        yield from (Cluster(char, (shape,)) for char, shape in zip(chars, glyphs, strict=True))
    else:
        yield Cluster(joined(text), glyphs)


def _letters(text: str) -> list[str]:
    return sorted(normalize("NFKD", text))


def joined(text: str) -> str:
    """Letters that one glyph joins as the one character that stands for them, if there is one."""
    return text if len(text) == 1 else _ligatures().get(text, text)


@lru_cache
def _ligatures() -> dict[str, str]:
    return {normalize("NFKC", char): char for char in map(chr, reversed(_JOINED))}
