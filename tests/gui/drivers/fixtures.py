"""What every test of the window begins with: the look of the program, and a book that is open."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.gui import theme
from tests.gui.drivers.window import WindowDriver


@pytest.fixture(autouse=True)
def look(qapp: QApplication, collected: None):
    """The light look at 100 % and the C locale, whatever the test before left behind."""
    QLocale.setDefault(QLocale.c())
    del collected
    return theme.apply(qapp, "light", 1.0)


@pytest.fixture
def window(qtbot, tmp_path, path):
    """The window with the book at `path` open."""
    made = WindowDriver(qtbot, tmp_path)
    made.resize(1280, 900)
    assert made.open(path)
    return made
