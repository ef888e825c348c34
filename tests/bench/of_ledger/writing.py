"""P5 and P12: many entries in one act beside executemany; ten thousand lines of `avoir run`
beside as many raw transactions."""

import json
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.book.book import Book
from app.book.upgrade import open_book
from app.commands import entries
from app.commands.entries import HandEntry, HandLine
from tests.bench import Row, medians
from tests.bench.book import kept
from tests.bench.of_ledger.shelf import FOLDER, SMALL, TODAY, bare, clock
from tests.bench.start import call

LINES, TIMES = 10_000, 5
ENTRIES = 20_000
PAIRS = (("6110", "1000"), ("6000", "1030"), ("6140", "1590"), ("6080", "1050"), ("5010", "1000"))


def run() -> list[Row]:
    """On copies of the small book: neither depends on what was there before."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        return [bulk(home), lines(home)]


def a_copy(path: Path) -> Book:
    """A book of one's own to write in."""
    shutil.copy(kept(SMALL, FOLDER), path)
    return open_book(path, clock)


def bulk(home: Path) -> Row:
    """Entries of two to four lines, given as they were parsed: ours checks, chains and tallies
    them; the limit writes the same rows, ready made, in one transaction with the same indexes."""
    made = tuple(hand_entry(n) for n in range(ENTRIES))
    book = a_copy(home / "ours.avoir")
    a_copy(home / "raw.avoir").close()
    raw = bare(home / "raw.avoir")
    try:
        waiting = [raw_rows(raw, made, turn) for turn in range(TIMES + 1)]
        ours, limit = medians(
            partial(book.do, TODAY, entries.post_all, entries=made),
            partial(write_raw, raw, waiting),
            TIMES,
        )
    finally:
        raw.close()
        book.close()
    name = f"{ENTRIES:,} entries at once"
    return Row(name, ours, limit, limit / ours, "raw / ours >= 1/4", 4 * limit >= ours)


def hand_entry(n: int) -> HandEntry:
    debit, credit = PAIRS[n % len(PAIRS)]
    parts = [HandLine(debit, f"{7 + n % 90}.{n % 100:02}", None, None)]
    if n % 3:
        parts.append(HandLine("6120", "2.50", None, None))
    if n % 3 == 2:
        parts.append(HandLine("6200", "0.75", None, None))
    total = sum(minor(one.debit) for one in parts)
    parts.append(HandLine(credit, None, f"{total // 100}.{total % 100:02}"))
    day = TODAY.replace(month=1 + n % 12, day=1 + n % 28)
    return HandEntry(day, f"Imported entry {n + 1}", tuple(parts))


def raw_rows(
    raw: sqlite3.Connection, made: tuple[HandEntry, ...], turn: int
) -> tuple[list[Any], list[Any]]:
    """The rows of these entries with the ids of a turn."""
    codes = dict(raw.execute("SELECT code, id FROM account"))
    first = raw.execute("SELECT MAX(id) + 1 FROM entry").fetchone()[0] + turn * len(made)
    heads, found = [], []
    for place, one in enumerate(made, first):
        day, said = one.date.isoformat(), one.description
        heads.append((place, day, "post", said, None, None, "now", "x", f"{place:064}"))
        for position, line in enumerate(one.lines):
            debit, credit = minor(line.debit), minor(line.credit)
            account = codes[line.account]
            amounts = debit, credit, "USD", debit + credit
            found.append((place, position, day, account, None, *amounts))
    return heads, found


def minor(amount: str | None) -> int:
    return int((amount or "0").replace(".", ""))


def write_raw(raw: sqlite3.Connection, waiting: list[tuple[list[Any], list[Any]]]) -> None:
    """One transaction."""
    heads, found = waiting.pop(0)
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", heads)
    raw.executemany("INSERT INTO journal_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", found)
    raw.execute("COMMIT")


def lines(home: Path) -> Row:
    """Entries of two lines, each its own transaction, commit and answer; the limit writes the
    same rows: the entry, its lines, the tallies of its accounts and its day, the history."""
    path, script = home / "book.avoir", home / "script.jsonl"
    a_copy(path).close()
    line = {
        "do": "journal.post",
        "date": TODAY.isoformat(),
        "description": "Fuel",
        "lines": [{"account": "6080", "debit": "1.00"}, {"account": "1030", "credit": "1.00"}],
    }
    script.write_text(f"{json.dumps(line)}\n" * LINES)
    ours, raw = medians(
        partial(call, home, "-m", "app", "run", str(path), str(script)),
        partial(transactions, path),
        TIMES,
    )
    name = f"avoir run of {LINES:,} lines"
    return Row(name, ours, raw, ours / raw, "<= 4 x raw transactions", ours <= 4 * raw)


def transactions(path: Path) -> None:
    """As many raw transactions as there are lines."""
    with closing(bare(path)) as base:
        accounts = dict(base.execute("SELECT code, id FROM account"))
        for _ in range(LINES):
            one_entry(base, accounts["6080"], accounts["1030"])


MONTH_SUM = (
    "INSERT INTO account_tally VALUES (?, ?, ?, ?, 1) ON CONFLICT (account_id, month) DO UPDATE "
    "SET debit = debit + excluded.debit, credit = credit + excluded.credit, lines = lines + 1"
)
DAY_SUM = MONTH_SUM.replace("account_tally", "account_day_tally").replace("month", "day")


def one_entry(base: sqlite3.Connection, debited: int, credited: int) -> None:
    """What an entry by hand writes."""
    day, now = TODAY.isoformat(), f"{TODAY}T12:00:00.000+00:00"
    base.execute("BEGIN IMMEDIATE")
    last, digest = base.execute("SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1").fetchone()
    head = (last + 1, day, "post", "Fuel", None, None, now, "bench", digest)
    base.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", head)
    for position, account in enumerate((debited, credited)):
        debit, credit = (100, 0) if position == 0 else (0, 100)
        base.execute(
            "INSERT INTO journal_line VALUES (?, ?, ?, ?, NULL, ?, ?, 'USD', 100)",
            (last + 1, position, day, account, debit, credit),
        )
        for sums, period in ((MONTH_SUM, day[:7]), (DAY_SUM, day)):
            base.execute(sums, (account, period, debit, credit))
    base.execute(
        "INSERT INTO day_tally VALUES ('entry', ?, 1, 2) ON CONFLICT (list, day) "
        "DO UPDATE SET items = items + 1, lines = lines + 2",
        (day,),
    )
    base.execute(
        "INSERT INTO history (at, who, date, act, subject, subject_id, before, after) "
        "VALUES (?, 'bench', ?, 'post', 'entry', ?, '{}', '{\"description\": \"Fuel\"}')",
        (now, day, last + 1),
    )
    base.execute("COMMIT")
