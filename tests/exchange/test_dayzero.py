"""DayZero's credit memos, field by field, in and out."""

from datetime import date
from typing import Any

import pytest

from app.domain.kinds import Status
from app.domain.money import Money
from app.exchange import dayzero
from app.exchange.record import Flags
from tests.exchange.refused import refused
from tests.exchange.samples import (
    AT,
    DAYZERO,
    JAN_15,
    LATER,
    a_line,
    a_record,
    a_use,
    a_vendor_record,
    exact,
    only,
    usd,
)


def read(**changes: Any):
    return only(dayzero.read(exact([{**DAYZERO, **changes}])))


def written(**facts: Any):
    return dayzero.write(a_record(program="dayzero", **facts))


def refusal(**changes: Any):
    return refused(dayzero.read, exact([{**DAYZERO, **changes}]))


def test_id_and_business_id():
    credit = read()
    assert (credit.id, credit.source_type, credit.source_id) == ("cr-1", "dayzero", "cr-1")
    assert credit.facts["business_id"] == "bu-1"
    assert read(id=None).source_type is None
    assert (written()["id"], written()["business_id"]) == ("d7", "Own Shop")
    assert written(source_type="dayzero", source_id="cr-1")["id"] == "cr-1"


def test_customer_id_and_invoice_id():
    credit = read(invoice_id="d2", invoice_number="INV-0001")
    assert (credit.party, credit.claim, credit.claim_number) == ("Acme", "d2", "INV-0001")
    value = written()
    assert (value["customer_id"], value["invoice_id"]) == ("p1", "d2")
    assert refusal(customer_id=None) == ["required 0.customer_id"]


def test_number():
    assert (read().number, read().facts["number"]) == ("CM-001", "CM-001")
    assert written()["number"] == "CM-0007"
    assert written(number=None, status=Status.DRAFT)["number"] is None
    assert written(facts={"number": "CM-001"})["number"] == "CM-001"


def test_status():
    assert read(status="fully_applied").status is Status.FULLY_APPLIED
    assert written(status=Status.EXPIRED)["status"] == "void"
    assert refusal(status=None) == ["required 0.status"]
    assert refusal(status="open") == ["invalid_value 0.status"]


def test_currency():
    assert written()["currency"] == "USD"
    assert refusal(currency="XXX") == ["unknown_currency 0.currency"]


def test_amount():
    assert read().total == usd("150.00")
    value = written()
    assert (value["amount"], value["amount_in_dollars"]) == (2650, "26.50")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (None, "required"),
        ("15000", "invalid_number"),
        (150.5, "too_many_decimals"),
        (-1, "amount_not_positive"),
        (True, "invalid_number"),
        (10**16, "invalid_number"),
        (10**400, "invalid_number"),
    ],
)
def test_amount_refused(given, code):
    changes = {"amount": given, "amount_in_dollars": None, "amount_remaining": None}
    assert refusal(**changes, amount_remaining_in_dollars=None) == [f"{code} 0.amount"]


def test_amounts_of_any_size_that_a_book_can_keep():
    changes = {"amount": 999_999_999_999_999, "amount_in_dollars": "9999999999999.99"}
    assert refusal(**changes) == ["invalid_number 0.amount_in_dollars"]
    changes = {"amount": 99_999_999_999_999, "amount_in_dollars": "999999999999.99"}
    assert read(**changes).total == Money(99_999_999_999_999, "USD")


@pytest.mark.parametrize("name", ["amount", "amount_applied", "amount_remaining"])
def test_amounts_in_dollars_must_agree(name):
    changes = {"amount": 15000, "amount_applied": 0, "amount_remaining": 15000}
    assert refusal(**changes, **{f"{name}_in_dollars": "150.01"}) == [
        f"amount_mismatch 0.{name}_in_dollars"
    ]


def test_amount_applied_and_amount_remaining():
    credit = read(
        amount_applied=5000,
        amount_applied_in_dollars="50.00",
        amount_remaining=None,
        amount_remaining_in_dollars="100",
    )
    assert (credit.applied, credit.remaining) == (usd("50.00"), usd("100.00"))
    value = written(applied=usd("6.50"), remaining=usd("20.00"))
    assert (value["amount_applied"], value["amount_applied_in_dollars"]) == (650, "6.50")
    assert (value["amount_remaining"], value["amount_remaining_in_dollars"]) == (2000, "20.00")
    too_much = {"amount_applied": 1, "amount_applied_in_dollars": "0.01"}
    assert refusal(**too_much) == ["amount_mismatch 0.amount_remaining"]


