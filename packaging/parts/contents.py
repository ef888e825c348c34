"""What of the libraries the frozen program needs, and what it leaves out."""

from __future__ import annotations

import importlib.util
import posixpath
import re
import sys
from pathlib import Path, PurePosixPath

# Qt's own libraries that the window draws with; every other one stays out, the network's too.
QT = ("Core", "Gui", "Widgets", "PrintSupport", "Svg", "DBus", "XcbQpa")
QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtDBus")
PLUGINS = {
    "platforms": {"qxcb", "qoffscreen", "qwindows", "qcocoa"},
    "platformthemes": {"qxdgdesktopportal"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "imageformats": {"qjpeg", "qsvg"},
    "iconengines": {"qsvgicon"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
}

# Libraries of a Linux system that come with the program: those of Python's own parts that go by
# another name, or are too old, on some distribution. Every other one is the system's: what the
# system's own libraries need too (zlib, expat, OpenSSL) must be as new as they are.
FROM_SYSTEM = ("libsqlite3", "libffi", "libbz2", "libmpdec")

EXCLUDED = [
    *("tkinter", "_tkinter", "test", "unittest", "lib2to3", "pydoc_data", "ensurepip", "idlelib"),
    *("readline", "_curses", "curses", "ssl", "_ssl", "nis", "_dbm", "_gdbm", "xmlrpc"),
    *("setuptools", "pip", "pkg_resources", "wheel", "hatchling", "numpy", "qtawesome", "qtpy"),
    *("PIL.ImageTk", "PIL.ImageQt", "PIL._avif", "PIL._webp", "PIL._imagingtk", "PIL.ImageGrab"),
    *("PIL.ImageShow", "reportlab.graphics", "charset_normalizer.md__mypyc", "greenlet"),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL"),
]

WEIGHTS = ("Regular", "Medium", "Bold", "Italic")
PHOSPHOR = ("phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json")


def data(root: Path, drawn: Path) -> list[tuple[str, str]]:
    """The files that are no code: (where it is, the folder it goes to)."""
    found = [
        (str(path), str(path.relative_to(root).parent))
        for path in sorted((root / "resources").rglob("*"))
        if path.is_file() and "pictures" not in path.parts
    ]
    found += [
        (str(path), str(path.relative_to(root).parent))
        for path in sorted((root / "app" / "book" / "migrations").rglob("*.py"))
    ]
    found.append((str(drawn / "licences.json"), "resources"))
    said = next(drawn.glob("avoir-*.dist-info"))
    found.append((str(said / "METADATA"), said.name))
    roboto, glyphs = package("font_roboto") / "files", package("qtawesome") / "fonts"
    found += [(str(roboto / f"Roboto-{weight}.ttf"), "font_roboto/files") for weight in WEIGHTS]
    found += [(str(glyphs / name), "qtawesome/fonts") for name in PHOSPHOR]
    return found


def hidden(root: Path) -> list[str]:
    """Modules that are only found by name: those that the steps of old books bring in, and all
    of the program's own."""
    own = [
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((root / "app").rglob("*.py"))
        if "migrations" not in path.parts
    ]
    return [*own, "logging.config", "alembic.context", "alembic.op", "reportlab.lib.rl_accel"]


def kept(listed: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of PyInstaller's list (place, source, kind) what goes in. A link goes the way of the file
    that it leads to: on macOS its own name does not tell what it is."""
    return [
        (name, source, kind)
        for name, source, kind in listed
        if keeps(name, source)
        and (kind != "SYMLINK" or keeps(posixpath.join(posixpath.dirname(name), source), source))
    ]


def keeps(name: str, source: str) -> bool:
    """Whether a file goes in, by its place in the program and the place it comes from."""
    return keeps_library(name, source) and keeps_data(name)


def keeps_library(name: str, source: str) -> bool:
    """The same of libraries, and of the links to them; everything else passes."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = re.sub(r"^lib", "", path.name).split(".")[0]
    if "plugins" in path.parts and "PySide6" in path.parts:
        return stem in PLUGINS.get(path.parent.name, set())
    if path.parent.name == "PySide6" and (module := re.match(r"(Qt\w+)\..*(so|pyd)$", path.name)):
        return module[1] in QT_MODULES
    if library := re.search(r"(?:^|/)(?:lib)?(?:Qt6(\w+)\.|Qt(\w+)\.framework/)", str(path)):
        return (library[1] or library[2]) in QT
    if re.search(r"(_avif|_webp|_imagingtk)\.", path.name) or "opengl32sw" in path.name:
        return False
    if "qml" in path.name.lower() and "PySide6" in path.parts:
        return False
    from_system = source.startswith(("/lib", "/usr/lib")) and "/python3" not in source
    if sys.platform == "linux" and from_system:
        return path.name.split(".")[0] in FROM_SYSTEM or path.name.startswith("libpython3")
    return True


def keeps_data(name: str) -> bool:
    """The same of files that are no code; everything else passes."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.parts[:2] == ("babel", "locale-data"):
        return path.stem in locales() or path.suffix != ".dat"
    if "PySide6" in path.parts:
        return "translations" not in path.parts and "qml" not in path.parts
    return not (path.parts[0] == "reportlab" and "fonts" in path.parts)


def locales() -> set[str]:
    """The locales of the documents' languages with all that they inherit from, as Babel calls
    them."""
    from babel.core import get_global

    from app.domain.template import LANGUAGES

    parents = get_global("parent_exceptions")
    found = {"root"}
    for language in LANGUAGES:
        name = language.replace("-", "_")
        while name and name not in found:
            found.add(name)
            name = parents.get(name) or name.rpartition("_")[0]
    return found


def package(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        message = f"{name} is not installed"
        raise ModuleNotFoundError(message)
    return Path(next(iter(spec.submodule_search_locations)))
