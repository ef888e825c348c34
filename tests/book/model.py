"""A book by hand: documents, uses and a list of dated moves; the acts add to them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from tests.book.papers import (
    CONTROL,
    FIRST_SIGN,
    OWN_MONEY,
    PROFILES,
    Day,
    Line,
    Move,
    Paper,
    closed,
    half_up,
    in_base,
)

FORFEITED = {"customer": "4900", "vendor": "5190"}


@dataclass(eq=False)
class Use:
    """An application, a refund or a lapse: what it moved, and where it stands."""

    id: str
    kind: str  # apply, refund or expire
    giver: Paper
    amount: int
    base: int
    date: Day
    moved: list[Move]
    target: Paper | None = None
    target_base: int = 0
    payment: Paper | None = None
    account: str | None = None
    live: bool = True


@dataclass(eq=False)
class HandEntry:
    """An entry made by hand."""

    id: str
    date: Day
    moves: list[Move]
    live: bool = True


@dataclass(eq=False)
class Model:
    """Everything the book should hold, balances in cents by account code, debits positive."""

    profile: str
    papers: dict[str, Paper] = field(default_factory=dict)
    uses: dict[str, Use] = field(default_factory=dict)
    lapses: list[Use] = field(default_factory=list)
    hand: dict[str, HandEntry] = field(default_factory=dict)
    moves: list[tuple[Day, Move]] = field(default_factory=list)
    balances: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    forfeit_to: str = "income"
    locked: Day | None = None
    # Foreign amounts worth less than half a cent are no lines of an entry: once there was one,
    # accounts hold another foreign amount than their documents, and are not compared by it.
    worthless: bool = False

    # dates

    def first_open(self, day: Day) -> Day:
        return day if self.is_open(day) else self.shut + timedelta(days=1)

    def is_open(self, day: Day) -> bool:
        return self.locked is None or day > self.locked

    @property
    def shut(self) -> Day:
        assert self.locked
        return self.locked

    # balances

    def post(self, day: Day, moves: Iterable[Move]) -> None:
        for move in moves:
            self.moves.append((day, move))
            self.balances[move.account] += move.base
            self.worthless = self.worthless or bool(move.amount and not move.base)

    def shown(self) -> dict[str, int]:
        return {code: amount for code, amount in self.balances.items() if amount}

    def shown_at(self, day: Day) -> dict[str, int]:
        """The trial balance at the end of a day."""
        found: Counter[str] = Counter()
        for on, move in self.moves:
            if on <= day:
                found[move.account] += move.base
        return {code: amount for code, amount in found.items() if amount}

    def foreign_at(self, day: Day) -> dict[tuple[str, str], tuple[int, int]]:
        """What accounts of open documents hold in foreign money, and its worth."""
        holders = set(CONTROL.values()) | set(PROFILES[self.profile].values())
        amounts: Counter[tuple[str, str]] = Counter()
        bases: Counter[tuple[str, str]] = Counter()
        for on, move in self.moves:
            if on <= day and move.currency != "USD" and move.account in holders:
                amounts[move.account, move.currency] += move.amount
                bases[move.account, move.currency] += move.base
        return {key: (amounts[key], bases[key]) for key in amounts}

    # documents

    def issue(self, paper: Paper) -> None:
        control = PROFILES[self.profile] if paper.is_credit else CONTROL
        paper.holder = control[paper.side]
        paper.stage, paper.numbered = "issued", True
        paper.issue_moves = paper.to_issue()
        self.numbers[paper.kind] += 1
        self.post(paper.date, paper.issue_moves)

    def void(self, paper: Paper, day: Day, moves: Iterable[Move]) -> None:
        """All that is open is void; `moves` is what that posts."""
        taken = list(moves)
        self.post(day, taken)
        paper.void_moves += taken
        was_draft = paper.stage == "draft"
        paper.take("voided", paper.open, paper.base_open, None if was_draft else day)
        paper.stage = "void"

    def left(self, claim: Paper, line: Line) -> int:
        """How much of an invoice or bill line no issued credit took, in millionths."""
        taking = (one for one in self.papers.values() if one.claim is claim)
        return line.quantity - sum(one.credited(line) for one in taking)

    def shipping_left(self, claim: Paper) -> int:
        """The shipping that no issued credit took; of one void in part counts what stayed."""
        taking = [p for p in self.papers.values() if p.claim is claim and p.numbered]
        kept = ((p.shipping, p.total - p.figures["voided"], p.total) for p in taking)
        return max(
            claim.shipping - sum(half_up(Fraction(s * part, of)) for s, part, of in kept), 0
        )

    # uses

    def apply(
        self,
        use_id: str,
        credit: Paper,
        target: Paper,
        amount: int,
        day: Day,
        payment: Paper | None = None,
    ) -> Use:
        """Writes an application; what it posts is posted, or the payment's share of one entry."""
        base, target_base = credit.base_of(amount), target.base_of(amount)
        sign = FIRST_SIGN[credit.side]
        moved = closed(
            [
                Move(credit.holder, credit.currency, sign * amount, sign * base),
                Move(target.holder, credit.currency, -sign * amount, -sign * target_base),
            ]
        )
        if payment is None:
            self.post(day, moved)
        credit.take("applied", amount, base, day)
        target.take("applied", amount, target_base)
        use = Use(use_id, "apply", credit, amount, base, day, moved, target, target_base, payment)
        self.uses[use_id] = use
        return use

    def refund(
        self, use_id: str, credit: Paper, amount: int, money: int, account: str, day: Day
    ) -> None:
        base, sign = credit.base_of(amount), FIRST_SIGN[credit.side]
        moved = closed(
            [
                Move(credit.holder, credit.currency, sign * amount, sign * base),
                Move(account, credit.currency, -sign * amount, -sign * money),
            ]
        )
        self.post(day, moved)
        credit.take("refunded", amount, base, day)
        self.uses[use_id] = Use(
            use_id, "refund", credit, amount, base, day, moved, account=account
        )

    def settle(self, use_id: str, payment: Paper, target: Paper, amount: int) -> list[Move]:
        """Money on one claim: what it takes from the claim's account, for the payment's entry."""
        base = target.base_of(amount)
        sign = FIRST_SIGN[target.side]
        target.take("paid", amount, base)
        moved = [Move(target.holder, target.currency, -sign * amount, -sign * base)]
        use = Use(use_id, "paid", payment, amount, 0, payment.date, moved, target, base, payment)
        use.account = payment.holder
        self.uses[use_id] = use
        return moved

    def take_back(self, use: Use, day: Day, *, post: bool = True) -> None:
        """The opposite of a use; a credit is open again, whatever became of its rest."""
        if post:
            self.post(day, [one.back() for one in use.moved])
        figure = {"apply": "applied", "refund": "refunded", "expire": "expired"}.get(use.kind)
        if figure:
            use.giver.take(figure, -use.amount, -use.base, day)
            use.giver.stage = "issued"
        if use.target:
            figure = "applied" if use.kind == "apply" else "paid"
            use.target.take(figure, -use.amount, -use.target_base)
        for paper in (use.giver, use.target):
            if paper:
                paper.set_free(day)
        use.live = False

    def live(self, **facts: object) -> list[Use]:
        """Uses that stand, with these facts."""
        return [
            use
            for use in self.uses.values()
            if use.live and all(getattr(use, name) is value for name, value in facts.items())
        ]

    # lapses

    def lapse(self, credit: Paper) -> None:
        assert credit.expires
        first = max(credit.expires + timedelta(days=1), credit.date, credit.last or credit.date)
        day, sign = self.first_open(first), FIRST_SIGN[credit.side]
        account = FORFEITED[credit.side]
        kept = credit.reason in OWN_MONEY or self.forfeit_to == "unclaimed_property"
        if credit.side == "customer" and kept:
            account = "2400"
        amount, base = credit.open, credit.base_open
        moved = [
            Move(credit.holder, credit.currency, sign * amount, sign * base),
            Move(account, credit.currency, -sign * amount, -sign * base),
        ]
        self.post(day, moved)
        credit.take("expired", amount, base, day)
        credit.stage = "expired"
        self.lapses.append(Use("", "expire", credit, amount, base, day, moved))

    def reinstate(self, credit: Paper, expires: Day, day: Day) -> None:
        for lapse in self.lapses:
            if lapse.giver is credit and lapse.live:
                self.take_back(lapse, day)
        credit.expires, credit.stage = expires, "issued"

    # revaluation

    def revalue(self, day: Day, rates: dict[str, str]) -> bool:
        """Open foreign balances at the day's rates, taken back the day after; whether any
        differed."""
        made = []
        for (account, currency), (amount, base) in sorted(self.foreign_at(day).items()):
            worth = in_base(abs(amount), currency, rates[currency])
            change = (worth if amount >= 0 else -worth) - base
            made += [
                Move(account, currency, 0, change),
                Move("7020", "USD", -change, -change),
            ]
        self.post(day, made)
        self.post(day + timedelta(days=1), [one.back() for one in made])
        return any(one.base for one in made)
