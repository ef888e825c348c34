"""What tells receipts, payments and money returned apart: their words, fields and columns."""

from dataclasses import dataclass
from typing import Final

from app.domain.kinds import CUSTOMER, VENDOR, Kind, Side, Status
from app.gui.rows import Column
from app.gui.screens import document_parts as parts
from app.gui.screens.document_page import (
    Asked,
    currency_column,
    day_column,
    money_column,
    number_column,
    status_column,
    text_column,
)
from app.gui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """The words of one side, in English and shown through `say`."""

    kind: Kind
    side: Side
    title: str
    first: str  # what belongs here, said by the empty list
    party: str  # "Customer"
    pick: str  # what to do while nothing is chosen
    journal: str  # the act that shows its entries
    settled: str  # of an invoice or bill
    used: str  # of a credit, on {claim}
    left: str  # what stood over
    cash: str  # the sum
    new: str  # "New receipt"
    record: str  # the act that records it
    void: str  # what voiding it does
    recorded: str  # what is told of it, by its number and what was left over
    asked: tuple[Asked, ...]  # above the invoices or bills
    nothing_open: str  # where a party owes nothing, or is owed nothing; "": nothing is settled
    whose: str  # what is said before a party is chosen
    how_much: str  # what is said before there is any amount
    statuses: tuple[Status, ...]

    @property
    def takes_money(self) -> bool:
        """Whether an amount of money is asked: what comes in may be more than it settles."""
        return any(asked.name == "amount" for asked in self.asked)

    @property
    def settles(self) -> bool:
        """Whether it settles invoices or bills, and is asked which; money that went back is
        itself open until credits cover it."""
        return bool(self.nothing_open)

    def made_columns(self) -> tuple[Column, ...]:
        """The list's columns, in the user's language."""
        return (
            day_column("issue_date", QT_TRANSLATE_NOOP("documents", "Date"))(),
            number_column(),
            text_column("party_name", self.party, 136, grow=True)(),
            currency_column(),
            money_column("total", QT_TRANSLATE_NOOP("documents", "Amount"))(),
            *(() if self.settles else (_OPEN(),)),
            status_column(),
        )


_OPEN: Final = money_column("remaining", QT_TRANSLATE_NOOP("documents", "Still open"))
_DATE: Final = Asked("date", QT_TRANSLATE_NOOP("documents", "Date"), "date")


def _account(label: str, span: int = 1) -> Asked:
    """Where the money goes, or comes from."""
    hint = QT_TRANSLATE_NOOP("documents", "the bank")
    return Asked("account", label, "choice", span, hint, "holders")


