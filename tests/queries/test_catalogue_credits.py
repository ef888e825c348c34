"""The credit register and credits by reason, as of any day; and statements of account."""

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.book.book import Book
from app.commands import credits, expiry
from app.commands.books import set_rate
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, SIDES, VENDOR
from app.domain.money import Money
from app.domain.report import Leads, Rank, Report, Wish
from app.queries import catalogue, documents
from app.queries.number_series import number_register
from tests.builders import (
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_bill,
    a_credit,
    a_credit_of,
    a_customer,
    a_party,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
    clock,
)
from tests.queries.following import Reader, cell, closing, follow, totals
from tests.queries.lively import LAST, days


def rows(report: Report, *columns: str) -> list[tuple[str, ...]]:
    return [
        tuple(str(cell(report, row, name)) for name in columns)
        for row in report.rows
        if row.rank is Rank.ROW
    ]


def test_the_register_of_a_day_says_how_credits_stood_then(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    used = a_credit(book, customer, amount="100", issue_date=JAN_10)
    a_credit(book, customer, amount="5", issue_date=JAN_20)
    lapsing = a_credit(book, customer, amount="7", expires_at=JAN_31)
    voided = a_credit(book, customer, amount="9")
    use = apply(book, used, invoice, "60", date=JAN_15).made[0]
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use, date=JAN_20)
    book.do(JAN_31, credits.void, CUSTOMER, credit=voided, reason="x", date=JAN_31)
    book.do(FEB_10, expiry.run)
    assert lapsing
    reader = Reader(book, FEB_10)

    def stood(on: date) -> list[tuple[str, ...]]:
        report = reader.report("credit_register", last=on)
        assert report.remarks == ("No number is missing from CM-0001 to CM-0004.",)
        return rows(report, "number", "status", "remaining")

    assert stood(date(2026, 1, 9)) == []
    assert stood(JAN_10) == [
        ("CM-0001", "Open", "100.00"),
        ("CM-0003", "Open", "7.00"),
        ("CM-0004", "Open", "9.00"),
    ]
    assert stood(JAN_15)[0] == ("CM-0001", "Partly used", "40.00")
    assert stood(JAN_20)[:2] == [("CM-0001", "Open", "100.00"), ("CM-0002", "Open", "5.00")]
    assert stood(JAN_31)[3] == ("CM-0004", "Void", "0.00")
    assert stood(FEB_10)[2] == ("CM-0003", "Expired", "0.00")
    report = reader.report("credit_register")
    assert str(cell(report, closing(report), "remaining")) == "105.00"


@pytest.mark.parametrize("side", SIDES.values(), ids=SIDES)
def test_the_register_of_every_day_adds_up(lively, side):
    reader = Reader(lively, LAST)
    for on in days()[::4]:
        report = reader.report("credit_register", side=side.name, last=on)
        found = [row for row in report.rows if row.rank is Rank.ROW]
        for row in totals(report):
            currency = cell(report, row, "currency")
            mine = [one for one in found if cell(report, one, "currency") == currency]
            for name in ("total", "remaining"):
                sums = sum(cell(report, one, name).minor for one in mine)
                assert cell(report, row, name).minor == sums
        follow(reader, report)
        plain = lively.ask(LAST, number_register, side.credit, on)
        assert [row.cells[0] for row in found] == [one.number for one in plain.rows]
        assert plain.gaps == ()
    for row in reader.report("credit_register", side=side.name).rows:
        if row.rank is Rank.ROW:
            view = lively.ask(LAST, documents.get, side.credit, row.id)
            assert view.status in [one.status for one in lively.ask(
                LAST, number_register, side.credit, LAST).rows if one.id == row.id]  # fmt: skip


def test_a_missing_number_has_its_row_and_is_counted(book):
    customer = a_customer(book)
    for _ in range(4):
        a_credit(book, customer)
    with book.look() as connection:
        path = Path(connection.exec_driver_sql("PRAGMA database_list").one()[2])
    book.close()
    with sqlite3.connect(path) as file:
        triggers = file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("DELETE FROM number_taken WHERE position IN (2, 3)")
    file.close()
    damaged = Book(path, clock)
    reader = Reader(damaged, FEB_10)
    report = reader.report("credit_register")
    assert rows(report, "number", "status") == [
        ("CM-0001", "Open"), ("CM-0002", "Missing"), ("CM-0003", "Missing"), ("CM-0004", "Open"),
    ]  # fmt: skip
    assert report.remarks == ("2 numbers are missing from CM-0001 to CM-0004.",)
    plain = damaged.ask(FEB_10, number_register, CUSTOMER.credit, FEB_10)
    assert plain.gaps == ("CM-0002", "CM-0003")
    none = reader.report("credit_register", side="vendor")
    assert (none.rows, none.remarks) == ((), ("No number was given yet.",))
    damaged.close()


@pytest.mark.parametrize(
    "name",
    ["credit_register", "open_documents", "tax_documents", "journal", "movements", "register",
     "invoices"],
)  # fmt: skip
def test_a_key_of_nothing_is_refused(book, name):
    for key in ("x", "-1", "9" * 20):
        with pytest.raises(Refused) as told:
            book.ask(JAN_15, catalogue.KINDS[name].build, Wish(account="1200"), key)
        assert told.value.problems[0].code == "malformed"


