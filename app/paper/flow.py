"""Blocks below each other, page after page: what moves, what splits, which sum is carried."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeVar

from app.paper.pen import Pen


class Block(Protocol):
    """Something already measured that can be drawn; `height` includes the space around it."""

    @property
    def height(self) -> float:
        """In points, a multiple of four."""

    def split(self, room: float, whole: float) -> "tuple[Block, Block] | None":
        """A part for `room` points and the rest, or None to stay in one piece.

        `whole` is the room of an empty page: what fits there has a reason to stay whole.
        """

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it; nothing is measured any more."""


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks below each other that stay on one page, unless no page could hold them."""

    parts: tuple[Block, ...]

    @property
    def height(self) -> float:
        """All of them."""
        return sum(part.height for part in self.parts)

    def split(self, room: float, whole: float) -> "tuple[Block, Block] | None":
        """The parts that fit and the others, when even an empty page has not room for all."""
        if self.height <= whole:
            return None
        first, *others = self.parts
        if first.height <= room and others:
            return first, Together(tuple(others))
        halves = first.split(room, whole)
        return halves and (halves[0], Together((halves[1], *others)))

    def draw(self, pen: Pen, top: float) -> None:
        """One below the other."""
        for part in self.parts:
            part.draw(pen, top)
            top += part.height


class Summed(Protocol):
    """What runs down a table: an amount, or one for each of several columns."""

    def __add__(self, other: Self, /) -> Self:
        """The sum with what comes after it."""


S = TypeVar("S", bound=Summed)
S_co = TypeVar("S_co", bound=Summed, covariant=True)


class RowBlock(Protocol[S_co]):
    """A row of a table with a running sum. A split row leaves its amount with the first part."""

    @property
    def height(self) -> float:
        """In points."""

    @property
    def amount(self) -> S_co:
        """What the row adds to the running sum."""

    def split(self, room: float) -> "tuple[RowBlock[S_co], RowBlock[S_co]] | None":
        """A part for `room` points and the rest, or None to move to the next page whole."""

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it."""


class Table(Protocol[S]):
    """Rows under repeated heads; at a page break the sum so far is carried forward."""

    @property
    def heads(self) -> Block:
        """The heads, repeated on every page."""

    @property
    def rows(self) -> Sequence[RowBlock[S]]:
        """The rows, at least one."""

    @property
    def start(self) -> S:
        """The sum before the first row."""

    def carry(self, amount: S, *, closing: bool) -> Block | None:
        """The row that says the sum at a page break, `closing` a page or beginning the next;
        None where there is nothing to carry."""


class Flow:
    """Places blocks. `first` is where the first page starts, `top` where the others do."""

    def __init__(self, first: float, top: float, bottom: float) -> None:
        self.pages: list[list[tuple[Block | RowBlock[Any], float]]] = [[]]
        self._at, self._top, self._bottom = first, top, bottom
        self._whole = bottom - top

    def add(self, block: Block) -> None:
        """Place one block, on the next page or split when it must."""
        while block.height > self._room:
            parts = block.split(self._room, self._whole)
            if parts:
                self._put(parts[0])
                block = parts[1]
            elif not self.pages[-1] and len(self.pages) > 1:
                break  # an empty page is all there is
            self._turn()
        self._put(block)

    def table(self, table: Table[S], tail: Block) -> None:
        """Place a table and what belongs below it; its last row stays with `tail` if possible."""
        heads = table.heads
        rows, total, begun = deque(table.rows), table.start, False
        while rows:
            row = rows.popleft()
            room = self._room - (0 if begun else heads.height)
            reserve = carry = _height(table.carry(total + row.amount, closing=True))
            if not rows and heads.height + carry + row.height + tail.height <= self._whole:
                reserve = tail.height
            part, rest = _parts(row, room, carry, reserve)
            if part is not None:
                if not begun:
                    self._put(heads)
                self._put(part)
                total, begun = total + part.amount, True
            if rest is not None:
                rows.appendleft(rest)
                if begun:
                    self._put(table.carry(total, closing=True))
                self._turn()
                if begun:
                    self._put(heads)
                    self._put(table.carry(total, closing=False))
        self.add(tail)

    @property
    def _room(self) -> float:
        return self._bottom - self._at

    def _put(self, block: Block | RowBlock[Any] | None) -> None:
        if block is None:
            return
        self.pages[-1].append((block, self._at))
        self._at += block.height

    def _turn(self) -> None:
        self.pages.append([])
        self._at = self._top


def _height(block: Block | None) -> float:
    return 0.0 if block is None else block.height


def _parts(
    row: RowBlock[S], room: float, carry: float, reserve: float
) -> tuple[RowBlock[S] | None, RowBlock[S] | None]:
    """What of a row goes on this page and what on the next."""
    if row.height + reserve <= room:
        return row, None
    return row.split(room - carry) or (None, row)
