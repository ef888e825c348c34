"""The calls of the command line that need no window: new, sample, run, show, print, check,
backup, restore, import, export."""

import argparse
import gc
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from app import paths
from app.book import upgrade
from app.book.book import Book
from app.domain.errors import Refused, Unavailable

REFUSED = 1
USAGE = 2
INTERRUPTED = 130  # what a shell expects after Ctrl-C


def clock() -> datetime:
    """The instant. Only the command line and the front door read the clock."""
    return datetime.now(UTC)


def today() -> date:
    """The business date, in the time zone of the machine."""
    return datetime.now(UTC).astimezone().date()


def call(asked: argparse.Namespace) -> int:
    """Runs one call; what goes wrong is one clear sentence on standard error."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file's name may be more than it can write
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return int(globals()[f"_{asked.call}"](asked))
    except Unavailable as error:
        print(error.message, error.hint or "", file=sys.stderr)
        return USAGE
    except Refused as refused:
        return _told(refused, USAGE if asked.call == "new" else REFUSED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # nobody reads on, as behind `| head`: there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return USAGE
    except OSError as error:
        place = error.filename or "What standard input and output lead to"
        print(f"{place} cannot be read or written: {error.strerror}.", file=sys.stderr)
        return USAGE
    except Exception as error:  # noqa: BLE001 whatever it is, it is told in a sentence
        print(_mistake(error), file=sys.stderr)
        return USAGE


def _mistake(error: Exception) -> str:
    """What to say of an error that nobody thought of: where it was, for a report."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    kind, file = type(error).__name__, Path(place.filename).name
    said = str(error).partition("\n")[0][:200]
    return (
        f"Avoir made a mistake ({kind} in {file}, line {place.lineno}): {said}. "
        "What it was doing was not written. Run “avoir check” on the book; if that finds "
        "nothing, please report this line."
    )


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


def new_book(
    path: Path,
    *,
    name: str,
    currency: str,
    chart: str,
    on: date,
    then: Callable[[Book], object] | None = None,
) -> Book:
    """A new book with its chart of accounts, and with what `then` writes into it, open. Nothing
    is left behind when it is refused."""
    from app.commands import books

    charts = {one.stem: one for one in (paths.resources() / "charts").glob("*.json")}
    if chart not in charts:
        known = ", ".join(sorted(charts))
        raise Unavailable(f"There is no chart of accounts “{chart}”.", f"Use one of: {known}.")
    rows = [
        books.ChartRow(**{**row, "roles": tuple(row.get("roles", ()))})
        for row in json.loads(charts[chart].read_text(encoding="utf-8"))
    ]

    def start(book: Book) -> None:
        book.do(on, books.start, name=name, currency=currency, chart=rows)
        if then is not None:
            then(book)

    return upgrade.create_book(path, clock, start)


def _new(asked: argparse.Namespace) -> int:
    book = new_book(
        asked.book, name=asked.name, currency=asked.currency, chart=asked.chart, on=today()
    )
    book.close()
    return 0


def _run(asked: argparse.Namespace) -> int:
    gc.enable()  # a script may be long; the front door starts without
    with _lines(asked.script) as lines, opened(asked.book) as book:
        return _answer(book, lines, keep_going=asked.keep_going)


@contextmanager
def _lines(script: Path | None) -> Iterator[Iterable[bytes]]:
    """The lines of a script, or of standard input."""
    if script is None:
        if sys.stdin is None:
            raise Unavailable(
                "There is no standard input to read.", "Name a script after the book."
            )
        yield sys.stdin.buffer
        return
    try:
        file = script.open("rb")
    except OSError as error:
        raise Unavailable(
            f"The script {script} cannot be read: {error.strerror}.", "Check the path."
        ) from error
    with file:
        yield file


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
        options = {name: getattr(asked, name.replace("-", "_")) for name in show.OPTIONS}
        kind, wish = show.find(asked.report, options)
    except Refused as refused:
        return _told(refused, USAGE)
    wanted = show.Asked(kind, wish, asked.format, asked.out, asked.page)
    with opened(asked.book) as book:
        show.show(book, today(), wanted)
    return 0


def _print(asked: argparse.Namespace) -> int:
    from app.cli import printing, show

    narrow = {name: getattr(asked, name) for name in ("from", "to", "currency")}
    try:
        every = show.find("statement", {"party": "", **narrow})[1]  # each is put in below
    except Refused as refused:
        return _told(refused, USAGE)
    is_statement = asked.statement or asked.statements
    if not is_statement and (any(narrow.values()) or not asked.numbers):
        said = "Which statement is meant" if asked.numbers else "What to print"
        hint = "Name documents by number, or a party after --statement."
        raise Unavailable(f"{said} is not said.", hint)
    gc.enable()  # as for `run`: there may be many documents
    onto = printing.Onto(asked.out, asked.page, asked.one_file, asked.eml)
    with opened(asked.book) as book:
        named = (replace(every, party=one) for one in asked.statement)
        wishes = [show.with_party(book, today(), one) for one in named]
        for side in asked.statements:
            wishes += printing.find_statements(book, today(), replace(every, side=side))
        if wishes or asked.numbers:
            printing.write(book, today(), wishes, asked.numbers, onto)
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


def _backup(asked: argparse.Namespace) -> int:
    from app.book import backup

    print(backup.back_up(asked.book, asked.out, clock()))
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from app.book import backup

    print(backup.restore(asked.backup, asked.book))
    return 0


def _import(asked: argparse.Namespace) -> int:
    from app.cli.importing import bring_in

    gc.enable()  # as for `run`: there may be many credits
    same = {}
    for pair in asked.same:
        theirs, equals, ours = pair.rpartition("=")
        if not (theirs and equals and ours):
            raise Unavailable(f"“{pair}” names no two ids.", "Write --same THEIRS=OURS.")
        same[theirs] = ours
    with opened(asked.book) as book:
        return bring_in(
            book,
            today(),
            asked.file,
            asked.format,
            same=same,
            create_parties=asked.create_parties,
            preview=asked.preview,
            as_json=asked.json,
        )


def _export(asked: argparse.Namespace) -> int:
    from app.cli import exporting, plaintext
    from app.exchange.plaintext import FORMATS

    gc.enable()
    with opened(asked.book) as book:
        if asked.format in FORMATS:
            plaintext.write(book, today(), asked.format, asked.out)
        else:
            exporting.write(book, today(), asked.format, asked.out, embed=asked.embed)
    return 0
