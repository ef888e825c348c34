"""Parties by what is typed of them."""

from datetime import date

import pytest

from app.cli.calls import new_book
from app.commands import parties
from app.commands.inputs import AddressInput
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import party_names

ON = date(2026, 1, 20)


@pytest.fixture
def book(tmp_path):
    made = new_book(tmp_path / "b.avoir", name="B", currency="USD", chart="standard", on=ON)
    for name, city in (("Blue Acme", "Oslo"), ("acme ltd", "Porto"), ("50 % Off", None)):
        made.do(ON, parties.create, CUSTOMER, name=name, address=AddressInput(city=city))
    made.do(ON, parties.create, VENDOR, name="Acme Steel", email="hi@steel.example")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("acme", ["acme ltd", "Blue Acme"]),
        ("oslo acme", ["Blue Acme"]),
        ("%", ["50 % Off"]),
        ("", ["50 % Off", "acme ltd", "Blue Acme"]),
        ("steel", []),
    ],
)
def test_what_begins_with_the_words_comes_first(book, text, names):
    found = book.ask(ON, party_names.find, CUSTOMER, text)
    assert [one.name for one in found] == names


def test_no_more_than_can_be_read(book):
    assert len(book.ask(ON, party_names.find, CUSTOMER, "", 2)) == 2
    assert [one.name for one in book.ask(ON, party_names.find, VENDOR, "steel.example")] == [
        "Acme Steel"
    ]
