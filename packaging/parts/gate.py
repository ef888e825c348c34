"""Judges a frozen program before it is packed: nothing is missing, nothing is too much."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# No part of a program that never uses the network.
NETWORK = re.compile(r"QtNetwork|Qt6Network|libssl|^_ssl\.|networkinformation|/tls/")
WANTED = (
    "resources/charts/standard.json",
    "resources/sample/book.jsonl",
    "resources/colours/sRGB.icc",
    "resources/icon/avoir.svg",
    "resources/licences.json",
    "resources/licences/LGPL-3.txt",
    "resources/licences/Qt-parts.txt",
    "font_roboto/files/Roboto-Regular.ttf",
    "qtawesome/fonts/phosphor-1.3.0.ttf",
    "app/book/migrations/env.py",
    "babel/locale-data/root.dat",
    "babel/locale-data/es.dat",
    "PySide6/Qt/lib/libQt6Widgets.so.6",
)
MISSING = re.compile(r"^\s*(\S+) => not found")


def findings(folder: Path) -> list[str]:
    """What is wrong with the folder of a frozen program; nothing when it is sound."""
    inside = folder / "_internal"
    names = sorted(path.relative_to(inside).as_posix() for path in inside.rglob("*"))
    wanted = (
        WANTED if sys.platform == "linux" else [each for each in WANTED if "/lib/" not in each]
    )
    found = [f"{name} is missing" for name in wanted if name not in names]
    found += [f"{name} belongs to the network" for name in names if is_of_network(name)]
    if sys.platform == "linux":
        found += unresolved(folder)
        found += [
            f"{path.relative_to(folder)} looks for libraries in {place}"
            for path in programs(folder)
            for place in search_path(path)
            if not place.startswith("$ORIGIN")
        ]
    return found


def is_of_network(name: str) -> bool:
    """Whether a file is one that only a program with network access needs."""
    return bool(NETWORK.search(name) or NETWORK.search(name.rpartition("/")[2]))


def programs(folder: Path) -> Iterator[Path]:
    """Every ELF file of the folder: programs and shared libraries."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                if stream.read(4) == b"\x7fELF":
                    yield path


def search_path(path: Path) -> list[str]:
    """The folders an ELF file itself wants its libraries to be looked for in."""
    command = ["readelf", "--wide", "--dynamic", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    hits = re.findall(r"\((?:RUNPATH|RPATH)\).*\[(.*)\]", said)
    return [place for hit in hits for place in hit.split(":") if place]


def unresolved(folder: Path) -> list[str]:
    """Libraries that the system's loader does not find for a file of the folder."""
    found = set()
    beside = {**os.environ, "LD_LIBRARY_PATH": str(folder / "_internal")}  # as the program does
    for path in programs(folder):
        said = subprocess.run(
            ["ldd", str(path)], env=beside, capture_output=True, text=True, check=False
        )
        found |= {
            f"{path.relative_to(folder)} needs {hit[1]}, which is not there"
            for line in said.stdout.splitlines()
            if (hit := MISSING.match(line))
        }
    return sorted(found)
