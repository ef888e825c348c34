"""Rebilly's credit memos, field by field, in and out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.kinds import Status
from app.domain.money import Money
from app.exchange import rebilly
from app.exchange.text import parse, write
from tests.exchange.refused import refused
from tests.exchange.samples import (
    AT,
    JAN_15,
    LATER,
    REBILLY,
    a_line,
    a_record,
    a_refund,
    a_use,
    a_vendor_record,
    exact,
    only,
    usd,
)


def read(**changes: Any):
    return only(rebilly.read(exact([{**REBILLY, **changes}])))


def remarks(**changes: Any):
    return {one.path: one.message for one in rebilly.read(exact([{**REBILLY, **changes}])).remarks}


def written(**facts: Any):
    return rebilly.write(a_record(program="rebilly", **facts))


def refusal(**changes: Any):
    return refused(rebilly.read, exact([{**REBILLY, **changes}]))


def item(**changes: Any):
    return {**REBILLY["items"][0], **changes}


def one_item(**changes: Any):
    """A credit of nothing but one item without tax and sums."""
    sums = dict.fromkeys(("taxAmount", "shippingAmount", "totalAmount", "unusedAmount"))
    return {**sums, "items": [item(tax=None, price=None, **changes)]}


def test_id():
    credit = read()
    assert (credit.id, credit.source_type, credit.source_id) == ("cm_1", "rebilly", "cm_1")
    assert read(id=None).source_id is None
    assert written()["id"] == "d7"
    assert written(source_type="rebilly", source_id="cm_1")["id"] == "cm_1"


def test_customer_id():
    assert read().party == "Acme"
    assert written()["customerId"] == "p1"
    assert refusal(customerId=None) == ["required 0.customerId"]


def test_currency():
    assert read(currency="EUR").total == Money(2650, "EUR")
    assert written()["currency"] == "USD"
    assert refusal(currency=None) == ["required 0.currency"]
    assert refusal(currency="usd") == ["unknown_currency 0.currency"]


def test_number():
    assert read().facts["number"] == "4"
    assert written()["number"] == 3
    assert write(written(facts={"number": "4"})["number"]) == "4\n"
    assert refusal(number="four") == ["invalid_number 0.number"]


def test_invoice_id():
    assert read(invoiceId="INV-0001").claim == "INV-0001"
    assert read().claim is None
    assert written()["invoiceId"] == "d2"


def test_item_id_description_product_plan_and_invoice_item():
    (line,) = read(items=[item(invoiceItemId="l1")]).lines
    found = (line.id, line.description, line.product, line.plan, line.claim_line)
    assert found == ("it_1", "Chair", "pr_1", "pl_1", "l1")
    out = written()["items"][0]
    names = ("id", "description", "productId", "planId", "invoiceItemId")
    assert [out[name] for name in names] == ["l4", "Chair", "P-1", "gold", "l1"]


def test_item_quantity_and_unit_price():
    (line,) = read().lines
    assert (line.quantity, line.unit_price) == ("2", "10")
    out = written()["items"][0]
    assert (out["quantity"], out["unitPrice"]) == (2, Decimal("10.00"))
    assert refusal(items=[{}]) == [
        "required 0.items.0.quantity",
        "required 0.items.0.unitPrice",
    ]


def test_a_unit_price_keeps_all_its_decimals():
    (line,) = read(**one_item(unitPrice=0.004567, quantity=1000)).lines
    assert (line.unit_price, line.price) == ("0.004567", usd("4.57"))
    out = written(lines=(a_line(unit_price="0.004567"),))["items"][0]
    assert write(out["unitPrice"]) == "0.004567\n"
    assert refusal(items=[item(unitPrice=0.0000001)]) == ["too_many_decimals 0.items.0.unitPrice"]


def test_a_broken_quantity_leaves_as_one_piece_at_the_price_of_the_line():
    line = a_line(quantity="1.5", unit_price="10", price=usd("15.00"))
    out = written(lines=(line,))["items"][0]
    assert (out["quantity"], out["unitPrice"], out["price"]) == (
        1,
        Decimal("15.00"),
        Decimal("15.00"),
    )


def test_item_price():
    assert remarks() == {}
    assert written()["items"][0]["price"] == Decimal("20.00")


def test_an_item_price_that_differs_is_told_and_not_stored():
    changes = one_item(quantity=2, unitPrice=9.99)
    changes["items"][0]["price"] = 25.00
    changes["totalAmount"] = 25.00
    credit = read(**changes)
    assert (credit.total, credit.lines[0].price) == (usd("19.98"), usd("19.98"))
    told = remarks(**changes)
    assert list(told) == ["0.items.0.price", "0.totalAmount"]
    assert "25.00" in told["0.items.0.price"]
    assert "19.98" in told["0.items.0.price"]


def test_item_tax():
    (line,) = read().lines
    tax = line.tax
    assert (tax.name, tax.rate, tax.amount) == ("State tax", "7.5", usd("1.50"))
    assert dict(tax.parts) == {"stateRate": "6"}
    assert written()["items"][0]["tax"] == {
        "amount": Decimal("1.50"),
        "description": "State tax",
        "rate": Decimal("7.5"),
    }


@pytest.mark.parametrize(
    ("tax", "problems"),
    [
        ({}, ["required 0.items.0.tax.amount", "required 0.items.0.tax.description"]),
        ({"amount": -1, "description": "T"}, ["amount_not_positive 0.items.0.tax.amount"]),
        ([{"description": "T"}], ["required 0.items.0.tax.0.amount"]),
        (
            1.5,
            [
                "malformed 0.items.0.tax",
                *[f"required 0.items.0.tax.{one}" for one in ("amount", "description")],
            ],
        ),
    ],
)
def test_item_tax_needs_an_amount_and_a_description(tax, problems):
    assert refusal(items=[item(tax=tax)]) == problems


@pytest.mark.parametrize(
    ("rate", "percent"), [(7.5, "7.5"), (0.075, "7.5"), (8, "8"), (None, "7.5"), (0, "0")]
)
def test_item_tax_rate_is_percent_unless_only_a_fraction_explains_it(rate, percent):
    (line,) = read(items=[item(tax={"amount": 1.5, "description": "T", "rate": rate})]).lines
    assert (line.tax.rate, line.tax.amount) == (percent, usd("1.50"))


def test_several_taxes_of_an_item_are_added_up_and_leave_as_they_came():
    taxes = [
        {"amount": 1, "description": "State", "rate": 5},
        {"amount": 0.5, "description": "County", "rate": 2.5},
    ]
    (line,) = read(items=[item(tax=taxes)]).lines
    assert (line.tax.name, line.tax.rate, line.tax.amount) == ("State + County", "7.5", usd("1.5"))
    out = rebilly.write(a_record(lines=(line,)))["items"][0]["tax"]
    assert parse(write(out).encode()) == exact(taxes)


def test_item_ids_and_tax_parts_come_back_from_what_was_kept():
    facts = read().facts
    (out,) = written(facts=facts)["items"]
    assert (out["id"], out["tax"]["stateRate"], out["tax"]["amount"]) == (
        "it_1",
        "6",
        Decimal("1.50"),
    )
    listed = read(items=[item(tax=[{"amount": 1.5, "description": "T"}])]).facts
    assert written(facts=listed)["items"][0]["tax"] == [{"amount": "1.5", "description": "T"}]
    other = written(facts=facts, lines=(a_line(), a_line(id="l5")))["items"]
    assert [one["id"] for one in other] == ["l4", "l5"]


def test_tax_amount():
    assert written()["taxAmount"] == Decimal("1.50")
    assert list(remarks(taxAmount=2)) == ["0.taxAmount"]
    assert read(taxAmount=2).total == usd("26.50")


def test_tax_amount_without_the_tax_of_an_item_is_shared_out():
    items = [item(tax=None, price=None), item(tax=None, price=None, unitPrice=5, quantity=1)]
    credit = read(items=items, taxAmount=1.5, totalAmount=None)
    assert [(one.tax.amount, one.tax.rate) for one in credit.lines] == [
        (usd("1.20"), "6"),
        (usd("0.30"), "6"),
    ]
    assert credit.total == usd("31.50")


def test_shipping_amount():
    assert read().shipping == usd("5.00")
    assert written()["shippingAmount"] == Decimal("5.00")
    assert written(shipping=None)["shippingAmount"] == Decimal("0.00")
    assert refusal(shippingAmount=-1) == ["amount_not_positive 0.shippingAmount"]


def test_two_at_ten_with_tax_and_shipping():
    assert read().total == usd("26.50")
    assert remarks() == {}


def test_total_amount_and_unused_amount():
    assert read(unusedAmount=20).remaining == usd("20.00")
    value = written(remaining=usd("20"))
    assert (value["totalAmount"], value["unusedAmount"]) == (Decimal("26.50"), Decimal("20.00"))
    assert read(totalAmount=30).total == usd("26.50")
    assert list(remarks(totalAmount=30)) == ["0.totalAmount"]


def test_a_total_without_items_is_one_line():
    credit = read(items=None)
    assert [(one.price, one.tax.amount) for one in credit.lines] == [(usd("20.00"), usd("1.50"))]
    assert credit.total == usd("26.50")
    assert refusal(items=[], totalAmount=None) == ["required 0.items"]
    assert refusal(items=[], totalAmount=6.5) == ["required 0.items"]


def test_a_restocking_fee_is_an_item_with_a_negative_price():
    value = written(restocking_fee=usd("2.50"), total=usd("24.00"))
    assert value["items"][1]["price"] == Decimal("-2.50")
    credit = read(**{**REBILLY, "items": exact(value)["items"], "totalAmount": 24})
    assert (credit.restocking_fee, credit.total, len(credit.lines)) == (
        usd("2.50"),
        usd("24.00"),
        1,
    )


def test_status_and_reason():
    credit = read(status="voided", reason="write-off")
    assert (credit.status, credit.voided_reason) == (Status.VOID, "not stated")
    assert (credit.reason, credit.reason_note) == ("write_off", None)
    unknown = read(reason="loyalty")
    assert (unknown.reason, unknown.reason_note) == ("other", "loyalty")
    value = written(status=Status.EXPIRED, reason="damaged_goods")
    assert (value["status"], value["reason"]) == ("voided", "product-unsatisfactory")
    assert refusal(status="gone") == ["invalid_value 0.status"]


def test_description():
    assert read().description == "Two chairs"
    assert written()["description"] == "Two chairs"


INVOICES = [
    {"invoiceId": "d2", "amount": 6.5, "currency": "USD", "createdTime": AT, "updatedTime": AT},
    {"invoiceId": "d3"},
]


def test_allocations_to_invoices():
    credit = read(allocations={"invoices": INVOICES})
    assert [(one.target, one.amount, one.day) for one in credit.uses] == [
        ("d2", usd("6.50"), JAN_15),
        ("d3", None, None),
    ]
    assert (credit.clamp, credit.uses_replace, credit.transactions) == (True, True, None)
    assert credit.uses[1].path == "0.allocations.invoices.1"
    uses = (a_use(updated_at=None), a_use(live=False, target="d9"))
    assert written(uses=uses)["allocations"]["invoices"] == [
        {
            "invoiceId": "d2",
            "amount": Decimal("6.50"),
            "currency": "USD",
            "createdTime": AT,
            "updatedTime": AT,
        }
    ]


def test_allocations_to_transactions():
    credit = read(allocations={"transactions": [{"transactionId": "t-1", "amount": 1.5}]})
    assert [(one.target, one.amount) for one in credit.transactions] == [("t-1", usd("1.50"))]
    assert credit.uses is None
    made = written(
        transactions=(a_use(target="d8"),),
        refunds=(a_refund(), a_refund(reference="t-1"), a_refund(live=False)),
    )["allocations"]["transactions"]
    assert [(one["transactionId"], one["amount"]) for one in made] == [
        ("d8", Decimal("6.50")),
        ("u2", Decimal("1.50")),
        ("t-1", Decimal("1.50")),
    ]


def test_an_empty_allocation_list_says_none_and_a_missing_one_nothing():
    assert read().uses is None
    assert read(allocations={}).uses is None
    assert read(allocations={"invoices": []}).uses == ()


@pytest.mark.parametrize(
    ("one", "problem"),
    [
        ({"amount": 1}, "required 0.allocations.invoices.0.invoiceId"),
        (
            {"invoiceId": "d2", "currency": "EUR"},
            "currency_mismatch 0.allocations.invoices.0.currency",
        ),
        ({"invoiceId": "d2", "amount": -1}, "amount_not_positive 0.allocations.invoices.0.amount"),
    ],
)
def test_allocations_refused(one, problem):
    assert refusal(allocations={"invoices": [one]}) == [problem]


def test_revision():
    assert read().facts["revision"] == "2"
    assert written()["revision"] == 2


def test_created_time_and_updated_time():
    credit = read()
    assert (credit.issue_date, credit.facts["createdTime"]) == (JAN_15, AT)
    assert credit.facts["updatedTime"] == LATER
    assert (written()["createdTime"], written()["updatedTime"]) == (AT, LATER)
    assert written(issue_date=date(2026, 1, 2))["createdTime"] == "2026-01-02T00:00:00Z"
    assert read(createdTime=None).issue_date is None


def test_links_and_embedded_only_leave():
    assert remarks() == {}
    assert "_embedded" not in written()
    assert written()["_links"] == [
        {"rel": "self", "href": "/credit-memos/d7"},
        {"rel": "customer", "href": "/customers/p1"},
        {"rel": "invoice", "href": "/invoices/d2"},
    ]
    assert len(written(claim=None)["_links"]) == 2
    embedded = rebilly.write(a_record(), embed=True)["_embedded"]
    assert embedded == {"customer": {"id": "p1", "name": "Acme"}}


def test_numbers_are_exact_on_both_ways():
    text = b'{"customerId": "Acme", "currency": "KWD", "totalAmount": 1.005e1}'
    assert only(rebilly.read(parse(text))).total == Money(10050, "KWD")
    record = a_record(
        currency="KWD",
        total=Money(10050, "KWD"),
        tax=None,
        shipping=None,
        remaining=Money(10050, "KWD"),
        lines=(),
    )
    assert '"totalAmount": 10.050,' in write(rebilly.write(record))


def test_a_file_of_ours_is_a_list_of_memos():
    assert len(rebilly.write_file([a_record(), a_vendor_record()])) == 1


@pytest.mark.parametrize("box", ["credit_memos", "data"])
def test_a_file_may_have_its_list_under_a_name(box):
    assert only(rebilly.read(exact({box: [REBILLY]}))).path == f"{box}.0"
    assert only(rebilly.read(exact(REBILLY))).path == ""
