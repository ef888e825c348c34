"""Customers and vendors: who they are, what is refused of them, and what documents keep."""

import pytest
from sqlalchemy import select

from app.book import schema
from app.commands import parties
from app.commands.inputs import AddressInput
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import parties as seen
from tests.builders import (
    BOTH,
    JAN_15,
    Notices,
    a_claim,
    a_customer,
    a_party,
    a_vendor,
    an_invoice,
    last_history,
    refusing,
    shown,
)


@BOTH
def test_a_party_is_kept_with_all_its_parts(book, side):
    notices = Notices(book)
    address = AddressInput("1 Main St", "Springfield", "12345", "IL", "US")
    party = a_party(
        book,
        side,
        name="Äcme & Sons <b>",
        legal_name="Acme Ltd",
        email="a@acme.example",
        phone="+1 555",
        address=address,
        tax_id="US1",
        registration_id="HRB 5",
        currency="EUR",
        language="en-GB",
    )
    view = book.ask(JAN_15, seen.get, side, party)
    assert (view.name, view.legal_name, view.currency) == ("Äcme & Sons <b>", "Acme Ltd", "EUR")
    assert (view.address.street, view.address.country) == ("1 Main St", "US")
    assert (view.email, view.phone, view.tax_id) == ("a@acme.example", "+1 555", "US1")
    assert (view.registration_id, view.revision) == ("HRB 5", 0)
    assert view.language == "en-GB"
    assert notices.all == [("create", {side.name}, {party})]
    assert last_history(book)[:2] == ("create", "party")
    assert last_history(book)[3]["city"] == "Springfield"


@BOTH
def test_what_is_left_out_of_an_update_stays_and_what_is_emptied_goes(book, side):
    party = a_party(
        book, side, email="a@b.example", phone="1", address=AddressInput(city="Springfield")
    )
    book.do(JAN_15, parties.update, side, party=party, name="Acme Two", email=None)
    view = book.ask(JAN_15, seen.get, side, party)
    assert (view.name, view.email, view.phone) == ("Acme Two", None, "1")
    assert (view.address.city, view.revision) == ("Springfield", 1)
    book.do(JAN_15, parties.update, side, party=party, address=None)
    assert book.ask(JAN_15, seen.get, side, party).address.city is None
    act, subject, before, after = last_history(book)
    assert (act, subject, before, after) == (
        "update",
        "party",
        {"city": "Springfield"},
        {"city": None},
    )


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"name": ""}, "required", "name"),
        ({"name": " \t "}, "required", "name"),
        ({"name": "a\u0000"}, "malformed", "name"),
        ({"name": "a\ud800"}, "malformed", "name"),
        ({"name": "a\u202egnp.exe"}, "malformed", "name"),
        ({"name": "a\u2066b"}, "malformed", "name"),
        ({"name": "a\nb"}, "malformed", "name"),
        ({"name": "a\tb"}, "malformed", "name"),
        ({"name": "a\x7f"}, "malformed", "name"),
        ({"name": "x" * 10_001}, "too_long", "name"),
        ({"email": "a\r@b"}, "malformed", "email"),
        ({"tax_id": "x" * 10_001}, "too_long", "tax_id"),
        ({"currency": "usd"}, "unknown_currency", "currency"),
        ({"language": "nl"}, "invalid_value", "language"),
        ({"language": "de-DE"}, "invalid_value", "language"),
        ({"address": AddressInput(city="a\u0007")}, "malformed", "address.city"),
        ({"address": AddressInput(country="us")}, "invalid_value", "address.country"),
        ({"address": AddressInput(country="U\u0000")}, "malformed", "address.country"),
    ],
)
def test_what_no_party_can_be_called_is_refused(book, facts, code, field):
    with refusing(book, code, field=field):
        book.do(JAN_15, parties.create, CUSTOMER, **{"name": "Acme", **facts})
    party = a_customer(book)
    with refusing(book, code, field=field):
        book.do(JAN_15, parties.update, CUSTOMER, party=party, **facts)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 10_000,
        "Société Générale",
        "株式会社",
        "مؤسسة",
        "🙂 Shop",
        "a\u200fb",
        "=cmd|' /C'!A0",
    ],
)
def test_names_are_kept_as_given(book, name):
    party = a_customer(book, name=name)
    assert book.ask(JAN_15, seen.get, CUSTOMER, party).name == name


def test_all_problems_of_a_party_are_told_at_once(book):
    with refusing(book, "required", "too_long", "unknown_currency", "invalid_value") as refusal:
        book.do(
            JAN_15,
            parties.create,
            VENDOR,
            name="",
            email="x" * 10_001,
            currency="E",
            address=AddressInput(country="Oz"),
        )
    assert refusal.fields == ["name", "email", "currency", "address.country"]


def test_a_customer_is_no_vendor(book):
    customer, vendor = a_customer(book), a_vendor(book)
    with refusing(book, "not_found", field="party") as refusal:
        book.do(JAN_15, parties.update, VENDOR, party=customer, name="X")
    assert str(refusal) == f"There is no vendor “{customer}”."
    for text in (vendor, "p999", "Acme", "", "p0", "d1"):
        with refusing(book, "not_found", field="party"):
            book.do(JAN_15, parties.update, CUSTOMER, party=text, name="X")


@BOTH
def test_a_party_s_currency_is_that_of_its_documents_unless_said(book, side):
    party = a_party(book, side, currency="EUR")
    claim = a_claim(book, side, party, fx_rate="1.1")
    assert (shown(book, claim).currency, shown(book, claim).fx_rate) == ("EUR", "1.1")
    assert shown(book, a_claim(book, side, party, currency="USD")).currency == "USD"


def test_issued_documents_keep_the_name_they_were_issued_with(book):
    customer = a_customer(book, name="Old Name")
    invoice = an_invoice(book, customer)
    book.do(JAN_15, parties.update, CUSTOMER, party=customer, name="New Name")
    with book.look() as connection:
        column = schema.document_party.c
        rows = connection.execute(
            select(column.role, column.name)
            .where(column.document_id == int(invoice[1:]))
            .order_by(column.role)
        ).fetchall()
    assert [tuple(row) for row in rows] == [("buyer", "Old Name"), ("seller", "Own Shop")]
    assert shown(book, invoice).party_name == "New Name"
