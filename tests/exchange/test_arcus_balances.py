"""Arcus's customer credits (what is left of a memo), field by field, in and out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.kinds import Status
from app.exchange import arcus
from tests.exchange.refused import refused
from tests.exchange.samples import (
    AT,
    BALANCE,
    CREDIT,
    JAN_15,
    LATER,
    a_record,
    exact,
    only,
    usd,
)


def read(**changes: Any):
    return only(arcus.read(exact({**BALANCE, **changes}), "USD"))


def written(**facts: Any):
    return arcus.write_balance(a_record(program="arcus", **facts))


def refusal(**changes: Any):
    return refused(arcus.read, exact({**BALANCE, **changes}), "USD")


def both(credit=None, balance=None):
    """A file in which the same credit stands in both lists."""
    file = {
        "credits": [{**CREDIT, **(credit or {})}],
        "customer_credits": [{**BALANCE, **(balance or {})}],
    }
    return exact(file)


def test_path_id_and_reason_of_a_void():
    file = {"customer_credit_voids": [{"id": "0b6f", "reason": "Wrong"}, {"id": "d7"}]}
    voidings = arcus.read(exact(file), "USD").voidings
    assert [(one.credit, one.reason, one.path) for one in voidings] == [
        ("0b6f", "Wrong", "customer_credit_voids.0"),
        ("d7", "not stated", "customer_credit_voids.1"),
    ]
    missing = exact({"customer_credit_voids": [{"reason": "Wrong"}]})
    assert refused(arcus.read, missing, "USD") == ["required customer_credit_voids.0.id"]


def test_id():
    credit = read()
    assert (credit.id, credit.source_type, credit.source_id) == ("0b6f", "arcus", "0b6f")
    assert written()["id"] == "d7"
    assert written(source_type="arcus", source_id="0b6f")["id"] == "0b6f"


def test_entity_id_and_account_id():
    assert (read().facts["entity_id"], read().party) == ("e-1", "Acme")
    assert (written()["entity_id"], written()["account_id"]) == ("Own Shop", "p1")


def test_amount():
    assert read().total == usd("125.50")
    assert written()["amount"] == Decimal("26.50")


def test_open_balance():
    assert read(open_balance=20).remaining == usd("20.00")
    assert written(remaining=usd("20"))["open_balance"] == Decimal("20.00")
    assert refusal(open_balance=125.51) == ["amount_mismatch open_balance"]


def test_status():
    assert read().status is Status.ISSUED
    assert read(status="voided").status is Status.VOID
    assert written()["status"] == "open"
    assert refusal(status="closed") == ["invalid_value status"]


@pytest.mark.parametrize(
    ("given", "code", "note"),
    [
        ("Arrived broken", "other", "Arrived broken"),
        ("goodwill", "goodwill", None),
        ("damaged_goods", "damaged_goods", None),
        (None, "other", None),
    ],
)
def test_reason(given, code, note):
    credit = read(reason=given)
    assert (credit.reason, credit.reason_note) == (code, note)


def test_reason_out():
    assert written(reason_note="Arrived broken")["reason"] == "Arrived broken"
    assert written(reason="damaged_goods")["reason"] == "damaged_goods"


def test_memo():
    assert read().description == "Chair"
    assert written()["memo"] == "Two chairs"


def test_gl_account_id():
    assert read().gl_account == "4100"
    assert written()["gl_account_id"] == "4100"


def test_journal_entry_id():
    assert read().facts["journal_entry_id"] == "j-1"
    value = written(void_entry="e9")
    assert (value["journal_entry_id"], value["void_journal_entry_id"]) == ("e5", "e9")


def test_created_at_updated_at_and_voided_at():
    credit = read(status="voided", voided_at=LATER)
    assert (credit.issue_date, credit.void_day) == (JAN_15, date(2026, 1, 20))
    assert (credit.facts["created_at"], credit.facts["updated_at"]) == (AT, LATER)
    value = written(voided_at=LATER)
    assert (value["created_at"], value["updated_at"], value["voided_at"]) == (AT, LATER, LATER)


def test_a_memo_and_its_balance_are_one_credit():
    credit = only(arcus.read(both(balance={"open_balance": 100}), "USD"))
    assert (credit.path, credit.reason, credit.reason_note) == (
        "credits.0",
        "return",
        "Arrived broken",
    )
    assert (credit.description, credit.gl_account) == ("Chair", "4100")
    assert (credit.internal_notes, credit.remaining) == ("Broken leg", usd("100.00"))
    assert credit.facts["journal_entry_id"] == "j-1"


def test_a_reason_that_the_list_does_not_have_comes_from_the_balance():
    file = both({"reason": "other"}, {"reason": "chargeback"})
    assert only(arcus.read(file, "USD")).reason == "chargeback"


@pytest.mark.parametrize(
    ("balance", "problem"),
    [
        ({"amount": 126}, "amount_mismatch customer_credits.0.amount"),
        ({"account_id": "Volt"}, "party_mismatch customer_credits.0.account_id"),
    ],
)
def test_a_memo_and_its_balance_must_agree(balance, problem):
    assert refused(arcus.read, both(balance=balance), "USD") == [problem]


def test_a_balance_without_its_memo_is_a_credit_of_its_own():
    file = both(balance={"id": "other"})
    assert [one.id for one in arcus.read(file, "USD").credits] == ["0b6f", "other"]
    file = both(balance={"id": None})
    assert [one.source_id for one in arcus.read(file, "USD").credits] == ["0b6f", None]
