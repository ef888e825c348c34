"""The machine that reads a lifecycle table: act, from, to, refused unless, posts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from app.domain.accounts import CONTROL_ROLES, Account, Role
from app.domain.document import Content, Document, Figures, Part
from app.domain.entry import NO_ENTRY, DrCr, Entry, Line, entry_of
from app.domain.errors import Problem, Refused, must, present
from app.domain.kinds import Kind, Stage
from app.domain.money import Money
from app.domain.periods import Lock


@dataclass(frozen=True, slots=True)
class Rules:
    """What the book has decided: its currency, its lock, its accounts, its settings."""

    currency: str
    lock: Lock
    accounts: dict[Role, Account]
    settings: dict[str, str | int | None] = field(default_factory=dict)
    held: frozenset[int] = frozenset()  # accounts that held documents under earlier settings

    @property
    def control(self) -> frozenset[int]:
        """The accounts that documents add up to, by id: nobody posts to them by hand."""
        return self.held | {self.accounts[role].id for role in CONTROL_ROLES}


@dataclass(frozen=True, slots=True)
class Sold:
    """An invoice line (or bill line) that credit lines name, with what was credited already."""

    line_id: int
    description: str
    quantity: int
    unit_price: int
    credited: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a claim that is settled: by a credit, or by money when `credit` is None. The
    documents are as they stand before this piece."""

    claim: Document
    amount: Money
    credit: Document | None
    place: int  # of the claim in what was entered


@dataclass(frozen=True, slots=True)
class Act:
    """An asked-for change: the document, the dates, and what was entered with it.

    `on` is the date the act carries, `today` the business date on which it is asked for.
    Fields that an act does not need stay at their defaults.
    """

    document: Document
    rules: Rules
    on: date
    today: date
    date_field: str = "date"  # how the entry date is called where it was entered
    figures: Figures | None = None
    entered: Money | None = None
    target: Document | None = None
    reason: str | None = None
    revision: int | None = None  # what the asker saw
    base: Money | None = None  # an explicit base amount (money at the day's rate)
    account: Account | None = None  # where the money goes
    mirrors: Entry = NO_ENTRY  # the entry that this act takes back
    acted_on: date | None = None  # the date of what this act takes back
    reversed_already: bool = False
    sold: tuple[Sold, ...] = ()
    pieces: tuple[Piece, ...] = ()  # what a receipt or payment settles
    left: Money | None = None  # money received beyond what it settles
    refundable: Money | None = None  # the most that may go back this way; None: no limit

    @property
    def amount(self) -> Money:
        """What was entered, where the act has an amount."""
        return present(self.entered, "an amount was entered")


Guard = Callable[[Act], Problem | Iterable[Problem] | None]
Amounts = Callable[[Act], Iterable[Content]]
RoleOf = Callable[[Act], Role]  # where the rules choose between accounts


@dataclass(frozen=True, slots=True)
class Post:
    """One row of a posting table: side, account (a role, or the contents' own), how much."""

    side: DrCr | None  # None: whichever side closes the entry
    amounts: Amounts
    role: Role | RoleOf | None = None

    def lines(self, act: Act) -> Iterable[Line]:
        for content in self.amounts(act):
            account = content.account
            if account is None:
                account = act.rules.accounts[self.chosen(act)]
            side, amount, base = self.side or DrCr.DEBIT, content.amount, content.base
            if base.minor < 0:
                side, amount, base = side.other, -amount, -base
            yield Line(account, side, amount, base, act.document.party_id)

    def chosen(self, act: Act) -> Role:
        """The role that bears it: the table's own, or the one the rules choose."""
        if callable(self.role):
            return self.role(act)
        return present(self.role, "a role or an account")


def debit(what: Amounts, role: Role | None = None) -> Post:
    return Post(DrCr.DEBIT, what, role)


def credit(what: Amounts, role: Role | RoleOf | None = None) -> Post:
    return Post(DrCr.CREDIT, what, role)


def part(wanted: Part) -> Amounts:
    """The contents of one part of the document: its lines, its tax, ..."""

    def contents(act: Act) -> Iterable[Content]:
        figures = present(act.figures, "the contents are at hand")
        for content in figures.contents(act.document.fx_rate, act.rules.currency):
            if content.part is wanted:
                if wanted is Part.FEE:  # a deduction: posted on the other side, as a plain amount
                    yield Content(wanted, content.account, -content.amount, -content.base)
                else:
                    yield content

    contents.__name__ = wanted.value
    return contents


def total(act: Act) -> Iterable[Content]:
    """The document's total at its own rate."""
    yield Content(Part.LINE, None, act.document.total, act.document.base_total)


def used(act: Act) -> Iterable[Content]:
    """The entered amount at the rate of the credit it is taken from."""
    document = act.document
    yield Content(Part.LINE, document.open_account, act.amount, document.base_of(act.amount))


def settled(act: Act) -> Iterable[Content]:
    """The entered amount at the rate of the invoice or bill it is used on."""
    target = present(act.target, "a target was named")
    yield Content(Part.LINE, target.open_account, act.amount, target.base_of(act.amount))


def remaining(act: Act) -> Iterable[Content]:
    """All that is left of a document, at its own rate."""
    document = act.document
    yield Content(Part.LINE, document.open_account, document.remaining, document.base_open)


def forfeited(act: Act) -> Iterable[Content]:
    """The same, on the account that a lapse goes to."""
    for content in remaining(act):
        yield replace(content, account=None)


