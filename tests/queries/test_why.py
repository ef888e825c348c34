"""Why a balance is what it is: of accounts, parties and documents, on any day of any history."""

from datetime import date
from typing import Any

import pytest

from app.commands import credits, entries, expiry, payments, revaluation
from app.commands.books import set_rate, update_settings
from app.commands.entries import HandLine
from app.commands.inputs import ApplyTo, SettingsDraft
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, SIDES, Kind
from app.domain.money import Money
from app.domain.report import Rank, Wish
from app.queries import balances, documents, parties
from app.queries.report_parts import entry_leads
from tests.builders import (
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    an_invoice,
    apply,
)
from tests.queries.following import Reader, cell, closing, follow
from tests.queries.lively import FIRST, LAST, days

RENT = (HandLine("6000", debit="50"), HandLine("1000", credit="50"))


def parts(report):
    """What happened, how often, and how much, between the opening and the closing."""
    return [
        (cell(report, row, "what"), cell(report, row, "count"), str(cell(report, row, "amount")))
        for row in report.rows
        if row.rank is Rank.ROW
    ]


def moved(report):
    rows = [row for row in report.rows if row.leads and row.leads.to == "movements"]
    return sum(cell(report, row, "amount").minor for row in rows if row.rank is Rank.ROW)


@pytest.mark.parametrize("code", ["1000", "1200", "1350", "2000", "2300", "4100", "7000"])
def test_what_moved_an_account_is_the_difference_of_its_balances(lively, code):
    reader = Reader(lively, LAST)
    for on in days()[2::7]:
        for first in (FIRST, date(2026, 2, 17)):
            if first > on:
                continue
            report = reader.report("why", first=first, last=on, account=code)
            before = cell(report, report.rows[0], "amount").minor
            after = cell(report, closing(report), "amount").minor
            assert before + moved(report) == after
            assert all(row.id != "difference" for row in report.rows)
            follow(reader, report)


def test_an_account_counts_on_the_side_where_it_stands(lively):
    """What it holds is positive where accounts of its type stand."""
    reader = Reader(lively, LAST)
    held: dict[str, int] = {}
    with lively.look() as connection:
        nets = balances.all_accounts(connection, LAST)
        rows = connection.exec_driver_sql("SELECT id, code, type FROM account")
        for row in rows:
            sign = 1 if row.type in ("asset", "expense") else -1
            held[row.code] = sign * nets[row.id]
    for code, net in held.items():
        if net:
            report = reader.report("why", account=code, last=LAST)
            assert cell(report, closing(report), "amount").minor == net


def test_nothing_is_due_of_a_document_before_its_day(book):
    invoice, reader = an_invoice(book, a_customer(book)), Reader(book, JAN_15)
    report = reader.report("why", last=FIRST, part=invoice)
    assert [str(cell(report, row, "amount")) for row in report.rows] == ["0.00", "0.00"]
    assert report.title == "Why 0.00 USD of INV-0001 is due"
    assert report.remarks == ("By 2026-01-01 INV-0001 was not issued.",)
    report = reader.report("why", last=JAN_10, part=invoice)
    assert str(cell(report, closing(report), "amount")) == "90.00"


def test_every_document_says_where_its_amount_went(lively):
    reader = Reader(lively, LAST)
    with lively.look() as connection:
        rows = connection.exec_driver_sql(
            "SELECT document_id, open FROM document_tally ORDER BY document_id"
        ).fetchall()
    for row in rows[::3]:
        report = reader.report("why", part=f"d{row[0]}")
        assert cell(report, closing(report), "amount").minor == row[1]
        told = [cell(report, one, "amount").minor for one in report.rows[:-1]]
        assert sum(told) == row[1]


