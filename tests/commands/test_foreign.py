"""Foreign currency: rates, realised differences on both sides, and base amounts that close."""

from typing import Any

import pytest

from app.commands import books, credits, payments
from app.commands.inputs import ApplyTo, SettingsDraft
from app.domain.kinds import CUSTOMER, VENDOR
from tests.builders import (
    JAN_1,
    JAN_15,
    JAN_20,
    a_bill,
    a_claim,
    a_credit,
    a_credit_of,
    a_party,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
    assert_sound,
    balances,
    entries,
    figures,
    mirrored,
    refusing,
    shown,
)


def euros(rate, amount="100", **facts: Any) -> dict[str, Any]:
    return {"currency": "EUR", "fx_rate": rate, "amount": amount, **facts}


def test_foreign_lines_show_their_own_amount_too(book, customer):
    invoice = an_invoice(book, customer, **euros("1.1"))
    assert entries(book, invoice) == [
        ["debit 1200 110.00 (100.00 EUR)", "credit 4000 110.00 (100.00 EUR)"]
    ]
    assert str(shown(book, invoice).base_total) == "110.00"


def test_the_rate_is_the_linked_invoice_s_else_the_day_s_else_asked_for(book, customer):
    invoice = an_invoice(book, customer, **euros("1.1"))
    with refusing(book, "rate_missing", field="fx_rate") as refusal:
        a_credit(book, customer, **euros(None))
    assert "no exchange rate for EUR on 2026-01-10" in str(refusal)
    linked = shown(book, a_credit(book, customer, amount="10", claim=invoice))
    assert (linked.currency, linked.fx_rate) == ("EUR", "1.1")
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_1, rate="1.2")
    assert shown(book, a_credit(book, customer, **euros(None))).fx_rate == "1.2"
    own = shown(book, a_credit(book, customer, claim=invoice, **euros("1.3")))
    assert own.fx_rate == "1.3"
    plain = shown(book, a_credit(book, customer, claim=invoice, currency="USD"))
    assert (plain.currency, plain.fx_rate) == ("USD", "1")


@pytest.mark.parametrize(
    ("side", "credit_rate", "claim_rate", "lines"),
    [
        # customer gain = amount x (credit rate - invoice rate)
        (CUSTOMER, "1.2", "1.1", ["debit 1200 10.00 (0.00 EUR)", "credit 7000 10.00"]),
        (CUSTOMER, "1.1", "1.2", ["debit 7000 10.00", "credit 1200 10.00 (0.00 EUR)"]),
        # vendor gain = amount x (bill rate - credit rate)
        (
            VENDOR,
            "1.1",
            "1.2",
            [
                "debit 2000 120.00 (100.00 EUR)",
                "credit 1350 110.00 (100.00 EUR)",
                "credit 7000 10.00",
            ],
        ),
        (
            VENDOR,
            "1.2",
            "1.1",
            [
                "debit 2000 110.00 (100.00 EUR)",
                "debit 7000 10.00",
                "credit 1350 120.00 (100.00 EUR)",
            ],
        ),
    ],
)
def test_applying_at_another_rate_realises_the_difference(
    book, side, credit_rate, claim_rate, lines
):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, **euros(credit_rate))
    claim = a_claim(book, side, party, **euros(claim_rate))
    before = balances(book)
    (use,) = apply(book, credit, claim).made
    assert entries(book, credit)[1] == lines
    assert_sound(book)
    book.do(JAN_15, credits.unapply, side, application=use)
    assert entries(book, credit)[2] == mirrored(lines)
    assert balances(book) == before
    assert_sound(book)


@pytest.mark.parametrize("side", [CUSTOMER, VENDOR], ids=["customer", "vendor"])
def test_at_the_same_rate_there_is_no_difference(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, **euros("1.23456789"))
    apply(book, credit, a_claim(book, side, party, **euros("1.23456789")), "33.33")
    assert "7000" not in balances(book)
    assert_sound(book)


def test_the_clearing_profile_posts_both_accounts_and_the_difference(book, customer):
    book.do(JAN_1, books.update_settings, SettingsDraft(open_customer_credit="2150"))
    credit = a_credit(book, customer, **euros("1.2"))
    apply(book, credit, an_invoice(book, customer, **euros("1.1")))
    assert entries(book, credit)[1] == [
        "debit 2150 120.00 (100.00 EUR)",
        "credit 1200 110.00 (100.00 EUR)",
        "credit 7000 10.00",
    ]
    assert balances(book) == {"4000": "-110.00", "4100": "120.00", "7000": "-10.00"}


@pytest.mark.parametrize(
    ("side", "rate", "difference"),
    [
        (CUSTOMER, "1.15", "debit 7000 5.00"),
        (CUSTOMER, "1.05", "credit 7000 5.00"),
        (VENDOR, "1.15", "credit 7000 5.00"),
        (VENDOR, "1.05", "debit 7000 5.00"),
    ],
)
def test_a_refund_is_money_at_the_day_s_rate(book, side, rate, difference):
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_15, rate=rate)
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, **euros("1.1"))
    (said,) = book.do(JAN_20, credits.refund, side, credit=credit).made
    assert difference in entries(book, credit)[1]
    assert figures(book, credit)[0] == "fully_applied"
    book.do(JAN_20, credits.void_refund, side, refund=said, reason="Wrong")
    book.do(JAN_20, credits.refund, side, credit=credit, fx_rate="1.1")
    assert "7000" not in balances(book)
    assert_sound(book)


