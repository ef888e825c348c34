"""Trial balance, statements, registers, journal and taxes as reports: their sums, their opening
and closing, and the day they are as of."""

import sqlite3
from contextlib import closing as closing_file
from datetime import date
from typing import Any

import pytest

from app.book.book import Reading
from app.commands import claims, credits, entries
from app.commands.books import set_rate
from app.commands.entries import HandLine
from app.commands.inputs import TaxInput
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, SIDES
from app.domain.report import Leads, Rank, Wish
from app.queries import report_taxes, taxes
from app.queries.report_journal import turnover
from app.queries.report_parts import entry_leads
from tests.builders import (
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_bill,
    a_claim,
    a_credit,
    a_credit_of,
    a_customer,
    a_line,
    a_party,
    a_vendor,
    an_invoice,
)
from tests.queries.following import Reader, cell, closing, follow, totals
from tests.queries.lively import LAST, days

DEC_31 = date(2025, 12, 31)
TEN = TaxInput(name="VAT", rate="10")
ZERO = TaxInput(name="None", rate="0", category="Z")


def shown(report):
    """Every row as the texts of its cells."""
    return [tuple("" if one is None else str(one) for one in row.cells) for row in report.rows]


@pytest.fixture
def year(book):
    """Rent of last year, an invoice and a bill of this one; all entered in February."""
    rent = (HandLine("6000", debit="70"), HandLine("3000", credit="70"))
    book.do(FEB_10, entries.post, date=DEC_31, description="Rent", lines=rent)
    an_invoice(book, a_customer(book), due="400")
    a_bill(book, a_vendor(book), due="90", issue_date=JAN_20)
    return Reader(book, FEB_10)


def test_the_trial_balance_of_a_day(year):
    report = year.report("trial_balance", last=JAN_15)
    assert report.about == (("As of", "2026-01-15"), ("Currency", "USD"))
    assert report.business == "Own Shop"
    assert shown(report) == [
        ("1200", "Accounts receivable", "400.00", ""),
        ("3000", "Owner's equity", "", "70.00"),
        ("4000", "Sales", "", "400.00"),
        ("6000", "Rent", "70.00", ""),
        ("", "Total", "470.00", "470.00"),
    ]
    assert report.rows[0].leads == Leads("register", Wish(last=JAN_15, account="1200"))
    assert len(year.report("trial_balance").rows) == 7


def test_earnings_stand_in_the_balance_sheet_and_open_their_statement(year):
    report = year.report("balance_sheet")
    texts = [row[1:] for row in shown(report)]
    assert texts == [
        ("Assets", ""),
        ("Accounts receivable", "400.00"),
        ("Total assets", "400.00"),
        ("Liabilities", ""),
        ("Accounts payable", "90.00"),
        ("Total liabilities", "90.00"),
        ("Equity", ""),
        ("Owner's equity", "70.00"),
        ("Earnings of earlier years", "-70.00"),
        ("Earnings of this year", "310.00"),
        ("Total equity", "310.00"),
        ("Total liabilities and equity", "400.00"),
    ]
    earlier = next(row for row in report.rows if row.id == "Earnings of earlier years")
    assert earlier.leads == Leads("income_statement", Wish(DEC_31, DEC_31))
    assert follow(year, report) == {"register", "income_statement"}
    ranks = [row.rank for row in report.rows]
    assert ranks.count(Rank.HEADING) == 3
    assert ranks[2] is ranks[-1] is Rank.TOTAL


def test_the_income_statement_of_a_time(year):
    report = year.report("income_statement")
    assert report.about[0] == ("From", "2026-01-01")
    assert [row[1:] for row in shown(report)][-1] == ("Net income", "310.00")
    whole = year.report("income_statement", first=DEC_31)
    assert str(cell(whole, closing(whole), "amount")) == "240.00"
    assert {row.leads for row in whole.rows if row.id == "6000"} == {
        Leads("register", Wish(DEC_31, FEB_10, account="6000"))
    }
    follow(year, whole)


