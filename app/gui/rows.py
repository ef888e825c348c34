"""What lists are made of: columns say how, frozen rows say what; and rows that are all held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from PySide6.QtCore import Qt

from app.domain.errors import must

LEFT: Final = Qt.AlignmentFlag.AlignLeft
RIGHT: Final = Qt.AlignmentFlag.AlignRight


class Row(Protocol):
    """What a list shows: any frozen dataclass with an id that is its own in the list."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, and how a row is written, sorted and coloured in it."""

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], int | str] | None = None  # the text when left out
    align: Qt.AlignmentFlag = LEFT
    width: int = 110  # px at 100 % text size
    kind: Literal["text", "money", "date", "status"] = "text"
    tone: Callable[[Any], str] | None = None  # a colour role's name
    grow: bool = False  # takes the width that is left over
    gives: bool = False  # its words may end in an ellipsis where there is little room
    hidden: bool = False  # until the user wants it
    orders: bool = True  # whether the list can be sorted by it
    key: str = ""  # its name in the settings, the title when left out

    @property
    def name(self) -> str:
        return self.key or self.title

    def sort_key(self, row: Any) -> int | str:
        """What the column is sorted by; words without regard to case."""
        value = (self.sort or self.text)(row)
        return value.casefold() if isinstance(value, str) else value


def money(title: str, of: Callable[[Any], Any], **more: Any) -> Column:
    """A column of Money (or None, shown empty and sorted first)."""
    return Column(
        title,
        lambda row: "" if of(row) is None else str(of(row)),
        lambda row: -(10**18) if of(row) is None else of(row).minor,
        **{"align": RIGHT, "kind": "money", **more},
    )


def day(title: str, of: Callable[[Any], Any], **more: Any) -> Column:
    """A column of dates or ISO text (or None, shown as a dash and sorted last)."""
    return Column(
        title,
        lambda row: "—" if of(row) is None else str(of(row)),
        lambda row: "9999" if of(row) is None else str(of(row)),
        **{"width": 96, "kind": "date", **more},
    )


class HeldRows:
    """The source of a list whose rows are all in memory: it sorts and sifts them itself."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self._all: list[Any] = []
        self._ids: set[str] = set()
        self._arranged: list[Any] | None = None
        self._words: tuple[str, ...] = ()
        self._by: tuple[str, bool] = ("", False)

    def show(self, rows: Sequence[Any]) -> None:
        """Replaces all rows. Their ids must be text and differ."""
        self._all, self._ids, self._arranged = [], set(), None
        self.add(rows)

    def add(self, rows: Sequence[Any]) -> None:
        """Puts rows below all others of a list that is neither sorted nor sifted: those that are
        there are not looked at again."""
        self._all += rows
        self._ids.update(row.id for row in rows)
        must(len(self._ids) == len(self._all), "the ids of a list differ")
        if self._arranged is not None:
            must(not self._words and not self._by[0], "rows are added to a list as it came")
            self._arranged += rows

    def sift(self, words: str) -> None:
        """Keeps the rows that hold every word in some column; "" keeps all."""
        self._words, self._arranged = tuple(words.casefold().split()), None

    def sort(self, column: str, *, descending: bool) -> None:
        """Orders by a column of that name; "" as the rows came."""
        self._by, self._arranged = (column, descending), None

    @property
    def sifted_away(self) -> bool:
        """Whether there are rows, and none of them fits the words."""
        return bool(self._all) and not self._shown()

    def count(self) -> int:
        """How many rows are shown."""
        return len(self._shown())

    def rows(self, start: int, stop: int) -> Sequence[Any]:
        """The rows from one place up to before another."""
        return self._shown()[start:stop]

    def place(self, row_id: str) -> int:
        """Where the row with this id is shown, -1 when it is not."""
        return next((at for at, row in enumerate(self._shown()) if row.id == row_id), -1)

    def _shown(self) -> list[Any]:
        if self._arranged is None:
            fit = [row for row in self._all if self._fits(row)]
            name, descending = self._by
            for column in self._columns:
                if column.name == name:
                    fit.sort(key=column.sort_key, reverse=descending)
            self._arranged = fit
        return self._arranged

    def _fits(self, row: Any) -> bool:
        if not self._words:
            return True
        hay = "\n".join(column.text(row) for column in self._columns).casefold()
        return all(word in hay for word in self._words)
