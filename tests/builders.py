"""Books and documents for tests: a real file, fixed dates, plain defaults; and how to look at
them. Everything is named by its opaque id, as commands and queries do."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import paths
from app.book import checks, schema, upgrade
from app.book.book import Book
from app.commands import books, claims, credits, parties
from app.commands.done import Done
from app.commands.inputs import ClaimDraft, CreditDraft, LineInput
from app.domain.errors import Problem, Refused
from app.domain.kinds import CUSTOMER, SIDES, VENDOR, Kind, Side, side_of
from app.queries import documents, ledger
from app.queries.documents import ClaimView, CreditView

JAN_1 = date(2026, 1, 1)
JAN_10 = date(2026, 1, 10)
JAN_15 = date(2026, 1, 15)
JAN_20 = date(2026, 1, 20)
JAN_31 = date(2026, 1, 31)
FEB_10 = date(2026, 2, 10)

# One idea told twice in data: what holds for one side holds for the other.
BOTH = pytest.mark.parametrize("side", list(SIDES.values()), ids=list(SIDES))

Rows = dict[str, int]


def clock() -> datetime:
    """The instant of every act in tests."""
    return datetime(2026, 1, 15, 12, tzinfo=UTC)


def standard_chart() -> list[books.ChartRow]:
    """The chart of accounts that is shipped."""
    text = (paths.resources() / "charts" / "standard.json").read_text(encoding="utf-8")
    return [
        books.ChartRow(**{**row, "roles": tuple(row.get("roles", ()))}) for row in json.loads(text)
    ]


def make_template(path: Path) -> Path:
    """A started book in dollars with the standard chart, closed; copy it for each test."""
    book = upgrade.create_book(path, clock)
    book.do(JAN_1, books.start, name="Own Shop", currency="USD", chart=standard_chart())
    book.close()
    return path


def a_book(template: Path, path: Path) -> Book:
    """An open book of its own, copied from the template."""
    shutil.copy(template, path)
    return Book(path, clock)


def a_party(book: Book, side: Side, name: str = "Acme", **facts: Any) -> str:
    return book.do(JAN_1, parties.create, side, name=name, **facts).id


def a_customer(book: Book, name: str = "Acme", **facts: Any) -> str:
    return a_party(book, CUSTOMER, name, **facts)


def a_vendor(book: Book, name: str = "Volt", **facts: Any) -> str:
    return a_party(book, VENDOR, name, **facts)


def a_line(price: str = "100.00", **facts: Any) -> LineInput:
    plain = {"description": "Chair", "quantity": "1", "unit_price": price}
    return LineInput(**{**plain, **facts})


def a_claim(book: Book, side: Side, party: str, **facts: Any) -> str:
    """An issued invoice or bill of 90.00 from the 10th of January; `issue=False` for a draft,
    `due` is another word for its amount."""
    issue = facts.pop("issue", True)
    plain = {"party": party, "issue_date": JAN_10}
    if "lines" not in facts:
        plain["amount"] = facts.pop("due", "90.00")
    draft = ClaimDraft(**{**plain, **facts})
    return book.do(JAN_15, claims.create, side, draft, issue=issue).id


def an_invoice(book: Book, customer: str, **facts: Any) -> str:
    return a_claim(book, CUSTOMER, customer, **facts)


def a_bill(book: Book, vendor: str, **facts: Any) -> str:
    return a_claim(book, VENDOR, vendor, **facts)


def a_credit_of(book: Book, side: Side, party: str, **facts: Any) -> str:
    """An issued credit of 100.00 from the 10th of January; `issue=False` for a draft."""
    issue = facts.pop("issue", True)
    plain: dict[str, Any] = {"party": party, "issue_date": JAN_10}
    if side is CUSTOMER:
        plain["reason"] = "return"
    if "lines" not in facts:
        plain["amount"] = facts.pop("amount", "100.00")
    draft = CreditDraft(**{**plain, **facts})
    return book.do(JAN_15, credits.create, side, draft, issue=issue).id


def a_credit(book: Book, customer: str, **facts: Any) -> str:
    return a_credit_of(book, CUSTOMER, customer, **facts)


def a_vendor_credit(book: Book, vendor: str, **facts: Any) -> str:
    return a_credit_of(book, VENDOR, vendor, **facts)


def apply(book: Book, credit: str, claim: str, amount: str | None = None, **facts: Any) -> Done:
    """Uses a credit of either side on a claim, on the 15th of January."""
    side = side_of(kind_of(book, credit))
    return book.do(
        facts.pop("on", JAN_15),
        credits.apply,
        side,
        credit=credit,
        claim=claim,
        amount=amount,
        **facts,
    )


def unapply(book: Book, side: Side, application: str, on: date = JAN_15, **facts: Any) -> Done:
    return book.do(on, credits.unapply, side, application=application, **facts)


def void(
    book: Book, side: Side, credit: str, reason: str = "Wrong", on: date = JAN_15, **facts: Any
) -> Done:
    return book.do(on, credits.void, side, credit=credit, reason=reason, **facts)


def kind_of(book: Book, text: str) -> Kind:
    column = schema.document.c
    mine = column.id == int(text[1:]) if text[1:].isdigit() else column.number == text
    with book.look() as connection:
        return Kind(connection.execute(select(column.kind).where(mine)).scalar_one())


def shown(book: Book, text: str, on: date = JAN_15) -> Any:
    """A document as the queries show it."""
    found: CreditView | ClaimView = book.ask(on, documents.get, kind_of(book, text), text)
    return found


def figures(book: Book, text: str) -> tuple[str, ...]:
    """Status and figures of a credit (total, applied, refunded, remaining) or of a claim (total,
    applied, paid, due)."""
    one = shown(book, text)
    if isinstance(one, CreditView):
        amounts = (one.total, one.applied, one.refunded, one.remaining)
    else:
        amounts = (one.total, one.applied, one.paid, one.due)
    return (one.status.value, *map(str, amounts))


def entries(book: Book, text: str) -> list[list[str]]:
    """The entries of a document as a bookkeeper writes them: "debit 4100 150.00"."""
    found = book.ask(JAN_15, ledger.of_document, text)
    return [[_line(line) for line in entry.lines] for entry in found]


def _line(line: ledger.JournalLine) -> str:
    side, base = ("debit", line.debit) if line.debit else ("credit", line.credit)
    foreign = f" ({line.amount} {line.currency})" if line.amount is not None else ""
    return f"{side} {line.account} {base}{foreign}"


def previewed(lines: Any) -> list[str]:
    """The lines of an entry that was only previewed, in the same words."""
    return [f"{line.side} {line.account.code} {line.base}" for line in lines]


def mirrored(lines: list[str]) -> list[str]:
    """The lines of a reversal: sides changed, debits first, each side by account code."""
    other = {"debit": "credit", "credit": "debit"}
    swapped = [line.split(" ", 1) for line in lines]
    return sorted(
        (f"{other[side]} {rest}" for side, rest in swapped),
        key=lambda line: (line.startswith("credit"), line),
    )


def balances(book: Book) -> dict[str, str]:
    """The trial balance by account code, debits plain and credits with a minus."""
    found = book.ask(JAN_15, ledger.trial_balance)
    return {one.code: str(one.debit) if one.debit else f"-{one.credit}" for one in found}


def row_counts(book: Book) -> Rows:
    """How many rows every table has."""
    return {name: len(rows) for name, rows in everything(book).items()}


def everything(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with book.look() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table))]
            for name, table in schema.METADATA.tables.items()
        }


def last_history(book: Book) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
    """The newest row of the history: act, subject, before and after."""
    column = schema.history.c
    with book.look() as connection:
        row: Any = connection.execute(
            select(schema.history).order_by(column.id.desc()).limit(1)
        ).one()
    return row.act, row.subject, json.loads(row.before), json.loads(row.after)


def assert_sound(book: Book) -> None:
    """Every listed check of the book finds nothing."""
    with book.look() as connection:
        assert checks.findings(connection) == ()


class Notices:
    """Every notice of a book from now on, as (act, kinds, ids)."""

    def __init__(self, book: Book) -> None:
        self._told: list[tuple[str, set[str], set[str]]] = []
        book.listen(lambda one: self._told.append((one.act, set(one.kinds), set(one.ids))))

    @property
    def all(self) -> list[tuple[str, set[str], set[str]]]:
        return self._told

    @property
    def acts(self) -> list[tuple[str, set[str]]]:
        return [(act, kinds) for act, kinds, _ in self._told]


class Refusal:
    """What a refused act said, once the `refusing` block is over."""

    def __init__(self) -> None:
        self.problems: tuple[Problem, ...] = ()

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @property
    def fields(self) -> list[str | None]:
        return [problem.field for problem in self.problems]

    def __str__(self) -> str:
        return " ".join(problem.message for problem in self.problems)


@contextmanager
def refusing(book: Book, *codes: str, field: str | None = None) -> Iterator[Refusal]:
    """The act inside is refused with just these codes, and leaves no trace in any table."""
    before, told = everything(book), Refusal()
    notices: list[object] = []
    stop = book.listen(notices.append)
    try:
        yield told
    except Refused as refused:
        told.problems = refused.problems
    finally:
        stop()
    assert told.codes == list(codes)
    if field is not None:
        assert told.fields == [field] * len(codes)
    assert everything(book) == before
    assert notices == []
