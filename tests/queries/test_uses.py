"""What became of a document's amount: both ends of a use tell the same, live or not."""

from typing import Any

from sqlalchemy import Engine, event

from app.commands import credits, payments
from app.commands.inputs import ApplyTo
from app.domain.kinds import CREDITS, CUSTOMER, VENDOR, Kind
from app.queries import documents, lists
from app.queries import payments as money
from tests.builders import (
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
    shown,
)


def uses(view):
    return [
        (one.credit_number, one.payment_number, one.number, str(one.amount), one.date, one.live)
        for one in view.applications
    ]


def test_both_ends_tell_the_same_use(book):
    customer = a_customer(book)
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    first = apply(book, credit, invoice, "10", date=JAN_15).made[0]
    apply(book, credit, invoice, "20", date=JAN_20)
    told = [
        ("CM-0001", None, "INV-0001", "10.00", JAN_15, True),
        ("CM-0001", None, "INV-0001", "20.00", JAN_20, True),
    ]
    assert uses(shown(book, credit)) == uses(shown(book, invoice)) == told
    assert shown(book, credit).applications == shown(book, invoice).applications
    book.do(JAN_31, credits.unapply, CUSTOMER, application=first)
    assert [one[-1] for one in uses(shown(book, credit))] == [False, True]
    assert shown(book, credit).applications == shown(book, invoice).applications


def test_credits_and_money_are_told_apart(book):
    vendor = a_vendor(book)
    bill, credit = a_bill(book, vendor, due="80"), a_vendor_credit(book, vendor, amount="30")
    facts = {"party": vendor, "claims": (ApplyTo(bill),), "credits": (credit,), "date": JAN_20}
    payment = book.do(JAN_20, payments.pay, **facts).id
    by_credit, by_money = shown(book, bill).applications
    assert (by_credit.credit, by_credit.payment, str(by_credit.amount)) == (credit, None, "30.00")
    assert (by_money.credit, by_money.payment, str(by_money.amount)) == (None, payment, "50.00")
    assert (by_money.credit_number, by_money.payment_number) == (None, "PAY-0001")
    assert shown(book, credit).applications == (by_credit,)


def test_refunds_say_how_and_whence(book):
    vendor = a_vendor(book)
    credit = a_vendor_credit(book, vendor)
    facts = {"amount": "10", "method": "wire", "account": "1050", "reference": "W-1"}
    made = book.do(JAN_20, credits.refund, VENDOR, credit=credit, **facts).made[0]
    book.do(JAN_31, credits.refund, VENDOR, credit=credit, amount="5", method="credit_card")
    book.do(JAN_31, credits.void_refund, VENDOR, refund=made, reason="returned")
    first, second = shown(book, credit).refunds
    assert (first.id, first.method, first.account, first.reference) == (
        made,
        "wire",
        "1050",
        "W-1",
    )
    assert (str(first.amount), first.date, first.live) == ("10.00", JAN_20, False)
    assert (second.method, second.account, second.reference, second.live) == (
        "credit_card",
        "1050",
        None,
        True,
    )
    assert str(shown(book, credit).refunded) == "5.00"


def test_the_figures_are_the_sum_of_the_live_uses(lively):
    seen = 0
    for kind in (Kind.CREDIT_MEMO, Kind.VENDOR_CREDIT, Kind.INVOICE, Kind.BILL):
        for row in lively.ask(JAN_15, lists.page, kind, limit=5000).rows:
            view = lively.ask(JAN_15, documents.get, kind, row.id)
            live = [one for one in view.applications if one.live]
            seen += len(live)
            by_credit = sum(one.amount.minor for one in live if one.credit)
            by_money = sum(one.amount.minor for one in live if one.payment)
            assert view.applied.minor == by_credit
            if kind in CREDITS:
                refunded = sum(one.amount.minor for one in view.refunds if one.live)
                assert view.refunded.minor == refunded
                assert by_money == 0
            else:
                assert view.paid.minor == by_money
    assert seen > 20


def test_no_page_and_no_act_walks_through_every_use_of_the_book(book):
    customer, vendor = a_customer(book), a_vendor(book)
    credit, bill = a_credit(book, customer), a_bill(book, vendor)
    apply(book, credit, an_invoice(book, customer), "10")
    facts = {"party": vendor, "claims": (ApplyTo(bill),), "date": JAN_20}
    payment = book.do(JAN_20, payments.pay, **facts).id
    asked: set[tuple[str, tuple[Any, ...]]] = set()

    def note(_c: Any, _cursor: Any, text: str, values: Any, *_rest: Any) -> None:
        if text.startswith("SELECT") and "document_use" in text:
            asked.add((text, tuple(values)))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        shown(book, credit)
        book.ask(JAN_20, money.get, payment)
        book.do(JAN_20, credits.void, CUSTOMER, credit=credit, reason="x", scope="remaining")
        book.do(JAN_20, payments.void, payment=payment, reason="x")
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(asked) > 5
    with book.look() as connection:
        for text, values in asked:
            assert "reverses IS NULL" not in text, "the index of `reverses` would be walked"
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values):
                assert not row[3].startswith("SCAN document_use"), text
