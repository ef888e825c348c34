"""The same paper made in other processes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def made_elsewhere(code: str) -> set[str]:
    """SHA-256 of what `code` leaves in `made`, by two processes in which sets lie otherwise."""
    told = set()
    for seed in ("1", "2"):
        there = subprocess.run(
            [
                sys.executable,
                "-c",
                f"{code}; import hashlib; print(hashlib.sha256(made).hexdigest())",
            ],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        told.add(there.stdout.strip())
    return told
