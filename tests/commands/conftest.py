"""What the tests of the commands share: a customer."""

import pytest

from tests.builders import a_customer


@pytest.fixture
def customer(book):
    return a_customer(book)
