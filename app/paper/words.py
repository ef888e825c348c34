"""The fixed words of a document, in one place; titles and people's texts come in the sheet."""

from typing import Final

NUMBER: Final = "Number"
DATE: Final = "Date"
CURRENCY: Final = "Currency"
REFERENCE: Final = "Reference"
YOUR_TAX_ID: Final = "Your tax ID"
TAX_ID: Final = "Tax ID"
REGISTRATION: Final = "Reg. no."
VALID_UNTIL: Final = "Valid until"

REASON: Final = "Reason"
CREDITED: Final = "Credit for"
OF: Final = "of"  # INV-0004 of 3 Feb 2026; Tax 19% of 100.00

DESCRIPTION: Final = "Description"
QUANTITY: Final = "Quantity"
UNIT_PRICE: Final = "Unit price"
TAX: Final = "Tax"
AMOUNT: Final = "Amount"
CARRIED: Final = "Carried forward"
BROUGHT: Final = "Brought forward"

SUBTOTAL: Final = "Subtotal"
SHIPPING: Final = "Shipping"
RESTOCKING_FEE: Final = "Restocking fee"
TOTAL: Final = "Total"
USED: Final = "Applied and refunded"
REMAINING: Final = "Remaining credit"


NOTHING: Final = "Nothing in the book belongs in this report."


def made_on(day: str) -> str:
    """When a report was made, at the foot."""
    return f"Made on {day}"


def page_of(page: int, pages: int) -> str:
    """The page number at the foot."""
    return f"Page {page} of {pages}"
