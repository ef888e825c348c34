"""What the tests of a book share: a book with a story in it, and where its backups lie."""

import pytest

from tests.book.stories import tell
from tests.builders import a_book, assert_sound


@pytest.fixture
def told(template, quick_path):
    """A book with a story in it, open."""
    book = a_book(template, quick_path / "North.avoir")
    tell(book)
    yield book
    book.close()


@pytest.fixture(scope="module")
def full(template, tmp_path_factory):
    """The file of a book with a story in it; nothing is wrong with it."""
    path = tmp_path_factory.mktemp("full") / "book.avoir"
    book = a_book(template, path)
    tell(book)
    assert_sound(book)
    book.close()
    return path


@pytest.fixture
def folder(quick_path):
    return quick_path / "North backups"
