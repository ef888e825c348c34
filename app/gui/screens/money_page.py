"""What tells receipts from payments: their words, the list's columns, and what became of money."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.kinds import CUSTOMER, VENDOR, Kind, Side, Status
from app.domain.money import Money
from app.gui import formats
from app.gui.rows import Column, money
from app.gui.screens import document_parts as parts
from app.gui.screens.document_page import (
    Asked,
    currency_column,
    day_column,
    money_column,
    number_column,
    say,
    text_column,
)
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.payments import PaymentView


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """The words of one side, in English and shown through `say`."""

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
    recorded: str  # what is told of it, by its number and what was left over
    asked: tuple[Asked, ...]  # above the invoices or bills
    nothing_open: str  # where a party owes nothing, or is owed nothing
    whose: str  # what is said before a party is chosen
    how_much: str  # what is said before there is any amount
    statuses: tuple[Status, ...] = ()  # all of it is recorded

    @property
    def kind(self) -> Kind:
        return self.side.money

    @property
    def takes_money(self) -> bool:
        """Whether an amount of money is asked: what comes in may be more than it settles."""
        return any(asked.name == "amount" for asked in self.asked)

    def made_columns(self) -> tuple[Column, ...]:
        """The list's columns, in the user's language."""
        return (
            day_column("issue_date", QT_TRANSLATE_NOOP("documents", "Date"))(),
            number_column(),
            text_column("party_name", self.party, 150, grow=True)(),
            currency_column(),
            money_column("total", QT_TRANSLATE_NOOP("documents", "Amount"))(),
        )


_DATE: Final = Asked("date", QT_TRANSLATE_NOOP("documents", "Date"), "date")


def _account(label: str) -> Asked:
    """Where the money goes, or comes from."""
    hint = QT_TRANSLATE_NOOP("documents", "the bank")
    return Asked("account", label, "choice", hint=hint, choices="holders")


PAGES: Final = {
    CUSTOMER.name: MoneyPage(
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
            _account(QT_TRANSLATE_NOOP("documents", "Into account")),
            *parts.FOREIGN,
        ),
        nothing_open=QT_TRANSLATE_NOOP(
            "documents", "{party} owes nothing in {currency}. What comes in becomes a credit memo."
        ),
        whose=QT_TRANSLATE_NOOP("documents", "Choose the customer who paid."),
        how_much=QT_TRANSLATE_NOOP("documents", "Say what came in, or what each invoice gets."),
    ),
    VENDOR.name: MoneyPage(
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
    ),
}


@dataclass(frozen=True, slots=True)
class Share:
    """A line of what became of the money: the document it opens, and an amount that counts to
    the sum; None for what was taken back and counts no more."""

    id: str
    kind: Kind
    document: str
    number: str
    what: str
    amount: Money | None


def shares(page: MoneyPage, view: PaymentView, credit: str) -> Iterator[Share]:
    """Invoices or bills with all that settled them, less the credits used, and what was left
    over (`credit`: the number of the memo it became): they add up to the money itself."""
    for claim in dict.fromkeys(use.target for use in view.settled if use.live):
        uses = [use for use in view.settled if use.target == claim and use.live]
        amount = sum((use.amount for use in uses), start=Money(0, view.currency))
        number = uses[0].number or ""
        yield Share(claim, page.side.claim, claim, number, say(page.settled), amount)
    for use in view.settled:
        if use.credit:
            text = say(page.used).format(claim=use.number)
            if not use.live:
                gone = QT_TRANSLATE_NOOP("documents", "{used} for {amount}, taken back")
                text = say(gone).format(used=text, amount=formats.amount(str(use.amount)))
            counts = -use.amount if use.live else None
            number = use.credit_number or ""
            yield Share(use.id, page.side.credit, use.credit, number, text, counts)
    if view.credit:
        kind = page.side.credit
        yield Share("left", kind, view.credit, credit, say(page.left), view.left)


def share_columns() -> tuple[Column, ...]:
    """What became of the money, one document a line."""

    def tone(share: Share) -> str:
        return "muted" if share.amount is None else "text"

    return (
        Column(say(QT_TRANSLATE_NOOP("documents", "Number")), lambda share: share.number,
               width=96, key="number", tone=tone),
        Column(say(QT_TRANSLATE_NOOP("documents", "What became of it")),
               lambda share: share.what, width=160, key="what", tone=tone, grow=True),
        money(say(QT_TRANSLATE_NOOP("documents", "Amount")), lambda share: share.amount,
              width=116, key="amount"),
    )  # fmt: skip
