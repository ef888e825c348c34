"""Where a list of documents gets its rows: the book finds, filters and orders them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.domain.kinds import Kind
from app.gui.desk import Desk
from app.queries import lists
from app.queries.places import Order

# The columns that the query calls otherwise, because rows show a word and are ordered by a thing.
_ORDERS: Final = {"party_name": "party", "reason_display": "reason"}


class DocumentSource:
    """Rows that fit the filters, newest first unless they are sorted by a column."""

    def __init__(self, desk: Desk, kind: Kind, filters: lists.Filters) -> None:
        self._desk, self._kind, self._filters = desk, kind, filters
        self._window: lists.DocumentWindow | None = None

    def sort(self, column: str, *, descending: bool) -> None:
        """Orders by a column of the list; "" is newest first."""
        order = Order(_ORDERS.get(column, column), descending) if column else lists.NEWEST_FIRST
        self._window = self._desk.ask(lists.window, self._kind, self._filters, order)

    def count(self) -> int:
        """How many rows there are."""
        return self._window.count if self._window else 0

    def rows(self, start: int, stop: int) -> Sequence[lists.DocumentRow]:
        """The rows from one place up to before another."""
        if self._window is None:
            return ()
        return self._desk.ask(lists.rows_at, self._window, start, stop)

    def place(self, row_id: str) -> int:
        """Where a document stands, -1 when it is not in the list."""
        place = self._desk.ask(lists.place, self._window, row_id) if self._window else None
        return -1 if place is None else place

    def place_on(self, day: date) -> int:
        """Where the first row of a day stands, or the nearest after it; -1 where the order is not
        that of the dates."""
        place = self._desk.ask(lists.place_on, self._window, day) if self._window else None
        return -1 if place is None else place
