"""Invoices: what a customer owes. The table says what issuing one posts."""

from app.domain.accounts import Role
from app.domain.claim import claim_lifecycle
from app.domain.document import Part
from app.domain.kinds import Kind
from app.domain.lifecycle import credit, debit, part, total

INVOICE = claim_lifecycle(
    Kind.INVOICE,
    issue=(
        debit(total, Role.RECEIVABLE),
        credit(part(Part.LINE)),
        credit(part(Part.TAX)),
        credit(part(Part.SHIPPING), Role.SHIPPING_INCOME),
    ),
)
