"""What an editor's buttons do, whatever the kind: save a draft, and issue it in the same act."""

from typing import Any

from app.book.book import Writing
from app.commands import claims, credits
from app.commands.done import Done
from app.commands.inputs import ClaimDraft, CreditDraft, Ref
from app.domain.kinds import CREDITS, Kind, side_of


def save(
    writing: Writing,
    *,
    kind: Kind,
    draft: CreditDraft | ClaimDraft,
    document: Ref | None = None,
    revision: int | None = None,
    issue: bool = False,
) -> Done:
    """Creates the draft, or changes the one that is named; with `issue` it is posted as well.
    One transaction: what cannot be issued is not saved either."""
    room: Any = credits if kind in CREDITS else claims
    word = "credit" if kind in CREDITS else "claim"
    side = side_of(kind)
    if document is None:
        made: Done = room.create(writing, side, draft, issue=issue)
        return made
    done: Done = room.update(writing, side, draft, revision=revision, **{word: document})
    if issue:
        done = room.issue(writing, side, **{word: document})
    return done
