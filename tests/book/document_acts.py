"""Acts on documents of generated histories: drafts, issue, void in three scopes, credits over
lines of an invoice or bill."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.commands import claims, crediting, credits
from app.commands.done import Done
from app.commands.inputs import ClaimDraft, CreditDraft, LineInput, PickedLine, TaxInput
from app.domain.kinds import SIDES
from app.domain.rates import format_scaled
from tests.book.machine import (
    FIRST_DAY,
    MOSTLY,
    RATES,
    SELDOM,
    Frame,
    bought,
    now_and_then,
    text,
)
from tests.book.papers import (
    CLAIM,
    CREDIT,
    MILLION,
    POSTS,
    REASONS,
    TURNED_ROUND,
    Line,
    Paper,
    in_base,
)

# The first of them stays a draft.
FIRST = ((500, "EUR", "1.1"), (3333, "EUR", "1.23456"), (8, "JPY", "0.0067"), (10_000, "USD", "1"))
SIDE_NAMES = st.sampled_from(list(SIDES))
PRICES = st.one_of(st.integers(1, 300), st.integers(1, 10**6))
TAXES = st.sampled_from([None, None, "10", "8.25", "0"])
QUANTITIES = st.sampled_from([MILLION, 2 * MILLION, 3 * MILLION, 1_500_000, 333_000])
LINES = st.lists(st.builds(Line, QUANTITIES, PRICES, TAXES), min_size=1, max_size=3)
SHIPPING = st.sampled_from([0, 0, 0, 7, 450])
FEES = st.sampled_from([0, 0, 0, 5, 300])


@dataclass(frozen=True)
class Contents:
    """What a document is made of: lines, shipping and restocking fee in minor units."""

    lines: list[Line]
    shipping: int = 0
    fee: int = 0


CONTENTS = st.builds(Contents, LINES, SHIPPING, FEES)


def entered(paper: Paper) -> dict[str, Any]:
    """The contents of a document as they are typed."""
    found: dict[str, Any] = {
        "lines": tuple(
            LineInput(
                description="Chair",
                quantity=format_scaled(line.quantity, 6),
                unit_price=text(line.price, paper.currency),
                tax=TaxInput("VAT", line.tax) if line.tax is not None else None,
            )
            for line in paper.lines
        ),
        "shipping": text(paper.shipping, paper.currency),
    }
    if paper.is_credit:
        found["restocking_fee"] = text(paper.fee, paper.currency)
    return found


class DocumentActs(Frame):
    """Everything that makes, changes and ends a document."""

    def first_papers(self) -> None:
        for side, parties in self.parties.items():
            for kind in (CREDIT[side], CLAIM[side]):
                reason = "return" if kind == "credit_memo" else ""
                for place, (minor, currency, rate) in enumerate(FIRST):
                    terms = (parties[0], currency, rate, FIRST_DAY, bought(minor))
                    self.made(Paper("", kind, *terms, reason=reason), issue=place > 0)

    # drafts

    @rule(data=st.data(), side=SIDE_NAMES, contents=CONTENTS, issue=MOSTLY)
    def create_credit(
        self, data: st.DataObject, side: str, contents: Contents, issue: bool
    ) -> None:
        reason = data.draw(st.sampled_from(list(REASONS))) if side == "customer" else ""
        facts = {"fee": contents.fee, "expires": self.last_day(data), "reason": reason}
        paper = self.drawn(data, CREDIT[side], contents, kept_out=data.draw(SELDOM), **facts)
        self.made(paper, issue=issue)

    @rule(data=st.data(), side=SIDE_NAMES, contents=CONTENTS, issue=MOSTLY)
    def create_claim(
        self, data: st.DataObject, side: str, contents: Contents, issue: bool
    ) -> None:
        self.made(self.drawn(data, CLAIM[side], contents), issue=issue)

    def drawn(self, data: st.DataObject, kind: str, contents: Contents, **facts: Any) -> Paper:
        """A document of one of the two parties, in one of three currencies."""
        who = data.draw(st.sampled_from([0, 0, 0, 1]))
        currency = data.draw(st.sampled_from(list(RATES)))
        return Paper(
            "",
            kind,
            self.parties[POSTS[kind].side][who],
            currency,
            data.draw(st.sampled_from(RATES[currency])),
            self.early(data) or self.day,
            contents.lines,
            contents.shipping,
            **facts,
        )

    def last_day(self, data: st.DataObject) -> date | None:
        days = data.draw(st.sampled_from([None, None, 0, 1, 2, 9, -1]))
        return None if days is None else self.day + timedelta(days=days)

    def made(self, paper: Paper, *, issue: bool) -> None:
        """Enters the document in book and model, or finds it refused."""
        facts: dict[str, Any] = {
            "party": paper.party,
            "currency": paper.currency,
            "fx_rate": paper.rate,
            "issue_date": paper.date,
            **entered(paper),
        }
        problems = self.unfit(paper) or (self.not_issuable(paper) if issue else set())
        if paper.is_credit:
            facts["expires_at"] = paper.expires
            facts["exclude_from_auto_apply"] = paper.kept_out
            if paper.reason:
                facts["reason"] = paper.reason
            draft = CreditDraft(**facts)
            done = self.do(problems, credits.create, self.side(paper), draft, issue=issue)
        else:
            plain = ClaimDraft(**facts)
            done = self.do(problems, claims.create, self.side(paper), plain, issue=issue)
        self.keep(paper, done, issue=issue)

    def keep(self, paper: Paper, done: Done | None, *, issue: bool) -> None:
        if done:
            paper.id = done.id
            self.model.papers[done.id] = paper
            if issue:
                self.model.issue(paper)
            self.touched = {paper}

    def unfit(self, paper: Paper) -> set[str]:
        """What is wrong with contents by themselves."""
        nothing = paper.total > 0 and not in_base(paper.total, paper.currency, paper.rate)
        return {"amount_not_positive"} if paper.total < 0 or nothing else set()

    def not_issuable(self, paper: Paper) -> set[str]:
        """What speaks against issuing a draft now."""
        problems = self.dated(paper.date)
        if paper.total <= 0:
            problems.add("amount_not_positive")
        if paper.expires and paper.expires < max(self.day, paper.date):
            problems.add("expires_in_past")
        for sold in {line.sold for line in paper.lines if line.sold}:
            asked = sum(line.quantity for line in paper.lines if line.sold is sold)
            assert paper.claim
            if asked > self.model.left(paper.claim, sold):
                problems.add("over_credit")
        return problems

    def room(self, paper: Paper) -> tuple[Any, dict[str, Any]]:
        """The commands of a document's kind, and how they call it."""
        if paper.is_credit:
            return credits, {"credit": paper.id}
        return claims, {"claim": paper.id}

    @rule(data=st.data(), contents=CONTENTS, current=MOSTLY)
    def update(self, data: st.DataObject, contents: Contents, current: bool) -> None:
        paper = self.one_of(data, self.credits() + self.claims(), lambda p: p.stage == "draft")
        room, called = self.room(paper)
        changed = replace(paper, lines=contents.lines, shipping=contents.shipping)
        changed.fee = contents.fee if paper.is_credit else 0
        changed.work_out()
        draft = (CreditDraft if paper.is_credit else ClaimDraft)(**entered(changed))
        problems = self.unfit(changed) if current else {"stale_revision"}
        if paper.stage != "draft":
            problems = {"is_void" if paper.stage == "void" else "immutable_after_issue"}
        revision = self.view(paper).revision + (not current)
        named = {**called, "revision": revision}
        if self.do(problems, room.update, self.side(paper), draft, **named):
            paper.lines, paper.shipping, paper.fee = changed.lines, changed.shipping, changed.fee
            paper.work_out()
            self.touched = {paper}

    @precondition(now_and_then)
    @rule(data=st.data())
    def extend(self, data: st.DataObject) -> None:
        paper = self.one_of(data, self.credits(), lambda p: p.stage in ("draft", "issued"))
        last = self.last_day(data)
        problems = set()
        if paper.stage in ("expired", "void"):
            problems = {f"is_{paper.stage}"}
        elif paper.stage == "issued" and last and last < max(self.day, paper.date):
            problems = {"expires_in_past"}
        draft = CreditDraft(expires_at=last)
        if self.do(problems, credits.update, self.side(paper), draft, credit=paper.id):
            paper.expires = last
            self.touched = {paper}

    @precondition(now_and_then)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        paper = self.one_of(data, self.credits() + self.claims(), lambda p: p.stage == "draft")
        room, called = self.room(paper)
        problems = set() if paper.stage == "draft" else {"not_draft"}
        if self.do(problems, room.delete, self.side(paper), **called):
            del self.model.papers[paper.id]

    @precondition(now_and_then)
    @rule(data=st.data())
    def issue(self, data: st.DataObject) -> None:
        paper = self.one_of(data, self.credits() + self.claims(), lambda p: p.stage == "draft")
        room, called = self.room(paper)
        problems = {"is_void" if paper.stage == "void" else "already_issued"}
        if paper.stage == "draft":
            problems = self.not_issuable(paper)
        if self.do(problems, room.issue, self.side(paper), **called):
            self.model.issue(paper)
            self.touched = {paper}

    # ends

    @precondition(now_and_then)
    @rule(data=st.data())
    def void_claim(self, data: st.DataObject) -> None:
        paper = self.one_of(data, self.claims(), lambda p: p.stage != "void" and not p.used)
        done = self.do(
            self.not_voidable(paper),
            claims.void,
            self.side(paper),
            claim=paper.id,
            reason="Wrong",
        )
        if done:
            self.voided(paper, self.day, 0)

    def not_voidable(self, paper: Paper) -> set[str]:
        if paper.stage in ("void", "expired"):
            return {f"is_{paper.stage}"}
        return {"has_applications"} if paper.used else set()

    @rule(data=st.data(), scope=st.sampled_from(["whole", "remaining", "unapply_and_void"]))
    def void_credit(self, data: st.DataObject, scope: str) -> None:
        paper = self.one_of(data, self.credits(), lambda p: p.stage == "issued" and p.used)
        problems = self.not_voidable(paper)
        if paper.stage == "issued" and paper.used and scope != "whole":
            nothing = scope == "remaining" and not paper.open
            problems = {"nothing_remaining"} if nothing else set()
        before = self.entry_count(paper)
        done = self.do(
            problems,
            credits.void,
            self.side(paper),
            credit=paper.id,
            reason="Wrong",
            scope=scope,
        )
        if done:
            touched = {paper}
            if scope == "unapply_and_void":
                for use in self.model.live(giver=paper):
                    self.model.take_back(use, self.day)
                    touched |= {use.target} if use.target else set()
            self.voided(paper, self.day, before)
            self.touched |= touched

    def voided(self, paper: Paper, day: date, entries_before: int) -> None:
        """The whole by the mirror of its issue, a part by its share."""
        moves = [move.back() for move in paper.issue_moves]
        if paper.open != paper.total:
            moves = self.void_moves(paper, entries_before)
        self.model.void(paper, day, moves)
        self.touched = {paper}

    # credits over lines

    @precondition(lambda self: self.claims())
    @rule(data=st.data(), issue=MOSTLY, all_of_it=SELDOM)
    def credit_lines(self, data: st.DataObject, issue: bool, all_of_it: bool) -> None:
        claim = self.one_of(data, self.claims(), lambda p: p.stage == "issued")
        if not claim.line_ids:
            claim.line_ids = tuple(line.id for line in self.view(claim).lines)
        lefts = {line: self.model.left(claim, line) for line in claim.lines}
        picks = [] if all_of_it else self.picks(data, claim, lefts)
        problems, made = self.picked(claim, lefts, picks)
        reason = ""
        if claim.side == "customer":
            reason = data.draw(st.sampled_from(list(REASONS)))
        facts: dict[str, Any] = {"reason": reason} if reason else {}
        account = {"customer": "4000", "vendor": "5000"}[claim.side]
        if REASONS.get(reason, "5100") in TURNED_ROUND:
            made = [replace(line, account=account) for line in made]
        kind, terms = CREDIT[claim.side], (claim.party, claim.currency, claim.rate, self.day)
        shipping = 0 if picks else self.model.shipping_left(claim)
        paper = Paper("", kind, *terms, made, shipping, reason=reason, claim=claim)
        if claim.stage != "issued":
            problems = {"target_not_open"}
        problems = problems or self.unfit(paper)
        problems = problems or (self.not_issuable(paper) if issue else set())
        done = self.do(
            problems,
            crediting.from_claim,
            self.side(claim),
            claim=claim.id,
            lines=tuple(PickedLine(line, quantity) for line, quantity in picks),
            issue=issue,
            **facts,
        )
        self.keep(paper, done, issue=issue)

    def picks(
        self, data: st.DataObject, claim: Paper, lefts: dict[Line, int]
    ) -> list[tuple[str, str | None]]:
        """Some lines, each with a quantity that mostly is left, or all that is."""
        found: list[tuple[str, str | None]] = []
        for _ in range(data.draw(st.integers(1, 2))):
            place = data.draw(st.integers(0, len(claim.lines) - 1))
            left = lefts[claim.lines[place]]
            wanted = data.draw(st.sampled_from([left, left // 2, left // 3, left + 1, None]))
            quantity = None if wanted is None else format_scaled(max(wanted, 0), 6)
            found.append((claim.line_ids[place], quantity))
        return found

    def picked(
        self, claim: Paper, lefts: dict[Line, int], picks: list[tuple[str, str | None]]
    ) -> tuple[set[str], list[Line]]:
        """What is wrong with a pick, and the lines that it makes."""
        by_id = dict(zip(claim.line_ids, claim.lines, strict=True))
        wanted = [(by_id[line], quantity) for line, quantity in picks]
        if not picks:
            wanted = [(line, None) for line in claim.lines if lefts[line] > 0]
        problems = set() if wanted else {"over_credit"}
        made, lefts = [], dict(lefts)
        for line, said in wanted:
            quantity = lefts[line] if said is None else int(Fraction(said) * MILLION)
            if said is not None and not quantity:
                problems.add("amount_not_positive")
            elif quantity > lefts[line] or quantity <= 0:
                problems.add("over_credit")
            else:
                lefts[line] -= quantity
            made.append(Line(quantity, line.price, line.tax, None, line))
        return problems, made
