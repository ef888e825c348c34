"""Qt gives None and True back counted: a wheel that does not ends the program after an hour."""

import ctypes
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractTableModel, QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

TIMES, TOLERATED = 200, 100


class Bell(QObject):
    """Something that emits."""

    rung = Signal()


class Blank(QAbstractTableModel):
    """A table of one cell whose every answer is None."""

    def rowCount(self, *_: object, **__: object) -> int:  # noqa: N802 - Qt's name
        return 1

    def columnCount(self, *_: object, **__: object) -> int:  # noqa: N802 - Qt's name
        return 1

    def data(self, *_: object, **__: object) -> None:
        """Nothing to show, whatever is asked."""


def lost(call: Callable[[], object]) -> int:
    """How many references None, True or False lost while `call` ran many times."""
    constants = (None, True, False)
    before = [sys.getrefcount(constant) for constant in constants]
    for _ in range(TIMES):
        call()
    after = [sys.getrefcount(constant) for constant in constants]
    return max(b - a for b, a in zip(before, after, strict=True))


def calls(qtbot) -> dict[str, Callable[[], object]]:
    """The kinds of calls a window makes thousands of."""
    bell, widget, button, table = Bell(), QWidget(), QPushButton(), QTableView()
    model = Blank()
    table.setModel(model)
    for each in (widget, button, table):
        qtbot.addWidget(each)
    return {
        "a signal": bell.rung.emit,
        "a void call": lambda: bell.setObjectName("bell"),
        "a repaint": widget.update,
        "a click": button.click,
        "a cell": lambda: model.index(0, 0).data(),
        "a timer": lambda: QTimer.singleShot(0, lambda: None),
        "a picture": table.grab,
    }


def test_no_kind_of_call_eats_references(qtbot):
    eaten = {kind: lost(call) for kind, call in calls(qtbot).items()}
    qtbot.wait(1)
    assert {kind: count for kind, count in eaten.items() if count > TOLERATED} == {}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot lose references from 3.12 on")
def test_the_guard_can_fail():
    none = ctypes.py_object(None)
    assert lost(lambda: ctypes.pythonapi.Py_DecRef(none)) > TOLERATED
    for _ in range(TIMES):
        ctypes.pythonapi.Py_IncRef(none)
