"""What lapses: credits by their last day, past and to come."""

from dataclasses import dataclass
from datetime import date

from app.book import store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref
from app.domain.document import Document
from app.domain.errors import present
from app.domain.kinds import Kind
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class ExpiringRow:
    """An open credit with a last day; `lapsed` when that has passed and only the run is due."""

    id: str
    kind: Kind
    number: str
    party: str
    party_name: str
    expires_at: date
    remaining: Money
    worth: Money  # the same in the book's currency
    lapsed: bool


def expiring(reading: Reading, days: int = 30) -> tuple[ExpiringRow, ...]:
    """Open credits of both sides whose last day has passed or comes within `days`, by that
    day."""
    horizon = date.fromordinal(min(reading.today.toordinal() + days, date.max.toordinal()))
    rows = store.open_until(reading, horizon, store.base_currency(reading))
    return tuple(_row(credit, reading.today) for credit in rows)


def _row(credit: Document, today: date) -> ExpiringRow:
    last = present(credit.expires_at, "a last day")
    return ExpiringRow(
        ref(DOCUMENT, credit.id),
        credit.kind,
        present(credit.number, "an issued credit has a number"),
        ref(PARTY, credit.party_id),
        credit.party_name,
        last,
        credit.remaining,
        credit.base_open,
        last < today,
    )


def lapsed(reading: Reading) -> tuple[ExpiringRow, ...]:
    """What a run would let lapse on the business date."""
    return tuple(row for row in expiring(reading, 0) if row.lapsed)
