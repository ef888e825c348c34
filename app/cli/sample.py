"""`avoir sample`: a book with eleven months of a small trading company in it, told by a script."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from app import paths
from app.book.book import Book, Writing
from app.cli import calls, decode, encode
from app.cli.protocol import WORDS, Word
from app.cli.run import at, parse
from app.commands.done import Done
from app.domain.errors import Bug, Refused

SCRIPT: Final = "sample/book.jsonl"
NAME: Final = "Halden & Marsh Lighting"
START: Final = date(2026, 1, 1)
_DAY_S: Final = 8 * 3600  # a working day


def make(path: Path) -> Book:
    """The sample book, open: close it when done. Nothing half done is ever found at `path`.

    Unavailable: something is there already, or nothing can be written. Bug: the script that is
    shipped was refused.
    """
    script = (paths.resources() / SCRIPT).read_text(encoding="utf-8").splitlines()

    def live(book: Book) -> None:
        book.do(START, replay, script)

    return calls.new_book(path, name=NAME, currency="USD", chart="standard", on=START, then=live)


def replay(writing: Writing, script: Iterable[str]) -> None:
    """Every line of a script as the command of its own day, all of them in one transaction: the
    same commands as one by one, without waiting for the disk after each."""
    story = _Story(writing)
    for place, line in enumerate(script):
        try:
            story.go_on(place, parse(line))
        except Refused as refused:
            raise Bug(f"Line {place + 1} of the sample's script was refused: {refused}")


class _Story:
    """A script under way. Nobody reads its answers, so only what a later line picks is asked."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._labels: dict[str, tuple[Word, Done]] = {}

    def go_on(self, place: int, request: dict[str, Any]) -> None:
        """One line. The instants follow the business dates, a minute apart."""
        word = WORDS[request["do"]]
        on = decode.as_date(request["on"], "on")
        hours, seconds = divmod(place * 60 % _DAY_S, 3600)
        now = f"{on}T{9 + hours:02}:{seconds // 60:02}:00.000+00:00"
        writing = replace(self._writing, today=on, now=now)
        done = word.function(writing, **decode.arguments(word, request, self._look))
        if "as" in request:
            self._labels[request["as"]] = word, done

    def _look(self, text: str, field: str) -> str:
        """What a label stands for; other text is an id or a number as it stands."""
        del field
        if not text.startswith("$"):
            return text
        label, _, path = text[1:].partition(".")
        word, done = self._labels[label]
        if path and word.answer:
            return str(at(encode.plain(word.answer(self._writing, done)), path))
        return done.made[0] if word.label_is_made else done.id
