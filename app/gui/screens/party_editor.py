"""The editor of a customer or vendor: a form on the page, its problems beside the fields."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.kinds import Side
from app.gui.desk import Desk
from app.gui.fields import ChoiceField, TextField
from app.gui.head import PAGE_MARGIN, ActionButton, Hairline, PageHead
from app.gui.languages import BOOK, languages_of_party
from app.gui.perform import Form, perform
from app.gui.theme import grid, look

_FORM_WIDTH = 720  # px at 100 %


class PartyEditor(QWidget):
    """New when `edit` was given nothing. `done` tells the party's id, "" when given up."""

    done = Signal(str)

    def __init__(self, desk: Desk, side: Side, save: QAction, give_up: QAction) -> None:
        super().__init__()
        self.setObjectName("party_editor")
        self._desk, self._side, self._party = desk, side, ""
        self._before: dict[str, Any] = {}
        self.head = PageHead("")
        self.head.add_right(ActionButton(give_up), ActionButton(save, "primary"))
        self.form = Form()
        self._language = ChoiceField()
        self._lay_out()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Hairline())
        column.addWidget(area, 1)

    def _lay_out(self) -> None:
        rows: tuple[tuple[tuple[str, str, str, int], ...], ...] = (
            (("name", self.tr("Name"), "", 2), ("legal_name", self.tr("Legal name"), "", 2)),
            (("address.street", self.tr("Street"), "", 4),),
            (
                ("address.postal_code", self.tr("Postal code"), "", 1),
                ("address.city", self.tr("City"), "", 1),
                ("address.region", self.tr("State or region"), "", 1),
                ("address.country", self.tr("Country"), self.tr("two letters, such as US"), 1),
            ),
            (("email", self.tr("E-mail"), "", 2), ("phone", self.tr("Phone"), "", 2)),
            (
                ("tax_id", self.tr("Tax number"), "", 2),
                ("registration_id", self.tr("Registration number"), "", 2),
            ),
            (
                ("currency", self.tr("Currency"), self.tr("the book's"), 2),
                ("language", self.tr("Language of their documents"), "", 2),
            ),
        )
        whole = QVBoxLayout(self.form)
        whole.setContentsMargins(PAGE_MARGIN, grid(4), PAGE_MARGIN, grid(4))
        self._cells = QGridLayout()
        self._cells.setHorizontalSpacing(grid(4))
        self._cells.setVerticalSpacing(grid(1))
        whole.addWidget(self.form.problem)
        whole.addLayout(self._cells)
        whole.addStretch(1)
        for row, fields in enumerate(rows):
            column = 0
            for name, label, hint, span in fields:
                editor = self._language if name == "language" else TextField(hint)
                field = self.form.field(name, label, editor)
                self._cells.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
                column += span
        for column in range(4):
            self._cells.setColumnStretch(column, 1)

    def edit(self, party: str = "", **given: Any) -> None:
        """Shows a party, or an empty form with what is given filled in."""
        from app.queries import books, parties

        self._party = party
        book = self._desk.ask(books.about).settings["language"]
        self._language.set_choices(languages_of_party(book))
        self.form.clear_marks()
        values: dict[str, Any] = dict.fromkeys(self.form.fields) | given
        if party:
            view = self._desk.ask(parties.get, self._side, party)
            for name in values:
                owner, _, part = name.rpartition(".")
                values[name] = getattr(getattr(view, owner) if owner else view, part)
        values["language"] = values["language"] or BOOK
        self.form.set_values(values)
        self._before = self.form.values() if party else {"language": BOOK}
        self.form.setMaximumWidth(look().scale.px(_FORM_WIDTH))
        self.form.fields["name"].editor.setFocus()
        self.form.fields["name"].editor.selectAll()

    @property
    def dirty(self) -> bool:
        """Whether something would be lost."""
        return bool(self.form.values() != self._before)

    def save(self) -> None:
        """Creates or changes the party; refused, the form says why."""
        from app.commands import parties
        from app.commands.inputs import AddressInput

        filled = {name: one.value() or None for name, one in self.form.fields.items()}
        if filled["language"] == BOOK:
            filled["language"] = None
        address = AddressInput(
            **{name[8:]: filled.pop(name) for name in [*filled] if name.startswith("address.")}
        )
        facts = {"side": self._side, "name": filled.pop("name") or "", "address": address}
        book, today = self._desk.book, self._desk.today()
        if self._party:
            facts |= {"party": self._party}
        command = parties.update if self._party else parties.create
        done = perform(book, self.form, today, command, **facts, **filled)
        if done is not None:
            self._before = self.form.values()
            self.done.emit(done.id)

    def say(self, text: str) -> None:
        """A sentence about the whole form."""
        self.form.problem.set_text(text)
