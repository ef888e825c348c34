"""The scenes of receipts and payments."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QTabWidget

from app.domain.kinds import Kind
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


SCENES: Final = (
    Scene("receipts", _plain("receipt")),
    Scene("receipt-left-over", _with_credit("receipt")),
    Scene("receipts-empty", _plain("receipt"), book="empty"),
    Scene("payments", _plain("payment")),
    Scene("payment-with-credit", _with_credit("payment")),
    Scene("payment-journal", _with_credit("payment", 1)),
    Scene("payments-narrowed", _narrowed),
    Scene("receipt-left-over-large-text", _with_credit("receipt"), text=1.5),
)
