"""What the window's tests share: the look at 100 %, light, and settings of their own."""

import pytest

from app.gui.settings import Settings
from tests.gui.drivers.books import small_book
from tests.gui.drivers.fixtures import look, window

__all__ = ("look", "path", "settings", "window")  # fixtures that are made elsewhere, too


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings")


@pytest.fixture
def path(tmp_path):
    """The file of the small book."""
    return small_book(tmp_path / "north.avoir")
