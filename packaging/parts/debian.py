"""The .deb: the frozen folder in its place, with what a desktop wants to know of the program."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from parts import contents, gate
from parts.about import About, stop

LINUX = Path(__file__).resolve().parent.parent / "linux"
PLACE = "usr/lib/avoir"

LEADING = """\
Avoir keeps the books of a small business: credit memos given to customers,
 vendor credits received, and the ledger both live in. It works offline on a
 local book (one file), prints documents as PDF, and does in scripts whatever
 it does in its window.
"""


def make(about: About, folder: Path, drawn: Path, stage: Path, out: Path) -> Path:
    """Builds the package of the frozen `folder` in `stage`; its path in `out`."""
    shutil.rmtree(stage, ignore_errors=True)
    root = stage / "root"
    shutil.copytree(folder, root / PLACE, symlinks=True)
    for path in taken_along(root / PLACE):
        path.unlink()  # Debian keeps its own, and mends them
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/avoir").symlink_to("../lib/avoir/avoir")
    tell_desktop(about, drawn, root / "usr/share")
    document(about, root / "usr/share/doc/avoir", folder)
    control = root / "DEBIAN"
    control.mkdir()
    size = sum(path.lstat().st_size for path in (root / "usr").rglob("*") if path.is_file())
    (control / "control").write_text(
        f"Package: avoir\nVersion: {about.version}\nArchitecture: {architecture()}\n"
        f"Maintainer: Avoir <avoir@localhost>\nInstalled-Size: {size // 1024}\n"
        f"Depends: {depends(root, stage)}\n"
        "Recommends: shared-mime-info, desktop-file-utils, xdg-utils\n"
        "Suggests: fonts-noto-core, fonts-wqy-zenhei\n"
        "Section: misc\nPriority: optional\n"
        f"Description: bookkeeping with credit at its heart\n {LEADING}",
        encoding="utf-8",
    )
    (control / "md5sums").write_text(checksums(root), encoding="utf-8")
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            keeps = path.is_dir() or path == root / PLACE / "avoir"
            path.chmod(0o755 if keeps else 0o644)
        os.utime(path, (about.epoch, about.epoch), follow_symlinks=False)
    made = out / f"avoir_{about.version}_{architecture()}.deb"
    call("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(made))
    return made


def architecture() -> str:
    """What Debian calls this machine's kind."""
    return call("dpkg", "--print-architecture").strip()


def tell_desktop(about: About, drawn: Path, share: Path) -> None:
    """Desktop entry, icons, the type of books, and what software centres show."""
    day = datetime.fromtimestamp(about.epoch, UTC).date().isoformat()
    for name, place in (
        ("avoir.desktop", "applications/avoir.desktop"),
        ("avoir.xml", "mime/packages/avoir.xml"),
        ("avoir.metainfo.xml", "metainfo/avoir.metainfo.xml"),
        ("avoir.1", "man/man1/avoir.1"),
        ("lintian-overrides", "lintian/overrides/avoir"),
    ):
        text = (LINUX / name).read_text(encoding="utf-8")
        path = share / place
        path.parent.mkdir(parents=True, exist_ok=True)
        text = text.replace("@VERSION@", about.version).replace("@DATE@", day)
        path.write_text(text, encoding="utf-8")
    manual = share / "man/man1/avoir.1"
    pack(manual, manual.read_bytes())
    manual.unlink()
    icons = share / "icons/hicolor"
    sizes = [(path, path.stem.partition("-")[2]) for path in drawn.glob("avoir-*.png")]
    source = LINUX.parent.parent / "resources" / "icon" / "avoir.svg"
    for path, size in [*((path, f"{size}x{size}") for path, size in sizes), (source, "scalable")]:
        for place in ("apps/avoir", "mimetypes/application-x-avoir-book"):
            target = (icons / size / place).with_suffix(path.suffix)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def document(about: About, place: Path, folder: Path) -> None:
    """The copyright file, with all licences, and the changelog that Debian's rules want."""
    place.mkdir(parents=True)
    listed = json.loads((folder / "_internal/resources/licences.json").read_text("utf-8"))
    parts = ["Avoir is made of its own code and of the work of others that follows.\n"]
    for each in listed:
        title = f"{each['name']} {each['version']} ({each['licence']})"
        parts.append(f"{'=' * 78}\n{title}\n{'=' * 78}\n\n{each['text']}\n")
    (place / "copyright").write_text("\n".join(parts), encoding="utf-8")
    when = datetime.fromtimestamp(about.epoch, UTC)
    said = (
        f"avoir ({about.version}) unstable; urgency=medium\n\n  * Avoir {about.version}.\n\n"
        f" -- Avoir <avoir@localhost>  {when:%a, %d %b %Y %H:%M:%S} +0000\n"
    )
    pack(place / "changelog", said.encode())


def pack(path: Path, content: bytes) -> None:
    """Writes a file packed with gzip, the same every time."""
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))


def depends(root: Path, stage: Path) -> str:
    """The packages that hold the system's libraries the program needs, found from its files."""
    (stage / "debian").mkdir()
    (stage / "debian/control").write_text("Source: avoir\n\nPackage: avoir\nArchitecture: any\n")
    inside = root / PLACE
    files = [str(path) for path in gate.programs(inside)]
    own = sorted({str(Path(path).parent) for path in files})
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
    said = call(*command, *(f"-l{each}" for each in own), *files, folder=stage)
    return ", ".join(sorted(said.strip().removeprefix("shlibs:Depends=").split(", ")))


def owner(library: str) -> str:
    """The package that a library of this system came in."""
    said = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    hit = re.search(rf"^\s*{re.escape(library)} .*=> (\S+)$", said, re.MULTILINE)
    if hit is None:
        stop(f"{library} is missing on this system.")
    spellings = (hit[1], hit[1].removeprefix("/usr"), str(Path(hit[1]).resolve()))
    asked = ["dpkg", "-S", *spellings]  # some answer by the old place of /lib
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return answer.split(": ")[0] if answer else stop(f"No package holds {hit[1]}.")


def taken_along(folder: Path) -> list[Path]:
    """The system's own libraries in a frozen folder: other systems have them in other versions."""
    inside = folder / "_internal"
    return [path for name in contents.FROM_SYSTEM for path in inside.glob(f"{name}.so*")]


def add_licences(folder: Path) -> None:
    """Adds the licences of the system's libraries that were taken along to the program's list."""
    listed = folder / "_internal/resources/licences.json"
    found = json.loads(listed.read_text("utf-8"))
    for package in sorted({owner(path.name).partition(":")[0] for path in taken_along(folder)}):
        version = call("dpkg-query", "-W", "-f", "${Version}", package)
        text = (Path("/usr/share/doc") / package / "copyright").read_text("utf-8")
        each = {"name": package, "version": version, "licence": "see its text", "text": text}
        found.append(each)
    listed.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def checksums(root: Path) -> str:
    """The list by which an installed package is checked."""
    paths = sorted(path for path in (root / "usr").rglob("*") if not path.is_symlink())
    return call("md5sum", *(str(p.relative_to(root)) for p in paths if p.is_file()), folder=root)


def call(*command: str, folder: Path | None = None) -> str:
    """Runs a tool of the system and answers what it prints; ends here when it fails."""
    try:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    except FileNotFoundError:
        stop(f"{command[0]} is missing: sudo apt-get install dpkg-dev binutils")
    if done.returncode:
        sys.stdout.write(done.stdout)
        stop(f"{command[0]} failed: see above.")
    return done.stdout
