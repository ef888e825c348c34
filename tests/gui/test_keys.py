"""The table of keys: no two acts share one, the user's changes are kept and felt at once."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.domain.errors import Bug
from app.gui.keys import KEYS, Keyboard


def test_no_two_acts_share_a_key():
    sequences = [QKeySequence(key.sequence).toString() for key in KEYS if key.sequence]
    assert len(set(sequences)) == len(sequences)
    assert all(sequences)


@pytest.mark.parametrize(
    ("action", "sequence"),
    [("palette", "Ctrl+K"), ("new", "Ctrl+N"), ("duplicate", "Ctrl+D"), ("print", "Ctrl+P"),
     ("undo", "Ctrl+Z"), ("redo", "Ctrl+Shift+Z"), ("go_to_date", "Ctrl+G"),
     ("section_1", "Alt+1"), ("section_9", "Alt+9"), ("confirm", "Ctrl+Return"),
     ("save", "Ctrl+S"), ("filter", "Ctrl+F"), ("journal", "Ctrl+Y"), ("customers", "Ctrl+J"),
     ("home", "Alt+Home"), ("help", "F1"), ("edit", "F2"), ("refresh", "F5"), ("keys", "Ctrl+?")],
)  # fmt: skip
def test_the_keys_that_are_promised(settings, action, sequence):
    assert Keyboard(settings.keys).key(action).sequence == sequence


def test_an_action_calls_its_function(settings, qtbot):
    window, calls = QMainWindow(), []
    qtbot.addWidget(window)
    action = Keyboard(settings.keys).action("new", window, lambda: calls.append("new"))
    action.trigger()
    assert calls == ["new"]
    assert (action.text(), action.objectName(), action.icon().isNull()) == ("New", "new", False)


def test_confirming_works_from_the_number_pad_too(settings, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    action = Keyboard(settings.keys).action("confirm", window, list)
    shown = [sequence.toString() for sequence in action.shortcuts()]
    assert shown == ["Ctrl+Return", "Ctrl+Enter"]


def test_a_change_is_kept_and_felt_at_once(settings, qtbot):
    window, keyboard = QMainWindow(), Keyboard(settings.keys)
    qtbot.addWidget(window)
    action = keyboard.action("duplicate", window, list)
    assert keyboard.change("duplicate", "Ctrl+Shift+D") is None
    assert action.shortcut().toString() == "Ctrl+Shift+D"
    assert Keyboard(settings.keys).key("duplicate").sequence == "Ctrl+Shift+D"
    keyboard.change("duplicate", "")
    assert action.shortcuts() == []
    keyboard.change("duplicate", "Ctrl+D")
    assert settings.keys.get("duplicate") is None


def test_a_key_that_is_taken_stays_where_it_is(settings):
    keyboard = Keyboard(settings.keys)
    taken = keyboard.change("duplicate", "Ctrl+N")
    assert taken
    assert taken.action == "new"
    assert keyboard.key("duplicate").sequence == "Ctrl+D"


def test_an_action_outside_the_table_is_a_bug(settings):
    with pytest.raises(Bug):
        Keyboard(settings.keys).key("nonsense")
