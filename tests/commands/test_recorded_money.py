"""Money that went back by itself, and money that is taken back."""

from typing import Any

import pytest

from app.commands import books, credits, expiry, payments
from app.commands.inputs import ApplyTo, CreditDraft, SettingsDraft
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import aging, parties, reports
from app.queries import payments as seen
from tests.builders import (
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    Notices,
    a_bill,
    a_credit,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    assert_sound,
    balances,
    entries,
    figures,
    last_history,
    refusing,
    shown,
)


def record(book, customer, amount="60", **facts: Any):
    plain = {"kind": "chargeback", "on": JAN_15, **facts}
    return book.do(plain.pop("on"), payments.record, party=customer, amount=amount, **plain).id


def void(book, payment, reason="Cheque lost", on=JAN_20, **facts: Any):
    return book.do(on, payments.void, payment=payment, reason=reason, **facts)


def receive(book, customer, amount, *invoices: str, **facts: Any):
    named = tuple(ApplyTo(one) for one in invoices)
    return book.do(
        JAN_15, payments.receive, party=customer, amount=amount, claims=named, **facts
    ).id


def pay(book, vendor, *bills: str, held=(), **facts: Any):
    named = tuple(ApplyTo(one) for one in bills)
    return book.do(
        JAN_15, payments.pay, party=vendor, claims=named, credits=tuple(held), **facts
    ).id


def money(book, payment):
    return book.ask(JAN_20, seen.get, payment)


def apply_to(book, credit, transaction, **facts: Any):
    return book.do(
        JAN_20, credits.apply, CUSTOMER, credit=credit, transaction=transaction, **facts
    )


def test_a_chargeback_is_owed_until_a_credit_meets_it(book, customer):
    transaction = record(book, customer, account="1050")
    assert entries(book, transaction) == [["debit 1200 60.00", "credit 1050 60.00"]]
    view = money(book, transaction)
    assert (view.number, view.status, view.recorded) == ("TX-0001", "open", "chargeback")
    assert (str(view.due), str(view.cash), view.account) == ("60.00", "60.00", "1050")
    assert view.can_be_voided
    (row,) = book.ask(JAN_20, aging.ageing, CUSTOMER, JAN_20)
    assert str(row.total) == "60.00"
    (party,) = book.ask(JAN_20, parties.rows, CUSTOMER)
    assert str(party.due) == "60.00"
    assert not any(one.difference for one in book.ask(JAN_20, reports.ties))

    credit = a_credit(book, customer, reason="chargeback")
    done = apply_to(book, credit, transaction)
    (use,) = shown(book, credit).applications
    assert (use.id, use.transaction, use.claim, use.number) == (
        done.made[0],
        transaction,
        None,
        "TX-0001",
    )
    assert use.target == transaction
    assert figures(book, credit)[-1] == "40.00"
    view = money(book, transaction)
    assert (view.status, str(view.due), str(view.applied)) == ("paid", "0.00", "60.00")
    assert [one.credit for one in view.settled] == [credit]
    assert len(entries(book, credit)) == 1
    assert_sound(book)


def test_one_act_meets_invoices_and_transactions(book, customer):
    invoice, transaction = an_invoice(book, customer), record(book, customer, "20")
    credit = a_credit(book, customer)
    to = (ApplyTo(invoice, "70"), ApplyTo(transaction=transaction))
    book.do(JAN_20, credits.apply, CUSTOMER, credit=credit, to=to)
    assert figures(book, credit)[-1] == "10.00"
    assert str(money(book, transaction).due) == "0.00"
    assert_sound(book)


def test_a_target_is_one_thing(book, customer):
    invoice, transaction = an_invoice(book, customer), record(book, customer)
    credit = a_credit(book, customer)
    with refusing(book, "malformed", field="to"):
        apply_to(book, credit, transaction, claim=invoice)
    with refusing(book, "required", field="to.0.claim"):
        book.do(JAN_20, credits.apply, CUSTOMER, credit=credit, to=(ApplyTo(),))
    with refusing(book, "required", field="claim"):
        book.do(JAN_20, credits.apply, CUSTOMER, credit=credit)


def test_more_than_went_back_is_not_met(book, customer):
    transaction, credit = record(book, customer), a_credit(book, customer)
    with refusing(book, "amount_exceeds_invoice_due", field="amount"):
        apply_to(book, credit, transaction, amount="60.01")
    apply_to(book, credit, transaction, amount="80", clamp=True)
    with refusing(book, "target_not_open", field="transaction"):
        apply_to(book, credit, transaction)


