"""The start: light, one window per user, and what is wrong with a book is told over it."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.gui.start import Wishes
from tests.gui.drivers.books import small_book
from tests.house.source import ROOT

# The real front door; only the waiting for the user is replaced, by doing what `then` says.
SCRIPT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from app.__main__ import main

def boxes():
    return [one for one in QApplication.topLevelWidgets()
            if isinstance(one, QMessageBox) and one.isVisible()]

def window():
    return next(one for one in QApplication.topLevelWidgets() if one.objectName() == "window")

def wait(until):
    for _ in range(2000):
        QApplication.processEvents()
        if until():
            return
        QTimer.singleShot(5, lambda: None)
    raise SystemExit("nothing happened")

def instead(*_):
{then}
    window().close()
    return 0

QApplication.exec = instead
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def home(tmp_path):
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")
    return {**os.environ, **dict.fromkeys(places, str(tmp_path))}


def script(then):
    return SCRIPT.format(then="\n".join(f"    {line}" for line in then.splitlines()))


def run(home, then, *words: object):
    return subprocess.run(
        [sys.executable, "-c", script(then), *map(str, words)],
        cwd=ROOT, env=home, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_the_window_comes_without_the_book_layer():
    heavy = "{'sqlalchemy', 'alembic', 'reportlab', 'babel', 'pypdfium2'}"
    code = f"import sys, app.gui.start; print({heavy} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_the_first_picture_is_there_before_the_book_layer(home, tmp_path):
    book = small_book(tmp_path / "north.avoir")
    then = (
        'print("sqlalchemy" in sys.modules, window().isVisible())\n'
        'wait(lambda: "north" in window().windowTitle())\n'
        'print("sqlalchemy" in sys.modules)'
    )
    done = run(home, then, "open", book)
    assert done.stdout.split("\n")[:2] == ["False True", "True"], done.stderr


def test_a_bad_book_from_the_command_line_is_told_over_the_welcome(home, tmp_path):
    path = tmp_path / "letter.avoir"
    path.write_bytes(b"Dear Sir or Madam, " * 20)
    then = "wait(boxes)\nprint(boxes()[0].text())\nprint(window().windowTitle())"
    done = run(home, then, "open", path)
    assert done.stdout.splitlines() == [
        "letter.avoir was made by another program; it is not an Avoir book.", "Avoir",
    ], done.stderr  # fmt: skip


def test_what_the_machine_cannot_do_is_told_and_is_no_crash(home):
    then = (
        "from app.domain.errors import Unavailable\n"
        "def fail(): raise Unavailable('The disk is full.', 'Free some space.')\n"
        "QTimer.singleShot(0, fail)\n"
        "wait(boxes)\n"
        "print(boxes()[0].text(), boxes()[0].informativeText())"
    )
    done = run(home, then)
    assert done.stdout == "The disk is full. Free some space.\n", done.stderr


def test_a_second_start_hands_its_book_to_the_first(home, tmp_path):
    book = small_book(tmp_path / "north.avoir")
    then = (
        'print("first", flush=True)\n'
        'wait(lambda: "north" in window().windowTitle())\n'
        'print("took it")'
    )
    slow = script(then).replace("range(2000)", "range(2_000_000)")
    words = [sys.executable, "-c", slow]
    with subprocess.Popen(words, cwd=ROOT, env=home, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "first\n"
        second = run(home, 'print("a window of its own")', "open", book)
        assert (second.returncode, second.stdout) == (0, ""), second.stderr
        assert first.stdout.read() == "took it\n"


def test_pyside_does_not_read_what_is_imported_after_it():
    """A tenth of the start; should a new PySide look in another way, this says so."""
    code = (
        "import app.gui.start, linecache, app.book.upgrade;"
        "print(any(name.endswith('money.py') for name in linecache.cache))"
    )
    read = {}
    for first in ("", "import PySide6.QtCore, app.book.upgrade;"):
        answer = subprocess.run(
            [sys.executable, "-c", first + code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        read[first] = answer.stdout.strip()
    assert list(read.values()) == ["False", "True"]


def test_a_book_that_the_system_hands_over_is_told(qtbot, tmp_path):
    target = QObject()
    wishes = Wishes(target)
    book = tmp_path / "north.avoir"
    with qtbot.waitSignal(wishes.asked) as told:
        QApplication.sendEvent(target, QFileOpenEvent(str(book)))
    assert told.args == [str(book)]


def test_the_entry_of_a_desktops_menu_opens_the_window_without_a_book(home):
    entry = (ROOT / "packaging/linux/avoir.desktop").read_text(encoding="utf-8")
    [line] = [each for each in entry.splitlines() if each.startswith("Exec=")]
    words = line.removeprefix("Exec=avoir").replace("%f", "").split()
    ended = run(home, "print(window().windowTitle())", *words)
    assert ended.stdout.split() == ["Avoir"], ended.stderr


def test_the_program_bears_its_icon(home):
    ended = run(home, "print(QApplication.windowIcon().isNull(), QApplication.desktopFileName())")
    assert ended.stdout.split() == ["False", "avoir"], ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the folders' names are Linux's")
@pytest.mark.parametrize("place", ["data/Avoir", "config", "data/Avoir/instance"])
def test_a_home_that_takes_no_folder_is_told_in_a_sentence(home, tmp_path, place):
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    around = {**home, "XDG_DATA_HOME": f"{tmp_path}/data", "XDG_CONFIG_HOME": f"{tmp_path}/config"}
    (tmp_path / place).write_text("no folder", encoding="utf-8")
    done = run(around, "wait(boxes)\nprint(boxes()[0].text())\nboxes()[0].close()\nreturn 0")
    assert done.returncode == 2
    assert done.stdout.startswith(f"Avoir cannot make its folder {tmp_path}"), done.stderr
    assert done.stderr.startswith(done.stdout.strip())
    assert "Traceback" not in done.stderr