_MONEY_STATUSES: Final = (Status.RECORDED, Status.VOID)
PAGES: Final = {
    Kind.RECEIPT: MoneyPage(
        kind=Kind.RECEIPT,
        side=CUSTOMER,
        title=QT_TRANSLATE_NOOP("documents", "Receipts"),
        first=QT_TRANSLATE_NOOP("documents", "Here is the money your customers have paid you."),
        party=QT_TRANSLATE_NOOP("documents", "Customer"),
        pick=QT_TRANSLATE_NOOP("documents", "Choose a receipt to see what it settled."),
        journal=QT_TRANSLATE_NOOP("documents", "Journal of this receipt"),
        settled=QT_TRANSLATE_NOOP("documents", "Invoice settled"),
        used=QT_TRANSLATE_NOOP("documents", "Credit memo used on {claim}"),
        left=QT_TRANSLATE_NOOP("documents", "Left over, kept as a credit memo"),
        cash=QT_TRANSLATE_NOOP("documents", "Received"),
        new=QT_TRANSLATE_NOOP("documents", "New receipt"),
        record=QT_TRANSLATE_NOOP("documents", "Record receipt"),
        void=QT_TRANSLATE_NOOP("documents", "Void {name}: what it settled is due again."),
        recorded=QT_TRANSLATE_NOOP("documents", "{name} recorded; {left} too much is {credit}."),
        asked=(
            Asked("party", QT_TRANSLATE_NOOP("documents", "Customer"), "party", 2, parts.WHOM),
            _DATE,
            Asked(
                "amount",
                QT_TRANSLATE_NOOP("documents", "Amount received"),
                "money",
                hint=QT_TRANSLATE_NOOP("documents", "what is settled"),
            ),
            _account(QT_TRANSLATE_NOOP("documents", "Into account"), 2),
            *parts.FOREIGN,
        ),
        nothing_open=QT_TRANSLATE_NOOP(
            "documents", "{party} owes nothing in {currency}. What comes in becomes a credit memo."
        ),
        whose=QT_TRANSLATE_NOOP("documents", "Choose the customer who paid."),
        how_much=QT_TRANSLATE_NOOP("documents", "Say what came in, or what each invoice gets."),
        statuses=_MONEY_STATUSES,
    ),
    Kind.PAYMENT: MoneyPage(
        kind=Kind.PAYMENT,
        side=VENDOR,
        title=QT_TRANSLATE_NOOP("documents", "Payments"),
        first=QT_TRANSLATE_NOOP("documents", "Here is the money you have paid your vendors."),
        party=QT_TRANSLATE_NOOP("documents", "Vendor"),
        pick=QT_TRANSLATE_NOOP("documents", "Choose a payment to see what it settled."),
        journal=QT_TRANSLATE_NOOP("documents", "Journal of this payment"),
        settled=QT_TRANSLATE_NOOP("documents", "Bill settled"),
        used=QT_TRANSLATE_NOOP("documents", "Vendor credit used on {claim}"),
        left=QT_TRANSLATE_NOOP("documents", "Left over, kept as a vendor credit"),
        cash=QT_TRANSLATE_NOOP("documents", "Paid"),
        new=QT_TRANSLATE_NOOP("documents", "New payment"),
        record=QT_TRANSLATE_NOOP("documents", "Record payment"),
        void=QT_TRANSLATE_NOOP(
            "documents",
            "Void {name}: what it settled is due again, credits it used are open again.",
        ),
        recorded="",  # a payment is never too much
        asked=(
            Asked("party", QT_TRANSLATE_NOOP("documents", "Vendor"), "party", 2, parts.WHOM),
            _DATE,
            _account(QT_TRANSLATE_NOOP("documents", "From account")),
            *parts.FOREIGN,
        ),
        nothing_open=QT_TRANSLATE_NOOP("documents", "Nothing is owed to {party} in {currency}."),
        whose=QT_TRANSLATE_NOOP("documents", "Choose the vendor to pay."),
        how_much=QT_TRANSLATE_NOOP("documents", "Say what each bill gets."),
        statuses=_MONEY_STATUSES,
    ),
    Kind.TRANSACTION: MoneyPage(
        kind=Kind.TRANSACTION,
        side=CUSTOMER,
        title=QT_TRANSLATE_NOOP("documents", "Money returned"),
        first=QT_TRANSLATE_NOOP(
            "documents",
            "Here is money that went back by itself: chargebacks, refunds made elsewhere.",
        ),
        party=QT_TRANSLATE_NOOP("documents", "Customer"),
        pick=QT_TRANSLATE_NOOP("documents", "Choose a row to see which credits cover it."),
        journal=QT_TRANSLATE_NOOP("documents", "Journal of this refund or chargeback"),
        settled=QT_TRANSLATE_NOOP("documents", "Covered by a receipt"),
        used=QT_TRANSLATE_NOOP("documents", "Covered by a credit memo"),
        left="",  # nothing can stand over
        cash=QT_TRANSLATE_NOOP("documents", "Covered"),
        new=QT_TRANSLATE_NOOP("documents", "New refund or chargeback"),
        record=QT_TRANSLATE_NOOP("documents", "Record it"),
        void=QT_TRANSLATE_NOOP(
            "documents", "Void {name}: its number stays, a mirror entry undoes it."
        ),
        recorded="",
        asked=(
            Asked("party", QT_TRANSLATE_NOOP("documents", "Customer"), "party", 2, parts.WHOM),
            _DATE,
            Asked("amount", QT_TRANSLATE_NOOP("documents", "Amount"), "money"),
            Asked(
                "kind",
                QT_TRANSLATE_NOOP("documents", "What it was"),
                "choice",
                2,
                choices="returns",
            ),
            _account(QT_TRANSLATE_NOOP("documents", "From account")),
            *parts.FOREIGN,
        ),
        nothing_open="",
        whose=QT_TRANSLATE_NOOP("documents", "Choose the customer whose money it was."),
        how_much=QT_TRANSLATE_NOOP("documents", "Say how much went back."),
        statuses=(Status.OPEN, Status.PARTIALLY_PAID, Status.PAID, Status.VOID),
    ),
}
