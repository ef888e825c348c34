"""Credits that lapse: which have, which will within a month, and the run that books it."""

from typing import Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.commands import expiry
from app.domain.kinds import CREDITS
from app.gui.desk import Desk
from app.gui.filter_line import FilterLine
from app.gui.head import PAGE_MARGIN, ActionButton, PageHead
from app.gui.perform import Form, perform
from app.gui.rows import RIGHT, Column, day, money
from app.gui.screen import Screen
from app.gui.screens.document_page import kind_word
from app.gui.screens.entry_panel import EntryPanel
from app.gui.scroller import scroller
from app.gui.split import Split
from app.gui.table import RowsView
from app.gui.theme import grid
from app.queries import expiring

_DAYS: Final = 30


class ExpiringScreen(Screen):
    """Nothing lapses by itself: the run is shown first, and done when it is confirmed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Expiring credits")
        self.kinds = frozenset({*(kind.value for kind in CREDITS), "settings", "period"})
        self._run = desk.keyboard.action("confirm", self, self.run, self.tr("Run expiry"))
        self._filter_act = desk.keyboard.action("filter", self, self._to_filter)
        memory = desk.memory.shelf("expiring")
        self._list = RowsView(self._columns(), memory.shelf("list"))
        self._list.setObjectName("expiring")
        self._list.setAccessibleName(self.title)
        self._list.set_empty(self.tr("No open credit expires within the next 30 days."))
        self._list.opened.connect(lambda row: desk.show(row.kind.value, row.id))
        self._form = Form()
        self.entry = EntryPanel(
            desk, self.tr("What the run will post"), lambda problems: problems[0].message, ""
        )
        self._lay_out(memory)
        self.refresh()

    def _columns(self) -> tuple[Column, ...]:
        def tone(row: expiring.ExpiringRow) -> str:
            return "danger" if row.lapsed else "warning"

        return (
            Column(self.tr("State"), self._state, kind="status", tone=tone, width=152,
                   sort=lambda row: row.expires_at.isoformat(), key="state"),
            day(self.tr("Valid until"), lambda row: row.expires_at, key="last"),
            Column(self.tr("Number"), lambda row: row.number, width=96, key="number"),
            Column(self.tr("Kind"), lambda row: kind_word(row.kind), width=120,
                   key="kind", gives=True),
            Column(self.tr("Customer or vendor"), lambda row: row.party_name, width=170,
                   grow=True, key="party"),
            Column(self.tr("Currency"), lambda row: row.remaining.currency, align=RIGHT,
                   width=98, key="currency", tone=lambda _row: "muted"),
            money(self.tr("Remaining"), lambda row: row.remaining, width=116, key="remaining"),
        )  # fmt: skip

    def _state(self, row: expiring.ExpiringRow) -> str:
        left = (row.expires_at - self.desk.today()).days
        if row.lapsed:
            return self.tr("Lapsed")
        near = {0: self.tr("Today"), 1: self.tr("Tomorrow")}
        return near.get(left) or self.tr("In {days} days").format(days=left)

    def _lay_out(self, memory: Any) -> None:
        head = PageHead(self.title)
        self._filter = FilterLine(self.tr("Filter…"), self._list)
        self._filter.narrowed.connect(self._list.sift)
        head.add_right(self._filter, ActionButton(self._run, "primary"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(PAGE_MARGIN, grid(3), grid(4), grid(3))
        column.addWidget(self._form.problem)
        row = QHBoxLayout()
        row.addWidget(self.entry, 3)
        row.addStretch(2)
        column.addLayout(row)
        column.addStretch(1)
        area = scroller(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(Split(self._list, area, memory), 1)

    def acts(self) -> tuple[QAction, ...]:
        return (self._run, self._filter_act)

    def open(self, ref: str | None) -> None:
        if ref:
            self._list.pick(ref)

    def refresh(self, _changed: Any = None) -> None:
        rows = self.desk.ask(expiring.expiring, _DAYS)
        self._list.show_rows(rows)
        if self._list.current() is None and rows:
            self._list.pick(rows[0].id)
        lapsed = [row for row in rows if row.lapsed]
        none = self.tr("Nothing has lapsed: the last day of every open credit is still to come.")
        self._run.setEnabled(bool(lapsed))
        self._run.setToolTip(self._run.text() if lapsed else none)
        if lapsed:
            self.entry.ask(expiry.run)
        else:
            self.entry.tell(none)

    def _to_filter(self) -> None:
        self._filter.setFocus()

    def start_focus(self) -> None:
        self._list.setFocus()

    def run(self) -> None:
        """Lets everything lapse whose last day has passed."""
        done = perform(self.desk.book, self._form, self.desk.today(), expiry.run)
        if done is not None:
            self.desk.tell(self.tr("Credits expired: {count}.").format(count=len(done.made)))
