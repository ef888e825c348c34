"""What each program calls a reason and a status, in both directions (domain.md 4.3 and 5.6)."""

import re
from typing import Final

from app.domain.accounts import CUSTOMER_REASONS, VENDOR_SOURCES
from app.domain.kinds import Status

NOT_STATED: Final = "not stated"
ARCUS, REBILLY, DAYZERO = "arcus", "rebilly", "dayzero"

_OTHER: Final = "other"
_REASONS: Final[dict[str, tuple[str, str, str]]] = {
    # Avoir: Arcus, Rebilly, DayZero
    "return": ("return", "return", "returned_goods"),
    "damaged_goods": ("other", "product-unsatisfactory", "damaged_goods"),
    "unsatisfactory": ("other", "product-unsatisfactory", "service_issue"),
    "pricing_error": ("price_adjustment", "other", "pricing_error"),
    "billing_adjustment": ("price_adjustment", "other", "billing_adjustment"),
    "order_change": ("other", "order-change", "other"),
    "order_cancellation": ("other", "order-cancellation", "other"),
    "goodwill": ("goodwill", "customer-credit", "goodwill"),
    "waiver": ("goodwill", "waiver", "goodwill"),
    "duplicate_charge": ("other", "other", "duplicate_charge"),
    "duplicate_payment": ("duplicate_payment", "prepayment", "other"),
    "overpayment": ("duplicate_payment", "prepayment", "other"),
    "prepayment": ("other", "prepayment", "other"),
    "chargeback": ("other", "chargeback", "other"),
    "write_off": ("write_off", "write-off", "other"),
    "refund": ("other", "other", "refund"),
    "other": ("other", "other", "other"),
}
_COLUMN: Final = {ARCUS: 0, REBILLY: 1, DAYZERO: 2}
# A word that stands for several reasons reads as the first of them, but for this one.
_BEST: Final = {"product-unsatisfactory": "unsatisfactory"}

_DRAFT, _ISSUED, _PARTLY = Status.DRAFT, Status.ISSUED, Status.PARTIALLY_APPLIED
_USED_UP, _EXPIRED, _VOID = Status.FULLY_APPLIED, Status.EXPIRED, Status.VOID
_LIVE: Final = {"issued": _ISSUED, "partially_applied": _PARTLY, "fully_applied": _USED_UP}
_VIEW: Final = {_ISSUED: "issued", _PARTLY: "partially_applied", _USED_UP: "fully_applied"}

CREDIT_OUT: Final = {**_VIEW, _EXPIRED: "voided", _VOID: "voided"}
CREDIT_IN: Final = {**_LIVE, "open": _ISSUED, "applied": _USED_UP, "voided": _VOID}
BALANCE_OUT: Final = {**CREDIT_OUT, _ISSUED: "open"}
BALANCE_IN: Final = CREDIT_IN
VENDOR_OUT: Final = {**BALANCE_OUT, _USED_UP: "applied", _EXPIRED: "expired"}
VENDOR_IN: Final = {**CREDIT_IN, "expired": _EXPIRED}
REBILLY_OUT: Final = {
    _DRAFT: "draft",
    _ISSUED: "issued",
    _PARTLY: "partially-applied",
    _USED_UP: "applied",
    _EXPIRED: "voided",
    _VOID: "voided",
}
REBILLY_IN: Final = {
    "draft": _DRAFT,
    "quotation": _DRAFT,
    "issued": _ISSUED,
    "partially-applied": _PARTLY,
    "applied": _USED_UP,
    "voided": _VOID,
}
DAYZERO_OUT: Final = {**_VIEW, _DRAFT: "draft", _EXPIRED: "void", _VOID: "void"}
DAYZERO_IN: Final = {
    "draft": _DRAFT,
    **_LIVE,
    "applied": _USED_UP,
    "void": _VOID,
    "voided": _VOID,
}


def reason_word(program: str, code: str | None) -> str:
    """What a program calls one of our reasons."""
    return _REASONS[code or _OTHER][_COLUMN[program]]


def _meanings(program: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in _REASONS.items():
        found.setdefault(words[_COLUMN[program]], code)
    # A word that is one of our own codes means just that.
    named = {code: code for code in _REASONS if code in found}
    return {**found, **named, **{word: code for word, code in _BEST.items() if word in found}}


_MEANINGS: Final = {program: _meanings(program) for program in _COLUMN}


def reason_of(program: str, text: str | None) -> tuple[str, str | None]:
    """Our code for a listed reason, and a note: what is not listed becomes "other", and the note
    keeps the text. No reason at all is "other" too."""
    if text is None:
        return _OTHER, None
    code = _MEANINGS[program].get(text)
    return (code, None) if code else (_OTHER, text)


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-]+", "_", text.strip().lower()).strip("_.")


_FREE: Final[dict[str, str]] = {
    **{_plain(word): code for words in _MEANINGS.values() for word, code in words.items()},
    **{_plain(reason.label): reason.code for reason in CUSTOMER_REASONS.values()},
    **{_plain(word): code for word, code in _MEANINGS[ARCUS].items()},
    **{code: code for code in _REASONS},
}
_FREE_VENDOR: Final[dict[str, str]] = {
    "return": "vendor_return",
    **{_plain(reason.label): reason.code for reason in VENDOR_SOURCES.values()},
    **{code: code for code in VENDOR_SOURCES},
}


def free_reason(text: str | None) -> tuple[str, str | None]:
    """Our code for a reason in somebody's own words, and a note with the words where they say
    more than the code does."""
    if text is None:
        return _OTHER, None
    code = _FREE.get(_plain(text))
    return (code, None) if code else (_OTHER, text)


def free_source(text: str | None) -> str | None:
    """The source of a vendor credit that a reason in somebody's own words names; or None."""
    return None if text is None else _FREE_VENDOR.get(_plain(text))