def test_the_parts_of_an_account_have_names(book):
    customer = a_customer(book)
    book.do(JAN_15, set_rate, currency="EUR", date=JAN_15, rate="1.10")
    invoice = an_invoice(book, customer, due="90")
    an_invoice(book, customer, due="100", currency="EUR", issue_date=JAN_15)
    credit = a_credit(book, customer, amount="100", expires_at=date(2026, 2, 5))
    apply(book, credit, invoice, "30")
    done = book.do(JAN_20, credits.refund, CUSTOMER, credit=credit, amount="10", date=JAN_20)
    book.do(JAN_31, credits.void_refund, CUSTOMER, refund=done.made[0], reason="x", date=JAN_31)
    book.do(JAN_20, payments.receive, party=customer, amount="20", claims=(ApplyTo(invoice),))
    book.do(JAN_20, payments.record, party=customer, kind="refund", amount="5", date=JAN_20)
    gone = a_credit(book, customer, amount="3")
    book.do(JAN_31, credits.void, CUSTOMER, credit=gone, reason="x", date=JAN_31)
    book.do(JAN_31, revaluation.run, date=JAN_31, rates={"EUR": "1.25"})
    book.do(FEB_10, expiry.run)
    book.do(FEB_10, credits.reinstate, CUSTOMER, credit=credit, expires_at=date(2026, 12, 31))
    report = Reader(book, FEB_10).report("why", account="1200")
    assert parts(report) == [
        ("Credit memos issued", 2, "-103.00"),
        ("Invoices issued", 2, "200.00"),
        ("Receipts", 1, "-20.00"),
        ("Money returned", 1, "5.00"),
        ("Credit memos refunded", 1, "10.00"),
        ("Refunds of credit memos taken back", 1, "-10.00"),
        ("Credit memos voided", 1, "3.00"),
        ("Credit memos lapsed", 1, "70.00"),
        ("Lapsed credit memos brought back", 1, "-70.00"),
        ("Foreign balances at the day's rates", 1, "15.00"),
        ("Rates of the day taken back", 1, "-15.00"),
        ("Credit memos", 1, "-70.00"),
        ("Invoices", 2, "150.00"),
        ("Money returned", 1, "5.00"),
    ]
    assert report.title == "Why 1200 Accounts receivable holds 85.00 USD"
    held, stands = report.remarks
    assert held.startswith("1200 Accounts receivable held 0.00 USD as 2026-01-01 began; ")
    assert held.endswith("; it holds 85.00 on 2026-02-10, 85.00 more.")
    assert stands == "It stands for 4 open documents, which add up to the same."
    follow(Reader(book, FEB_10), report)


def test_what_was_entered_by_hand_is_told_apart(book):
    done = book.do(JAN_15, entries.post, date=JAN_10, description="Rent", lines=RENT)
    book.do(JAN_15, entries.post, date=JAN_15, description="Rent", lines=RENT)
    book.do(JAN_20, entries.reverse, entry=done.id, reason="twice", date=JAN_20)
    reader = Reader(book, FEB_10)
    report = reader.report("why", account="6000")
    assert parts(report) == [
        ("Entries made by hand", 2, "100.00"),
        ("Entries made by hand and taken back", 1, "-50.00"),
    ]
    assert follow(reader, report) == {"register", "movements"}
    moves = reader.report("movements", account="6000", part="post")
    assert [row.leads for row in moves.rows[:2]] == [
        entry_leads("e1"),
        entry_leads("e2"),
    ]
    assert len(report.remarks) == 1
    same = reader.report("why", account="6000", first=JAN_31)
    assert same.remarks == (
        "6000 Rent held 50.00 USD as 2026-01-31 began; it is as much on 2026-02-10.",
    )
    less = reader.report("why", account="1000")
    assert less.remarks[0].endswith("it holds -50.00 on 2026-02-10, 50.00 less.")


def test_a_party_s_part_of_an_account(book):
    acme, bolt = a_customer(book, "Acme"), a_customer(book, "Bolt")
    for party, due in ((acme, "10"), (bolt, "7")):
        an_invoice(book, party, due=due)
    a_credit(book, acme, amount="4")
    reader = Reader(book, FEB_10)
    report = reader.report("why", account="1200", party=acme)
    assert parts(report) == [
        ("Credit memos issued", 1, "-4.00"),
        ("Invoices issued", 1, "10.00"),
        ("Credit memos", 1, "-4.00"),
        ("Invoices", 1, "10.00"),
    ]
    assert ("Customer", "Acme") in report.about
    follow(reader, report)


@pytest.mark.parametrize("side", SIDES.values(), ids=SIDES)
def test_a_party_s_balance_is_its_open_documents(lively, side):
    reader = Reader(lively, LAST)
    for party in lively.ask(LAST, parties.rows, side):
        report = reader.report("why", party=party.id)
        assert cell(report, closing(report), "amount") == party.balance
        follow(reader, report)
        figures: list[Any] = [row for row in report.rows if row.rank is Rank.SUBTOTAL]
        sums = [cell(report, row, "amount") for row in figures]
        assert sum((one.minor for one in sums), start=0) == party.balance.minor


