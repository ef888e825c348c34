"""What the stories share: a window with a small book, and the checks of that book at the end."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.book import checks, upgrade
from app.gui import theme
from tests.gui.drivers.books import clock, small_book
from tests.gui.drivers.window import WindowDriver


@pytest.fixture(autouse=True)
def look(qapp: QApplication, collected: None):
    """The light look at 100 % and the C locale."""
    QLocale.setDefault(QLocale.c())
    del collected
    return theme.apply(qapp, "light", 1.0)


@pytest.fixture
def path(tmp_path):
    """The book of the story; when the story is told, every check of a whole book passes."""
    made = small_book(tmp_path / "north.avoir")
    yield made
    book = upgrade.open_book(made, clock)
    with book.look() as connection:
        found = checks.findings(connection)
    book.close()
    assert not found


@pytest.fixture
def window(qtbot, tmp_path, path):
    made = WindowDriver(qtbot, tmp_path)
    made.resize(1280, 900)
    assert made.open(path)
    return made
