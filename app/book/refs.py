"""Ids as others see them: opaque text, a letter for the table and the row's number."""

import re
from typing import Final

_FORM: Final = re.compile(r"([a-z])([1-9][0-9]{0,17})", re.ASCII)

PARTY: Final = "p"
DOCUMENT: Final = "d"
LINE: Final = "l"
USE: Final = "u"
ENTRY: Final = "e"
ACCOUNT: Final = "a"
TEMPLATE: Final = "t"


def ref(letter: str, row_id: int) -> str:
    """The text for a row: document 12 is "d12"."""
    return f"{letter}{row_id}"


def maybe_ref(letter: str, row_id: int | None) -> str | None:
    """The same, None for no row."""
    return None if row_id is None else f"{letter}{row_id}"


def row_of(letter: str, text: str) -> int | None:
    """The row's number, None when the text is no id of that table."""
    match = _FORM.fullmatch(text)
    return int(match[2]) if match and match[1] == letter else None