def test_a_customer_who_pays_a_chargeback_after_all_settles_it(book, customer):
    transaction = record(book, customer)
    receipt = book.do(
        JAN_20,
        payments.receive,
        party=customer,
        amount="60",
        claims=(ApplyTo(transaction=transaction),),
    ).id
    assert str(money(book, transaction).due) == "0.00"
    assert balances(book) == {}
    void(book, receipt)
    assert str(money(book, transaction).due) == "60.00"
    assert_sound(book)


def test_it_stands_on_the_receivables_in_the_clearing_profile_too(book, customer):
    book.do(JAN_10, books.update_settings, SettingsDraft(open_customer_credit="2150"))
    transaction, credit = record(book, customer), a_credit(book, customer)
    apply_to(book, credit, transaction)
    assert entries(book, credit)[1] == ["debit 2150 60.00", "credit 1200 60.00"]
    assert_sound(book)


def test_what_is_wrong_with_it_is_told_at_once(book, customer):
    with refusing(book, "invalid_value", "not_found", "not_found", "amount_not_positive"):
        record(book, "p9", "0", kind="gift", account="9999")
    with refusing(book, "control_account", field="account"):
        record(book, customer, account="1200")
    book.do(JAN_15, books.lock, through=JAN_10)
    with refusing(book, "period_closed", field="date"):
        record(book, customer, date=JAN_10)
    with refusing(book, "rate_missing", field="fx_rate"):
        record(book, customer, currency="EUR")


def test_recorded_money_is_voided_while_nothing_meets_it(book, customer):
    transaction = record(book, customer)
    credit = a_credit(book, customer)
    (use,) = apply_to(book, credit, transaction).made
    with refusing(book, "has_applications"):
        void(book, transaction)
    assert not money(book, transaction).can_be_voided
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use)
    void(book, transaction)
    view = money(book, transaction)
    assert (view.status, view.voided_reason) == ("void", "Cheque lost")
    with refusing(book, "is_void"):
        void(book, transaction)
    assert_sound(book)


def test_a_void_receipt_gives_every_invoice_back(book, customer):
    first, second = an_invoice(book, customer), an_invoice(book, customer)
    before = balances(book)
    receipt = receive(book, customer, "120", first, second)
    notices = Notices(book)
    void(book, receipt)
    assert figures(book, first) == ("open", "90.00", "0.00", "0.00", "90.00")
    assert figures(book, second)[-1] == "90.00"
    assert balances(book) == before
    posted, mirror = entries(book, receipt)
    assert posted == ["debit 1000 120.00", "credit 1200 120.00"]
    assert mirror == ["debit 1200 120.00", "credit 1000 120.00"]
    view = money(book, receipt)
    assert (view.status, view.voided_reason, view.can_be_voided) == ("void", "Cheque lost", False)
    assert [one.live for one in view.settled] == [False, False]
    assert notices.acts == [("void", {"receipt", "invoice", "entry"})]
    assert last_history(book)[:2] == ("void", "document")
    with refusing(book, "is_void"):
        void(book, receipt)
    assert_sound(book)


def test_what_was_left_over_goes_with_its_receipt(book, customer):
    receipt = receive(book, customer, "130", an_invoice(book, customer))
    credit = money(book, receipt).credit
    void(book, receipt)
    assert shown(book, credit).status == "void"
    assert balances(book) == {"1200": "90.00", "4000": "-90.00"}
    assert money(book, receipt).credit is None
    assert_sound(book)


def test_a_receipt_stays_while_what_it_left_over_is_in_use(book, customer):
    other = an_invoice(book, customer)
    receipt = receive(book, customer, "130", an_invoice(book, customer))
    credit = money(book, receipt).credit
    (use,) = book.do(JAN_20, credits.apply, CUSTOMER, credit=credit, claim=other).made
    with refusing(book, "has_applications") as refusal:
        void(book, receipt)
    assert str(refusal) == "40.00 USD of CM-0001, which was left over, is in use."
    problem = book.ask(JAN_20, seen.why_not, receipt)["void"]
    assert problem
    assert problem.code == "has_applications"
    book.do(JAN_20, credits.unapply, CUSTOMER, application=use)
    book.do(JAN_20, credits.void, CUSTOMER, credit=credit, reason="Wrong")
    void(book, receipt)
    assert_sound(book)


def test_a_receipt_stays_when_what_it_left_over_has_lapsed(book, customer):
    receipt = receive(book, customer, "130", an_invoice(book, customer))
    credit = money(book, receipt).credit
    book.do(JAN_15, credits.update, CUSTOMER, CreditDraft(expires_at=JAN_20), credit=credit)
    book.do(FEB_10, expiry.run)
    with refusing(book, "is_expired"):
        void(book, receipt, on=FEB_10)


