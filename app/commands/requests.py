"""Request keys: the same request twice is done once and answered twice."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from app.book import schema
from app.book.book import Writing
from app.book.sql import insert_row
from app.commands.inputs import can_be_kept
from app.domain.errors import refuse


def once(
    writing: Writing, *, key: Any, body: str, act: Callable[[Writing], dict[str, Any]]
) -> dict[str, Any]:
    """Runs `act` unless a request with this key was done; then its answer is told again.
    Refused: idempotency_key_mismatch for another body. A refused request leaves the key free."""
    if not isinstance(key, str) or not 0 < len(key) <= 1000:
        raise refuse("malformed", "A key is text of 1 to 1000 characters.", "key", "Shorten it.")
    can_be_kept(key, "key", is_name=True)
    columns = schema.request_key.c
    found = writing.connection.execute(
        select(columns.body, columns.answer).where(columns.key == key)
    ).first()
    if found is None:
        answer = act(writing)
        insert_row(
            writing.connection,
            schema.request_key,
            key=key,
            body=body,
            answer=json.dumps(answer),
            created_at=writing.now,
        )
        return answer
    if found.body != body:
        raise refuse(
            "idempotency_key_mismatch",
            "This key was used for another request.",
            "key",
            "Use a new key for a new request.",
        )
    told: dict[str, Any] = json.loads(found.answer)
    return {**told, "idempotent": True}
