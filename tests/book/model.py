"""What a book should hold, worked out by hand: plain numbers and a dictionary of balances."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

OPEN_CREDIT = {"customer": "1200", "vendor": "1350"}
CONTROL = {"customer": "1200", "vendor": "2000"}
OTHER_SIDE = {"invoice": "4000", "bill": "5000", "credit_memo": "4100", "vendor_credit": "5100"}
DEBITS = ("invoice", "vendor_credit")  # what issuing them adds to their control account


def half_up(value: Fraction) -> int:
    """Whole units, a half rounded up (nothing here is negative)."""
    return int(value + Fraction(1, 2))


@dataclass
class Paper:
    """One document: what it was for, what is left of it, and what is in use."""

    id: str
    kind: str
    side: str
    party: str
    currency: str
    total: int
    base_total: int
    account: str  # where its open amount is held
    other: str  # the other side of its issue
    open: int = 0
    base_open: int = 0
    used: Counter[str] = field(default_factory=Counter)
    void: bool = False

    def __post_init__(self) -> None:
        self.open, self.base_open = self.total, self.base_total

    @property
    def is_credit(self) -> bool:
        return self.kind in ("credit_memo", "vendor_credit")

    @property
    def status(self) -> str:
        words = ("issued", "partially_applied", "fully_applied")
        if not self.is_credit:
            words = ("open", "partially_paid", "paid")
        if self.void:
            return "void"
        if not self.open:
            return words[2]
        return words[1] if sum(self.used.values()) else words[0]

    def base_of(self, amount: int) -> int:
        """Shares of the running sum; the last use takes what is left."""
        if amount == self.open:
            return self.base_open
        gone = self.total - self.open + amount
        share = half_up(Fraction(self.base_total * gone, self.total))
        return max(share - (self.base_total - self.base_open), 0)

    def take(self, amount: int, base: int, figure: str) -> None:
        self.open, self.base_open = self.open - amount, self.base_open - base
        self.used[figure] += amount


@dataclass
class Use:
    """An application or a refund that can be taken back: what it moved, and where."""

    id: str
    kind: str
    credit: Paper
    amount: int
    base: int
    moved: Counter[str]
    claim: Paper | None = None
    claim_base: int = 0
    live: bool = True


class Model:
    """A book by hand: balances by account code, debits positive."""

    def __init__(self, profile: str) -> None:
        self.papers: dict[str, Paper] = {}
        self.uses: dict[str, Use] = {}
        self.balances: Counter[str] = Counter()
        self.numbers: Counter[str] = Counter()
        self.open_credit = dict(OPEN_CREDIT)
        if profile == "clearing":
            self.open_credit = {"customer": "2150", "vendor": "2000"}

    def move(self, **amounts: int) -> Counter[str]:
        """Adds to balances; what is left open goes to the exchange differences."""
        moved: Counter[str] = Counter()
        for code, amount in amounts.items():
            moved[code.removeprefix("a")] += amount
        moved["7000"] -= sum(moved.values())
        self.add(moved)
        return moved

    def add(self, moved: Counter[str], sign: int = 1) -> None:
        for code, amount in moved.items():
            self.balances[code] += sign * amount

    def issue(self, paper: Paper) -> None:
        sign = 1 if paper.kind in DEBITS else -1
        self.add(Counter({paper.account: sign * paper.base_total}))
        self.add(Counter({paper.other: -sign * paper.base_total}))
        self.papers[paper.id] = paper
        self.numbers[paper.kind] += 1

    def void(self, paper: Paper) -> None:
        sign = 1 if paper.kind in DEBITS else -1
        self.add(Counter({paper.account: -sign * paper.base_total}))
        self.add(Counter({paper.other: sign * paper.base_total}))
        paper.void, paper.open, paper.base_open = True, 0, 0

    def apply(self, use_id: str, credit: Paper, claim: Paper, amount: int) -> None:
        base, claim_base = credit.base_of(amount), claim.base_of(amount)
        sign = 1 if credit.side == "customer" else -1
        moved: Counter[str] = Counter()
        moved[credit.account] += sign * base
        moved[claim.account] -= sign * claim_base
        moved["7000"] -= sum(moved.values())
        self.add(moved)
        credit.take(amount, base, "applied")
        claim.take(amount, claim_base, "applied")
        self.uses[use_id] = Use(use_id, "unapply", credit, amount, base, moved, claim, claim_base)

    def refund(self, use_id: str, credit: Paper, amount: int, money: int) -> None:
        base = credit.base_of(amount)
        sign = 1 if credit.side == "customer" else -1
        moved = Counter({credit.account: sign * base})
        moved["1000"] -= sign * money
        moved["7000"] -= sum(moved.values())
        self.add(moved)
        credit.take(amount, base, "refunded")
        self.uses[use_id] = Use(use_id, "void_refund", credit, amount, base, moved)

    def take_back(self, use: Use) -> None:
        self.add(use.moved, -1)
        figure = "applied" if use.claim else "refunded"
        use.credit.take(-use.amount, -use.base, figure)
        if use.claim:
            use.claim.take(-use.amount, -use.claim_base, "applied")
        use.live = False

    def settle(self, claim: Paper, amount: int, money_base: int) -> None:
        """Money on one claim."""
        base = claim.base_of(amount)
        sign = 1 if claim.side == "customer" else -1
        moved = Counter({"1000": sign * money_base})
        moved[claim.account] -= sign * base
        moved["7000"] -= sum(moved.values())
        self.add(moved)
        claim.take(amount, base, "paid")

    def shown_balances(self) -> dict[str, int]:
        return {code: amount for code, amount in self.balances.items() if amount}


def fits(paper: Paper, facts: dict[str, Any]) -> bool:
    return all(getattr(paper, name) == value for name, value in facts.items())


def in_base(minor: int, currency: str, rate: str) -> int:
    scale = 100 if currency == "JPY" else 1
    return half_up(minor * Fraction(rate) * scale)


def why_not(credit: Paper, claim: Paper, amount: int) -> tuple[str, ...]:
    """The codes an application may be refused with first; none when it should be done."""
    if credit.side != claim.side:
        return ("not_found",)
    if credit.void:
        return ("is_void",)
    if not credit.open:
        return ("nothing_remaining",)
    if credit.party != claim.party:
        return ("party_mismatch",)
    if credit.currency != claim.currency:
        return ("currency_mismatch",)
    if not claim.open:
        return ("target_not_open",)
    if amount > min(credit.open, claim.open):
        due = {"customer": "invoice", "vendor": "bill"}[credit.side]
        return ("amount_exceeds_credit_remaining", f"amount_exceeds_{due}_due")
    return ()
