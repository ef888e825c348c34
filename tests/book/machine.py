"""A machine that lets any acts follow each other, and compares the book with a plain model."""

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from app.book import checks
from app.book.book import Book
from app.commands import books, claims, credits, payments
from app.commands.done import Done
from app.commands.inputs import ApplyTo, ClaimDraft, CreditDraft, SettingsDraft
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, SIDES, Kind, Side
from app.domain.money import Money
from app.queries import documents, ledger, reports
from app.queries import payments as payment_queries
from app.queries.documents import ClaimView, CreditView
from tests.book.model import CONTROL, OTHER_SIDE, Model, Paper, Use, fits, in_base, why_not
from tests.builders import JAN_1, a_party, clock

RATES = {"USD": ["1"], "EUR": ["1.1", "1.23456", "0.98765"], "JPY": ["0.0067", "0.00712"]}
FIRST = ((3333, "EUR", "1.23456"), (8, "JPY", "0.0067"), (10_000, "USD", "1"))
OFTEN = st.sampled_from([True] * 5 + [False])
SIDE_NAMES = st.sampled_from(list(SIDES))


class Histories(RuleBasedStateMachine):
    """Creates, applies, refunds, takes back, voids, receives, pays and locks, as it comes."""

    template: Path
    folder: Path
    count = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).count += 1
        self.path = self.folder / f"{self.count}.avoir"
        shutil.copy(self.template, self.path)
        self.book = Book(self.path, clock)
        self.day = date(2026, 1, 10)
        self.touched: list[Paper] = []

    @initialize(profile=st.sampled_from(["default", "clearing"]))
    def begin(self, profile: str) -> None:
        self.model = Model(profile)
        held = self.model.open_credit
        draft = SettingsDraft(
            open_customer_credit=held["customer"], open_vendor_credit=held["vendor"]
        )
        self.book.do(JAN_1, books.update_settings, draft)
        self.parties = {
            name: [a_party(self.book, side, name=f"{name} {n}") for n in range(2)]
            for name, side in SIDES.items()
        }
        for name, side in SIDES.items():
            for is_credit in (True, False):
                for minor, currency, rate in FIRST:
                    self.made(side, is_credit, self.parties[name][0], minor, currency, rate)

    def teardown(self) -> None:
        with self.book.look() as connection:
            assert checks.findings(connection) == ()
        self.book.close()
        for one in self.folder.glob(f"{self.path.name}*"):
            one.unlink()

    # what can be chosen

    def some(self, data: st.DataObject, papers: list[Paper]) -> Paper:
        return data.draw(st.sampled_from(papers), label="paper")

    def credits_of(self, **facts: Any) -> list[Paper]:
        return [p for p in self.model.papers.values() if p.is_credit and fits(p, facts)]

    def claims_of(self, **facts: Any) -> list[Paper]:
        return [p for p in self.model.papers.values() if not p.is_credit and fits(p, facts)]

    def do(self, command: Any, *arguments: Any, **facts: Any) -> Done | str:
        """The answer of an act, or the code it was refused with."""
        try:
            done: Done = self.book.do(self.day, command, *arguments, **facts)
        except Refused as refused:
            return refused.problems[0].code
        return done

    def pair(self, data: st.DataObject) -> tuple[Paper, Paper]:
        """A credit and a claim: mostly two that go together, now and then any two."""
        held = self.credits_of()
        good = [
            (credit, claim)
            for credit in held
            for claim in self.claims_of(
                side=credit.side, party=credit.party, currency=credit.currency
            )
            if credit.open and claim.open
        ]
        usual = data.draw(OFTEN, label="good")
        if good and usual:
            return data.draw(st.sampled_from(good), label="pair")
        return self.some(data, held), self.some(data, self.claims_of())

    def likely(self, data: st.DataObject, papers: list[Paper]) -> Paper:
        """Mostly one with something open."""
        good = [paper for paper in papers if paper.open]
        usual = data.draw(OFTEN, label="good")
        return self.some(data, good if good and usual else papers)

    # acts

    @rule(
        side=SIDE_NAMES,
        data=st.data(),
        is_credit=st.booleans(),
        who=st.integers(0, 1),
        currency=st.sampled_from(list(RATES)),
        minor=st.one_of(st.integers(1, 300), st.integers(1, 10**7)),
    )
    def create(
        self,
        side: str,
        data: st.DataObject,
        is_credit: bool,
        who: int,
        currency: str,
        minor: int,
    ) -> None:
        rate = data.draw(st.sampled_from(RATES[currency]))
        self.made(SIDES[side], is_credit, self.parties[side][who], minor, currency, rate)

    def made(
        self, side: Side, is_credit: bool, party: str, minor: int, currency: str, rate: str
    ) -> None:
        base = in_base(minor, currency, rate)
        facts: dict[str, Any] = {
            "party": party,
            "amount": str(Money(minor, currency)),
            "currency": currency,
            "fx_rate": rate,
            "issue_date": self.day,
        }
        if is_credit:
            facts |= {"reason": "return"} if side is CUSTOMER else {}
            done = self.do(credits.create, side, CreditDraft(**facts), issue=True)
        else:
            done = self.do(claims.create, side, ClaimDraft(**facts))
        if not base:
            assert done == "amount_not_positive"
            return
        assert isinstance(done, Done)
        kind = side.credit if is_credit else side.claim
        held = (self.model.open_credit if is_credit else CONTROL)[side.name]
        other = OTHER_SIDE[kind]
        paper = Paper(done.id, kind.value, side.name, party, currency, minor, base, held, other)
        self.model.issue(paper)
        self.touched = [paper]

    @precondition(lambda self: self.credits_of() and self.claims_of())
    @rule(data=st.data())
    def apply(self, data: st.DataObject) -> None:
        credit, claim = self.pair(data)
        most = min(credit.open, claim.open) + (not data.draw(OFTEN, label="fits"))
        amount = data.draw(st.integers(1, max(most, 1)), label="amount")
        done = self.do(
            credits.apply,
            SIDES[credit.side],
            credit=credit.id,
            claim=claim.id,
            amount=str(Money(amount, credit.currency)),
        )
        expected = why_not(credit, claim, amount)
        if expected:
            assert done in expected
            return
        assert isinstance(done, Done), done
        self.model.apply(done.made[0], credit, claim, amount)
        self.touched = [credit, claim]

    @precondition(lambda self: self.credits_of())
    @rule(data=st.data())
    def refund(self, data: st.DataObject) -> None:
        credit = self.likely(data, self.credits_of())
        most = credit.open + (not data.draw(OFTEN, label="fits"))
        amount = data.draw(st.integers(1, max(most, 1)), label="amount")
        rate = data.draw(st.sampled_from(RATES[credit.currency]))
        money = in_base(amount, credit.currency, rate)
        done = self.do(
            credits.refund,
            SIDES[credit.side],
            credit=credit.id,
            amount=str(Money(amount, credit.currency)),
            fx_rate=rate,
        )
        if credit.void or not credit.open:
            assert done == ("is_void" if credit.void else "nothing_remaining")
        elif amount > credit.open:
            assert done in ("amount_exceeds_credit_remaining", "amount_not_positive")
        elif not money:
            assert done == "amount_not_positive"
        else:
            assert isinstance(done, Done), done
            self.model.refund(done.made[0], credit, amount, money)
            self.touched = [credit]

    @precondition(lambda self: self.model.uses)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        use: Use = data.draw(st.sampled_from(list(self.model.uses.values())), label="use")
        side = SIDES[use.credit.side]
        if use.claim:
            done = self.do(credits.unapply, side, application=use.id)
        else:
            done = self.do(credits.void_refund, side, refund=use.id, reason="Wrong")
        if not use.live:
            assert done == "already_reversed"
            return
        assert isinstance(done, Done), done
        self.model.take_back(use)
        self.touched = [use.credit] + ([use.claim] if use.claim else [])

    @precondition(lambda self: self.model.papers)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        paper = self.some(data, list(self.model.papers.values()))
        room, word = (credits, "credit") if paper.is_credit else (claims, "claim")
        named = {word: paper.id, "reason": "Wrong"}
        done = self.do(room.void, SIDES[paper.side], **named)
        if paper.void:
            assert done == "is_void"
        elif sum(paper.used.values()):
            assert done == "has_applications"
        else:
            assert isinstance(done, Done), done
            self.model.void(paper)
            self.touched = [paper]

    @precondition(lambda self: self.claims_of(side="customer"))
    @rule(data=st.data())
    def receive(self, data: st.DataObject) -> None:
        claim = self.likely(data, self.claims_of(side="customer"))
        amount = data.draw(st.integers(1, claim.open * 2 + 1), label="amount")
        rate = data.draw(st.sampled_from(RATES[claim.currency]))
        done = self.do(
            payments.receive,
            party=claim.party,
            amount=str(Money(amount, claim.currency)),
            fx_rate=rate,
            claims=(ApplyTo(claim.id),),
        )
        money = in_base(amount, claim.currency, rate)
        left = max(amount - claim.open, 0)
        left_base = in_base(left, claim.currency, rate)
        if not claim.open:
            assert done in ("target_not_open", "amount_not_positive")
        elif not money or (left and not left_base):
            assert done == "amount_not_positive"
        else:
            assert isinstance(done, Done), done
            self.model.settle(claim, amount - left, money - left_base)
            self.touched = [claim]
            if left:
                self.overpaid(done, claim, left, left_base)

    def overpaid(self, done: Done, claim: Paper, left: int, left_base: int) -> None:
        """The rest of the money is on the bank, and is the customer's credit."""
        found = self.book.ask(self.day, payment_queries.get, done.id).credit
        assert found
        self.model.add(Counter({"1000": left_base, "2300": -left_base}))
        held = self.model.open_credit["customer"]
        paper = Paper(
            found,
            "credit_memo",
            "customer",
            claim.party,
            claim.currency,
            left,
            left_base,
            held,
            "2300",
        )
        self.model.issue(paper)
        self.touched.append(paper)

    @precondition(lambda self: self.claims_of(side="vendor"))
    @rule(data=st.data(), how_many=st.integers(0, 3))
    def pay(self, data: st.DataObject, how_many: int) -> None:
        bill = self.likely(data, self.claims_of(side="vendor"))
        alike = self.credits_of(side="vendor", party=bill.party, currency=bill.currency)
        usable = [one for one in alike if one.open]
        held = data.draw(st.permutations(usable), label="credits")[:how_many]
        if not bill.open:
            done = self.do(payments.pay, party=bill.party, claims=(ApplyTo(bill.id),))
            assert done in ("target_not_open", "rate_missing")
            return
        amount = data.draw(st.integers(1, bill.open), label="amount")
        rate = data.draw(st.sampled_from(RATES[bill.currency]))
        cash = max(amount - sum(one.open for one in held), 0)
        money = in_base(cash, bill.currency, rate)
        done = self.do(
            payments.pay,
            party=bill.party,
            claims=(ApplyTo(bill.id, str(Money(amount, bill.currency))),),
            credits=tuple(one.id for one in held),
            fx_rate=rate,
        )
        if cash and not money:
            assert done == "amount_not_positive"
            return
        assert isinstance(done, Done), done
        settled = self.book.ask(self.day, payment_queries.get, done.id).settled
        ids = {one.credit: one.id for one in settled}
        rest = amount
        for credit in held:
            part = min(rest, credit.open)
            if part:
                self.model.apply(ids[credit.id], credit, bill, part)
                rest -= part
        if rest:
            self.model.settle(bill, rest, money)
        self.touched = [bill, *held]

    @rule(days=st.integers(1, 5), data=st.data())
    def tomorrow(self, days: int, data: st.DataObject) -> None:
        """Days go by; what lies behind may be locked."""
        self.day += timedelta(days=days)
        if data.draw(st.booleans()):
            assert isinstance(self.do(books.lock, through=self.day - timedelta(days=1)), Done)

    # what always holds

    def view(self, paper: Paper) -> Any:
        found: CreditView | ClaimView = self.book.ask(
            self.day, documents.get, Kind(paper.kind), paper.id
        )
        return found

    @invariant()
    def documents_are_as_the_model_says(self) -> None:
        for paper in self.touched:
            view = self.view(paper)
            left = view.remaining if paper.is_credit else view.due
            second = view.refunded if paper.is_credit else view.paid
            figure = "refunded" if paper.is_credit else "paid"
            assert (view.status, left.minor) == (paper.status, paper.open)
            assert view.applied.minor == paper.used["applied"]
            assert second.minor == paper.used[figure]

    @invariant()
    def balances_are_as_the_model_says(self) -> None:
        found = self.book.ask(self.day, ledger.trial_balance)
        shown = {
            one.code: one.debit.minor if one.debit else -(one.credit or Money(0, "USD")).minor
            for one in found
        }
        assert shown == self.model.shown_balances()
        assert sum(shown.values()) == 0

    @invariant()
    def the_books_tie_and_are_sound(self) -> None:
        ties = self.book.ask(self.day, reports.ties)
        assert not any(one.difference for one in ties)
        with self.book.look() as connection:
            assert checks.findings(connection) == ()
        for kind, count in self.model.numbers.items():
            register = self.book.ask(self.day, reports.number_register, Kind(kind))
            assert (len(register.rows), register.gaps) == (count, ())
