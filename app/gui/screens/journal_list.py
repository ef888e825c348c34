"""The journal as a list: newest first, as long as the book is, in three styles."""

import datetime as dt
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.desk import Desk
from app.gui.screens.ledger_list import LedgerList
from app.gui.screens.ledger_parts import LedgerRow, Narrowing, Style, journal_columns, lay_out
from app.gui.screens.ledger_sources import JournalSource
from app.gui.settings import Memory


class JournalList(QWidget):
    """Entries; `opened` tells the row on Enter or double click."""

    opened = Signal(object)

    def __init__(self, desk: Desk, memory: Memory) -> None:
        super().__init__()
        self._desk = desk
        self._style: Style = "one_line"
        self._narrowing = Narrowing()
        self._source: JournalSource | None = None  # None: the entries of one document
        self._entry = ""  # the one whose lines stand below it
        self._laying = False
        self.list = LedgerList(journal_columns, memory)
        self.list.setObjectName("journal")
        self.list.setAccessibleName(self.tr("Journal"))
        self.list.setSortingEnabled(False)  # its order is the book's
        self.list.opened.connect(self.opened)
        self.list.picked.connect(self._wait_to_open)
        # Not while the list still handles the click or key that made the row the current one.
        self._opens = QTimer(self, singleShot=True, interval=0)
        self._opens.timeout.connect(self._open_lines)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def current(self) -> LedgerRow | None:
        """The current row."""
        row = self.list.current()
        return row if isinstance(row, LedgerRow) else None

    def set_style(self, style: Style) -> None:
        """Shows entries on one line, the current one with its lines, or all with theirs; the
        current entry stays where it is."""
        before, self._style = self._style, style
        if style == before:
            return
        row = self.current()
        self._entry = row.entry if row else ""
        self._lay()
        if row is not None and self.current() is None:  # it was one of the lines
            self.list.pick(row.entry)

    def ask(self, narrowing: Narrowing, locked_through: dt.date | None) -> None:
        """Shows what fits, as the book is now."""
        self._narrowing = narrowing
        self.list.locked_through = locked_through
        self._lay()

    def pick_entry(self, entry: str) -> bool:
        """Makes an entry the current one, wherever it stands; False when it is not shown."""
        return self.list.pick(entry)

    def go_to(self, day: dt.date) -> None:
        """Makes the newest entry of that day, or the nearest before it, the current one."""
        if self._source is not None and (place := self._source.place_on(day)) >= 0:
            self.list.pick_place(place)
            self.list.bring_up(place)

    def _lay(self) -> None:
        self._laying = True
        if self._narrowing.document:
            self._source = None
            self.list.show_rows(self._of_document())
        else:
            self._source = JournalSource(self._desk, self._narrowing, self._style, self._entry)
            self.list.show_source(self._source)
        self._say_empty()
        if self.list.current() is None and self.list.rows_model.rowCount():
            self.list.pick_place(0)
        self._laying = False
        self._wait_to_open(self.list.current())

    def _of_document(self) -> tuple[LedgerRow, ...]:
        from app.queries import ledger

        entries = self._desk.ask(ledger.of_document, self._narrowing.document)
        return tuple(lay_out(entries, self._style, self._entry))

    def _wait_to_open(self, row: Any) -> None:
        """In the style that opens one entry, the current one is the one."""
        if self._style == "split" and row and row.entry != self._entry and not self._laying:
            self._opens.start()

    def _open_lines(self) -> None:
        row = self.current()
        if row is None or row.entry == self._entry or self._style != "split":
            return
        self._entry = row.entry
        if self._source is None:
            self._lay()
        else:
            self._source.open_entry(row.entry)
            self.list.rows_model.reload()

    def _say_empty(self) -> None:
        if self._narrowing == Narrowing():
            sentence = self.tr("Nothing is posted yet. Issuing a document writes here.")
            self.list.set_empty(sentence, self.tr("New entry"))
        else:
            self.list.set_empty(self.tr("Nothing here fits what is chosen above."))
