"""The ledger at full size: every figure of performance.md that grows with the book, beside what
sqlite3 or a bare window takes for it. The books are made when they are first wanted."""

from tests.bench import Row
from tests.bench.of_ledger import checking, files, reading, window, writing


def run() -> list[Row]:
    """All of it: a quarter of an hour with a million entries."""
    return [row for part in (reading, writing, window, files, checking) for row in part.run()]
