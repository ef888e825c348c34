"""The formats by name, and which one a file is in."""

from collections.abc import Callable
from typing import Any, Final

from app.domain.errors import refuse
from app.exchange import arcus, dayzero, rebilly
from app.exchange.record import Contents
from app.exchange.words import ARCUS, DAYZERO, REBILLY

READERS: Final[dict[str, Callable[[Any, str], Contents]]] = {
    ARCUS: arcus.read,
    REBILLY: rebilly.read,
    DAYZERO: dayzero.read,
}
FORMATS: Final = tuple(READERS)
# What only one of them calls the party.
_TELLS: Final = {"customerId": REBILLY, "customer_id": DAYZERO, "account_id": ARCUS}
_TELLS_VENDOR: Final = {"vendor_id": ARCUS, "vendor_credit_ids": ARCUS}


def read(value: Any, name: str | None, currency: str) -> tuple[str, Contents]:
    """What a file says, and the format it is in: the named one, or the one that it looks like.
    Refused with every problem; required where the format cannot be told."""
    found = name or looks_like(value)
    if found is None:
        hint = f"Name it: {', '.join(FORMATS)}."
        raise refuse("required", "It cannot be told which format this is.", "format", hint)
    return found, READERS[found](value, currency)


def looks_like(value: Any) -> str | None:
    """The format of the first row that can be told; None for none."""
    if isinstance(value, dict) and any(name in value for name in arcus.LISTS[1:]):
        return ARCUS
    level = [value]
    for _ in range(3):  # a file, its list, a row inside “data”
        for one in level:
            if isinstance(one, dict):
                names = {**_TELLS, **_TELLS_VENDOR}
                if known := next((names[key] for key in names if key in one), None):
                    return known
        level = [inner for one in level for inner in _inside(one)][:100]
    return None


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
