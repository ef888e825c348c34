"""`python -m tests.bench [name ...]`: run the measurements of this folder and print a table.

`AVOIR_BENCH_ENTRIES=100000` makes the largest book smaller than the million; the books are kept
in `AVOIR_BENCH_FOLDER`, or else below the folder for temporary files. `others` asks other
programs the same questions: most of an hour with the million, so it runs when it is named.
"""

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

from tests.bench import Row

HERE = Path(__file__).parent
WHEN_NAMED = {"others"}
HEADS = ("what", "ours ms", "limit ms", "ratio", "goal", "met")


def main(wishes: Sequence[str]) -> int:
    """Answers 0 when every goal was met, 1 when not, 2 for a name that is none."""
    names = sorted(path.stem for path in HERE.glob("[!_]*.py"))
    if unknown := set(wishes) - set(names):
        say(f"No measurement: {', '.join(sorted(unknown))}. There are: {', '.join(names)}.")
        return 2
    rows: list[Row] = []
    for name in wishes or sorted(set(names) - WHEN_NAMED):
        for row in import_module(f"tests.bench.{name}").run():
            rows.append(row)
            note(f"{row.name}: {row.ratio:.2f}")
    print_table(rows)
    return 0 if all(row.met for row in rows) else 1


def print_table(rows: Iterable[Row]) -> None:
    """One line a row, columns as wide as needed."""
    cells = [HEADS]
    for row in rows:
        times = f"{row.ours * 1000:,.2f}", f"{row.raw * 1000:,.2f}", f"{row.ratio:.2f}"
        cells.append((row.name, *times, row.goal, "yes" if row.met else "NO"))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        say("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)))


def note(line: str) -> None:
    """How far it has come, beside the table: some rows take minutes."""
    sys.stderr.write(f"{line}\n")


def say(line: str) -> None:
    """One line on the screen, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
