"""The ledger: the journal in three styles, and one account's register with its running balance."""

import datetime as dt
from typing import Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from app.domain.report import Wish
from app.gui.desk import Desk
from app.gui.fields import Choice, ChoiceField, DateField, outline
from app.gui.filter_line import FilterLine
from app.gui.head import PAGE_MARGIN, PageHead
from app.gui.screens.hand_entries import HandEntries
from app.gui.screens.journal_list import JournalList
from app.gui.screens.ledger_parts import Narrowing
from app.gui.screens.register_list import RegisterList
from app.gui.theme import grid
from app.gui.why import Why

_ALL: Final = "all"  # the picker's first choice
_PICKER: Final = (140, 240)  # px at 100 %: at least, at most
_STYLES: Final = ("one_line", "split", "full")


class LedgerScreen(HandEntries):
    """One page: without an account the journal, with one its register."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._memory = desk.memory.shelf("ledger")
        self._journal = JournalList(desk, self._memory.shelf("journal"))
        self._register = RegisterList(desk, self._memory.shelf("register"))
        self._register.whole_wanted.connect(self._begin_with_the_first)
        self._account = self._document = ""
        self._asked = Narrowing()
        self._make_acts()
        self._lay_out()
        self.refresh()

    def _make_acts(self) -> None:
        keys = self.desk.keyboard
        pick = self.tr("Choose a line of an account.")
        self._why = Why(self.desk, self, self._balance, pick)
        self._acts = (
            keys.action("journal", self, self._show_entry, self.tr("Journal of this row")),
            keys.action("go_to_date", self, self._to_go_to),
            keys.action("filter", self, self._to_filter),
            self._plain("all_accounts", self.tr("All accounts"), lambda: self._show_account("")),
            self._why.act,
        )

    def _plain(self, name: str, text: str, run: Any) -> QAction:
        act = QAction(text, self)
        act.setObjectName(name)
        act.triggered.connect(lambda _checked=False: run())
        return act

    def _lay_out(self) -> None:
        self._lists = QStackedWidget()
        self._picker = ChoiceField()
        self._picker.setObjectName("account")
        self._picker.setAccessibleName(self.tr("Account"))
        self._picker.settled.connect(self._picked)
        head = PageHead(self.title)
        head.add_left(self._picker, *self._style_chips())
        head.let_give_way(self._picker, *_PICKER)
        for one in (self._journal, self._register):
            self._lists.addWidget(one)
            one.opened.connect(self._open_source)
            one.list.picked.connect(lambda _row: self._look())
            one.list.picked.connect(lambda _row: self._why.look())
            self._why.offer(one.list)
        self._journal.list.first_wanted.connect(self.start_new)
        self._stand_under(head, self._bar(), self._lists, self._memory)

    def _style_chips(self) -> list[QPushButton]:
        self._styles = QButtonGroup(self)
        chips = []
        names = (self.tr("One line"), self.tr("Open one"), self.tr("All lines"))
        kept = self._memory.get("style", "one_line")
        for style, text in zip(_STYLES, names, strict=True):
            chip = QPushButton(text)
            chip.setObjectName(style)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(style == kept)
            chip.clicked.connect(lambda _checked=False, style=style: self._set_style(style))
            self._styles.addButton(chip)
            chips.append(chip)
        self._journal.set_style(kept if kept in _STYLES else "one_line")
        return chips

    def _bar(self) -> QWidget:
        """What narrows the list and what leads to a day in it."""
        today = self.desk.today()
        self._first, self._last = DateField(today), DateField(today)
        self._go_to = DateField(today)
        for name, field, text in (
            ("first", self._first, self.tr("From")),
            ("last", self._last, self.tr("To")),
            ("go_to", self._go_to, self.tr("Go to date")),
        ):
            field.setObjectName(name)
            field.setPlaceholderText(text)
            field.setAccessibleName(text)
        self._first.settled.connect(lambda _value: self._narrow())
        self._last.settled.connect(lambda _value: self._narrow())
        self._go_to.returnPressed.connect(self._go)
        self._filter = FilterLine(self.tr("Filter…"), self._lists)
        self._filter.narrowed.connect(lambda _words: self._narrow())
        self._only = QPushButton()
        self._only.setObjectName("only_document")
        self._only.setProperty("kind", "chip")
        self._only.setCheckable(True)
        self._only.clicked.connect(lambda _checked=False: self._show_document("", ""))
        self._only.hide()
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, grid(2))
        row.setSpacing(grid(2))
        for widget in (self._first, self._last, self._filter, self._only):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._go_to)
        return bar

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        return self._acts_and(self._acts)

    def open(self, ref: str | None) -> None:
        """An entry's id, "account:1200" or "document:d7"."""
        if ref:
            self._leave_editor()
        what, _, name = (ref or "").partition(":")
        if what == "account":
            self._show_account(name)
        elif what == "document":
            self._show_document(name, self._number_of(name))
        elif ref:
            self._clear_narrowing()
            self._show_account("")
            self._journal.pick_entry(ref)

    def refresh(self, _changed: Any = None) -> None:
        from app.queries import books

        accounts = [one for one in self.desk.ask(books.accounts) if not one.is_header]
        self._picker.set_choices(
            [
                Choice(_ALL, self.tr("All accounts")),
                *(Choice(one.code, f"{one.code}  {one.name}") for one in accounts),
            ]
        )
        self._picker.set_value(self._account or _ALL)
        self._ask()
        self._refresh_hand()

    def _focus_list(self) -> None:
        (self._register if self._account else self._journal).setFocus()

    # Inside

    def _to_filter(self) -> None:
        self._filter.setFocus()

    def _to_go_to(self) -> None:
        self._go_to.setFocus()

    def _picked(self, code: str) -> None:
        known = self._picker.chosen is not None
        wanted = "" if code == _ALL else code
        if known and wanted != self._account:
            self._show_account(wanted)
            self.start_focus()
        elif not known:
            self._picker.set_value(self._account or _ALL)

    def _show_account(self, code: str) -> None:
        """One account's register; "" shows the journal."""
        self._account = code
        if self._document:
            self._show_style(self._memory.get("style", "one_line"))
        self._document = ""
        self._only.hide()
        self._picker.set_value(code or _ALL)
        self._lists.setCurrentWidget(self._register if code else self._journal)
        for chip in self._styles.buttons():
            chip.setVisible(not code)
        self._ask()

    def _show_document(self, document: str, number: str) -> None:
        """The journal of one document; "" shows it whole again."""
        self._account, self._document = "", document
        self._picker.set_value(_ALL)
        self._lists.setCurrentWidget(self._journal)
        for chip in self._styles.buttons():
            chip.setVisible(True)
        self._only.setText(self.tr("Only {document}  ×").format(document=number))
        self._only.setChecked(True)
        self._only.setVisible(bool(document))
        self._show_style("full" if document else self._memory.get("style", "one_line"))
        self._ask()

    def _number_of(self, document: str) -> str:
        from app.queries import ledger

        entries = self.desk.ask(ledger.of_document, document)
        return next((one.document_number for one in entries if one.document_number), document)

    def _set_style(self, style: Any) -> None:
        self._memory.put("style", style)
        self._show_style(style)

    def _show_style(self, style: Any) -> None:
        for chip in self._styles.buttons():
            chip.setChecked(chip.objectName() == style)
        self._journal.set_style(style)

    def _narrow(self) -> None:
        """A field was left: what stands in it need not be another than before."""
        if self._narrowing() != self._asked:
            self._ask()

    def _clear_narrowing(self) -> None:
        for field in (self._first, self._last):
            field.set_value(None)
        self._filter.forget()

    def _ask(self) -> None:
        from app.queries import books

        locked = self.desk.ask(books.about).locked_through
        self._asked = self._narrowing()
        if self._account:
            self._register.ask(self._account, self._asked, locked)
        else:
            self._journal.ask(self._asked, locked)
        self._look()

    def _narrowing(self) -> Narrowing:
        first, last = self._day(self._first), self._day(self._last)
        return Narrowing(first, last, self._filter.text().strip(), self._document)

    def _day(self, field: DateField) -> dt.date | None:
        """The day in a field; what is no day is marked, and narrows nothing."""
        day = field.day()
        outline(field, wrong=bool(field.value()) and day is None)
        return day

    def _go(self) -> None:
        """To a day, wherever it stands; dates that leave it out are taken away."""
        day = self._day(self._go_to)
        if day is None:
            return
        first, last = self._day(self._first), self._day(self._last)
        if (first and day < first) or (last and day > last):
            self._first.set_value(None)
            self._last.set_value(None)
            self._ask()
        (self._register if self._account else self._journal).go_to(day)
        self._go_to.set_value(None)
        self.start_focus()

    def _begin_with_the_first(self) -> None:
        self._first.set_value(None)
        self._ask()

    def _current_entry(self) -> str:
        row = self._current()
        return row.entry if row else ""

    def _balance(self) -> Wish | None:
        """The account of the current row, at the end of its day."""
        row = self._current()
        account = self._account or (row.code if row is not None else "")
        if not account:
            return None
        day = row.day if row is not None else self._day(self._last) or self.desk.today()
        return Wish(last=day, account=account)

    def _current(self) -> Any:
        return self._register.current() if self._account else self._journal.current()

    def _open_source(self, row: Any) -> None:
        """Enter goes to the document; a line without one to its account."""
        if row.document and row.document_kind:
            self.desk.show(row.document_kind.value, row.document)
        elif getattr(row, "code", ""):
            self._show_account(row.code)
        elif self._account:
            self.open(row.entry)

    def _show_entry(self) -> None:
        """Ctrl+Y: the whole entry of a register's line, or all entries of a journal's document."""
        row = self._current()
        if row is None:
            return
        if self._account:
            self.open(row.entry)
        elif row.document:
            self._show_document(row.document, row.document_number or self._number_of(row.document))
