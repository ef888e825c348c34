"""The dialog about the business itself, as it stands on the documents issued from now on."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.gui.desk import Desk
from app.gui.dialogs.frame import FormDialog
from app.gui.fields import TextField
from app.gui.perform import perform
from app.gui.theme import grid

_COLUMNS: Final = 4


class BusinessDialog(FormDialog):
    """Documents that are issued already keep what they were issued with."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__("business", parent)
        self.say(self.tr("Business"), self.tr("Save"))
        self._desk = desk
        self.width_at_one = 560
        said = QLabel(self.tr("So it stands on the documents issued from now on."))
        said.setProperty("role", "muted")
        self.body.addWidget(said)
        self.body.addSpacing(grid(3))
        cells = QGridLayout()
        cells.setHorizontalSpacing(grid(3))
        cells.setVerticalSpacing(0)
        self.body.addLayout(cells)
        for row, fields in enumerate(self._rows()):
            column = 0
            for name, label, span in fields:
                field = self.form.field(name, label, TextField())
                cells.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
                column += span
        for column in range(_COLUMNS):
            cells.setColumnStretch(column, 1)
        self._fill()
        self.form.fields["name"].editor.setFocus()

    def _rows(self) -> tuple[tuple[tuple[str, str, int], ...], ...]:
        return (
            (("name", self.tr("Name"), 2), ("legal_name", self.tr("Legal name"), 2)),
            (("address.street", self.tr("Street"), 4),),
            (
                ("address.postal_code", self.tr("Postal code"), 1),
                ("address.city", self.tr("City"), 1),
                ("address.region", self.tr("Region"), 1),
                ("address.country", self.tr("Country"), 1),
            ),
            (("email", self.tr("E-mail"), 2), ("phone", self.tr("Phone"), 2)),
            (
                ("tax_id", self.tr("Tax number"), 2),
                ("registration_id", self.tr("Registration number"), 2),
            ),
        )

    def _fill(self) -> None:
        from app.queries import books

        view = self._desk.ask(books.seller)
        for name, field in self.form.fields.items():
            owner, _, part = name.rpartition(".")
            field.set_value(getattr(getattr(view, owner) if owner else view, part))

    def act(self) -> None:
        """Saves; refused, the dialog stays and says why."""
        from app.commands import books
        from app.commands.inputs import AddressInput

        filled: dict[str, Any] = {
            name: field.value() or None for name, field in self.form.fields.items()
        }
        address = AddressInput(
            **{name[8:]: filled.pop(name) for name in [*filled] if name.startswith("address.")}
        )
        filled["name"] = filled["name"] or ""
        book, today = self._desk.book, self._desk.today()
        if perform(book, self.form, today, books.describe, address=address, **filled) is not None:
            self.accept()
