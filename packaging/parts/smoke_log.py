"""What the smoke run found out, on the terminal and in a file."""

from pathlib import Path


class Failed(Exception):
    """Something is not as it should be."""


class Log:
    """Writes every finding as it is made."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def say(self, text: str) -> None:
        """A line as it is."""
        print(text, flush=True)
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(text + "\n")

    def note(self, text: str) -> None:
        """Something worth knowing."""
        self.say(f"      {text}")

    def check(self, what: str, fact: bool, seen: object = "") -> None:
        """A thing that has to be so. Failed: it is not; `seen` says what was there instead."""
        self.say(f"{'ok  ' if fact else 'NOT '}  {what}")
        if not fact:
            message = f"{what}\n{seen}"
            raise Failed(message)
