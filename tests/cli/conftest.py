"""What the tests of the command line share: the sample book, made once, only to be read."""

import pytest

from app.cli.sample import make


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The path of a sample book."""
    path = tmp_path_factory.mktemp("sample") / "Halden & Marsh.avoir"
    make(path).close()
    return path
