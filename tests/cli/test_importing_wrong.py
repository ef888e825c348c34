"""A wrong value anywhere in a file gets a sentence at its place, never a mistake of ours."""

from itertools import cycle, islice
from typing import Any

import pytest

from app.exchange import text
from app.exchange.text import Number
from tests.exchange.samples import BALANCE, CREDIT, DAYZERO, REBILLY, VENDOR_CREDIT, exact
from tests.exchange.test_arcus_vendor import PAYMENT
from tests.exchange.test_dayzero import LINES, USE
from tests.exchange.test_text import paths, put

ARCUS = {
    "credits": [CREDIT],
    "customer_credits": [BALANCE],
    "vendor_credits": [{"data": VENDOR_CREDIT}],
    "ap_payments": [{**PAYMENT, "bills": [{"bill_id": "BILL-0001", "amount": 40}]}],
    "customer_credit_voids": [{"id": "0b6f"}],
}
ALLOCATED = {
    "invoices": [{"invoiceId": "INV-0001", "amount": 5}],
    "transactions": [{"transactionId": "t-1", "amount": 1}],
}
ITEMS = {**LINES, "lines": [{**LINES["lines"][0], "invoice_line": None}]}
USED = {"amount_applied": 650, "amount_applied_in_dollars": "6.50"}
LEFT = {"amount_remaining": 14350, "amount_remaining_in_dollars": "143.50"}
BODIES = {
    "arcus": ARCUS,
    "rebilly": [{**REBILLY, "allocations": ALLOCATED}],
    "dayzero": [
        {
            **DAYZERO,
            **USED,
            **LEFT,
            "line_items": ITEMS,
            "applications": [{**USE, "invoice_id": "d1"}],
        }
    ],
}
WRONG: tuple[Any, ...] = (
    "text",
    Number("-1"),
    Number("99999999999999"),
    Number("0.001"),
    Number("0"),
    "999999999999.99",
    "0001-01-01",
    "9999-12-31T23:59:59-12:00",
    "2026-01-15",
    True,
    None,
    {},
    [None],
    "\0",
    "a" * 11_000,
    "d1",
    "p2",
    "receipt",
    "EUR",
    "voided",
    "expired",
    "draft",
    Number("36501"),
)


@pytest.mark.parametrize("name", BODIES)
def test_a_wrong_value_anywhere_is_told_in_a_sentence(desk, name):
    body = exact(BODIES[name])
    path = desk.file(text.write(body).encode())
    assert desk.call("import", desk.path, path, "--preview")[0] == 0
    before = desk.everything()
    values = cycle(WRONG)
    for place in paths(body):
        for wrong in islice(values, 3):
            path.write_text(text.write(put(exact(BODIES[name]), place, wrong)), encoding="utf-8")
            status, out, err = desk.call("import", desk.path, path, "--preview")
            assert status in (0, 1), (place, wrong, err)
            assert out if status == 0 else err.strip().endswith((".", "”")), (place, wrong, err)
    assert desk.everything() == before
