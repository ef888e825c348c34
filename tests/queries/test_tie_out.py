"""The tie-out names what makes an account differ from its documents, however it came about."""

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.book import store
from app.book.book import Book
from app.cli import sample
from app.commands import books, payments, revaluation
from app.commands.inputs import ApplyTo
from app.domain.report import Leads, Rank, Wish
from app.queries import report_ties, reports
from app.queries.differences import differences
from app.queries.report_parts import entry_leads
from tests.builders import (
    FEB_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
    clock,
)
from tests.queries.following import Reader, cell
from tests.queries.lively import days

ACCOUNTS = {
    ":AR": "(SELECT id FROM account WHERE code = '1200')",
    ":BANK": "(SELECT id FROM account WHERE code = '1000')",
}
PAID = "UPDATE document_tally SET base_open = 6000, open = 6000, paid = 0 WHERE document_id = 1"
LINE = "INSERT INTO journal_line VALUES (99, {}, '2026-01-31', {}, NULL, {}, 'USD', 700)"
TALLY = (
    "DELETE FROM account_tally; INSERT INTO account_tally SELECT account_id, substr(date, 1, 7),"
    " SUM(debit), SUM(credit), COUNT(*) FROM journal_line GROUP BY 1, 2"
)


@pytest.fixture
def story(book):
    """An invoice of 90.00, paid by 40.00 and by 30.00 of a credit of 100.00; a bill of 50.00 and
    a vendor credit of 20.00."""
    customer, vendor = a_customer(book), a_vendor(book)
    invoice = an_invoice(book, customer)
    apply(book, a_credit(book, customer), invoice, "30")
    book.do(JAN_20, payments.receive, party=customer, amount="40", claims=(ApplyTo(invoice),))
    a_bill(book, vendor, due="50.00")
    a_vendor_credit(book, vendor, amount="20.00")
    return book


def damaged(book: Book, *statements: str) -> Book:
    """The book after somebody wrote into its file, past every guard."""
    with book.look() as connection:
        path = Path(connection.exec_driver_sql("PRAGMA database_list").one()[2])
    book.close()
    with sqlite3.connect(path) as file:
        names = file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            file.execute(f"DROP TRIGGER {name}")
        script = ";".join(statements)
        for name, account in ACCOUNTS.items():
            script = script.replace(name, account)
        file.executescript(script)
    file.close()
    return Book(path, clock)


def told(book, on=None):
    """Per account what differs: the row's words and its three figures."""
    report = Reader(book, FEB_10).report("tie_out", last=on)
    found: dict[str, Any] = {}
    account = ""
    for row in report.rows:
        figures = [str(cell(report, row, name)) for name in ("ledger", "documents", "difference")]
        if code := cell(report, row, "account"):
            account, found[code] = code, [figures]
        else:
            found[account].append((row.cells[1], *figures, row.leads))
    for account, (figures, *rows) in found.items():
        parts = sum(round(float(row[3]) * 100) for row in rows)
        assert parts == round(float(figures[2]) * 100), account  # the rows are all of it
    return {code: rows for code, (_, *rows) in found.items() if rows}


def test_a_sound_book_ties_on_every_day(story, lively):
    assert told(story) == {}
    report = Reader(story, FEB_10).report("tie_out")
    assert [row.id for row in report.rows] == ["1200", "1350", "2000"]
    assert report.remarks == ("Every account holds what its documents add up to.",)
    assert all(row.rank is Rank.ROW for row in report.rows)
    for on in days():
        for tie in lively.ask(FEB_10, report_ties.ties, on):
            assert not tie.difference, (tie, on)
    assert lively.ask(FEB_10, report_ties.ties) == lively.ask(FEB_10, reports.ties)


def named(book, on):
    """Everything that is found to differ on any account, whether the account itself does."""
    accounts = book.ask(FEB_10, reports.ties)
    return [
        one
        for tie in accounts
        for one in book.ask(
            FEB_10,
            lambda reading, code: list(
                differences(reading, store.find_account(reading, code).id, on)
            ),
            tie.account,
        )
    ]


def test_nothing_is_named_in_a_sound_book(lively, sample_book):
    for on in (*days()[::3], date.max):
        assert named(lively, on) == []
    for month in range(1, 13):
        assert named(sample_book, date(2026, month, 20)) == []
        for tie in sample_book.ask(FEB_10, report_ties.ties, date(2026, month, 20)):
            assert not tie.difference
    assert named(sample_book, date.max) == []


