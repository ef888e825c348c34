"""What every story begins with: the light look at 100 % and the C locale."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.gui import theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication):
    """The same look, whatever was tested before."""
    QLocale.setDefault(QLocale.c())
    return theme.apply(qapp, "light", 1.0)
