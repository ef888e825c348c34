"""Sets Avoir up in .venv and starts it: `python3 packaging/run.py`, standard library only.

With a display the window opens on a sample book; without one `avoir tour` leaves pictures and
papers to look at. `--test` runs the checks, `--setup` stops after setting up. The first run takes
a minute; later ones find everything in place and start at once.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
AVOIR = BIN / ("avoir.exe" if os.name == "nt" else "avoir")
LOCKS = ROOT / "packaging"
SAMPLE = ROOT / "sample.avoir"
TOUR = ROOT / "avoir-tour"

# Shared libraries Qt loads on Linux, and the Debian package each one comes in.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
}
WINDOWS = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# What only tests look for, and the Debian package it comes in: fonts of other scripts. Without
# them the tests of these scripts fail.
FONTS = Path("/usr/share/fonts/truetype")
TESTING = {
    FONTS / "noto" / "NotoSansArabic-Regular.ttf": "fonts-noto-core",
    FONTS / "wqy" / "wqy-zenhei.ttc": "fonts-wqy-zenhei",
}


def main() -> int:
    """Set up what is missing, then start what was asked for; answers the exit status."""
    parser = argparse.ArgumentParser(description="Set Avoir up in .venv and start it.")
    parser.add_argument("--setup", action="store_true", help="set up, start nothing")
    parser.add_argument("--test", action="store_true", help="set up for testing, run the checks")
    wish, rest = parser.parse_known_args()
    if rest and not wish.test:
        parser.error(f"unknown: {' '.join(rest)}")

    set_up("develop" if wish.test else "requirements")
    if wish.setup:
        print(f"Ready: {AVOIR}")
        return 0
    if wish.test:
        return run(PYTHON, "-m", "tests", *rest)
    return open_sample() if has_display() else take_tour()


def open_sample() -> int:
    """Open the window on a sample book of one's own, made once and then kept."""
    if not SAMPLE.exists() and (failed := run(AVOIR, "sample", SAMPLE)):
        return failed
    return run(AVOIR, "open", SAMPLE)


def take_tour() -> int:
    """Without a display: let the program draw its window and papers into files."""
    print("No display here: Avoir draws its window and its papers into files.")
    if failed := run(AVOIR, "tour", "--out", TOUR):
        return failed
    print(f"Look into {TOUR}:")
    for path in sorted(TOUR.rglob("*")):
        if path.is_file():
            print(f"  {path.relative_to(TOUR)}")
    return 0


def set_up(lock: str) -> None:
    """Make .venv hold what `lock` says and the machine what Qt needs; nothing if it is so."""
    if sys.version_info < (3, 11):  # noqa: UP036 - older ones do get here
        stop("Avoir needs Python 3.11 or newer.")
    install_libraries()
    if lock == "develop":
        install_for_tests()
    if is_set_up(lock):
        return
    print("Setting up .venv, about a minute the first time ...", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=comes_with("ensurepip.__main__"), clear=True)
    # The build tools come first: one font package is built from source, and so is Avoir itself.
    pip("--require-hashes", "--no-deps", "-r", LOCKS / "build.lock")
    pip("--require-hashes", "--no-deps", "--no-build-isolation", "-r", LOCKS / f"{lock}.lock")
    pip("--no-deps", "--no-build-isolation", "-e", ROOT)
    # The quick start depends on compiled files, which the caller's settings may suppress.
    run(PYTHON, "-m", "compileall", "-q", ROOT / "app")
    stamp(lock).write_text(fingerprint(lock), encoding="ascii")


def is_set_up(lock: str) -> bool:
    """Tell whether .venv holds `lock`; the developer's lock holds all of the user's."""
    return PYTHON.exists() and any(
        stamp(name).exists() and stamp(name).read_text(encoding="ascii") == fingerprint(name)
        for name in {lock, "develop"}
    )


def stamp(lock: str) -> Path:
    """Say where the fingerprint of an installed lock is kept."""
    return VENV / f"{lock}.stamp"


def fingerprint(lock: str) -> str:
    """Name all that decides what .venv holds: a new lock, or a moved folder, gives another."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (LOCKS / "build.lock", LOCKS / f"{lock}.lock", ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def pip(*what: str | Path) -> None:
    """Install into .venv, with its own pip or, where Python came without one, with ours."""
    command: list[str | Path]
    if (BIN / "pip").exists() or (BIN / "pip.exe").exists():
        command = [PYTHON, "-m", "pip"]
    else:
        if not comes_with("pip.__main__"):
            install_packages(["python3-pip"])
        command = [sys.executable, "-m", "pip", "--python", PYTHON]
    quiet = ("-qq", "--disable-pip-version-check", "--root-user-action=ignore")
    if run(*command, "install", *quiet, *what):
        stop("The libraries could not be installed: see above, then start this again.")


def comes_with(module: str) -> bool:
    """Tell whether this Python has a module; Debian's lacks ensurepip and pip at first."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def install_libraries() -> None:
    """Install the shared libraries that Qt would miss on this machine."""
    if not sys.platform.startswith("linux"):
        return
    needed = DRAWING | WINDOWS if has_display() else DRAWING
    missing = [name for name in needed if not loads(name)]
    if missing:
        install_packages([needed[name] for name in missing])
        if still := [name for name in missing if not loads(name)]:
            stop(f"These shared libraries are still missing: {', '.join(still)}")


def install_for_tests() -> None:
    """Install what some tests look for where we may; else tell how, and go on without it."""
    missing = [name for path, name in TESTING.items() if not path.exists()]
    if not missing or shutil.which("apt-get") is None:
        return
    if os.geteuid() != 0 or not apt_installs(missing):
        print(f"Tests of some scripts will fail without: sudo {apt_line(missing)}", flush=True)


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(names: list[str]) -> None:
    """Install Debian packages when we may; otherwise stop with the one line to type."""
    if shutil.which("apt-get") is None:
        stop(f"Missing on this system (by their Debian names): {' '.join(names)}")
    if os.geteuid() != 0:
        stop(f"Some system packages are missing. Please run:\n  sudo {apt_line(names)}")
    if not apt_installs(names):
        stop(f"The system packages could not be installed. Please run:\n  {apt_line(names)}")


def apt_line(names: list[str]) -> str:
    """Say what to type to install Debian packages."""
    return f"apt-get install --yes --no-install-recommends {' '.join(names)}"


def apt_installs(names: list[str]) -> bool:
    """Install Debian packages; tell whether that worked."""
    print(f"Installing system packages: {' '.join(names)}", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "-qq", "update")  # a source that fails here may not be the one that is needed
    return not run(*apt_line(names).split())


def has_display() -> bool:
    """Tell whether a window could be seen."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(*command: str | Path) -> int:
    """Run a program to its end; answers its exit status."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.call([str(part) for part in command], env=environment, cwd=ROOT)


def stop(message: str) -> NoReturn:
    """End here with a sentence for the person at the terminal."""
    sys.exit(message)


if __name__ == "__main__":
    sys.exit(main())
