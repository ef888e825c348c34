"""The scenes of paper: previews, what is found in them, and many documents at once."""

import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QLabel, QPushButton

from app.commands import parties
from app.domain.kinds import CUSTOMER, Kind
from app.domain.report import Wish
from app.gui.screens.pdf_area import PdfArea
from app.gui.screens.preview_bar import FindLine
from app.gui.stage import Scene, Stage
from app.gui.table import RowsView
from app.queries import lists

_LONGEST_S: Final = 10
_NOBODYS: Final = "\ue001"  # a sign that no font has


def _until(stage: Stage, there: Callable[[], bool]) -> None:
    """Lets what is done beside the window end."""
    until = time.monotonic() + _LONGEST_S
    stage.settle()
    while not there() and time.monotonic() < until:
        time.sleep(0.02)
        stage.settle()


def _preview(kind: str, **narrowed: Any) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        rows = stage.desk.ask(lists.page, Kind(kind), lists.Filters(**narrowed)).rows
        stage.desk.preview(rows[0].id)

    return play


def _report(stage: Stage) -> None:
    stage.desk.preview_report("aging", Wish(side="customer"))


def _found(stage: Stage) -> None:
    stage.desk.preview_report("journal", Wish())
    _until(stage, lambda: stage.find(PdfArea, "paper").count > 1)
    stage.act("next_page")
    stage.act("fit_width")
    _look_for(stage, "receivable")


def _not_found(stage: Stage) -> None:
    _preview("credit_memo", status="issued")(stage)
    _look_for(stage, "nothing of this kind")


def _look_for(stage: Stage, words: str) -> None:
    area, line = stage.find(PdfArea, "paper"), stage.find(FindLine, "find")
    line.setText(words)
    line.settle()
    said = stage.find(QLabel, "found")
    _until(stage, lambda: area.is_sharp and not said.text().endswith("…"))


def _chosen(stage: Stage) -> None:
    stage.show("credit_memo")
    view = stage.find(RowsView, "documents")
    view.pick_place(1)
    flags = QItemSelectionModel.SelectionFlag
    for place in (2, 3, 5):
        index = view.rows_model.index(place, 0)
        view.selectionModel().select(index, flags.Select | flags.Rows)
    view.setFocus()


def _many(stage: Stage) -> None:
    _chosen(stage)
    stage.act("print")
    _until(stage, lambda: stage.find(QPushButton, "confirm").isEnabled())


def _many_lacking(stage: Stage) -> None:
    stage.show("credit_memo")
    row = stage.desk.ask(lists.page, Kind.CREDIT_MEMO, lists.Filters(status="draft")).rows[0]
    stage.desk.book.do(
        stage.desk.today(), parties.update, CUSTOMER, party=row.party,
        name=f"{row.party_name} {_NOBODYS}",
    )  # fmt: skip
    stage.act("print_many")
    _until(stage, lambda: stage.find(QPushButton, "confirm").isEnabled())


def _statements(stage: Stage) -> None:
    stage.show("customer")
    stage.act("print_many")
    _until(stage, lambda: stage.find(QPushButton, "confirm").isEnabled())


SCENES: Final = (
    Scene("preview-credit-memo", _preview("credit_memo", status="partially_applied")),
    Scene("preview-draft", _preview("credit_memo", status="draft")),
    Scene("preview-vendor-credit", _preview("vendor_credit", status="issued")),
    Scene("preview-invoice", _preview("invoice", status="open")),
    Scene("preview-report", _report),
    Scene("preview-found", _found),
    Scene("preview-not-found", _not_found),
    Scene("preview-found-large-text", _found, text=1.5),
    Scene("credit-memos-chosen", _chosen),
    Scene("print-many", _many),
    Scene("print-many-lacking", _many_lacking),
    Scene("print-many-large-text", _many, text=1.5),
    Scene("print-statements", _statements, page="customer"),
    Scene("print-statements-large-text", _statements, text=1.5, page="customer"),
)
