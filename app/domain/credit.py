"""The life of a credit on either side: what it may do, step by step, and what refuses it."""

from dataclasses import dataclass

from app.domain.guards import (
    accounts_take_entries,
    date_open,
    expiry_ahead,
    expiry_reached,
    fits_credit,
    fits_target,
    has_value,
    issue_date_open,
    lapsed_in_part,
    more_than_sold,
    never_numbered,
    not_before_documents,
    not_dearer,
    not_over_credited,
    not_past_expiry,
    not_reversed,
    positive,
    reason_given,
    reopens_target,
    same_currency,
    same_party,
    same_revision,
    something_left,
    target_is_claim,
    target_open,
    untouched,
    within_refundable,
)
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import MIRROR, Lifecycle, Post, Step

DRAFT, ISSUED, EXPIRED, VOID = Stage.DRAFT, Stage.ISSUED, Stage.EXPIRED, Stage.VOID

TAKE_BACK = (date_open, not_before_documents)
ISSUING = (
    has_value,
    issue_date_open,
    expiry_ahead,
    accounts_take_entries,
    not_over_credited,
    not_dearer,
)
APPLYING = (positive, fits_credit, fits_target, date_open, not_before_documents)
PAYING = (
    positive,
    fits_credit,
    within_refundable,
    date_open,
    not_before_documents,
    accounts_take_entries,
)
FITTING = (target_is_claim, same_party, same_currency, target_open)
LEFT = (something_left,)
USABLE = (*LEFT, not_past_expiry)
LAPSED = (*LEFT, expiry_reached)
BACK = "reinstate"


@dataclass(frozen=True, slots=True)
class CreditEntries:
    """What tells a credit memo from a vendor credit: where its acts post."""

    issue: tuple[Post, ...]
    apply: tuple[Post, ...]
    refund: tuple[Post, ...]
    expire: tuple[Post, ...]


def credit_lifecycle(kind: Kind, posts: CreditEntries) -> Lifecycle:
    """The table of domain.md 3.4, with the postings of one side (domain.md 4.2)."""
    undo = (not_reversed,)
    table = (
        # act, from, to, possible when, fits, refused unless, posts, opposite, warns
        Step("update", DRAFT, DRAFT, (), (), (same_revision,)),
        Step("annotate", ISSUED, ISSUED, (), (), (same_revision,)),
        Step("annotate", EXPIRED, EXPIRED, (), (), (same_revision,)),
        Step("annotate", VOID, VOID, (), (), (same_revision,)),
        Step("extend", ISSUED, ISSUED, (), (), (expiry_ahead,)),
        Step("delete", DRAFT, DRAFT, (never_numbered,), (), ()),
        Step("issue", DRAFT, ISSUED, (), (), ISSUING, posts.issue, "void", (more_than_sold,)),
        Step("apply", ISSUED, ISSUED, USABLE, FITTING, APPLYING, posts.apply, "unapply"),
        Step("refund", ISSUED, ISSUED, USABLE, (), PAYING, posts.refund, "void_refund"),
        Step("unapply", ISSUED, ISSUED, (), undo, TAKE_BACK, MIRROR, None, (reopens_target,)),
        Step("unapply", EXPIRED, ISSUED, (), undo, TAKE_BACK, MIRROR, None, (reopens_target,)),
        Step("unapply", VOID, ISSUED, (), undo, TAKE_BACK, MIRROR, None, (reopens_target,)),
        Step("void_refund", ISSUED, ISSUED, (), undo, (reason_given, *TAKE_BACK), MIRROR),
        Step("void_refund", EXPIRED, ISSUED, (), undo, (reason_given, *TAKE_BACK), MIRROR),
        Step("void_refund", VOID, ISSUED, (), undo, (reason_given, *TAKE_BACK), MIRROR),
        Step("void", DRAFT, VOID, (), (), (reason_given,)),
        Step("void", ISSUED, VOID, (untouched,), (), (reason_given, *TAKE_BACK), MIRROR),
        Step("void_remaining", ISSUED, VOID, LEFT, (), (reason_given, *TAKE_BACK), MIRROR),
        Step("expire", ISSUED, EXPIRED, LAPSED, (), TAKE_BACK, posts.expire, BACK),
        Step(BACK, EXPIRED, ISSUED, (), (), (expiry_ahead, *TAKE_BACK), MIRROR),
        Step(BACK, ISSUED, ISSUED, (lapsed_in_part,), (), (expiry_ahead, *TAKE_BACK), MIRROR),
    )
    return Lifecycle(kind, table, WRONG_STAGE)


WRONG_STAGE = {
    **{("update", stage): "immutable_after_issue" for stage in (ISSUED, EXPIRED)},
    **{("delete", stage): "not_draft" for stage in (ISSUED, EXPIRED, VOID)},
    ("issue", EXPIRED): "already_issued",
}
