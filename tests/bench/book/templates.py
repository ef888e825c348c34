"""Rows of the pattern with holes in them: what every copy fills in with its own."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.book.schema import PARTY_COLUMNS
from app.domain.numbering import PREFIXES
from tests.bench.book.ground import FIRST_DAY, SLOTS, YEARS

DAYS = [(FIRST_DAY + timedelta(days=n)).isoformat() for n in range(366 * (YEARS + 2))]
SLOT_OF = {slot.name: place for place, slot in enumerate(SLOTS)}


@dataclass(slots=True)
class Copy:
    """A repetition of a flow: when it is, whose, how large, and the ids it was given so far."""

    index: int
    days: int  # that everything is later than in the pattern
    shift: timedelta  # that its instants are later
    factor: int  # of every amount
    parties: list[Any]  # the row of who plays each slot
    last: int = 0  # the place of the last act that still happens
    numbers: dict[int, tuple[int, str, int]] = field(default_factory=dict)
    ids: dict[tuple[str, int], int] = field(default_factory=dict)  # (table, row of the pattern)


Fill = Callable[[Copy, Any], Any]
Hole = tuple[int, Fill, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """A row and its holes: the place, what fills it, and from what."""

    values: tuple[Any, ...]
    holes: tuple[Hole, ...]

    def filled(self, copy: Copy) -> list[Any]:
        """The row of a copy."""
        row = [*self.values]
        for place, fill, fact in self.holes:
            row[place] = fill(copy, fact)
        return row


def day_of(copy: Copy, since: int) -> str:
    return DAYS[since + copy.days]


def instant_of(copy: Copy, at: datetime) -> str:
    return (at + copy.shift).isoformat(timespec="milliseconds")


def amount_of(copy: Copy, minor: int) -> int:
    return minor * copy.factor


def id_of(copy: Copy, key: tuple[str, int]) -> int:
    return copy.ids[key]


def position_of(copy: Copy, document: int) -> int:
    return copy.numbers[document][0]


def number_of(copy: Copy, document: int) -> str:
    return copy.numbers[document][1]


def sequence_of(copy: Copy, document: int) -> int:
    return copy.numbers[document][2]


def party_of(copy: Copy, fact: tuple[int, str]) -> Any:
    return getattr(copy.parties[fact[0]], fact[1])


def marked_of(copy: Copy, text: str) -> str:
    return f"{text}-{copy.index}"


def ref_of(copy: Copy, document: int) -> str:
    return f"d{copy.ids['document', document]}"


def decimal_of(copy: Copy, text: str) -> str:
    """An amount as text, with as many places as it has."""
    whole, point, places = text.partition(".")
    digits = str(int(whole + places) * copy.factor).rjust(len(places) + 1, "0")
    return f"{digits[: len(digits) - len(places)]}{point}{digits[len(digits) - len(places) :]}"


def words_of(copy: Copy, parts: tuple[str | tuple[Fill, Any], ...]) -> str:
    return "".join(
        part if isinstance(part, str) else str(part[0](copy, part[1])) for part in parts
    )


def since(text: str) -> int:
    """A day of the pattern by its number."""
    return (date.fromisoformat(text) - FIRST_DAY).days


DATES = frozenset({"date", "day", "issue_date", "due_date", "expires_at"})
INSTANTS = frozenset({"at", "created_at", "updated_at", "issued_at"})
_OF_DOCUMENTS = {"shipping", "restocking_fee", "total", "base_total", "unit_price", "price"}
AMOUNTS = frozenset({*_OF_DOCUMENTS, "base", "amount", "debit", "credit", "target_base"})
REFERENCES = {
    "document_id": "document",
    "target_id": "document",
    "payment_id": "document",
    "claim_id": "document",
    "entry_id": "entry",
    "reversal_of": "entry",
    "reverses": "document_use",
    "claim_line_id": "document_line",
}
TEXTS = frozenset({"description", "reason", "reference"})
_NAMED = re.compile(rf"\b(?:{'|'.join(PREFIXES.values())})-\d+\b|{'|'.join(SLOT_OF)}")


class Reader:
    """Makes templates of the pattern's rows."""

    def __init__(self, slots: dict[int, int], numbers: dict[str, int]) -> None:
        """Slots by the id of who plays them in the pattern, documents by number."""
        self._slots, self._numbers = slots, numbers

    def template(self, table: str, row: Any) -> Template:
        """The row of a table as a template; columns that say the same in every copy are kept."""
        facts = row._asdict()
        holes = []
        for place, (name, value) in enumerate(facts.items()):
            found = None if value is None else self._hole(table, name, value, facts)
            if found:
                holes.append((place, *found))
        return Template(tuple(row), tuple(holes))

    def _hole(
        self, table: str, name: str, value: Any, facts: dict[str, Any]
    ) -> tuple[Fill, Any] | None:
        if name in INSTANTS:
            return instant_of, datetime.fromisoformat(value)
        if name in DATES:
            return day_of, since(value)
        if name in AMOUNTS:
            return amount_of, value
        if name in REFERENCES:
            return id_of, (REFERENCES[name], value)
        if name == "id" and table != "history":
            return id_of, (table, value)
        if name == "party_id":
            return party_of, (self._slots[value], "id")
        if name in TEXTS:
            parts = self._words(value)
            return (words_of, parts) if len(parts) > 1 else None
        special = getattr(self, f"_{table}", None)
        found: tuple[Fill, Any] | None = special(name, value, facts) if special else None
        return found

    def _document(self, name: str, value: Any, facts: dict[str, Any]) -> tuple[Fill, Any] | None:
        if name == "number":
            return number_of, facts["id"]
        if name == "party_sequence":
            return sequence_of, facts["id"]
        if name == "vendor_reference":
            return marked_of, value
        if name == "source_id":
            return ref_of, int(value[1:])
        return None

    def _number_taken(self, name: str, _: Any, facts: dict[str, Any]) -> tuple[Fill, Any] | None:
        return (position_of, facts["document_id"]) if name == "position" else None

    def _document_party(self, name: str, _: Any, facts: dict[str, Any]) -> tuple[Fill, Any] | None:
        slot = SLOT_OF.get(facts["name"])
        return (party_of, (slot, name)) if slot is not None and name in PARTY_COLUMNS else None

    def _history(self, name: str, value: Any, facts: dict[str, Any]) -> tuple[Fill, Any] | None:
        if name == "subject_id" and facts["subject"] in ("document", "entry"):
            return id_of, (facts["subject"], value)
        if name in ("before", "after") and value != "{}":
            return words_of, tuple(self._said(json.loads(value)))
        return None

    def _said(self, facts: dict[str, Any]) -> Iterator[str | tuple[Fill, Any]]:
        """What the history says, its values as they are in columns; amounts there are text."""
        before = "{"
        for name, value in facts.items():
            yield f"{before}{json.dumps(name)}: "
            before = ", "
            if name == "amount":
                found: tuple[Fill, Any] | None = decimal_of, value
            elif value is None:
                found = None
            else:
                table = "document" if name in ("vendor_reference", "source_id") else ""
                found = self._hole(table, name, value, facts)
                if name in ("number", "to", "from"):
                    found = number_of, self._numbers[value]
            if found is None:
                yield json.dumps(value, ensure_ascii=False)
            elif isinstance(value, str):
                yield '"'
                yield found
                yield '"'
            else:
                yield found
        yield "}"

    def _words(self, text: str) -> tuple[str | tuple[Fill, Any], ...]:
        """Text in which documents and parties are named."""
        parts: list[str | tuple[Fill, Any]] = []
        place = 0
        for match in _NAMED.finditer(text):
            found = match[0]
            named: tuple[Fill, Any] = number_of, self._numbers.get(found)
            if found in SLOT_OF:
                named = party_of, (SLOT_OF[found], "name")
            parts += [text[place : match.start()], named]
            place = match.end()
        return (*parts, text[place:])
