"""What the tests of the queries share: a lively book, lived once, only to be read."""

import pytest

from tests.builders import a_book
from tests.queries import lively as life


@pytest.fixture(scope="session")
def lively(template, tmp_path_factory):
    """An open book with months of acts on both sides."""
    book = a_book(template, tmp_path_factory.mktemp("lively") / "book.avoir")
    life.live(book)
    yield book
    book.close()
