"""The history of a document in words: what was done, and what of it a reader wants to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from app.domain.kinds import RECORDED
from app.domain.money import Money
from app.gui import formats
from app.gui.screens.document_page import say
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.books import HistoryRow

_ACTS: Final = {
    "create": QT_TRANSLATE_NOOP("documents", "Written"),
    "update": QT_TRANSLATE_NOOP("documents", "Changed"),
    "issue": QT_TRANSLATE_NOOP("documents", "Issued"),
    "apply": QT_TRANSLATE_NOOP("documents", "Applied"),
    "unapply": QT_TRANSLATE_NOOP("documents", "Taken back"),
    "refund": QT_TRANSLATE_NOOP("documents", "Refunded"),
    "void_refund": QT_TRANSLATE_NOOP("documents", "Refund void"),
    "void": QT_TRANSLATE_NOOP("documents", "Void"),
    "void_remaining": QT_TRANSLATE_NOOP("documents", "Rest void"),
    "expire": QT_TRANSLATE_NOOP("documents", "Expired"),
    "reinstate": QT_TRANSLATE_NOOP("documents", "Reinstated"),
    "import": QT_TRANSLATE_NOOP("documents", "Imported"),
}
_RECORDED: Final = QT_TRANSLATE_NOOP("documents", "Recorded")  # money is not issued
# What a change may touch, in words; amounts are told with their figures.
_WORDS: Final = {
    "party_id": QT_TRANSLATE_NOOP("documents", "party"),
    "issue_date": QT_TRANSLATE_NOOP("documents", "date"),
    "due_date": QT_TRANSLATE_NOOP("documents", "due date"),
    "expires_at": QT_TRANSLATE_NOOP("documents", "valid until"),
    "reason": QT_TRANSLATE_NOOP("documents", "reason"),
    "source_type": QT_TRANSLATE_NOOP("documents", "reason"),
    "reason_note": QT_TRANSLATE_NOOP("documents", "note on the reason"),
    "currency": QT_TRANSLATE_NOOP("documents", "currency"),
    "fx_rate": QT_TRANSLATE_NOOP("documents", "exchange rate"),
    "claim_id": QT_TRANSLATE_NOOP("documents", "linked document"),
    "account_id": QT_TRANSLATE_NOOP("documents", "account"),
    "description": QT_TRANSLATE_NOOP("documents", "description"),
    "internal_notes": QT_TRANSLATE_NOOP("documents", "internal notes"),
    "vendor_reference": QT_TRANSLATE_NOOP("documents", "reference"),
    "source_id": QT_TRANSLATE_NOOP("documents", "reference"),
    "exclude_from_auto_apply": QT_TRANSLATE_NOOP("documents", "automatic applying"),
}
_AMOUNTS: Final = {
    "total": QT_TRANSLATE_NOOP("documents", "total"),
    "shipping": QT_TRANSLATE_NOOP("documents", "shipping"),
    "restocking_fee": QT_TRANSLATE_NOOP("documents", "restocking fee"),
}
_TOLD: Final = ("number", "amount", "to", "from", "method", "reason")  # of other acts


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the history."""

    id: str
    at: str
    who: str
    act: str
    details: str


def history_lines(rows: Iterable[HistoryRow], view: Any) -> tuple[HistoryLine, ...]:
    """The history of a document, newest first."""
    words = _ACTS | ({"issue": _RECORDED} if view.kind in RECORDED else {})
    lines = [
        HistoryLine(
            str(place),
            f"{formats.day(row.at[:10])} {row.at[11:16]}",
            row.who,
            say(words.get(row.act, row.act)),
            _details(row, view.currency),
        )
        for place, row in enumerate(rows)
    ]
    return tuple(reversed(lines))


def _details(row: HistoryRow, currency: str) -> str:
    if row.act == "create":
        return _amount(row.after.get("total"), currency)
    if row.act != "update":
        parts = (str(row.after[name]) for name in _TOLD if row.after.get(name))
        return " · ".join(formats.amount(part) for part in parts)
    told = [
        f"{say(word)} {_amount(row.before.get(name), currency)} → "
        f"{_amount(row.after.get(name), currency)}"
        for name, word in _AMOUNTS.items()
        if name in row.after
    ]
    told += dict.fromkeys(say(word) for name, word in _WORDS.items() if name in row.after)
    return ", ".join(told)


def _amount(minor: Any, currency: str) -> str:
    return formats.amount(str(Money(minor, currency))) if isinstance(minor, int) else ""