def money(act: Act) -> Iterable[Content]:
    """The entered amount as money at the day's rate, on the account that was chosen."""
    base = present(act.base, "the money has a base amount")
    yield Content(Part.LINE, act.account, act.amount, base)


def rate_difference(_act: Act) -> Iterable[Content]:
    """What the other lines leave open: the realised exchange difference. Filled in by `entry`."""
    return ()


REALISED_FX: Final = Post(None, rate_difference, Role.REALISED_FX)
MIRROR: Final = "mirror"  # in place of postings: the recorded entry, every line on its other side


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table.

    `when` concerns the document alone and enables the button. `fits` stops at its first problem
    (mixed currencies must not meet an amount check); `checks` tells everything at once.
    """

    act: str
    origin: Stage
    to: Stage
    when: tuple[Guard, ...]
    fits: tuple[Guard, ...]
    checks: tuple[Guard, ...]
    posts: tuple[Post, ...] | str = ()
    opposite: str | None = None  # the act that takes it back, for Undo
    warns: tuple[Guard, ...] = ()  # told beside what is done, refusing nothing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules answer: the stage afterwards and the entry to write."""

    stage: Stage
    entry: Entry
    warnings: tuple[Problem, ...] = ()


# A stage an act does not start from answers with this code (domain.md 3.4).
WRONG_STAGE: Final[dict[Stage, str]] = {
    Stage.DRAFT: "not_issued",
    Stage.ISSUED: "already_issued",
    Stage.EXPIRED: "is_expired",
    Stage.VOID: "is_void",
}


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """All steps of one kind of document."""

    kind: Kind
    steps: tuple[Step, ...]
    wrong_stage: dict[tuple[str, Stage], str]

    def perform(self, name: str, act: Act) -> Outcome:
        """Checks first, all of them; then the outcome. Refused with every problem found."""
        step = self._step(name, act.document)
        for guard in step.when + step.fits:
            if problems := _problems(guard, act):
                raise Refused(*problems)
        found = [problem for guard in step.checks for problem in _problems(guard, act)]
        if found:
            raise Refused(*found)
        warnings = tuple(noted for guard in step.warns for noted in _problems(guard, act))
        return Outcome(step.to, _entry(step, act), warnings)

    def posted(self, name: str, act: Act) -> Entry:
        """What an act would have posted by itself, unchecked: the share of a larger entry."""
        return _entry(self._step(name, act.document), act)

    def why_not(self, name: str, act: Act) -> Problem | None:
        """Why the document does not take this act now, whatever is entered; None if it does."""
        try:
            step = self._step(name, act.document)
        except Refused as refused:
            return refused.problems[0]
        return next((found for guard in step.when for found in _problems(guard, act)), None)

    def refusals(self, act: Act) -> dict[str, Problem | None]:
        """The same for every act of the table."""
        return {name: self.why_not(name, act) for name in {step.act: None for step in self.steps}}

    def acts(self, stage: Stage) -> tuple[str, ...]:
        """The acts the table has for a stage, in its order."""
        return tuple(step.act for step in self.steps if step.origin is stage)

    def _step(self, name: str, document: Document) -> Step:
        for step in self.steps:
            if step.act == name and step.origin is document.stage:
                return step
        must(any(step.act == name for step in self.steps), f"{self.kind} knows {name}")
        stage = document.stage
        code = self.wrong_stage.get((name, stage)) or WRONG_STAGE[stage]
        raise Refused(Problem(code, *_sentence(code, document)))


def _problems(guard: Guard, act: Act) -> tuple[Problem, ...]:
    found = guard(act)
    if found is None:
        return ()
    return (found,) if isinstance(found, Problem) else tuple(found)


def _entry(step: Step, act: Act) -> Entry:
    if isinstance(step.posts, str):
        return act.mirrors.mirrored
    lines = [line for post in step.posts for line in post.lines(act)]
    closing = next((post for post in step.posts if post.side is None), None)
    if closing:
        open_base = sum(_signed(line) for line in lines)
        if open_base:
            foreign = act.document.currency != act.rules.currency
            must(foreign, f"{open_base} left open without a foreign currency")
            side = DrCr.CREDIT if open_base > 0 else DrCr.DEBIT
            base = Money(abs(open_base), act.rules.currency)
            account = act.rules.accounts[closing.chosen(act)]
            lines.append(Line(account, side, base, base, None))
    return entry_of(lines)


def _signed(line: Line) -> int:
    return line.base.minor if line.side is DrCr.DEBIT else -line.base.minor


def _sentence(code: str, document: Document) -> tuple[str, None, str]:
    label, name = document.kind.label, document.name
    capital = label[0].upper() + label[1:]
    words = {
        "not_issued": (f"This {label} is still a draft.", "Issue it first."),
        "already_issued": (f"{capital} {name} is already issued.", "Open it to see its entry."),
        "immutable_after_issue": (
            f"{capital} {name} is issued; its amounts, party and dates can no longer change.",
            "Void it and make a new one.",
        ),
        "not_draft": (f"Only drafts can be deleted, and {name} is not one.", "Void it instead."),
        "is_void": (f"{capital} {name} is void.", "Make a new one."),
        "is_expired": (f"{capital} {name} has expired.", "Reinstate it with a later date."),
    }
    message, hint = words[code]
    return message, None, hint
