"""JSON text in and out without losing a digit: numbers stay as written, names stand once."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from app.domain.errors import Refused, refuse

LARGEST_BYTES: Final = 64 * 1024 * 1024
DEEPEST: Final = 40


class Number(str):
    """A JSON number as it was written: exact, and told apart from text."""

    __slots__ = ()


def parse(data: bytes) -> Any:
    """The value a file holds. Refused: malformed, with a sentence that says where."""
    if len(data) > LARGEST_BYTES:
        raise refuse("malformed", "The file is larger than 64 MB.", None, "Split it into several.")
    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_float=Number,
            parse_int=Number,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as error:
        text = f"The file is not UTF-8 text: byte {error.start + 1} is none."
        raise refuse("malformed", text, None, "Save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        text = f"The file is not JSON: it breaks off in line {error.lineno}, column {error.colno}."
        raise refuse("malformed", text, None, "Export it again from where it came.") from error
    except RecursionError as error:
        raise _too_deep() from error
    if _depth_exceeds(value, DEEPEST):
        raise _too_deep()
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object with each name once: of two amounts nobody could say which one counts."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            text = f"“{name[:40]}” stands twice in one object."
            raise refuse("malformed", text, name[:40], "Leave one of them out.")
        made[name] = value
    return made


def _no_number(word: str) -> Any:
    raise refuse("malformed", f"{word} is no number of JSON.", None, "Write digits, or null.")


def _too_deep() -> Refused:
    return refuse(
        "malformed", "The file is nested too deeply.", None, "Nothing needs so many levels."
    )


def _depth_exceeds(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def write(value: Any) -> str:
    """A value as JSON text with a line for each member; decimals keep every digit."""
    return "".join(_pieces(value, "\n")) + "\n"


def compact(value: Any) -> str:
    """The same on one line, for notes."""
    return "".join(_pieces(value, ""))


def _pieces(value: Any, line: str) -> Iterator[str]:
    """`line` is the line break with the present indentation; empty for none."""
    inner = f"{line}  " if line else ""
    if isinstance(value, Number | Decimal):
        yield str(value) if isinstance(value, Number) else f"{value:f}"
    elif isinstance(value, dict) and value:
        for place, (name, one) in enumerate(value.items()):
            yield f"{',' if place else '{'}{inner}{json.dumps(name, ensure_ascii=False)}: "
            yield from _pieces(one, inner)
        yield f"{line}}}"
    elif isinstance(value, list) and value:
        for place, one in enumerate(value):
            yield f"{',' if place else '['}{inner}"
            yield from _pieces(one, inner)
        yield f"{line}]"
    else:
        yield json.dumps(value, ensure_ascii=False)
