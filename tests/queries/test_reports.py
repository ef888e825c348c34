"""Number registers without gaps, and control accounts beside their documents."""

import sqlite3
from contextlib import closing

from app.commands import books, claims, credits
from app.commands.inputs import SettingsDraft
from app.domain.kinds import CUSTOMER, Kind
from app.queries import ledger, number_series, reports
from tests.builders import (
    JAN_15,
    a_credit,
    a_customer,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
)


def register(book, kind=Kind.CREDIT_MEMO):
    return book.ask(JAN_15, number_series.number_register, kind)


def ties(book):
    """Code -> name, ledger, documents."""
    return {
        one.account: (one.name, str(one.ledger), str(one.documents))
        for one in book.ask(JAN_15, reports.ties)
    }


def test_every_number_is_told_in_order_whatever_became_of_it(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    first, second, third = (a_credit(book, customer, amount=n) for n in ("50", "60", "70"))
    book.do(JAN_15, credits.void, CUSTOMER, credit=first, reason="x")
    apply(book, second, invoice, "60")
    a_credit(book, customer, issue=False)
    dropped = a_credit(book, customer, issue=False)
    book.do(JAN_15, credits.delete, CUSTOMER, credit=dropped)
    found = register(book)
    assert [(row.id, row.number, row.status, str(row.remaining)) for row in found.rows] == [
        (first, "CM-0001", "void", "0.00"),
        (second, "CM-0002", "fully_applied", "0.00"),
        (third, "CM-0003", "issued", "70.00"),
    ]
    assert found.gaps == ()
    assert register(book, Kind.VENDOR_CREDIT).rows == ()


def test_numbers_of_a_lively_book_have_no_gap(lively):
    for kind in (Kind.CREDIT_MEMO, Kind.VENDOR_CREDIT, Kind.INVOICE, Kind.BILL, Kind.RECEIPT):
        found = register(lively, kind)
        assert found.rows
        assert found.gaps == ()
        assert [int(row.number.split("-")[1]) for row in found.rows] == list(
            range(1, len(found.rows) + 1)
        )


def test_a_number_that_is_missing_is_told(book):
    customer = a_customer(book)
    for _ in range(4):
        a_credit(book, customer)
    with closing(sqlite3.connect(book.path)) as file:
        file.execute("DROP TRIGGER keep_number_taken_delete")
        file.execute("DELETE FROM number_taken WHERE position IN (1, 3)")
        file.commit()
    assert register(book).gaps == ("CM-0001", "CM-0003")


def test_the_books_tie(book):
    customer, vendor = a_customer(book), a_vendor(book)
    assert {held for _, *held in ties(book).values() for held in held} == {"0.00"}
    invoice = an_invoice(book, customer, due="90")
    apply(book, a_credit(book, customer, amount="50"), invoice, "20")
    a_vendor_credit(book, vendor, amount="30")
    assert ties(book) == {
        "1200": ("AR", "40.00", "40.00"),
        "1350": ("Open vendor credit", "30.00", "30.00"),
        "2000": ("AP", "0.00", "0.00"),
    }


def test_a_lively_book_ties(lively):
    for tie in lively.ask(JAN_15, reports.ties):
        assert tie.difference.minor == 0
        assert tie.ledger


def test_the_books_tie_across_a_change_of_profile(book):
    customer = a_customer(book)
    invoice, before = an_invoice(book, customer), a_credit(book, customer, amount="50")
    book.do(JAN_15, books.update_settings, SettingsDraft(open_customer_credit="2150"))
    after = a_credit(book, customer, amount="7")
    for credit in (before, after):
        apply(book, credit, invoice, "5")
    found = ties(book)
    assert found["1200"] == ("AR", "35.00", "35.00")
    assert found["2150"] == ("Open customer credit", "-2.00", "-2.00")


def test_what_does_not_tie_is_told_by_how_much(book):
    customer = a_customer(book)
    an_invoice(book, customer, due="90")
    with closing(sqlite3.connect(book.path)) as file:
        file.execute("UPDATE document_tally SET open = 8900, total = 8900, base_open = 8900")
        file.commit()
    (tie,) = [one for one in book.ask(JAN_15, reports.ties) if one.difference]
    assert (tie.account, str(tie.difference)) == ("1200", "1.00")


def test_the_trial_balance_is_zero_after_everything_is_taken_back(book):
    customer = a_customer(book)
    invoice, credit = an_invoice(book, customer), a_credit(book, customer)
    use = apply(book, credit, invoice, "5").made[0]
    book.do(JAN_15, credits.unapply, CUSTOMER, application=use)
    book.do(JAN_15, credits.void, CUSTOMER, credit=credit, reason="x")
    book.do(JAN_15, claims.void, CUSTOMER, claim=invoice, reason="x")
    assert book.ask(JAN_15, ledger.trial_balance) == ()
