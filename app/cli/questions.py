"""Questions of the protocol whose answer is shaped a little differently from the query's rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.book import checks
from app.book.book import Reading
from app.cli import history
from app.commands.done import Done
from app.commands.inputs import Ref
from app.commands.lookups import LONGEST_DAYS, one_of
from app.domain.errors import refuse
from app.domain.kinds import RECORDED, Kind, Side
from app.queries import books, documents, ledger, lists, parties, payments, templates
from app.queries import expiring as upcoming

SMALL_LIMIT = 200


def claim_get(reading: Reading, side: Side, claim: Ref) -> Any:
    """An invoice or bill, whole."""
    return documents.get(reading, side.claim, claim)


def credit_get(reading: Reading, side: Side, credit: Ref) -> Any:
    """A credit, whole."""
    return documents.get(reading, side.credit, credit)


def party_get(reading: Reading, side: Side, party: Ref) -> Any:
    """A customer or vendor, whole."""
    return parties.get(reading, side, party)


def payment_get(reading: Reading, payment: Ref) -> Any:
    """A receipt or payment, whole."""
    return payments.get(reading, payment)


def payment_list(
    reading: Reading,
    kind: str = Kind.RECEIPT.value,
    status: str | None = None,
    text: str | None = None,
    first: date | None = None,
    last: date | None = None,
    limit: int = SMALL_LIMIT,
    after: str | None = None,
) -> lists.Page:
    """Receipts, payments or recorded transactions, newest first."""
    one_of(kind, "kind", sorted(RECORDED))
    filters = lists.Filters(status, None, text, first, last)
    return lists.page(reading, Kind(kind), filters, in_range(limit), after)


def _list_of(kind_of: Callable[[Side], Kind]) -> Callable[..., lists.Page]:
    def listed(
        reading: Reading,
        side: Side,
        status: str | None = None,
        party: Ref | None = None,
        text: str | None = None,
        first: date | None = None,
        last: date | None = None,
        limit: int = SMALL_LIMIT,
        after: str | None = None,
    ) -> lists.Page:
        filters = lists.Filters(status, party, text, first, last)
        return lists.page(reading, kind_of(side), filters, in_range(limit), after)

    return listed


claim_list = _list_of(lambda side: side.claim)
credit_list = _list_of(lambda side: side.credit)


def in_range(limit: int) -> int:
    """A page size between 1 and 1,000. Refused: invalid_number."""
    if 1 <= limit <= 1000:
        return limit
    raise refuse("invalid_number", "A page has 1 to 1000 rows.", "limit", "Correct it.")


def party_list(reading: Reading, side: Side, text: str | None = None) -> dict[str, Any]:
    """Customers or vendors with what is open."""
    return {"rows": parties.rows(reading, side, text)}


def account_list(reading: Reading) -> dict[str, Any]:
    """The chart of accounts."""
    return {"rows": books.accounts(reading)}


def tax_list(reading: Reading) -> dict[str, Any]:
    """All tax codes."""
    return {"rows": books.taxes(reading)}


def template_get(reading: Reading, template: Ref) -> templates.TemplateView:
    """A template, whole."""
    return templates.get(reading, template)


def template_list(reading: Reading) -> dict[str, Any]:
    """All templates, without their logos."""
    return {"rows": templates.rows(reading)}


def template_made(reading: Reading, done: Done) -> templates.TemplateView:
    """The template as it is now."""
    return templates.get(reading, done.id)


def only_id(reading: Reading, done: Done) -> dict[str, Any]:
    """For acts that leave nothing to look at."""
    del reading
    return {"id": done.id}


def account_made(reading: Reading, done: Done) -> Any:
    """The new account as the chart shows it."""
    return next(row for row in books.accounts(reading) if row.id == done.id)


def tax_made(reading: Reading, done: Done) -> dict[str, Any]:
    """The new tax code; its code is its id."""
    row = next(row for row in books.taxes(reading) if row.code == done.id)
    return {"id": row.code, "name": row.name, "rate": row.rate, "category": row.category}


def book_made(reading: Reading, done: Done) -> Any:
    """The book after its settings or lock changed."""
    del done
    return books.about(reading)


def rate_list(reading: Reading) -> dict[str, Any]:
    """Every exchange rate that was set."""
    return {"rows": books.rates(reading)}


def expired(reading: Reading, done: Done) -> dict[str, Any]:
    """What the run let lapse."""
    del reading
    return {"expired": done.made}


def expiring(reading: Reading, days: int = 30) -> dict[str, Any]:
    """Open credits whose last day has passed or comes within so many days."""
    if not 0 <= days <= LONGEST_DAYS:
        text = f"Days lie between 0 and {LONGEST_DAYS}."
        raise refuse("invalid_number", text, "days", "Correct them.")
    return {"rows": upcoming.expiring(reading, days)}


def entries_made(reading: Reading, done: Done) -> dict[str, Any]:
    """The entries of an act that stands for no document."""
    return {"id": done.id, "entries": ledger.by_ids(reading, done.made)}


def entry_made(reading: Reading, done: Done) -> ledger.JournalEntry:
    """The one entry that was made."""
    return ledger.by_ids(reading, (done.id,))[0]


def check(reading: Reading) -> dict[str, Any]:
    """Every check of the book."""
    findings = checks.findings(reading.connection)
    return {"sound": not findings, "findings": findings}


def journal_of(reading: Reading, document: Ref) -> dict[str, Any]:
    """The entries of a document, oldest first."""
    return {"entries": ledger.of_document(reading, document)}


def journal_list(
    reading: Reading,
    text: str | None = None,
    first: date | None = None,
    last: date | None = None,
    limit: int = SMALL_LIMIT,
    after: str | None = None,
) -> ledger.JournalPage:
    """All entries, newest first."""
    return ledger.journal(reading, in_range(limit), after, text, first, last)


def history_of(reading: Reading, document: Ref) -> dict[str, Any]:
    """Everything that happened to it."""
    rows = books.history_of(reading, document)
    return {"rows": tuple(history.told(rows, books.about(reading).currency))}
