"""Bills: what we owe a vendor. The table says what issuing one posts."""

from app.domain.accounts import Role
from app.domain.claim import claim_lifecycle
from app.domain.document import Part
from app.domain.kinds import Kind
from app.domain.lifecycle import credit, debit, part, total

BILL = claim_lifecycle(
    Kind.BILL,
    issue=(
        debit(part(Part.LINE)),
        debit(part(Part.TAX)),
        debit(part(Part.SHIPPING), Role.SHIPPING_COST),
        credit(total, Role.PAYABLE),
    ),
)
