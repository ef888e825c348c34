"""P12: `avoir run` with ten thousand simple lines beside as many raw transactions."""

import json
import shutil
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.book.upgrade import open_book
from tests.bench import Row, medians
from tests.bench.acts import by_hand, large_ones
from tests.bench.book import kept
from tests.bench.of_ledger.shelf import FOLDER, SMALL, TODAY, bare, clock
from tests.bench.start import call

LINES, TIMES = 10_000, 5


def run() -> list[Row]:
    """Applications of one cent, each its own transaction, commit and answer."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        path, script = home / "book.avoir", home / "script.jsonl"
        shutil.copy(kept(SMALL, FOLDER), path)
        book = open_book(path, clock)
        claim, credit = large_ones(book)
        book.close()
        line = {
            "do": "credit_memo.apply",
            "on": TODAY.isoformat(),
            "credit_memo": credit,
            "invoice": claim,
            "amount": "0.01",
        }
        script.write_text(f"{json.dumps(line)}\n" * LINES)
        rows = int(credit[1:]), int(claim[1:])
        ours, raw = medians(
            partial(call, home, "-m", "app", "run", str(path), str(script)),
            partial(transactions, path, *rows),
            TIMES,
        )
    name = f"avoir run of {LINES:,} lines"
    return [Row(name, ours, raw, ours / raw, "<= 4 x raw transactions", ours <= 4 * raw)]


def transactions(path: Path, credit: int, claim: int) -> None:
    """As many raw transactions as there are lines."""
    base = bare(path)
    for turn in range(LINES):
        by_hand(base, turn, credit, claim)
    base.close()
