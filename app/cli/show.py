"""`avoir show`: one report of the catalogue, as a table for people or as a file of any format."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from app.cli.tables import Column, aligned, told
from app.domain.errors import Unavailable, present, refuse
from app.domain.report import Report, Wish
from app.queries.catalogue import KINDS, ReportKind, pages

if TYPE_CHECKING:
    from app.book.book import Book

BINARY: Final = ("xlsx", "pdf")
FORMATS: Final = ("table", "json", "csv", *BINARY)
# What narrows a report: how it is written on the command line, and what of a wish it is.
OPTIONS: Final = {
    "from": "first",
    "to": "last",
    "as-of": "last",
    "side": "side",
    "party": "party",
    "account": "account",
    "currency": "currency",
    "part": "part",
    "document": "part",
}
_DAYS: Final = ("first", "last")


@dataclass(frozen=True, slots=True)
class Asked:
    """A report and what is wanted of it, in which format, and the file it goes to, if any."""

    kind: ReportKind
    wish: Wish
    style: str = "table"
    out: Path | None = None
    page: str = "A4"


def find(name: str, options: dict[str, str | None]) -> tuple[ReportKind, Wish]:
    """The report of this name, and what is wanted of it by these options. Refused:
    invalid_value, invalid_date, required."""
    if name not in KINDS:
        raise refuse(
            "invalid_value", f"There is no report “{name[:40]}”.", "report", f"Use {_names()}."
        )
    kind, facts = KINDS[name], dict[str, Any]()
    for option, text in options.items():
        if text is None:
            continue
        part = OPTIONS[option]
        if not _takes(kind, option, part):
            raise _not_taken(kind, option)
        facts[part] = _date(text, option) if part in _DAYS else text
    for part in kind.needs:
        if part not in facts:
            said = f"The report “{kind.title}” is of one {part}."
            example = "1200" if part == "account" else '"Acme Ltd"'
            raise refuse("required", said, part, f"Name it, such as --{part} {example}.")
    return kind, Wish(**facts)


def _takes(kind: ReportKind, option: str, part: str) -> bool:
    if option == "document":
        return kind.name == "why"
    return part in kind.takes or (part == "last" and "as_of" in kind.takes)


def _not_taken(kind: ReportKind, option: str) -> Exception:
    if option in ("as-of", "to"):
        said = f"The report “{kind.title}” shows how things stand now."
    elif option == "from":
        said = f"The report “{kind.title}” begins nowhere: it is as of a day."
    else:
        said = f"The report “{kind.title}” is not of one {option}."
    return refuse("invalid_value", said, option.replace("-", "_"), f"Leave --{option} out.")


def show(book: "Book", on: date, asked: Asked) -> None:
    """Writes one report to standard output or into a new file. Refused: what the report refuses.
    Unavailable: there is something of that name, or it cannot be written."""
    asked = replace(asked, wish=with_party(book, on, asked.wish))
    if asked.out is None:
        if asked.style in BINARY:
            said = f"A report as {asked.style.upper()} goes into a file."
            raise Unavailable(said, f"Name it, such as --out report.{asked.style}.")
        _write(_text(book, on, asked))
        return
    from app.exchange import whole_file

    whole_file.must_be_new(asked.out)
    with whole_file.new_file(asked.out) as file:
        _fill(book, on, asked, file)


def _pages(book: "Book", on: date, asked: Asked) -> Iterator[Report]:
    def ask(query: Callable[..., Any], *given: Any) -> Any:
        return book.ask(on, query, *given)

    return pages(ask, asked.kind.name, asked.wish)


def _text(book: "Book", on: date, asked: Asked) -> str:
    if asked.style == "json":
        from app.cli import answering

        if answering.answers(asked.kind.name):
            return answering.answer(book, on, asked.kind.name, asked.wish)
        said = f"No question is answered by the report “{asked.kind.title}”."
        raise refuse("invalid_value", said, "format", "Use another format, such as csv.")
    if asked.style == "table":
        return told(_pages(book, on, asked))
    made = io.BytesIO()
    _fill(book, on, asked, made)
    return made.getvalue().decode()


def _fill(book: "Book", on: date, asked: Asked, file: IO[bytes]) -> None:
    """Writes a report in any format; long ones page by page."""
    if asked.style == "csv":
        from app.exchange.spreadsheet import write_csv

        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        write_csv(_pages(book, on, asked), text)
        text.detach()
    elif asked.style == "xlsx":
        from app.exchange.spreadsheet import write_xlsx

        write_xlsx(_pages(book, on, asked), file, made_on=on)
    elif asked.style == "pdf" and asked.kind.name == "statement":
        from app.paper import sheets
        from app.queries.statement_sheets import of_wish

        sheet = book.ask(on, of_wish, asked.wish)
        file.write(sheets.render(sheet, asked.page))
        _tell_missing(asked, sheets.missing_glyphs(sheet))
    elif asked.style == "pdf":
        from app.paper import report

        missing: set[str] = set()
        found = report.watched(_pages(book, on, asked), missing)
        file.write(report.render(found, asked.page, made_on=on))
        _tell_missing(asked, sorted(missing))
    else:
        file.write(_text(book, on, asked).encode())


def _tell_missing(asked: Asked, signs: Iterable[str]) -> None:
    from app.cli.printing import tell_missing

    tell_missing(present(asked.out, "a PDF goes into a file").name, signs)


def with_party(book: "Book", on: date, wish: Wish) -> Wish:
    """The same wish with the party's id, if it names one. Refused: not_found, invalid_value."""
    if not wish.party:
        return wish
    return replace(wish, party=_party(book, on, wish.party, wish.side))


def _party(book: "Book", on: date, text: str, side: str | None) -> str:
    """The id of a party that is named by it, or by its name. Refused: not_found, invalid_value."""
    from app.book.refs import PARTY, row_of
    from app.domain.kinds import SIDES
    from app.queries import party_names

    if row_of(PARTY, text):
        return text
    sides = [one for name, one in SIDES.items() if side in (None, name)]
    found = [
        row.id
        for one in sides
        for row in book.ask(on, party_names.find, one, "", None)
        if row.name.casefold() == text.strip().casefold()
    ]
    if len(found) == 1:
        return found[0]
    if found:
        said = f"{len(found)} parties are called “{text[:40]}”."
        raise refuse("invalid_value", said, "party", f"Use an id: {', '.join(found)}.")
    said = f"There is no {side or 'customer or vendor'} “{text[:40]}”."
    raise refuse("not_found", said, "party", "Write the whole name, or the id.")


def list_reports() -> None:
    """Writes the names of all reports and what they say."""
    columns = (Column("Report", lambda kind: kind.name), Column("Shows", lambda kind: kind.says))
    _write(aligned(columns, KINDS.values()))


def _date(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        field = option.replace("-", "_")
        said = f"“{text[:40]}” is not a date."
        raise refuse("invalid_date", said, field, "Write it like 2026-01-31.")


def _names() -> str:
    *others, last = KINDS
    return f"one of {', '.join(others)} or {last}"


def _write(text: str) -> None:
    """In UTF-8 and with the line ends it has, whatever the system's own are."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.write(text)
    sys.stdout.flush()
