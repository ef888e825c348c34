"""A report as the protocol answers it: all pages of the answer as one."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.book.book import Book
from app.cli import decode, encode
from app.cli.protocol import WORDS
from app.domain.report import Wish
from app.queries.catalogue import KINDS
from app.queries.report_parts import party_of

_PAGE: Final = 1000  # rows that are fetched at once
_QUESTIONS: Final = {  # those that are called something else
    "register": "report.account",
    "journal": "journal.list",
    "accounts": "account.list",
    "credit_memos": "credit_memo.list",
    "vendor_credits": "vendor_credit.list",
    "invoices": "invoice.list",
    "bills": "bill.list",
    "customers": "customer.list",
    "vendors": "vendor.list",
}


def answers(name: str) -> bool:
    """Whether a report is the answer to a question."""
    return _question(name) in WORDS


def answer(book: Book, on: date, name: str, wish: Wish) -> str:
    """The line of JSON that a script is answered, of the day that the report itself is as of.
    Refused: what the question refuses."""
    if wish.party and not wish.side:
        side, _ = book.ask(on, party_of, wish)
        wish = replace(wish, side=side.name)
    given = {
        "first": wish.first,
        "last": wish.last,
        "as_of": wish.last or (None if KINDS[name].stands else on),
        "side": wish.side,
        "party": wish.party,
        wish.side or "customer": wish.party,
        "account": wish.account,
        "currency": wish.currency,
        "document": wish.part,
        "part": wish.part,
    }
    if name == "open_documents" and not (wish.party or wish.account):
        given["side"] = wish.side or "customer"  # as the report itself takes it
    takes = decode.parameters(_question(name))
    request = {
        outer: str(given[one.inner]) for outer, one in takes.items() if given.get(one.inner)
    }
    return whole(book, on, _question(name), request)


def whole(book: Book, on: date, question: str, request: dict[str, Any]) -> str:
    """What a question is answered. A day that it needs and is not told is today."""
    word, takes, gathered = WORDS[question], decode.parameters(question), dict[str, Any]()
    for name, one in takes.items():
        if one.required and one.inner in {"last", "as_of"}:
            request.setdefault(name, on.isoformat())
    if "limit" in takes:
        request["limit"] = decode.NumberText(_PAGE)
    while not gathered or gathered.get("next"):
        if gathered:
            request["after"] = gathered["next"]
        arguments = decode.arguments(word, request, lambda text, _: text)
        found = book.ask(on, word.function, **arguments)
        page = encode.journal_lines(encode.plain(found))
        for name, value in page.items():
            if isinstance(value, list) and name in gathered:
                gathered[name] += value
            elif name != "opening" or name not in gathered:
                gathered[name] = value
    return encode.line(gathered) + "\n"


def _question(name: str) -> str:
    return _QUESTIONS.get(name, f"report.{name}")
