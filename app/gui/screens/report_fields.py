"""What a report is asked for: days, side, party, account, currency, as its kind takes them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import Problem, Refused
from app.domain.report import Wish
from app.gui.desk import Desk
from app.gui.fields import Choice, ChoiceField, DateField, outline
from app.gui.flow import FlowLayout
from app.gui.head import PAGE_MARGIN
from app.gui.perform import mark
from app.gui.periods import Period, named, of_days
from app.gui.screens.report_parts import mark_menu
from app.gui.theme import grid, look
from app.gui.words import QT_TRANSLATE_NOOP

_DATE, _WIDE, _SHORT = 108, 230, 92  # px at 100 %
_NARROWING: Final = ("account", "party", "currency")
_DATES: Final = ("first", "last", "as_of")
_SIDES: Final = ("customer", "vendor")
_PARTY: Final = {
    "customer": QT_TRANSLATE_NOOP("ReportFields", "Customer"),
    "vendor": QT_TRANSLATE_NOOP("ReportFields", "Vendor"),
}
# As scripts call what has another name here; problems speak of it so.
_SAID: Final = {"first": "from", "last": "to", "as_of": "last"}


class ReportFields(QWidget):
    """Shows the fields of one kind at a time; `settled` tells that the wish is another one."""

    settled = Signal()
    told = Signal(str)  # what is wrong with what was entered; "": nothing any more

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("report_fields")
        self._desk = desk
        self._takes: tuple[str, ...] = ()
        self._periods: tuple[Period, ...] = ()
        self._filling = False
        self._wish = Wish()  # what is asked for now; parts that have no field are kept in it
        today = desk.today()
        self._first, self._last, self._as_of = DateField(today), DateField(today), DateField(today)
        self._party, self._account, self._currency = ChoiceField(), ChoiceField(), ChoiceField()
        self._editors: dict[str, Any] = {
            "first": self._first, "last": self._last, "as_of": self._as_of,
            "account": self._account, "party": self._party, "currency": self._currency,
        }  # fmt: skip
        self._period = QPushButton()
        self._period.setObjectName("period")
        self._period.setMenu(QMenu(self._period))
        mark_menu(self._period)
        self._parts: dict[str, QWidget] = {}
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, grid(2))
        self._lay_out()
        self._fit()

    def _lay_out(self) -> None:
        self._add("side", self.tr("Of"), self._make_sides())
        self._add("account", self.tr("Account"), self._account)
        self._add("party", "", self._party)
        self._add("first", self.tr("From"), self._first)
        self._add("last", self.tr("To"), self._last)
        self._add("as_of", self.tr("As of"), self._as_of)
        self._add("period", self.tr("Period"), self._period)
        self._add("currency", self.tr("Currency"), self._currency)
        for name, editor in self._editors.items():
            editor.settled.connect(lambda _value, name=name: self._settle(name))

    def _add(self, name: str, label: str, editor: QWidget) -> None:
        part, said = QWidget(), QLabel(label)
        said.setObjectName(f"{name}_label")
        said.setProperty("role", "label")
        said.setBuddy(editor)
        if not editor.objectName():
            editor.setObjectName(name)
        editor.setAccessibleName(label)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(grid(1))
        column.addWidget(said)
        column.addWidget(editor)
        self._parts[name] = part
        self._flow.addWidget(part)
        part.hide()

    def _make_sides(self) -> QWidget:
        whole, self._sides = QWidget(), QButtonGroup(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for side, text in zip(_SIDES, (self.tr("Customers"), self.tr("Vendors")), strict=True):
            chip = QPushButton(text)
            chip.setObjectName(f"side_{side}")
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, side=side: self._set_side(side))
            self._sides.addButton(chip)
            row.addWidget(chip)
        return whole

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        scale = look().scale
        for field in (self._first, self._last, self._as_of):
            field.setFixedWidth(scale.px(_DATE))
        for wide in (self._account, self._party):
            wide.setFixedWidth(scale.px(_WIDE))
        self._currency.setFixedWidth(scale.px(_SHORT))
        self._period.setMinimumWidth(scale.px(_DATE))

    # What the page uses

    @property
    def wish(self) -> Wish:
        """What the report is asked for."""
        return self._wish

    @property
    def period(self) -> str:
        """The name of the period that is chosen, "" when the days are others."""
        found = of_days((self._wish.first, self._wish.last), self._desk.today(), self._periods)
        return found.name if found else ""

    def show_wish(
        self,
        takes: Sequence[str],
        wish: Wish,
        periods: tuple[Period, ...] = (),
        *,
        whole: bool = True,
    ) -> None:
        """Shows the fields that a kind of report takes, filled with a wish; `periods` are the
        words for its days. Not `whole`: only its days and what it is narrowed to."""
        self._takes, self._wish, self._filling = tuple(takes), wish, True
        self._periods = periods
        shown = {*takes} & {*self._parts}
        if not whole:
            shown -= {name for name in _NARROWING if getattr(wish, name) is None} | {"side"}
        shown |= {"period"} if periods else set()
        for name, part in self._parts.items():
            part.setVisible(name in shown)
        self.setVisible(bool(shown))
        for field in (self._first, self._last, self._as_of):
            field.setPlaceholderText("")
        self._offer_periods()
        if "account" in takes:
            self._offer_accounts()
        if "party" in takes:
            self._offer_parties()
        if "currency" in takes:
            self._offer_currencies()
        self.clear_marks()
        self._fill()
        self._filling = False

    def mark(self, problems: Iterable[Problem]) -> str:
        """Marks the fields that problems are about; the answer says all of them."""
        problems = tuple(problems)
        fields = {name: self._editors[name] for name in self._editors if name in self._takes}
        fields |= {said: fields[name] for name, said in _SAID.items() if name in fields}
        marks = mark(problems, fields)
        for name in marks.fields:
            outline(fields[name], wrong=True)
        return "\n".join([*marks.fields.values(), *filter(None, (marks.form,))])

    def prompt(self, missing: Problem) -> str:
        """What is to be chosen before there is a report."""
        of_party = "party" in self._takes  # then one of the two is enough
        said = {
            "account": self.tr("Choose an account, a customer or a vendor.")
            if of_party
            else self.tr("Choose an account."),
            "party": self.tr("Choose a customer or vendor."),
        }
        return said.get(missing.field or "", missing.message)

    def clear_marks(self) -> None:
        """Takes all marks away."""
        for editor in self._editors.values():
            outline(editor, wrong=False)

    def not_said(self, about: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """What a report speaks of, without what stands in the fields. What it chose itself, a day
        or its currency, the empty field shows faintly."""
        shown = [one for name, one in self._editors.items() if self._parts[name].isVisibleTo(self)]
        told = {one.text().replace("  ", " ") for one in shown}
        of = {
            "From": self._first, "Through": self._last, "As of": self._as_of,
            "Currency": self._currency,
        }  # fmt: skip
        rest = [one for one in about if one[1] not in told]
        self._currency.setPlaceholderText(self.tr("Every"))
        for label, text in rest:
            if label in of and of[label] in shown:
                of[label].setPlaceholderText(text)
                if label == "From":  # then it is not of all the time
                    self._period.setText(self.tr("Other days"))
        return [one for one in rest if of.get(one[0]) not in shown]

    def first_field(self) -> QWidget | None:
        """Where typing begins: what the report is of, else its first day."""
        order = ("account", "party", "as_of", "first", "last", "currency")
        wanted = [self._editors[name] for name in order if name in self._takes]
        empty = [one for one in wanted[:1] if not one.value()]
        return next(iter(empty or wanted), None)

    def first_day(self) -> QWidget | None:
        """The field for the day a report is as of or begins with."""
        names = ("as_of", "first", "last")
        return next((self._editors[name] for name in names if name in self._takes), None)

    # Inside

    def _fill(self) -> None:
        wish = self._wish
        for name in ("first", "last", "account", "currency"):
            self._editors[name].set_value(getattr(wish, name))
        self._show_party()
        self._as_of.set_value(wish.last)
        for chip in self._sides.buttons():
            chip.setChecked(chip.objectName() == f"side_{wish.side}")
        found = named(self.period, self._periods)
        self._period.setText(found.label if found else self.tr("Other days"))

    def _settle(self, name: str) -> None:
        """A field has its value; if that is another one, the report is asked anew. One that goes
        out of sight settles, too."""
        if self._filling or not self._parts[name].isVisibleTo(self):
            return
        editor, wished = self._editors[name], "last" if name == "as_of" else name
        value: Any = editor.value() or None
        if name in _DATES:
            value = self._day(editor)
            if value is None and editor.value():
                return
        elif value and editor.chosen is None:
            outline(editor, wrong=True)
            self._tell_unknown(editor)
            return
        outline(editor, wrong=False)
        if value == getattr(self._wish, wished):
            self.told.emit("")
        else:
            self._ask(**{wished: value})

    def _day(self, field: DateField) -> dt.date | None:
        """The day in a field; what is no day is marked."""
        day = field.day()
        if day is None and field.value():
            outline(field, wrong=True)
            said = self.tr("“{text}” is not a date. Write it like 2026-01-31.")
            self.told.emit(said.format(text=field.value()))
        return day

    def _tell_unknown(self, field: ChoiceField) -> None:
        said = self.tr("There is no “{text}” to choose. Take one of the list.")
        self.told.emit(said.format(text=field.text().strip()))

    def _set_side(self, side: str) -> None:
        if side != self._wish.side:
            self._ask(side=side, party=None)

    def _set_period(self, period: Period) -> None:
        first, last = period.days(self._desk.today())
        self._ask(**({"last": last} if "as_of" in self._takes else {"first": first, "last": last}))

    def _ask(self, **now: Any) -> None:
        self._wish = replace(self._wish, **now)
        if "side" in now and "party" in self._takes:
            self._offer_parties()
        self.clear_marks()
        self._fill()
        self.settled.emit()

    # What there is to choose

    def _offer_periods(self) -> None:
        menu = self._period.menu()
        menu.clear()
        for period in self._periods:
            act = QAction(period.label, menu)
            act.setObjectName(f"period_{period.name}")
            act.triggered.connect(lambda _checked=False, one=period: self._set_period(one))
            menu.addAction(act)

    def _offer_accounts(self) -> None:
        from app.queries import books

        self._account.set_choices(
            [
                Choice(one.code, f"{one.code}  {one.name}")
                for one in self._desk.ask(books.accounts)
                if not one.is_header
            ]
        )

    def _offer_parties(self) -> None:
        label = self.tr(_PARTY[self._side.name])
        said = self._parts["party"].findChild(QLabel, "party_label")
        if isinstance(said, QLabel):
            said.setText(label)
        self._party.setAccessibleName(label)
        self._party.setPlaceholderText(self.tr("Choose…"))
        self._party.set_search(self._find_parties)

    @property
    def _side(self) -> Any:
        from app.domain.kinds import CUSTOMER, SIDES

        return SIDES.get(self._wish.side or "", CUSTOMER)

    def _find_parties(self, typed: str) -> list[Choice]:
        from app.queries import party_names

        found = self._desk.ask(party_names.find, self._side, typed)
        return [Choice(row.id, row.name, row.city or "") for row in found]

    def _show_party(self) -> None:
        """A party that the book does not know stays as it was written."""
        from app.queries import parties

        party = self._wish.party
        try:
            name = self._desk.ask(parties.get, self._side, party).name if party else ""
        except Refused:
            name = party or ""
        self._party.set_choice(Choice(party, name) if party else None)

    def _offer_currencies(self) -> None:
        from app.queries import books

        home = self._desk.ask(books.about).currency
        used = [home, *(row.currency for row in self._desk.ask(books.rates))]
        self._currency.setPlaceholderText(self.tr("Every"))
        self._currency.set_choices([Choice(code, code) for code in dict.fromkeys(used)])
