"""Receipts and payments: how money and credits are shared out over claims, and what they post."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.accounts import Role
from app.domain.errors import Refused
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import Piece
from app.domain.money import Money
from app.domain.payment import PAYMENT, RECEIPT, in_other_currencies, pieces
from tests.domain.facts import (
    ACCOUNTS,
    DIRECT,
    JAN_10,
    JAN_15,
    JAN_20,
    a_bill,
    a_document,
    a_draft,
    an_account,
    an_act,
    an_invoice,
    eur,
    shown,
    some_rules,
    usd,
)

PAYABLE, RECEIVABLE = ACCOUNTS[Role.PAYABLE], ACCOUNTS[Role.RECEIVABLE]
OPEN_VENDOR = ACCOUNTS[Role.OPEN_VENDOR_CREDIT]


def a_vendor_credit(total: str, **facts: Any):
    plain = {"number": "VC-0001", "open_account": OPEN_VENDOR}
    return a_document(Kind.VENDOR_CREDIT, total, **{**plain, **facts})


def told(shares: tuple[Piece, ...]) -> list[tuple[str, str, str | None]]:
    """Pieces in words: which claim, how much, by which credit (None: by money)."""
    by = [piece.credit.number if piece.credit else None for piece in shares]
    return [
        (piece.claim.number or "", str(piece.amount), credit)
        for piece, credit in zip(shares, by, strict=True)
    ]


def test_credits_go_first_in_their_order_and_money_takes_the_rest():
    bills = [
        (a_bill("100", id=1, number="B1"), usd("100")),
        (a_bill("50", id=2, number="B2"), usd("50")),
    ]
    held = [a_vendor_credit("70", id=3, number="C1"), a_vendor_credit("40", id=4, number="C2")]
    assert told(pieces(bills, held)) == [
        ("B1", "70.00", "C1"),
        ("B1", "30.00", "C2"),
        ("B2", "10.00", "C2"),
        ("B2", "40.00", None),
    ]


def test_a_piece_shows_claim_and_credit_as_they_stand_before_it():
    bills = [(a_bill("100"), usd("100"))]
    made = pieces(bills, [a_vendor_credit("70"), a_vendor_credit("40", id=2)])
    assert [str(piece.claim.remaining) for piece in made] == ["100.00", "30.00"]
    assert [str(piece.credit.remaining) for piece in made if piece.credit] == ["70.00", "40.00"]


def test_a_credit_with_nothing_left_is_passed_over():
    spent = a_vendor_credit("70", applied="70")
    assert told(pieces([(a_bill("90"), usd("90"))], [spent])) == [("BILL-0001", "90.00", None)]


def test_a_claim_named_twice_is_seen_as_the_first_time_left_it():
    bill = a_bill("100")
    made = pieces([(bill, usd("60")), (bill, usd("40"))], [a_vendor_credit("70")])
    assert told(made) == [
        ("BILL-0001", "60.00", "VC-0001"),
        ("BILL-0001", "10.00", "VC-0001"),
        ("BILL-0001", "30.00", None),
    ]
    assert [str(piece.claim.remaining) for piece in made] == ["100.00", "40.00", "30.00"]


def test_more_than_is_due_stays_one_piece_so_that_it_is_refused_as_too_much():
    bill = a_bill("100")
    made = pieces([(bill, usd("60")), (bill, usd("60"))], [a_vendor_credit("100")])
    assert told(made) == [("BILL-0001", "60.00", "VC-0001"), ("BILL-0001", "60.00", None)]
    assert [str(piece.claim.remaining) for piece in made] == ["100.00", "40.00"]


def test_what_is_settled_already_stays_a_piece_so_that_it_is_refused():
    paid, unpaid = a_bill("90", paid="90"), a_bill("90")
    assert told(pieces([(paid, usd("0"))], [a_vendor_credit("5")])) == [
        ("BILL-0001", "0.00", None)
    ]
    assert pieces([(unpaid, usd("0"))], []) == ()


AMOUNTS = st.lists(st.integers(1, 10**6), min_size=1, max_size=6)


@given(AMOUNTS, st.lists(st.integers(1, 10**6), max_size=6))
def test_pieces_settle_exactly_what_was_asked_and_no_credit_gives_too_much(dues, lefts):
    claims = [a_bill(str(Money(due, "USD")), id=n) for n, due in enumerate(dues)]
    held = [
        a_vendor_credit(str(Money(left, "USD")), id=100 + n, number=f"C{n}")
        for n, left in enumerate(lefts)
    ]
    made = pieces([(claim, claim.total) for claim in claims], held)
    assert all(piece.amount.minor > 0 for piece in made)
    for claim in claims:
        mine = [piece.amount.minor for piece in made if piece.claim.id == claim.id]
        assert sum(mine) == claim.total.minor
    by_credit = {credit.id: 0 for credit in held}
    for piece in made:
        if piece.credit:
            by_credit[piece.credit.id] += piece.amount.minor
    assert all(by_credit[credit.id] <= credit.total.minor for credit in held)
    assert sum(by_credit.values()) == min(sum(dues), sum(lefts))


def test_what_is_in_another_currency_is_told_at_its_place():
    bills = [a_bill(), a_bill(number="B2", currency="EUR")]
    held = [a_vendor_credit("5", currency="JPY"), a_vendor_credit("5")]
    found = list(in_other_currencies(bills, held, "USD"))
    assert [(one.code, one.field) for one in found] == [
        ("currency_mismatch", "claims.1.bill"),
        ("currency_mismatch", "credits"),
    ]
    assert found[0].message == "Money in USD settles nothing in EUR: B2."
    assert found[0].hint == "Settle what is in EUR by itself."


def test_after_a_use_less_is_left_and_the_base_follows():
    bill = a_bill("100", currency="EUR", base_total=usd("110"))
    left = bill.after(eur("40"))
    assert (str(left.remaining), str(left.base_open)) == ("60.00", "66.00")


def a_receipt(total: str, **facts: Any):
    return a_draft(Kind.RECEIPT, total, **facts)


def a_payment(total: str, **facts: Any):
    return a_draft(Kind.PAYMENT, total, **facts)


def test_a_receipt_posts_the_money_the_invoices_and_what_is_left_over():
    act = an_act(
        a_receipt("130"),
        entered="130",
        base=usd("130"),
        pieces=pieces([(an_invoice("90", open_account=RECEIVABLE), usd("90"))], ()),
        left=usd("40"),
    )
    assert shown(RECEIPT.perform("issue", act).entry) == [
        "debit 1000 130.00",
        "credit 1200 90.00",
        "credit 2300 40.00",
    ]


@pytest.mark.parametrize(
    ("rules", "holder", "lines"),
    [
        (
            some_rules(),
            OPEN_VENDOR,
            ["debit 2000 90.00", "credit 1000 20.00", "credit 1350 70.00"],
        ),
        (some_rules(accounts=DIRECT), PAYABLE, ["debit 2000 20.00", "credit 1000 20.00"]),
    ],
)
def test_a_payment_posts_the_bills_the_credits_and_the_money(rules, holder, lines):
    act = an_act(
        a_payment("20"),
        rules=rules,
        entered="20",
        base=usd("20"),
        pieces=pieces(
            [(a_bill("90", open_account=PAYABLE), usd("90"))],
            [a_vendor_credit("70", open_account=holder)],
        ),
    )
    assert shown(PAYMENT.perform("issue", act).entry) == lines


def test_a_payment_without_cash_moves_no_money():
    act = an_act(
        a_payment("0"),
        entered="0",
        base=usd("0"),
        pieces=pieces([(a_bill("90", open_account=PAYABLE), usd("60"))], [a_vendor_credit("70")]),
    )
    assert shown(PAYMENT.perform("issue", act).entry) == ["debit 2000 60.00", "credit 1350 60.00"]


def test_foreign_pieces_are_settled_at_their_own_rates_and_the_difference_is_realised():
    bill = a_bill("100", currency="EUR", base_total=usd("120"), open_account=PAYABLE)
    credit = a_vendor_credit("40", currency="EUR", base_total=usd("44"))
    act = an_act(
        a_payment("60", currency="EUR"),
        entered=eur("60"),
        base=usd("69"),
        pieces=pieces([(bill, eur("100"))], [credit]),
    )
    assert shown(PAYMENT.perform("issue", act).entry) == [
        "debit 2000 120.00",
        "credit 1000 69.00",
        "credit 1350 44.00",
        "credit 7000 7.00",
    ]


def test_money_left_over_is_worth_what_its_credit_will_be_worth():
    """At 1.105 the whole hundred is worth 110.5 cents, rounded to 111. Half of it is worth 55.25
    cents by itself, and that is what the credit memo for it is issued at; a share of the rounded
    whole (55.5) would strand a cent among the deposits."""
    rate = 11_050_000_000
    receipt = a_receipt("1.00", currency="EUR", fx_rate=rate, base_total=usd("1.11"))
    invoice = an_invoice("0.50", currency="EUR", base_total=usd("0.55"), open_account=RECEIVABLE)
    act = an_act(
        receipt,
        entered=eur("1.00"),
        base=usd("1.11"),
        pieces=pieces([(invoice, eur("0.50"))], ()),
        left=eur("0.50"),
    )
    lines = shown(RECEIPT.perform("issue", act).entry)
    assert "credit 2300 0.55" in lines


BEFORE = {"issue_date": JAN_10}


@pytest.mark.parametrize(
    ("bill", "amount", "code", "field"),
    [
        (a_bill(party_id=2, party_name="Watt"), "5", "party_mismatch", "claims.0.bill"),
        (a_bill(paid="90"), "0", "target_not_open", "claims.0.bill"),
        (a_bill(stage=Stage.DRAFT, number=None), "5", "target_not_open", "claims.0.bill"),
        (a_bill(stage=Stage.VOID, voided="90"), "0", "target_not_open", "claims.0.bill"),
        (a_bill(), "91", "amount_exceeds_bill_due", "claims.0.amount"),
        (a_bill(issue_date=JAN_20), "5", "date_before_document", "date"),
    ],
)
def test_a_payment_checks_every_bill_and_tells_its_place(bill, amount, code, field):
    payment = a_payment(amount, number=None)
    act = an_act(
        payment, entered=amount, base=usd(amount), pieces=pieces([(bill, usd(amount))], ())
    )
    with pytest.raises(Refused) as refused:
        PAYMENT.perform("issue", act)
    assert [(one.code, one.field) for one in refused.value.problems] == [(code, field)]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"party_id": 2, "party_name": "Watt"}, "party_mismatch"),
        ({"expires_at": JAN_10}, "is_expired"),
        ({"issue_date": JAN_20}, "date_before_document"),
    ],
)
def test_a_payment_checks_every_credit(facts, code):
    shares = pieces([(a_bill("90"), usd("90"))], [a_vendor_credit("70", **facts)])
    act = an_act(a_payment("20"), entered="20", base=usd("20"), pieces=shares)
    with pytest.raises(Refused) as refused:
        PAYMENT.perform("issue", act)
    field = "date" if code == "date_before_document" else "credits"
    assert [(one.code, one.field) for one in refused.value.problems] == [(code, field)]


def test_a_receipt_of_nothing_is_refused_and_a_payment_of_nothing_is_not():
    with pytest.raises(Refused, match="more than zero"):
        RECEIPT.perform("issue", an_act(a_receipt("0"), entered="0", base=usd("0")))
    assert not PAYMENT.perform("issue", an_act(a_payment("0"), entered="0", base=usd("0"))).entry


def test_all_problems_of_a_receipt_are_told_at_once():
    heading = an_account("1999", is_header=True)
    shares = pieces([(an_invoice("90"), usd("95"))], ())
    act = an_act(
        a_receipt("95"),
        entered="95",
        base=usd("95"),
        account=heading,
        rules=some_rules(locked=JAN_15),
        pieces=shares,
    )
    with pytest.raises(Refused) as refused:
        RECEIPT.perform("issue", act)
    assert [problem.code for problem in refused.value.problems] == [
        "amount_exceeds_invoice_due",
        "period_closed",
        "account_is_header",
    ]
