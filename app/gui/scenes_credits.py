"""The scenes of what becomes of credits: picked from invoices, voided, used in order, lapsed."""

from collections.abc import Callable
from typing import Any, Final

from app.domain.kinds import Kind
from app.gui.scenes_documents import quiet
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


def _page(kind: str, act: str = "") -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.show(kind)
        if act:
            stage.act(act)
        quiet(stage)

    return play


SCENES: Final = (
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
)
