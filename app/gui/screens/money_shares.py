"""What became of money: the documents it settled, by what, and what was left over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.kinds import Kind
from app.domain.money import Money
from app.gui import formats
from app.gui.rows import Column, money
from app.gui.screens.document_page import say
from app.gui.screens.money_page import MoneyPage
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.payments import PaymentView
from app.queries.uses import ApplicationView

_RETURNED: Final = QT_TRANSLATE_NOOP("documents", "Refund or chargeback settled")


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
    """Of money that settles: invoices or bills with all that settled them, less the credits used,
    and what was left over (`credit`: the number of the memo it became); they add up to the money
    itself. Of money returned: what covers it."""
    if not page.settles:
        yield from _covers(page, view)
        return
    for one in dict.fromkeys(use.target for use in view.settled if use.live):
        uses = [use for use in view.settled if use.target == one and use.live]
        amount = sum((use.amount for use in uses), start=Money(0, view.currency))
        kind, what = page.side.claim, say(page.settled)
        if uses[0].transaction:
            kind, what = Kind.TRANSACTION, say(_RETURNED)
        yield Share(one, kind, one, uses[0].number or "", what, amount)
    for use in view.settled:
        if use.credit:
            text = _told(say(page.used).format(claim=use.number), use)
            counts = -use.amount if use.live else None
            number = use.credit_number or ""
            yield Share(use.id, page.side.credit, use.credit, number, text, counts)
        elif not use.live:
            kind = Kind.TRANSACTION if use.transaction else page.side.claim
            text = _told(say(page.settled), use)
            yield Share(use.id, kind, use.target, use.number or "", text, None)
    if view.credit:
        kind = page.side.credit
        yield Share("left", kind, view.credit, credit, say(page.left), view.left)


def _covers(page: MoneyPage, view: PaymentView) -> Iterator[Share]:
    """Credits, and receipts, that were applied to money returned."""
    for use in view.settled:
        kind, giver, number = page.side.credit, use.credit, use.credit_number
        what = page.used
        if use.payment and not use.credit:
            kind, giver, number, what = Kind.RECEIPT, use.payment, use.payment_number, page.settled
        counts = use.amount if use.live else None
        yield Share(use.id, kind, giver or "", number or "", _told(say(what), use), counts)


def _told(text: str, use: ApplicationView) -> str:
    """The words, and for what was taken back how much it was."""
    if use.live:
        return text
    gone = QT_TRANSLATE_NOOP("documents", "{used} for {amount}, taken back")
    return say(gone).format(used=text, amount=formats.amount(str(use.amount)))


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
