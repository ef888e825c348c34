"""What the tests of the command line share: the sample book, and a trading book with labels."""

import pytest

from app.cli.sample import make
from tests.builders import a_book
from tests.cli.talk import Talk, trade


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The path of a sample book, made once, only to be read."""
    path = tmp_path_factory.mktemp("sample") / "Halden & Marsh.avoir"
    make(path).close()
    return path


@pytest.fixture
def talk(book):
    """A run on a book that is empty but for its chart."""
    return Talk(book)


@pytest.fixture(scope="session")
def traded_file(template, tmp_path_factory):
    """A trading book, closed."""
    path = tmp_path_factory.mktemp("traded") / "book.avoir"
    book = a_book(template, path)
    trade(Talk(book))
    book.close()
    return path


@pytest.fixture
def traded(traded_file, tmp_path):
    """A run on a trading book of the test's own, with every label in place."""
    book = a_book(traded_file, tmp_path / "traded.avoir")
    yield trade(Talk(book))
    book.close()


@pytest.fixture(scope="module")
def standing(traded_file, tmp_path_factory):
    """The same, for a whole module: for refusals, which leave no trace, and for questions."""
    book = a_book(traded_file, tmp_path_factory.mktemp("standing") / "book.avoir")
    yield trade(Talk(book))
    book.close()
