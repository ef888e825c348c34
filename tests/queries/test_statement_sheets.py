"""Statements of account for paper: the figures of the report, and what became of documents."""

from datetime import date
from typing import Any

import pytest

from app.book import schema
from app.commands import books, claims, credits, expiry, parties, payments, revaluation
from app.commands.inputs import AddressInput, ApplyTo, SettingsDraft
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, SIDES, VENDOR
from app.domain.money import Money, total
from app.domain.report import Wish
from app.domain.template import ACCENT
from app.queries import report_statement
from app.queries.parties import rows as all_parties
from app.queries.statement_sheets import of_wish, statement_sheet, wishes
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
    a_vendor,
    an_invoice,
    apply,
)
from tests.queries import lively as life


def told(sheet):
    return [(one.kind, one.what, one.number, str(one.amount)) for one in sheet.rows]


def test_a_lively_book_says_on_paper_what_the_report_says(lively):
    compared = 0
    for side in SIDES.values():
        for party in lively.ask(life.LAST, all_parties, side):
            for on in life.days()[::4]:
                for first in (None, date(2026, 2, 14)):
                    if first and first > on:
                        continue
                    for currency in ("USD", "EUR"):
                        compared += same(lively, side, party.id, first, on, currency)
    assert compared > 500


def same(book, side, party, first, on, currency) -> int:
    """Compares every figure of the paper with those of the report; answers how many rows."""
    sheet = book.ask(on, statement_sheet, side, party, first, on, currency)
    wish = Wish(first, on, side.name, party, None, currency)
    report = book.ask(on, report_statement.statement, wish)
    places = [one.name for one in report.columns]
    figures = [
        tuple(row.cells[places.index(name)] for name in ("date", "document", "amount", "balance"))
        for row in report.rows
    ]
    moved = [(one.date, one.number, one.amount, one.balance) for one in sheet.rows]
    assert figures[0] == (first, None, None, sheet.opening)
    assert figures[1:-1] == moved
    assert figures[-1] == (on, None, sheet.closing - sheet.opening, sheet.closing)
    assert sheet == book.ask(on, of_wish, wish)
    assert sheet.ageing.total == sheet.closing
    assert (
        sum(one.minor for one in sheet.ageing.open) == (sheet.closing - sheet.ageing.credits).minor
    )
    assert sheet.opening + total((one.amount for one in sheet.rows), currency) == sheet.closing
    return len(moved)


@BOTH
def test_it_says_who_writes_to_whom_and_what_came_of_every_document(book, side):
    name, address = "Zażółć GmbH", AddressInput(city="Kraków", country="PL")
    party = a_party(book, side, name, address=address, language="de")
    claim = a_claim(book, side, party, due="400")
    credit = a_credit_of(book, side, party, amount="150", issue_date=JAN_15)
    apply(book, credit, claim, "60", date=JAN_20)
    refund = book.do(JAN_20, credits.refund, side, credit=credit, amount="20", date=JAN_20).made[0]
    book.do(JAN_31, credits.void_refund, side, refund=refund, reason="bounced", date=JAN_31)
    book.do(JAN_31, credits.void, side, credit=credit, reason="x", scope="remaining", date=JAN_31)
    sheet = book.ask(JAN_31, statement_sheet, side, party)
    sender = book.ask(JAN_31, lambda reading: reading.connection.execute(
        schema.business.select()).one().name)  # fmt: skip
    assert (sheet.sender.name, sheet.addressee.name, sheet.addressee.city) == (
        sender,
        name,
        "Kraków",
    )
    numbers = ("INV-0001", "CM-0001") if side is CUSTOMER else ("BILL-0001", "VC-0001")
    assert told(sheet) == [
        (side.claim.value, "issued", numbers[0], "400.00"),
        (side.credit.value, "issued", numbers[1], "-150.00"),
        (side.credit.value, "refunded", numbers[1], "20.00"),
        (side.credit.value, "refund_voided", numbers[1], "-20.00"),
        (side.credit.value, "voided", numbers[1], "90.00"),
    ]
    assert (sheet.side, sheet.first, sheet.last, sheet.date) == (side.name, None, JAN_31, JAN_31)
    assert (str(sheet.closing), str(sheet.ageing.credits)) == ("340.00", "0.00")
    assert sheet.rows[0].due is not None
    assert [one.due for one in sheet.rows[1:]] == [None] * 4
    assert (sheet.language, sheet.look.accent) == ("de", ACCENT)


