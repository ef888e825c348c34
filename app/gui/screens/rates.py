"""Exchange rates by currency and day, and the revaluation at a month's end."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout

from app.gui.desk import Desk
from app.gui.filter_line import FilterLine
from app.gui.head import ActionButton, PageHead
from app.gui.icons import icon
from app.gui.rows import RIGHT, Column, day
from app.gui.screen import Screen
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.rate_panels import RatePanel, RevaluePanel
from app.gui.split import Split
from app.gui.table import RowsView
from app.queries import books


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate as a row of the list."""

    id: str
    currency: str
    date: date
    rate: str
    in_force: bool


class RatesScreen(Screen):
    """List above; below it the panel of a rate, or of the revaluation."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Exchange rates")
        self.kinds = frozenset({"rate", "book"})
        keys = desk.keyboard
        self._new = keys.action("new", self, self.start_new, self.tr("New exchange rate"))
        self._edit = keys.action("edit", self, self._correct, self.tr("Correct the rate"))
        self._filter_act = keys.action("filter", self, self._to_filter)
        self._revalue = QAction(icon("report"), self.tr("Revalue at month end…"), self)
        self._revalue.setObjectName("revalue")
        self._revalue.triggered.connect(lambda _checked=False: self._to_revalue())
        memory = desk.memory.shelf("rates")
        self._list = RowsView(_columns(self), memory.shelf("list"))
        self._list.setObjectName("exchange_rates")
        self._list.setAccessibleName(self.title)
        self._list.set_empty(
            self.tr("Here is what foreign currencies are worth, from which day on."),
            self.tr("New exchange rate"),
        )
        self._list.first_wanted.connect(self.start_new)
        self._list.opened.connect(lambda _row: self._correct())
        self._list.picked.connect(lambda _row: self._follow())
        self._rate, self._revaluing = RatePanel(desk), RevaluePanel(desk)
        self._lay_out(memory)
        self.refresh()

    def _lay_out(self, memory: Any) -> None:
        head = PageHead(self.title)
        self._filter = FilterLine(self.tr("Filter…"), self._list)
        self._filter.narrowed.connect(self._list.sift)
        head.add_right(
            self._filter, ActionButton(self._revalue), ActionButton(self._new, "primary")
        )
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._below = QStackedWidget()
        self._below.addWidget(self._hint)
        for panel in (self._rate, self._revaluing):
            self._below.addWidget(panel)
            panel.closed.connect(self._close_panel)
            panel.done.connect(self._close_panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(Split(self._list, self._below, memory), 1)

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        panel = self._below.currentWidget()
        if isinstance(panel, ActPanel):
            return (panel.confirm, self._filter_act)
        return (self._new, self._edit, self._revalue, self._filter_act)

    def open(self, ref: str | None) -> None:
        """`ref` may ask for the revaluation of a day: "revalue:2026-10-31"."""
        word, _, day = (ref or "").partition(":")
        if word == "revalue":
            self._prepare(self._revaluing, day)

    def start_new(self, **_given: Any) -> None:
        self._prepare(self._rate)

    def refresh(self, _changed: Any = None) -> None:
        found, newest = self.desk.ask(books.rates), set[str]()
        rows = []
        for one in found:
            in_force = one.date <= self.desk.today() and one.currency not in newest
            if in_force:
                newest.add(one.currency)
            row_id = f"{one.currency} {one.date}"
            rows.append(RateLine(row_id, one.currency, one.date, one.rate, in_force))
        self._list.show_rows(rows)
        if self._list.current() is None and rows:
            self._list.pick(rows[0].id)
        self._follow()

    def _to_filter(self) -> None:
        self._filter.setFocus()

    def start_focus(self) -> None:
        panel = self._below.currentWidget()
        if isinstance(panel, ActPanel):
            panel.setFocus()
        else:
            self._list.setFocus()

    # Inside

    def _correct(self) -> None:
        if self._list.current() is not None:
            self._prepare(self._rate, self._list.current())

    def _to_revalue(self) -> None:
        self._prepare(self._revaluing)

    def _prepare(self, panel: ActPanel, row: Any = None) -> None:
        self._below.setCurrentWidget(panel)
        panel.start(row)
        self.acts_changed.emit()

    def _close_panel(self) -> None:
        self._below.setCurrentIndex(0)
        self._list.setFocus()
        self.acts_changed.emit()

    def _follow(self) -> None:
        some = self._list.current() is not None
        hint = self.tr("Enter corrects the rate that is chosen.")
        self._hint.setText(hint if some else "")
        self._edit.setEnabled(some)
        self._edit.setToolTip(self._edit.text() if some else self.tr("Choose a rate first."))


def _columns(page: RatesScreen) -> tuple[Column, ...]:
    def tone(row: RateLine) -> str:
        return "text" if row.in_force else "muted"

    return (
        Column(page.tr("Currency"), lambda row: row.currency, width=120, key="currency",
               tone=tone),
        day(page.tr("From"), lambda row: row.date, width=120, key="date", tone=tone),
        Column(page.tr("Worth of one unit"), lambda row: row.rate, align=RIGHT, width=160,
               key="rate", tone=tone),
        Column("", lambda row: page.tr("in force today") if row.in_force else "", key="in_force",
               grow=True, tone=lambda _row: "muted"),
    )  # fmt: skip
