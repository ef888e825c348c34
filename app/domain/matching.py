"""Which open documents go first when credits are used without naming each one."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from app.domain.document import Document
from app.domain.money import Money

Order = Callable[[Document], tuple[int, int]]


def _due(document: Document) -> int:
    return (document.due_date or document.issue_date).toordinal()


def _last_day(document: Document) -> int:
    return (document.expires_at or date.max).toordinal()


def _issued(document: Document) -> int:
    return document.issue_date.toordinal()


# What a credit settles first (setting auto_apply_order).
CLAIM_ORDERS: Final[dict[str, Order]] = {
    "oldest_due": lambda claim: (_due(claim), claim.id),
    "newest_due": lambda claim: (-_due(claim), -claim.id),
}
# Which credit is used up first (setting credit_order).
CREDIT_ORDERS: Final[dict[str, Callable[[Document], tuple[int, ...]]]] = {
    "expiring_first": lambda credit: (_last_day(credit), _issued(credit), credit.id),
    "oldest_first": lambda credit: (_issued(credit), credit.id),
}


def usable(credit: Document, today: date) -> bool:
    """Whether a credit may be used without being named: something left, not past its last day,
    not kept out."""
    return (
        credit.remaining.minor > 0
        and not credit.kept_out
        and (credit.expires_at is None or today <= credit.expires_at)
    )


def shares(amount: Money, documents: Iterable[Document]) -> list[tuple[Document, Money]]:
    """`amount` spread over documents in their order, each up to what is open of it."""
    rest, made = amount, []
    for document in documents:
        part = min(rest, document.remaining)
        if part.minor > 0:
            made.append((document, part))
            rest -= part
    return made
