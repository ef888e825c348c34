"""A lively book: months of acts on both sides, in two currencies, the same on every run."""

import random
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from app.book.book import Book
from app.commands import books, claims, credits, payments
from app.commands.inputs import ApplyTo, ClaimDraft, CreditDraft
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR, Side
from app.queries import documents
from tests.builders import a_customer, a_vendor

FIRST, DAYS = date(2026, 1, 1), 150
LAST = FIRST + timedelta(days=DAYS)


class Life:
    """Draws one act after another; what the rules refuse did not happen."""

    def __init__(self, book: Book, seed: int) -> None:
        self._book, self._dice = book, random.Random(seed)  # noqa: S311 no secret
        self._parties = {
            "customer": [a_customer(book, name) for name in ("Acme", "Bolt", "Crane")],
            "vendor": [a_vendor(book, name) for name in ("Volt", "Watt")],
        }
        self._made: dict[str, list[str]] = {}
        self._uses: dict[str, list[str]] = {}
        book.do(FIRST, books.set_rate, currency="EUR", date=FIRST, rate="1.1")
        half = FIRST + timedelta(days=DAYS // 2)
        book.do(FIRST, books.set_rate, currency="EUR", date=half, rate="1.25")

    def live(self, acts: int) -> None:
        for _ in range(acts):
            side = self._dice.choice([CUSTOMER, CUSTOMER, VENDOR])
            day = FIRST + timedelta(days=self._dice.randrange(DAYS))
            money = self.receive if side is CUSTOMER else self.pay
            making = (self.claim, self.credit)
            using = (self.apply, self.apply, self.unapply, self.refund, self.void, money)
            with suppress(Refused, IndexError):
                self._dice.choice(making + using)(side, day)

    def claim(self, side: Side, day: date) -> None:
        draft = ClaimDraft(**self._head(side, day))
        done = self._book.do(day, claims.create, side, draft, issue=self._dice.random() < 0.9)
        self._made.setdefault(side.claim, []).append(done.id)

    def credit(self, side: Side, day: date) -> None:
        reason = self._dice.choice(["return", "goodwill", "overpayment"])
        draft = CreditDraft(**self._head(side, day), reason=reason)
        done = self._book.do(day, credits.create, side, draft, issue=self._dice.random() < 0.9)
        self._made.setdefault(side.credit, []).append(done.id)

    def apply(self, side: Side, day: date) -> None:
        credit, claim = self._one(side.credit), self._one(side.claim)
        facts: dict[str, Any] = {
            "credit": credit,
            "claim": claim,
            "amount": self._part(),
            "clamp": True,
        }
        done = self._book.do(day, credits.apply, side, date=day, **facts)
        self._uses.setdefault(side.name, []).extend(done.made)

    def unapply(self, side: Side, day: date) -> None:
        use = self._dice.choice(self._uses.get(side.name, []))
        self._book.do(day, credits.unapply, side, application=use, date=day)

    def refund(self, side: Side, day: date) -> None:
        credit = self._one(side.credit)
        self._book.do(day, credits.refund, side, credit=credit, amount=self._part(), date=day)

    def void(self, side: Side, day: date) -> None:
        if self._dice.random() < 0.5:
            credit = self._one(side.credit)
            self._book.do(day, credits.void, side, credit=credit, reason="mistake", date=day)
        else:
            claim = self._one(side.claim)
            self._book.do(day, claims.void, side, claim=claim, reason="mistake")

    def receive(self, side: Side, day: date) -> None:
        claim = self._one(side.claim)
        view = self._book.ask(day, documents.get, side.claim, claim)
        facts: dict[str, Any] = {
            "party": view.party,
            "claims": (ApplyTo(claim),),
            "amount": self._part(),
        }
        self._book.do(day, payments.receive, date=day, **facts)

    def pay(self, side: Side, day: date) -> None:
        claim, credit = self._one(side.claim), self._one(side.credit)
        view = self._book.ask(day, documents.get, side.claim, claim)
        facts: dict[str, Any] = {
            "party": view.party,
            "claims": (ApplyTo(claim),),
            "credits": (credit,),
        }
        self._book.do(day, payments.pay, date=day, **facts)

    def _head(self, side: Side, day: date) -> dict[str, Any]:
        return {
            "party": self._dice.choice(self._parties[side.name]),
            "issue_date": day,
            "currency": self._dice.choice(["USD", "USD", "EUR"]),
            "amount": self._part(),
        }

    def _one(self, kind: str) -> str:
        return self._dice.choice(self._made.get(kind, []))

    def _part(self) -> str:
        return f"{self._dice.randrange(1, 300)}.{self._dice.randrange(100):02d}"


def live(book: Book, acts: int = 1000, seed: int = 7) -> None:
    """Fills a book with life on both sides."""
    Life(book, seed).live(acts)


def days() -> list[date]:
    """Every fifth day of the book's time, and a little more on either side."""
    return [FIRST + timedelta(days=n) for n in range(-5, DAYS + 10, 5)]
