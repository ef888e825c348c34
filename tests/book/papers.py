"""Documents worked out by hand, for both sides from one table: lines, taxes, shares, flags."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

Day = date  # documents have a field of that name
MILLION = 1_000_000
MINOR = {"USD": 100, "EUR": 100, "JPY": 1}  # minor units in one


def half_up(value: Fraction) -> int:
    """Whole units, a half rounded up (nothing here is negative)."""
    return int(value + Fraction(1, 2))


def in_base(minor: int, currency: str, rate: str) -> int:
    """Cents of the book's dollars."""
    return half_up(Fraction(minor, MINOR[currency]) * Fraction(rate) * 100)


def shared(whole: int, weights: Sequence[int]) -> list[int]:
    """`whole` over weights, by running sums: the last one takes what is left."""
    total, seen, taken, found = sum(weights), 0, 0, []
    for weight in weights:
        seen += weight
        upto = half_up(Fraction(whole * seen, total)) if total else 0
        found.append(upto - taken)
        taken = upto
    return found


@dataclass(frozen=True)
class Posts:
    """Where a kind of document posts when it is issued; `sign` of its lines, debits positive."""

    side: str
    sign: int
    line: str
    tax: str
    shipping: str
    fee: str = ""


POSTS = {
    "invoice": Posts("customer", -1, "4000", "2100", "4010"),
    "credit_memo": Posts("customer", 1, "4100", "2100", "4010", "4150"),
    "bill": Posts("vendor", 1, "5000", "1450", "5000"),
    "vendor_credit": Posts("vendor", -1, "5100", "1450", "5000", "5000"),
}
CREDIT = {"customer": "credit_memo", "vendor": "vendor_credit"}
CLAIM = {"customer": "invoice", "vendor": "bill"}
EXCEEDS = {side: f"amount_exceeds_{claim}_due" for side, claim in CLAIM.items()}
CONTROL = {"customer": "1200", "vendor": "2000"}
PROFILES = {
    "default": {"customer": "1200", "vendor": "1350"},
    "clearing": {"customer": "2150", "vendor": "2000"},
}
FIRST_SIGN = {"customer": 1, "vendor": -1}  # what using a credit does to the account it is on
REASONS = {
    "return": "4100",
    "goodwill": "4120",
    "write_off": "6100",
    "prepayment": "2300",
    "other": "1210",
}
OWN_MONEY = {"prepayment", "overpayment"}
TURNED_ROUND = {"4100", "5100"}  # credits on these take the lines' own accounts


@dataclass(frozen=True)
class Move:
    """One side of an entry: currency and amount in it, worth in cents; debits positive."""

    account: str
    currency: str
    amount: int
    base: int

    def back(self) -> "Move":
        return Move(self.account, self.currency, -self.amount, -self.base)


def closed(moves: Iterable[Move]) -> list[Move]:
    """The moves and, where they leave something open, the realised exchange difference."""
    found = list(moves)
    left = -sum(one.base for one in found)
    return [*found, Move("7000", "USD", left, left)] if left else found


@dataclass(eq=False)
class Line:
    """A line: quantity in millionths, price of one in minor units, tax in percent."""

    quantity: int
    price: int
    tax: str | None = None
    account: str | None = None
    sold: "Line | None" = None  # the invoice or bill line it credits

    def worth(self) -> int:
        return half_up(Fraction(self.quantity * self.price, MILLION))


