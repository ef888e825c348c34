"""A credit in each shape, with figures of our own, and how tests read and write them."""

from datetime import date
from typing import Any

from app.domain.kinds import CUSTOMER, VENDOR, Status
from app.domain.money import Money
from app.exchange.record import Contents, Credit, Flags, Line, Refund, Tax, Use
from app.exchange.text import parse, write

JAN_15 = date(2026, 1, 15)
AT = "2026-01-15T09:30:00+00:00"
LATER = "2026-01-20T10:00:00+00:00"

CREDIT: dict[str, Any] = {
    "id": "0b6f",
    "object": "credit_memo",
    "entity_id": "e-1",
    "account_id": "Acme",
    "credit_memo_number": "CR-77",
    "amount": 125.5,
    "amount_applied": 0,
    "amount_refunded": 0,
    "reason": "return",
    "source_return_id": None,
    "source_order_id": None,
    "status": "issued",
    "notes": "Broken leg",
    "issued_at": AT,
    "voided_at": None,
}
ASKED: dict[str, Any] = {
    "account_id": "Acme",
    "amount": 125.5,
    "reason": "Arrived broken",
    "source_type": "return",
    "source_id": "rma-1",
    "expires_at": "2026-03-31T23:59:59Z",
    "notes": "Broken leg",
}
BALANCE: dict[str, Any] = {
    "id": "0b6f",
    "entity_id": "e-1",
    "account_id": "Acme",
    "amount": 125.5,
    "open_balance": 125.5,
    "status": "open",
    "reason": "Arrived broken",
    "memo": "Chair",
    "gl_account_id": "4100",
    "journal_entry_id": "j-1",
    "created_at": AT,
    "updated_at": LATER,
    "voided_at": None,
}
VENDOR_ASKED: dict[str, Any] = {
    "vendor_id": "Volt",
    "amount": 30,
    "reason": "Late delivery",
    "source_type": "rebate",
    "source_id": "b-9",
    "expires_at": "2026-12-31T00:00:00Z",
    "notes": "By phone",
}
VENDOR_CREDIT: dict[str, Any] = {
    "id": "v-1",
    "entity_id": "e-1",
    "vendor_id": "Volt",
    "credit_number": "VCR-3",
    "amount": "30.00",
    "remaining_amount": "30.00",
    "source_type": "manual",
    "source_id": "b-9",
    "status": "open",
    "expires_at": None,
    "created_at": AT,
    "updated_at": LATER,
}
REBILLY: dict[str, Any] = {
    "id": "cm_1",
    "customerId": "Acme",
    "currency": "USD",
    "number": 4,
    "invoiceId": None,
    "items": [
        {
            "id": "it_1",
            "description": "Chair",
            "productId": "pr_1",
            "planId": "pl_1",
            "invoiceItemId": None,
            "quantity": 2,
            "unitPrice": 10,
            "price": 20,
            "tax": {"amount": 1.5, "description": "State tax", "rate": 7.5, "stateRate": 6},
        }
    ],
    "taxAmount": 1.5,
    "shippingAmount": 5,
    "totalAmount": 26.5,
    "unusedAmount": 26.5,
    "status": "issued",
    "reason": "return",
    "description": "Two chairs",
    "revision": 2,
    "createdTime": AT,
    "updatedTime": LATER,
    "_links": [{"href": "/credit-memos/cm_1", "rel": "self"}],
    "_embedded": {"customer": {"id": "cu_1"}},
}
DAYZERO: dict[str, Any] = {
    "id": "cr-1",
    "business_id": "bu-1",
    "customer_id": "Acme",
    "invoice_id": None,
    "number": "CM-001",
    "status": "issued",
    "currency": "USD",
    "amount": 15000,
    "amount_in_dollars": "150.00",
    "amount_applied": 0,
    "amount_applied_in_dollars": "0.00",
    "amount_remaining": 15000,
    "amount_remaining_in_dollars": "150.00",
    "issue_date": "2026-01-15",
    "applied_date": None,
    "created_at": AT,
    "updated_at": LATER,
    "reason": "pricing_error",
    "reason_display": "Pricing Error",
    "description": "Wrong price list",
    "internal_notes": "Ask Ann",
    "line_items": None,
    "voided_at": None,
    "voided_reason": None,
    "customer_name": "Acme",
    "invoice_number": None,
    "applications": [],
    "can_be_applied": True,
    "can_be_voided": True,
    "can_be_deleted": False,
    "has_applications": False,
}


