"""Money that went back to a customer, recorded by itself: a chargeback, a refund made elsewhere.
The customer owes it until a credit is applied to it."""

from app.domain.accounts import Role
from app.domain.guards import (
    accounts_take_entries,
    date_open,
    has_value,
    not_before_documents,
    reason_given,
    untouched,
)
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import MIRROR, Lifecycle, Step, credit, debit, money, total

ISSUING = (has_value, date_open, accounts_take_entries)
VOIDING = (reason_given, date_open, not_before_documents)
POSTS = (debit(total, Role.RECEIVABLE), credit(money, Role.BANK))

TRANSACTION = Lifecycle(
    Kind.TRANSACTION,
    (
        # act         from         to            possible when  fits  refused unless  posts
        Step("issue", Stage.DRAFT, Stage.ISSUED, (), (), ISSUING, POSTS, "void"),
        Step("void", Stage.ISSUED, Stage.VOID, (untouched,), (), VOIDING, MIRROR),
    ),
    {},
)
