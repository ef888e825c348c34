"""Proves the built .deb in a bare Debian: `python3 packaging/smoke.py`, as root, after a build.

From the installation to the first credit memo, the window and its picture, and back to a Debian
that holds nothing but the user's books. What happened is in dist/smoke/. With `--here PROGRAM` a
frozen program is proven on this system, whichever it is, without a root of its own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from parts import fresh, smoke_window, x11
from parts.smoke_log import Failed, Log

ROOT = Path(__file__).resolve().parent.parent
DIST, KEPT = ROOT / "dist", ROOT / "build" / "smoke"
OUT = DIST / "smoke"
TOOLS = ("debootstrap", "Xvfb", "unshare", "strace")
BOOKS = ("format-1", "format-2", "format-3")
LANGUAGES = ("en", "en-GB", "de", "fr", "es")
MANY = 260  # so many documents are drawn by several processes

# What may be left in the user's home: books with their copies, the papers he asked for, and what
# he chose in the window. Fontconfig, a library of the desktop, keeps its own notes there.
OF_THE_USER = re.compile(
    rf"home/{fresh.USER}/("
    r"[\w.-]+\.avoir|papers(/.*)?|many"
    r"|\.config(/Avoir(/avoir\.ini)?)?|\.local(/share(/Avoir(/(drafts|instance|crashes))?)?)?"
    r"|\.cache(/fontconfig(/.*)?)?)"
)


def main() -> int:
    """Runs all steps; the first that fails ends it with status 1."""
    if sys.argv[1:2] == ["--here"]:
        return here(Path(sys.argv[2]).absolute())
    if os.geteuid() != 0:
        sys.exit("A root of its own can only be made by root: sudo python3 packaging/smoke.py")
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        sys.exit(f"Missing: {', '.join(missing)} (debootstrap, xvfb, util-linux, strace)")
    log = begin()
    try:
        with fresh.root(KEPT / "base", KEPT / "root") as inside, x11.screen() as screen:
            for step in steps(inside, screen, log):
                step()
    except (Failed, OSError, RuntimeError) as error:
        log.say(f"FAILED: {error}")
        return 1
    log.say("All of it worked.")
    return 0


def begin() -> Log:
    """A log in an empty dist/smoke."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    return Log(OUT / "smoke.log")


def here(program: Path) -> int:
    """What can be proven of a frozen program anywhere; its window is drawn into pictures."""
    log = begin()
    with TemporaryDirectory() as folder:
        inside = fresh.Here(program, Path(folder))
        try:
            for step in (version, first_credit_memo, papers, many_papers, sample, older_books):
                step(inside, log)
            works(inside, log, "avoir", "tour", "--out", "tour")
            pictures = sorted((inside.home / "tour" / "pictures").glob("*.png"))
            log.check(f"{len(pictures)} pictures of the window", len(pictures) > 100)
            shutil.copy(next(each for each in pictures if "credit-memos-light" in each.name), OUT)
        except (Failed, OSError, RuntimeError) as error:
            log.say(f"FAILED: {error}")
            return 1
    log.say("All of it worked.")
    return 0


def steps(inside: fresh.Root, screen: x11.Screen, log: Log) -> list[Callable[[], None]]:
    """The way through, in order."""
    before = inside.files()
    window = smoke_window.Steps(inside, screen, log, OUT)
    return [
        lambda: install(inside, log),
        lambda: libraries(inside, log),
        lambda: version(inside, log),
        lambda: first_credit_memo(inside, log),
        lambda: papers(inside, log),
        lambda: many_papers(inside, log),
        lambda: sample(inside, log),
        lambda: older_books(inside, log),
        window.shown,
        window.handed_over,
        window.replaced,
        window.closed,
        window.no_connection,
        lambda: on_a_desktop(inside, log),
        window.from_the_menu,
        window.double_click,
        lambda: remove(inside, log, before),
    ]


