"""The life of an invoice or a bill, as far as credits need it: drafted, issued, settled, void."""

from app.domain.guards import (
    accounts_take_entries,
    date_open,
    has_value,
    issue_date_open,
    never_numbered,
    not_before_documents,
    reason_given,
    same_revision,
    untouched,
)
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import MIRROR, Lifecycle, Post, Step

DRAFT, ISSUED, VOID = Stage.DRAFT, Stage.ISSUED, Stage.VOID


def claim_lifecycle(kind: Kind, issue: tuple[Post, ...]) -> Lifecycle:
    """Credits and payments settle a claim through their own tables; here is the rest."""
    issuing = (has_value, issue_date_open, accounts_take_entries)
    voiding = (reason_given, date_open, not_before_documents)
    table = (
        # act          from    to      possible when      fits  refused unless  posts
        Step("update", DRAFT, DRAFT, (), (), (same_revision,)),
        Step("annotate", ISSUED, ISSUED, (), (), (same_revision,)),
        Step("annotate", VOID, VOID, (), (), (same_revision,)),
        Step("delete", DRAFT, DRAFT, (never_numbered,), (), ()),
        Step("issue", DRAFT, ISSUED, (), (), issuing, issue, "void"),
        Step("void", DRAFT, VOID, (), (), (reason_given,)),
        Step("void", ISSUED, VOID, (untouched,), (), voiding, MIRROR),
    )
    return Lifecycle(kind, table, WRONG_STAGE)


WRONG_STAGE = {
    ("update", ISSUED): "immutable_after_issue",
    **{("delete", stage): "not_draft" for stage in (ISSUED, VOID)},
}
