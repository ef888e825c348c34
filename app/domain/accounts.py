"""Accounts, the roles that postings ask for, and the account each reason stands for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class AccountType(StrEnum):
    """The five types of a chart of accounts."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


# What they hold stands on the debit side by nature, that of the others on the credit side.
DEBIT_TYPES: Final = frozenset({AccountType.ASSET, AccountType.EXPENSE})


class Role(StrEnum):
    """What a posting asks for. Which account plays a role is the book's own choice."""

    BANK = "bank"
    CARD_CLEARING = "card_clearing"
    RECEIVABLE = "receivable"
    RECEIVABLE_CLEARING = "receivable_clearing"
    PAYABLE = "payable"
    OPEN_CUSTOMER_CREDIT = "open_customer_credit"
    OPEN_VENDOR_CREDIT = "open_vendor_credit"
    SALES_TAX = "sales_tax"
    INPUT_TAX = "input_tax"
    CUSTOMER_DEPOSITS = "customer_deposits"
    SALES = "sales"
    SHIPPING_INCOME = "shipping_income"
    SHIPPING_COST = "shipping_cost"
    RETURNS = "returns"
    CONCESSIONS = "concessions"
    RESTOCKING_FEES = "restocking_fees"
    RESTOCKING_COST = "restocking_cost"
    COST_OF_GOODS = "cost_of_goods"
    VENDOR_CREDITS = "vendor_credits"
    BAD_DEBTS = "bad_debts"
    REALISED_FX = "realised_fx"
    UNREALISED_FX = "unrealised_fx"
    FORFEITED_CREDITS = "forfeited_credits"
    FORFEITED_VENDOR_CREDITS = "forfeited_vendor_credits"
    UNCLAIMED_PROPERTY = "unclaimed_property"


# The standard chart gives each role this account (domain.md 4.1, default profile).
DEFAULT_CODES: Final[dict[Role, str]] = {
    Role.BANK: "1000",
    Role.CARD_CLEARING: "1050",
    Role.RECEIVABLE: "1200",
    Role.RECEIVABLE_CLEARING: "1210",
    Role.PAYABLE: "2000",
    Role.OPEN_CUSTOMER_CREDIT: "1200",
    Role.OPEN_VENDOR_CREDIT: "1350",
    Role.SALES_TAX: "2100",
    Role.INPUT_TAX: "1450",
    Role.CUSTOMER_DEPOSITS: "2300",
    Role.SALES: "4000",
    Role.SHIPPING_INCOME: "4010",
    Role.SHIPPING_COST: "5000",
    Role.RETURNS: "4100",
    Role.CONCESSIONS: "4120",
    Role.RESTOCKING_FEES: "4150",
    Role.RESTOCKING_COST: "5000",
    Role.COST_OF_GOODS: "5000",
    Role.VENDOR_CREDITS: "5100",
    Role.BAD_DEBTS: "6100",
    Role.REALISED_FX: "7000",
    Role.UNREALISED_FX: "7020",
    Role.FORFEITED_CREDITS: "4900",
    Role.FORFEITED_VENDOR_CREDITS: "5190",
    Role.UNCLAIMED_PROPERTY: "2400",
}

# These hold what documents add up to, so nobody posts to them by hand.
CONTROL_ROLES: Final = frozenset(
    {Role.RECEIVABLE, Role.PAYABLE, Role.OPEN_CUSTOMER_CREDIT, Role.OPEN_VENDOR_CREDIT}
)


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the chart. A heading groups others and takes no entries."""

    id: int
    code: str
    name: str
    type: AccountType
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a credit is given, and the role of the account that bears it (domain.md 4.3)."""

    code: str
    label: str
    role: Role
    own_money: bool = False  # the customer's own money: never lapses into income


_CUSTOMER_REASONS = (
    Reason("return", "Return", Role.RETURNS),
    Reason("damaged_goods", "Damaged goods", Role.RETURNS),
    Reason("unsatisfactory", "Unsatisfactory", Role.RETURNS),
    Reason("pricing_error", "Pricing error", Role.RETURNS),
    Reason("billing_adjustment", "Billing adjustment", Role.RETURNS),
    Reason("order_change", "Order changed", Role.RETURNS),
    Reason("order_cancellation", "Order canceled", Role.RETURNS),
    Reason("goodwill", "Goodwill", Role.CONCESSIONS),
    Reason("waiver", "Waiver", Role.CONCESSIONS),
    Reason("duplicate_charge", "Billed twice", Role.RETURNS),
    Reason("duplicate_payment", "Paid twice", Role.CUSTOMER_DEPOSITS, own_money=True),
    Reason("overpayment", "Paid too much", Role.CUSTOMER_DEPOSITS, own_money=True),
    Reason("prepayment", "Paid in advance", Role.CUSTOMER_DEPOSITS, own_money=True),
    Reason("chargeback", "Chargeback", Role.RETURNS),
    Reason("write_off", "Written off", Role.BAD_DEBTS),
    Reason("refund", "Refund", Role.RETURNS),
    Reason("other", "Other", Role.RECEIVABLE_CLEARING),
)
_VENDOR_REASONS = (
    Reason("manual", "Entered by hand", Role.VENDOR_CREDITS),
    Reason("vendor_return", "Return to vendor", Role.VENDOR_CREDITS),
    Reason("price_adjustment", "Price adjustment", Role.VENDOR_CREDITS),
    Reason("rebate", "Rebate", Role.VENDOR_CREDITS),
    Reason("duplicate_payment", "Paid twice", Role.VENDOR_CREDITS),
    Reason("other", "Other", Role.VENDOR_CREDITS),
)
CUSTOMER_REASONS: Final[dict[str, Reason]] = {reason.code: reason for reason in _CUSTOMER_REASONS}
VENDOR_SOURCES: Final[dict[str, Reason]] = {reason.code: reason for reason in _VENDOR_REASONS}
