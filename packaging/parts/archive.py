"""The frozen folder made small and the same every time, and the .tar.gz of it."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import tarfile
from pathlib import Path

from parts import gate
from parts.about import About, stop

LINUX = Path(__file__).resolve().parent.parent / "linux"


def strip(folder: Path) -> None:
    """Takes out what only a debugger reads. Pillow's own libraries stay as they came."""
    for path in gate.programs(folder):
        if path.parent.name.endswith(".libs"):
            continue
        command = ["strip", "--strip-unneeded", "--enable-deterministic-archives", str(path)]
        if path.parent == folder:
            continue  # the program itself carries its archive behind the code
        if subprocess.call(command):
            stop(f"{path.name} could not be stripped.")


def forget_builder(folder: Path, patchelf: Path) -> None:
    """Takes out of the libraries where they lay on the machine that built them: no library may be
    looked for in a folder that somebody else could fill."""
    for path in gate.programs(folder):
        if any(place.startswith("/") for place in gate.search_path(path)):
            subprocess.run([str(patchelf), "--remove-rpath", str(path)], check=True)


def settle(folder: Path, epoch: int) -> None:
    """Gives all files one time and plain rights: who builds and when leaves no trace."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or path.parent == folder
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
    folder.chmod(0o755)
    os.utime(folder, (epoch, epoch))


def tarball(about: About, folder: Path, drawn: Path, out: Path) -> Path:
    """The program with its desktop files, for every distribution: unpack it anywhere."""
    top = f"avoir-{about.version}"
    made = out / f"{top}-linux-x86_64.tar.gz"
    with (
        made.open("wb") as stream,
        gzip.GzipFile("", "wb", 9, stream, mtime=about.epoch) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in sorted(folder.rglob("*")):
            add(tar, f"{top}/{path.relative_to(folder).as_posix()}", path, about.epoch)
        for name in ("avoir.desktop", "avoir.xml", "menu.sh", "README.txt"):
            add(tar, f"{top}/{name}", LINUX / name, about.epoch)
        add(tar, f"{top}/avoir.png", drawn / "avoir-256.png", about.epoch)
    return made


def add(tar: tarfile.TarFile, name: str, path: Path, epoch: int) -> None:
    """Adds one file or folder, without whose it was and what he let others do with it."""
    info = tar.gettarinfo(str(path), name)
    if not info.issym():
        info.mode = 0o755 if info.mode & 0o100 else 0o644
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    info.mtime = epoch
    if info.isreg():
        tar.addfile(info, io.BytesIO(path.read_bytes()))
    else:
        tar.addfile(info)
