"""The page of reports: which one, of what, its table, and the way down every figure and back."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import Problem, Refused
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.gui import report_ref
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton
from app.gui.periods import DAYS, PERIODS, STANDING, Period, named
from app.gui.screen import Screen
from app.gui.screens.report_acts import ReportActs
from app.gui.screens.report_fields import ReportFields
from app.gui.screens.report_parts import About, Remarks, ReportList, SideLine, busy, mark_menu
from app.gui.screens.report_saving import Wanted
from app.gui.screens.report_tables import ReportTables
from app.gui.screens.report_trail import Place, Trail
from app.gui.theme import grid, look
from app.gui.why import WHY, why_of_row
from app.queries import catalogue

_ROOMY: Final = 860  # px at 100 %: from here the list of reports stands beside the table
_TIME: Final = {"first", "last"}


class ReportsScreen(Screen):
    """Reports are chosen on the left; every figure opens another one in the same place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title, self.kind = self.tr("Reports"), "reports"
        self._offered = [one for one in catalogue.KINDS.values() if one.offered]
        self._memory = desk.memory.shelf("reports")
        self._way: list[Place] = []
        self._report: Report | None = None  # its first page
        self._next: str | None = None  # where a long one goes on
        self._rows: list[ReportRow] = []  # of all pages so far
        self._acts = ReportActs(
            desk,
            self,
            open_figure=self._open_figure,
            ask_why=self._ask_why,
            to_ledger=self._to_ledger,
            to_day=self._to_day,
        )
        self._lay_out()
        self._connect()
        last, names = self._memory.get("name"), [one.name for one in self._offered]
        self._begin(last if last in names else names[0])

    # What there is on the page

    def _lay_out(self) -> None:
        self._list = ReportList([(one.name, one.title) for one in self._offered])
        self._line, self._trail = SideLine(), Trail()
        self._fields = ReportFields(self.desk)
        self._about, self._remarks = About(), Remarks()
        self._tables = ReportTables(self._acts.of_row)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        for part in (self._fields, self._about, self._tables, self._remarks):
            column.addWidget(part, 1 if part is self._tables else 0)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._list)
        whole.addWidget(self._line)
        whole.addWidget(right, 1)
        self._arrange()  # before it has a size: a page that asks for room makes the window wider

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(PAGE_MARGIN, grid(3), PAGE_MARGIN, grid(2))
        head.setSpacing(grid(2))
        self._other = self._list.menu_button(self)
        head.addWidget(self._other)
        head.addWidget(self._trail, 1)
        for act in self._acts.in_head:
            button = ActionButton(act)
            head.addWidget(button)
            if act.menu() is not None:
                mark_menu(button)
        return head

    def _connect(self) -> None:
        self._list.chosen.connect(self._choose)
        self._list.entered.connect(self._tables.setFocus)
        self._trail.back_to.connect(self._back_to)
        self._fields.settled.connect(self._ask_anew)
        self._fields.told.connect(self._about.say)
        self._tables.wanted.connect(self._follow)
        self._tables.near_end.connect(self._more)
        self._tables.moved.connect(self._show_what_can_be_done)

    # Not the mixin that others use: Qt knows the signals of the first class only.
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """Where there is little room the table has all of it, and the list is a menu."""
        roomy = self.width() >= look().scale.px(_ROOMY)
        self._list.setVisible(roomy)
        self._line.setVisible(roomy)
        self._other.setVisible(not roomy)

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        return self._acts.all

    def open(self, ref: str | None) -> None:
        """A report and what is asked of it, as report_ref writes them. That was asked on another
        page: what this page remembers stays."""
        name, wish = report_ref.read(ref or "")
        if wish == Wish() and name in [one.name for one in self._offered]:
            self._begin(name)
        elif name in catalogue.KINDS:
            self._way = [Place(name, wish)]
            self._enter()

    def refresh(self, _changed: Any = None) -> None:
        self._ask(keep=True)

    def start_focus(self) -> None:
        field = self._fields.first_field() if self._report is None else None
        (field or self._tables).setFocus()

    def back(self) -> bool:
        if len(self._way) < 2:
            return False
        self._back_to(len(self._way) - 2)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_table = self._tables.isAncestorOf(self.window().focusWidget())
        if event.key() != Qt.Key.Key_Escape or not in_table or not self.back():
            super().keyPressEvent(event)

    # Which report

    def _choose(self, name: str) -> None:
        """A report of the list, asked for what it was asked for last."""
        if [place.name for place in self._way] != [name]:
            self._begin(name)

    def _begin(self, name: str) -> None:
        self._memory.put("name", name)
        self._way = [Place(name, self._remembered(name), chosen=True)]
        self._enter()

    def _follow(self, leads: Leads) -> None:
        """Where a figure leads: to another report in this place, or to a thing of the book."""
        if leads.to not in catalogue.KINDS:
            self.desk.show(leads.kind, leads.id)
            return
        self._way[-1] = replace(self._way[-1], cell=self._tables.cell)
        self._way.append(Place(leads.to, leads.wish))
        self._enter()
        self._tables.setFocus()

    def _open_figure(self) -> None:
        self._tables.open_current()

    def _back_to(self, at: int) -> None:
        self._way = self._way[: at + 1]
        self._enter()
        self._tables.setFocus()

    def _enter(self) -> None:
        """Shows the last report of the way."""
        place = self._way[-1]
        self._list.mark(self._way[0].name)
        kind = catalogue.KINDS[place.name]
        either = {"account", "party"} <= {*kind.takes}  # of the one or the other
        whole = kind.offered and (place.chosen or not either)
        takes, days = kind.takes, _days_of(kind)[0]
        if place.name == WHY and not place.chosen and not place.wish.account:
            # Of a party or document it is as of a day.
            takes, days = (*(one for one in takes if one not in _TIME), "as_of"), DAYS
        self._fields.show_wish(takes, place.wish, days, whole=whole)
        self._ask(keep=False)

    def _ask_why(self) -> None:
        """What the balance of the current row is made of."""
        wish = self._why_wish()
        if wish is not None:
            self._follow(Leads(WHY, wish))

    def _why_wish(self) -> Wish | None:
        row = self._tables.current_row()
        if row is None or self._report is None:
            return None
        running = any(column.name == "balance" for column in self._report.columns)
        place = self._way[-1]
        wish = why_of_row(place.wish, row, running=running)
        asked = [(one.account, one.party, one.part) for one in (place.wish, wish) if one]
        return None if place.name == WHY and asked[0] == asked[-1] else wish

    # What it is asked for

    def _remembered(self, name: str) -> Wish:
        """What a report was asked for last, its days by the word they were chosen by."""
        kind, kept = catalogue.KINDS[name], self._memory.shelf(name)
        if kind.stands:  # the lamp of the books is of no day
            return Wish()
        offered, usual = _days_of(kind)
        _, wish = report_ref.read(str(kept.get("wish", "")))
        period = named(str(kept.get("period", usual)), offered)
        if period:
            first, last = period.days(self.desk.today())
            wish = replace(wish, first=first, last=last)
        return replace(wish, side=wish.side or "customer") if "side" in kind.takes else wish

    def _ask_anew(self) -> None:
        """A field settled. What a report of the list is asked for is remembered."""
        self._way[-1] = place = replace(self._way[-1], wish=self._fields.wish)
        if place.chosen:
            kept = self._memory.shelf(place.name)
            kept.put("wish", report_ref.written(place.name, place.wish))
            kept.put("period", self._fields.period)
        self._ask(keep=True)

    def _to_day(self) -> None:
        field = self._fields.first_day()
        if field is not None:
            field.setFocus()

    def _to_ledger(self) -> None:
        self.desk.show("register", self._way[-1].wish.account)

    # Its answer

    def _ask(self, *, keep: bool) -> None:
        """Asks for the report. `keep`: the table stays where it is, with other rows."""
        place = self._way[-1]
        kind = catalogue.KINDS[place.name]
        try:
            with busy():
                report: Report = self.desk.ask(kind.build, place.wish, None)
        except Refused as refused:
            self._show_refused(refused.problems)
            return
        same = keep and self._report is not None and self._report.columns == report.columns
        self._fields.clear_marks()
        self._way[-1] = replace(place, title=report.title, short=self._short(report))
        loaded = len(self._rows) if same else 0  # what is looked at may stand on a later page
        self._report, self._rows, self._next = report, [*report.rows], report.next
        self._about.tell(self._fields.not_said(report.about))
        empty = all(row.rank is not Rank.ROW for row in report.rows) and not report.remarks
        nothing = self.tr("There is nothing to tell of these days.")
        self._remarks.show_remarks((nothing,) if empty else report.remarks)
        self._trail.show_way(self._way)
        if same:
            self._load_down_to(min(loaded, self._tables.cell[0] + 1) - 1)
            self._tables.show_rows(self._rows)
        else:
            self._load_down_to(place.cell[0])
            self._tables.show_report(report, self._rows, place.cell)
        self._show_what_can_be_done()

    def _short(self, report: Report) -> str:
        """What a report is called on the way to another one."""
        short = {"register": dict(report.about).get("Account"), "why": self.tr("Why?")}
        return short.get(report.name) or catalogue.KINDS[report.name].title

    def _show_refused(self, problems: tuple[Problem, ...]) -> None:
        """What is missing or wrong is said beside its field. No table is better than one of
        something else."""
        place = self._way[-1]
        title = catalogue.KINDS[place.name].title
        self._way[-1] = replace(place, title=title, short=title)
        self._report, self._rows, self._next = None, [], None
        self._trail.show_way(self._way)
        missing = all(problem.code == "required" for problem in problems)
        self._about.tell(())
        if not missing:
            self._about.say(self._fields.mark(problems))
        self._remarks.show_remarks(())
        self._tables.show_nothing(self._fields.prompt(problems[0]) if missing else "")
        self._show_what_can_be_done()

    def _more(self) -> None:
        """The next page of a long report, below those that are shown."""
        shown = len(self._rows)
        if self._load_page():
            self._tables.add_page(self._rows[shown:])

    def _load_down_to(self, row: int) -> None:
        while row >= len(self._rows) and self._load_page():
            pass

    def _load_page(self) -> bool:
        if self._next is None:
            return False
        place = self._way[-1]
        with busy():
            page: Report = self.desk.ask(catalogue.KINDS[place.name].build, place.wish, self._next)
        self._rows += page.rows
        self._next = page.next
        return True

    def _show_what_can_be_done(self) -> None:
        place = self._way[-1]
        wanted = Wanted(place.name, place.wish, self._report) if self._report else None
        self._acts.show(
            wanted,
            opens=self._tables.current_leads() is not None,
            why=self._why_wish() is not None,
            day=self._fields.first_day() is not None,
        )


def _days_of(kind: catalogue.ReportKind) -> tuple[tuple[Period, ...], str]:
    """The words there are for the days of a report, and the one it begins with."""
    if kind.stands:
        return STANDING, "now"
    if "as_of" in kind.takes:
        return DAYS, "today"
    return (PERIODS, "this_year") if "first" in kind.takes else ((), "")
