"""Entries made by hand: what they need, and what they are refused for."""

import pytest

from app.domain.accounts import Role
from app.domain.entry import DrCr, Line
from app.domain.errors import Refused
from app.domain.hand import hand_entry, reversed_by_hand
from tests.domain.facts import (
    ACCOUNTS,
    JAN_10,
    JAN_15,
    JAN_20,
    an_account,
    shown,
    some_rules,
    usd,
)


def a_side(side: DrCr, code: str, amount: str, *, is_header: bool = False) -> Line:
    money = usd(amount)
    return Line(an_account(code, is_header=is_header), side, money, money)


RENT = a_side(DrCr.DEBIT, "6000", "50")
BANK = a_side(DrCr.CREDIT, "1000", "50")


def codes(refused):
    return [(problem.code, problem.field) for problem in refused.value.problems]


def test_a_balanced_entry_is_made():
    assert shown(hand_entry([RENT, BANK], JAN_15, some_rules())) == [
        "debit 6000 50.00",
        "credit 1000 50.00",
    ]


def test_everything_that_is_wrong_is_told_at_once():
    control = Line(ACCOUNTS[Role.RECEIVABLE], DrCr.DEBIT, usd("1"), usd("1"))
    heading = a_side(DrCr.CREDIT, "1999", "50", is_header=True)
    with pytest.raises(Refused) as refused:
        hand_entry([RENT, control, heading], JAN_10, some_rules(locked=JAN_15), "day")
    assert codes(refused) == [
        ("control_account", "lines.1.account"),
        ("account_is_header", "lines.2.account"),
        ("gl_imbalance", "lines"),
        ("period_closed", "day"),
    ]
    assert "The debits are 51.00 USD, the credits 50.00 USD." in str(refused.value)


def test_one_line_is_no_entry():
    with pytest.raises(Refused) as refused:
        hand_entry([RENT], JAN_15, some_rules())
    assert codes(refused) == [("required", "lines"), ("gl_imbalance", "lines")]


def test_an_entry_is_taken_back_by_its_mirror_on_its_day_or_later():
    entry = hand_entry([RENT, BANK], JAN_15, some_rules())
    mirror = reversed_by_hand(entry, JAN_15, some_rules(), JAN_15)
    assert shown(mirror) == ["debit 1000 50.00", "credit 6000 50.00"]
    with pytest.raises(Refused) as refused:
        reversed_by_hand(entry, JAN_10, some_rules(locked=JAN_10), JAN_20)
    assert codes(refused) == [("period_closed", "date"), ("date_before_document", "date")]
