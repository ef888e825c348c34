"""Whose work Avoir stands on and on what terms: as installed here, or as a package brought it."""

import json
import re
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from app import paths

_TERMS: Final = re.compile(r"licen[cs]e|copying|notice|authors|copyright", re.IGNORECASE)
_NO_TERMS: Final = (".py", ".pyc", ".pyi", ".so", ".ttf")
_ADDRESS: Final = re.compile(r"\s*<[^>]*>")
_LONGEST: Final = 60  # characters of a licence's name; more is its text

_CALLED: Final = {"pyside6-essentials": "Qt and PySide6", "shiboken6": "Shiboken6"}

_QT: Final = """\
Avoir uses Qt and Qt for Python (PySide6, Shiboken6) under the GNU Lesser General Public License,
version 3, whose text stands below together with that of the GNU General Public License.

They are shared libraries of their own: in the installed program in the folders PySide6 and
shiboken6 beside it (on Linux _internal/PySide6/Qt/lib), from source where Python keeps its
packages. Whoever puts other builds of the same version in their place runs Avoir with those;
nothing in Avoir prevents it, and taking it apart to mend such a change is allowed. Their source is
published by the Qt Project: qtbase, qtsvg and pyside-setup, in the version named here.

Qt carries the work of others: FreeType (FreeType licence), HarfBuzz (MIT), ICU (Unicode licence),
libjpeg-turbo (IJG and BSD), libpng (libpng licence), zlib (zlib licence), PCRE2 (BSD),
double-conversion (BSD), MD4C (MIT), SHA and MD implementations (public domain, BSD), xcb and X11
parts (MIT), and others that the documentation of Qt names. What they want repeated follows.
"""
_PHOSPHOR: Final = """\
MIT License

Copyright (c) 2020-2023 Phosphor Icons

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


@dataclass(frozen=True, slots=True)
class Library:
    """A work of others: what it is called, its licence in a word, and the texts that say all."""

    name: str
    version: str
    licence: str
    text: str


def libraries() -> tuple[Library, ...]:
    """Every library of this program, by name: as the package was built, else as installed."""
    shipped = paths.resources() / "licences.json"
    if shipped.is_file():
        listed = json.loads(shipped.read_text(encoding="utf-8"))
        return tuple(Library(**each) for each in listed)
    return installed()


def written(found: tuple[Library, ...]) -> str:
    """The libraries as a package carries them."""
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=0) + "\n"


def installed() -> tuple[Library, ...]:
    """What the installed packages say of themselves, with Python, Qt and the icons."""
    known = _needed("avoir")
    terms = paths.resources() / "licences"  # Qt's packages bring no texts along
    lesser, full, parts = (
        (terms / f"{name}.txt").read_text(encoding="utf-8")
        for name in ("LGPL-3", "GPL-3", "Qt-parts")
    )
    of_qt = f"{_QT}\n{parts}\n{'-' * 78}\n\n{lesser}\n\n{full}"
    found = [_python(), Library("Phosphor icons", "1.3.0", "MIT", _PHOSPHOR)]
    for name, package in known.items():
        if name == "avoir":
            continue
        text = of_qt if name in _CALLED else _texts(package) + _built_in(package)
        called = _CALLED.get(name, package.metadata["Name"])
        found.append(Library(called, package.version, _licence(package, text), text))
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def _needed(name: str) -> dict[str, Distribution]:
    """A package with all that it stands on, as far as it is installed, by normal name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        normal = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if normal in found:
            continue
        try:
            package = distribution(normal)
        except PackageNotFoundError:
            continue  # only another system or an older Python needs it
        found[normal] = package
        waiting += [
            named[0]
            for wanted in package.requires or ()
            if "extra ==" not in wanted and (named := re.match(r"[\w.-]+", wanted))
        ]
    return found


def _licence(package: Distribution, text: str) -> str:
    """The licence's name in the package's own words, or what its text is known by."""
    said = package.metadata.get_all("License-Expression") or package.metadata.get_all("License")
    classes = package.metadata.get_all("Classifier") or ()
    if said and len(said[0]) <= _LONGEST and "see " not in said[0]:
        return str(said[0])
    for each in classes:
        if "License ::" in each:
            return str(each).rpartition(" :: ")[2]
    return "MIT" if "Permission is hereby granted, free of charge" in text else "see its text"


def _texts(package: Distribution) -> str:
    """All files of a package that say its terms, each under its name."""
    parts: list[str] = []
    for path in sorted(package.files or (), key=str):
        if not _TERMS.search(str(path)) or path.name.endswith(_NO_TERMS):
            continue
        place = Path(str(path.locate()))
        if not place.is_file():
            continue  # a list names files that only its own builder had
        text = place.read_text(encoding="utf-8", errors="replace").strip()
        if text not in "".join(parts):
            parts.append(f"{path.name}\n\n{text}\n")
    return "\n\n".join(parts)


def _built_in(package: Distribution) -> str:
    """What the makers compiled into a package, as its bill of materials (CycloneDX) lists it."""
    lines: list[str] = []
    for path in package.files or ():
        if path.parent.name != "sboms":
            continue
        for each in json.loads(path.read_text(encoding="utf-8")).get("components", ()):
            if each.get("scope") != "required":  # what a builder may leave out is no promise
                continue
            terms = " and ".join(said["expression"] for said in each.get("licenses", ()))
            whose = f", {_ADDRESS.sub('', each['author'])}" if "author" in each else ""
            lines.append(f"{each['name']} {each['version']} ({terms}){whose}")
    if not lines:
        return ""
    head = f"{package.metadata['Name']} is built with these, on the terms that each names"
    return "\n\n" + "\n".join([f"{head}:", "", *lines]) + "\n"


def _python() -> Library:
    text = next((each for each in _python_terms() if each), sys.copyright)
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Library("Python", version, "PSF-2.0", text)


def _python_terms() -> Iterator[str]:
    """Python's own licence, where its makers and where Debian put it."""
    minor = f"python3.{sys.version_info.minor}"
    for path in (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path("/usr/share/doc") / minor / "copyright",
    ):
        yield path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
