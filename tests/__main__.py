"""Every check in one go: `python -m tests [--fast] [--long]` for format, lint, types and tests."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Rooms in which a line that no test reaches is a failure.
GATED = ("app/domain", "app/commands")


def main() -> int:
    """Run all parts, also after a failure; answers 0 when every one is green."""
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="without measuring coverage")
    parser.add_argument("--long", action="store_true", help="with the tests marked `long`")
    wish = parser.parse_args()

    parts = Parts()
    parts.run("format", "ruff", "format", "--check", ".")
    parts.run("lint", "ruff", "check", "--quiet", ".")
    parts.run("types", "mypy", "--no-error-summary")
    parts.run("tests", "pytest", *pytest_options(fast=wish.fast, long=wish.long))
    if not wish.fast:
        for room in GATED:
            parts.run(f"coverage of {room}", "coverage", *gate(room))
    parts.tell()
    return 1 if parts.failed else 0


def pytest_options(*, fast: bool, long: bool) -> list[str]:
    """Two processes, because two cores are what the smallest machine has."""
    options = ["-n", "2", "--dist", "worksteal", "-q"]
    if not long:
        options += ["-m", "not long"]
    if not fast:
        options += ["--cov", "--cov-report="]
    return options


def gate(room: str) -> list[str]:
    """Fail below every line, and name only the files that miss some."""
    return [
        "report",
        f"--include={room}/*",
        "--fail-under=100",
        "--show-missing",
        "--skip-covered",
    ]


class Parts:
    """The parts run so far: how each ended, how long it took, and pytest's closing line."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, bool, float]] = []
        self._closing = "pytest did not come to its end"

    @property
    def failed(self) -> bool:
        """Whether any part so far was not green."""
        return not all(green for _, green, _ in self._rows)

    def run(self, name: str, module: str, *options: str) -> None:
        """Run one tool as a module of this Python, showing what it says as it says it."""
        print(f"── {name}", flush=True)
        start = time.perf_counter()
        status = self._follow(
            [sys.executable, "-m", module, *options], is_pytest=module == "pytest"
        )
        self._rows.append((name, status == 0, time.perf_counter() - start))

    def tell(self) -> None:
        """Print the table of parts, then pytest's closing line once more."""
        for name, green, seconds in self._rows:
            print(f"{'ok    ' if green else 'FAILED'} {seconds:6.1f} s  {name}")
        print(self._closing)

    def _follow(self, command: list[str], *, is_pytest: bool) -> int:
        with subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
        ) as running:
            for line in running.stdout or ():
                sys.stdout.write(line)
                sys.stdout.flush()
                if is_pytest and line.strip():
                    self._closing = line.strip()
        return running.returncode


def environment() -> dict[str, str]:
    """The caller's environment, without a screen and with compiled files allowed."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    sys.exit(main())