@dataclass(eq=False)
class Paper:
    """One document: what it says, what is left of it, what became of the rest."""

    id: str
    kind: str
    party: str
    currency: str
    rate: str
    date: Day
    lines: list[Line]
    shipping: int = 0
    fee: int = 0
    reason: str = ""
    expires: Day | None = None
    kept_out: bool = False
    claim: "Paper | None" = None
    holder: str = ""  # the account of what is open of it
    stage: str = "draft"
    numbered: bool = False
    total: int = 0
    base_total: int = 0
    open: int = 0
    base_open: int = 0
    figures: Counter[str] = field(default_factory=Counter)
    last: Day | None = None  # of its latest use, or of its taking back
    freed: Day | None = None  # when something of it was last taken back
    issue_moves: list[Move] = field(default_factory=list)
    void_moves: list[Move] = field(default_factory=list)
    line_ids: tuple[str, ...] = ()
    surplus: "Paper | None" = None  # the credit made of what a receipt left over

    def __post_init__(self) -> None:
        self.work_out()

    def work_out(self) -> None:
        """Total and worth, from the contents as they are now."""
        self.total = sum(amount for _, amount in self.parts())
        self.base_total = in_base(max(self.total, 0), self.currency, self.rate)
        self.open, self.base_open = self.total, self.base_total

    @property
    def side(self) -> str:
        if self.kind in POSTS:
            return POSTS[self.kind].side
        return "vendor" if self.kind == "payment" else "customer"

    @property
    def is_credit(self) -> bool:
        return self.kind in CREDIT.values()

    @property
    def used(self) -> int:
        return sum(self.figures[name] for name in ("applied", "paid", "refunded"))

    @property
    def status(self) -> str:
        words = ("issued", "partially_applied", "fully_applied")
        if not self.is_credit:
            words = ("open", "partially_paid", "paid")
        if self.stage != "issued":
            return self.stage
        return words[2] if not self.open else words[1 if self.used else 0]

    def lasts(self, day: Day) -> bool:
        return self.expires is None or day <= self.expires

    def usable(self, day: Day) -> bool:
        return self.stage == "issued" and self.open > 0 and self.lasts(day)

    def flags(self, day: Day) -> dict[str, bool]:
        """What the document says it can do (domain.md 3.3)."""
        found = {
            "can_be_voided": self.stage == "draft" or (self.stage == "issued" and not self.used),
            "can_be_deleted": self.stage == "draft",
        }
        if self.is_credit:
            usable = self.usable(day)
            found |= {"can_be_applied": usable, "can_be_refunded": usable}
            found["can_void_remaining"] = self.status == "partially_applied"
            found["has_applications"] = self.used > 0
        return found

    def parts(self) -> list[tuple[str, int]]:
        """What the total is made of: account and amount, the fee negative."""
        posts = POSTS.get(self.kind)
        if posts is None:  # money has no lines but the one
            return [("", line.worth()) for line in self.lines]
        usual = REASONS.get(self.reason, posts.line)
        found = [(line.account or usual, line.worth()) for line in self.lines]
        found += [(posts.tax, tax) for tax in self.taxes().values()]
        return [*found, (posts.shipping, self.shipping), (posts.fee, -self.fee)]

    def taxes(self) -> dict[str, int]:
        """Tax by rate, rounded once over the document."""
        bases: dict[str, int] = {}
        for line in self.lines:
            if line.tax is not None:
                bases[line.tax] = bases.get(line.tax, 0) + line.worth()
        return {rate: half_up(base * Fraction(rate) / 100) for rate, base in bases.items()}

    def to_issue(self) -> list[Move]:
        """What issuing it posts."""
        sign, parts = POSTS[self.kind].sign, self.parts()
        bases = shared(self.base_total, [amount for _, amount in parts])
        moves = [
            Move(account, self.currency, sign * amount, sign * base)
            for (account, amount), base in zip(parts, bases, strict=True)
            if amount
        ]
        whole = (-sign * self.total, -sign * self.base_total)
        return [*moves, Move(self.holder, self.currency, *whole)]

    def base_of(self, amount: int) -> int:
        """Shares of the running sum; the last use takes what is left."""
        if amount == self.open:
            return self.base_open
        gone = self.total - self.open + amount
        share = half_up(Fraction(self.base_total * gone, self.total))
        return max(share - (self.base_total - self.base_open), 0)

    def take(self, figure: str, amount: int, base: int, day: Day | None = None) -> None:
        self.open, self.base_open = self.open - amount, self.base_open - base
        self.figures[figure] += amount
        if day:
            self.last = max(day, self.last or day)
        if figure in ("applied", "refunded") and self.stage == "issued" and not self.open:
            lost = [one for one in ("voided", "expired") if self.figures[one] > 0]
            stages = {"voided": "void", "expired": "expired"}
            self.stage = stages[lost[0]] if lost and self.is_credit else self.stage

    def set_free(self, day: Day) -> None:
        self.freed = max(day, self.freed or day)

    def credited(self, line: Line) -> int:
        """How much of a line it keeps credited, in millionths: less of what is void in part."""
        mine = [one for one in self.lines if one.sold is line]
        if not self.numbered:
            return 0
        left = self.total - self.figures["voided"]
        return sum(half_up(Fraction(one.quantity * left, self.total)) for one in mine)


def tied(papers: Iterable[Paper]) -> Counter[str]:
    """What the open documents add up to on the accounts that hold them, debits positive."""
    found: Counter[str] = Counter()
    for paper in papers:
        if paper.numbered and paper.kind not in ("receipt", "payment"):
            debit = paper.kind in ("invoice", "transaction", "vendor_credit")
            found[paper.holder] += paper.base_open if debit else -paper.base_open
    return found
