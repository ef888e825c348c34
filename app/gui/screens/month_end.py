"""The page of a month's end: what is left to do, locking and unlocking, and every move of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.book import backup
from app.commands import books as acts
from app.domain.errors import Problem
from app.domain.report import Leads
from app.gui import formats
from app.gui.date_words import STEPS, months
from app.gui.desk import Desk
from app.gui.fields import Choice, ChoiceField, TextField
from app.gui.head import PAGE_MARGIN, ActionButton, Hairline, PageHead
from app.gui.icons import icon
from app.gui.perform import Form, perform
from app.gui.rows import Column
from app.gui.screen import Screen
from app.gui.screens.checklist import Checklist
from app.gui.screens.field_grid import FieldGrid
from app.gui.screens.whole_view import WholeView
from app.gui.scroller import scroller
from app.gui.theme import grid, restyle
from app.queries import books, closing
from app.queries.closing import CheckItem, State

_MOST: Final = 600  # months to choose from


class MonthEndScreen(Screen):
    """A month is chosen; it is locked if it is open, and opened again with a reason if not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Month end"), "month_end"
        self._locked: dt.date | None = None
        self._begun: dt.date | None = None
        self._confirm = desk.keyboard.action("confirm", self, self.lock_or_unlock)
        self._confirm.setIcon(icon("lock"))
        self._reopen = self._act("reopen", "unlock", "", self.unlock)
        self._back_up = self._act("back_up_here", "backup", self.tr("Back up now"), desk.back_up)
        self._month, self._reason = ChoiceField(), TextField()
        self._form = Form()
        self._said = QLabel()
        self._said.setObjectName("left_to_do")
        self._said.setWordWrap(True)
        self._moves = WholeView(self._columns())
        self._moves.setObjectName("lock_history")
        self._moves.setAccessibleName(self.tr("Moves of the lock date"))
        self._list = Checklist((self._reason, self._moves))
        self._list.wanted.connect(self._go)
        self._lay_out()
        self._month.settled.connect(lambda _value: self._show())
        desk.backed_up.connect(self._show)
        self.refresh()

    def _act(self, name: str, sign: str, text: str, run: Any) -> QAction:
        made = QAction(icon(sign), text, self)
        made.setObjectName(name)
        made.triggered.connect(lambda _checked=False: run())
        return made

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Locked through"), self._through_text, width=148, key="through"),
            Column(self.tr("Reason"), lambda row: row.reason, key="reason", grow=True),
            Column(self.tr("By"), lambda row: row.who, width=120, key="who"),
            Column(self.tr("On"), lambda row: row.at, width=148, key="at"),
        )

    def _lay_out(self) -> None:
        head = PageHead(self.title)
        head.add_right(
            ActionButton(self._back_up), ActionButton(self._reopen),
            ActionButton(self._confirm, "primary"),
        )  # fmt: skip
        fields = FieldGrid(3, 200)
        fields.add(self._form.field("through", self.tr("Month"), self._month))
        reason = self._form.field(
            "reason", self.tr("Reason"), self._reason, hint=self.tr("needed to unlock")
        )
        fields.add(reason, 2)
        above = QVBoxLayout()
        above.setContentsMargins(PAGE_MARGIN, grid(1), PAGE_MARGIN, grid(3))
        above.setSpacing(grid(1))
        above.addWidget(self._form.problem)
        above.addWidget(fields)
        above.addWidget(self._said)
        moved = QLabel(self.tr("Moves of the lock date"))
        moved.setProperty("role", "label")
        moved.setContentsMargins(PAGE_MARGIN, grid(6), PAGE_MARGIN, grid(1))
        self._never = QLabel(self.tr("It has never been moved."))
        self._never.setObjectName("never_moved")
        self._never.setProperty("role", "muted")
        self._never.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, grid(4))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, grid(4))
        column.setSpacing(0)
        for part in (self._list, moved, self._never, self._moves):
            column.addWidget(part)
        column.addStretch(1)
        area = scroller(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(above)
        whole.addWidget(Hairline())
        whole.addWidget(area, 1)

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        return (self._confirm, self._reopen)

    def open(self, ref: str | None) -> None:
        """A day: its month is chosen."""
        if ref:
            self._month.set_choice(_choice(STEPS["H"](dt.date.fromisoformat(ref))))
            self._show()

    def start_focus(self) -> None:
        self._month.setFocus()
        self._month.selectAll()

    def refresh(self, _changed: Any = None) -> None:
        self._locked = self.desk.ask(books.about).locked_through
        self._begun = self.desk.ask(closing.begun)
        self._month.set_choices([_choice(one) for one in self._months()])
        if self._month.chosen is None:
            self._month.set_choice(_choice(self._next()))
        self._show_moves()
        self._show()

    # Months

    def _next(self) -> dt.date:
        """The first month that has ended and is not locked; when all are, the last that ended."""
        ended = self.desk.today().replace(day=1) - dt.timedelta(days=1)
        first = self._begun or ended
        if self._locked is not None:
            first = self._locked + dt.timedelta(days=1)
        return min(STEPS["H"](first), ended)

    def _months(self) -> list[dt.date]:
        """The last days of the months that can be chosen, the newest first: from a year before
        the books begin, or are locked, up to this one."""
        first = months(min(filter(None, (self._begun, self._locked, self._next()))), -12)
        found = [STEPS["H"](self.desk.today())]
        while len(found) < _MOST and found[-1] > first:
            found.append(STEPS["H"](months(found[-1], -1)))
        return found

    @property
    def _through(self) -> dt.date | None:
        """The last day of the chosen month."""
        chosen = self._month.chosen
        return dt.date.fromisoformat(chosen.id) if chosen else None

    @property
    def _lockable(self) -> bool:
        through = self._through
        return through is not None and (self._locked is None or self._locked < through)

    @property
    def _unlockable(self) -> bool:
        through = self._through
        return through is not None and self._locked is not None and (
            self._locked >= through.replace(day=1)
        )  # fmt: skip

    # Showing

    def _show(self) -> None:
        through = self._through
        newest = backup.newest(self.desk.book.path)
        items = self.desk.ask(closing.checklist, through, newest) if through else ()
        self._list.show_items(items)
        self._list.setVisible(bool(items))
        self._say(items)
        lock = self.tr("Lock through {day}").format(day=_day(through))
        first = through.replace(day=1) if through else None
        reopen = self.tr("Unlock from {day} on").format(day=_day(first))
        if not items:
            lock = self.tr("Lock")
        self._confirm.setText(reopen if self._unlockable and not self._lockable else lock)
        self._reason.setPlaceholderText("" if self._lockable else self.tr("why it is unlocked"))
        self._reopen.setText(reopen)
        self._reopen.setVisible(self._unlockable and self._lockable)

    def _say(self, items: tuple[CheckItem, ...]) -> None:
        """What is left, said plainly; nobody is kept from locking."""
        left = sum(one.state is State.TO_DO for one in items)
        wrong = sum(one.state is State.WRONG for one in items)
        if not items:
            text, role = self.tr("Choose a month."), "muted"
        elif not self._lockable:
            text, role = self.tr("Locked. Unlocking opens this month and all after it."), "muted"
        elif wrong:
            told = self.tr("Wrong: {wrong}, to do: {left}. The books can be locked all the same.")
            text, role = told.format(wrong=wrong, left=left), "danger"
        elif left:
            told = self.tr("Left to do: {left}. The books can be locked all the same.")
            text, role = told.format(left=left), "warning"
        else:
            text, role = self.tr("Everything is done."), "positive"
        self._said.setText(text)
        restyle(self._said, "role", role)

    def _show_moves(self) -> None:
        rows = [_Move.of(str(at), row) for at, row in enumerate(self.desk.ask(books.locks))]
        self._moves.show_rows(rows)
        self._moves.setVisible(bool(rows))
        self._never.setVisible(not rows)

    def _through_text(self, row: "_Move") -> str:
        return _day(row.through) if row.through else self.tr("nothing locked")

    def _go(self, leads: Leads) -> None:
        if leads.to != "page":
            self.desk.report(leads.to, leads.wish)
        elif leads.kind == "backup":
            self.desk.back_up()
        else:
            self.desk.show(leads.kind, leads.id or None)

    # Doing

    def lock_or_unlock(self) -> None:
        """Locks the month if it is open, else opens it again."""
        if not self._lockable:
            self.unlock()
            return
        through, reason = self._through, self._reason.value() or None
        done = perform(
            self.desk.book, self._form, self.desk.today(), acts.lock, through=through,
            reason=reason,
        )  # fmt: skip
        if done is not None:
            self._told(self.tr("Locked through {day}.").format(day=_day(through)))

    def unlock(self) -> None:
        """Moves the lock date to before the chosen month; where nothing lies before it, away."""
        through = self._through
        if through is None:
            said, hint = self.tr("This is no month."), self.tr("Choose one from the list.")
            self._form.clear_marks()
            self._form.mark([Problem("invalid_date", said, "through", hint)])
            return
        before: dt.date | None = through.replace(day=1) - dt.timedelta(days=1)
        if self._begun is None or (before is not None and before < self._begun):
            before = None
        done = perform(
            self.desk.book, self._form, self.desk.today(), acts.unlock, through=before,
            reason=self._reason.value(),
        )  # fmt: skip
        if done is not None:
            told = self.tr("Unlocked from {day} on.")
            self._told(told.format(day=_day(through.replace(day=1))))

    def _told(self, sentence: str) -> None:
        self._reason.set_value("")
        self.desk.tell(sentence)


@dataclass(frozen=True, slots=True)
class _Move:
    """A move of the lock date as a row."""

    id: str
    through: dt.date | None
    reason: str
    who: str
    at: str

    @classmethod
    def of(cls, row_id: str, row: books.LockRow) -> "_Move":
        local = dt.datetime.fromisoformat(row.at).astimezone()
        at = f"{formats.day(str(local.date()))} {local:%H:%M}"
        return cls(row_id, row.through, row.reason or "", row.who, at)


def _choice(day: dt.date) -> Choice:
    """A month by its name, found by its number, too."""
    name = QLocale().toString(QDate(day.year, day.month, 1), "MMMM yyyy")
    return Choice(day.isoformat(), name, f"{day:%Y-%m}")


def _day(day: dt.date | None) -> str:
    return formats.day(day.isoformat()) if day else "…"
