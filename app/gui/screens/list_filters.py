"""What narrows a list of documents beside words: days, a party, a reason. And a day to go to."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.accounts import Reason
from app.domain.kinds import CREDITS, Kind, side_of
from app.gui.desk import Desk
from app.gui.fields import Choice, ChoiceField, DateField, outline
from app.gui.flow import FlowLayout
from app.gui.head import PAGE_MARGIN
from app.gui.screens.document_page import say
from app.gui.theme import grid, look
from app.queries import party_names

_DATE, _PARTY, _REASON = 108, 190, 190  # px at 100 %


class ListFilters(QWidget):
    """One row of fields; `narrowed` tells that the list is to show other rows, `day_wanted` to
    which day it shall go."""

    narrowed = Signal()
    day_wanted = Signal(object)

    def __init__(self, desk: Desk, kind: Kind, party: str) -> None:
        """`party` is what a party is called here, in the user's language."""
        super().__init__()
        self.setObjectName("list_filters")
        self._desk, self._side = desk, side_of(kind)
        today = desk.today()
        self._first, self._last, self._go_to = DateField(today), DateField(today), DateField(today)
        self._party = ChoiceField()
        self._party.set_search(self._parties)
        self._reason = ChoiceField(_choices(self._side.reasons.listed))
        self._told = self.values()
        self._clear = QPushButton(self.tr("Clear"))
        self._clear.setObjectName("clear_filters")
        self._clear.setProperty("kind", "quiet")
        self._clear.clicked.connect(lambda _checked=False: self._clear_by_hand())
        row = FlowLayout(self, grid(2))
        row.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, grid(2))
        fields: list[tuple[str, Any, str, int]] = [
            ("first", self._first, self.tr("From"), _DATE),
            ("last", self._last, self.tr("To"), _DATE),
            ("party", self._party, party, _PARTY),
            ("reason", self._reason, self.tr("Reason"), _REASON),
            ("go_to", self._go_to, self.tr("Go to date"), _DATE),
        ]
        for name, field, text, width in fields:
            field.setObjectName(name)
            field.setPlaceholderText(text)
            field.setAccessibleName(text)
            field.setFixedWidth(look().scale.px(width))
            row.addWidget(field)
            if name == "go_to":
                self._go_to.returnPressed.connect(self._go)
            else:
                field.settled.connect(lambda _value: self._settle())
        self._reason.setVisible(kind in CREDITS)
        row.addWidget(self._clear)
        self._clear.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab comes by, in the order one reads."""
        dates = (self._first, self._last)
        return (*dates, self._party, self._reason, self._go_to, self._clear)

    def values(self) -> dict[str, Any]:
        """What narrows the list, by the names the filters of a list have for it."""
        party, reason = self._party.chosen, self._reason.chosen
        found = {
            "first": self._first.day(),
            "last": self._last.day(),
            "party": party.id if party else None,
            "reason": reason.id if reason else None,
        }
        return {name: value for name, value in found.items() if value is not None}

    def clear(self) -> None:
        """Narrows nothing any more, and does not tell it."""
        for field in (self._first, self._last, self._party, self._reason):
            field.set_value("")
        self._told = self.values()
        self._clear.hide()

    def ask_day(self) -> None:
        """Waits for the day to go to."""
        self._go_to.setFocus()

    def _clear_by_hand(self) -> None:
        self.clear()
        self.narrowed.emit()

    def _settle(self) -> None:
        """A field was left; what stands in it need not be another than before."""
        for field in (self._first, self._last):
            outline(field, wrong=bool(field.value()) and field.day() is None)
        values = self.values()
        self._clear.setVisible(bool(values))
        if values != self._told:
            self._told = values
            self.narrowed.emit()

    def _go(self) -> None:
        day = self._go_to.day()
        outline(self._go_to, wrong=bool(self._go_to.value()) and day is None)
        if day is not None:
            self._go_to.set_value(None)
            self.day_wanted.emit(day)

    def _parties(self, typed: str) -> Sequence[Choice]:
        rows = self._desk.ask(party_names.find, self._side, typed)
        places = (", ".join(filter(None, (row.city, row.country))) for row in rows)
        return tuple(
            Choice(row.id, row.name, place) for row, place in zip(rows, places, strict=True)
        )


def _choices(reasons: dict[str, Reason]) -> Sequence[Choice]:
    return tuple(Choice(one.code, say(one.label)) for one in reasons.values())