def usd(text: str) -> Money:
    """An amount in dollars."""
    whole, _, part = text.partition(".")
    return Money(int(whole + part.ljust(2, "0")), "USD")


def exact(value: Any) -> Any:
    """The value as a file would bring it: its numbers as they are written."""
    return parse(write(_decimals(value)).encode())


def _decimals(value: Any) -> Any:
    from decimal import Decimal

    if isinstance(value, dict):
        return {name: _decimals(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_decimals(one) for one in value]
    return Decimal(repr(value)) if isinstance(value, float) else value


def only(contents: Contents) -> Credit:
    """The one credit of a file."""
    (credit,) = contents.credits
    return credit


def a_record(**facts: Any) -> Credit:
    """A credit memo of ours, issued, with every field filled."""
    plain: dict[str, Any] = {
        "side": CUSTOMER,
        "status": Status.ISSUED,
        "id": "d7",
        "business": "Own Shop",
        "party": "p1",
        "party_name": "Acme",
        "number": "CM-0007",
        "sequence": 3,
        "currency": "USD",
        "total": usd("26.50"),
        "tax": usd("1.50"),
        "applied": usd("0"),
        "refunded": usd("0"),
        "remaining": usd("26.50"),
        "shipping": usd("5.00"),
        "restocking_fee": usd("0"),
        "reason": "return",
        "reason_label": "Return",
        "description": "Two chairs",
        "internal_notes": "Ask Ann",
        "claim": "d2",
        "claim_number": "INV-0001",
        "gl_account": "4100",
        "issue_entry": "e5",
        "issue_date": JAN_15,
        "lines": (a_line(),),
        "uses": (),
        "transactions": (),
        "refunds": (),
        "flags": Flags(can_be_applied=True, can_be_voided=True),
        "revision": 2,
        "issued_at": AT,
        "created_at": AT,
        "updated_at": LATER,
    }
    return Credit(**{**plain, **facts})


def a_line(**facts: Any) -> Line:
    plain: dict[str, Any] = {
        "id": "l4",
        "description": "Chair",
        "quantity": "2",
        "unit_price": "10",
        "price": usd("20.00"),
        "tax": Tax("State tax", "7.5", usd("1.50")),
        "account": "4100",
        "product": "P-1",
        "plan": "gold",
        "unit": "C62",
        "claim_line": "l1",
    }
    return Line(**{**plain, **facts})


def a_use(**facts: Any) -> Use:
    plain: dict[str, Any] = {
        "id": "u1",
        "target": "d2",
        "number": "INV-0001",
        "amount": usd("6.50"),
        "day": JAN_15,
        "created_at": AT,
    }
    return Use(**{**plain, **facts})


def a_refund(**facts: Any) -> Refund:
    plain: dict[str, Any] = {
        "id": "u2",
        "amount": usd("1.50"),
        "day": JAN_15,
        "created_at": AT,
    }
    return Refund(**{**plain, **facts})


def a_vendor_record(**facts: Any) -> Credit:
    """A vendor credit of ours, issued."""
    plain: dict[str, Any] = {
        "side": VENDOR,
        "party": "p2",
        "number": "VC-0001",
        "total": usd("30.00"),
        "remaining": usd("30.00"),
        "reason": None,
        "reason_note": "Late delivery",
        "source_type": "rebate",
        "source_id": "b-9",
    }
    return a_record(**{**plain, **facts})
