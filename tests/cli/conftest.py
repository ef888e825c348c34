"""What the tests of the command line share: the sample book, and a trading book with labels."""

import shutil

import pytest

from app.cli.sample import make
from tests.builders import a_book
from tests.cli.desk import Desk
from tests.cli.refusals import picture
from tests.cli.talk import SENTENCE, Talk, trade
from tests.cli.told import call


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


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "books"
    made.mkdir()
    return made


@pytest.fixture
def refused(folder, capfd):
    """What standard error says to a call that is refused; the folder must stay as it is."""

    def ask(*words: object, status: int = 2) -> str:
        before = picture(folder)
        assert call(*words) == status
        assert picture(folder) == before
        out, err = capfd.readouterr()
        assert out == ""
        assert "Traceback" not in err
        assert "mistake" not in err
        assert err.count("\n") == 1
        assert SENTENCE.fullmatch(err.strip()), err
        return str(err)

    return ask


@pytest.fixture
def sound(traded_file, folder):
    """The path of a sound book with something in it."""
    path = folder / "own.avoir"
    shutil.copy(traded_file, path)
    return path


@pytest.fixture
def desk(quick_path, capfd):
    """A book with two parties and their open invoices and bills."""
    return Desk(quick_path, capfd)


@pytest.fixture
def other(quick_path, capfd):
    """A second book that began like the first."""
    return Desk(quick_path, capfd, "other")
