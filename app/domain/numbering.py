"""Number series: what customers and vendors see, per kind and without a gap."""

from typing import Final

from app.domain.kinds import Kind

PREFIXES: Final[dict[Kind, str]] = {
    Kind.CREDIT_MEMO: "CM",
    Kind.VENDOR_CREDIT: "VC",
    Kind.INVOICE: "INV",
    Kind.BILL: "BILL",
    Kind.RECEIPT: "RCP",
    Kind.PAYMENT: "PAY",
    Kind.TRANSACTION: "TX",
}
WIDTH: Final = 4


def number_text(kind: Kind, position: int) -> str:
    """The text of a number: position 7 of the credit memos is "CM-0007"."""
    return f"{PREFIXES[kind]}-{position:0{WIDTH}d}"
