"""The panels of the page of exchange rates: one rate, and the revaluation at a month's end."""

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtWidgets import QLabel

from app.book import store
from app.book.book import Reading
from app.book.foreign import foreign_balances
from app.commands import books, revaluation
from app.domain.errors import Problem
from app.domain.money import EXPONENTS
from app.domain.rates import FX_PLACES
from app.domain.revaluation import Balance
from app.gui import formats
from app.gui.desk import Desk
from app.gui.fields import Choice, ChoiceField, DateField, NumberField
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.document_page import say
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.edit_model import GridColumn
from app.gui.screens.field_grid import FieldGrid
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import books as book_queries

_NO_DATE: Final = QT_TRANSLATE_NOOP("documents", "This is not a date.")
_DATE_HINT: Final = QT_TRANSLATE_NOOP("documents", "Write it like 2026-01-31.")


def _day(text: str) -> tuple[date | None, tuple[Problem, ...]]:
    """A date as typed, and what is wrong with it."""
    try:
        return date.fromisoformat(text), ()
    except ValueError:
        if text:
            return None, (Problem("invalid_date", say(_NO_DATE), "date", say(_DATE_HINT)),)
        missing = say(QT_TRANSLATE_NOOP("documents", "The date is missing."))
        return None, (Problem("required", missing, "date", None),)


