"""The frame of generated histories: a book and its model side by side, compared at every step."""

import copy
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from app.book import checks
from app.book.book import Book
from app.commands import books
from app.commands.done import Done
from app.commands.inputs import SettingsDraft
from app.domain.errors import Refused
from app.domain.kinds import SIDES, Kind, Side
from app.domain.money import Money
from app.queries import documents, ledger, number_series, reports
from app.queries import payments as payment_queries
from tests.book.model import Model
from tests.book.papers import POSTS, PROFILES, Line, Move, Paper, tied
from tests.builders import JAN_1, a_party, clock

T = TypeVar("T")

FIRST_DAY = date(2026, 1, 10)
RATES = {"USD": ["1"], "EUR": ["1.1", "1.23456", "0.98765"], "JPY": ["0.0067", "0.0123"]}
MOSTLY = st.sampled_from([True] * 7 + [False])
SELDOM = st.sampled_from([False] * 5 + [True])
EVERY = 10  # steps between two looks at the whole book


class Frame(RuleBasedStateMachine):
    """What every act stands on: choosing, doing, comparing. The acts themselves are mixed in."""

    template: Path
    folder: Path
    tally: ClassVar[Counter[tuple[str, str]]]  # (act, "done" or the code) -> how often
    prepared: ClassVar[dict[str, tuple[Path, Model, dict[str, list[str]]]]]
    count = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).count += 1
        self.path = self.folder / f"{self.count}.avoir"
        self.day = FIRST_DAY
        self.steps = 0
        self.setting_up = False
        self.touched: set[Paper] = set()

    @initialize(profile=st.sampled_from(sorted(PROFILES)))
    def begin(self, profile: str) -> None:
        if profile not in self.prepared:
            self.prepare(profile)
        path, model, self.parties = self.prepared[profile]
        shutil.copy(path, self.path)
        self.book = Book(self.path, clock)
        self.model = copy.deepcopy(model)
        self.watch()

    def watch(self) -> None:
        """A second connection sees whether anything was committed."""
        self.watcher = sqlite3.connect(self.path)
        self.version = self.seen_version()

    def seen_version(self) -> int:
        return int(self.watcher.execute("PRAGMA data_version").fetchone()[0])

    def prepare(self, profile: str) -> None:
        """A book with parties and a few open documents on both sides, to start histories from."""
        path = self.folder / f"{profile}.template"
        shutil.copy(self.template, path)
        self.book, self.model = Book(path, clock), Model(profile)
        held = PROFILES[profile]
        draft = SettingsDraft(
            open_customer_credit=held["customer"], open_vendor_credit=held["vendor"]
        )
        self.book.do(JAN_1, books.update_settings, draft)
        self.parties = {
            name: [a_party(self.book, side, name=f"{name} {n}") for n in range(2)]
            for name, side in SIDES.items()
        }
        self.watcher = sqlite3.connect(path)
        self.version, self.setting_up = self.seen_version(), True
        self.first_papers()
        self.setting_up = False
        self.watcher.close()
        self.book.close()
        self.prepared[profile] = (path, self.model, self.parties)

    def first_papers(self) -> None:
        """What a prepared book holds; the acts of documents know how."""
        raise NotImplementedError

    def teardown(self) -> None:
        if hasattr(self, "watcher"):
            for paper in self.model.papers.values():
                self.compare(paper)
            self.whole_book_is_as_the_model_says()
            self.watcher.close()
            self.book.close()
            for one in self.folder.glob(f"{self.path.name}*"):
                one.unlink()

    # what can be chosen

    def one_of(
        self, data: st.DataObject, every: Iterable[T], good: Callable[[T], Any] | None = None
    ) -> T:
        """Mostly one that is good for the act, now and then any."""
        found = list(every)
        if good and (better := [one for one in found if good(one)]) and data.draw(MOSTLY):
            found = better
        return found[data.draw(st.integers(0, len(found) - 1))]

    def papers(self, *kinds: str) -> list[Paper]:
        return [one for one in self.model.papers.values() if one.kind in kinds]

    def credits(self) -> list[Paper]:
        return self.papers("credit_memo", "vendor_credit")

    def claims(self) -> list[Paper]:
        return self.papers("invoice", "bill")

    def early(self, data: st.DataObject) -> date | None:
        """Seldom a date of its own for an act: some days ago."""
        if not data.draw(SELDOM):
            return None
        return self.day - timedelta(days=data.draw(st.integers(0, 8)))

    def dated(self, day: date | None, *earliest: date | None) -> set[str]:
        """What is wrong with a date that was said."""
        found = set()
        if day and not self.model.is_open(day):
            found.add("period_closed")
        if day and any(one and day < one for one in earliest):
            found.add("date_before_document")
        return found

    # doing

    def do(self, problems: set[str], command: Any, *arguments: Any, **facts: Any) -> Done | None:
        """The answer of an act that nothing speaks against. One with problems is refused with
        nothing else than those, and nothing is committed."""
        name = f"{command.__module__.rsplit('.', 1)[-1]}.{command.__name__}"
        self.touched = set()
        refused: Refused | None = None
        try:
            done: Done = self.book.do(self.day, command, *arguments, **facts)
        except Refused as refusal:
            refused = refusal
        if refused:
            codes = {problem.code for problem in refused.problems}
            assert codes <= problems, f"{name} refused, but not for {problems}: {refused}"
            assert self.seen_version() == self.version, "a refusal left a trace"
            self.told(name, refused.problems[0].code)
            return None
        assert not problems, f"{name} done in spite of {problems}"
        version = self.seen_version()
        assert version != self.version or name == "expiry.run"
        self.version = version
        self.told(name, "done")
        return done

    def told(self, name: str, how: str) -> None:
        if not self.setting_up:
            self.tally[name, how] += 1

    # comparing

    def side(self, paper: Paper) -> Side:
        return SIDES[paper.side]

    def view(self, paper: Paper) -> Any:
        return self.book.ask(self.day, documents.get, Kind(paper.kind), paper.id)

    def compare(self, paper: Paper) -> None:
        """Status, figures and flags of one document."""
        if paper.kind in ("receipt", "payment", "transaction"):
            money = self.book.ask(self.day, payment_queries.get, paper.id)
            is_open = paper.kind == "transaction" or paper.stage == "void"
            assert money.status == (paper.status if is_open else "recorded")
            assert money.cash.minor == paper.total
            assert money.due.minor == (paper.open if paper.kind == "transaction" else 0)
            return
        view = self.view(paper)
        names = ["applied", "refunded", "expired", "voided"]
        if not paper.is_credit:
            names = ["applied", "paid"]
        figures = {name: getattr(view, name).minor for name in names}
        assert figures == {name: paper.figures[name] for name in names}
        left = view.remaining if paper.is_credit else view.due
        assert left.minor == paper.open
        assert (view.status, view.total.minor) == (paper.status, paper.total)
        flags = paper.flags(self.day)
        assert {name: getattr(view, name) for name in flags} == flags
        if paper.is_credit:
            gone = view.applied + view.refunded + view.expired + view.voided
            assert view.remaining == view.total - gone
            assert view.expires_at == paper.expires

    def balances_at(self, day: date | None = None) -> dict[str, int]:
        found = self.book.ask(self.day, ledger.trial_balance, day)
        return {
            one.code: one.debit.minor if one.debit else -(one.credit or Money(0, "USD")).minor
            for one in found
        }

    @invariant()
    def the_step_did_what_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        for paper in self.touched:
            self.compare(paper)
        shown = self.balances_at()
        assert shown == self.model.shown()
        assert sum(shown.values()) == 0
        expected = tied(self.model.papers.values())
        for one in self.book.ask(self.day, reports.ties):
            assert one.ledger == one.documents
            assert one.documents.minor == expected[one.account]
        self.steps += 1
        if self.steps % EVERY == 0:
            self.whole_book_is_as_the_model_says()

    def whole_book_is_as_the_model_says(self) -> None:
        for paper in self.model.papers.values():
            self.closes(paper)
        for days in (0, 1, 4, 11):
            day = self.day - timedelta(days=days)
            assert self.balances_at(day) == self.model.shown_at(day)
        with self.book.look() as connection:
            assert checks.findings(connection) == ()
        for kind in Kind:
            register = self.book.ask(self.day, number_series.number_register, kind)
            numbered = self.model.numbers[kind.value]
            assert (len(register.rows), register.gaps) == (numbered, ())

    def closes(self, paper: Paper) -> None:
        """Nothing open, nothing left in the books; what is void all in all left no cent."""
        if paper.is_credit or paper.kind in ("invoice", "bill", "transaction"):
            assert paper.open or not paper.base_open
        if paper.figures["voided"] == paper.total and paper.kind in POSTS and paper.numbered:
            left: Counter[str] = Counter()
            for move in (*paper.issue_moves, *paper.void_moves):
                left[move.account] += move.base
            assert not any(left.values()), (paper.issue_moves, paper.void_moves)

    # what is void in part: shared out within a cent or two, and then as the book has it

    def void_moves(self, paper: Paper, entries_before: int) -> list[Move]:
        """What the last void of a credit posted, once it was found to be a fair share."""
        found = self.book.ask(self.day, ledger.of_document, paper.id)
        entries = [one for one in found[entries_before:] if one.description.startswith("Void of")]
        moves = [_move(line) for entry in entries for line in entry.lines]
        total: Counter[str] = Counter()
        for issued in paper.issue_moves:
            total[issued.account] += issued.base
        taken = Counter({move.account: move.base for move in moves})
        assert sum(taken.values()) == 0
        assert taken.keys() <= total.keys()
        share = -paper.base_open if total[paper.holder] > 0 else paper.base_open
        assert taken[paper.holder] == share
        for account, base in total.items():
            fair = -base * paper.open
            assert abs(taken[account] * paper.total - fair) <= 3 * paper.total, account
            assert taken[account] * base <= 0, "a share on the other side"
        return moves

    def entry_count(self, paper: Paper) -> int:
        return len(self.book.ask(self.day, ledger.of_document, paper.id))


def now_and_then(frame: Frame) -> bool:
    """Before acts that say little: every third step."""
    return frame.steps % 3 == 0


def _move(line: ledger.JournalLine) -> Move:
    base = line.debit.minor if line.debit else -(line.credit or Money(0, "USD")).minor
    if line.amount is None:
        return Move(line.account, "USD", base, base)
    sign = 1 if base > 0 else -1
    return Move(line.account, line.amount.currency, sign * line.amount.minor, base)


def text(minor: int, currency: str) -> str:
    return str(Money(minor, currency))


def bought(minor: int) -> list[Line]:
    """The one line of a document that was entered as an amount."""
    return [Line(1_000_000, minor)]


def named(papers: Sequence[Paper]) -> tuple[str, ...]:
    return tuple(one.id for one in papers)
