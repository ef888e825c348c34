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
    `offered` is False for those that only a figure leads to, and for lists."""

    name: str
    title: str
    says: str
    takes: tuple[str, ...]
    build: Build
    offered: bool = True
    needs: tuple[str, ...] = ()


def pages(ask: Callable[..., Any], name: str, wish: Wish) -> Iterator[Report]:
    """All pages of a report, one after the other; `ask` is the book's door, with its day."""
    build = KINDS[name].build
    page: Report = ask(build, wish, None)
    yield page
    while page.next:
        page = ask(build, wish, page.next)
        yield page


def _ledger(name: str) -> Build:
    def build(reading: "Reading", wish: Wish, after: str | None = None) -> Report:
        from app.queries import report_ledger as room

        return _made(room, name, reading, wish, after)

    return build


def _open(name: str) -> Build:
    def build(reading: "Reading", wish: Wish, after: str | None = None) -> Report:
        from app.queries import report_open as room

        return _made(room, name, reading, wish, after)

    return build


def _made(room: Any, name: str, reading: "Reading", wish: Wish, after: str | None) -> Report:
    report: Report = getattr(room, name)(reading, wish, after)
    return report


_TIME: Final = ("first", "last")
_KINDS: Final = (
    ReportKind(
        "trial_balance",
        "Trial balance",
        "what every account holds",
        ("as_of",),
        _ledger("trial_balance"),
    ),
    ReportKind(
        "income_statement",
        "Income statement",
        "what was earned, from the beginning of the year unless told otherwise",
        _TIME,
        _ledger("income_statement"),
    ),
    ReportKind(
        "balance_sheet",
        "Balance sheet",
        "what there is, what is owed, and whose it is",
        ("as_of",),
        _ledger("balance_sheet"),
    ),
    ReportKind(
        "aging",
        "Ageing",
        "what is open per party by days past due, less credits not used yet",
        ("side", "as_of"),
        _open("ageing"),
    ),
    ReportKind(
        "open_documents",
        "Open documents",
        "the documents that were open on a day",
        ("side", "as_of", "party", "account", "currency", "part"),
        _open("open_documents"),
        offered=False,
    ),
)
KINDS: Final[dict[str, ReportKind]] = {kind.name: kind for kind in _KINDS}
