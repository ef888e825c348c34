"""What all parts of the build know of the program, and how they end."""

import sys
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True)
class About:
    """The program as pyproject.toml has it; `epoch` is the moment all of its files bear."""

    version: str
    summary: str
    requires: tuple[str, ...]
    epoch: int


def stop(message: str) -> NoReturn:
    """Ends the build with a sentence for the person at the terminal."""
    sys.exit(message)
