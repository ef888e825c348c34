"""Blocks flow over pages: all are placed, in order, none over an edge, sums carried where cut."""

from dataclasses import dataclass
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.paper.flow import Flow

NOTHING = Money(0, "USD")
FIRST, TOP, BOTTOM = 300.0, 80.0, 772.0


@dataclass(frozen=True)
class Piece:
    """A block or row of that height; long ones split at any line of twelve points."""

    name: str
    height: float
    amount: Money = NOTHING

    def split(self, room, whole=None):
        del whole
        fit = int(room // 12) * 12
        if self.height <= 104 or fit < 36:
            return None
        rest = Piece(self.name, self.height - fit)
        return Piece(self.name, fit, self.amount), rest

    def draw(self, pen, top):
        """Never drawn here."""


@dataclass(frozen=True)
class Rows:
    rows: tuple[Piece, ...]
    heads = Piece("heads", 36)
    start = NOTHING

    def carry(self, amount, *, closing):
        label = "Carried forward" if closing else "Brought forward"
        return Piece(f"{label} {amount}", 20)


def placed(flow):
    """The pages of a flow, whose blocks are all pieces."""
    return cast("list[list[tuple[Piece, float]]]", flow.pages)


heights = st.integers(min_value=1, max_value=150).map(lambda lines: 12.0 * lines + 8)


@given(st.lists(heights, min_size=1, max_size=60), st.integers(min_value=0, max_value=690))
def test_tables_of_any_shape_find_their_place(rows, tail):
    pieces = tuple(Piece(f"row {n}", h, Money(n + 1, "USD")) for n, h in enumerate(rows))
    flow = Flow(FIRST, TOP, BOTTOM)
    flow.table(Rows(pieces), Piece("tail", float(tail)))
    flow.add(Piece("end", 12))
    printed: list[str] = []
    total = 0
    for place, page in enumerate(placed(flow)):
        at = TOP if place else FIRST
        names = [block.name for block, _ in page]
        for block, top in page:
            assert top == at
            at = top + block.height
        assert at <= BOTTOM
        if any(name.startswith("row") for name in names):
            assert names.count("heads") == 1
        if printed and any(name.startswith("row") for name in names):
            assert names[:2] == ["heads", f"Brought forward {Money(total, 'USD')}"]
        total += sum(block.amount.minor for block, _ in page)
        printed += [name for name in names if name.startswith("row")]
        if printed and "tail" not in names and "end" not in names:
            assert names[-1] == f"Carried forward {Money(total, 'USD')}" or (
                len(dict.fromkeys(printed)) == len(rows)
            )
    assert list(dict.fromkeys(printed)) == [piece.name for piece in pieces]
    assert total == sum(range(1, len(rows) + 1))


def test_the_last_row_goes_with_what_belongs_below_it():
    rows = Rows(tuple(Piece(f"row {n}", 20) for n in range(20)))
    flow = Flow(FIRST, TOP, BOTTOM)
    flow.table(rows, Piece("tail", 100))
    names = [[block.name for block, _ in page] for page in placed(flow)]
    assert names[0][-1] == "Carried forward 0.00"
    assert names[1] == ["heads", "Brought forward 0.00", "row 19", "tail"]


def test_a_block_that_no_page_can_hold_is_placed_all_the_same():
    flow = Flow(FIRST, TOP, BOTTOM)
    flow.add(Piece("small", 12))
    flow.add(Stiff("huge", 5000))
    assert [len(page) for page in flow.pages] == [1, 1]


class Stiff(Piece):
    """A block that cannot be split at all."""

    def split(self, room, whole=None):
        del room, whole
