"""The front door: reads the command line and opens the window or the command line's rooms."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.book.book import Book
    from app.domain.report import Wish
    from app.gui.outside import Outside


def parser() -> argparse.ArgumentParser:
    """The words of the command line (automation protocol, section 1)."""
    top = argparse.ArgumentParser(
        prog="avoir", description="Bookkeeping whose heart is credit. Without words: the window."
    )
    top.add_argument("--version", action="store_true", help="say the version and stop")
    calls = top.add_subparsers(dest="call", metavar="CALL")

    def call(name: str, text: str) -> argparse.ArgumentParser:
        return calls.add_parser(name, help=text, description=text)

    one = call("open", "opens a book in the window")
    one.add_argument("book", type=Path, nargs="?", help="left out: the window alone")
    one = call("new", "makes a book; never overwrites one")
    one.add_argument("book", type=Path)
    one.add_argument("--name", required=True, help="who keeps the book")
    one.add_argument("--currency", required=True, help="ISO 4217 code, such as USD")
    one.add_argument("--chart", default="standard", help="chart of accounts")
    one = call("sample", "makes a book with a year of a small trading company in it")
    one.add_argument("book", type=Path)
    one = call("run", "reads JSON lines and answers each with a JSON line")
    one.add_argument("book", type=Path)
    one.add_argument("script", type=Path, nargs="?", help="a file; left out: standard input")
    one.add_argument("--keep-going", action="store_true", help="go on after a refusal")
    _reports(call)
    _papers(call)
    one = call("check", "runs every check of the book")
    one.add_argument("book", type=Path)
    one = call("backup", "makes a checked copy beside the book, and says where it is")
    one.add_argument("book", type=Path)
    one.add_argument("--out", type=Path, metavar="DIR", help="another folder to keep it in")
    one = call("restore", "makes a book of a backup; never overwrites one")
    one.add_argument("backup", type=Path)
    one.add_argument("book", type=Path, help="the new book")
    _exchange(call)
    one = call("tour", "makes the sample book, prints and pictures it, with no screen")
    one.add_argument("--out", type=Path, required=True, metavar="DIR")
    return top


def _papers(call: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The call that writes documents, and how."""
    one = call("print", "writes documents as PDF")
    one.add_argument("book", type=Path)
    one.add_argument("numbers", nargs="*", metavar="NUMBER")
    said = "a statement of account of that customer or vendor; may be said several times"
    one.add_argument("--statement", action="append", default=[], metavar="PARTY", help=said)
    said = "those of all customers, or vendors: with what is open, or has moved since --from"
    sides = ("customer", "vendor")
    one.add_argument("--statements", action="append", default=[], choices=sides, help=said)
    one.add_argument("--from", metavar="DATE", help="the first day of statements")
    one.add_argument("--to", metavar="DATE", help="their last day; left out: today")
    one.add_argument("--currency", help="their currency; left out: the party's own")
    one.add_argument("--out", type=Path, required=True, metavar="DIR")
    one.add_argument("--paper", "--page", dest="page", choices=("A4", "Letter"), default="A4")
    how = one.add_mutually_exclusive_group()
    how.add_argument("--one-file", metavar="NAME", help="all documents in one PDF of that name")
    how.add_argument("--eml", action="store_true", help="messages to send, the PDF attached")


def _reports(call: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The call that prints a report, and all that narrows one."""
    one = call("show", "prints a report, or writes it into a file")
    one.add_argument("book", type=Path)
    one.add_argument("report", help="a report's name; “list” lists them")
    one.add_argument("--as-of", metavar="DATE", help="as the book stood at the end of that day")
    one.add_argument("--from", metavar="DATE", help="the first day")
    one.add_argument("--to", metavar="DATE", help="the last day")
    one.add_argument("--side", choices=("customer", "vendor"))
    one.add_argument("--party", help="a customer's or vendor's name or id")
    one.add_argument("--account", help="an account's code")
    one.add_argument("--currency", help="ISO 4217 code, such as USD")
    one.add_argument("--document", metavar="NUMBER", help="for “why”: a document's number")
    one.add_argument("--part", help="what a figure of another report is made of")
    formats = ("table", "json", "csv", "xlsx", "pdf")
    one.add_argument("--format", choices=formats, default="table")
    one.add_argument(
        "--out", type=Path, metavar="FILE", help="a new file; needed for xlsx and pdf"
    )
    one.add_argument("--page", choices=("A4", "Letter"), default="A4", help="of a PDF")


def _exchange(call: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The calls that speak other programs' formats."""
    formats = ("arcus", "rebilly", "dayzero")
    journals = ("beancount", "ledger", "hledger")
    one = call("import", "takes in the credits of another program's file, all or none")
    one.add_argument("book", type=Path)
    one.add_argument("file", type=Path)
    one.add_argument("--format", choices=formats, help="left out: told from the file")
    one.add_argument("--preview", action="store_true", help="show it, store nothing")
    one.add_argument("--json", action="store_true", help="answer in the format's own shapes")
    one.add_argument("--create-parties", action="store_true", help="make parties that are missing")
    one.add_argument(
        "--same",
        action="append",
        default=[],
        metavar="THEIRS=OURS",
        help="an id in the file and what it is in the book; may be repeated",
    )
    one = call("export", "writes the credits of a book, or its journal, for another program")
    one.add_argument("book", type=Path)
    one.add_argument(
        "--format",
        choices=(*formats, *journals),
        required=True,
        help=f"{', '.join(formats)}: the credits; {', '.join(journals)}: the whole journal",
    )
    one.add_argument("--out", type=Path, required=True, metavar="PATH")
    one.add_argument("--embed", action="store_true", help="rebilly: with the customer inside")


def outside() -> "Outside":
    """What the window gets by hand, because its floor does not know the command line's room. Each
    function brings in what it needs when it is first called, after the first paint."""
    from app.gui.outside import Outside

    def clock() -> datetime:
        from app.cli import calls

        return calls.clock()

    def today() -> date:
        from app.cli import calls

        return calls.today()

    def open_book(path: Path) -> "Book":
        from app.book import upgrade

        return upgrade.open_book(path, clock)

    def new_book(path: Path, **facts: Any) -> "Book":
        from app.cli import calls

        return calls.new_book(path, **facts)

    def sample(path: Path) -> "Book":
        from app.cli.sample import make

        return make(path)

    def answer(book: "Book", on: date, name: str, wish: "Wish") -> str:
        from app.cli import answering

        return answering.answer(book, on, name, wish)

    def answers(name: str) -> bool:
        from app.cli import answering

        return answering.answers(name)

    return Outside(clock, today, open_book, new_book, sample, answer, answers)


def main(words: Sequence[str] | None = None) -> int:
    """Exit status: 0 all well, 1 something was refused or found, 2 wrong usage or no book."""
    asked = parser().parse_args(words)
    if asked.version:
        from importlib.metadata import version

        print(version("avoir"))
        return 0
    # A start brings much in and drops nothing, and the end of a short call lets go of it all at
    # once: looking for garbage in it would take a quarter of that call's time. In the window,
    # the Collector looks for it from then on.
    gc.disable()
    if asked.call in (None, "open"):
        from app.gui.start import start

        return start(getattr(asked, "book", None), outside())
    if asked.call == "tour":
        from app.gui.tour import tour

        return tour(asked.out, outside())
    try:
        from app.cli.calls import call

        return call(asked)
    finally:
        gc.freeze()
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