@pytest.fixture
def given(book):
    """Credits of two years and two currencies, one voided in part and one whole."""
    customer = a_customer(book)
    book.do(JAN_15, set_rate, currency="EUR", date=date(2025, 1, 1), rate="1.10")
    a_credit(book, customer, amount="10", reason="return", issue_date=date(2025, 12, 30))
    a_credit(book, customer, amount="20", reason="return", issue_date=JAN_10)
    a_credit(book, customer, amount="100", reason="goodwill", issue_date=JAN_20, currency="EUR")
    part = a_credit(book, customer, amount="40", reason="return", issue_date=JAN_31)
    invoice = an_invoice(book, customer, issue_date=JAN_31)
    apply(book, part, invoice, "15", on=JAN_31, date=JAN_31)
    book.do(FEB_10, credits.void, CUSTOMER, credit=part, scope="remaining", reason="x",
            date=FEB_10)  # fmt: skip
    whole = a_credit(book, customer, amount="7", reason="waiver", issue_date=FEB_10)
    book.do(FEB_10, credits.void, CUSTOMER, credit=whole, reason="x", date=FEB_10)
    return Reader(book, FEB_10)


def by_reason(reader, **wish: Any):
    report = reader.report("credits_by_reason", **wish)
    follow(reader, report)
    names = [column.name for column in report.columns]
    return names, [tuple("" if one is None else str(one) for one in row.cells)
                   for row in report.rows]  # fmt: skip


def test_credits_by_reason_and_month(given):
    names, found = by_reason(given)
    assert names == ["reason", "2026-01", "2026-02", "total"]
    assert found == [
        ("Return", "35.00", "", "35.00"),
        ("Goodwill", "110.00", "", "110.00"),
        ("Total", "145.00", "", "145.00"),
    ]
    _, before = by_reason(given, last=JAN_31)
    assert before[0] == ("Return", "60.00", "60.00")
    names, years = by_reason(given, first=date(2024, 12, 1), last=JAN_31)
    assert names == ["reason", "2025", "2026", "total"]  # there is nothing before
    assert years[0] == ("Return", "10.00", "60.00", "70.00")
    names, _ = by_reason(given, first=date.min, last=date.max)
    assert names == ["reason", "2025", "2026", "total"]
    names, _ = by_reason(given, first=date(1999, 1, 1), last=date(2001, 1, 1))
    assert names == ["reason", "2001", "total"]
    names, _ = by_reason(given, first=date(2025, 2, 1), last=JAN_31)
    assert len(names) == 2 + 12
    _, none = by_reason(given, side="vendor")
    assert none == [("Total", "", "", "0.00")]


def test_a_figure_of_it_leads_to_its_credits(given):
    report = given.report("credits_by_reason")
    leads = report.rows[0].opens("2026-01")
    assert leads == Leads("reason_credits", Wish(date(2026, 1, 1), FEB_10, part="return 2026-01"))
    found = given.report("reason_credits", first=date(2026, 1, 1), part="return 2026-01")
    assert rows(found, "document", "total", "given", "worth") == [
        ("CM-0002", "20.00", "20.00", "20.00"),
        ("CM-0004", "40.00", "15.00", "15.00"),
    ]
    assert ("Only", "Return 2026-01") in found.about
    every = given.report("reason_credits", part="2026-01")
    assert [str(cell(every, row, "worth")) for row in totals(every)] == [
        *("110.00", "35.00", "145.00")
    ]
    assert [str(cell(every, row, "given")) for row in totals(every)] == ["100.00", "35.00", "None"]
    assert len(rows(given.report("reason_credits", part="goodwill"), "document")) == 1


@pytest.mark.parametrize("part", ["holiday", "return 26", "return 2026-1", "Return", "a b c"])
def test_a_reason_that_is_none_is_refused(given, part):
    with pytest.raises(Refused) as told:
        given.report("reason_credits", part=part)
    assert told.value.problems[0].code == "invalid_value"


def test_vendor_credits_go_by_their_source(book):
    a_vendor_credit(book, a_vendor(book), amount="8", source_type="rebate")
    _, found = by_reason(Reader(book, FEB_10), side="vendor")
    assert found[0] == ("Rebate", "8.00", "", "8.00")


@pytest.mark.parametrize("side", SIDES.values(), ids=SIDES)
def test_a_statement_says_what_is_open(book, side):
    party = a_party(book, side)
    issue = an_invoice if side is CUSTOMER else a_bill
    issue(book, party, due="50", issue_date=JAN_10, due_date=JAN_15)
    issue(book, party, due="30", issue_date=JAN_20, due_date=date(2026, 3, 1))
    a_credit_of(book, side, party, amount="20", issue_date=JAN_20)
    reader = Reader(book, FEB_10)
    report = reader.report("statement", party=party, first=JAN_20)
    assert rows(report, "amount", "balance") == [("30.00", "80.00"), ("-20.00", "60.00")]
    assert report.remarks == (
        f"Open {side.claim}s: 80.00 USD (not due 30.00; 1 to 30 days late 50.00).",
        "Credits not used yet: 20.00 USD. They are taken off the balance.",
    )
    to_come = reader.report("statement", party=party, last=date(2026, 12, 31))
    assert to_come.remarks == report.remarks  # nobody is late on days that are yet to come
    follow(reader, report)
    other = reader.report("statement", party=party, currency="JPY")
    assert other.remarks == ("Nothing is open.",)
    assert cell(other, closing(other), "balance") == Money(0, "JPY")


def test_a_statement_needs_its_party(book):
    for wish, code in ((Wish(), "required"), (Wish(party="p9"), "not_found")):
        with pytest.raises(Refused) as told:
            Reader(book, FEB_10).pages("statement", wish)
        assert told.value.problems[0].code == code


def test_statements_end_where_the_documents_are(lively):
    reader = Reader(lively, LAST)
    for side in (CUSTOMER, VENDOR):
        for party in ("p1", "p2", "p3", "p4", "p5"):
            for currency in ("USD", "EUR"):
                for on in days()[3::9]:
                    wish = Wish(None, on, side.name, party, None, currency)
                    try:
                        (report,) = reader.pages("statement", wish)
                    except Refused:
                        continue  # a party of the other side
                    follow(reader, report)
