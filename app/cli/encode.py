"""Frozen rows become JSON: amounts as exact text, files as base64, general words as the side's
own."""

import base64
import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from app.cli.decode import side_name
from app.domain.errors import Problem
from app.domain.kinds import Kind, side_of
from app.domain.money import Money

NO_WORDS: Final[dict[str, str]] = {}
_PLAIN: Final = frozenset({str, int, bool, type(None)})


def plain(value: Any, words: dict[str, str] = NO_WORDS) -> Any:
    """The value in JSON's own types; a document's names in the words of its side."""
    if type(value) in _PLAIN:  # most are: asked first, and not of each kind below
        return value
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if is_dataclass(value):
        kind = getattr(value, "kind", None)
        words = side_of(kind).words if isinstance(kind, Kind) else words
        return {
            side_name(words, field.name): plain(getattr(value, field.name), words)
            for field in fields(value)
        }
    if isinstance(value, dict):
        return {str(key): plain(item, words) for key, item in value.items()}
    if isinstance(value, (list, tuple, frozenset)):
        return [plain(item, words) for item in value]
    return value


def journal_lines(value: Any) -> Any:
    """Leaves the empty side, and what is not foreign, out of journal lines."""
    if isinstance(value, dict):
        bare = "debit" in value and "credit" in value and "account" in value
        return {
            key: journal_lines(item) for key, item in value.items() if not (bare and item is None)
        }
    return [journal_lines(item) for item in value] if isinstance(value, list) else value


def problem(found: Problem, words: dict[str, str]) -> dict[str, str | None]:
    """A problem under the names that the asker used."""
    field = found.field
    if field:
        field = ".".join(side_name(words, part) for part in field.split("."))
    return {"code": found.code, "field": field, "message": found.message, "hint": found.hint}


def line(value: dict[str, Any]) -> str:
    """One answer as one line of text; every character arrives, odd ones escaped."""
    return json.dumps(value, ensure_ascii=True)
