"""Arcus's vendor credits and the payments that use them, field by field, in and out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.kinds import VENDOR, Status
from app.exchange import arcus, arcus_vendor
from app.exchange.record import Paying
from tests.exchange.refused import refused
from tests.exchange.samples import (
    AT,
    JAN_15,
    LATER,
    VENDOR_ASKED,
    VENDOR_CREDIT,
    a_vendor_record,
    exact,
    only,
    usd,
)


def asked(**changes: Any):
    return only(arcus.read(exact({**VENDOR_ASKED, **changes}), "USD"))


def answered(**changes: Any):
    return only(arcus.read(exact({"data": {**VENDOR_CREDIT, **changes}}), "USD"))


def written(**facts: Any):
    return arcus_vendor.write(a_vendor_record(**facts))["data"]


def refusal(**changes: Any):
    return refused(arcus.read, exact({**VENDOR_ASKED, **changes}), "USD")


def test_vendor_id():
    assert (asked().party, asked().side) == ("Volt", VENDOR)
    assert written()["vendor_id"] == "p2"
    assert refusal(vendor_id="") == ["required vendor_id"]


@pytest.mark.parametrize("given", [30, "30", "30.00", 30.0])
def test_amount(given):
    assert asked(amount=given).total == usd("30.00")
    assert written()["amount"] == "30.00"


def test_amount_refused():
    assert refusal(amount="0") == ["amount_not_positive amount"]


def test_reason():
    assert (asked().reason, asked().reason_note) == (None, "Late delivery")
    assert written()["reason"] == "Late delivery"


@pytest.mark.parametrize(
    ("given", "reason", "kept"),
    [
        ("rebate", None, "rebate"),
        (None, None, "manual"),
        (None, "Return", "vendor_return"),
        (None, "price_adjustment", "price_adjustment"),
        (None, "Late delivery", "manual"),
        ("manual", "Return", "manual"),
    ],
)
def test_source_type(given, reason, kept):
    assert asked(source_type=given, reason=reason).source_type == kept
    assert written(source_type=kept)["source_type"] == kept


def test_source_type_refused():
    assert refusal(source_type="gift") == ["invalid_value source_type"]


def test_source_id():
    assert asked().source_id == "b-9"
    assert written()["source_id"] == "b-9"
    assert answered(source_id=None).source_id == "v-1"


def test_expires_at():
    assert asked().expires_at == date(2026, 12, 31)
    assert not asked(expires_at=None).usual_expiry
    assert not answered().usual_expiry
    bare = {name: one for name, one in VENDOR_ASKED.items() if name != "expires_at"}
    assert only(arcus.read(exact(bare), "USD")).usual_expiry
    assert written(expires_at=date(2026, 12, 31))["expires_at"] == "2026-12-31T23:59:59Z"


def test_notes():
    assert asked().internal_notes == "By phone"
    assert written()["notes"] == "Ask Ann"


def test_credit_number():
    assert answered().facts["credit_number"] == "VCR-3"
    assert written()["credit_number"] == "VC-0001"


def test_remaining_amount():
    assert answered(remaining_amount="12.5").remaining == usd("12.50")
    assert written(remaining=usd("12.5"))["remaining_amount"] == "12.50"
    problem = ["amount_mismatch data.remaining_amount"]
    body = exact({"data": {**VENDOR_CREDIT, "remaining_amount": "30.01"}})
    assert refused(arcus.read, body, "USD") == problem


def test_what_came_from_there_leaves_with_its_id():
    value = written(facts={"id": "v-1"}, source_id="v-1")
    assert (value["id"], value["source_id"]) == ("v-1", None)
    value = written(facts={"id": "v-1"})
    assert (value["id"], value["source_id"]) == ("v-1", "b-9")


def test_status():
    assert answered().status is Status.ISSUED
    assert written()["status"] == "open"


def test_id_entity_id_created_at_and_updated_at():
    credit = answered()
    assert (credit.id, credit.issue_date) == ("v-1", JAN_15)
    kept = {name: credit.facts[name] for name in ("entity_id", "created_at", "updated_at")}
    assert kept == {"entity_id": "e-1", "created_at": AT, "updated_at": LATER}
    value = written()
    names = ("id", "entity_id", "created_at", "updated_at")
    assert [value[name] for name in names] == ["d7", "Own Shop", AT, LATER]


PAYMENT = {
    "id": "pay-1",
    "vendor_id": "Volt",
    "payment_date": "2026-01-15",
    "amount": 10,
    "vendor_credit_ids": ["v-1"],
    "bills": [{"bill_id": "B-1", "amount": 40}, {"bill_id": "B-2"}],
}


def test_vendor_credit_ids_of_a_payment():
    (paying,) = arcus.read(exact(PAYMENT), "USD").payings
    assert (paying.party, paying.day, paying.cash) == ("Volt", JAN_15, usd("10.00"))
    assert paying.credits == ("v-1",)
    assert paying.claims == (("B-1", usd("40.00")), ("B-2", None))
    assert arcus_vendor.write_paying(paying)["bills"] == [
        {"bill_id": "B-1", "amount": Decimal("40.00")},
        {"bill_id": "B-2", "amount": None},
    ]
    out = arcus_vendor.write_paying(
        Paying(id="d9", party="p2", day=JAN_15, cash=usd("0"), credits=("d7",), claims=())
    )
    assert out == {
        "id": "d9",
        "vendor_id": "p2",
        "payment_date": "2026-01-15",
        "amount": Decimal("0.00"),
        "vendor_credit_ids": ["d7"],
        "bills": [],
    }


@pytest.mark.parametrize("given", ["v-1", [1], {"a": 1}])
def test_vendor_credit_ids_are_a_list_of_ids(given):
    body = exact({**PAYMENT, "vendor_credit_ids": given})
    assert refused(arcus.read, body, "USD") == ["malformed vendor_credit_ids"]


def test_a_payment_names_its_vendor():
    body = exact({**PAYMENT, "vendor_id": None})
    assert refused(arcus.read, body, "USD") == ["required vendor_id"]


def test_an_empty_answer_is_no_credit():
    assert arcus.read({"data": None}, "USD").credits == ()


def test_a_list_of_answers_and_of_mixed_rows():
    rows = [VENDOR_CREDIT, {"data": VENDOR_CREDIT}, {"account_id": "Acme", "amount": 1}]
    read = arcus.read(exact(rows), "USD").credits
    assert [one.path for one in read] == ["2", "0", "1.data"]
    read = arcus.read(exact({"data": [VENDOR_CREDIT]}), "USD").credits
    assert [one.path for one in read] == ["data.0"]


def test_a_file_of_ours_has_all_lists():
    file = arcus.write_file([a_vendor_record()], [])
    assert {name: len(rows) for name, rows in file.items()} == {
        "credits": 0,
        "customer_credits": 0,
        "vendor_credits": 1,
        "ap_payments": 0,
    }
    unknown = {**file, "vendors": []}
    assert [one.path for one in arcus.read(exact(unknown), "USD").remarks] == ["vendors"]