def test_a_register_begins_with_what_was_there(year):
    report = year.report("register", account="6000", first=date(2026, 1, 1))
    assert shown(report) == [
        ("2026-01-01", "", "", "", "Opening balance", "", "", "70.00"),
        ("", "", "", "", "Closing balance", "0.00", "0.00", "70.00"),
    ]
    whole = year.report("register", account="1200")
    assert [row.id for row in whole.rows] == ["2/0", "closing"]
    assert whole.rows[0].leads == Leads("document", id="d1", kind="invoice")
    assert whole.rows[0].opens("entry") == entry_leads("e2")
    hand = year.report("register", account="6000")
    assert hand.rows[0].leads == entry_leads("e1")


def test_the_journal_is_every_line_the_oldest_first(year):
    report = year.report("journal")
    assert [(row[0], row[4]) for row in shown(report)] == [
        ("2025-12-31", "6000"), ("2025-12-31", "3000"), ("2026-01-10", "1200"),
        ("2026-01-10", "4000"), ("2026-01-20", "5000"), ("2026-01-20", "2000"), ("", ""),
    ]  # fmt: skip
    assert [str(cell(report, closing(report), name)) for name in ("debit", "credit")] == [
        *("560.00", "560.00")
    ]
    assert report.rows[0].opens("account") == Leads("register", Wish(account="6000"))
    january = year.report("journal", first=JAN_10, last=JAN_15)
    assert [row.id for row in january.rows] == ["e2/0", "e2/1", "total"]


@pytest.mark.parametrize("name", ["register", "movements"])
def test_without_an_account_there_is_none(book, name):
    with pytest.raises(Refused) as told:
        Reader(book, FEB_10).pages(name, Wish())
    assert told.value.problems[0].code == "required"


def test_the_turnover_of_any_time_is_the_sum_of_its_lines(lively):
    with lively.look() as connection:
        lines = connection.exec_driver_sql(
            "SELECT account_id, date, debit, credit FROM journal_line"
        ).fetchall()
    for first in (None, *days()[::6]):
        for last in (None, *days()[3::5]):
            for account in (None, 3):
                mine = [
                    (debit, credit)
                    for account_id, day, debit, credit in lines
                    if account in (None, account_id)
                    and (first is None or day >= first.isoformat())
                    and (last is None or day <= last.isoformat())
                ]
                if first and last and first > last:
                    continue
                found = lively.ask(LAST, turnover, first, last, account)
                assert [one.minor for one in found] == [
                    sum(line[place] for line in mine) for place in (0, 1)
                ]


def tax(reader, **wish: Any):
    report = reader.report("tax_summary", **wish)
    follow(reader, report)
    return [row for row in shown(report) if row[3]]


@pytest.mark.parametrize("side", SIDES.values(), ids=SIDES)
def test_taxes_and_the_documents_they_are_made_of(book, side):
    party = a_party(book, side)
    lines = (a_line("200", tax=TEN), a_line("50", tax=ZERO))
    a_claim(book, side, party, lines=lines)
    gone = a_claim(book, side, party, lines=lines[:1], issue_date=JAN_15)
    a_credit_of(book, side, party, lines=(a_line("30", tax=TEN),), issue_date=JAN_20)
    book.do(JAN_31, claims.void, side, claim=gone, reason="x")
    reader = Reader(book, FEB_10)
    vat = ("VAT", "S", "10", "200.00", "20.00", "30.00", "3.00", "170.00", "17.00")
    none = ("None", "Z", "0", "50.00", "0.00", "0.00", "0.00", "50.00", "0.00")
    title = "Total sales" if side is CUSTOMER else "Total purchases"
    whole = (title, "", "", "250.00", "20.00", "30.00", "3.00", "220.00", "17.00")
    assert tax(reader) == [none, vat, whole]
    assert tax(reader, last=JAN_15)[1][3:5] == ("400.00", "40.00")
    assert tax(reader, first=JAN_31) == [
        ("VAT", "S", "10", "-200.00", "-20.00", "0.00", "0.00", "-200.00", "-20.00"),
        (title, "", "", "-200.00", "-20.00", "0.00", "0.00", "-200.00", "-20.00"),
    ]
    report = reader.report("tax_documents", side=side.name, part="net 10 S VAT")
    kinds = [row[2] for row in shown(report)]
    claim, credit = (kind.label.capitalize() for kind in (side.claim, side.credit))
    assert kinds == [claim, claim, credit, f"Void of {side.claim.label}", ""]
    assert [row[-1] for row in shown(report)] == ["20.00", "20.00", "-3.00", "-20.00", "17.00"]
    assert ("Tax", "10 S VAT") in report.about
    charged = reader.report("tax_documents", side=side.name, part="charged")
    assert charged.title == f"Tax on {side.claim.label}s"
    assert len(charged.rows) == 4 + 1


