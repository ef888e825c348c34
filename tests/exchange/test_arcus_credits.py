"""Arcus's credits, field by field, in and out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.kinds import Status
from app.exchange import arcus
from tests.exchange.refused import refused
from tests.exchange.samples import (
    ASKED,
    AT,
    CREDIT,
    JAN_15,
    LATER,
    a_record,
    exact,
    only,
    usd,
)


def read(**changes: Any):
    return only(arcus.read(exact([{**CREDIT, **changes}]), "USD"))


def asked(**changes: Any):
    return only(arcus.read(exact([{**ASKED, **changes}]), "USD"))


def written(**facts: Any):
    return arcus.write(a_record(program="arcus", **facts))


def refusal(**changes: Any):
    return refused(arcus.read, exact([{**CREDIT, **changes}]), "USD")


def without(body, name):
    return {key: value for key, value in body.items() if key != name}


def test_account_id():
    assert read().party == "Acme"
    assert written()["account_id"] == "p1"
    assert refused(arcus.read, exact([without(CREDIT, "account_id")]), "USD") == [
        "required 0.account_id"
    ]


@pytest.mark.parametrize("given", [125.5, "125.5", "125.50"])
def test_amount_in(given):
    assert read(amount=given).total == usd("125.50")


def test_amount_out():
    assert written()["amount"] == Decimal("26.50")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (0, "amount_not_positive"),
        (-1, "amount_not_positive"),
        (1.005, "too_many_decimals"),
        ("x", "invalid_number"),
        (None, "required"),
        (True, "invalid_number"),
        ([], "invalid_number"),
    ],
)
def test_amount_refused(given, code):
    assert refusal(amount=given) == [f"{code} 0.amount"]


def test_amount_of_a_book_without_cents():
    credit = only(arcus.read(exact([{**CREDIT, "amount": 10000}]), "JPY"))
    assert (credit.total.minor, credit.currency) == (10000, "JPY")


@pytest.mark.parametrize(
    ("given", "code", "note"),
    [
        ("return", "return", None),
        ("write_off", "write_off", None),
        ("goodwill", "goodwill", None),
        ("price_adjustment", "pricing_error", None),
        ("duplicate_payment", "duplicate_payment", None),
        ("other", "other", None),
        ("Damaged goods", "damaged_goods", None),
        (" Order-Cancellation ", "order_cancellation", None),
        ("Billed twice.", "duplicate_charge", None),
        ("Arrived broken", "other", "Arrived broken"),
        (None, "other", None),
    ],
)
def test_reason(given, code, note):
    credit = read(reason=given)
    assert (credit.reason, credit.reason_note) == (code, note)


def test_reason_out():
    assert written(reason="waiver")["reason"] == "goodwill"


def test_source_type_and_source_id():
    credit = asked()
    assert (credit.source_type, credit.source_id) == ("return", "rma-1")
    value = written(source_type="return", source_id="rma-1")
    assert (value["source_type"], value["source_id"]) == ("return", "rma-1")
    credit = asked(source_type=None)
    assert (credit.source_type, credit.source_id) == ("other", "rma-1")


def test_expires_at():
    assert asked().expires_at == date(2026, 3, 31)
    assert asked(expires_at="2026-03-31").expires_at == date(2026, 3, 31)
    assert asked(expires_at=90).expires_in_days == 90
    assert asked(expires_at="90").expires_in_days == 90
    assert written(expires_at=date(2026, 3, 31))["expires_at"] == "2026-03-31"
    assert written()["expires_at"] is None
    assert refusal(expires_at="soon") == ["invalid_date 0.expires_at"]
    assert refusal(expires_at="2026-02-30T00:00:00Z") == ["invalid_date 0.expires_at"]
    assert refusal(expires_at=-5) == ["invalid_date 0.expires_at"]


def test_expires_at_left_out_is_the_usual_for_a_new_one_and_never_for_one_that_exists():
    bare = only(arcus.read(exact([without(ASKED, "expires_at")]), "USD"))
    assert (bare.usual_expiry, bare.expires_at) == (True, None)
    assert not asked(expires_at=None).usual_expiry
    assert (read().usual_expiry, read().expires_at) == (False, None)


def test_notes():
    assert read().internal_notes == "Broken leg"
    assert written()["notes"] == "Ask Ann"


def test_id_and_object():
    credit = read()
    assert (credit.id, credit.source_type, credit.source_id) == ("0b6f", "arcus", "0b6f")
    assert (written()["id"], written()["object"]) == ("d7", "credit_memo")
    came = written(source_type="arcus", source_id="0b6f")
    assert (came["id"], came["source_type"], came["source_id"]) == ("0b6f", None, None)
    came = written(source_type="return", source_id="rma-1", facts={"id": "0b6f"})
    assert (came["id"], came["source_id"]) == ("0b6f", "rma-1")
    assert refusal(object="invoice") == ["invalid_value 0.object"]


def test_entity_id():
    assert read().facts["entity_id"] == "e-1"
    assert written()["entity_id"] == "Own Shop"


def test_credit_memo_number():
    assert read().facts["credit_memo_number"] == "CR-77"
    assert written()["credit_memo_number"] == "CM-0007"
    assert written(facts={"credit_memo_number": "CR-77"})["credit_memo_number"] == "CR-77"


def test_amount_applied_and_amount_refunded():
    credit = read(amount_applied=20, amount_refunded=5.5)
    assert (credit.applied, credit.refunded) == (usd("20.00"), usd("5.50"))
    assert [(one.amount, one.day) for one in credit.refunds] == [(usd("5.50"), JAN_15)]
    value = written(applied=usd("6.50"), refunded=usd("1.50"))
    assert (value["amount_applied"], value["amount_refunded"]) == (
        Decimal("6.50"),
        Decimal("1.50"),
    )
    assert read().refunds is None


@pytest.mark.parametrize(
    ("field", "kind"), [("source_return_id", "return"), ("source_order_id", "order")]
)
def test_source_return_id_and_source_order_id(field, kind):
    credit = read(**{field: "s-1"})
    assert (credit.source_type, credit.source_id) == (kind, "s-1")
    value = written(source_type=kind, source_id="s-1")
    views = {name: value[name] for name in ("source_return_id", "source_order_id")}
    assert views == {"source_return_id": None, "source_order_id": None, field: "s-1"}


def test_status():
    assert read(status="voided").status is Status.VOID
    assert read(status="voided").voided_reason == "not stated"
    assert read(status=None).status is Status.ISSUED
    assert written(status=Status.PARTIALLY_APPLIED)["status"] == "partially_applied"
    assert refusal(status="draft") == ["invalid_value 0.status"]


def test_issued_at_and_voided_at():
    credit = read(status="voided", voided_at=LATER)
    assert (credit.issue_date, credit.void_day) == (JAN_15, date(2026, 1, 20))
    value = written(voided_at=LATER)
    assert (value["issued_at"], value["voided_at"]) == (AT, LATER)
    assert written(issue_date=date(2026, 1, 2))["issued_at"] == "2026-01-02T00:00:00Z"


def test_a_draft_or_another_currency_has_no_place():
    assert arcus.says(a_record(), "USD") is None
    assert arcus.says(a_record(status=Status.DRAFT), "USD") == "it is a draft"
    assert arcus.says(a_record(), "EUR") == "it is in USD"


def test_what_is_not_read_is_told_once_for_all_rows():
    rows = [{**CREDIT, "colour": 1}, {**CREDIT, "id": "2", "colour": 2}]
    remarks = arcus.read(exact(rows), "USD").remarks
    assert [(one.path, one.message) for one in remarks] == [
        ("0.colour", "This field is not read (2 times).")
    ]