@pytest.mark.parametrize(
    ("currency", "minor", "text"),
    [("JPY", 10000, "10000"), ("KWD", 10000, "10.000"), ("USD", 10000, "100.00")],
)
def test_minor_units_are_those_of_the_currency(currency, minor, text):
    amounts = {
        f"{name}{more}": one
        for name in ("amount", "amount_remaining")
        for more, one in (("", minor), ("_in_dollars", text))
    }
    nothing = {"amount_applied": None, "amount_applied_in_dollars": None}
    assert read(currency=currency, **amounts, **nothing).total == Money(minor, currency)
    money = Money(minor, currency)
    plain = {"tax": None, "shipping": None, "applied": None, "lines": ()}
    value = written(currency=currency, total=money, remaining=money, **plain)
    assert {name: value[name] for name in amounts} == amounts


def test_issue_date():
    assert read().issue_date == JAN_15
    assert written()["issue_date"] == "2026-01-15"
    assert refusal(issue_date=None) == ["required 0.issue_date"]
    assert refusal(issue_date="15.01.2026") == ["invalid_date 0.issue_date"]


def test_applied_date():
    assert read(applied_date=LATER).facts["applied_date"] == LATER
    assert written(last_applied_at=LATER)["applied_date"] == LATER


def test_created_at_and_updated_at():
    assert (read().facts["created_at"], read().facts["updated_at"]) == (AT, LATER)
    assert (written()["created_at"], written()["updated_at"]) == (AT, LATER)


def test_reason_and_reason_display():
    assert (read().reason, read().reason_note) == ("pricing_error", None)
    assert read().facts["reason_display"] == "Pricing Error"
    unknown = read(reason="loyalty")
    assert (unknown.reason, unknown.reason_note) == ("other", "loyalty")
    value = written()
    assert (value["reason"], value["reason_display"]) == ("returned_goods", "Return")
    assert refusal(reason=None) == ["required 0.reason"]


def test_description_and_internal_notes():
    assert (read().description, read().internal_notes) == ("Wrong price list", "Ask Ann")
    value = written()
    assert (value["description"], value["internal_notes"]) == ("Two chairs", "Ask Ann")


LINES: dict[str, Any] = {
    "lines": [
        {
            "id": "x",
            "description": "Chair",
            "quantity": "2",
            "unit_price": "67.5",
            "price": 13500,
            "price_in_dollars": "135.00",
            "tax": {"name": "VAT", "rate": "10", "amount": 1350},
            "account": "4120",
            "product": "P-1",
            "plan": "gold",
            "unit": "HUR",
            "invoice_line": "l1",
        }
    ],
    "shipping": 250,
    "restocking_fee": 100,
}


def test_line_items():
    credit = read(line_items=LINES)
    (line,) = credit.lines
    assert (line.quantity, line.unit_price, line.price) == ("2", "67.5", usd("135.00"))
    assert (line.tax.name, line.tax.rate, line.tax.amount) == ("VAT", "10", usd("13.50"))
    assert (line.account, line.product, line.plan, line.unit, line.claim_line) == (
        "4120",
        "P-1",
        "gold",
        "HUR",
        "l1",
    )
    assert (credit.shipping, credit.restocking_fee) == (usd("2.50"), usd("1.00"))


def test_line_items_leave():
    value = written(lines=(a_line(), a_line(tax=None, id="l5")))["line_items"]
    assert value["lines"][0] == {
        "id": "l4",
        "description": "Chair",
        "quantity": "2",
        "unit": "C62",
        "unit_price": "10",
        "price": 2000,
        "price_in_dollars": "20.00",
        "tax": {"name": "State tax", "rate": "7.5", "amount": 150},
        "account": "4100",
        "product": "P-1",
        "plan": "gold",
        "invoice_line": "l1",
    }
    assert value["lines"][1]["tax"] is None
    assert (value["shipping"], value["restocking_fee"]) == (500, 0)


@pytest.mark.parametrize(
    "lines",
    [
        [{"unit_price": 7500, "quantity": 2}],
        [{"unit_price": "75.00", "quantity": "2", "price": 15000}],
        [{"price": "100"}, {"amount": 5000}],
        [{"price": 15000}, {"price": 0}],
        {"items": [{"amount": 15000}]},
    ],
)
def test_whole_numbers_of_lines_are_minor_units_and_text_is_not(lines):
    credit = read(line_items=lines)
    assert sum(line.price.minor for line in credit.lines) == 15000


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([{"price": 14999}], "amount_mismatch 0.line_items"),
        (
            [{"price": 15000, "price_in_dollars": "1"}],
            "amount_mismatch 0.line_items.0.price_in_dollars",
        ),
        ([{"price": 15000, "unit_price": 7500}], "amount_mismatch 0.line_items.0.price"),
        ([{"price": 15000, "tax": {"name": "T"}}], "required 0.line_items.0.tax.amount"),
        ([{"price": -1}], "amount_not_positive 0.line_items.0.price"),
        ([{"price": "free"}], "invalid_number 0.line_items.0.price"),
    ],
)
def test_line_items_refused(lines, problem):
    assert refusal(line_items=lines) == [problem]


