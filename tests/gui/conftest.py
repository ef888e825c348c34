"""What the window's tests share: the look at 100 %, light, and settings of their own."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.gui import theme
from app.gui.settings import Settings
from tests.gui.drivers.books import small_book
from tests.gui.drivers.window import WindowDriver


@pytest.fixture(autouse=True)
def look(qapp: QApplication, collected: None):
    """The light look at 100 % and the C locale, whatever the test before left behind."""
    QLocale.setDefault(QLocale.c())
    del collected
    return theme.apply(qapp, "light", 1.0)


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings")


@pytest.fixture
def path(tmp_path):
    """The file of the small book."""
    return small_book(tmp_path / "north.avoir")


@pytest.fixture
def window(qtbot, tmp_path, path):
    """The window with the small book open."""
    made = WindowDriver(qtbot, tmp_path)
    made.resize(1280, 900)
    assert made.open(path)
    return made
