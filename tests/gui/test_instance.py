"""One window per user: the second start hands its book to the first."""

import errno
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from app.gui.instance import Instance

pytestmark = pytest.mark.usefixtures("qapp")

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from app.gui.instance import Instance
app = QCoreApplication([])
one = Instance(Path(sys.argv[1]))
print(one.is_first(), flush=True)
one.asked.connect(lambda text: (print("asked:" + text, flush=True), app.quit()))
QTimer.singleShot(10_000, app.quit)
app.exec()
one.leave()
"""


def test_the_first_start_takes_the_book_of_the_second(tmp_path):
    words = [sys.executable, "-c", FIRST, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "True\n"
        second = Instance(tmp_path)
        assert not second.is_first()
        book = tmp_path / "north.avoir"
        assert second.hand_over(book)
        assert first.stdout.read() == f"asked:{book}\n"
    assert first.returncode == 0
    assert second.is_first()
    second.leave()


def test_a_first_start_that_died_is_not_waited_for(tmp_path):
    crash = FIRST.replace("app.exec()", "import os; os._exit(1)")
    subprocess.run([sys.executable, "-c", crash, str(tmp_path)], capture_output=True, check=False)
    one = Instance(tmp_path)
    assert one.is_first()
    one.leave()


def test_a_first_start_that_does_not_answer_lets_the_second_open_a_window(tmp_path, monkeypatch):
    monkeypatch.setattr("app.gui.instance._WAIT_S", 0.1)
    one, two = Instance(tmp_path), Instance(tmp_path)
    assert one.is_first()  # in this very process: nobody looks for notes while two waits
    assert not two.is_first()
    assert not two.hand_over(None)
    assert not list(tmp_path.glob("**/*.asked"))
    one.leave()


def test_what_was_asked_of_nobody_is_forgotten(tmp_path, qtbot):
    folder = tmp_path / "instance"
    folder.mkdir()
    (folder / "old.asked").write_text("book")
    one = Instance(tmp_path)
    heard: list[str] = []
    one.asked.connect(heard.append)
    assert one.is_first()
    (folder / "new.asked").write_text("")
    qtbot.waitUntil(lambda: heard == [""])
    one.leave()


def full(_path, _content):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.skipif(os.name == "nt", reason="Windows has text for names")
def test_any_name_that_a_file_can_have_is_handed_over(tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("app.gui.instance._WAIT_S", 0)
    monkeypatch.setattr(
        "pathlib.Path.unlink", lambda *_, **__: None
    )  # the note stays for the first
    one, two = Instance(tmp_path), Instance(tmp_path)
    heard: list[str] = []
    one.asked.connect(heard.append)
    assert one.is_first()
    assert not two.is_first()
    book = tmp_path / os.fsdecode(b"b\xfc\r\n ch%41.avoir")
    two.hand_over(book)
    qtbot.waitUntil(lambda: bool(heard))
    assert set(heard) == {str(book)}
    one.leave()


def test_a_folder_that_takes_no_note_hands_nothing_over(tmp_path):
    one, two = Instance(tmp_path), Instance(tmp_path)
    assert one.is_first()
    assert not two.is_first()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pathlib.Path.write_bytes", full)
        assert not two.hand_over(None)
    one.leave()


def test_windows_is_told_that_the_first_may_come_to_the_front(tmp_path, monkeypatch):
    monkeypatch.setattr("app.gui.instance._WAIT_S", 0)
    monkeypatch.setattr("sys.platform", "win32")
    told: list[int] = []
    user32 = SimpleNamespace(AllowSetForegroundWindow=told.append)
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(user32=user32), raising=False)
    one, two = Instance(tmp_path), Instance(tmp_path)
    assert one.is_first()
    assert not two.is_first()
    two.hand_over(None)
    assert told == [-1]  # whoever it is
    one.leave()
