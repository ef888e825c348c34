"""The lock date: closes the books through a day, or opens them again with a reason."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from app.domain.errors import Problem
from app.gui import formats
from app.gui.desk import Desk
from app.gui.dialogs.frame import FormDialog
from app.gui.fields import DateField, TextField
from app.gui.perform import perform
from app.gui.rows import Column, day
from app.gui.table import RowsView
from app.gui.theme import grid, look


class LockDialog(FormDialog):
    """A later day locks, an earlier or no day unlocks; every move stays on record below."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__("lock_date", parent)
        from app.queries import books

        self.say(self.tr("Lock date"), self.tr("Lock"))
        self._desk = desk
        self._now = desk.ask(books.about).locked_through
        said = QLabel(self._sentence())
        said.setWordWrap(True)
        said.setProperty("role", "muted")
        self.body.addWidget(said)
        self.body.addSpacing(grid(3))
        through, reason = DateField(desk.today()), TextField()
        self.body.addWidget(self.form.field("through", self.tr("Locked through"), through))
        self.body.addWidget(
            self.form.field("reason", self.tr("Reason"), reason, hint=self.tr("needed to unlock"))
        )
        through.set_value(self._now)
        through.changed.connect(lambda _value: self._name_act())
        self._history = RowsView(
            (
                day(self.tr("Locked through"), lambda row: row.through, width=124, key="through"),
                Column(self.tr("Reason"), lambda row: row.reason or "", key="reason", grow=True),
                Column(self.tr("By"), lambda row: row.who, width=72, key="who"),
                day(self.tr("On"), lambda row: row.at[:10], key="at"),
            )
        )
        self._history.setObjectName("lock_history")
        self._history.setAccessibleName(self.tr("Moves of the lock date"))
        self._history.set_empty(self.tr("The lock date has never been moved."))
        self._history.setSortingEnabled(False)
        self._history.show_rows(
            [_Move(str(at), row) for at, row in enumerate(desk.ask(books.locks))]
        )
        self._history.setFixedHeight(5 * look().scale.row)
        self.body.addWidget(self._history)
        self._name_act()
        through.setFocus()
        through.selectAll()

    def act(self) -> None:
        """Locks or unlocks; refused, the dialog stays and says why."""
        from app.commands import books

        through, reason = self._through(), str(self.form.fields["reason"].value()) or None
        if self.form.fields["through"].value() and through is None:
            self.form.clear_marks()
            self.form.mark(
                [
                    Problem(
                        "invalid_date", self.tr("This is no date."), "through",
                        self.tr("Write it as year-month-day."),
                    )
                ]
            )  # fmt: skip
            return
        book, today = self._desk.book, self._desk.today()
        if self._unlocks(through):
            done = perform(
                book, self.form, today, books.unlock, reason=reason or "", through=through
            )
        elif through is None:
            self.reject()
            return
        else:
            done = perform(book, self.form, today, books.lock, through=through, reason=reason)
        if done is not None:
            self.accept()

    def _through(self) -> dt.date | None:
        try:
            return dt.date.fromisoformat(self.form.fields["through"].value())
        except ValueError:
            return None

    def _unlocks(self, through: dt.date | None) -> bool:
        return self._now is not None and (through is None or through < self._now)

    def _name_act(self) -> None:
        self.confirm.setText(
            self.tr("Unlock") if self._unlocks(self._through()) else self.tr("Lock")
        )

    def _sentence(self) -> str:
        if self._now is None:
            return self.tr("Nothing is locked. Acts in a locked period are refused.")
        return self.tr(
            "Locked through {day}. A later day locks more; an earlier one, or none, unlocks."
        ).format(day=formats.day(self._now.isoformat()))


class _Move:
    """A move of the lock date as a row: the query's facts, and an id of its own."""

    def __init__(self, row_id: str, row: Any) -> None:
        self.id = row_id
        self.through, self.reason, self.at, self.who = row.through, row.reason, row.at, row.who
