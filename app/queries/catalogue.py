"""The catalogue of reports: what each is called and says, what it takes, and how it is made.

What makes them comes in with the first report that is wanted: the names alone cost nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.domain.report import Report, Wish

if TYPE_CHECKING:
    from app.book.book import Reading

Build = Callable[["Reading", Wish, str | None], Report]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report. `takes` names the parts of a wish that it heeds ("as_of": the last day alone),
    `needs` those without which there is none. `build` makes it, or the page after a key;
    `offered` is False for those that only a figure leads to, and for lists. `stands`: as long as
    no day is wished for, it is of the book as it stands."""

    name: str
    title: str
    says: str
    takes: tuple[str, ...]
    build: Build
    offered: bool = True
    needs: tuple[str, ...] = ()
    stands: bool = False


def pages(ask: Callable[..., Any], name: str, wish: Wish) -> Iterator[Report]:
    """All pages of a report, one after the other; `ask` is the book's door, with its day."""
    build = KINDS[name].build
    page: Report = ask(build, wish, None)
    yield page
    while page.next:
        page = ask(build, wish, page.next)
        yield page


def _from(room: Callable[[], Any], name: str) -> Build:
    """What makes a report, out of a module that comes in when it is called."""

    def build(reading: "Reading", wish: Wish, after: str | None = None) -> Report:
        report: Report = getattr(room(), name)(reading, wish, after)
        return report

    return build


def _ledger() -> Any:
    from app.queries import report_ledger

    return report_ledger


def _journal() -> Any:
    from app.queries import report_journal

    return report_journal


def _open() -> Any:
    from app.queries import report_open

    return report_open


def _statement() -> Any:
    from app.queries import report_statement

    return report_statement


def _numbers() -> Any:
    from app.queries import report_numbers

    return report_numbers


def _credits() -> Any:
    from app.queries import report_credits

    return report_credits


def _taxes() -> Any:
    from app.queries import report_taxes

    return report_taxes


def _ties() -> Any:
    from app.queries import report_ties

    return report_ties


def _why() -> Any:
    from app.queries import report_why_open

    return report_why_open


def _moved() -> Any:
    from app.queries import report_why

    return report_why


def _lists() -> Any:
    from app.queries import report_lists

    return report_lists


_TIME: Final = ("first", "last")
_KINDS: Final = (
    ReportKind(
        "trial_balance",
        "Trial balance",
        "what every account holds",
        ("as_of",),
        _from(_ledger, "trial_balance"),
    ),
    ReportKind(
        "income_statement",
        "Income statement",
        "what was earned, this year unless told otherwise",
        _TIME,
        _from(_ledger, "income_statement"),
    ),
    ReportKind(
        "balance_sheet",
        "Balance sheet",
        "what there is, what is owed, and whose it is",
        ("as_of",),
        _from(_ledger, "balance_sheet"),
    ),
    ReportKind(
        "register",
        "Account register",
        "one account with its running balance, the oldest first",
        (*_TIME, "account"),
        _from(_journal, "register"),
        needs=("account",),
    ),
    ReportKind(
        "journal",
        "Journal",
        "every entry with its lines, the oldest first",
        _TIME,
        _from(_journal, "journal"),
    ),
    ReportKind(
        "aging",
        "Aging",
        "what is open per party by days past due, less credits",
        ("side", "as_of"),
        _from(_open, "ageing"),
    ),
    ReportKind(
        "open_documents",
        "Open documents",
        "the documents that were open on a day",
        ("side", "as_of", "party", "account", "currency", "part"),
        _from(_open, "open_documents"),
        offered=False,
    ),
    ReportKind(
        "statement",
        "Statement of account",
        "what happened with a customer or vendor, and what is open",
        (*_TIME, "side", "party", "currency"),
        _from(_statement, "statement"),
        needs=("party",),
    ),
    ReportKind(
        "credit_register",
        "Credit register",
        "every credit number ever given: none is missing",
        ("side", "as_of"),
        _from(_numbers, "credit_register"),
    ),
    ReportKind(
        "credits_by_reason",
        "Credits by reason",
        "credits given for which reason in which month",
        ("side", *_TIME),
        _from(_credits, "credits_by_reason"),
    ),
    ReportKind(
        "reason_credits",
        "Credits given",
        "the credits given for a reason in a month",
        ("side", *_TIME, "part"),
        _from(_credits, "reason_credits"),
        offered=False,
    ),
    ReportKind(
        "tax_summary",
        "Tax summary",
        "tax per rate on sales and purchases, less credits",
        _TIME,
        _from(_taxes, "summary"),
    ),
    ReportKind(
        "tax_documents",
        "Tax by document",
        "the documents behind a figure of the tax summary",
        ("side", *_TIME, "part"),
        _from(_taxes, "documents"),
        offered=False,
    ),
    ReportKind(
        "tie_out",
        "Tie-out",
        "accounts beside their documents, and what differs",
        ("as_of",),
        _from(_ties, "tie_out"),
        stands=True,
    ),
    ReportKind(
        "why",
        "Why is this the balance?",
        "what makes the balance of an account, party or document",
        (*_TIME, "side", "party", "account", "part"),
        _from(_why, "why"),
    ),
    ReportKind(
        "movements",
        "What moved an account",
        "the lines of an account that came of the same",
        (*_TIME, "party", "account", "part"),
        _from(_moved, "movements"),
        offered=False,
        needs=("account",),
    ),
    ReportKind(
        "accounts",
        "Accounts",
        "the chart of accounts",
        (),
        _from(_lists, "accounts"),
        offered=False,
    ),
    ReportKind(
        "credit_memos",
        "Credit memos",
        "credit memos, the newest first",
        (),
        _from(_lists, "credit_memos"),
        offered=False,
    ),
    ReportKind(
        "vendor_credits",
        "Vendor credits",
        "vendor credits, the newest first",
        (),
        _from(_lists, "vendor_credits"),
        offered=False,
    ),
    ReportKind(
        "invoices",
        "Invoices",
        "invoices, the newest first",
        (),
        _from(_lists, "invoices"),
        offered=False,
    ),
    ReportKind(
        "bills",
        "Bills",
        "bills, the newest first",
        (),
        _from(_lists, "bills"),
        offered=False,
    ),
    ReportKind(
        "customers",
        "Customers",
        "customers with what is open, in the book's currency",
        (),
        _from(_lists, "customers"),
        offered=False,
    ),
    ReportKind(
        "vendors",
        "Vendors",
        "vendors with what is open, in the book's currency",
        (),
        _from(_lists, "vendors"),
        offered=False,
    ),
)
KINDS: Final[dict[str, ReportKind]] = {kind.name: kind for kind in _KINDS}
