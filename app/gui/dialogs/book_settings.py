"""The dialog of what the book has decided: terms and rules, and which account serves for what."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QTabWidget, QWidget

from app.domain.accounts import Role
from app.domain.errors import Problem
from app.domain.kinds import Kind, Status
from app.gui.desk import Desk
from app.gui.dialogs.account_roles import ASKED, label
from app.gui.dialogs.frame import FormDialog
from app.gui.fields import Choice, ChoiceField, Editor, NumberField
from app.gui.languages import languages
from app.gui.perform import perform
from app.gui.scroller import scroller
from app.gui.theme import grid, look, restyle
from app.gui.words import QT_TRANSLATE_NOOP

_DAYS: Final = ("days_to_pay", "expiry_days_customer", "expiry_days_vendor")
_OPEN: Final = {
    Role.OPEN_CUSTOMER_CREDIT: (
        Kind.CREDIT_MEMO,
        QT_TRANSLATE_NOOP("BookSettingsDialog", "Open credit memos: {count}."),
    ),
    Role.OPEN_VENDOR_CREDIT: (
        Kind.VENDOR_CREDIT,
        QT_TRANSLATE_NOOP("BookSettingsDialog", "Open vendor credits: {count}."),
    ),
}
_PREFIX: Final = "accounts."
_ACCOUNTS_HEIGHT: Final = 300  # px at 100 %: more scrolls


class BookSettingsDialog(FormDialog):
    """What is entered already stays as it is."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__("book_settings", parent)
        self.say(self.tr("Settings of the book"), self.tr("Save"))
        self.width_at_one = 680
        self._desk = desk
        from app.queries import books, lists

        self._about = desk.ask(books.about)
        self._accounts = [
            Choice(one.code, f"{one.code}  {one.name}")
            for one in desk.ask(books.accounts)
            if not one.is_header
        ]
        counts = {role: desk.ask(lists.counts, kind) for role, (kind, _said) in _OPEN.items()}
        self._open = {
            role: sum(
                count.get(status.value, 0) for status in (Status.ISSUED, Status.PARTIALLY_APPLIED)
            )
            for role, count in counts.items()
        }
        self._warnings: dict[Role, QLabel] = {}
        tabs = QTabWidget()
        tabs.setObjectName("settings_tabs")
        tabs.setDocumentMode(True)
        tabs.addTab(self._rules(), self.tr("Rules"))
        tabs.addTab(self._scrolled(self._all_accounts()), self.tr("Accounts"))
        self.body.addWidget(tabs)
        self.form.fields["days_to_pay"].editor.setFocus()

    # Layout

    def _rules(self) -> QWidget:
        made, cells = _cells(6)
        fields = [*self._day_fields(), *self._choice_fields()]
        for at, (name, text, editor) in enumerate(fields):
            in_row = 3 if at < len(_DAYS) else 2
            row, place = divmod(at, 3) if at < len(_DAYS) else divmod(at - len(_DAYS), 2)
            span = 6 // in_row
            below = 0 if at < len(_DAYS) else 1
            field = self.form.field(name, text, editor)
            cells.addWidget(field, row + below, place * span, 1, span, Qt.AlignmentFlag.AlignTop)
            value = self._about.settings[name]
            field.set_value(None if value is None else str(value))
        cells.setRowStretch(cells.rowCount(), 1)
        return made

    def _all_accounts(self) -> QWidget:
        made, cells = _cells(2)
        labels = (
            self.tr("Unused customer credit"),
            self.tr("Unused vendor credit"),
        )
        for place, (role, text) in enumerate(zip(_OPEN, labels, strict=True)):
            field = self._account_field(role.value, role, text)
            warning = self._warnings[role] = QLabel()
            warning.setObjectName(f"{role.value}_open")
            warning.setWordWrap(True)
            cells.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
            cells.addWidget(warning, 1, place, Qt.AlignmentFlag.AlignTop)
            field.editor.changed.connect(lambda _value, role=role: self._warn(role))
            self._warn(role)
        cells.setRowMinimumHeight(2, grid(3))
        for at, role in enumerate(ASKED):
            row, place = divmod(at, 2)
            field = self._account_field(f"{_PREFIX}{role.value}", role, label(role))
            cells.addWidget(field, row + 3, place, Qt.AlignmentFlag.AlignTop)
        return made

    def _scrolled(self, inside: QWidget) -> QScrollArea:
        made = scroller(inside)
        made.setMinimumHeight(look().scale.px(_ACCOUNTS_HEIGHT))
        return made

    def _account_field(self, name: str, role: Role, text: str) -> Any:
        shared = {
            Role.OPEN_CUSTOMER_CREDIT: (Role.RECEIVABLE, self.tr("where invoices stand")),
            Role.OPEN_VENDOR_CREDIT: (Role.PAYABLE, self.tr("where bills stand")),
        }
        same, said = shared.get(role, (role, ""))
        code = self._about.roles[same.value]
        choices = [
            Choice(one.id, one.text, said if one.id == code else "") for one in self._accounts
        ]
        field = self.form.field(name, text, ChoiceField(choices))
        field.set_value(self._about.roles[role.value])
        return field

    def _day_fields(self) -> Sequence[tuple[str, str, Editor]]:
        days = {name: NumberField(0) for name in _DAYS}
        for name in _DAYS[1:]:
            days[name].setPlaceholderText(self.tr("never"))
        labels = (
            self.tr("Days until an invoice is due"),
            self.tr("Days until a credit memo expires"),
            self.tr("Days until a vendor credit expires"),
        )
        return [(name, text, days[name]) for name, text in zip(_DAYS, labels, strict=True)]

    def _choice_fields(self) -> Sequence[tuple[str, str, Editor]]:
        stop = Choice("block", self.tr("Refuse it"))
        warn = Choice("warn", self.tr("Allow it, with a warning"))
        off = Choice("off", self.tr("Allow it"))
        table: tuple[tuple[str, str, tuple[Choice, ...]], ...] = (
            ("over_credit", self.tr("More credit than was invoiced"), (stop, warn, off)),
            ("duplicate_vendor_reference", self.tr("The same vendor's number twice"),
             (stop, warn)),
            ("auto_apply_order", self.tr("A credit is applied automatically to"), (
                Choice("oldest_due", self.tr("the oldest due first")),
                Choice("newest_due", self.tr("the newest due first")),
            )),
            ("credit_order", self.tr("Open credits are used"), (
                Choice("expiring_first", self.tr("those that expire first")),
                Choice("oldest_first", self.tr("the oldest first")),
            )),
            ("forfeit_to", self.tr("Lapsed credit memos go to"), (
                Choice("income", self.tr("income")),
                Choice("unclaimed_property", self.tr("unclaimed property, kept for them")),
            )),
            ("tax_rounding", self.tr("Tax is rounded"), (
                Choice("document", self.tr("once per document and rate")),
                Choice("line", self.tr("on every line")),
            )),
            ("language", self.tr("Language of documents"), languages()),
        )  # fmt: skip
        return [(name, text, ChoiceField(choices)) for name, text, choices in table]

    # What is open

    def _warn(self, role: Role) -> None:
        """How many credits are open, and that they stay where they are."""
        count, (_kind, text) = self._open[role], _OPEN[role]
        was = self._about.roles[role.value]
        moved = self.form.fields[role.value].value() not in {was, ""}
        text = self.tr(text)
        if moved and count:
            text += " " + self.tr(
                "They stay on {account} until they are used; what is issued from now on goes to"
                " the new account."
            )
        said = self._warnings[role]
        said.setText(text.format(count=count, account=was))
        restyle(said, "role", "warning" if moved and count else "small")

    # Saving

    def act(self) -> None:
        """Saves; refused, the dialog stays and says why."""
        from app.commands import books
        from app.commands.inputs import SettingsDraft

        self.form.clear_marks()
        given: dict[str, Any] = {
            name: field.value() or None for name, field in self.form.fields.items()
        }
        days, problems = self._days(given)
        if problems:
            self.form.mark(problems)
            self._show_problem()
            return
        plain: dict[str, Any] = {
            name: given[name] or "" for name in given if not name.startswith(_PREFIX)
        }
        moved = {
            role.value: given[f"{_PREFIX}{role.value}"] or ""
            for role in ASKED
            if given[f"{_PREFIX}{role.value}"] != self._about.roles[role.value]
        }
        draft = SettingsDraft(**(plain | days), accounts=moved)
        book, today = self._desk.book, self._desk.today()
        if perform(book, self.form, today, books.update_settings, draft=draft) is not None:
            self.accept()
        else:
            self._show_problem()

    def _days(self, given: dict[str, Any]) -> tuple[dict[str, int | None], list[Problem]]:
        days: dict[str, int | None] = {}
        problems = []
        for name in _DAYS:
            text = given[name]
            if text is not None and not str(text).isdecimal():
                hint = self.tr("Write a whole number of days.")
                said = self.tr("“{text}” is no number of days.").format(text=str(text)[:20])
                problems.append(Problem("invalid_number", said, name, hint))
            else:
                days[name] = None if text is None else int(text)
        if days.get("days_to_pay", 0) is None:
            days["days_to_pay"] = 0
        return days, problems

    def _show_problem(self) -> None:
        """Turns to the page of the first field that has one."""
        tabs = self.findChildren(QTabWidget)[0]
        for field in self.form.fields.values():
            if field.problem.text():
                page = next(
                    at
                    for at in range(tabs.count())
                    if (shown := tabs.widget(at)) and shown.isAncestorOf(field)
                )
                tabs.setCurrentIndex(page)
                field.editor.setFocus()
                return


def _cells(columns: int) -> tuple[QWidget, QGridLayout]:
    """A page of fields in columns of equal width."""
    made = QWidget()
    cells = QGridLayout(made)
    cells.setContentsMargins(0, grid(3), grid(2), 0)
    cells.setHorizontalSpacing(grid(3))
    cells.setVerticalSpacing(0)
    for column in range(columns):
        cells.setColumnStretch(column, 1)
    return made, cells
