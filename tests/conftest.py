"""What every test stands on: no screen, one language, and none of the user's own settings."""

import os

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


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A started book, made once; tests copy the file."""
    from tests.builders import make_template

    return make_template(tmp_path_factory.mktemp("template") / "book.avoir")


@pytest.fixture
def book(template, tmp_path):
    """An open book of the test's own: dollars, the standard chart, nothing in it yet."""
    from tests.builders import a_book

    opened = a_book(template, tmp_path / "book.avoir")
    yield opened
    opened.close()
