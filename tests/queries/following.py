"""How tests follow the figures of a report to the rows that they are made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.book.book import Book
from app.domain.money import Money
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries import catalogue

# The column in which a report says what it comes to, and the figures that it is not the sum of.
SUMS = {
    "register": "balance",
    "movements": "amount",
    "income_statement": "amount",
    "open_documents": "worth",
    "reason_credits": "worth",
    "statement": "balance",
    "why": "amount",
}
NOT_SUMS = {("tie_out", "difference"), ("open_documents", "total"), ("credit_register", "total")}


@dataclass(frozen=True)
class Reader:
    """Somebody who reads reports of a book on a day."""

    book: Book
    on: date
    _read: dict[tuple[str, Wish], list[Report]] = field(default_factory=dict, compare=False)

    def pages(self, name: str, wish: Wish) -> list[Report]:
        """All pages of a report, read once."""
        if (name, wish) not in self._read:
            self._read[name, wish] = self._pages(name, wish)
        return self._read[name, wish]

    def _pages(self, name: str, wish: Wish) -> list[Report]:
        def ask(query: Callable[..., Any], *given: Any) -> Any:
            return self.book.ask(self.on, query, *given)

        return list(catalogue.pages(ask, name, wish))

    def report(self, name: str, **wish: Any) -> Report:
        """A report of one page."""
        (report,) = self.pages(name, Wish(**wish))
        return report

    def sum(self, leads: Leads, column: str) -> Money | None:
        """What a report that a figure leads to comes to, in the figure's own column."""
        pages = self.pages(leads.to, leads.wish)
        name = column if leads.to == "tax_documents" else SUMS[leads.to]
        if leads.to == "open_documents" and leads.wish.currency:
            name = "open"
        if leads.to == "tax_documents":
            name = "base" if column.endswith("base") else "tax"
        found = cell(pages[-1], closing(pages[-1]), name) if totals(pages[-1]) else None
        if leads.to == "register" and leads.wish.first:
            opening = cell(pages[0], pages[0].rows[0], name)
            return found - opening if found is not None and opening is not None else found
        return found


def totals(report: Report) -> list[ReportRow]:
    return [row for row in report.rows if row.rank is Rank.TOTAL]


def closing(report: Report) -> ReportRow:
    """The last total; of an account's why, what it holds."""
    named = [row for row in report.rows if row.id == "closing"]
    return named[0] if named else totals(report)[-1]


def cell(report: Report, row: ReportRow, column: str) -> Any:
    return row.cells[[one.name for one in report.columns].index(column)]


def figures(report: Report) -> Iterator[tuple[ReportRow, str, Money, Leads]]:
    """Every amount that leads somewhere, with its column."""
    for row in report.rows:
        for column, value in zip(report.columns, row.cells, strict=True):
            leads = row.opens(column.name)
            if isinstance(value, Money) and leads:
                yield row, column.name, value, leads


def follow(reader: Reader, report: Report) -> set[str]:
    """Opens every figure of a report and compares it with what that adds up to; answers the
    names of what was opened."""
    seen = set()
    for row, column, value, leads in figures(report):
        seen.add(leads.to)
        if leads.to not in catalogue.KINDS or (report.name, column) in NOT_SUMS:
            continue
        found = reader.sum(leads, column)
        if found is not None and found.currency != value.currency:
            continue  # the book's worth of a document leads to its own currency
        assert abs(value.minor) == abs(found.minor if found else 0), (report.name, row.id, column)
    return seen
