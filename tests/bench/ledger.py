"""The ledger at full size: every figure of performance.md that grows with the book, beside what
sqlite3 or a bare window takes for it. The books are made when they are first wanted."""

from collections.abc import Iterator

from tests.bench import Row
from tests.bench.of_ledger import checking, files, reading, window, writing


def run() -> Iterator[Row]:
    """All of it: a quarter of an hour with a million entries."""
    for part in (reading, window, files, checking, writing):
        yield from part.run()
