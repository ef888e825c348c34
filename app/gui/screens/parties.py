"""The page of customers, and mirrored that of vendors: list, detail and editor."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.kinds import Side
from app.domain.report import Wish
from app.gui.desk import Desk
from app.gui.filter_line import FilterLine
from app.gui.head import ActionButton, PageHead
from app.gui.icons import icon
from app.gui.screen import Screen
from app.gui.screens.party_detail import PartyDetail
from app.gui.screens.party_editor import PartyEditor
from app.gui.screens.party_parts import (
    WORDS,
    party_columns,
    say,
)
from app.gui.table import RowsView
from app.gui.total_row import TotalRow
from app.gui.why import Why


class PartiesScreen(Screen):
    """One side of the trade."""

    def __init__(self, desk: Desk, side: Side) -> None:
        super().__init__(desk)
        self.side, self._words = side, WORDS[side.name]
        self.title, self.kind = say(self._words.title), side.name
        touched = (side.credit, side.money, *side.targets)
        self.kinds = frozenset({side.name, *(kind.value for kind in touched)})
        self._memory = desk.memory.shelf(side.name)
        self._make_acts()
        self._list = RowsView(party_columns(side), self._memory.shelf("list"))
        self._list.setObjectName("parties")
        self._list.setAccessibleName(self.title)
        self._list.set_empty(say(self._words.empty), say(self._words.new))
        self._list.first_wanted.connect(self.start_new)
        self._list.picked.connect(self._show_party)
        self._list.opened.connect(lambda _row: self._edit())
        self._totals = TotalRow(self._list)
        self._why = Why(desk, self, self._balance, say(self._words.pick))
        self._why.offer(self._list)
        acts = (*self._for_party, self._apply, self._statement, self._edit_act)
        self._detail = PartyDetail(desk, side, acts, self._why.ask)
        self._editor = PartyEditor(desk, side, self._save, self._give_up)
        self._editor.done.connect(self._leave_editor)
        self._lay_out()
        self.refresh()
        self._pick_first()

    def _make_acts(self) -> None:
        keys, words = self.desk.keyboard, self._words
        self._new = keys.action("new", self, self.start_new, say(words.new))
        self._edit_act = keys.action("edit", self, self._edit, self.tr("Edit"))
        self._filter_act = keys.action("filter", self, self._to_filter)
        self._statement = keys.action("print", self, self._print, self.tr("Statement…"))
        self._statements = keys.action(
            "print_many", self, self._print_many, self.tr("Statements…")
        )
        self._for_party = (
            self._plain("new_credit", say(words.new_credit), "credit"),
            self._plain("new_claim", say(words.new_claim), "claim"),
            self._plain("new_money", say(words.new_money), "money"),
        )
        self._apply = QAction(icon("apply"), say(words.apply), self)
        self._apply.setObjectName("apply_credits")
        self._apply.triggered.connect(lambda _checked=False: self._apply_credits())
        self._save = keys.action("confirm", self, self._save_party, self.tr("Save"))
        self._give_up = QAction(self.tr("Cancel"), self)
        self._give_up.setObjectName("give_up")
        self._give_up.triggered.connect(lambda _checked=False: self._leave_editor(""))

    def _plain(self, name: str, text: str, what: str) -> QAction:
        kind = getattr(self.side, what)
        act = QAction(icon(kind.value), text, self)
        act.setObjectName(name)
        act.triggered.connect(lambda _checked=False: self._create(kind.value))
        return act

    def _lay_out(self) -> None:
        head = PageHead(self.title)
        self._filter = FilterLine(self.tr("Filter…"), self._list)
        self._filter.narrowed.connect(self._narrow)
        head.add_right(
            self._filter, ActionButton(self._statements), ActionButton(self._new, "primary")
        )
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._list, 1)
        column.addWidget(self._totals)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(upper)
        self._split.addWidget(self._detail)
        self._split.setSizes([360, 300])
        self._split.restoreState(self._memory.get_bytes("split"))
        self._split.splitterMoved.connect(
            lambda *_at: self._memory.put_bytes("split", self._split.saveState())
        )
        browse = QWidget()
        column = QVBoxLayout(browse)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._split, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(browse)
        self._stack.addWidget(self._editor)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        if self._editing:
            return (self._save, self._give_up)
        mine = (*self._for_party, self._apply, self._statement, self._edit_act)
        return (self._new, *mine, self._statements, self._why.act, self._filter_act)

    def open(self, ref: str | None) -> None:
        if ref is None:
            return
        self._leave_editor("")
        if not self._list.pick(ref):
            self._filter.clear()
            self._narrow("")
            self._list.pick(ref)

    def start_new(self, **given: Any) -> None:
        self._show_editor("", **given)

    def refresh(self, _changed: Any = None) -> None:
        from app.queries import parties

        self._list.show_rows(self.desk.ask(parties.rows, self.side))
        self._sum_up()
        self._show_party(self._list.current())

    def may_leave(self) -> bool:
        if self._editing and self._editor.dirty:
            self._editor.say(say(self._words.unsaved))
            return False
        return True

    def start_focus(self) -> None:
        if not self._editing:
            self._list.setFocus()

    # Inside

    @property
    def _editing(self) -> bool:
        return self._stack.currentWidget() is self._editor

    def _create(self, kind: str) -> None:
        row = self._list.current()
        self.desk.create(kind, **({"party": row.id} if row else {}))

    def _apply_credits(self) -> None:
        """To the credit's own page, with the panel open in which it is applied."""
        if self._detail.usable:
            self.desk.show(self.side.credit.value, f"{self._detail.usable}#apply")

    def _print(self) -> None:
        """The statement of account of this year; of other days, the page of reports has it.
        Those of all that are chosen, when there are several."""
        row, today = self._list.current(), self.desk.today()
        if self._list.count_chosen() > 1:
            self._print_many()
        elif row is not None:
            wish = Wish(today.replace(month=1, day=1), today, self.side.name, row.id)
            self.desk.preview_report("statement", wish)

    def _print_many(self) -> None:
        from app.gui.dialogs.print_many import Scope
        from app.gui.dialogs.print_statements import PrintStatementsDialog

        chosen, shown = (
            tuple(row.id for row in rows)
            for rows in (self._list.chosen(), self._list.rows_model.rows())
        )
        scopes = (
            Scope(say(self._words.chosen), len(chosen), lambda: chosen),
            Scope(say(self._words.shown), len(shown), lambda: shown),
        )
        PrintStatementsDialog(self.desk, self.side, *scopes, self).open()

    def _to_filter(self) -> None:
        self._filter.setFocus()

    def _save_party(self) -> None:
        self._editor.save()

    def _edit(self) -> None:
        row = self._list.current()
        if row is not None:
            self._show_editor(row.id)

    def _show_editor(self, party: str, **given: Any) -> None:
        words = self._words
        self._editor.head.set_title(say(words.edit if party else words.new))
        self._stack.setCurrentWidget(self._editor)
        self._editor.edit(party, **given)
        self.acts_changed.emit()

    def _leave_editor(self, party: str) -> None:
        if not self._editing:
            return
        self._stack.setCurrentIndex(0)
        self.acts_changed.emit()
        self._list.setFocus()
        if party:
            self.refresh()
            self._list.pick(party)
            row = self._list.current()
            if row is not None:
                self.desk.tell(say(self._words.saved).format(name=row.name))

    def _narrow(self, words: str) -> None:
        self._list.sift(words)
        self._sum_up()
        self._pick_first()

    def _pick_first(self) -> None:
        rows = self._list.rows_model.rows()
        if self._list.current() is None and rows:
            self._list.pick(rows[0].id)

    def _sum_up(self) -> None:
        rows = self._list.rows_model.rows()
        self._totals.setVisible(bool(rows))
        if rows:
            sums = {
                name: sum((getattr(row, name) for row in rows[1:]), getattr(rows[0], name))
                for name in ("due", "credits", "balance")
            }
            count = self.tr("%n in all", "", len(rows))
            self._totals.show_totals(
                {"name": count, **{name: str(total) for name, total in sums.items()}}
            )

    def _balance(self) -> Wish | None:
        row = self._list.current()
        if row is None:
            return None
        return Wish(last=self.desk.today(), side=self.side.name, party=row.id)

    def _show_party(self, row: Any) -> None:
        self._why.look()
        self._statements.setEnabled(bool(self._list.rows_model.rowCount()))
        for act in (self._edit_act, self._statement):
            act.setEnabled(row is not None)
        self._detail.show_party(row)
        why = ""
        if row is None:
            why = say(self._words.pick)
        elif not self._detail.has_credits:
            why = say(self._words.no_credits)
        elif not self._detail.usable:
            why = say(self._words.nothing_to_apply)
        self._apply.setEnabled(not why)
        self._apply.setToolTip(why or self._apply.text().rstrip("…"))
