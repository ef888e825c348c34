"""The scenes of receipts and payments."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QTabWidget

from app.commands import credits
from app.commands import payments as commands
from app.commands.inputs import ApplyTo, CreditDraft
from app.domain.kinds import CUSTOMER, VENDOR, Kind, Side
from app.gui.scenes_documents import quiet
from app.gui.screens.claim_grid import ClaimGrid
from app.gui.screens.money_credits import CreditGrid
from app.gui.stage import Scene, Stage
from app.queries import lists, payments


def _plain(kind: str) -> Callable[[Stage], None]:
    return lambda stage: stage.show(kind)


def _with_credit(kind: str, tab: int = 0) -> Callable[[Stage], None]:
    """Money that left a credit, or that went together with one."""

    def play(stage: Stage) -> None:
        stage.show(kind, next(row.id for row in _rows(stage, kind) if _uses_credit(stage, row.id)))
        stage.find(QTabWidget, "tabs").setCurrentIndex(tab)

    return play


def _rows(stage: Stage, kind: str) -> tuple[lists.DocumentRow, ...]:
    return stage.desk.ask(lists.page, Kind(kind)).rows


def _uses_credit(stage: Stage, ref: str) -> bool:
    view = stage.desk.ask(payments.get, ref)
    return bool(view.credit or view.credits_used)


def _narrowed(stage: Stage) -> None:
    stage.show("payment")
    stage.filter("nobody of this name")


def _new(kind: str, **filled: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.desk.create(kind)
        stage.fill(**filled)
        quiet(stage)

    return play


def _owed(stage: Stage, side: Side) -> lists.DocumentRow:
    """An invoice or bill that is open, of a party with several things open if there is one."""
    rows = [
        row
        for status in ("open", "partially_paid")
        for row in stage.desk.ask(lists.page, side.claim, lists.Filters(status=status)).rows
    ]
    credited = {row.party for row in _given(stage, side)}
    counts = Counter((row.party, row.currency) for row in rows)
    return max(
        rows, key=lambda row: (row.party in credited, counts[row.party, row.currency], row.id)
    )


def _given(stage: Stage, side: Side) -> tuple[lists.DocumentRow, ...]:
    """Credits with something left."""
    found = [
        stage.desk.ask(lists.page, side.credit, lists.Filters(status=status)).rows
        for status in ("issued", "partially_applied")
    ]
    return (*found[0], *found[1])


def _received(amount: str, **filled: str) -> Callable[[Stage], None]:
    """Money from a customer, for what is due the longest."""

    def play(stage: Stage) -> None:
        stage.desk.create("receipt", party=_owed(stage, CUSTOMER).party)
        stage.fill(amount=amount, **filled)
        stage.press("oldest_first")
        quiet(stage)

    return play


def _for_invoice(stage: Stage) -> None:
    stage.desk.create("receipt", claim=_owed(stage, CUSTOMER).id)
    quiet(stage)


def _refused(stage: Stage) -> None:
    _received("1")(stage)
    stage.find(ClaimGrid, "claims").grid.put(0, "amount", "900000.00")
    stage.fill(date="soon")
    stage.act("confirm")
    quiet(stage)


def _unsaved(stage: Stage) -> None:
    _for_invoice(stage)
    stage.act("close")


def _paid(stage: Stage) -> None:
    """A vendor is paid, a credit of theirs going before the money."""
    bill = _owed(stage, VENDOR)
    for amount in ("120.5", "40"):
        draft = CreditDraft(party=bill.party, amount=amount, issue_date=stage.desk.today())
        stage.desk.book.do(stage.desk.today(), credits.create, VENDOR, draft, issue=True)
    stage.desk.create("payment", party=bill.party)
    stage.find(CreditGrid, "credits").acted.emit(0, "tick")
    stage.press("oldest_first")
    quiet(stage)


def _void(kind: str, *press: str) -> Callable[[Stage], None]:
    """The newest of a kind is about to be taken back."""

    def play(stage: Stage) -> None:
        row = next(row for row in _rows(stage, kind) if _can_be_voided(stage, row.id))
        stage.show(kind, row.id)
        stage.act("void")
        for name in press:
            stage.press(name)
        quiet(stage)

    return play


def _can_be_voided(stage: Stage, ref: str) -> bool:
    return stage.desk.ask(payments.get, ref).can_be_voided


def _voided(stage: Stage) -> None:
    _void("payment")(stage)
    stage.fill(reason="Paid from the wrong account")
    stage.press("panel_confirm")


def _go_back(stage: Stage) -> None:
    """Two sums went back to a customer; a credit covers part of the first."""
    credit = next(row for row in _given(stage, CUSTOMER) if row.currency == "USD")
    today, do = stage.desk.today(), stage.desk.book.do
    facts: dict[str, Any] = {"party": credit.party, "date": today}
    first = do(today, commands.record, kind="chargeback", amount="480", **facts)
    do(today, credits.apply, CUSTOMER, credit=credit.id, to=(ApplyTo(transaction=first.id),))
    do(today, commands.record, kind="refund", amount="36.9", **facts)
    stage.show("transaction", first.id)


def _returned(stage: Stage) -> None:
    stage.desk.create("transaction", party=_owed(stage, CUSTOMER).party)
    stage.fill(amount="250", kind="chargeback")
    quiet(stage)


SCENES: Final = (
    Scene("receipt-void", _void("receipt"), page="receipt"),
    Scene("receipt-void-refused", _void("receipt", "panel_confirm"), page="receipt"),
    Scene("payment-voided", _voided, page="payment"),
    Scene("money-returned", _go_back, page="transaction"),
    Scene("money-returned-empty", _plain("transaction"), book="empty"),
    Scene("money-returned-new", _returned, page="transaction"),
    Scene("receipt-new", _new("receipt"), page="receipt"),
    Scene("receipt-written", _received("90000"), page="receipt"),
    Scene("receipt-for-invoice", _for_invoice, page="receipt"),
    Scene("receipt-refused", _refused, page="receipt"),
    Scene("receipt-unsaved", _unsaved, page="receipt"),
    Scene("payment-new", _new("payment"), page="payment"),
    Scene("payment-written", _paid, page="payment"),
    Scene("receipt-written-large-text", _received("90000"), text=1.5, page="receipt"),
    Scene("payment-written-large-text", _paid, text=1.5, page="payment"),
    Scene("receipts", _plain("receipt")),
    Scene("receipt-left-over", _with_credit("receipt")),
    Scene("receipts-empty", _plain("receipt"), book="empty"),
    Scene("payments", _plain("payment")),
    Scene("payment-with-credit", _with_credit("payment")),
    Scene("payment-journal", _with_credit("payment", 1)),
    Scene("payments-narrowed", _narrowed),
    Scene("receipt-left-over-large-text", _with_credit("receipt"), text=1.5),
)
