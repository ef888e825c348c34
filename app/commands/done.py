"""What a command answers, and the record it leaves in the history of changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.book import schema
from app.book.book import Writing
from app.book.sql import insert_row


@dataclass(frozen=True, slots=True)
class Done:
    """`id` of what the act was about, ids of the rows it made, and whether it was a repeat."""

    id: str
    made: tuple[str, ...] = ()
    idempotent: bool = False
    differs: tuple[str, ...] | None = None


NOTHING: Final[Mapping[str, Any]] = {}


def record(
    writing: Writing,
    act: str,
    subject: str,
    subject_id: int,
    *,
    before: Mapping[str, Any] = NOTHING,
    after: Mapping[str, Any] = NOTHING,
) -> None:
    """Notes who did what to which row; only what differs between before and after is kept."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    insert_row(
        writing.connection,
        schema.history,
        at=writing.now,
        who=writing.who,
        date=writing.today.isoformat(),
        act=act,
        subject=subject,
        subject_id=subject_id,
        before=_json({name: before[name] for name in names if name in before}),
        after=_json({name: after[name] for name in names if name in after}),
    )


_json: Final = json.JSONEncoder(ensure_ascii=False, default=str).encode  # made once: acts are many
