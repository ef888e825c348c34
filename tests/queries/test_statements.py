"""Statements: what happened with a party, with a balance that agrees with its documents."""

from typing import Any

import pytest

from app.commands import books, payments
from app.commands.inputs import ApplyTo, SettingsDraft
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import aging, parties, statements
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_1,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_claim,
    a_credit_of,
    a_customer,
    a_party,
    an_invoice,
    apply,
)

PROFILES = {"customer": "2150", "vendor": "2000"}


def told(statement):
    return [
        (str(one.date), one.number, str(one.amount), str(one.balance)) for one in statement.rows
    ]


@BOTH
@pytest.mark.parametrize("other_profile", [False, True])
def test_claims_raise_and_credits_and_money_lower_what_is_owed(book, side, other_profile):
    if other_profile:
        named: dict[str, Any] = {f"open_{side.name}_credit": PROFILES[side.name]}
        book.do(JAN_1, books.update_settings, SettingsDraft(**named))
    party = a_party(book, side)
    claim = a_claim(book, side, party, due="400")
    credit = a_credit_of(book, side, party, amount="150", issue_date=JAN_15)
    apply(book, credit, claim, "100", date=JAN_20)
    found = book.ask(JAN_31, statements.statement, side, party)
    numbers = ("INV-0001", "CM-0001") if side is CUSTOMER else ("BILL-0001", "VC-0001")
    assert told(found) == [
        ("2026-01-10", numbers[0], "400.00", "400.00"),
        ("2026-01-15", numbers[1], "-150.00", "250.00"),
    ]
    (aged,) = book.ask(JAN_31, aging.ageing, side, JAN_31)
    (row,) = book.ask(JAN_31, parties.rows, side)
    assert found.closing == aged.total == row.balance


def test_the_beginning_is_carried_into_the_opening(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    book.do(JAN_20, payments.receive, party=customer, amount="120", claims=(ApplyTo(invoice),))
    found = book.ask(FEB_10, statements.statement, CUSTOMER, customer, JAN_15)
    assert (str(found.opening), str(found.closing)) == ("90.00", "-30.00")
    assert told(found) == [
        ("2026-01-20", "RCP-0001", "-90.00", "0.00"),
        ("2026-01-20", "CM-0001", "-30.00", "-30.00"),
    ]
    early = book.ask(FEB_10, statements.statement, CUSTOMER, customer, None, JAN_10)
    assert (len(early.rows), str(early.closing)) == (1, "90.00")


def test_every_currency_has_its_own(book):
    customer = a_customer(book, currency="EUR")
    invoice = an_invoice(book, customer, fx_rate="1.1")
    an_invoice(book, customer, currency="USD", due="7")
    credit = a_credit_of(book, CUSTOMER, customer, fx_rate="1.3")
    apply(book, credit, invoice)
    euros = book.ask(JAN_31, statements.statement, CUSTOMER, customer)
    assert (euros.currency, str(euros.closing)) == ("EUR", "-10.00")
    assert [amount for _, _, amount, _ in told(euros)] == ["90.00", "-100.00"]
    dollars = book.ask(JAN_31, statements.statement, CUSTOMER, customer, currency="USD")
    assert told(dollars) == [("2026-01-10", "INV-0002", "7.00", "7.00")]


def test_another_party_another_statement(book):
    first, second = a_customer(book), a_customer(book, "Beta")
    an_invoice(book, first)
    assert not book.ask(JAN_31, statements.statement, CUSTOMER, second).rows


def test_days_in_the_wrong_order_and_unknown_parties_are_refused(book):
    customer = a_customer(book)
    for party, days, code in (
        (customer, (JAN_31, JAN_15), "invalid_date"),
        ("p99", (None, None), "not_found"),
    ):
        with pytest.raises(Refused) as refused:
            book.ask(JAN_31, statements.statement, CUSTOMER, party, *days)
        assert refused.value.problems[0].code == code
    with pytest.raises(Refused):
        book.ask(JAN_31, statements.statement, VENDOR, customer)