def test_who_owes_whom(book):
    customer, vendor = a_customer(book), a_vendor(book)
    reader = Reader(book, FEB_10)

    def said(party: str) -> str:
        (remark,) = Reader(book, FEB_10).report("why", party=party).remarks
        return remark.removeprefix("On 2026-02-10 ")

    assert said(customer) == "nothing is owed either way."
    an_invoice(book, customer, due="9")
    a_bill(book, vendor, due="8")
    assert said(customer) == "Acme owes us 9.00 USD, credits taken off."
    assert said(vendor) == "we owe Volt 8.00 USD, credits taken off."
    a_credit(book, customer, amount="10")
    assert said(customer) == "we owe Acme 1.00 USD, credits taken off."
    assert reader.report("why", party=vendor).title == "Why the balance of Volt is 8.00 USD"


def test_the_life_of_a_credit(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    credit = a_credit(book, customer, expires_at=date(2026, 2, 5))
    use = apply(book, credit, invoice, "30", date=JAN_15).made[0]
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use, date=JAN_20)
    book.do(JAN_31, credits.refund, CUSTOMER, credit=credit, amount="25", date=JAN_31,
            method="ach")  # fmt: skip
    book.do(FEB_10, expiry.run)
    reader = Reader(book, FEB_10)
    report = reader.report("why", part=credit)
    assert [(str(row.cells[0]), row.cells[1], str(row.cells[2])) for row in report.rows] == [
        ("2026-01-10", "Total", "100.00"),
        ("2026-01-15", "Used on invoice INV-0001", "-30.00"),
        ("2026-01-20", "Taken back: used on invoice INV-0001", "30.00"),
        ("2026-01-31", "Refunded by ACH", "-25.00"),
        ("2026-02-06", "Lapsed", "-75.00"),
        ("2026-02-10", "Left", "0.00"),
    ]
    leads = [row.leads.to if row.leads else None for row in report.rows]
    assert leads == ["document", "document", "document", "entry", "entry", "document"]
    then = reader.report("why", part="CM-0001", last=JAN_15)
    assert cell(then, closing(then), "amount") == Money(7000, "USD")
    (told,) = then.remarks
    assert told.startswith("CM-0001 was given for 100.00 USD. By 2026-01-15 30.00 USD of it ")
    assert told.endswith("used, settled or lost; 70.00 USD is left.")
    invoice_s = reader.report("why", part="INV-0001")
    assert [row.cells[1] for row in invoice_s.rows] == [
        *("Total", "Credit memo CM-0001 used", "Taken back: credit memo CM-0001 used", "Due")
    ]


def test_what_a_receipt_left_over_became_a_credit(book):
    customer = a_customer(book)
    named = (ApplyTo(an_invoice(book, customer)),)
    done = book.do(JAN_20, payments.receive, party=customer, amount="100", claims=named)
    report = Reader(book, FEB_10).report("why", part=done.id)
    assert [row.cells[1] for row in report.rows] == ["Total", "Used on invoice INV-0001", "Left"]
    assert report.remarks[1] == "What was left over became credit memo CM-0001."


def test_a_draft_is_all_there(book):
    draft = an_invoice(book, a_customer(book), issue=False)
    report = Reader(book, FEB_10).report("why", part=draft)
    assert [str(row.cells[2]) for row in report.rows] == ["90.00", "90.00"]


def test_a_void_says_why(book):
    customer = a_customer(book)
    credit = a_credit(book, customer)
    book.do(JAN_20, credits.void, CUSTOMER, credit=credit, reason="typed twice", date=JAN_20)
    report = Reader(book, FEB_10).report("why", part=credit)
    assert report.rows[1].cells[1] == "Voided: typed twice"
    assert book.ask(FEB_10, documents.get, Kind.CREDIT_MEMO, credit).remaining.minor == 0


def test_the_clearing_profile_has_its_own_account(book):
    book.do(JAN_10, update_settings, SettingsDraft(open_customer_credit="2150"))
    customer = a_customer(book)
    a_credit(book, customer, amount="12")
    reader = Reader(book, FEB_10)
    report = reader.report("why", account="2150")
    assert parts(report) == [("Credit memos issued", 1, "12.00"), ("Credit memos", 1, "12.00")]
    follow(reader, report)
    ties = reader.report("tie_out")
    assert [row.id for row in ties.rows] == ["1200", "1350", "2000", "2150"]
    follow(reader, ties)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(), "required"),
        (Wish(account="nope"), "not_found"),
        (Wish(party="p99"), "not_found"),
        (Wish(part="INV-9999"), "not_found"),
        (Wish(first=FEB_10, last=JAN_10, account="1200"), "invalid_date"),
    ],
)
def test_what_cannot_be_asked(book, wish, code):
    with pytest.raises(Refused) as told:
        Reader(book, FEB_10).pages("why", wish)
    assert [problem.code for problem in told.value.problems] == [code]
