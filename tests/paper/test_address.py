"""Addresses in the order of the country they go to."""

from dataclasses import replace

import pytest

from app.domain.sheet import PartySheet
from app.paper.address import address_lines, name_lines
from app.paper.figures import of

BARE = PartySheet(name="Acme Ltd")


@pytest.mark.parametrize(
    ("country", "parts", "lines"),
    [
        ("DE", ("10117", "Berlin", None), ("10117 Berlin",)),
        ("IT", ("20121", "Milano", "MI"), ("20121 Milano, MI",)),
        ("US", ("62704", "Springfield", "IL"), ("Springfield, IL 62704",)),
        ("US", ("62704", None, None), ("62704",)),
        ("GB", ("BS1 5TY", "Bristol", "Avon"), ("Bristol", "Avon", "BS1 5TY")),
        (None, ("1", "Town", None), ("1 Town",)),
        ("DE", (None, None, None), ()),
    ],
)
def test_the_town_stands_as_its_post_wants_it(country, parts, lines):
    code, city, region = parts
    party = replace(BARE, country=country, postal_code=code, city=city, region=region)
    assert address_lines(party, of("en"), seen_from=country) == lines


def test_the_country_is_named_only_to_cross_a_border():
    party = replace(BARE, street="Rue 1\n\n Bâtiment B ", country="FR")
    assert address_lines(party, of("en"), seen_from="FR") == ("Rue 1", "Bâtiment B")
    assert address_lines(party, of("en"), seen_from="DE") == ("Rue 1", "Bâtiment B", "France")
    assert address_lines(party, of("en"), seen_from=None) == ("Rue 1", "Bâtiment B", "France")


def test_a_legal_name_stands_below_another_name_only():
    assert name_lines(replace(BARE, legal_name="Acme Ltd")) == ("Acme Ltd",)
    assert name_lines(replace(BARE, legal_name="Acme Holdings")) == ("Acme Ltd", "Acme Holdings")
    assert name_lines(PartySheet(name=" ")) == ()
