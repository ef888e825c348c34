"""A bare Debian for the smoke run: nothing in it but what its package manager puts there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Protocol

SUITE = "bookworm"
USER = "ann"
SCREENS = Path(gettempdir()) / ".X11-unix"  # where X keeps its sockets

# What the package manager itself keeps, and what is no file on a disk.
KEPT_BY_APT = ("var/lib/dpkg/", "var/lib/apt/", "var/cache/", "var/log/", "tmp/")
NO_FILES = ("proc", "sys", "dev", "run")


@dataclass(frozen=True)
class Answer:
    """What a program inside said, and how it ended."""

    status: int
    said: str


class Place(Protocol):
    """Where the program runs, and where its user keeps files."""

    @property
    def home(self) -> Path: ...

    def run(self, *words: str, put: str = "") -> Answer:
        """Runs a program to its end, `avoir` being the one that is proven."""

    def own(self, path: Path) -> None:
        """Makes a file that was put into the home the user's own."""


class Here:
    """A frozen program on this very system, with a home of its own and no screen."""

    def __init__(self, program: Path, home: Path) -> None:
        self.home = home
        self._program = program
        places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")
        self._around = {**os.environ, **dict.fromkeys(places, str(home))}
        self._around["QT_QPA_PLATFORM"] = "offscreen"

    def run(self, *words: str, put: str = "") -> Answer:
        """Runs the program to its end."""
        command = [str(self._program), *words[1:]]
        return finished(command, put, around=self._around, folder=self.home)

    def own(self, path: Path) -> None:
        """It is the user's already."""


class Root:
    """A Debian in a folder. Programs inside run as an ordinary user without any network; only
    the package manager has both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home" / USER

    def apt(self, *words: str) -> Answer:
        """Calls apt-get inside."""
        command = ["chroot", str(self.folder), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        return finished([*command, "-q", "-y", *words])

    def shell(self, line: str) -> Answer:
        """Runs a line as the administrator."""
        return finished(["chroot", str(self.folder), "sh", "-c", line])

    def command(self, *words: str, screen: str = "", watch: Path | None = None) -> list[str]:
        """The words that start a program as the user, with no network; `watch` writes down every
        call for a connection."""
        places = [f"HOME=/home/{USER}", f"USER={USER}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8"]
        places.append(f"DISPLAY={screen}" if screen else "QT_QPA_PLATFORM=offscreen")
        watching = ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(watch)]
        return [
            *(watching if watch else ()),
            *("unshare", "--net", "chroot", f"--userspec={USER}:{USER}", str(self.folder)),
            *("env", "-i", "-C", f"/home/{USER}", *places, *words),
        ]

    def run(self, *words: str, put: str = "") -> Answer:
        """Runs a program as the user to its end."""
        return finished(self.command(*words), put)

    def own(self, path: Path) -> None:
        """Gives a file of the home to the user."""
        owner = self.home.stat()
        os.chown(path, owner.st_uid, owner.st_gid)

    def files(self) -> set[str]:
        """Every file and folder inside, but what the package manager keeps for itself."""
        found = set()
        for top, folders, names in os.walk(self.folder):
            inside = Path(top).relative_to(self.folder).as_posix()
            if inside == ".":
                folders[:] = [each for each in folders if each not in NO_FILES]
            for name in (*folders, *names):
                path = name if inside == "." else f"{inside}/{name}"
                if not path.startswith(KEPT_BY_APT):
                    found.add(path)
        return found


@contextmanager
def root(base: Path, folder: Path) -> Iterator[Root]:
    """A fresh copy of a bare Debian, made once in `base`; gone afterwards."""
    if not (base / "usr/bin/apt-get").exists():
        make(base)
    shutil.rmtree(folder, ignore_errors=True)
    must("cp", "-a", str(base), str(folder))
    mounted = []
    try:
        for kind, source, place in (
            (["-t", "proc"], "proc", "proc"),
            (["-t", "tmpfs"], "tmpfs", "dev/shm"),
            (["--bind"], str(SCREENS), "tmp/.X11-unix"),
        ):
            (folder / place).mkdir(parents=True, exist_ok=True)
            must("mount", *kind, source, str(folder / place))
            mounted.append(folder / place)
        made = Root(folder)
        must("chroot", str(folder), "useradd", "--create-home", USER)
        yield made
    finally:
        for point in reversed(mounted):
            must("umount", str(point))
        shutil.rmtree(folder, ignore_errors=True)


def make(base: Path) -> None:
    """Puts the smallest Debian into a folder, from where this machine has its own packages."""
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    lines = finished(
        ["apt-get", "indextargets", "--format", "$(SITE) $(CODENAME)", "Created-By: Packages"]
    ).said.splitlines()
    sites = [line.split()[0] for line in lines if line.split()[1:] == [SUITE]]
    if not sites:
        message = f"this machine's package manager knows no {SUITE}"
        raise RuntimeError(message)
    must("debootstrap", "--variant=minbase", SUITE, str(base), sites[0])


def must(*command: str) -> None:
    """Runs a program that has to succeed."""
    done = finished(command)
    if done.status:
        message = f"{' '.join(command)}\n{done.said}"
        raise RuntimeError(message)


def finished(
    command: Sequence[str],
    put: str = "",
    *,
    around: dict[str, str] | None = None,
    folder: Path | None = None,
) -> Answer:
    """Runs a program to its end; what it says on both outputs."""
    done = subprocess.run(
        command,
        input=put,
        env=around,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Answer(done.returncode, done.stdout)
