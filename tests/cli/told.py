"""Books for tests, told in lines of the automation protocol."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from app.__main__ import parser
from app.book.book import Book
from app.cli import calls
from app.cli.run import Runner

TODAY = date(2026, 12, 1)
Line = Mapping[str, Any]


def tell(book: Book, *lines: Line) -> list[dict[str, Any]]:
    """The answers' results; a refused line fails the test."""
    runner, results = Runner(book, lambda: TODAY), []
    for line in lines:
        answer = runner.answer(json.dumps(line))
        assert answer["ok"], answer
        results.append(answer["result"])
    return results


@contextmanager
def told(
    path: Path, *lines: Line, name: str = "Acme Trading", currency: str = "USD"
) -> Iterator[Book]:
    """A new book in which all the lines have come true, open."""
    book = calls.new_book(
        path, name=name, currency=currency, chart="standard", on=date(2026, 1, 1)
    )
    try:
        tell(book, *lines)
        yield book
    finally:
        book.close()


def a_file(folder: Path, *lines: Line) -> Path:
    """The file of a new book in which all the lines have come true."""
    path = folder / "book.avoir"
    with told(path, *lines):
        pass
    return path


def call(*words: object) -> int:
    """The exit status of `avoir` with these words, in this process."""
    return calls.call(parser().parse_args([str(word) for word in words]))
