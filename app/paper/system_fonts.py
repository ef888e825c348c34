"""Where this system keeps its fonts, and which files are there."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_ENDINGS: Final = (".ttf", ".ttc", ".otf", ".otc")
_DEEPEST: Final = 12  # folders within each other
_DIR: Final = re.compile(r"<dir(?:\s+prefix=\"(\w*)\")?[^>]*>([^<]+)</dir>")
_ALL_WEIGHTS: Final = re.compile(r"(.+?)(?:-regular)?(?:\[.*\]|-vf|-variablefont.*)")
_NO_LETTERS: Final = ("lastresort", "adobeblank")  # every character as a box, or as nothing

# The plain upright face of a family prints best; the rest stands behind it, worst last.
_PLAIN: Final = (
    ("noto", "dejavu", "segoe", "arial", "liberation"),
    ("serif", "mono", "ui", "display", "bold", "medium", "light", "thin", "black", "heavy"),
    ("italic", "oblique", "condensed", "narrow", "emoji"),
)


def folders() -> tuple[Path, ...]:
    """The folders in which this system looks for fonts, whether they exist or not."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return (windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        system = Path("/System/Library")
        assets = system / "AssetsV2" / "com_apple_MobileAsset_Font7"
        return (system / "Fonts", Path("/Library/Fonts"), home / "Library" / "Fonts", assets)
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    found = [*(Path(place) for place in shared.split(":") if place), own]
    found = [place / "fonts" for place in found]
    return tuple(dict.fromkeys([*found, home / ".fonts", *_configured(home, own)]))


def files() -> tuple[Path, ...]:
    """Every font file, the most ordinary looking first; always in the same order."""
    found: dict[Path, None] = {}
    seen: set[str] = set()
    for folder in folders():
        found |= dict.fromkeys(_below(str(folder), seen))
    return tuple(sorted(found, key=_rank))


def _configured(home: Path, own: Path) -> Iterator[Path]:
    """The folders that fontconfig was told of."""
    main = Path(os.environ.get("FONTCONFIG_FILE") or "/etc/fonts/fonts.conf")
    personal = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fontconfig"
    for file in (main, *_sorted(main.parent / "conf.d"), personal / "fonts.conf"):
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except (OSError, ValueError):
            continue
        for prefix, place in _DIR.findall(text):
            if prefix == "xdg":
                yield own / place.strip()
            else:
                yield file.parent / place.strip().replace("~", str(home), 1)


def _sorted(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.conf"))
    except OSError:
        return []


def _below(folder: str, seen: set[str], depth: int = 0) -> Iterator[Path]:
    """The font files in a folder and below; links may lead in circles."""
    real = os.path.realpath(folder)
    if real in seen or depth > _DEEPEST:
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (OSError, ValueError):
        return
    for entry in entries:
        try:
            if entry.is_dir():
                yield from _below(entry.path, seen, depth + 1)
            # A pipe or a device that is named like a font would keep whoever opens it.
            elif entry.name.lower().endswith(_ENDINGS) and entry.is_file():
                yield Path(entry.path)
        except OSError:
            continue


def _rank(file: Path) -> tuple[int, str, str]:
    name = stem(file)
    good, odd, worse = (sum(word in name for word in words) for words in _PLAIN)
    return 4 * worse + 2 * odd - min(good, 1), name, str(file)


def stem(file: Path) -> str:
    """The name of a font file without its ending, in small letters and without blanks.

    A font of all weights in one counts as the regular one.
    """
    name = "".join(file.stem.casefold().split())
    found = _ALL_WEIGHTS.fullmatch(name)
    return f"{found[1]}-regular" if found else name


def usable(file: Path) -> bool:
    """Whether the pictures in it are letters."""
    return not stem(file).startswith(_NO_LETTERS)
