"""Where there is no screen, a wrong one, or other plugins: a window, or a clear sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from app.gui.application import no_screen, own_plugins, words
from tests.house.source import ROOT

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")
linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")


def run(tmp_path, code, **around: str):
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME")
    kept = {name: value for name, value in os.environ.items() if name not in SCREENS}
    return subprocess.run(
        [sys.executable, *code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        env={**kept, **dict.fromkeys(places, str(tmp_path)), **around},
    )  # fmt: skip


@linux
@pytest.mark.parametrize("call", [(), ("open", "some.avoir")])
def test_without_a_screen_one_sentence_says_so(tmp_path, call):
    done = run(tmp_path, ("-m", "app", *call))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "There is no screen here for Avoir's window: DISPLAY is not set. "
        "Everything but the window works without one: avoir --help\n"
    )


@linux
def test_a_screen_that_does_not_answer_is_named_with_what_qt_knows(tmp_path):
    done = run(tmp_path, ("-m", "app"), DISPLAY=":4711")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("No screen here takes Avoir's window. Everything but the")
    assert "could not connect to display :4711" in done.stderr


def test_what_qt_says_while_all_goes_well_is_no_news(tmp_path):
    code = "from app.gui.application import application; application()"
    done = run(tmp_path, ("-c", code), QT_QPA_PLATFORM="offscreen", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, "")


def test_who_looks_for_the_reason_hears_everything(tmp_path):
    code = "from app.gui.application import application; application()"
    around = {"QT_QPA_PLATFORM": "offscreen", "QT_DEBUG_PLUGINS": "1"}
    done = run(tmp_path, ("-c", code), **around)
    assert "offscreen" in done.stderr


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("", []),
        ("offscreen", []),
        ("xcb", []),
        ("wayland", ["-platform", "wayland;xcb"]),
        ("wayland-egl", ["-platform", "wayland-egl;xcb"]),
        ("wayland;xcb", []),
        ("wayland;offscreen", ["-platform", "wayland;offscreen;xcb"]),
    ],
)
def test_a_wish_for_wayland_leaves_a_way_to_x11(wish, told):
    assert words({"QT_QPA_PLATFORM": wish}) == ["avoir", *told]
    assert words({}) == ["avoir"]


@linux
def test_a_wayland_screen_that_fails_is_no_missing_screen():
    said = no_screen({"WAYLAND_DISPLAY": "wayland-0"}, ["what Qt says"])
    assert said.startswith("No screen here takes")
    assert said.endswith("\nwhat Qt says")


@pytest.mark.parametrize(("frozen", "theirs"), [("True", "[]"), ("False", "['theirs']")])
def test_a_packaged_program_takes_its_own_plugins_only(tmp_path, frozen, theirs):
    (tmp_path / "theirs").mkdir()
    code = (
        f"import sys; sys.frozen = {frozen}\n"
        "from app.gui.application import application\n"
        "from pathlib import Path\n"
        "app = application()\n"
        "places = [Path(each).name for each in app.libraryPaths()]\n"
        "print([each for each in places if each == 'theirs'], 'plugins' in places)"
    )
    around = {"QT_QPA_PLATFORM": "offscreen", "QT_PLUGIN_PATH": str(tmp_path / "theirs")}
    done = run(tmp_path, ("-c", code), **around)
    assert done.stdout == f"{theirs} True\n", done.stderr


def test_the_packages_own_plugins_are_where_qt_has_them():
    theirs = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    assert own_plugins().samefile(theirs)
