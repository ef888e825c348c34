"""Which words the paper has: every language fills in all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of printed documents in one language.

    Words in braces are filled in by `str.format`; what people typed is only ever filled in.
    """

    # By code; tests hold them against the codes that there are.
    titles: Mapping[str, str]  # of template.PAPERS
    marks: Mapping[str, str]  # large across the page; "void invoice" where gender asks for it
    reasons: Mapping[str, str]  # of a customer's credit
    sources: Mapping[str, str]  # of a vendor's credit
    refunds: Mapping[str, str]  # "Refunded by check", by method
    units: Mapping[str, tuple[str, str]]  # one, many; by UN/ECE Rec 20 code

    # Beside the address
    number: str
    date: str
    due: str
    currency: str
    reference: str
    your_reference: str  # the customer's own number
    their_number: str  # the vendor's own number of a credit
    your_tax_id: str
    your_vat_id: str
    tax_id: str
    vat_id: str  # a number that begins with a country
    registration: str
    valid_until: str

    # Above the lines
    credited: str  # "Credit for"
    reason: str
    reason_and_note: str  # "{reason}: {note}"
    on_day: str  # "{number} of {day}"
    advice: str  # what a vendor credit advice is

    # Lines
    description: str
    quantity: str
    unit_price: str
    tax: str
    amount: str
    carried: str
    brought: str

    # Sums
    subtotal: str
    shipping: str
    restocking_fee: str
    tax_of: str  # "{name} {rate} of {base}"
    total: str
    used: str  # over many uses of a credit
    settled: str  # over many payments of an invoice
    use_on: str  # "{use}, {day}"
    applied: str  # "Applied to {number}"
    refunded: str  # by a way that is not said
    expired: str
    voided: str
    by_credit: str  # "Credit memo {number}"
    paid_by: str  # "Payment received {number}"
    remaining: str
    amount_due: str
    valid_until_day: str  # "Valid until {day}"
    due_by_day: str  # "Due by {day}"
    settled_in_full: str

    # Every page, and the file
    page_of: str  # "Page {page} of {pages}"
    draft_file: str  # "{title} draft"
    nameless: str  # a file about which nothing else is known

    # Reports
    made_on: str  # "Made on {day}"
    nothing: str
