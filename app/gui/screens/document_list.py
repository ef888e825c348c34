"""The list of one kind of document: status tabs with counts, a filter, rows page by page."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.kinds import Kind, Status
from app.gui.desk import Desk
from app.gui.filter_line import FilterLine
from app.gui.head import PAGE_MARGIN, PageHead
from app.gui.rows import Column
from app.gui.screens.document_page import say, status_word
from app.gui.settings import Memory
from app.gui.table import RowsView
from app.gui.theme import grid
from app.queries import lists

_AT_ONCE: Final = 200  # rows of a page of the query
_EVERYTHING: Final = 1_000_000  # a list sorted by the user has to be whole
_AHEAD: Final = 2  # pages of the view before the end, when more is fetched


class Listed(Protocol):
    """What tells the list of one kind from that of another; texts in English."""

    @property
    def kind(self) -> Kind: ...

    @property
    def title(self) -> str: ...

    @property
    def first(self) -> str:
        """What belongs here, said by the empty list."""

    @property
    def new(self) -> str:
        """What the button of the empty list says, "" for none."""

    @property
    def statuses(self) -> Sequence[Status]:
        """One tab each; none: there are no tabs."""

    def made_columns(self) -> tuple[Column, ...]:
        """The columns, in the user's language."""


class DocumentList(QWidget):
    """Rows of the chosen status that fit the filter, newest first; more come as one scrolls."""

    picked = Signal(object)  # the current row, None for none
    opened = Signal(object)
    new_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, desk: Desk, page: Listed, memory: Memory) -> None:
        super().__init__()
        self._desk, self._page, self._memory = desk, page, memory
        self._next: str | None = None
        self._status: Status | None = None
        self.view = RowsView(page.made_columns(), memory)
        self.view.setObjectName("documents")
        self.view.setAccessibleName(say(page.title))
        self.view.installEventFilter(self)
        self.view.picked.connect(self.picked)
        self.view.opened.connect(self.opened)
        self.view.first_wanted.connect(self._answer_empty)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.view.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        self.filter = FilterLine(self.tr("Filter…"), self.view)
        self.filter.narrowed.connect(lambda _words: self._load())
        self.head = PageHead(say(page.title))
        self.head.add_right(self.filter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._tabs())
        self._column.addWidget(self.view, 1)

    def add_above(self, widget: QWidget) -> None:
        """Puts something between the head and the status tabs."""
        self._column.insertWidget(1, widget)

    def add_button(self, button: QPushButton) -> None:
        """Puts a button into the head; Tab comes by in the order one reads."""
        self.head.add_right(button)
        stops = (self.filter, button, *self._buttons.values(), self.view)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def refresh(self) -> None:
        """Counts anew and asks again for all rows that were loaded."""
        self._count()
        self._load(max(_AT_ONCE, self.view.rows_model.rowCount()))

    def _load(self, limit: int = 0) -> None:
        wanted = _EVERYTHING if self._by() else limit or _AT_ONCE
        found = self._desk.ask(lists.page, self._page.kind, self._filters(), wanted)
        self._next = found.next
        self._say_empty()
        self.view.show_rows(found.rows)
        if self.view.current() is None and found.rows:
            self.view.pick(self.view.rows_model.row(0).id)
        elif not found.rows:
            self.picked.emit(None)

    def show_row(self, ref: str) -> bool:
        """Makes a row the current one, without any filter if it has to be; False when it is too
        far down to be loaded."""
        if self.view.pick(ref):
            return True
        self._clear_filter()
        return self.view.pick(ref)

    def choose_status(self, status: Status | None) -> None:
        """Turns to a status tab."""
        self._status = status
        self._buttons[status].setChecked(True)
        self._load()

    def _clear_filter(self) -> None:
        self._status = None
        self._buttons[None].setChecked(True)
        self.filter.clear()
        self.filter.settle()

    def _filters(self) -> lists.Filters:
        return lists.Filters(status=self._status, text=self.filter.text().strip() or None)

    # Status tabs

    def _tabs(self) -> QWidget:
        tabs = QWidget()
        if not self._page.statuses:
            tabs.hide()
        row = QHBoxLayout(tabs)
        row.setContentsMargins(PAGE_MARGIN - grid(1), 0, PAGE_MARGIN, grid(2))
        row.setSpacing(grid(1))
        self._group = QButtonGroup(self)
        self._buttons: dict[Status | None, QPushButton] = {}
        for status in (None, *self._page.statuses):
            button = QPushButton()
            button.setObjectName(f"status_{status or 'all'}")
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, one=status: self.choose_status(one))
            self._group.addButton(button)
            self._buttons[status] = button
            row.addWidget(button)
        self._buttons[None].setChecked(True)
        row.addStretch(1)
        return tabs

    def _count(self) -> None:
        counts = self._desk.ask(lists.counts, self._page.kind)
        for status, button in self._buttons.items():
            count = counts.get(status, 0) if status else sum(counts.values())
            word = status_word(self._page.kind, status) if status else self.tr("All")
            button.setText(f"{word} {count:n}" if count or not status else word)

    # The empty list

    def _say_empty(self) -> None:
        if self.filter.text().strip() or self._status:
            sentence = self.tr("Nothing here fits what is chosen above.")
            self.view.set_empty(sentence, self.tr("Show all"))
        else:
            self.view.set_empty(say(self._page.first), say(self._page.new))

    def _answer_empty(self) -> None:
        if self.filter.text().strip() or self._status:
            self._clear_filter()
        else:
            self.new_wanted.emit()

    # Page by page

    def _by(self) -> bool:
        """Whether the user sorted by a column."""
        return self.view.horizontalHeader().sortIndicatorSection() >= 0

    def _sorted(self) -> None:
        if self._by():
            if self._next:
                self._load()
        elif self.view.rows_model.rowCount() > _AT_ONCE:
            self._load()  # as it comes, page by page again

    def _scrolled(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        if self._next and value >= bar.maximum() - _AHEAD * bar.pageStep():
            after, self._next = self._next, None
            found = self._desk.ask(lists.page, self._page.kind, self._filters(), _AT_ONCE, after)
            kept = self.view.rows_model.rows()
            self._next = found.next
            self.view.show_rows((*kept, *found.rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.view
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
            and self.view.current() is not None
        ):
            self.delete_wanted.emit()
            return True
        return super().eventFilter(watched, event)
