"""The words of documents in British English, and in the English of the continent."""

from dataclasses import replace
from typing import Final

from app.paper.words.english import ENGLISH

BRITISH: Final = replace(
    ENGLISH,
    titles={
        "credit_memo": "Credit note",
        "vendor_credit": "Supplier credit advice",
        "invoice": "Invoice",
        "statement": "Statement of account",
    },
    reasons={**ENGLISH.reasons, "order_cancellation": "Order cancelled"},
    sources={**ENGLISH.sources, "vendor_return": "Return to supplier"},
    refunds={
        **ENGLISH.refunds,
        "check": "Refunded by cheque",
        "wire": "Refunded by bank transfer",
    },
    your_tax_id="Your tax no.",
    your_vat_id="Your VAT no.",
    tax_id="Tax no.",
    vat_id="VAT no.",
    shipping="Carriage",
    by_credit="Credit note {number}",
)
