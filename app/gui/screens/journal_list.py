"""The journal as a list: newest first, further pages as one scrolls, three styles."""

import datetime as dt
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.desk import Desk
from app.gui.screens.ledger_list import LedgerList
from app.gui.screens.ledger_parts import LedgerRow, Narrowing, Style, journal_columns, lay_out
from app.gui.settings import Memory

_PAGE: Final = 200  # entries


class JournalList(QWidget):
    """Entries; `opened` tells the row on Enter or double click."""

    opened = Signal(object)

    def __init__(self, desk: Desk, memory: Memory) -> None:
        super().__init__()
        self._desk = desk
        self._style: Style = "one_line"
        self._narrowing = Narrowing()
        self._entries: list[Any] = []
        self._next: str | None = None
        self._open_entry = ""
        self._laying = False
        self.list = LedgerList(journal_columns, memory)
        self.list.setObjectName("journal")
        self.list.setAccessibleName(self.tr("Journal"))
        self.list.setSortingEnabled(False)  # its order is the book's; pages follow it
        self.list.set_empty(self.tr("Nothing is posted yet. Issuing a document writes here."))
        self.list.opened.connect(self.opened)
        self.list.picked.connect(self._open_lines)
        self.list.near_end.connect(self._more)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def current(self) -> LedgerRow | None:
        """The current row."""
        row = self.list.current()
        return row if isinstance(row, LedgerRow) else None

    def set_style(self, style: Style) -> None:
        """Shows entries on one line, the current one with its lines, or all with theirs."""
        self._style = style
        row = self.current()
        self._open_entry = row.entry if row else ""
        self._lay()

    def ask(self, narrowing: Narrowing, locked_through: dt.date | None) -> None:
        """Asks for the first page of what fits; as far as was scrolled before when nothing but
        the book has changed."""
        from app.queries import ledger

        wanted = len(self._entries) if narrowing == self._narrowing else 0
        self._narrowing = narrowing
        self.list.locked_through = locked_through
        if narrowing.document:
            self._entries = list(self._desk.ask(ledger.of_document, narrowing.document))
            self._next = None
        else:
            page = self._page(None, max(wanted, _PAGE))
            self._entries, self._next = list(page.entries), page.next
        self._lay()

    def pick_entry(self, entry: str) -> None:
        """Makes an entry the current one, loading up to it."""
        while not self.list.pick(entry) and self._next:
            self._more()

    def go_to(self, day: dt.date) -> bool:
        """Makes the newest entry of that day, or the nearest before it, the current one. False
        when it is not loaded: then the list is better begun at that day."""
        for entry in self._entries:
            if entry.date <= day:
                return self.list.pick(entry.id)
        return self._next is None

    def _page(self, after: str | None, limit: int) -> Any:
        from app.queries import ledger

        fits = self._narrowing
        return self._desk.ask(
            ledger.journal, limit, after, fits.text or None, fits.first, fits.last
        )

    def _more(self) -> None:
        if self._next is None or self._laying:
            return
        page = self._page(self._next, _PAGE)
        self._entries += page.entries
        self._next = page.next
        self._lay()

    def _lay(self) -> None:
        self._laying = True
        self.list.show_rows(tuple(lay_out(self._entries, self._style, self._open_entry)))
        self._laying = False
        if self.list.current() is None and self._entries:
            self.list.pick(self._entries[0].id)

    def _open_lines(self, row: Any) -> None:
        """In the style that opens one entry, the current one is the one."""
        if self._style == "split" and row and row.entry != self._open_entry and not self._laying:
            self._open_entry = row.entry
            self._lay()
