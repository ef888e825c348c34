"""The dialog for a new line of the chart of accounts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.accounts import AccountType
from app.gui.desk import Desk
from app.gui.dialogs.frame import FormDialog
from app.gui.fields import CheckField, Choice, ChoiceField, TextField
from app.gui.perform import perform


class NewAccountDialog(FormDialog):
    """Tells `made` with the new account's code."""

    made = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__("new_account", parent)
        self.say(self.tr("New account"), self.tr("Add the account"))
        self._desk = desk
        types = (
            Choice(AccountType.ASSET.value, self.tr("Asset")),
            Choice(AccountType.LIABILITY.value, self.tr("Liability")),
            Choice(AccountType.EQUITY.value, self.tr("Equity")),
            Choice(AccountType.INCOME.value, self.tr("Income")),
            Choice(AccountType.EXPENSE.value, self.tr("Expense")),
        )
        for name, label, editor in (
            ("code", self.tr("Code"), TextField()),
            ("name", self.tr("Name"), TextField()),
            ("type", self.tr("Type"), ChoiceField(types)),
            ("header", "", CheckField(self.tr("A heading: holds nothing itself"))),
        ):
            self.body.addWidget(self.form.field(name, label, editor))
        self.form.fields["code"].editor.setFocus()

    def act(self) -> None:
        """Adds the account; refused, the dialog stays and says why."""
        from app.commands import books

        facts = {name: field.value() for name, field in self.form.fields.items()}
        done = perform(
            self._desk.book, self.form, self._desk.today(), books.create_account, **facts
        )
        if done is not None:
            self.accept()
            self.made.emit(str(facts["code"]))
