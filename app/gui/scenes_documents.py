"""The scenes of the document pages: lists, details, editors, and the acts that are prepared."""

import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QTabWidget

from app.domain.kinds import Kind
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.entry_panel import Preview
from app.gui.stage import Scene, Stage
from app.queries import lists

_LONGEST_S: Final = 5


def _first(stage: Stage, kind: str, **narrowed: Any) -> lists.DocumentRow:
    """The newest document of a kind that fits."""
    return stage.desk.ask(lists.page, Kind(kind), lists.Filters(**narrowed)).rows[0]


def quiet(stage: Stage) -> None:
    """Waits until everything that was asked beside the window is answered."""
    until = time.monotonic() + _LONGEST_S
    asked = stage.window.findChildren(Preview)
    stage.settle()
    while any(one.busy for one in asked) and time.monotonic() < until:
        time.sleep(0.01)
        stage.settle()


def _list(kind: str, status: str = "") -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.show(kind)
        if status:
            stage.show(kind, _first(stage, kind, status=status).id)

    return play


def _tab(kind: str, status: str, place: int) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.show(kind, _first(stage, kind, status=status).id)
        stage.find(QTabWidget, "tabs").setCurrentIndex(place)

    return play


def _narrowed(stage: Stage) -> None:
    stage.show("credit_memo")
    stage.filter("no document says this")


def _filters(stage: Stage) -> None:
    stage.show("credit_memo")
    stage.press("more_filters")
    stage.fill(first="2026-03-01", last="2026-06-30", reason="return")


def _panel(kind: str, act: str, status: str, *press: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.show(kind, _first(stage, kind, status=status).id)
        stage.act(act)
        for name in press:
            stage.press(name)
        quiet(stage)

    return play


def _apply_refused(stage: Stage) -> None:
    _panel("credit_memo", "apply", "issued")(stage)
    grid = stage.find(EditGrid, "to")
    grid.grid.put(0, "amount", "900000.00")
    stage.press("panel_confirm")
    quiet(stage)


def _unapply(stage: Stage) -> None:
    _tab("credit_memo", "partially_applied", 1)(stage)
    stage.find(EditGrid, "applications").acted.emit(0, "take_back")
    quiet(stage)


def _delete(stage: Stage) -> None:
    stage.show("credit_memo", _first(stage, "credit_memo", status="draft").id)
    stage.act("delete")


def _new(kind: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.desk.create(kind)
        quiet(stage)

    return play


def _written(kind: str, **values: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        some = _first(stage, kind)
        stage.desk.create(kind, party=some.party)
        stage.fill(**values)
        grid = stage.find(EditGrid, "lines")
        for row, line in enumerate(
            (("Oak shelf, 90 cm", "2", "84.5"), ("Steel bracket", "12", "3.25"))
        ):
            for name, text in zip(("description", "quantity", "unit_price"), line, strict=True):
                grid.grid.put(row, name, text)
            if row == 0:
                grid.edit_cell(0, "account")
                grid.step(1)
        quiet(stage)

    return play


def _refused(stage: Stage) -> None:
    stage.desk.create("credit_memo")
    grid = stage.find(EditGrid, "lines")
    grid.grid.put(0, "description", "Oak shelf, 90 cm")
    stage.fill(shipping="12.345", expires_at="soon")
    stage.act("confirm")
    quiet(stage)


def _unsaved(stage: Stage) -> None:
    _written("credit_memo")(stage)
    stage.act("close")


SCENES: Final = (
    Scene("credit-memos", _list("credit_memo", "partially_applied")),
    Scene("credit-memos-narrowed", _narrowed),
    Scene("credit-memos-filters", _filters),
    Scene("credit-memos-filters-large-text", _filters, text=1.5),
    Scene("credit-memos-empty", _list("credit_memo"), book="empty"),
    Scene("credit-memo-applications", _tab("credit_memo", "partially_applied", 1)),
    Scene("credit-memo-journal", _tab("credit_memo", "partially_applied", 3)),
    Scene("credit-memo-history", _tab("credit_memo", "partially_applied", 4)),
    Scene("credit-memo-apply", _panel("credit_memo", "apply", "issued", "oldest_first")),
    Scene("credit-memo-apply-refused", _apply_refused),
    Scene("credit-memo-unapply", _unapply),
    Scene("credit-memo-void", _panel("credit_memo", "void", "issued")),
    Scene("credit-memo-void-refused", _panel("credit_memo", "void", "issued", "panel_confirm")),
    Scene("credit-memo-refund", _panel("credit_memo", "refund", "issued")),
    Scene("credit-memo-delete", _delete),
    Scene("credit-memo-new", _new("credit_memo")),
    Scene("credit-memo-written", _written("credit_memo", reason="return")),
    Scene("credit-memo-refused", _refused),
    Scene("credit-memo-unsaved", _unsaved),
    Scene("vendor-credits", _list("vendor_credit", "issued")),
    Scene("vendor-credit-apply", _panel("vendor_credit", "apply", "issued")),
    Scene("vendor-credit-written", _written("vendor_credit", source_type="rebate")),
    Scene("invoices", _list("invoice", "open")),
    Scene("invoice-written", _written("invoice")),
    Scene("bills", _list("bill", "open")),
    Scene("bill-written", _written("bill")),
    Scene("credit-memos-large-text", _list("credit_memo", "partially_applied"), text=1.5),
    Scene("credit-memo-written-large-text", _written("credit_memo"), text=1.5),
    Scene(
        "credit-memo-apply-large-text",
        _panel("credit_memo", "apply", "issued", "oldest_first"),
        text=1.5,
    ),
)
