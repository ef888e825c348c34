"""Where the ledger's lists get their rows: the journal and one account, page by page."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from app.gui.desk import Desk
from app.gui.screens.ledger_parts import (
    OPENING,
    LedgerRow,
    Narrowing,
    RegisterLine,
    Style,
    lay_out,
    opening_line,
    register_line,
)


class JournalSource:
    """Entries, newest first: each on one line, with the lines of the opened one below it
    ("split"), or with those of all ("full")."""

    def __init__(self, desk: Desk, narrowing: Narrowing, style: Style, opened: str = "") -> None:
        from app.queries import ledger_windows

        self._desk, self._style = desk, style
        self._window = desk.ask(
            ledger_windows.journal,
            with_lines=style == "full",
            first=narrowing.first,
            last=narrowing.last,
            text=narrowing.text or None,
        )
        self.open_entry(opened)

    def open_entry(self, entry: str) -> None:
        """In the style that opens one entry, this is the one; the list has other rows then."""
        from app.queries import ledger

        self._opened = entry
        self._at, self._more = self._window.count, 0  # its place, and how many lines it has
        place = self._entry_place(entry) if self._style == "split" and entry else None
        if place is not None:
            self._at = place
            self._more = sum(len(one.lines) for one in self._desk.ask(ledger.by_ids, (entry,)))

    def sort(self, column: str, *, descending: bool) -> None:
        """The journal has one order: the book's."""

    def count(self) -> int:
        """How many rows there are."""
        return int(self._window.count) + self._more

    def rows(self, start: int, stop: int) -> Sequence[LedgerRow]:
        """The rows from one place up to before another."""
        from app.queries import ledger_windows

        first, end = self._above(start), self._above(stop - 1) + 1
        found = self._desk.ask(ledger_windows.journal_rows, self._window, first, end)
        skip = found.skip + start - self._below(first)
        laid = list(lay_out(found.entries, self._style, self._opened))
        return laid[skip : skip + stop - start]

    def place(self, row_id: str) -> int:
        """Where an entry ("e7") or one of its lines ("e7/0") stands, -1 when it is not shown."""
        entry, _, line = row_id.partition("/")
        place = self._entry_place(entry)
        if place is None:
            return -1
        if not line:
            return self._below(place)
        shows_lines = self._style == "full" or (self._more and place == self._at)
        return place + 1 + int(line) if shows_lines else -1

    def place_on(self, day: dt.date) -> int:
        """Where the newest entry of a day stands, or the nearest before it; -1 in an empty
        list."""
        from app.queries import ledger_windows

        place = self._desk.ask(ledger_windows.journal_place_on, self._window, day)
        return -1 if place is None else self._below(place)

    def _entry_place(self, entry: str) -> int | None:
        from app.queries import ledger_windows

        return self._desk.ask(ledger_windows.journal_place, self._window, entry)

    def _below(self, place: int) -> int:
        """The row of an entry's place: those after the opened one stand below its lines."""
        return place if place <= self._at else place + self._more

    def _above(self, row: int) -> int:
        """The place of the entry that stands at a row, or has one of its lines there."""
        return row if row <= self._at else max(self._at, row - self._more)


class RegisterSource:
    """An account's lines in any order; by date with the running balance, and above the first of
    them what was carried forward when the list begins later than the account."""

    def __init__(self, desk: Desk, account: str, narrowing: Narrowing) -> None:
        self._desk, self._account, self._narrowing = desk, account, narrowing
        self.by_date = True
        self._opening: RegisterLine | None = None
        self._leads = 0  # rows above the account's own: what was carried forward
        self.window: Any = None  # asked when the list says its order

    def sort(self, column: str, *, descending: bool) -> None:
        """Orders by a column; "" is the order of the dates."""
        from app.queries import registers
        from app.queries.places import Order

        fits = self._narrowing
        order = Order(column or registers.BY_DATE, descending)
        self.by_date = order.column == registers.BY_DATE
        self.window = self._desk.ask(
            registers.register,
            self._account,
            first=fits.first,
            last=fits.last,
            text=fits.text or None,
            order=order,
        )
        self._opening = None
        if self.window.running and fits.first is not None:
            self._opening = opening_line(self.window.opening, fits.first)
        self._leads = int(self._opening is not None and not descending)

    def count(self) -> int:
        """How many rows there are."""
        return int(self.window.count) + int(self._opening is not None)

    def rows(self, start: int, stop: int) -> Sequence[RegisterLine]:
        """The rows from one place up to before another."""
        from app.queries import registers

        own = range(max(0, start - self._leads), min(stop - self._leads, self.window.count))
        found = self._desk.ask(registers.rows, self.window, own.start, own.stop) if own else ()
        lines = [register_line(row) for row in found]
        if self._opening is None:
            return lines
        if self._leads:
            return [self._opening, *lines] if start == 0 else lines
        return [*lines, self._opening] if stop == self.count() else lines

    def place(self, row_id: str) -> int:
        """Where a line stands, -1 when it is not in the list."""
        from app.queries import registers

        if row_id == OPENING:
            return -1 if self._opening is None else (0 if self._leads else self.count() - 1)
        place = self._desk.ask(registers.place, self.window, row_id)
        return -1 if place is None else place + self._leads

    def place_on(self, day: dt.date) -> int:
        """Where the first line of a day stands, or the nearest after it in the list's order; -1
        where there is none."""
        from app.queries import registers

        place = self._desk.ask(registers.place_on, self.window, day)
        return -1 if place is None else place + self._leads
