"""What the stories share: a window with a small book, and the checks of that book at the end."""

import pytest

from app.book import checks, upgrade
from tests.gui.drivers.books import clock, small_book
from tests.gui.drivers.fixtures import look, window

__all__ = ("look", "path", "window")  # fixtures that are made elsewhere, too


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