def test_a_void_payment_gives_bills_and_credits_back(book):
    vendor = a_vendor(book)
    bill, credit = a_bill(book, vendor, due="500"), a_vendor_credit(book, vendor)
    payment = pay(book, vendor, bill, held=[credit])
    void(book, payment)
    assert figures(book, bill) == ("open", "500.00", "0.00", "0.00", "500.00")
    assert figures(book, credit) == ("issued", "100.00", "0.00", "0.00", "100.00")
    assert entries(book, payment)[1] == [
        "debit 1000 400.00",
        "debit 1350 100.00",
        "credit 2000 500.00",
    ]
    assert_sound(book)


def test_what_was_taken_back_before_is_not_given_back_twice(book):
    vendor = a_vendor(book)
    bill, credit = a_bill(book, vendor, due="500"), a_vendor_credit(book, vendor)
    payment = pay(book, vendor, bill, held=[credit])
    (use,) = shown(book, credit).applications
    book.do(JAN_20, credits.unapply, VENDOR, application=use.id)
    void(book, payment)
    assert entries(book, payment)[1] == ["debit 1000 400.00", "credit 2000 400.00"]
    assert figures(book, bill)[-1] == "500.00"
    assert_sound(book)


def test_a_credit_whose_rest_is_gone_is_open_again_by_what_it_gave(book):
    vendor = a_vendor(book)
    bill = a_bill(book, vendor, due="60")
    void_one, lapsed = a_vendor_credit(book, vendor), a_vendor_credit(book, vendor)
    first = pay(book, vendor, bill, held=[void_one])
    book.do(JAN_20, credits.void, VENDOR, credit=void_one, reason="Rest", scope="remaining")
    void(book, first)
    assert figures(book, void_one)[0] == "issued"
    second = pay(book, vendor, bill, held=[lapsed])
    book.do(JAN_15, credits.update, VENDOR, CreditDraft(expires_at=JAN_15), credit=lapsed)
    book.do(JAN_20, expiry.run)
    assert shown(book, lapsed).status == "expired"
    void(book, second)
    assert figures(book, lapsed)[0] == "issued"
    assert_sound(book)


def test_a_payment_by_credits_alone_is_voided_too(book):
    vendor = a_vendor(book)
    book.do(JAN_10, books.update_settings, SettingsDraft(open_vendor_credit="2000"))
    bill, credit = a_bill(book, vendor), a_vendor_credit(book, vendor)
    payment = pay(book, vendor, bill, held=[credit])
    assert entries(book, payment) == []
    void(book, payment)
    assert money(book, payment).status == "void"
    assert figures(book, bill)[-1] == "90.00"
    assert_sound(book)


def test_exchange_differences_go_back_with_the_money(book, customer):
    invoice = an_invoice(book, customer, currency="EUR", fx_rate="1.1")
    before = balances(book)
    receipt = receive(book, customer, "90", invoice, fx_rate="1.2")
    assert "7000" in balances(book)
    void(book, receipt)
    assert balances(book) == before
    assert_sound(book)


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"reason": " "}, "reason_required", "reason"),
        ({"reason": "x" * 10_001}, "too_long", "reason"),
        ({"date": JAN_10}, "date_before_document", "date"),
    ],
)
def test_money_is_not_voided_without_a_reason_or_before_its_day(
    book, customer, facts, code, field
):
    receipt = receive(book, customer, "50", an_invoice(book, customer))
    with refusing(book, code, field=field):
        void(book, receipt, **facts)
    book.do(JAN_31, books.lock, through=JAN_31)
    with refusing(book, "period_closed", field="date"):
        void(book, receipt, date=JAN_20)
    with refusing(book, "not_found", field="payment"):
        void(book, "CM-0001")


def test_a_card_takes_back_what_it_paid_for_the_invoice(book, customer):
    invoice = an_invoice(book, customer)
    receive(book, customer, "60", invoice, account="1050")
    receive(book, customer, "30", invoice)
    credit = a_credit(book, customer, claim=invoice, amount="90")

    def by_card(amount: str, **facts: Any) -> Any:
        return book.do(
            JAN_20,
            credits.refund,
            CUSTOMER,
            credit=credit,
            amount=amount,
            method="credit_card",
            **facts,
        )

    with refusing(book, "exceeds_refundable", field="amount") as refusal:
        by_card("60.01")
    assert str(refusal).startswith("Only 60.00 USD can go back this way")
    (first,) = by_card("25").made
    with refusing(book, "exceeds_refundable"):
        by_card("35.01")
    book.do(JAN_20, credits.void_refund, CUSTOMER, refund=first, reason="Wrong card")
    by_card("60")
    free = a_credit(book, customer)
    book.do(JAN_20, credits.refund, CUSTOMER, credit=free, method="debit_card")
    assert_sound(book)