def install(inside: fresh.Root, log: Log) -> None:
    """The package with what it names, nothing it only recommends."""
    [package] = DIST.glob("avoir_*.deb")
    shutil.copy(package, inside.folder / "root" / package.name)
    log.note(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB")
    log.check("at most 60 MB", package.stat().st_size <= 60e6)
    log.check("lists are read", inside.apt("update").status == 0)
    begun = time.monotonic()
    answer = inside.apt("install", "--no-install-recommends", f"/root/{package.name}")
    log.check("installs with its own dependencies", answer.status == 0, answer.said)
    log.note(f"{answer.said.count('Unpacking ')} packages, {time.monotonic() - begun:.0f} s")
    (inside.folder / "root" / package.name).unlink()
    there = inside.shell("command -v python3").status == 0
    log.check("there is no other Python", not there)


def libraries(inside: fresh.Root, log: Log) -> None:
    """The system's loader finds every library that any file of the program names."""
    line = (
        "export LD_LIBRARY_PATH=/usr/lib/avoir/_internal; find /usr/lib/avoir -type f"
        " '(' -name '*.so*' -o -name avoir ')' -exec ldd '{}' + 2>&1 | grep 'not found' || true"
    )
    said = inside.shell(line).said
    log.check("every library is found", said == "", said)


def version(inside: fresh.Place, log: Log) -> None:
    """The program says the version that the project says."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    answer = inside.run("avoir", "--version")
    log.check(f"avoir --version says {wanted}", answer.said.strip() == wanted, answer.said)


def first_credit_memo(inside: fresh.Place, log: Log) -> None:
    """A new book, and in it a credit memo for every language: issued, applied, looked at."""
    works(inside, log, "avoir", "new", "first.avoir", "--name", "First", "--currency", "EUR")
    lines: list[dict[str, object]] = []
    for place, language in enumerate(LANGUAGES, start=1):
        party, memo = f"${language}", {"do": "credit_memo.create", "as": f"memo{place}"}
        lines += [
            {"do": "customer.create", "as": language, "name": f"Kunde {place}",
             "language": language},
            {"do": "invoice.create", "as": f"inv{place}", "on": "2026-01-05", "customer": party,
             "amount": "400.00"},
            {**memo, "on": "2026-01-15", "customer": party, "reason": "return",
             "amount": "150.00", "issue": True},
            {"do": "credit_memo.apply", "on": "2026-01-16", "credit_memo": f"$memo{place}",
             "invoice": f"$inv{place}", "amount": "100.00"},
            {"do": "credit_memo.get", "credit_memo": f"$memo{place}"},
        ]  # fmt: skip
    answers = script(inside, "first.avoir", lines)
    log.check("every line of the script was done", all(each["ok"] for each in answers), answers)
    left = [each["result"]["remaining"] for each in answers[4::5]]
    log.check("50.00 of each credit memo is left", left == ["50.00"] * len(LANGUAGES), left)
    works(inside, log, "avoir", "check", "first.avoir")


def papers(inside: fresh.Place, log: Log) -> None:
    """One PDF in every language, with the fonts and locale data of the package."""
    numbers = [f"CM-{place:04}" for place in range(1, len(LANGUAGES) + 1)]
    works(inside, log, "avoir", "print", "first.avoir", *numbers, "--out", "papers")
    made = sorted((inside.home / "papers").glob("*.pdf"))
    log.check("a PDF for each", len(made) == len(LANGUAGES), made)
    for path in made:
        sound = path.read_bytes()[:5] == b"%PDF-" and path.stat().st_size > 10_000
        log.check(f"{path.name}, {path.stat().st_size / 1000:.0f} kB", sound)
        shutil.copy(path, OUT)


def many_papers(inside: fresh.Place, log: Log) -> None:
    """So many that several processes draw them: each is the frozen program once more."""
    make: dict[str, object] = {"do": "credit_memo.create", "on": "2026-02-01", "customer": "$many",
            "reason": "return", "amount": "5.00", "issue": True}  # fmt: skip
    party: dict[str, object] = {"do": "customer.create", "as": "many", "name": "Many"}
    answers = script(inside, "first.avoir", [party, *[make] * MANY])[1:]
    numbers = [each["result"]["number"] for each in answers if each["ok"]]
    log.check(f"{MANY} more are issued", len(numbers) == MANY, answers[:1])
    works(inside, log, "avoir", "print", "first.avoir", *numbers, "--out", "many")
    log.check("and printed", len(list((inside.home / "many").glob("*.pdf"))) == MANY)
    shutil.rmtree(inside.home / "many")


def sample(inside: fresh.Place, log: Log) -> None:
    """The sample book is made, is sound, and its reports are written."""
    works(inside, log, "avoir", "sample", "sample.avoir")
    works(inside, log, "avoir", "check", "sample.avoir")
    for form in ("pdf", "xlsx", "csv"):
        out = f"papers/balance.{form}"
        works(inside, log, "avoir", "show", "sample.avoir", "trial_balance", "--format", form,
              "--out", out)  # fmt: skip
        log.check(f"{out} is there", (inside.home / out).stat().st_size > 0)


def older_books(inside: fresh.Place, log: Log) -> None:
    """Books of every older format are brought up, each with a copy of what it was."""
    newest = book_format(inside.home / "sample.avoir")
    for name in BOOKS:
        path = inside.home / f"{name}.avoir"
        shutil.copy(ROOT / "tests" / "books" / path.name, path)
        inside.own(path)
        older = book_format(path)
        works(inside, log, "avoir", "check", path.name)
        now, copies = book_format(path), list(inside.home.glob(f"{name}*"))
        log.check(f"{name}: format {older} became {newest}", older < now == newest, now)
        log.check(f"{name}: its old self is kept", len(copies) > 1, copies)


def on_a_desktop(inside: fresh.Root, log: Log) -> None:
    """With what a desktop has: a book is known by its name and by its content, and opens here."""
    helpers = ("shared-mime-info", "desktop-file-utils", "libglib2.0-bin")
    answer = inside.apt("install", "--no-install-recommends", *helpers)
    log.check("a desktop's helpers install", answer.status == 0, answer.said)
    works(inside, log, "cp", "sample.avoir", "no-ending")
    for name in ("sample.avoir", "no-ending"):
        said = inside.run("gio", "info", "-a", "standard::content-type,standard::icon", name).said
        log.check(f"{name} is application/x-avoir-book", "application/x-avoir-book" in said, said)
        log.check("with Avoir's icon", "application-x-avoir-book" in said, said)
    said = inside.run("gio", "mime", "application/x-avoir-book").said
    log.check("Avoir opens such files", "avoir.desktop" in said.splitlines()[0], said)
    works(inside, log, "rm", "no-ending")


def remove(inside: fresh.Root, log: Log, before: set[str]) -> None:
    """Removed, purged, and what came with it taken away: only the user's files are left."""
    answer = inside.apt("remove", "avoir")
    log.check("apt-get remove avoir", answer.status == 0, answer.said)
    answer = inside.shell("dpkg --purge avoir")  # apt-get has nothing of it left to purge
    log.check("dpkg --purge avoir", answer.status == 0, answer.said)
    answer = inside.shell("dpkg-query -W -f '${Status}' avoir")
    log.check("the package manager knows it no more", answer.status != 0, answer.said)
    left = sorted(path for path in inside.files() - before if "avoir" in path.lower())
    log.check("no file of Avoir outside the home", all(mine(path) for path in left), left)
    helpers = ("shared-mime-info", "desktop-file-utils", "libglib2.0-bin")
    answer = inside.apt("purge", "--auto-remove", *helpers)
    log.check("its dependencies go as well", answer.status == 0, answer.said)
    after = inside.files()
    left = sorted(path for path in after - before if not mine(path))
    log.check("the root is as it was, but for the user's own files", not left, left)
    log.check("nothing of the root is gone", not before - after, sorted(before - after))
    for path in sorted(after - before):
        if not (inside.folder / path).is_dir():
            log.note(f"left: {path}")


def mine(path: str) -> bool:
    """Whether a file belongs to the user, not to a package."""
    return bool(OF_THE_USER.fullmatch(path))


def works(inside: fresh.Place, log: Log, *words: str) -> None:
    """A program that has to end with status 0."""
    begun = time.monotonic()
    answer = inside.run(*words)
    said = " ".join(words[:6]) + (" ..." if len(words) > 6 else "")
    log.check(f"{said} ({time.monotonic() - begun:.2f} s)", answer.status == 0, answer.said)


def script(inside: fresh.Place, book: str, lines: list[dict[str, object]]) -> list[dict[str, Any]]:
    """What `avoir run` answers to each line."""
    put = "".join(json.dumps(line) + "\n" for line in lines)
    said = inside.run("avoir", "run", book, put=put).said
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


def book_format(path: Path) -> int:
    """The format a book says it has, in its file's head."""
    with path.open("rb") as stream:
        stream.seek(60)
        return int.from_bytes(stream.read(4), "big")


if __name__ == "__main__":
    sys.exit(main())
