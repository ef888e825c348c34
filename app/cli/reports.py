"""The reports of `avoir show` as data: what each says, its columns, its rows, its question."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.book.book import Reading
from app.cli.tables import Column
from app.domain.kinds import CUSTOMER, STATUS_LABELS, VENDOR, Kind, Side, Status
from app.domain.money import Money

PAGE: Final = 1000  # rows that are fetched at once


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for beside the report's name."""

    as_of: date | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report: what it says, its columns and rows, and the protocol's question whose answer it
    is in JSON. The queries are brought in by the first row that is wanted."""

    says: str
    columns: tuple[Column, ...]
    rows: Callable[[Reading, Wish], Iterable[Any]]
    question: str
    arguments: dict[str, Any] = field(default_factory=dict)
    as_of: str | None = None  # the question's own name for the date, None: it takes none
    of_account: bool = False


def _pages(page: Callable[[str | None], Any]) -> Iterator[Any]:
    """One page after the other, to the end."""
    last = page(None)
    yield last
    while last.next:
        last = page(last.next)
        yield last


def _balances(reading: Reading, wish: Wish) -> Iterable[Any]:
    from app.queries import ledger

    return ledger.trial_balance(reading, wish.as_of)


def _register(reading: Reading, wish: Wish) -> Iterable[Any]:
    from app.queries import ledger

    def page(after: str | None) -> Any:
        return ledger.register(reading, wish.account or "", None, wish.as_of, PAGE, after)

    return [row for one in _pages(page) for row in one.rows]


def _journal(reading: Reading, wish: Wish) -> Iterable[Any]:
    from app.queries import ledger

    def page(after: str | None) -> Any:
        return ledger.journal(reading, PAGE, after, last=wish.as_of)

    entries = [entry for one in _pages(page) for entry in one.entries]
    return [(entry, line) for entry in reversed(entries) for line in entry.lines]


def _ties(reading: Reading, wish: Wish) -> Iterable[Any]:
    from app.queries import reports

    del wish
    return reports.ties(reading)


def _chart(reading: Reading, wish: Wish) -> Iterable[Any]:
    from app.queries import books

    del wish
    return books.accounts(reading)


def _entries_by(row: Any) -> str:
    """What may be entered there, where not everything may."""
    if row.is_header:
        return "none: a heading"
    return "documents only" if row.is_control else ""


def _numbers_of(kind: Kind) -> Callable[[Reading, Wish], Iterable[Any]]:
    def numbers(reading: Reading, wish: Wish) -> Iterable[Any]:
        from app.queries import reports

        del wish
        register = reports.number_register(reading, kind)
        given: list[tuple[str, Any]] = [(row.number, row) for row in register.rows]
        return given + [(number, None) for number in register.gaps]

    return numbers


def _list_of(kind: Kind) -> Callable[[Reading, Wish], Iterable[Any]]:
    def documents(reading: Reading, wish: Wish) -> Iterable[Any]:
        from app.queries import lists

        del wish

        def page(after: str | None) -> Any:
            return lists.page(reading, kind, limit=PAGE, after=after)

        return [row for one in _pages(page) for row in one.rows]

    return documents


def _income(reading: Reading, wish: Wish) -> Iterable[Any]:
    from app.queries import financials

    found = financials.income_statement(reading, None, wish.as_of)
    return [
        *(("Income", line) for line in found.income),
        *(("Expenses", line) for line in found.expenses),
    ]


def _sheet(reading: Reading, wish: Wish) -> Iterable[Any]:
    """Every account, and what was earned, which no account holds."""
    from app.queries import financials

    found = financials.balance_sheet(reading, wish.as_of)
    earned = (
        financials.StatementLine("", "Earnings of earlier years", found.earlier_earnings),
        financials.StatementLine("", "Earnings of this year", found.net_income),
    )
    return [
        *(("Assets", line) for line in found.assets),
        *(("Liabilities", line) for line in found.liabilities),
        *(("Equity", line) for line in (*found.equity, *earned)),
    ]


def _ageing_of(side: Side) -> Callable[[Reading, Wish], Iterable[Any]]:
    def rows(reading: Reading, wish: Wish) -> Iterable[Any]:
        from app.queries import aging

        return aging.ageing(reading, side, wish.as_of or reading.today)

    return rows


def _parties_of(side: Side) -> Callable[[Reading, Wish], Iterable[Any]]:
    def parties(reading: Reading, wish: Wish) -> Iterable[Any]:
        from app.queries import parties as party_queries

        del wish
        return party_queries.rows(reading, side)

    return parties


def _open(row: Any) -> Money | None:
    """What is still open of a document; a draft has nothing open yet."""
    return None if row.status is Status.DRAFT else row.remaining


_DATE = Column("Date", lambda row: row.issue_date)
_NUMBER = Column("Number", lambda row: row.number)
_STATUS = Column("Status", lambda row: STATUS_LABELS[row.status])
_CURRENCY = Column("Currency", lambda row: row.currency)
_TOTAL = Column("Total", lambda row: row.total)
_DEBIT = Column("Debit", lambda row: row.debit, sums=True)
_CREDIT = Column("Credit", lambda row: row.credit, sums=True)


def _credit_list(side: Side) -> Report:
    return Report(
        f"{side.credit.label}s, the newest first",
        (
            _DATE,
            _NUMBER,
            Column(side.name.capitalize(), lambda row: row.party_name),
            Column("Reason", lambda row: row.reason_display),
            _STATUS,
            _CURRENCY,
            _TOTAL,
            Column("Remaining", _open, sums=True),
            Column("Valid until", lambda row: row.expires_at),
        ),
        _list_of(side.credit),
        f"{side.credit}.list",
    )


def _claim_list(side: Side) -> Report:
    return Report(
        f"{side.claim.label}s, the newest first",
        (
            _DATE,
            _NUMBER,
            Column(side.name.capitalize(), lambda row: row.party_name),
            Column("Due date", lambda row: row.due_date),
            _STATUS,
            _CURRENCY,
            _TOTAL,
            Column("Due", _open, sums=True),
        ),
        _list_of(side.claim),
        f"{side.claim}.list",
    )


def _party_list(side: Side) -> Report:
    return Report(
        f"{side.name}s with what is open, in the book's currency",
        (
            Column(side.name.capitalize(), lambda row: row.name),
            Column("City", lambda row: row.city),
            Column("Country", lambda row: row.country),
            Column("Due", lambda row: row.due, sums=True),
            Column("Credits", lambda row: row.credits, sums=True),
            Column("Balance", lambda row: row.balance, sums=True),
        ),
        _parties_of(side),
        f"{side.name}.list",
    )


def _register_of(side: Side) -> Report:
    """Rows are numbers with what bears them; nothing bears a number that is missing."""

    def of(name: str) -> Callable[[Any], Any]:
        return lambda pair: getattr(pair[1], name) if pair[1] else None

    return Report(
        f"every {side.credit.label} number ever given, in order",
        (
            Column("Number", lambda pair: pair[0]),
            Column("Date", of("issue_date")),
            Column(side.name.capitalize(), of("party_name")),
            Column("Status", lambda pair: STATUS_LABELS[pair[1].status] if pair[1] else "Missing"),
            Column("Currency", lambda pair: pair[1].total.currency if pair[1] else None),
            Column("Total", of("total")),
            Column("Remaining", of("remaining"), sums=True),
        ),
        _numbers_of(side.credit),
        "report.credit_register",
        {"side": side.name},
    )


def _ageing(side: Side) -> Report:
    titles = ("Not due", "1 to 30", "31 to 60", "61 to 90", "Over 90")

    def past_due(place: int) -> Callable[[Any], Any]:
        return lambda row: row.columns[place]

    return Report(
        f"what is open of {side.name}s by days past due, less credits not used yet",
        (
            Column(side.name.capitalize(), lambda row: row.party_name),
            *(Column(title, past_due(place), sums=True) for place, title in enumerate(titles)),
            Column("Credits", lambda row: row.unapplied_credits, sums=True),
            Column("Total", lambda row: row.total, sums=True),
        ),
        _ageing_of(side),
        "report.aging",
        {"side": side.name},
        as_of="as_of",
    )


_SECTIONS = (
    Column("Section", lambda pair: pair[0]),
    Column("Account", lambda pair: pair[1].account),
    Column("Name", lambda pair: pair[1].account_name),
    Column("Amount", lambda pair: pair[1].amount),
)
_INCOME_STATEMENT = Report(
    "what was earned since the beginning of the year",
    _SECTIONS,
    _income,
    "report.income_statement",
    as_of="to",
)
_BALANCE_SHEET = Report(
    "what there is, what is owed, and whose it is",
    _SECTIONS,
    _sheet,
    "report.balance_sheet",
    as_of="as_of",
)
_TRIAL_BALANCE = Report(
    "what every account holds",
    (
        Column("Account", lambda row: row.code),
        Column("Name", lambda row: row.name),
        _DEBIT,
        _CREDIT,
    ),
    _balances,
    "report.trial_balance",
    as_of="as_of",
)
_REGISTER = Report(
    "one account with its running balance, the oldest first",
    (
        Column("Date", lambda row: row.date),
        Column("Entry", lambda row: row.number),
        Column("Document", lambda row: row.document_number),
        Column("Party", lambda row: row.party),
        Column("Description", lambda row: row.description),
        _DEBIT,
        _CREDIT,
        Column("Balance", lambda row: row.balance),
    ),
    _register,
    "report.account",
    as_of="to",
    of_account=True,
)
_JOURNAL = Report(
    "every entry with its lines, the oldest first",
    (
        Column("Date", lambda pair: pair[0].date),
        Column("Entry", lambda pair: pair[0].number),
        Column("Document", lambda pair: pair[0].document_number),
        Column("Description", lambda pair: pair[0].description),
        Column("Account", lambda pair: pair[1].account),
        Column("Name", lambda pair: pair[1].account_name),
        Column("Debit", lambda pair: pair[1].debit, sums=True),
        Column("Credit", lambda pair: pair[1].credit, sums=True),
        Column("Currency", lambda pair: pair[1].currency),
        Column("Amount", lambda pair: pair[1].amount),
    ),
    _journal,
    "journal.list",
    as_of="to",
)
_TIE_OUT = Report(
    "control accounts beside the documents they stand for",
    (
        Column("Account", lambda row: row.account),
        Column("Name", lambda row: row.name),
        Column("Ledger", lambda row: row.ledger),
        Column("Documents", lambda row: row.documents),
        Column("Difference", lambda row: row.difference),
    ),
    _ties,
    "report.tie_out",
)
_ACCOUNTS = Report(
    "the chart of accounts",
    (
        Column("Account", lambda row: row.code),
        Column("Name", lambda row: row.name),
        Column("Type", lambda row: row.type),
        Column("Entries", _entries_by),
    ),
    _chart,
    "account.list",
)
REPORTS: Final[dict[str, Report]] = {
    "trial_balance": _TRIAL_BALANCE,
    "income_statement": _INCOME_STATEMENT,
    "balance_sheet": _BALANCE_SHEET,
    "register": _REGISTER,
    "journal": _JOURNAL,
    "credit_register": _register_of(CUSTOMER),
    "vendor_credit_register": _register_of(VENDOR),
    "aging": _ageing(CUSTOMER),
    "vendor_aging": _ageing(VENDOR),
    "tie_out": _TIE_OUT,
    "accounts": _ACCOUNTS,
    "credit_memos": _credit_list(CUSTOMER),
    "vendor_credits": _credit_list(VENDOR),
    "invoices": _claim_list(CUSTOMER),
    "bills": _claim_list(VENDOR),
    "customers": _party_list(CUSTOMER),
    "vendors": _party_list(VENDOR),
}
