"""Undo in an unsaved form: one step per field and sitting, in the order of typing."""

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout

from app.gui.fields import CheckField, MoneyField, TextField
from app.gui.perform import Form
from app.gui.undo import Edit, FormUndo
from tests.gui.drivers.fields import FormDriver


@pytest.fixture
def form(qtbot):
    form = Form()
    box = QVBoxLayout(form)
    box.addWidget(form.field("amount", "&Amount", MoneyField("USD")))
    box.addWidget(form.field("note", "Note", TextField()))
    box.addWidget(form.field("out", "Leave out", CheckField("Leave out")))
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    return form


@pytest.fixture
def undo(form):
    undo = FormUndo(form.fields, form)
    for name, act in (("undo", undo.stack.undo), ("redo", undo.stack.redo)):
        action = QAction(name, form)
        action.setShortcut(QKeySequence("Ctrl+Z" if name == "undo" else "Ctrl+Shift+Z"))
        action.triggered.connect(act)
        form.addAction(action)
    return undo


def test_typing_in_a_field_is_one_step(form, undo, qtbot):
    driver = FormDriver(qtbot, form)
    driver.field("amount").type("12.5*3").press("tab")
    driver.field("note").type("because")
    assert undo.stack.count() == 2
    undo.stack.undo()
    assert form.values() == {"amount": "37.50", "out": False}
    undo.stack.undo()
    assert form.values() == {"out": False}
    undo.stack.redo()
    undo.stack.redo()
    assert form.values() == {"amount": "37.50", "note": "because", "out": False}


def test_coming_back_to_a_field_is_a_step_of_its_own(form, undo, qtbot):
    field = FormDriver(qtbot, form).field("note")
    field.type("one").press("tab")
    field.type(" two").press("tab")
    undo.stack.undo()
    assert form.values()["note"] == "one"


def test_the_step_says_what_it_is(form, undo, qtbot):
    FormDriver(qtbot, form).field("amount").type("5")
    assert undo.stack.undoText() == "edit of Amount"


def test_ctrl_z_in_a_field_is_the_windows(form, undo, qtbot):
    field = FormDriver(qtbot, form).field("note")
    field.type("one").press("tab")
    form.fields["note"].editor.setFocus()
    qtbot.keySequence(form.fields["note"].editor, "Ctrl+Z")
    assert (form.values().get("note"), undo.stack.index()) == (None, 0)


def test_a_box_is_a_step(form, undo):
    form.fields["out"].set_value(True)
    undo.stack.undo()
    assert form.values()["out"] is False


def test_reset_forgets(form, undo, qtbot):
    FormDriver(qtbot, form).field("note").type("one")
    undo.reset()
    assert not undo.stack.canUndo()


def test_any_edit_may_join(undo):
    grid = ["a"]
    grid.append("b")
    undo.stack.push(Edit("new line", lambda: grid.remove("b"), lambda: grid.append("b")))
    assert grid == ["a", "b"]
    undo.stack.undo()
    assert grid == ["a"]
    undo.stack.redo()
    assert grid == ["a", "b"]
