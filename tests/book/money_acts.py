"""Acts on money and on the book itself in generated histories: receipts, payments, recorded
transactions, entries by hand, revaluation, locks, settings."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.commands import books, entries, payments, revaluation
from app.commands.done import Done
from app.commands.entries import HandLine
from app.commands.inputs import ApplyTo, SettingsDraft
from app.queries import payments as payment_queries
from tests.book.document_acts import DocumentActs
from tests.book.machine import MOSTLY, RATES, SELDOM, bought, now_and_then, text
from tests.book.model import HandEntry
from tests.book.papers import EXCEEDS, Move, Paper, closed, in_base
from tests.book.use_acts import UseActs

BY_HAND = st.sampled_from(["1000", "3000", "4000", "6000", "6100", "1200"])
BANKS = st.sampled_from([None, None, "1050"])


class Named:
    """A claim with the amount that was said for it, and how it stands before it."""

    def __init__(self, claim: Paper, said: int | None, due: int, minor: int) -> None:
        self.claim, self.said, self.due, self.minor = claim, said, due, minor

    def told(self) -> ApplyTo:
        said = None if self.said is None else text(self.said, self.claim.currency)
        return ApplyTo(self.claim.id, said)


def as_far_as(wanted: list[tuple[Paper, int | None]], most: int | None) -> list[Named]:
    """What every claim takes: what was said, else what is due, as far as the money goes."""
    due = {claim: claim.open for claim, _ in wanted}
    found, taken = [], 0
    for claim, said in wanted:
        left = due[claim] if most is None else max(min(due[claim], most - taken), 0)
        minor = left if said is None else said
        found.append(Named(claim, said, due[claim], minor))
        due[claim], taken = due[claim] - minor, taken + minor
    return found


class MoneyActs(DocumentActs, UseActs):
    """Money in and out, and what concerns the whole book."""

    def first_papers(self) -> None:
        super().first_papers()
        self.by_hand("3000", "6000", 5_000, self.day, set())

    def chosen(self, data: st.DataObject, claims: list[Paper]) -> list[tuple[Paper, int | None]]:
        """One to three claims, mostly of one party and currency, with an amount now and then."""
        first = self.one_of(data, claims, lambda p: p.stage == "issued" and p.open)
        found = []
        for _ in range(data.draw(st.integers(1, 3))):
            claim = self.one_of(data, claims, lambda p: p is first or self.alike(p, first))
            most = max(claim.open + data.draw(SELDOM), 1)
            found.append((claim, data.draw(st.one_of(st.none(), st.integers(1, most)))))
        return found

    def alike(self, one: Paper, other: Paper) -> bool:
        return one.open > 0 and (one.party, one.currency) == (other.party, other.currency)

    def unfit_claims(self, named: list[Named], party: str) -> set[str]:
        """Why claims cannot be settled as they are named."""
        found, wrong = set(), set()
        for one in named:
            if one.minor or one.due <= 0:
                if one.claim.party != party:
                    found.add("party_mismatch")
                if one.claim.stage != "issued" or one.due <= 0:
                    found.add("target_not_open")
            if one.minor > one.due:
                wrong.add(EXCEEDS[one.claim.side])
        again = len({one.claim for one in named}) < len(named)
        return found | wrong if again else found or wrong

    @precondition(lambda self: self.papers("invoice"))
    @rule(data=st.data(), account=BANKS)
    def receive(self, data: st.DataObject, account: str | None) -> None:
        wanted = self.chosen(data, self.papers("invoice"))
        first = wanted[0][0]
        amount = data.draw(st.integers(1, max(first.open * 2, 1)))
        rate = data.draw(st.sampled_from(RATES[first.currency]))
        named = as_far_as(wanted, amount)
        left = amount - sum(one.minor for one in named)
        paper = Paper("", "receipt", first.party, first.currency, rate, self.day, bought(amount))
        paper.holder = account or "1000"
        left_base = in_base(max(left, 0), first.currency, rate)
        if any(claim.currency != first.currency for claim, _ in wanted):
            problems = {"currency_mismatch"}
        elif left < 0:
            problems = {"amount_mismatch"}
        elif not paper.base_total:
            problems = {"amount_not_positive"}
        else:
            problems = self.unfit_claims(named, first.party)
            if left and not left_base:
                problems = problems or {"amount_not_positive"}
        done = self.do(
            problems,
            payments.receive,
            party=first.party,
            amount=text(amount, first.currency),
            currency=first.currency,
            account=account,
            fx_rate=rate,
            claims=tuple(one.told() for one in named),
        )
        if done:
            self.received(done, paper, named, left, left_base)

    def received(
        self, done: Done, paper: Paper, named: list[Named], left: int, left_base: int
    ) -> None:
        view = self.enter(done, paper)
        moves = [Move(paper.holder, paper.currency, paper.total, paper.base_total)]
        ids = [one.id for one in view.settled]
        for one in named:
            if one.minor:
                moves += self.model.settle(ids.pop(0), paper, one.claim, one.minor)
        assert not ids
        if left:
            moves.append(Move("2300", paper.currency, -left, -left_base))
        paper.issue_moves = closed(moves)
        self.model.post(self.day, paper.issue_moves)
        self.touched = {paper, *(one.claim for one in named)}
        assert bool(view.credit) == bool(left)
        if left:
            terms = (paper.party, paper.currency, paper.rate, self.day, bought(left))
            credit = Paper(view.credit, "credit_memo", *terms, reason="overpayment")
            credit.lines[0].account = "2300"
            self.model.papers[credit.id] = paper.surplus = credit
            self.model.issue(credit)
            self.touched.add(credit)

    def enter(self, done: Done, paper: Paper) -> Any:
        """Money that was entered, in the model too; answers how the book shows it."""
        paper.id, paper.stage, paper.numbered = done.id, "issued", True
        self.model.papers[done.id] = paper
        self.model.numbers[paper.kind] += 1
        return self.book.ask(self.day, payment_queries.get, done.id)

    @precondition(lambda self: self.papers("bill"))
    @rule(data=st.data(), many=st.integers(0, 3))
    def pay(self, data: st.DataObject, many: int) -> None:
        wanted = self.chosen(data, self.papers("bill"))
        first = wanted[0][0]
        every = self.papers("vendor_credit")
        held: list[Paper] = []
        for _ in range(many if every else 0):
            one = self.one_of(data, every, lambda p: self.alike(p, first) and p.usable(self.day))
            held += [] if one in held else [one]
        named = as_far_as(wanted, None)
        shares, cash = self.shares(named, held)
        rate = data.draw(st.sampled_from(RATES[first.currency]))
        paper = Paper("", "payment", first.party, first.currency, rate, self.day, bought(cash))
        paper.holder = "1000"
        problems = self.not_payable(wanted, named, held)
        if not problems and cash and not paper.base_total:
            problems = {"amount_not_positive"}
        done = self.do(
            problems,
            payments.pay,
            party=first.party,
            claims=tuple(one.told() for one in named),
            credits=tuple(one.id for one in held),
            fx_rate=rate,
        )
        if done:
            self.paid(done, paper, shares)

    def not_payable(
        self, wanted: list[tuple[Paper, int | None]], named: list[Named], held: list[Paper]
    ) -> set[str]:
        first = wanted[0][0]
        if any(p.currency != first.currency for p in (*held, *(claim for claim, _ in wanted))):
            return {"currency_mismatch"}
        found = set()
        for credit in held:
            other = {"party_mismatch"} if credit.party != first.party else set()
            found |= self.not_usable(credit, None) or other
        found = found or self.unfit_claims(named, first.party)
        if not found and not any(one.minor for one in named):
            found = {"amount_not_positive", "target_not_open"}
        return found or self.too_late(named, held)

    def too_late(self, named: list[Named], held: list[Paper]) -> set[str]:
        papers = [*held, *(one.claim for one in named)]
        return {"date_before_document"} if any(p.date > self.day for p in papers) else set()

    def shares(
        self, named: list[Named], held: list[Paper]
    ) -> tuple[list[tuple[Paper, int, Paper | None]], int]:
        """Who settles what: the credits in their order, money for the rest; and how much money."""
        left = {credit: credit.open for credit in held}
        found: list[tuple[Paper, int, Paper | None]] = []
        cash = 0
        for one in named:
            rest = one.minor
            for credit in held:
                if part := min(rest, left[credit]):
                    found.append((one.claim, part, credit))
                    left[credit], rest = left[credit] - part, rest - part
            if rest:
                found.append((one.claim, rest, None))
                cash += rest
        return found, cash

    def paid(
        self, done: Done, paper: Paper, shares: list[tuple[Paper, int, Paper | None]]
    ) -> None:
        view = self.enter(done, paper)
        assert len(view.settled) == len(shares)
        moves = [Move("1000", paper.currency, -paper.total, -paper.base_total)]
        self.touched = {paper}
        for shown, (claim, amount, credit) in zip(view.settled, shares, strict=True):
            self.touched |= {claim, credit} if credit else {claim}
            if credit:
                use = self.model.apply(shown.id, credit, claim, amount, self.day, paper)
                moves += [move for move in use.moved if move.account != "7000"]
            else:
                moves += self.model.settle(shown.id, paper, claim, amount)
        paper.issue_moves = closed(moves)
        self.model.post(self.day, paper.issue_moves)

    @rule(data=st.data(), who=st.integers(0, 1), currency=st.sampled_from(list(RATES)))
    def record(self, data: st.DataObject, who: int, currency: str) -> None:
        amount = data.draw(st.integers(1, 10**5))
        rate = data.draw(st.sampled_from(RATES[currency]))
        party, day = self.parties["customer"][who], self.early(data)
        on = day or self.day
        paper = Paper("", "transaction", party, currency, rate, on, bought(amount))
        paper.holder = "1200"
        problems = self.dated(day) if paper.base_total else {"amount_not_positive"}
        done = self.do(
            problems,
            payments.record,
            party=party,
            kind=data.draw(st.sampled_from(["refund", "chargeback"])),
            amount=text(amount, currency),
            currency=currency,
            fx_rate=rate,
            date=day,
        )
        if done:
            self.enter(done, paper)
            debit = Move("1200", currency, amount, paper.base_total)
            bank = Move("1000", currency, -amount, -paper.base_total)
            paper.issue_moves = [debit, bank]
            self.model.post(on, paper.issue_moves)
            self.touched = {paper}

    @precondition(lambda self: self.papers("receipt", "payment", "transaction"))
    @rule(data=st.data())
    def void_money(self, data: st.DataObject) -> None:
        every = self.papers("receipt", "payment", "transaction")
        paper = self.one_of(data, every, lambda p: p.stage == "issued" and not p.used)
        surplus, problems = paper.surplus, set()
        if paper.stage == "void":
            problems = {"is_void"}
        elif paper.used or (surplus and surplus.used):
            problems = {"has_applications"}
        elif surplus and surplus.stage == "expired":
            problems = {"is_expired"}
        before = self.entry_count(surplus) if surplus else 0
        if self.do(problems, payments.void, payment=paper.id, reason="Wrong"):
            touched = {paper}
            if surplus and surplus.stage != "void":
                self.voided(surplus, self.day, before)
                touched.add(surplus)
            self.model.post(self.day, [move.back() for move in paper.issue_moves])
            for use in list(self.model.uses.values()):
                if use.payment is paper and use.live:
                    self.model.take_back(use, self.day, post=False)
                    touched |= {use.giver, *([use.target] if use.target else [])}
                elif use.payment is paper:
                    self.model.post(self.day, use.moved)
            paper.stage = "void"
            paper.take("voided", paper.open, paper.base_open)
            self.touched = touched

    # the book itself

    @precondition(now_and_then)
    @rule(data=st.data(), one=BY_HAND, other=BY_HAND, amount=st.integers(1, 10**6))
    def enter_by_hand(self, data: st.DataObject, one: str, other: str, amount: int) -> None:
        balanced, day = data.draw(MOSTLY), self.early(data)
        problems = self.dated(day)
        problems |= {"control_account"} if "1200" in (one, other) else set()
        problems |= {"gl_imbalance"} if not balanced or one == other else set()
        self.by_hand(one, other, amount, day or self.day, problems, balanced=balanced)

    def by_hand(
        self,
        one: str,
        other: str,
        amount: int,
        on: date,
        problems: set[str],
        *,
        balanced: bool = True,
    ) -> None:
        lines = (
            HandLine(one, debit=text(amount, "USD")),
            HandLine(other, credit=text(amount + (not balanced), "USD")),
        )
        done = self.do(problems, entries.post, date=on, description="Rent", lines=lines)
        if done:
            moves = [Move(one, "USD", amount, amount), Move(other, "USD", -amount, -amount)]
            self.model.hand[done.id] = HandEntry(done.id, on, moves)
            self.model.post(on, moves)

    @precondition(now_and_then)
    @rule(data=st.data(), of_a_document=SELDOM)
    def reverse_by_hand(self, data: st.DataObject, of_a_document: bool) -> None:
        if of_a_document or not self.model.hand:
            self.do({"control_account"}, entries.reverse, entry="e1", reason="Wrong")
            return
        made = self.one_of(data, self.model.hand.values(), lambda one: one.live)
        day = self.early(data)
        problems = self.dated(day, made.date) if made.live else {"already_reversed"}
        if self.do(problems, entries.reverse, entry=made.id, reason="Wrong", date=day):
            made.live = False
            self.model.post(day or self.day, [move.back() for move in made.moves])

    @precondition(lambda self: now_and_then(self) and not self.model.worthless)
    @rule(back=st.integers(0, 6), euros=st.sampled_from(RATES["EUR"]), data=st.data())
    def revalue(self, back: int, euros: str, data: st.DataObject) -> None:
        day = self.day - timedelta(days=back)
        rates = {"EUR": euros, "JPY": data.draw(st.sampled_from(RATES["JPY"]))}
        done = self.do(self.dated(day), revaluation.run, date=day, rates=rates)
        if done:
            assert bool(done.made) == self.model.revalue(day, rates)
            assert self.balances_at(day) == self.model.shown_at(day)

    @rule(days=st.integers(1, 5), lock=st.sampled_from([False, False, True]))
    def tomorrow(self, days: int, lock: bool) -> None:
        """Days go by; what lies behind may be locked."""
        self.day += timedelta(days=days)
        if lock:
            through = self.day - timedelta(days=1)
            self.do(set(), books.lock, through=through)
            self.model.locked = through

    @precondition(now_and_then)
    @rule(forfeit_to=st.sampled_from(["income", "unclaimed_property"]))
    def decide(self, forfeit_to: str) -> None:
        self.do(set(), books.update_settings, SettingsDraft(forfeit_to=forfeit_to))
        self.model.forfeit_to = forfeit_to
