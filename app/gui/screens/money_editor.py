"""The editor in which a receipt or a payment is entered, as a page."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from app.commands import payments
from app.domain.kinds import CUSTOMER, Kind
from app.gui.desk import Desk
from app.gui.head import ActionButton
from app.gui.perform import perform
from app.gui.screens.document_page import Page, say
from app.gui.screens.editor_fields import Offers, create_party
from app.gui.screens.editor_page import EditorPage
from app.gui.screens.editor_side import EditorSide
from app.gui.screens.money_form import MoneyForm
from app.gui.screens.money_page import MoneyPage
from app.queries import documents

_COMMANDS: Final[dict[Kind, Callable[..., Any]]] = {
    Kind.RECEIPT: payments.receive,
    Kind.PAYMENT: payments.pay,
    Kind.TRANSACTION: payments.record,
}


class MoneyEditor(EditorPage):
    """Enters money that came in or goes out; nothing is in the book before it is recorded."""

    recorded = Signal(str)  # the receipt or payment

    def __init__(self, desk: Desk, page: MoneyPage, claims: Page, offers: Offers) -> None:
        """`claims` is the page of the invoices or bills that it settles."""
        form = MoneyForm(desk, page, claims, offers)
        side = EditorSide(desk, claims, form.labels, claims=False)
        super().__init__(desk, page.kind.value, form, side)
        self._page, self._claims = page, claims
        self._record = desk.keyboard.action("confirm", self, self.record, say(page.record))
        self._head.set_title(say(page.new))
        self._head.add_right(
            ActionButton(self._close, "quiet"), ActionButton(self._record, "primary")
        )
        form.new_party_wanted.connect(self._create_party)

    # Opening

    def start(self, given: dict[str, Any]) -> None:
        """Begins a new one: `party`, or a `claim` that is to be settled, and fields by name."""
        self._begin("")
        base = {"date": str(self._desk.today()), "kind": "refund"}
        self._fill(base)
        values = {name: value for name, value in given.items() if name != "claim"}
        claim = given.get("claim")
        if claim:
            view = self._desk.ask(documents.get, self._page.side.claim, claim)
            values |= {"party": view.party, "currency": view.currency}
        if values:
            self.form.fill({**base, **values})
        if claim:
            self.form.settle_claim(view.id)
        self._follow()

    def refresh(self) -> None:
        """The book changed: what is open with the party may have, too."""
        self.form.refresh()
        self.side.refresh()
        self._ask_entry()

    # Following what is typed

    def _follow(self) -> None:
        super()._follow()
        if self._page.side is CUSTOMER:
            self.side.show_party(self.form.party, self.form.currency)
        self._ask_entry()

    def _state_text(self, *, unsaved: bool) -> str:
        return self.tr("Not recorded; kept on this computer") if unsaved else ""

    def _ask_entry(self) -> None:
        arguments, wrong = self.form.arguments()
        if wrong:
            self.side.entry.tell(wrong[0].message)
        elif self.form.is_empty:
            self.side.entry.tell(say(self._page.how_much))
        else:
            self.side.entry.ask(self._command, **arguments)

    @property
    def _command(self) -> Callable[..., Any]:
        return _COMMANDS[self._page.kind]

    # Acts

    def acts(self) -> tuple[QAction, ...]:
        """What the window puts into its menus while the editor is shown."""
        return (self._record, self._undo, self._redo, self._close, self._away)

    def record(self) -> None:
        """Records it; refused, every problem stands at its field."""
        self.form.claims.leave_cell()
        arguments, wrong = self.form.arguments()
        if wrong:
            self.form.clear_marks()
            self.form.mark((*wrong, *self._other_problems(self._command, arguments, wrong)))
            return
        done = perform(self._desk.book, self.form, self._desk.today(), self._command, **arguments)
        if done is not None:
            self._saved()
            self.recorded.emit(done.id)

    def _create_party(self, name: str) -> None:
        if create_party(self._desk, self.form, self._claims, name):
            self.form.start_focus()
