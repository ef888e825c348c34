"""P14: the questions of a bookkeeper asked of Avoir, hledger, ledger and beancount, as far as
they are installed, on the same entries: a process each, from cold to the answer.

Theirs is what `avoir export` writes. The million is asked once: it takes them minutes.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from app.commands import entries
from app.commands.entries import HandLine
from app.domain.kinds import CUSTOMER
from app.queries import aging, ledger, registers
from tests.bench import Row
from tests.bench.book import kept
from tests.bench.of_ledger.shelf import FOLDER, LARGE, MIDDLE, TODAY, busiest, opened
from tests.bench.start import surroundings

SINCE = "2025-12-08"  # of the register: its last days
SIZES = {MIDDLE: 3} | {LARGE: 1 if LARGE > MIDDLE else 3}  # how often each is asked
QUESTIONS = ("trial balance", "register", "open by customer", "check", "record one and check")
RECORDED = """
2025-12-31 * Fuel
    Expenses:6080 Travel      1.00 USD
    Assets:1030 Petty cash   -1.00 USD
"""
RECORDED_BEANCOUNT = """
2025-12-31 * "Fuel"
  Expenses:6080-Travel      1.00 USD
  Assets:1030-Petty-Cash   -1.00 USD
"""

# What a user of beancount's library writes for the same answers.
BEANCOUNT = """
import sys
from collections import defaultdict
from decimal import Decimal
from beancount import loader
from beancount.core.data import Transaction
question, path, account, since = sys.argv[1:]
found, errors, _ = loader.load_file(path)
assert not errors, errors[:3]
sums, running = defaultdict(Decimal), Decimal(0)
for one in found:
    if not isinstance(one, Transaction):
        continue
    for line in one.postings:
        if question == "trial balance":
            sums[line.account] += line.units.number
        elif question == "register" and line.account.split(":")[1].startswith(account):
            running += line.units.number
            if str(one.date) >= since:
                print(one.date, one.narration, line.units.number, running)
        elif question == "open by customer" and line.account.split(":")[1].startswith("1200"):
            sums[(line.meta or {}).get("party")] += line.units.number
for name, amount in sums.items():
    print(name, amount)
"""


@dataclass(frozen=True, slots=True)
class Program:
    """One of the others: its name, the export it reads, and its words for a question."""

    name: str
    words: Callable[[str, Path, str], list[str]]
    entry: str


def hledger(question: str, path: Path, account: str) -> list[str]:
    asked = {
        "trial balance": ["balance", "--flat"],
        "register": ["register", f"{account} ", "-b", SINCE, "-H"],
        "open by customer": ["balance", "1200 ", "--pivot", "party"],
    }
    return ["hledger", "-f", str(path), *asked.get(question, ["check"])]


def ledger_words(question: str, path: Path, account: str) -> list[str]:
    asked = {
        "trial balance": ["balance", "--flat"],
        "register": ["register", f"{account} ", "-b", SINCE],
        # The balance by --pivot takes ledger minutes where this takes seconds.
        "open by customer": ["register", "1200 ", "--group-by", 'tag("party")', "--subtotal"],
    }
    return ["ledger", "-f", str(path), *asked.get(question, ["source"])]


def beancount(question: str, path: Path, account: str) -> list[str]:
    return [sys.executable, "-c", BEANCOUNT, question, str(path), account, SINCE]


PROGRAMS = (
    Program("hledger", hledger, RECORDED),
    Program("ledger", ledger_words, RECORDED),
    Program("beancount", beancount, RECORDED_BEANCOUNT),
)


def run() -> Iterator[Row]:
    """A row for every question, program and size."""
    with TemporaryDirectory() as folder:
        for size, times in SIZES.items():
            yield from asked(Path(folder), size, times)


def asked(home: Path, size: int, times: int) -> Iterator[Row]:
    """All questions at one size. Ours in a book of its own: one question writes."""
    book = home / f"{size}.avoir"
    shutil.copy(kept(size, FOLDER), book)
    with opened(size) as (_, raw):
        account = busiest(raw)[1]
    warm = {question: warm_seconds(size, question, account) for question in QUESTIONS}
    ours = {
        question: seconds(
            partial(ask, home, our_words(home, question, book, account)),
            times if question == "check" else 5,
        )
        for question in QUESTIONS
    }
    for program in filter(is_there, PROGRAMS):
        path = home / f"{size}.{program.name}"
        words = ["export", "--format", program.name, "--out", str(path), str(book)]
        ask(home, [sys.executable, "-m", "app", *words])
        for question in QUESTIONS:
            if question.startswith("record"):
                with path.open("a") as file:
                    file.write(program.entry)
            theirs = seconds(partial(ask, home, program.words(question, path, account)), times)
            mine = ours[question]
            title = f"{question}, {size:,}, {program.name} (ours open: {warm[question]})"
            yield Row(title, mine, theirs, theirs / mine, "ahead of it", mine < theirs)
        path.unlink()
    book.unlink()


def our_words(home: Path, question: str, book: Path, account: str) -> list[str]:
    """Ours, in a process of its own."""
    script = home / "one.jsonl"
    sides = ({"account": "6080", "debit": "1.00"}, {"account": "1030", "credit": "1.00"})
    line = {"do": "journal.post", "date": str(TODAY), "description": "Fuel", "lines": sides}
    script.write_text(f"{json.dumps(line)}\n")
    asked = {
        "trial balance": ["show", str(book), "trial_balance"],
        "register": ["show", str(book), "register", "--account", account, "--from", SINCE],
        "open by customer": ["show", str(book), "aging", "--side", "customer"],
        "check": ["check", str(book)],
        "record one and check": ["run", str(book), str(script)],
    }
    return [sys.executable, "-m", "app", *asked[question]]


def warm_seconds(size: int, question: str, account: str) -> str:
    """The same where the book is open already, as text; one entry is taken back again."""
    with opened(size) as (book, _):
        window = book.ask(TODAY, registers.register, account)
        sides = HandLine("6080", "1.00"), HandLine("1030", None, "1.00")
        post = partial(entries.post, date=TODAY, description="Fuel", lines=sides)
        last = max(window.count - 100, 0), window.count
        works: dict[str, Callable[[], object]] = {
            "trial balance": partial(book.ask, TODAY, ledger.trial_balance, TODAY),
            "register": partial(book.ask, TODAY, registers.rows, window, *last),
            "open by customer": partial(book.ask, TODAY, aging.ageing, CUSTOMER, TODAY),
            "record one and check": partial(book.preview, TODAY, post),
        }
        if question not in works:
            return "the same"
        works[question]()
        return f"{seconds(works[question], 9) * 1000:.1f} ms"


def seconds(work: Callable[[], object], times: int) -> float:
    """The median of so many."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def is_there(program: Program) -> bool:
    """Whether it is installed."""
    if program.name == "beancount":
        return find_spec("beancount") is not None
    return shutil.which(program.name) is not None


def ask(home: Path, words: list[str]) -> None:
    """One process from start to end, its answer read whole."""
    environment = {**surroundings(home), "BEANCOUNT_DISABLE_LOAD_CACHE": "1"}
    subprocess.run(words, env=environment, cwd=home, check=True, capture_output=True)
