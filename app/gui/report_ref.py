"""A report and what is asked of it as one short text: for ways between pages and the settings."""

import datetime as dt
from dataclasses import fields
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from app.domain.report import Wish

_DAYS: Final = ("first", "last")
_NAMES: Final = tuple(one.name for one in fields(Wish))


def written(name: str, wish: Wish) -> str:
    """Such as "register?last=2026-03-31&account=1200"."""
    asked = {field: getattr(wish, field) for field in _NAMES}
    told = {field: str(value) for field, value in asked.items() if value is not None}
    return f"{name}?{urlencode(told)}" if told else name


def read(text: str) -> tuple[str, Wish]:
    """The report's name and the wish. What makes no sense in a text that was kept is left out."""
    name, _, rest = text.partition("?")
    asked: dict[str, Any] = {key: value for key, value in parse_qsl(rest) if key in _NAMES}
    for day in _DAYS:
        try:
            asked[day] = dt.date.fromisoformat(asked[day]) if day in asked else None
        except ValueError:
            asked[day] = None
    return name, Wish(**asked)
