"""Problems as programs read them: where, what, of which kind, the value, and what else helps.

This is the shape in which DayZero answers; the other formats have none of their own.
"""

from collections.abc import Iterable
from typing import Any

from app.domain.errors import CODES, Problem


def write(problems: Iterable[Problem], value: Any) -> dict[str, Any]:
    """The problems of a file that holds `value`."""
    return {"detail": [_one(problem, value) for problem in problems]}


def _one(problem: Problem, value: Any) -> dict[str, Any]:
    place = [
        int(part) if part.isdecimal() else part
        for part in (problem.field or "").split(".")
        if part
    ]
    return {
        "loc": place,
        "msg": problem.message,
        "type": problem.code,
        "input": _at(value, place),
        "ctx": {"hint": problem.hint, "status": CODES[problem.code]},
    }


def _at(value: Any, place: list[int | str]) -> Any:
    """What stands at a place of the file; None where there is nothing."""
    for step in place:
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif isinstance(value, dict):
            value = value.get(str(step))
        else:
            return None
    return value
