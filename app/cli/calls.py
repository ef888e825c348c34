"""The calls of the command line that need no window: new, sample, run, show, print, check."""

import argparse
import gc
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from app import paths
from app.book import upgrade
from app.book.book import Book
from app.domain.errors import Refused, Unavailable

REFUSED = 1
USAGE = 2


def clock() -> datetime:
    """The instant. Only the command line and the front door read the clock."""
    return datetime.now(UTC)


def today() -> date:
    """The business date, in the time zone of the machine."""
    return datetime.now(UTC).astimezone().date()


def call(asked: argparse.Namespace) -> int:
    """Runs one call; what goes wrong is one clear sentence on standard error."""
    try:
        return int(globals()[f"_{asked.call}"](asked))
    except Unavailable as error:
        print(error.message, error.hint or "", file=sys.stderr)
        return USAGE
    except Refused as refused:
        return _told(refused, USAGE if asked.call == "new" else REFUSED)


def _told(refused: Refused, status: int) -> int:
    for problem in refused.problems:
        print(problem.message, problem.hint or "", file=sys.stderr)
    return status


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    """An open book, closed at the end."""
    book = upgrade.open_book(path, clock)
    try:
        yield book
    finally:
        book.close()


def new_book(path: Path, *, name: str, currency: str, chart: str, on: date) -> Book:
    """A new book with its chart of accounts, open. Nothing is left behind when it is refused."""
    from app.commands import books

    source = paths.resources() / "charts" / f"{chart}.json"
    if not source.is_file():
        known = ", ".join(sorted(one.stem for one in source.parent.glob("*.json")))
        raise Unavailable(f"There is no chart of accounts “{chart}”.", f"Use one of: {known}.")
    rows = [
        books.ChartRow(**{**row, "roles": tuple(row.get("roles", ()))})
        for row in json.loads(source.read_text(encoding="utf-8"))
    ]
    book = upgrade.create_book(path, clock)
    try:
        book.do(on, books.start, name=name, currency=currency, chart=rows)
    except BaseException:
        book.close()
        for one in path.parent.glob(f"{path.name}*"):
            one.unlink()
        raise
    return book


def _new(asked: argparse.Namespace) -> int:
    book = new_book(
        asked.book, name=asked.name, currency=asked.currency, chart=asked.chart, on=today()
    )
    book.close()
    return 0


def _run(asked: argparse.Namespace) -> int:
    gc.enable()  # a script may be long; the front door starts without
    with opened(asked.book) as book:
        if asked.script is None:
            return _answer(book, sys.stdin.buffer, keep_going=asked.keep_going)
        try:
            with asked.script.open("rb") as lines:
                return _answer(book, lines, keep_going=asked.keep_going)
        except OSError as error:
            raise Unavailable(
                f"The script {asked.script} cannot be read: {error.strerror}.", "Check the path."
            ) from error


def _answer(book: Book, lines: Iterable[bytes], *, keep_going: bool) -> int:
    from app.cli.run import run

    def write(text: str) -> None:
        print(text, flush=True)

    return run(book, lines, write, today, keep_going=keep_going)


def _sample(asked: argparse.Namespace) -> int:
    from app.cli.sample import make

    make(asked.book).close()
    return 0


def _show(asked: argparse.Namespace) -> int:
    from app.cli import show

    if asked.report == "list":
        show.list_reports()
        return 0
    try:
        report, wish = show.find(asked.report, asked.as_of, asked.account)
    except Refused as refused:
        return _told(refused, USAGE)
    with opened(asked.book) as book:
        show.show(book, today(), report, wish, asked.format)
    return 0


def _print(asked: argparse.Namespace) -> int:
    from app.cli.printing import write

    gc.enable()  # as for `run`: there may be many documents
    with opened(asked.book) as book:
        write(book, today(), asked.numbers, asked.out, asked.page)
    return 0


def _check(asked: argparse.Namespace) -> int:
    from app.book import checks

    with opened(asked.book) as book, book.look() as connection:
        found = checks.findings(connection)
    for finding in found:
        print(f"{finding.check}: {finding.message}")
    if not found:
        print(f"{asked.book.name} is sound: {len(checks.CHECKS)} checks passed.")
    return 1 if found else 0
