"""`avoir show`: one report, as a table for people, as JSON or as CSV."""

import io
import sys
from datetime import date

from app.book.book import Book
from app.cli.reports import REPORTS, Report, Wish
from app.cli.tables import Column, aligned, comma_separated
from app.domain.errors import refuse


def show(book: Book, on: date, report: Report, wish: Wish, style: str) -> None:
    """Writes one report to standard output; `style` is table, json or csv. Refused: not_found."""
    if style == "json":
        _write(_answer(book, on, report, wish))
        return
    write = aligned if style == "table" else comma_separated
    _write(book.ask(on, lambda reading: write(report.columns, report.rows(reading, wish))))


def find(name: str, as_of: str | None, account: str | None) -> tuple[Report, Wish]:
    """The report of this name, and what is wanted of it. Refused: invalid_value, invalid_date,
    required."""
    if name not in REPORTS:
        raise refuse(
            "invalid_value", f"There is no report “{name[:40]}”.", "report", f"Use {_names()}."
        )
    report, title = REPORTS[name], name.replace("_", " ")
    if report.of_account and not account:
        text = f"The {title} is of one account."
        raise refuse("required", text, "account", "Name it, such as --account 1200.")
    if account and not report.of_account:
        text = f"The report “{title}” is not of one account."
        raise refuse("invalid_value", text, "account", "Leave --account out.")
    if as_of and not report.as_of:
        text = f"The report “{title}” shows how things stand now."
        raise refuse("invalid_value", text, "as_of", "Leave --as-of out.")
    return report, Wish(_date(as_of), account)


def list_reports() -> None:
    """Writes the names of all reports and what they say."""
    columns = (Column("Report", lambda row: row[0]), Column("Shows", lambda row: row[1].says))
    _write(aligned(columns, REPORTS.items()))


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise refuse(
            "invalid_date", f"“{text}” is not a date.", "as_of", "Write it like 2026-01-31."
        )


def _names() -> str:
    *others, last = REPORTS
    return f"one of {', '.join(others)} or {last}"


def _write(text: str) -> None:
    """In UTF-8 and with the line ends it has, whatever the system's own are."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.write(text)
    sys.stdout.flush()


def _answer(book: Book, on: date, report: Report, wish: Wish) -> str:
    """What the protocol answers to the report's question, all pages as one."""
    from app.cli import answering

    request = dict(report.arguments)
    if report.of_account:
        request["account"] = wish.account
    if report.as_of and wish.as_of:
        request[report.as_of] = wish.as_of.isoformat()
    return answering.whole(book, on, report.question, request)
