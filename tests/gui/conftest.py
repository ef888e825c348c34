"""What the window's tests share: the look at 100 %, light, and settings of their own."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.gui import theme
from app.gui.settings import Settings


@pytest.fixture(autouse=True)
def look(qapp: QApplication):
    """The light look at 100 % and the C locale, whatever the test before left behind."""
    QLocale.setDefault(QLocale.c())
    return theme.apply(qapp, "light", 1.0)


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings")
