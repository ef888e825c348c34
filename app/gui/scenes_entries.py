"""The scenes of entries by hand."""

from typing import Final

from app.commands import entries
from app.commands.entries import HandLine
from app.gui.scenes_documents import quiet
from app.gui.screens.entry_grid import EntryGrid
from app.gui.stage import Scene, Stage

_WORDS: Final = "Depreciation of the delivery van, November"


def _written(stage: Stage, *rows: dict[str, str], words: str = _WORDS) -> None:
    stage.desk.create("journal")
    stage.fill(description=words)
    lines = stage.find(EntryGrid, "lines")
    lines.set_value([{name: row.get(name, "") for name in _NAMES} for row in rows])
    stage.settle()


_HUNDRED: Final = {"currency": "EUR", "amount": "100.00"}
_NAMES: Final = ("account", "debit", "credit", "party", "currency", "amount")


def _new(stage: Stage) -> None:
    stage.desk.create("journal")


def _unbalanced(stage: Stage) -> None:
    _written(
        stage,
        {"account": "6030", "debit": "418.50"},
        {"account": "6010", "debit": "96.00"},
        {"account": "1000", "credit": "500.00"},
        {"account": "", "party": "p1"},
        words="November's costs of the second shop",
    )
    stage.find(EntryGrid, "lines").edit_cell(3, "credit")


def _foreign(stage: Stage) -> None:
    _written(
        stage,
        {"account": "6030", "debit": "110.00", "party": "p1"} | _HUNDRED,
        {"account": "1000", "credit": "110.00"},
        words="Customs fee paid in Rotterdam",
    )


def _refused(stage: Stage) -> None:
    _written(
        stage,
        {"account": "1200", "debit": "120.00"},
        {"account": "", "credit": "80.00"},
        {"account": "6000"},
        words="",
    )
    stage.fill(date="2026-01-15")
    stage.act("confirm")


def _unsaved(stage: Stage) -> None:
    _foreign(stage)
    stage.act("close")


def _post(stage: Stage) -> str:
    lines = (HandLine("6000", debit="120"), HandLine("1000", credit="120"))
    today, do = stage.desk.today(), stage.desk.book.do
    return do(today, entries.post, date=today, description=_WORDS, lines=lines).id


def _reversing(stage: Stage) -> None:
    stage.show("journal", _post(stage))
    stage.act("reverse")
    stage.fill(reason="The van was sold in October")
    quiet(stage)


def _reverse_refused(stage: Stage) -> None:
    _reversing(stage)
    stage.fill(reason="", date="2026-11-01")
    stage.act("confirm")
    quiet(stage)


def _reversed(stage: Stage) -> None:
    _reversing(stage)
    stage.act("confirm")


SCENES: Final = (
    Scene("entry-new", _new, page="journal"),
    Scene("entry-unbalanced", _unbalanced, page="journal"),
    Scene("entry-foreign", _foreign, page="journal"),
    Scene("entry-refused", _refused, page="journal"),
    Scene("entry-unsaved", _unsaved, page="journal"),
    Scene("entry-reversing", _reversing, page="journal"),
    Scene("entry-reverse-refused", _reverse_refused, page="journal"),
    Scene("entry-reversed", _reversed, page="journal"),
    Scene("entry-foreign-large-text", _foreign, text=1.5, page="journal"),
    Scene("entry-refused-large-text", _refused, text=1.5, page="journal"),
    Scene("entry-reversing-large-text", _reversing, text=1.5, page="journal"),
)