class RatePanel(ActPanel):
    """Sets what a currency is worth from a day on, or corrects it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rate")
        self._currency = desk.ask(book_queries.about).currency
        choices = [Choice(code, code) for code in sorted(EXPONENTS) if code != self._currency]
        box = FieldGrid(3)
        rate = self.tr("Worth of one unit in {currency}").format(currency=self._currency)
        for name, label, editor in (
            ("currency", self.tr("Currency"), ChoiceField(choices)),
            ("date", self.tr("From this day on"), DateField(desk.today())),
            ("rate", rate, NumberField(FX_PLACES)),
        ):
            box.add(self.field(name, label, editor))
            editor.changed.connect(lambda _value: self._follow())
        self.asked.addWidget(box)
        self.asked.addStretch(1)

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares a new rate, or another value for a stored one."""
        del use
        self.clear_marks()
        title = self.tr("New exchange rate")
        if view is not None:
            title = self.tr("Correct the rate of {currency} from {day}").format(
                currency=view.currency, day=formats.day(str(view.date))
            )
        self.say_title(title, self.tr("Save the rate"))
        day = view.date if view else self.desk.today()
        self.fields["currency"].set_value(view.currency if view else "")
        self.fields["date"].set_value(str(day))
        self.fields["rate"].set_value(view.rate if view else "")
        for name in ("currency", "date"):
            self.fields[name].editor.setEnabled(view is None)
        self._follow()
        self.fields["rate" if view else "currency"].editor.setFocus()

    def run(self) -> None:
        """Sets it; refused, every problem stands at its field."""
        given, wrong = self._arguments()
        if wrong:
            self.clear_marks()
            self.mark(wrong)
            return
        told = self.tr("{currency} is worth {rate} {base} from {day} on.")
        self.do(
            books.set_rate,
            told.format(
                currency=given["currency"], rate=given["rate"], base=self._currency,
                day=formats.day(str(given["date"])),
            ),
            **given,
        )  # fmt: skip

    def _arguments(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        values = {name: str(one.value()) for name, one in self.fields.items()}
        day, wrong = _day(values["date"])
        texts = {
            "currency": self.tr("Choose a currency."),
            "rate": self.tr("Say what one unit of it is worth."),
        }
        missing = [
            Problem("required", text, name, None)
            for name, text in texts.items()
            if not values[name]
        ]
        return {**values, "date": day}, (*missing, *wrong)

    def _follow(self) -> None:
        self.entry.tell(
            self.tr(
                "Nothing is posted. Documents dated from this day on take this rate; what is"
                " issued already keeps its own."
            )
        )


class RevaluePanel(ActPanel):
    """Brings open foreign balances to their worth on a day, and takes that back the day after."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "revalue")
        self._rows: tuple[str, ...] = ()
        self.entry.nothing = self.tr(
            "Nothing is posted: every balance is worth at this rate what the books say."
        )
        box = FieldGrid(3)
        box.add(self.field("date", self.tr("End of the month"), DateField(desk.today())))
        self.fields["date"].editor.changed.connect(lambda _value: self._show_balances())
        self.grid = EditGrid(_columns(), "rates")
        self.grid.setObjectName("rates")
        self.grid.setAccessibleName(self.tr("Rates on this day"))
        self.grid.be_as_high_as_rows(8)
        self.grid.grid.edited.connect(lambda _row, _name: self._follow())
        self._none = QLabel(self.tr("No balance in a foreign currency is open on this day."))
        self._none.setObjectName("nothing_open")
        self._none.setProperty("role", "muted")
        self._none.setWordWrap(True)
        self.asked.addWidget(box)
        self.asked.addWidget(self.grid)
        self.asked.addWidget(self._none)
        self.asked.addStretch(1)

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares it for a day, else for the last month that has ended."""
        del use
        self.clear_marks()
        self.say_title(
            self.tr("Revalue open foreign balances; the day after it is taken back."),
            self.tr("Revalue"),
        )
        first = (self.desk.today() + timedelta(days=1)).replace(day=1)
        self.fields["date"].set_value(view or str(first - timedelta(days=1)))
        self._show_balances()
        self.fields["date"].editor.setFocus()

    def run(self) -> None:
        """Posts both entries."""
        self.grid.leave_cell()
        given, wrong = self._arguments()
        if wrong:
            self.clear_marks()
            self.mark(wrong)
        elif self.confirm.isEnabled():
            told = self.tr("Foreign balances are revalued as of {day}.")
            self.do(revaluation.run, told.format(day=formats.day(str(given["date"]))), **given)

    def mark(self, problems: Any) -> None:
        """A problem of a rate stands at its row."""
        told, cells = [], {}
        for problem in problems:
            parts = (problem.field or "").split(".")
            if parts[0] == "rates" and len(parts) > 1 and parts[1] in self._rows:
                sentence = " ".join(filter(None, (problem.message, problem.hint)))
                cells[self._rows.index(parts[1]), "rate"] = sentence
                told.append(problem.at(""))
            else:
                told.append(problem)
        super().mark(told)
        self.grid.grid.mark(cells)

    def _arguments(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        day, wrong = _day(str(self.fields["date"].value()))
        rows = zip(self._rows, self.grid.grid.rows, strict=True)
        rates = {code: row["rate"] for code, row in rows if row["rate"].strip()}
        return {"date": day, "rates": rates}, wrong

    def _show_balances(self) -> None:
        day, wrong = _day(str(self.fields["date"].value()))
        found = self.desk.ask(_open, day) if day else ()
        stored = self.desk.ask(book_queries.rates)
        self._rows = tuple(sorted({one.amount.currency for one in found}))
        self.grid.grid.show(
            [
                {
                    "currency": code,
                    "open": _said(found, code),
                    "in_force": next(
                        (one.rate for one in stored if one.currency == code and one.date <= day),
                        "—",
                    ) if day else "",
                    "rate": "",
                }
                for code in self._rows
            ]
        )  # fmt: skip
        self.grid.setVisible(bool(self._rows))
        self._none.setVisible(not self._rows and not wrong)
        self.confirm.setEnabled(bool(self._rows) or bool(wrong))
        self.confirm.setToolTip("" if self._rows else self._none.text())
        self.entry.setVisible(bool(self._rows) or bool(wrong))
        self._follow()

    def _follow(self) -> None:
        given, wrong = self._arguments()
        if wrong:
            self.entry.tell(wrong[0].message)
        elif self._rows:
            self.entry.ask(revaluation.run, **given)


def _open(reading: Reading, day: date) -> tuple[Balance, ...]:
    """What is open in foreign money at the end of a day."""
    found = foreign_balances(reading, day, store.rules(reading))
    return tuple(one for one in found if one.amount)


def _said(balances: tuple[Balance, ...], currency: str) -> str:
    """Where it stands: "1200 1,000.00 · 2000 −250.00"."""
    mine = [one for one in balances if one.amount.currency == currency]
    return " · ".join(f"{one.account.code} {formats.amount(str(one.amount))}" for one in mine)


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn("currency", say(QT_TRANSLATE_NOOP("documents", "Currency")), width=84),
        GridColumn("open", say(QT_TRANSLATE_NOOP("documents", "Open on accounts")), width=160,
                   grow=True),
        GridColumn("in_force", say(QT_TRANSLATE_NOOP("documents", "In force")), width=88,
                   figures=True, muted=True),
        GridColumn("rate", say(QT_TRANSLATE_NOOP("documents", "Rate on this day")),
                   edits="number", width=128, figures=True, places=FX_PLACES),
    )  # fmt: skip
