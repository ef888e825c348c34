"""What each account is for: the words of the roles that postings ask for."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.accounts import Role
from app.gui.words import QT_TRANSLATE_NOOP

_WORDS: Final[dict[Role, str]] = {
    Role.RECEIVABLE: QT_TRANSLATE_NOOP("roles", "What customers owe"),
    Role.PAYABLE: QT_TRANSLATE_NOOP("roles", "What is owed to vendors"),
    Role.BANK: QT_TRANSLATE_NOOP("roles", "Bank"),
    Role.CARD_CLEARING: QT_TRANSLATE_NOOP("roles", "Card payments under way"),
    Role.SALES_TAX: QT_TRANSLATE_NOOP("roles", "Sales tax owed"),
    Role.INPUT_TAX: QT_TRANSLATE_NOOP("roles", "Tax paid to vendors"),
    Role.SALES: QT_TRANSLATE_NOOP("roles", "Sales"),
    Role.COST_OF_GOODS: QT_TRANSLATE_NOOP("roles", "Bills without an account"),
    Role.RETURNS: QT_TRANSLATE_NOOP("roles", "Returns and allowances"),
    Role.CONCESSIONS: QT_TRANSLATE_NOOP("roles", "Goodwill and waivers"),
    Role.VENDOR_CREDITS: QT_TRANSLATE_NOOP("roles", "Vendor credits received"),
    Role.BAD_DEBTS: QT_TRANSLATE_NOOP("roles", "Debts written off"),
    Role.CUSTOMER_DEPOSITS: QT_TRANSLATE_NOOP("roles", "Customers' own money"),
    Role.RECEIVABLE_CLEARING: QT_TRANSLATE_NOOP("roles", "Credits for other reasons"),
    Role.SHIPPING_INCOME: QT_TRANSLATE_NOOP("roles", "Shipping charged"),
    Role.SHIPPING_COST: QT_TRANSLATE_NOOP("roles", "Shipping paid"),
    Role.RESTOCKING_FEES: QT_TRANSLATE_NOOP("roles", "Restocking fees charged"),
    Role.RESTOCKING_COST: QT_TRANSLATE_NOOP("roles", "Restocking fees paid"),
    Role.FORFEITED_CREDITS: QT_TRANSLATE_NOOP("roles", "Lapsed credit memos"),
    Role.UNCLAIMED_PROPERTY: QT_TRANSLATE_NOOP("roles", "Unclaimed property"),
    Role.FORFEITED_VENDOR_CREDITS: QT_TRANSLATE_NOOP("roles", "Lapsed vendor credits"),
    Role.REALISED_FX: QT_TRANSLATE_NOOP("roles", "Exchange differences, realized"),
    Role.UNREALISED_FX: QT_TRANSLATE_NOOP("roles", "Exchange differences, open"),
}
# In the order in which they are asked; those of unused credit are asked apart.
ASKED: Final = tuple(_WORDS)


def label(role: Role) -> str:
    """What a role is for, in the user's language."""
    return QCoreApplication.translate("roles", _WORDS[role])
