"""Measures the start to the window: the frozen program in dist/ against the source, alternating.

`python3 packaging/start.py [TIMES]` after a build; under a screen of its own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from parts import x11

ROOT = Path(__file__).resolve().parent.parent
FROZEN = [str(ROOT / "dist" / "avoir" / "avoir")]
SOURCE = [str(ROOT / ".venv" / "bin" / "avoir")]
TIMES, GOAL = 15, 1.5


def main() -> int:
    """Prints both medians and their ratio; answers 1 when the goal is missed."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    for (program,), made_by in ((FROZEN, "build.py"), (SOURCE, "run.py --setup")):
        if not Path(program).exists():
            sys.exit(f"{program} is missing: python3 packaging/{made_by}")
    taken: dict[str, list[float]] = {"frozen": [], "source": []}
    with TemporaryDirectory() as folder, x11.screen() as screen:
        book = Path(folder) / "sample.avoir"
        subprocess.run([*FROZEN, "sample", str(book)], check=True)
        for _round in range(times + 1):  # the first round warms both up
            for name, command in (("frozen", FROZEN), ("source", SOURCE)):
                taken[name].append(start(screen, [*command, "open", str(book)], Path(folder)))
    medians = {name: statistics.median(each[1:]) for name, each in taken.items()}
    ratio = medians["frozen"] / medians["source"]
    for name, seconds in medians.items():
        print(f"{name}: {seconds * 1000:.0f} ms to the window (median of {times})")
    print(f"ratio {ratio:.2f}, goal at most {GOAL}: {'met' if ratio <= GOAL else 'missed'}")
    return 0 if ratio <= GOAL else 1


def start(screen: x11.Screen, command: list[str], home: Path) -> float:
    """Seconds from the start of a program to its window; it is closed again."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("QT_")},
        "DISPLAY": screen.name,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    with subprocess.Popen(command, env=environment) as program:
        screen.wait(lambda seen: any(each.width > 400 for each in seen), 60)
        taken = time.perf_counter() - begun
        seen = screen.wait(lambda seen: any(" — Avoir" in each.title for each in seen), 60)
        screen.close(next(each for each in seen if " — Avoir" in each.title))
        if program.wait(60):
            message = f"{command[0]} ended with {program.returncode}"
            raise RuntimeError(message)
    screen.wait(lambda seen: not seen, 10)
    return taken


if __name__ == "__main__":
    sys.exit(main())
