"""A report as the protocol answers it: all pages of the answer as one."""

from datetime import date
from typing import Any, Final

from app.book.book import Book
from app.cli import decode, encode
from app.cli.protocol import WORDS
from app.domain.report import Wish

_PAGE: Final = 1000  # rows that are fetched at once
_QUESTIONS: Final = {"register": "report.account"}  # those that are called something else


def answers(name: str) -> bool:
    """Whether a report is the answer to a question."""
    return _question(name) in WORDS


def answer(book: Book, on: date, name: str, wish: Wish) -> str:
    """The line of JSON that a script is answered. Refused: what the question refuses."""
    given = {
        "first": wish.first, "last": wish.last, "as_of": wish.last, "side": wish.side,
        "account": wish.account, "currency": wish.currency, wish.side or "customer": wish.party,
        "party": wish.party,
    }  # fmt: skip
    takes = decode.parameters(_question(name))
    return whole(book, on, _question(name), {
        outer: str(given[one.inner]) for outer, one in takes.items() if given.get(one.inner)
    })  # fmt: skip


def whole(book: Book, on: date, question: str, request: dict[str, Any]) -> str:
    """What a question is answered. A day that it needs and is not told is today."""
    word, takes, whole = WORDS[question], decode.parameters(question), dict[str, Any]()
    for name, one in takes.items():
        if one.required and one.inner in {"last", "as_of"}:
            request.setdefault(name, on.isoformat())
    if "limit" in takes:
        request["limit"] = decode.NumberText(_PAGE)
    while not whole or whole.get("next"):
        if whole:
            request["after"] = whole["next"]
        arguments = decode.arguments(word, request, lambda text, _: text)
        found = book.ask(on, word.function, **arguments)
        page = encode.journal_lines(encode.plain(found))
        for name, value in page.items():
            if isinstance(value, list) and name in whole:
                whole[name] += value
            elif name != "opening" or name not in whole:
                whole[name] = value
    return encode.line(whole) + "\n"


def _question(name: str) -> str:
    return _QUESTIONS.get(name, f"report.{name}")
