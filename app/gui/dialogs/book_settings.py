"""The dialog of what the book has decided: expiry, terms, and what stops a command."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.accounts import Role
from app.domain.errors import Problem
from app.gui.desk import Desk
from app.gui.dialogs.frame import FormDialog
from app.gui.fields import Choice, ChoiceField, Editor, NumberField
from app.gui.perform import perform
from app.gui.theme import grid

_COLUMNS: Final = 6
_THREES: Final = 6  # as many fields stand three in a row, the others two
_DAYS: Final = ("days_to_pay", "expiry_days_customer", "expiry_days_vendor")
_ROLES: Final = (Role.OPEN_CUSTOMER_CREDIT.value, Role.OPEN_VENDOR_CREDIT.value)


class BookSettingsDialog(FormDialog):
    """What is entered already stays as it is."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__("book_settings", parent)
        self.say(self.tr("Settings of the book"), self.tr("Save"))
        self.width_at_one = 660
        self._desk = desk
        from app.queries import books

        about = desk.ask(books.about)
        accounts = [
            Choice(one.code, f"{one.code}  {one.name}")
            for one in desk.ask(books.accounts)
            if not one.is_header
        ]
        values = about.settings | {role: about.roles[role] for role in _ROLES}
        cells = QGridLayout()
        cells.setHorizontalSpacing(grid(3))
        cells.setVerticalSpacing(0)
        self.body.addLayout(cells)
        for at, (name, label, editor) in enumerate(self._fields(accounts)):
            field, in_row = self.form.field(name, label, editor), 3 if at < _THREES else 2
            row, place = divmod(at, 3) if at < _THREES else (_THREES // 3, at - _THREES)
            span = _COLUMNS // in_row
            cells.addWidget(field, row, place * span, 1, span, Qt.AlignmentFlag.AlignTop)
            value = values[name]
            self.form.fields[name].set_value(None if value is None else str(value))
        for column in range(_COLUMNS):
            cells.setColumnStretch(column, 1)
        self.form.fields["days_to_pay"].editor.setFocus()

    def _fields(self, accounts: list[Choice]) -> tuple[tuple[str, str, Editor], ...]:
        days = {name: NumberField(0) for name in _DAYS}
        for name in _DAYS[1:]:
            days[name].setPlaceholderText(self.tr("never"))
        stop = Choice("block", self.tr("Refuse it"))
        warn = Choice("warn", self.tr("Allow it, with a warning"))
        off = Choice("off", self.tr("Allow it"))
        rounding = (
            Choice("document", self.tr("once per document and rate")),
            Choice("line", self.tr("on every line")),
        )
        labels = (
            self.tr("Days until an invoice is due"),
            self.tr("Days until a credit memo expires"),
            self.tr("Days until a vendor credit expires"),
        )
        return (
            *((name, label, days[name]) for name, label in zip(_DAYS, labels, strict=True)),
            ("over_credit", self.tr("More credit than was invoiced"),
             ChoiceField((stop, warn, off))),
            ("duplicate_vendor_reference", self.tr("The same vendor's number twice"),
             ChoiceField((stop, warn))),
            ("tax_rounding", self.tr("Tax is rounded"), ChoiceField(rounding)),
            (_ROLES[0], self.tr("Account of unused customer credit"), ChoiceField(accounts)),
            (_ROLES[1], self.tr("Account of unused vendor credit"), ChoiceField(accounts)),
        )  # fmt: skip

    def act(self) -> None:
        """Saves; refused, the dialog stays and says why."""
        from app.commands import books
        from app.commands.inputs import SettingsDraft

        self.form.clear_marks()
        given: dict[str, Any] = {
            name: field.value() or None for name, field in self.form.fields.items()
        }
        problems = []
        for name in _DAYS:
            text = given[name]
            if text is not None and not str(text).isdecimal():
                hint = self.tr("Write a whole number of days.")
                said = self.tr("“{text}” is no number of days.").format(text=str(text)[:20])
                problems.append(Problem("invalid_number", said, name, hint))
            else:
                given[name] = None if text is None else int(text)
        if given["days_to_pay"] is None:
            given["days_to_pay"] = 0
        if problems:
            self.form.mark(problems)
            return
        words: dict[str, Any] = {name: given[name] or "" for name in given if name not in _DAYS}
        draft = SettingsDraft(**words, **{name: given[name] for name in _DAYS})
        book, today = self._desk.book, self._desk.today()
        if perform(book, self.form, today, books.update_settings, draft=draft) is not None:
            self.accept()