def test_a_lapsed_credit_comes_back_and_a_receipt_is_taken_back(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    paid = book.do(
        JAN_15, payments.receive, party=customer, amount="90", claims=(ApplyTo(invoice),)
    )
    credit = a_credit_of(book, CUSTOMER, customer, amount="30", expires_at=JAN_20)
    book.do(JAN_31, expiry.run)
    book.do(FEB_10, credits.reinstate, CUSTOMER, credit=credit, expires_at=date(2026, 6, 1))
    book.do(FEB_10, payments.void, payment=paid.id, reason="bounced")
    book.do(FEB_10, payments.record, party=customer, kind="chargeback", amount="12")
    sheet = book.ask(FEB_10, statement_sheet, CUSTOMER, customer)
    assert {one[:2]: one[3] for one in told(sheet)} == {
        ("invoice", "issued"): "90.00",
        ("receipt", "issued"): "-90.00",
        ("credit_memo", "issued"): "-30.00",
        ("credit_memo", "expired"): "30.00",
        ("credit_memo", "reinstated"): "-30.00",
        ("receipt", "voided"): "90.00",
        ("transaction", "issued"): "12.00",
    }
    assert sheet.ageing.credits == Money(-3000, "USD")
    assert sheet.ageing.total == sheet.closing == Money(7200, "USD")


def test_the_vendors_own_number_stands_beside_ours(book):
    vendor = a_vendor(book)
    a_claim(book, VENDOR, vendor, vendor_reference="R/4711")
    sheet = book.ask(JAN_31, statement_sheet, VENDOR, vendor)
    assert [(one.number, one.reference) for one in sheet.rows] == [("BILL-0001", "R/4711")]


def test_what_is_open_lies_in_the_column_of_its_lateness(book):
    customer = a_customer(book)
    days = ((0, "1"), (1, "2"), (30, "4"), (31, "8"), (60, "16"), (61, "32"), (91, "64"))
    on = date(2026, 6, 1)
    for late, amount in days:
        due = date.fromordinal(on.toordinal() - late)
        an_invoice(book, customer, due=amount, issue_date=JAN_10, due_date=due)
    a_credit_of(book, CUSTOMER, customer, amount="5")
    sheet = book.ask(on, statement_sheet, CUSTOMER, customer)
    found = [str(one) for one in sheet.ageing.open]
    assert found == ["1.00", "6.00", "24.00", "32.00", "64.00"]
    assert (str(sheet.ageing.credits), str(sheet.ageing.total)) == ("-5.00", "122.00")


def test_nobody_is_late_on_a_day_that_is_yet_to_come(book):
    customer = a_customer(book)
    an_invoice(book, customer, due="10", due_date=JAN_31)
    sheet = book.ask(JAN_31, statement_sheet, CUSTOMER, customer, None, date(2026, 12, 31))
    assert sheet.ageing.on == JAN_31
    assert [str(one) for one in sheet.ageing.open] == ["10.00", "0.00", "0.00", "0.00", "0.00"]


def test_a_day_that_is_yet_to_come_is_said_only_where_something_happens_until_then(book):
    customer, end = a_customer(book), date(2026, 12, 31)
    an_invoice(book, customer, due="10")
    asked = (CUSTOMER, customer)
    assert book.ask(JAN_31, statement_sheet, *asked, None, end).last == JAN_31
    assert book.ask(JAN_31, statement_sheet, *asked, FEB_10, end).last == end
    assert book.ask(JAN_1, statement_sheet, *asked, None, end).last == end
    assert book.ask(JAN_31, statement_sheet, *asked, None, JAN_20).last == JAN_20


def test_other_currencies_are_named_as_long_as_they_have_a_balance(book):
    customer = a_customer(book, currency="EUR")
    an_invoice(book, customer, fx_rate="1.1")
    dollars = an_invoice(book, customer, currency="USD", due="7")

    def asked(on: date, currency: str | None = None) -> Any:
        return book.ask(on, statement_sheet, CUSTOMER, customer, None, on, currency)

    assert (asked(JAN_31).currency, asked(JAN_31).others) == ("EUR", ("USD",))
    assert asked(JAN_31, "USD").others == ("EUR",)
    assert asked(JAN_1).others == ()
    book.do(FEB_10, payments.receive, party=customer, amount="7", claims=(ApplyTo(dollars),),
            currency="USD")  # fmt: skip
    assert asked(JAN_31).others == ("USD",)
    assert asked(FEB_10).others == ()


def test_revaluing_the_books_is_nothing_between_us_and_the_party(book):
    customer = a_customer(book, currency="EUR")
    an_invoice(book, customer, fx_rate="1.1")
    before = book.ask(FEB_10, statement_sheet, CUSTOMER, customer)
    book.do(JAN_31, revaluation.run, date=JAN_31, rates={"EUR": "1.3"})
    assert book.ask(FEB_10, statement_sheet, CUSTOMER, customer) == before


def test_a_void_invoice_stands_on_it_with_its_end(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    book.do(JAN_20, claims.void, CUSTOMER, claim=invoice, reason="twice")
    sheet = book.ask(JAN_31, statement_sheet, CUSTOMER, customer, JAN_1)
    assert told(sheet) == [
        ("invoice", "issued", "INV-0001", "90.00"),
        ("invoice", "voided", "INV-0001", "-90.00"),
    ]
    assert sheet.rows[1].due is None


def test_the_books_language_is_the_partys_unless_it_has_its_own(book):
    customer = a_customer(book)
    book.do(JAN_1, books.update_settings, SettingsDraft(language="fr"))
    assert book.ask(JAN_31, statement_sheet, CUSTOMER, customer).language == "fr"
    book.do(JAN_1, parties.update, CUSTOMER, party=customer, language="es")
    assert book.ask(JAN_31, statement_sheet, CUSTOMER, customer).language == "es"


def test_unknown_parties_and_currencies_are_refused(book):
    customer = a_customer(book)
    for party, currency, code in (
        ("p99", None, "not_found"),
        (customer, "XXQ", "unknown_currency"),
    ):
        with pytest.raises(Refused) as refused:
            book.ask(JAN_31, statement_sheet, CUSTOMER, party, None, None, currency)
        assert refused.value.problems[0].code == code


@pytest.mark.parametrize("side", SIDES.values())
@pytest.mark.parametrize("first", [None, date(2026, 2, 14)])
def test_statements_go_to_all_with_something_to_be_told(lively, side, first):
    every, count = Wish(first, side=side.name), 0
    for on in life.days()[::6]:
        if first and first > on:
            continue
        quiet, moved = (lively.ask(on, wishes, every, moved=one) for one in (False, True))
        people = lively.ask(on, all_parties, side)
        asked = [Wish(first, None, side.name, who.id, currency=code) for who in people
                 for code in ("EUR", "USD")]  # fmt: skip
        sheets = [lively.ask(on, of_wish, one) for one in asked]
        is_open = [any((*one.ageing.open, one.ageing.credits)) for one in sheets]
        assert quiet == tuple(one for one, open_ in zip(asked, is_open, strict=True) if open_)
        told = [bool(one.rows) or open_ for one, open_ in zip(sheets, is_open, strict=True)]
        assert moved == tuple(one for one, say in zip(asked, told, strict=True) if say)
        count += len(moved)
    assert count >= 16


def test_whoever_paid_in_these_days_gets_one_though_nothing_is_open(book):
    for place in range(2):
        party = a_customer(book, name=f"Number {place}")
        paid = (ApplyTo(an_invoice(book, party)),)
        on = JAN_20 if place else JAN_15
        book.do(on, payments.receive, party=party, amount="90", claims=paid)
    since = Wish(first=JAN_20, last=JAN_31, side="customer")
    assert book.ask(JAN_31, wishes, since, moved=False) == ()
    (one,) = book.ask(JAN_31, wishes, since, moved=True)
    assert (one.party, one.currency) == (party, "USD")
    before = Wish(last=JAN_10, side="customer")
    assert len(book.ask(JAN_31, wishes, before, moved=False)) == 2


def test_statements_are_narrowed_to_parties_and_a_currency(lively):
    every = lively.ask(life.LAST, wishes, Wish(side="customer"), moved=True)
    assert {one.currency for one in every} == {"EUR", "USD"}
    one = every[-1]
    narrow = Wish(side="customer", currency=one.currency)
    assert one in lively.ask(life.LAST, wishes, narrow, {one.party}, moved=True)
    assert lively.ask(life.LAST, wishes, narrow, (), moved=True) == ()
    only = lively.ask(life.LAST, wishes, narrow, moved=True)
    assert {each.currency for each in only} == {one.currency}


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(side="bank"), "invalid_value"),
        (Wish(currency="XXQ"), "unknown_currency"),
        (Wish(date(2026, 2, 1), date(2026, 1, 1)), "invalid_date"),
    ],
)
def test_statements_that_cannot_be_are_refused(lively, wish, code):
    with pytest.raises(Refused) as refused:
        lively.ask(life.LAST, wishes, wish, moved=True)
    assert refused.value.problems[0].code == code
