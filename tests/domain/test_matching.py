"""Which open documents go first, and how an amount is spread over them."""

from app.domain.matching import CLAIM_ORDERS, CREDIT_ORDERS, shares, usable
from tests.domain.facts import (
    DEC_31,
    JAN_10,
    JAN_15,
    JAN_20,
    a_document,
    an_invoice,
    usd,
)

LATE = an_invoice(id=1, due_date=DEC_31)
SOON = an_invoice(id=2, due_date=JAN_20)
ALSO = an_invoice(id=3, due_date=JAN_20)
AT_ONCE = an_invoice(id=4, due_date=None)  # due when it was issued


def order(orders, name, documents):
    return [one.id for one in sorted(documents, key=orders[name])]


def test_claims_go_by_their_due_date_then_by_age():
    claims = (LATE, ALSO, SOON, AT_ONCE)
    assert order(CLAIM_ORDERS, "oldest_due", claims) == [4, 2, 3, 1]
    assert order(CLAIM_ORDERS, "newest_due", claims) == [1, 3, 2, 4]


def test_credits_go_by_their_last_day_or_by_age():
    never = a_document(id=1, issue_date=JAN_10)
    soon = a_document(id=2, issue_date=JAN_20, expires_at=DEC_31)
    sooner = a_document(id=3, issue_date=JAN_15, expires_at=JAN_20)
    assert order(CREDIT_ORDERS, "expiring_first", (never, soon, sooner)) == [3, 2, 1]
    assert order(CREDIT_ORDERS, "oldest_first", (soon, sooner, never)) == [1, 3, 2]


def test_a_credit_is_used_unnamed_while_something_is_left_and_nothing_speaks_against_it():
    assert usable(a_document(), JAN_15)
    assert usable(a_document(expires_at=JAN_15), JAN_15)
    assert not usable(a_document(expires_at=JAN_15), JAN_20)
    assert not usable(a_document(kept_out=True), JAN_15)
    assert not usable(a_document(applied="100"), JAN_15)


def test_an_amount_is_spread_until_it_is_used_up():
    found = shares(usd("200"), (SOON, AT_ONCE, an_invoice(id=5, paid="90"), LATE))
    assert [(one.id, str(part)) for one, part in found] == [
        (2, "90.00"),
        (4, "90.00"),
        (1, "20.00"),
    ]
    assert shares(usd("0"), (SOON,)) == []