def test_no_time_is_too_long(book):
    """Reports ask about the days there are, not about all there could be."""
    reader = Reader(book, FEB_10)
    for wish in (Wish(date.min, date.max), Wish(last=date.min), Wish(date.max, date.max)):
        for name in ("tax_summary", "tax_documents", "income_statement", "credits_by_reason"):
            assert reader.pages(name, wish)
    a_claim(book, CUSTOMER, a_customer(book), lines=(a_line("200", tax=TEN),))
    report = Reader(book, FEB_10).report("tax_documents", first=date.min, last=date.max)
    assert len(report.rows) == 2
    for name in ("balance_sheet", "trial_balance", "aging", "open_documents", "tie_out",
                 "credit_register"):  # fmt: skip
        for last in (date.min, date.max):
            assert reader.pages(name, Wish(last=last))
    assert reader.pages("why", Wish(date.min, date.max, account="1200"))
    assert reader.pages("register", Wish(date.min, date.max, account="1200"))


def test_a_trial_balance_that_does_not_balance_says_that_the_book_is_damaged(book):
    an_invoice(book, a_customer(book))
    assert Reader(book, FEB_10).report("trial_balance").remarks == ()
    with closing_file(sqlite3.connect(book.path)) as file:
        drop = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?"
        for (name,) in file.execute(drop, ("account_tally",)).fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE account_tally SET credit = credit + 1 WHERE credit > 0")
        file.commit()
    (remark,) = Reader(book, FEB_10).report("trial_balance").remarks
    assert remark.startswith("Debits and credits differ")


def test_months_without_an_entry_are_not_asked_about(book, monkeypatch):
    """Somebody mistyped two years: thousands of years lie between."""
    a_claim(book, CUSTOMER, a_customer(book), lines=(a_line("200", tax=TEN),))
    lines = (HandLine("6000", debit="1"), HandLine("1000", credit="1"))
    for on in (date.min, date.max):
        book.do(FEB_10, entries.post, date=on, description="Rent", lines=lines)
    asked = []

    def events(reading: Reading, first: date, last: date) -> Any:
        asked.append((first, last))
        return taxes.tax_events(reading, first, last)

    monkeypatch.setattr(report_taxes, "tax_events", events)
    report = Reader(book, FEB_10).report("tax_documents", last=date.max)
    assert len(report.rows) == 2
    assert [first.year for first, _ in asked] == [1, 2026, 9999]


def test_a_tax_figure_that_is_none_is_refused(book):
    with pytest.raises(Refused) as told:
        Reader(book, FEB_10).report("tax_documents", part="gross")
    assert told.value.problems[0].code == "invalid_value"


def test_what_is_open_in_several_currencies_has_a_total_for_each(book):
    customer = a_customer(book)
    book.do(JAN_10, set_rate, currency="EUR", date=JAN_10, rate="1.10")
    an_invoice(book, customer, due="100", currency="EUR")
    an_invoice(book, customer, due="40")
    credit = a_credit(book, customer, amount="10", currency="EUR")
    book.do(JAN_31, credits.void, CUSTOMER, credit=credit, reason="x", date=JAN_31)
    reader = Reader(book, FEB_10)

    def sums(**wish: Any) -> list[tuple[str, ...]]:
        report = reader.report("open_documents", **wish)
        names = ("currency", "open", "worth")
        return [tuple(str(cell(report, row, name)) for name in names) for row in totals(report)]

    assert sums() == [("EUR", "100.00", "110.00"), ("USD", "40.00", "40.00"),
                      ("None", "None", "150.00")]  # fmt: skip
    assert sums(last=JAN_20)[0] == ("EUR", "90.00", "99.00")
    assert sums(currency="EUR") == [("EUR", "100.00", "110.00")]
    assert sums(account="2000") == []
