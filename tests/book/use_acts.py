"""Acts that use credits in generated histories: applied, paid out, taken back, lapsed, revived."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.commands import claims, credits, expiry
from app.commands.inputs import ApplyTo, CreditDraft
from app.domain.kinds import SIDES
from tests.book.machine import MOSTLY, RATES, SELDOM, Frame, text
from tests.book.model import Use
from tests.book.papers import CLAIM, CREDIT, EXCEEDS, Paper, in_base

Wanted = list[tuple[Paper, int | None]]


def due_first(claim: Paper) -> tuple[date, int]:
    return claim.date, int(claim.id[1:])


def oldest_first(credit: Paper) -> tuple[date, int]:
    return credit.date, int(credit.id[1:])


def expiring_first(credit: Paper) -> tuple[date, date, int]:
    return (credit.expires or date.max, *oldest_first(credit))


class UseActs(Frame):
    """Everything that moves the open amount of a credit."""

    def not_usable(self, credit: Paper, day: date | None) -> set[str]:
        """Why a credit is of no use at all on a day."""
        if credit.stage != "issued":
            return {"not_issued" if credit.stage == "draft" else f"is_{credit.stage}"}
        if not credit.open:
            return {"nothing_remaining"}
        return set() if credit.lasts(day or self.day) else {"is_expired"}

    def not_fitting(self, credit: Paper, target: Paper) -> set[str]:
        """Why the two do not go together."""
        found = set()
        if target.is_credit:
            found.add("same_sign_target")
        if target.party != credit.party:
            found.add("party_mismatch")
        if target.currency != credit.currency:
            found.add("currency_mismatch")
        if target.stage != "issued" or not target.open:
            found.add("target_not_open")
        return found

    def planned(
        self, credit: Paper, targets: Wanted, day: date | None, *, clamp: bool
    ) -> tuple[set[str], list[int]]:
        """The amounts that several targets take, or all that is wrong with any of them; a bad
        one takes nothing from the others."""
        left, made = credit.open, []
        found: set[str] = set()
        due = {target: target.open for target, _ in targets}
        for target, said in targets:
            fits = min(left, due[target]) if target.currency == credit.currency else left
            amount = fits if said is None else min(said, fits) if clamp else said
            problems = self.no_target(credit, target) or self.not_usable(credit, day)
            if not left:
                problems = problems or {"nothing_remaining"}
            problems = problems or self.not_fitting(credit, target)
            if not due[target]:
                problems = problems or {"target_not_open"}
            if not problems:
                problems = self.dated(day, credit.date, target.date, credit.freed, target.freed)
                problems |= {"amount_not_positive"} if amount <= 0 else set()
                problems |= {"amount_exceeds_credit_remaining"} if amount > left else set()
                problems |= {EXCEEDS[credit.side]} if amount > due[target] else set()
            if not problems:
                made.append(amount)
                left, due[target] = left - amount, due[target] - amount
            found |= problems
        return found, made

    def no_target(self, credit: Paper, target: Paper) -> set[str]:
        """What the other side owes or is owed is not even found."""
        mine = {CLAIM[credit.side], *CREDIT.values()}
        mine |= {"transaction"} if credit.side == "customer" else set()
        return set() if target.kind in mine else {"not_found"}

    @precondition(lambda self: self.credits())
    @rule(data=st.data(), clamp=SELDOM)
    def apply(self, data: st.DataObject, clamp: bool) -> None:
        self.applied(data, 1, clamp=clamp)

    @precondition(lambda self: self.credits())
    @rule(data=st.data(), many=st.integers(2, 3), clamp=SELDOM)
    def apply_to_several(self, data: st.DataObject, many: int, clamp: bool) -> None:
        self.applied(data, many, clamp=clamp)

    def applied(self, data: st.DataObject, many: int, *, clamp: bool) -> None:
        credit = self.one_of(data, self.credits(), lambda p: p.usable(self.day))
        every = self.claims() + self.papers("transaction", "credit_memo")
        targets: Wanted = []
        for _ in range(many):
            target = self.one_of(data, every, lambda p: p.open and self.go_together(credit, p))
            most = min(credit.open, target.open)
            most = most + 1 if data.draw(SELDOM) else max(most // many, 1)
            said = data.draw(st.one_of(st.none(), st.integers(1, max(most, 1))))
            targets.append((target, said))
        day = self.early(data)
        problems, amounts = self.planned(credit, targets, day, clamp=clamp)
        done = self.do(
            problems,
            credits.apply,
            self.side(credit),
            credit=credit.id,
            date=day,
            clamp=clamp,
            **self.told_targets(credit, targets),
        )
        if done:
            for use_id, (target, _), amount in zip(done.made, targets, amounts, strict=True):
                self.model.apply(use_id, credit, target, amount, day or self.usual(credit, target))
            self.touched = {credit, *(target for target, _ in targets)}

    def usual(self, credit: Paper, target: Paper) -> date:
        """The date of an application that names none."""
        days = [credit.date, target.date, credit.freed, target.freed]
        return self.model.first_open(max(day for day in days if day))

    def go_together(self, credit: Paper, target: Paper) -> bool:
        return target.side == credit.side and not self.not_fitting(credit, target)

    def told_targets(self, credit: Paper, targets: Wanted) -> dict[str, Any]:
        """The targets as they are entered: one by its name, several as a list."""

        def said(amount: int | None) -> str | None:
            return None if amount is None else text(amount, credit.currency)

        def word(target: Paper) -> str:
            return "transaction" if target.kind == "transaction" else "claim"

        if len(targets) == 1:
            ((target, amount),) = targets
            return {word(target): target.id, "amount": said(amount)}
        rows = [
            ApplyTo(amount=said(amount), **{word(target): target.id}) for target, amount in targets
        ]
        return {"to": tuple(rows)}

    @precondition(lambda self: self.credits())
    @rule(data=st.data(), order=st.sampled_from([None, "oldest_due", "newest_due"]))
    def auto_apply(self, data: st.DataObject, order: str | None) -> None:
        credit = self.one_of(data, self.credits(), lambda p: p.usable(self.day) and not p.kept_out)
        open_ones = [p for p in self.claims() if self.go_together(credit, p)]
        found = sorted(open_ones, key=due_first, reverse=order == "newest_due")
        problems = self.not_usable(credit, None)
        if not problems and credit.kept_out:
            problems = {"kept_out"}
        if not problems and not found:
            problems = {"target_not_open"}
        side = self.side(credit)
        done = self.do(problems, credits.auto_apply, side, credit=credit.id, order=order)
        if done:
            ids = list(done.made)
            for claim in found:
                if amount := min(credit.open, claim.open):
                    on = self.usual(credit, claim)
                    self.model.apply(ids.pop(0), credit, claim, amount, on)
                    self.touched.add(claim)
            assert not ids
            self.touched.add(credit)

    @precondition(lambda self: self.claims())
    @rule(data=st.data(), order=st.sampled_from([None, "expiring_first", "oldest_first"]))
    def settle(self, data: st.DataObject, order: str | None) -> None:
        claim = self.one_of(data, self.claims(), lambda p: p.stage == "issued" and p.open)
        key: Any = oldest_first if order == "oldest_first" else expiring_first
        able = [p for p in self.credits() if p.usable(self.day) and not p.kept_out]
        found = sorted((p for p in able if self.go_together(p, claim)), key=key)
        problems = set() if found else {"nothing_remaining"}
        if claim.stage != "issued" or not claim.open:
            problems = {"target_not_open"}
        done = self.do(problems, claims.settle, self.side(claim), claim=claim.id, order=order)
        if done:
            ids = list(done.made)
            for credit in found:
                if amount := min(credit.open, claim.open):
                    on = self.usual(credit, claim)
                    self.model.apply(ids.pop(0), credit, claim, amount, on)
                    self.touched.add(credit)
            assert not ids
            self.touched.add(claim)

    @precondition(lambda self: self.credits())
    @rule(data=st.data(), by_card=SELDOM)
    def refund(self, data: st.DataObject, by_card: bool) -> None:
        credit = self.one_of(data, self.credits(), lambda p: p.usable(self.day))
        most = max(credit.open + data.draw(SELDOM), 1)
        said = data.draw(st.one_of(st.none(), st.integers(1, most)))
        amount = credit.open if said is None else said
        rate = data.draw(st.sampled_from(RATES[credit.currency]))
        money = in_base(amount, credit.currency, rate)
        day = self.early(data)
        account = "1050" if by_card else "1000"
        problems = self.not_usable(credit, day)
        if not problems:
            problems = self.dated(day, credit.date, credit.freed)
            problems |= set() if money else {"amount_not_positive"}
            if amount > credit.open:
                problems.add("amount_exceeds_credit_remaining")
            if by_card and credit.claim and amount > self.refundable(credit.claim):
                problems.add("exceeds_refundable")
        done = self.do(
            problems,
            credits.refund,
            self.side(credit),
            credit=credit.id,
            amount=None if said is None else text(said, credit.currency),
            fx_rate=rate,
            method="credit_card" if by_card else None,
            date=day,
        )
        if done:
            on = day or self.model.first_open(max(self.day, credit.freed or self.day))
            self.model.refund(done.made[0], credit, amount, money, account, on)
            self.touched = {credit}

    def refundable(self, claim: Paper) -> int:
        """What the card account took in for a claim and did not give back yet."""
        came = self.model.live(kind="paid", target=claim, account="1050")
        went = [
            use
            for use in self.model.live(kind="refund", account="1050")
            if use.giver.claim is claim
        ]
        return sum(use.amount for use in came) - sum(use.amount for use in went)

    @precondition(lambda self: self.model.uses)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        use: Use = self.one_of(
            data, self.model.uses.values(), lambda one: one.live and one.kind != "paid"
        )
        side = SIDES[use.giver.side]
        day = self.early(data)
        dates = [use.date, use.giver.date, use.target.date if use.target else None]
        problems = self.dated(day, *dates) if use.live else {"already_reversed"}
        if use.kind == "refund":
            done = self.do(
                problems, credits.void_refund, side, refund=use.id, reason="Wrong", date=day
            )
        else:
            problems = {"not_found"} if use.kind == "paid" else problems
            done = self.do(problems, credits.unapply, side, application=use.id, date=day)
        if done:
            self.model.take_back(use, day or self.model.first_open(max(self.day, use.date)))
            self.touched = {use.giver, *([use.target] if use.target else [])}

    # lapses

    @precondition(lambda self: bool(self.lapsing()))
    @rule()
    def expire(self) -> None:
        lapsing = self.lapsing()
        done = self.do(set(), expiry.run)
        assert done
        assert set(done.made) == {one.id for one in lapsing}
        for one in sorted(lapsing, key=lambda p: (p.expires, int(p.id[1:]))):
            self.model.lapse(one)
        self.touched = set(lapsing)

    def lapsing(self) -> list[Paper]:
        live = (one for one in self.credits() if one.stage == "issued" and one.open)
        return [one for one in live if not one.lasts(self.day)]

    @precondition(lambda self: any(one.figures["expired"] for one in self.credits()))
    @rule(data=st.data(), days=st.integers(-1, 9))
    def reinstate(self, data: st.DataObject, days: int) -> None:
        credit = self.one_of(data, self.credits(), lambda p: p.figures["expired"] > 0)
        last = self.day + timedelta(days=days)
        problems = {"draft": {"not_issued"}, "void": {"is_void"}}.get(credit.stage, set())
        if credit.stage == "issued" and not credit.figures["expired"]:
            problems = {"not_expired"}
        if not problems and last < max(self.day, credit.date):
            problems = {"expires_in_past"}
        side = self.side(credit)
        done = self.do(problems, credits.reinstate, side, credit=credit.id, expires_at=last)
        if done:
            on = self.model.first_open(max(self.day, credit.last or credit.date))
            self.model.reinstate(credit, last, on)
            self.touched = {credit}

    @precondition(lambda self: self.credits())
    @rule(data=st.data(), days=st.integers(1, 4), usual=MOSTLY)
    def let_lapse(self, data: st.DataObject, days: int, usual: bool) -> None:
        """A credit's last day is set to today, days go by, the run comes."""
        credit = self.one_of(data, self.credits(), lambda p: p.usable(self.day))
        if credit.usable(self.day) and credit.date <= self.day:
            draft = CreditDraft(expires_at=self.day)
            self.do(set(), credits.update, self.side(credit), draft, credit=credit.id)
            credit.expires = self.day
            self.day += timedelta(days=days)
            if usual:
                self.expire()
