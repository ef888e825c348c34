"""The part of the smoke run that has a screen: shown, handed over, closed, opened by a click."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

from parts import fresh, x11
from parts.smoke_log import Log

PROGRAM = "usr/lib/avoir/avoir"
OLD_BOOK = Path(__file__).resolve().parents[2] / "tests" / "books" / "format-1.avoir"
_SOON = 60  # seconds, on a busy machine
_COLOURS = 50  # an empty window has fewer
_AFAR = re.compile(r"AF_INET|AF_NETLINK.*ROUTE")


class Steps:
    """The steps, in their order; each leaves the window as the next wants it."""

    def __init__(self, inside: fresh.Root, screen: x11.Screen, log: Log, out: Path) -> None:
        self._inside, self._screen, self._log, self._out = inside, screen, log, out
        self._calls = out / "connections.txt"
        self._first: subprocess.Popen[bytes] | None = None

    def shown(self) -> None:
        """The window comes, opens the book, and has something in it."""
        command = self._inside.command(
            "avoir", "open", "sample.avoir", screen=self._screen.name, watch=self._calls
        )
        begun = time.monotonic()
        self._first = subprocess.Popen(command)
        seen = self._wait("sample — Avoir")
        self._log.note(f"window with its book after {time.monotonic() - begun:.2f} s (watched)")
        self._log.check("one window", len(seen) == 1, seen)
        self._picture("window")

    def handed_over(self) -> None:
        """A second start brings the covered window to the front, with the other book, and ends."""
        cover = self._screen.cover()
        seen = self._screen.windows()
        self._log.check("the window is covered", seen[-1].id == cover.id, seen)
        command = self._inside.command("avoir", "open", "first.avoir", screen=self._screen.name)
        ended = subprocess.run(command, timeout=_SOON, check=False).returncode
        self._log.check("the second start ends with status 0", ended == 0, ended)
        seen = self._wait("first — Avoir")
        self._log.check("the first window has the book and is in front", len(seen) == 2, seen)
        self._log.check("on top of what covered it", seen[-1].title == "first — Avoir", seen)
        alive = self._first is not None and self._first.poll() is None
        self._log.check("the first start still runs", alive)
        self._picture("handed-over")
        self._screen.drop(cover)

    def replaced(self) -> None:
        """Another program in the place of the one that runs, as an upgrade puts it there: the
        window goes on, with parts of itself that it has not read before."""
        program = self._inside.folder / PROGRAM
        older, newer = program.with_name("older"), program.with_name("newer")
        shutil.copy2(program, older)
        newer.write_text('#!/bin/sh\nexec /usr/lib/avoir/older "$@"\n', encoding="ascii")
        newer.chmod(0o755)
        newer.replace(program)
        book = self._inside.home / "older.avoir"
        shutil.copy(OLD_BOOK, book)
        self._inside.own(book)
        command = self._inside.command("avoir", "open", book.name, screen=self._screen.name)
        ended = subprocess.run(command, timeout=_SOON, check=False).returncode
        self._log.check("replaced while it runs, it is still found", ended == 0, ended)
        seen = self._wait("older — Avoir")
        self._log.check("and brings an old book up to date", len(seen) == 1, seen)
        older.replace(program)

    def closed(self) -> None:
        """Its close button ends the program, and nothing it held is left."""
        seen = self._wait("older — Avoir")
        self._screen.close(seen[-1])
        status = self._first.wait(_SOON) if self._first is not None else None
        self._log.check("closing the window ends it with status 0", status == 0, status)
        left = [
            path.name
            for path in self._inside.home.rglob("*")
            if path.name.endswith(("-wal", "-shm", "-journal", "lock", ".asked", ".part"))
        ]
        self._log.check("no lock and no log is left beside the books", not left, left)

    def no_connection(self) -> None:
        """Nothing of all that asked for a connection but the screen's."""
        calls = self._calls.read_text(encoding="utf-8", errors="replace").splitlines()
        afar = [line for line in calls if _AFAR.search(line)]
        self._log.check(f"none of {len(calls)} calls leads to another computer", not afar, afar)

    def from_the_menu(self) -> None:
        """What a desktop's menu does: the entry, without a book."""
        entry = "/usr/share/applications/avoir.desktop"
        command = self._inside.command("gio", "launch", entry, screen=self._screen.name)
        started = subprocess.run(command, timeout=_SOON, check=False).returncode
        self._log.check("the menu's entry starts it", started == 0, started)
        seen = self._wait("Avoir")
        self._log.check("with the welcome", len(seen) == 1, seen)
        self._picture("welcome")
        self._screen.close(seen[-1])
        self._screen.wait(lambda seen: not seen, _SOON)

    def double_click(self) -> None:
        """What a file manager does with a book."""
        command = self._inside.command("gio", "open", "sample.avoir", screen=self._screen.name)
        opened = subprocess.run(command, timeout=_SOON, check=False).returncode
        self._log.check("a book is opened by its file", opened == 0, opened)
        seen = self._wait("sample — Avoir")
        self._log.check("in Avoir's window", len(seen) == 1, seen)
        self._screen.close(seen[-1])
        self._screen.wait(lambda seen: not seen, _SOON)

    def _wait(self, title: str) -> list[x11.Shown]:
        """The windows once one has this title, and has drawn itself."""
        found = self._screen.wait(lambda seen: title in [each.title for each in seen], _SOON)
        time.sleep(2)  # its rows come after its title
        return self._screen.windows() or found

    def _picture(self, name: str) -> None:
        path = self._out / f"{name}.png"
        colours = self._screen.picture(path)
        self._log.check(f"{path.name} shows it, in {colours} colours", colours > _COLOURS)
