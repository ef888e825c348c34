"""What every test stands on: no screen, one language, and none of the user's own settings."""

import gc
import os
import tempfile
from pathlib import Path

import pytest

# Before anything imports Qt: without a platform it aborts instead of raising.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["LANGUAGE"] = "en"
os.environ["TZ"] = "UTC"


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory, monkeypatch):
    """Keep the settings, recent books and drafts of the person who runs the tests out of them."""
    home = tmp_path_factory.mktemp("settings")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture
def collected():
    """Cycles are collected after the test, as the window does it between two events: never in
    the middle of one, and never on the thread of a job."""
    gc.disable()
    yield
    gc.enable()
    gc.collect(1)  # the old ones follow by themselves


@pytest.fixture
def quick_path():
    """A folder of the test's own, in memory where the system has that: books write through to
    the disk on every commit, and only the tests that ask for it need a real one."""
    memory = Path("/dev/shm")  # noqa: S108 a name of our own is made inside
    place = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="avoir-", dir=place) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A started book, made once; tests copy the file."""
    from tests.builders import make_template

    return make_template(tmp_path_factory.mktemp("template") / "book.avoir")


@pytest.fixture
def book(template, quick_path):
    """An open book of the test's own: dollars, the standard chart, nothing in it yet."""
    from tests.builders import a_book

    opened = a_book(template, quick_path / "book.avoir")
    yield opened
    opened.close()