def test_unknown_members_of_line_items_are_kept_as_notes():
    lines = [{"price": 15000, "colour": "red", "size": {"w": 2, "h": [1.50, None]}}]
    assert read(line_items=lines).internal_notes == (
        'Ask Ann\nline_items.0.colour: "red"\nline_items.0.size: {"w": 2,"h": [1.5,null]}'
    )
    boxed = {"lines": [{"price": 15000}], "weight": 3}
    assert read(line_items=boxed, internal_notes=None).internal_notes == "line_items.weight: 3"


@pytest.mark.parametrize("lines", [{"sku-1": {"qty": 2}}, [{"sku": "a"}], ["chair"], "chairs"])
def test_line_items_that_are_no_lines_are_a_note(lines):
    credit = read(line_items=lines, internal_notes=None)
    assert credit.lines == ()
    assert credit.internal_notes.startswith("line_items: ")


@pytest.mark.parametrize("lines", [None, [], {}, {"lines": []}])
def test_no_line_items(lines):
    credit = read(line_items=lines)
    assert (credit.lines, credit.internal_notes) == ((), "Ask Ann")


def test_a_tax_without_name_and_rate_gets_both():
    (line,) = read(line_items=[{"price": 12000, "tax": {"amount": 3000}}]).lines
    assert (line.tax.name, line.tax.rate) == ("Tax", "25")


def test_voided_at_and_voided_reason():
    credit = read(status="void", voided_at=LATER, voided_reason="Wrong")
    assert (credit.void_day, credit.voided_reason) == (date(2026, 1, 20), "Wrong")
    assert not credit.never_issued
    assert read(status="void").voided_reason == "not stated"
    assert read(status="void", number=None).never_issued
    value = written(status=Status.VOID, voided_at=LATER, voided_reason="Wrong")
    assert (value["voided_at"], value["voided_reason"]) == (LATER, "Wrong")


def test_customer_name_and_invoice_number():
    assert read().party_name == "Acme"
    value = written()
    assert (value["customer_name"], value["invoice_number"]) == ("Acme", "INV-0001")


USE = {
    "id": "ap-1",
    "credit_memo_id": "cr-1",
    "invoice_id": "d2",
    "invoice_number": "INV-0001",
    "amount": 650,
    "amount_in_dollars": "6.50",
    "applied_date": "2026-01-16",
}


def test_applications():
    uses = [
        USE,
        {**USE, "is_reversed": True},
        {**USE, "reversed_at": LATER, "applied_date": None, "created_at": AT},
        {"invoice_number": "INV-0002", "amount": 1},
    ]
    found = read(applications=uses).uses
    assert [(one.target, one.amount, one.live, one.day) for one in found] == [
        ("d2", usd("6.50"), True, date(2026, 1, 16)),
        ("d2", usd("6.50"), False, date(2026, 1, 16)),
        ("d2", usd("6.50"), False, JAN_15),
        ("INV-0002", usd("0.01"), True, None),
    ]
    made = written(uses=(a_use(), a_use(live=False)))["applications"]
    assert made[0] == {
        **USE,
        "id": "u1",
        "credit_memo_id": "d7",
        "applied_date": "2026-01-15",
        "created_at": AT,
        "is_reversed": False,
    }
    assert made[1]["is_reversed"] is True
    assert read(applications=None).uses is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"invoice_id": None, "invoice_number": None}, "required 0.applications.0.invoice_id"),
        ({"amount": None, "amount_in_dollars": None}, "required 0.applications.0.amount"),
        ({"amount": 651}, "amount_mismatch 0.applications.0.amount_in_dollars"),
        ({"is_reversed": "no"}, "malformed 0.applications.0.is_reversed"),
    ],
)
def test_applications_refused(changes, problem):
    assert refusal(applications=[{**USE, **changes}]) == [problem]


def test_can_be_applied_can_be_voided_can_be_deleted_and_has_applications():
    flags = Flags(can_be_applied=True, has_applications=True)
    value = written(flags=flags)
    names = ("can_be_applied", "can_be_voided", "can_be_deleted", "has_applications")
    assert [value[name] for name in names] == [True, False, False, True]
    assert refusal(can_be_applied="yes") == ["malformed 0.can_be_applied"]


def test_a_problem_says_where_and_which_of_many_rows():
    rows = [DAYZERO, {**DAYZERO, "amount": "x"}, {**DAYZERO, "currency": None}]
    problems = refused(dayzero.read, exact({"credits": rows}))
    assert problems == ["invalid_number credits.1.amount", "required credits.2.currency"]


def test_a_file_of_ours_is_a_list_of_memos():
    assert len(dayzero.write_file([a_record(), a_vendor_record()])) == 1
