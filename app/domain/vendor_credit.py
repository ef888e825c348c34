"""Vendor credits: lower what we owe a vendor. The table says where their acts post."""

from app.domain.accounts import Role
from app.domain.credit import CreditEntries, credit_lifecycle
from app.domain.document import Part
from app.domain.kinds import Kind
from app.domain.lifecycle import (
    REALISED_FX,
    credit,
    debit,
    forfeited,
    money,
    part,
    remaining,
    settled,
    total,
    used,
)

# The line's account, else the document's, else 5100 is credited; the open credit is an asset
# until it is used (domain.md 4.2).
VENDOR_CREDIT = credit_lifecycle(
    Kind.VENDOR_CREDIT,
    CreditEntries(
        issue=(
            debit(total, Role.OPEN_VENDOR_CREDIT),
            debit(part(Part.FEE), Role.RESTOCKING_COST),
            credit(part(Part.LINE)),
            credit(part(Part.TAX)),
            credit(part(Part.SHIPPING), Role.SHIPPING_COST),
        ),
        apply=(
            debit(settled, Role.PAYABLE),
            credit(used, Role.OPEN_VENDOR_CREDIT),
            REALISED_FX,
        ),
        refund=(
            debit(money, Role.BANK),
            credit(used, Role.OPEN_VENDOR_CREDIT),
            REALISED_FX,
        ),
        expire=(
            debit(forfeited, Role.FORFEITED_VENDOR_CREDITS),
            credit(remaining, Role.OPEN_VENDOR_CREDIT),
        ),
    ),
)
