"""A bug is told in full, on this computer only, and never twice at once."""

import os
import sys
import threading
from typing import Any

import pytest

from app.gui import crash
from app.gui.crash import CrashDialog, CrashHook
from tests.gui.drivers.crash import CrashDriver
from tests.gui.names import nameless
from tests.gui.pictures import assert_pictures


@pytest.fixture
def hook(tmp_path, qapp):  # noqa: ARG001
    return CrashHook(tmp_path, crash.show)


def bug() -> tuple[Any, Any, Any]:
    """What the hook is handed for an error that names a customer."""
    try:
        int("Acme Ltd owes 150.00")
    except ValueError:
        return sys.exc_info()
    return None, None, None


def test_the_dialog_shows_all_and_copies_all(hook, qtbot):
    driver = CrashDriver(qtbot)
    hook.caught(*bug())
    assert (
        "ValueError: invalid literal for int() with base 10: 'Acme Ltd owes 150.00'"
        in driver.report
    )
    assert "test_crash.py" in driver.report
    assert "PySide6" not in driver.report.splitlines()[0]
    assert driver.report.startswith("Avoir ")
    assert driver.copy() == driver.report
    driver.go_on()
    assert driver.dialogs == []


def test_one_dialog_at_a_time(hook, qtbot, capsys):
    driver = CrashDriver(qtbot)
    hook.caught(*bug())
    hook.caught(*bug())
    assert len(driver.dialogs) == 1
    assert "ValueError" in capsys.readouterr().err
    driver.go_on()
    hook.caught(*bug())
    assert len(driver.dialogs) == 1
    driver.go_on()


def test_the_log_has_the_place_but_no_names_and_amounts(hook, qtbot, tmp_path):
    hook.caught(*bug())
    CrashDriver(qtbot).go_on()
    log = (tmp_path / "crash.log").read_text()
    assert "ValueError" in log
    assert "test_crash.py" in log
    assert "Acme" not in log
    assert "150" not in log


def test_an_error_in_another_thread_is_shown_on_this_one(hook, qtbot, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", hook.caught_in_thread)
    thread = threading.Thread(target=lambda: os.environ["NOT_THERE"])
    thread.start()
    thread.join()
    driver = CrashDriver(qtbot)
    qtbot.waitUntil(lambda: len(driver.dialogs) == 1)
    assert "KeyError" in driver.report
    driver.go_on()


def test_a_dialog_that_cannot_be_shown_still_gets_the_words_out(tmp_path, capsys):
    def broken(_text):
        raise RuntimeError("half dead")

    CrashHook(tmp_path, broken).caught(*bug())
    assert "Acme Ltd owes" in capsys.readouterr().err


def test_no_disk_for_the_log_is_no_second_crash(tmp_path, qtbot):
    (tmp_path / "file").write_text("in the way")
    CrashHook(tmp_path / "file", crash.show).caught(*bug())
    CrashDriver(qtbot).go_on()


def test_ctrl_c_is_not_a_bug(hook, qtbot, monkeypatch):
    passed = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *facts: passed.append(facts[0]))
    hook.caught(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]
    assert CrashDriver(qtbot).dialogs == []


def test_installing_puts_it_in_charge(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    shown: list[str] = []
    hook = crash.install(tmp_path, shown.append)
    sys.excepthook(*bug())
    assert sys.excepthook == hook.caught
    assert len(shown) == 1


def test_the_dialog_is_whole_in_every_look(qapp, qtbot):
    dialog = CrashDialog("Avoir 1.0\nValueError")
    qtbot.addWidget(dialog)
    dialog.show()
    assert_pictures(qapp, dialog)
    assert nameless(dialog) == []