@pytest.fixture(scope="module")
def sample_book(tmp_path_factory):
    made = sample.make(tmp_path_factory.mktemp("sample") / "book.avoir")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("damage", "words", "figures", "leads"),
    [
        (  # an entry says less than its invoice
            ["UPDATE journal_line SET debit = 8000 WHERE entry_id = 1 AND debit > 0",
             "UPDATE journal_line SET credit = 8000 WHERE entry_id = 1 AND credit > 0", TALLY],
            "Entry 1 of 2026-01-10: its lines are not what INV-0001 and its uses say.",
            ("80.00", "90.00", "-10.00"), ("entry", "e1"),
        ),
        (  # a line went to another account
            ["UPDATE journal_line SET account_id = :BANK WHERE entry_id = 1 AND debit > 0",
             TALLY],
            "Entry 1 of 2026-01-10: what it brought by INV-0001 is not among its lines.",
            ("0.00", "90.00", "-90.00"), ("entry", "e1"),
        ),
        (  # somebody entered something by hand
            ["INSERT INTO entry VALUES (99, '2026-01-31', 'post', 'x', NULL, NULL, '', '', '')",
             LINE.format(0, ":AR", "700, 0"), LINE.format(1, ":BANK", "0, 700"), TALLY],
            "Entry 99 of 2026-01-31, made by hand: no document stands for it.",
            ("7.00", "0.00", "7.00"), ("entry", "e99"),
        ),
        (  # the money's entry is gone
            ["DELETE FROM journal_line WHERE entry_id = 3", "DELETE FROM entry WHERE id = 3",
             TALLY],
            "Entry 3 is not there, but has lines or uses.",
            ("0.00", "-40.00", "40.00"), None,
        ),
        (  # and nobody knows that it was there
            ["UPDATE document_use SET entry_id = NULL", "DELETE FROM entry WHERE id = 3",
             "DELETE FROM journal_line WHERE entry_id = 3", TALLY],
            "A use of RCP-0001 on 2026-01-20 has no entry.",
            ("0.00", "-40.00", "40.00"), ("document", "d3"),
        ),
        (  # an invoice without its entry
            ["DELETE FROM journal_line WHERE entry_id = 1", "DELETE FROM entry WHERE id = 1",
             TALLY],
            "INV-0001 was issued without an entry.",
            ("0.00", "90.00", "-90.00"), ("document", "d1"),
        ),
        (  # nothing says why the lines are there
            ["UPDATE document_use SET target_id = 4 WHERE payment_id = 3",
             PAID],
            "Entry 3 of 2026-01-20: nothing of RCP-0001 says that it moved this account.",
            ("-40.00", "0.00", "-40.00"), ("entry", "e3"),
        ),
        (  # what is kept as open is not what the uses leave
            ["UPDATE document_tally SET base_open = 1500 WHERE document_id = 1"],
            "INV-0001: what is kept as open is not what its uses leave.",
            ("20.00", "15.00", "5.00"), ("document", "d1"),
        ),
        (  # what is kept of a month is not what its lines add up to
            ["UPDATE account_tally SET debit = debit + 300 WHERE account_id = :AR"],
            "What is kept for 2026-01 is not the sum of the lines.",
            ("-47.00", "-50.00", "3.00"), None,
        ),
        (  # a document is kept under another account
            ["UPDATE document_tally SET account_id = :AR WHERE kind = 'bill'"],
            "BILL-0001 is kept under this account, but belongs to another.",
            ("0.00", "-50.00", "50.00"), ("document", "d4"),
        ),
    ],
)  # fmt: skip
def test_what_differs_is_named(story, damage, words, figures, leads):
    book = damaged(story, *damage)
    rows = told(book)["1200"]
    named = {row[0]: row for row in rows}
    assert words in named, list(named)
    row = named[words]
    assert row[1:4] == figures
    if leads:
        assert (row[4].to, row[4].id) == leads
    elif "2026-01" in words:
        january = Wish(date(2026, 1, 1), JAN_31, account="1200")
        assert row[4] == Leads("register", january)
    report = Reader(book, FEB_10).report("tie_out")
    assert "differ" in report.remarks[0]
    book.close()


def test_a_month_leads_to_its_last_day(story):
    book = damaged(story, "UPDATE account_tally SET month = '2025-12'")
    assert told(book) == {}  # all in all it is as much
    last = date(2025, 12, 31)
    ((said, *figures, leads),) = told(book, last)["1200"]
    book.close()
    assert said == "What is kept for 2025-12 is not the sum of the lines."
    assert figures == ["-50.00", "0.00", "-50.00"]
    assert leads == Leads("register", Wish(date(2025, 12, 1), last, account="1200"))


def test_a_revaluation_is_named_until_it_is_taken_back(book):
    customer = a_customer(book)
    book.do(JAN_15, books.set_rate, currency="EUR", date=JAN_15, rate="1.10")
    an_invoice(book, customer, due="100", currency="EUR", issue_date=JAN_15)
    book.do(JAN_31, revaluation.run, date=JAN_31, rates={"EUR": "1.25"})
    assert told(book, FEB_10) == {}
    assert told(book) == {}
    ((said, *figures, leads),) = told(book, JAN_31)["1200"]
    assert said.startswith("Entry 2 of 2026-01-31, foreign balances at the day's rates: no ")
    assert figures == ["15.00", "0.00", "15.00"]
    assert leads == entry_leads("e2")
    why = Reader(book, FEB_10).report("why", account="1200", last=JAN_31)
    rates = next(row for row in why.rows if row.id == "rates")
    assert str(cell(why, rates, "amount")) == "15.00"
    assert why.remarks[-1] == "It stands for 1 open document, which comes to the same."


def test_why_says_that_an_account_differs_and_leads_to_what_does(story):
    book = damaged(story, "UPDATE document_tally SET base_open = 1500 WHERE document_id = 1")
    why = Reader(book, FEB_10).report("why", account="1200")
    row = why.rows[-1]
    assert (row.id, str(cell(why, row, "amount"))) == ("difference", "5.00")
    assert row.leads == Leads("tie_out", Wish(last=FEB_10))
    assert why.remarks[-1] == "Its documents add up to -55.00: that differs by 5.00."
    book.close()
