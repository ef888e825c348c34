"""What the tests of backups share: a book with a story in it, and where its backups lie."""

import pytest

from tests.book.stories import tell
from tests.builders import a_book


@pytest.fixture
def told(template, quick_path):
    """A book with a story in it, open."""
    book = a_book(template, quick_path / "North.avoir")
    tell(book)
    yield book
    book.close()


@pytest.fixture
def folder(quick_path):
    return quick_path / "North backups"
