"""How the pattern of a large book is told: acts by real commands, day after day."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, cycle
from typing import Any

from app.book.book import Book
from app.commands import claims, credits, entries, payments
from app.commands.done import Done
from app.commands.entries import HandLine
from app.commands.inputs import ApplyTo, ClaimDraft, CreditDraft, LineInput
from app.domain.kinds import CUSTOMER, VENDOR
from app.domain.money import Money
from app.queries import documents
from app.queries.documents import ClaimView
from tests.bench.book.ground import FIRST_DAY, SLOTS

RATES = {"EUR": "1.12", "JPY": "0.0091"}
RATES_OF_MONEY = {"EUR": "1.15", "JPY": "0.0094"}
BANKS = {None: "1000", "EUR": "1010", "JPY": "1020"}
_SOLD = ("4000", "4020", "4030", "4040", "4050", "4000", "4000")
_BOUGHT = ("5010", "5020", "6020", "5030", "6150", "6040", "5000", "6060")
_GOODS = ("Oak table", "Chair", "Shelf, three boards", "Repair of a door", "Bench", "Varnish 5 l")

Flow = Iterator[int]  # acts that belong together: those of a day, then how many days it waits


class Story:
    """Tells flows one after the other, each from the first day on; every act at an instant of
    its own. Acts are always of the day that the flow has come to."""

    def __init__(self, book: Book, parties: list[str], seen: Callable[[], None]) -> None:
        """`seen` is called after each act."""
        self.book, self.parties, self.day, self.acts = book, parties, 0, 0
        self._seen = seen
        self._prices = cycle((37, 112, 5, 260, 18, 74, 431, 9, 150, 66, 23))
        self._sold, self._bought = cycle(_SOLD), cycle(_BOUGHT)
        self._goods, self._references = cycle(_GOODS), count(1)

    def now(self) -> datetime:
        """The clock of the book: nine o'clock, and a second for every act so far."""
        return datetime.combine(self.date(), time(9), UTC) + timedelta(seconds=self.acts)

    def date(self, later: int = 0) -> date:
        """The day that the flow has come to, or one after it."""
        return FIRST_DAY + timedelta(days=self.day + later)

    def tell(self, flow: Flow) -> None:
        """Lets all of a flow happen."""
        self.day = 0
        for wait in flow:
            self.day += wait

    def do(self, command: Callable[..., Done], *args: Any, **facts: Any) -> Done:
        """One act."""
        self.acts += 1
        done: Done = self.book.do(self.date(), command, *args, **facts)
        self._seen()
        return done

    def claim(self, slot: int, lines: int = 2, *, issue: bool = True) -> str:
        """An invoice or bill at whole dollars, euros or thousands of yen; in dollars taxed."""
        side, currency = SLOTS[slot].side, SLOTS[slot].currency
        accounts = self._sold if side is CUSTOMER else self._bought
        made = tuple(
            LineInput(
                next(self._goods),
                "2" if place == 1 else "1",
                str(next(self._prices) * (1000 if currency == "JPY" else 1)),
                None if currency else "T8",
                next(accounts),
            )
            for place in range(lines)
        )
        facts: dict[str, Any] = {"due_date": self.date(14 if lines == 1 else 30), "lines": made}
        if side is VENDOR:
            facts["vendor_reference"] = f"REF-{next(self._references)}"
        draft = ClaimDraft(**self._terms(slot), **facts)
        return self.do(claims.create, side, draft, issue=issue).id

    def credit(self, slot: int, amount: int, *, issue: bool = True, **more: Any) -> str:
        """A credit memo or vendor credit of one line; yen in thousands, dollars taxed."""
        side, currency = SLOTS[slot].side, SLOTS[slot].currency
        why = {"reason": "return"} if side is CUSTOMER else {"source_type": "manual"}
        price = str(amount * (1000 if currency == "JPY" else 1))
        account = "4100" if side is CUSTOMER else "5100"
        tax = None if currency or more.pop("untaxed", False) else "T8"
        line = LineInput("Credited", "1", price, tax, account)
        draft = CreditDraft(**{**why, **self._terms(slot), "lines": (line,), **more})
        return self.do(credits.create, side, draft, issue=issue).id

    def _terms(self, slot: int) -> dict[str, Any]:
        rate = RATES.get(SLOTS[slot].currency or "")
        facts = {"party": self.parties[slot], "issue_date": self.date()}
        return {**facts, "fx_rate": rate} if rate else facts

    def use(self, slot: int, credit: str, claim: str, amount: str | None = None) -> str:
        """Applies a credit; answers the id of the application."""
        facts = {"credit": credit, "claim": claim, "amount": amount}
        return self.do(credits.apply, SLOTS[slot].side, **facts).made[0]

    def settle(self, slot: int, *claims: str, amount: str | None = None, **more: Any) -> str:
        """Money for invoices or bills: all that is due of them, or an amount."""
        side, currency = SLOTS[slot].side, SLOTS[slot].currency
        facts: dict[str, Any] = {
            "party": self.parties[slot],
            "account": BANKS[currency],
            "fx_rate": RATES_OF_MONEY.get(currency or ""),
            **more,
        }
        if side is VENDOR:
            facts["claims"] = tuple(ApplyTo(one, amount) for one in claims)
            return self.do(payments.pay, **facts).id
        due = Money(0, currency or "USD")
        for one in claims:
            due += self.view(one).due
        facts["claims"] = tuple(map(ApplyTo, claims))
        return self.do(payments.receive, amount=amount or str(due), **facts).id

    def view(self, invoice: str) -> ClaimView:
        """An invoice as it is shown."""
        found = self.book.ask(self.date(), documents.get, CUSTOMER.claim, invoice)
        assert isinstance(found, ClaimView)
        return found

    def hand(self, text: str, *lines: tuple[str, int]) -> str:
        """An entry by hand: whole dollars per account, debits above zero."""
        made = tuple(
            HandLine(code, str(amount), None) if amount > 0 else HandLine(code, None, str(-amount))
            for code, amount in lines
        )
        return self.do(entries.post, date=self.date(), description=text, lines=made).id
