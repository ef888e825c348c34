"""Customers and vendors: what they owe, who is meant, and nothing of the other side."""

import pytest

from app.commands import parties as acts
from app.commands.inputs import AddressInput
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import aging, parties
from tests.builders import (
    JAN_15,
    JAN_20,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
)
from tests.queries.lively import LAST


def names(book, text=None, side=CUSTOMER):
    return [row.name for row in book.ask(JAN_15, parties.rows, side, text)]


def open_of(book, side=CUSTOMER):
    """Name -> due, credits, balance."""
    return {
        row.name: tuple(map(str, (row.due, row.credits, row.balance)))
        for row in book.ask(JAN_15, parties.rows, side)
    }


def test_what_is_open_of_everybody(book):
    acme, bolt, vendor = a_customer(book, "Acme"), a_customer(book, "Bolt"), a_vendor(book)
    invoice = an_invoice(book, acme, due="90")
    apply(book, a_credit(book, acme, amount="50"), invoice, "20")
    an_invoice(book, bolt, issue=False)
    a_credit(book, bolt, amount="7")
    a_bill(book, vendor, due="80")
    a_vendor_credit(book, vendor, amount="30")
    assert open_of(book) == {
        "Acme": ("70.00", "30.00", "40.00"),
        "Bolt": ("0.00", "7.00", "-7.00"),
    }
    assert open_of(book, VENDOR) == {"Volt": ("80.00", "30.00", "50.00")}


@pytest.mark.parametrize("side", [CUSTOMER, VENDOR])
def test_the_balances_are_those_of_the_ageing(lively, side):
    open_now = {row.id: row for row in lively.ask(JAN_15, parties.rows, side)}
    aged = {row.party: row for row in lively.ask(JAN_15, aging.ageing, side, LAST)}
    assert aged.keys() <= open_now.keys()
    for party, row in open_now.items():
        balance = aged[party].total if party in aged else row.balance - row.balance
        assert row.balance == balance
    assert any(row.balance for row in open_now.values())


def test_they_come_by_name_whatever_its_case(book):
    for name in ("beta", "Alpha", "alpha", "Gamma"):
        a_customer(book, name)
    assert names(book) == ["Alpha", "alpha", "beta", "Gamma"]


def test_text_is_looked_for_as_it_is_written_in_name_city_and_address(book):
    a_customer(book, "100 % Wool", address=AddressInput(city="Oslo"))
    a_customer(book, "a_b", email="hi@wool.example")
    a_customer(book, "100 x Wood")
    a_vendor(book, "Wool Works")
    assert names(book, "%") == ["100 % Wool"]
    assert names(book, "_") == ["a_b"]
    assert names(book, "wool") == ["100 % Wool", "a_b"]
    assert names(book, "OSLO 100") == ["100 % Wool"]
    assert names(book, "\\") == []
    assert names(book, " ") == names(book)
    assert names(book, "wool", VENDOR) == ["Wool Works"]


def test_one_party_whole(book):
    address = AddressInput("1 Main St", "Oslo", "0150", "Viken", "NO")
    facts = {"email": "a@b.c", "phone": "1", "tax_id": "NO1", "registration_id": "R1"}
    party = a_customer(
        book, "Acme", legal_name="Acme AS", address=address, currency="EUR", **facts
    )
    book.do(JAN_20, acts.update, CUSTOMER, party=party, phone="2")
    found = book.ask(JAN_15, parties.get, CUSTOMER, party)
    assert (found.id, found.name, found.legal_name) == (party, "Acme", "Acme AS")
    assert found.address == parties.AddressView("1 Main St", "Oslo", "0150", "Viken", "NO")
    assert (found.email, found.phone, found.tax_id) == ("a@b.c", "2", "NO1")
    assert (found.registration_id, found.currency, found.revision) == ("R1", "EUR", 1)


def test_nobody_is_found_on_the_other_side(book):
    customer, vendor = a_customer(book), a_vendor(book)
    for side, party in ((CUSTOMER, vendor), (VENDOR, customer), (CUSTOMER, "p99"), (VENDOR, "x")):
        with pytest.raises(Refused, match=f"There is no {side.name} “{party}”"):
            book.ask(JAN_15, parties.get, side, party)
