"""Credit memos: lower what a customer owes. The table says where their acts post."""

from app.domain.accounts import Role
from app.domain.credit import CreditEntries, credit_lifecycle
from app.domain.document import Part
from app.domain.kinds import Kind
from app.domain.lifecycle import (
    REALISED_FX,
    Act,
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


def forfeited_to(act: Act) -> Role:
    """Income, or a liability where the law keeps unclaimed property for its owner (setting
    forfeit_to); the customer's own money is never income (domain.md 4.3)."""
    if act.document.own_money or act.rules.settings.get("forfeit_to") == "unclaimed_property":
        return Role.UNCLAIMED_PROPERTY
    return Role.FORFEITED_CREDITS


# The line's account, else the document's, else the reason's (domain.md 4.3) bears the credit.
CREDIT_MEMO = credit_lifecycle(
    Kind.CREDIT_MEMO,
    CreditEntries(
        issue=(
            debit(part(Part.LINE)),
            debit(part(Part.TAX)),
            debit(part(Part.SHIPPING), Role.SHIPPING_INCOME),
            credit(part(Part.FEE), Role.RESTOCKING_FEES),
            credit(total, Role.OPEN_CUSTOMER_CREDIT),
        ),
        apply=(
            debit(used, Role.OPEN_CUSTOMER_CREDIT),
            credit(settled, Role.RECEIVABLE),
            REALISED_FX,
        ),
        refund=(
            debit(used, Role.OPEN_CUSTOMER_CREDIT),
            credit(money, Role.BANK),
            REALISED_FX,
        ),
        expire=(
            debit(remaining, Role.OPEN_CUSTOMER_CREDIT),
            credit(forfeited, forfeited_to),
        ),
    ),
)