def test_a_refund_without_a_rate_asks_for_one(book, customer):
    credit = a_credit(book, customer, **euros("1.1"))
    with refusing(book, "rate_missing", field="fx_rate"):
        book.do(JAN_15, credits.refund, CUSTOMER, credit=credit)
    for rate, code in (("0", "amount_not_positive"), ("x", "invalid_number")):
        with refusing(book, code, field="fx_rate"):
            book.do(JAN_15, credits.refund, CUSTOMER, credit=credit, fx_rate=rate)


def test_a_void_is_at_the_original_rate(book, customer):
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_15, rate="2")
    credit = a_credit(book, customer, **euros("1.1"))
    book.do(JAN_20, credits.void, CUSTOMER, credit=credit, reason="Wrong")
    assert balances(book) == {}


def test_the_last_use_takes_the_base_that_is_left_so_nothing_strands(book, customer):
    book.do(JAN_1, books.update_settings, SettingsDraft(open_customer_credit="2150"))
    credit = a_credit(book, customer, **euros("1.00333"))
    for amount in ("33.33", "33.33", "33.34"):
        apply(book, credit, an_invoice(book, customer, **euros("1.01777", amount)))
    assert figures(book, credit)[0] == "fully_applied"
    assert {"2150", "1200"}.isdisjoint(balances(book))
    assert_sound(book)


def test_uses_worth_nothing_by_themselves_are_counted_all_the_same(book, customer):
    """A hundred dong at 0.00004 are worth less than half a cent."""
    facts = {"currency": "VND", "fx_rate": "0.00004", "amount": "1000"}
    credit, invoice = a_credit(book, customer, **facts), an_invoice(book, customer, **facts)
    (use,) = apply(book, credit, invoice, "100").made
    assert figures(book, invoice) == ("partially_paid", "1000", "100", "0", "900")
    assert figures(book, credit) == ("partially_applied", "1000", "100", "0", "900")
    assert_sound(book)
    book.do(JAN_15, credits.unapply, CUSTOMER, application=use)
    assert figures(book, invoice)[-1] == "1000"
    apply(book, credit, invoice)
    assert figures(book, invoice)[0] == "paid"
    assert_sound(book)


def test_what_is_worth_nothing_as_a_whole_is_refused(book, customer):
    with refusing(book, "amount_not_positive", field="fx_rate"):
        an_invoice(book, customer, currency="IDR", fx_rate="0.00006", amount="1")


def test_currencies_without_and_with_three_decimals(book, customer):
    yen = {"currency": "JPY", "fx_rate": "0.0067", "amount": "10000"}
    dinar = {"currency": "KWD", "fx_rate": "3.25", "amount": "12.345"}
    for facts, base in ((yen, "67.00"), (dinar, "40.12")):
        credit, invoice = a_credit(book, customer, **facts), an_invoice(book, customer, **facts)
        assert str(shown(book, credit).base_total) == base
        apply(book, credit, invoice)
    assert_sound(book)


def test_a_receipt_realises_the_difference_and_its_rest_is_a_credit_at_its_rate(book, customer):
    invoice = an_invoice(book, customer, **euros("1.1"))
    done = book.do(
        JAN_15,
        payments.receive,
        party=customer,
        amount="150",
        fx_rate="1.2",
        claims=(ApplyTo(invoice),),
    )
    assert entries(book, done.id) == [
        [
            "debit 1000 180.00 (150.00 EUR)",
            "credit 1200 110.00 (100.00 EUR)",
            "credit 2300 60.00 (50.00 EUR)",
            "credit 7000 10.00",
        ]
    ]
    credit = shown(book, "d3")
    assert (credit.status, credit.currency, credit.fx_rate, str(credit.base_total)) == (
        "issued",
        "EUR",
        "1.2",
        "60.00",
    )
    assert "2300" not in balances(book)
    assert_sound(book)


def test_money_left_over_strands_no_cent_among_the_deposits(book, customer):
    invoice = an_invoice(book, customer, **euros("1.105", "0.50"))
    book.do(
        JAN_15,
        payments.receive,
        party=customer,
        amount="1.00",
        fx_rate="1.105",
        claims=(ApplyTo(invoice),),
    )
    assert "2300" not in balances(book)
    assert_sound(book)


def test_a_payment_realises_the_difference_of_bills_credits_and_money(book):
    vendor = a_vendor(book)
    bill = a_bill(book, vendor, **euros("1.2"))
    credit = a_vendor_credit(book, vendor, **euros("1.1", "40"))
    done = book.do(
        JAN_15,
        payments.pay,
        party=vendor,
        claims=(ApplyTo(bill),),
        credits=(credit,),
        fx_rate="1.15",
    )
    assert entries(book, done.id) == [
        [
            "debit 2000 120.00 (100.00 EUR)",
            "credit 1000 69.00 (60.00 EUR)",
            "credit 1350 44.00 (40.00 EUR)",
            "credit 7000 7.00",
        ]
    ]
    assert_sound(book)


def test_money_in_another_currency_than_the_claims_is_refused(book, customer):
    invoice = an_invoice(book, customer, **euros("1.1"))
    with refusing(book, "currency_mismatch", field="claims.0.invoice"):
        book.do(
            JAN_15,
            payments.receive,
            party=customer,
            amount="100",
            currency="USD",
            claims=(ApplyTo(invoice),),
        )
    vendor = a_vendor(book)
    bills = (ApplyTo(a_bill(book, vendor)), ApplyTo(a_bill(book, vendor, **euros("1.1"))))
    credit = a_vendor_credit(book, vendor, **euros("1.1"))
    with refusing(book, "currency_mismatch", "currency_mismatch") as refusal:
        book.do(JAN_15, payments.pay, party=vendor, claims=bills, credits=(credit,))
    assert refusal.fields == ["claims.1.bill", "credits"]
