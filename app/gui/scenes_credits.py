"""The scenes of what becomes of credits: picked from invoices, voided, used in order, lapsed."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QRadioButton, QTabWidget

from app.domain.kinds import Kind
from app.gui.scenes_documents import quiet
from app.gui.screens.document_widgets import Link
from app.gui.stage import Scene, Stage
from app.queries import lists


def _one(stage: Stage, kind: str, **narrowed: Any) -> lists.DocumentRow:
    return stage.desk.ask(lists.page, Kind(kind), lists.Filters(**narrowed)).rows[0]


def _act(kind: str, act: str, status: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.show(kind, _one(stage, kind, status=status).id)
        stage.act(act)
        quiet(stage)

    return play


def _settle(stage: Stage) -> None:
    """An invoice of somebody who has unused credit, too."""
    claims = stage.desk.ask(lists.page, Kind.INVOICE, lists.Filters(status="open")).rows
    memos = stage.desk.ask(lists.page, Kind.CREDIT_MEMO, lists.Filters(status="issued")).rows
    unused = {(one.party, one.currency) for one in memos}
    stage.show("invoice", next(o.id for o in claims if (o.party, o.currency) in unused))
    stage.act("settle")
    quiet(stage)


def _from_invoice(stage: Stage) -> None:
    stage.desk.create("credit_memo", party=_one(stage, "invoice", status="open").party)
    stage.find(Link, "from_claim").click()
    stage.fill(reason="return")
    quiet(stage)


def _lapse(stage: Stage) -> None:
    stage.show("expiring")
    stage.act("confirm")
    quiet(stage)


def _reinstate(stage: Stage) -> None:
    _lapse(stage)
    stage.show("credit_memo", _one(stage, "credit_memo", status="expired").id)
    stage.act("reinstate")
    stage.fill(expires_at="2026-12-31")
    quiet(stage)


def _warned(stage: Stage) -> None:
    """A credit that had settled an invoice is taken back: the invoice is open again."""
    stage.show("credit_memo", _one(stage, "credit_memo", status="fully_applied").id)
    stage.act("void")
    stage.fill(reason="The goods were never sent back")
    stage.press("panel_confirm")
    quiet(stage)


def _page(kind: str, act: str = "") -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.show(kind)
        if act:
            stage.act(act)
        quiet(stage)

    return play


def _customer_documents(stage: Stage) -> None:
    stage.show("customer", _one(stage, "credit_memo", status="partially_applied").party)
    stage.screen.findChildren(QTabWidget)[0].setCurrentIndex(2)


def _accounts(stage: Stage) -> None:
    stage.act("settings")
    stage.find(QTabWidget, "settings_tabs").setCurrentIndex(1)
    stage.fill(open_customer_credit="2150")


def _void_chosen(stage: Stage) -> None:
    _act("credit_memo", "void", "partially_applied")(stage)
    stage.find(QRadioButton, "scope_unapply_and_void").setFocus()
    stage.find(QRadioButton, "scope_unapply_and_void").click()
    quiet(stage)


SCENES: Final = (
    Scene("credit-memo-void-everything", _void_chosen),
    Scene("credit-memo-void-partly", _act("credit_memo", "void", "partially_applied")),
    Scene("credit-memo-void-used", _act("credit_memo", "void", "fully_applied")),
    Scene("credit-memo-extend", _act("credit_memo", "extend", "issued")),
    Scene("credit-memo-notes", _act("credit_memo", "annotate", "fully_applied")),
    Scene("credit-memo-automatic", _act("credit_memo", "auto_apply", "issued")),
    Scene("invoice-credit", _act("invoice", "credit", "open"), page="invoice"),
    Scene("bill-credit", _act("bill", "credit", "open"), page="bill"),
    Scene("vendor-credit-void", _act("vendor_credit", "void", "partially_applied")),
    Scene("expiring", _page("expiring"), page="expiring"),
    Scene("expiring-empty", _page("expiring"), book="empty", page="expiring"),
    Scene("rates", _page("rates"), page="rates"),
    Scene("rates-empty", _page("rates"), book="empty", page="rates"),
    Scene("rate-new", _page("rates", "new"), page="rates"),
    Scene("revalue", _page("rates", "revalue"), page="rates"),
    Scene("book-settings-accounts", _accounts),
    Scene("customer-documents", _customer_documents, page="customer"),
    Scene("invoice-use-credits", _settle, page="invoice"),
    Scene("credit-memo-from-invoice", _from_invoice),
    Scene("expiry-run", _lapse, page="expiring"),
    Scene("credit-memo-reinstate", _reinstate, page="expiring"),
    Scene("notice-of-a-warning", _warned),
)
