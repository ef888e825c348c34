"""The build's and the smoke run's own judgement: what they accept, and what they stop at."""

import os
import runpy
import shutil
import struct
import subprocess
import sys
import tarfile
import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

import build
import smoke
from parts import archive, drawn, gate, x11
from parts.about import About
from parts.smoke_log import Failed, Log
from tests.house.source import ROOT

ABOUT = About("1.2.3", "words", (), 1_700_000_000)


@pytest.fixture
def frozen(tmp_path):
    folder = tmp_path / "avoir"
    for name in gate.WANTED:
        path = folder / "_internal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (folder / "avoir").write_text("program", encoding="utf-8")
    return folder


def test_a_whole_program_passes(frozen):
    assert gate.findings(frozen) == []


@pytest.mark.parametrize("name", ["resources/charts/standard.json", "babel/locale-data/root.dat"])
def test_what_is_missing_is_found(frozen, name):
    (frozen / "_internal" / name).unlink()
    assert gate.findings(frozen) == [f"{name} is missing"]


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/Qt6Network.dll",
        "_ssl.cpython-311-x86_64-linux-gnu.so",
        "libssl.so.3",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    ],
)
def test_what_belongs_to_the_network_is_found(frozen, name):
    path = frozen / "_internal" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    assert f"{name} belongs to the network" in gate.findings(frozen)


@pytest.mark.skipif(sys.platform != "linux", reason="ELF files are looked into on Linux")
def test_programs_are_known_by_what_they_are(frozen):
    assert list(gate.programs(frozen)) == []
    (frozen / "_internal" / "some.so").write_bytes(b"\x7fELF rest")
    assert [path.name for path in gate.programs(frozen)] == ["some.so"]


def test_the_same_folder_makes_the_same_tarball(frozen, tmp_path):
    drawn = tmp_path / "drawn"
    drawn.mkdir()
    (drawn / "avoir-256.png").write_bytes(b"picture")
    archive.settle(frozen, ABOUT.epoch)
    first = archive.tarball(ABOUT, frozen, drawn, tmp_path).read_bytes()
    os.utime(frozen / "avoir", (1, 1))
    os.utime(drawn / "avoir-256.png", (2, 2))
    (drawn / "avoir-256.png").chmod(0o664)
    made = archive.tarball(ABOUT, frozen, drawn, tmp_path)
    assert made.read_bytes() == first
    with tarfile.open(made) as tar:
        found = tar.getmembers()
    assert {each.mtime for each in found} == {ABOUT.epoch}
    assert {(each.uid, each.uname) for each in found} == {(0, "root")}
    assert {"avoir-1.2.3/avoir", "avoir-1.2.3/avoir.desktop"} <= {each.name for each in found}
    modes = {each.name.removeprefix("avoir-1.2.3/"): each.mode for each in found}
    assert (modes["menu.sh"], modes["avoir.png"]) == (0o755, 0o644)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such menu")
@pytest.mark.parametrize("name", ["avoir-1.2.3", 'Bü cher, "$HOME" `id` it\'s \\ here'])
def test_an_unpacked_program_goes_into_the_menu_and_out_of_it(tmp_path, name):
    home, place = tmp_path / "home dir", tmp_path / name
    shutil.copytree(ROOT / "packaging/linux", place)
    home.mkdir()
    (place / "avoir.png").write_bytes(b"picture")
    (place / "avoir").write_text('#!/bin/sh\necho "$0"\necho "$2" >&2\n', encoding="utf-8")
    (place / "avoir").chmod(0o755)
    around = {"HOME": str(home), "PATH": os.environ["PATH"]}
    subprocess.run(["sh", place / "menu.sh"], env=around, check=True, cwd="/")
    share = home / ".local/share"
    entry = (share / "applications/avoir.desktop").read_text(encoding="utf-8")
    said = dict(line.split("=", 1) for line in entry.splitlines() if "=" in line)
    # What the rules of desktop entries make of it: first the value, then the words of a command.
    command = said["Exec"].replace("\\\\", "\\").replace("%f", "'a book'")
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{place / 'avoir'}\n", "a book\n")
    assert said["Icon"].replace("\\\\", "\\") == str(place / "avoir.png")
    assert (said["MimeType"], said["Type"]) == ("application/x-avoir-book;", "Application")
    assert (share / "mime/packages/avoir.xml").is_file()
    subprocess.run(["sh", place / "menu.sh", "--remove"], env=around, check=True, cwd="/")
    assert [each for each in share.rglob("*avoir*") if each.is_file()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such menu")
def test_where_no_desktop_would_start_it_the_menu_says_so(tmp_path):
    place = tmp_path / "50% off"
    shutil.copytree(ROOT / "packaging/linux", place)
    around = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["sh", place / "menu.sh"], env=around, check=False, capture_output=True, text=True
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [place])
    assert done.stderr.endswith(f"please move {place}.\n")


@pytest.mark.skipif(shutil.which("makensis") is None, reason="the installer's compiler is missing")
def test_the_installer_for_windows_compiles_without_a_warning(frozen, tmp_path):
    """As the build calls it, with the folder of a frozen program in the program's place."""
    made = tmp_path / "avoir-1.2.3-windows-x86_64.exe"
    Image.new("RGBA", (48, 48)).save(tmp_path / "avoir.ico")
    drawn.side(Image.new("RGBA", (128, 128))).save(tmp_path / "side.bmp")
    build.compile_installer(ABOUT, frozen, tmp_path, made)
    assert made.read_bytes()[:2] == b"MZ"


def test_the_version_is_pyprojects(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "17")
    about = build.read_project()
    assert f'version = "{about.version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert about.epoch == 17
    assert any(each.startswith("SQLAlchemy") for each in about.requires)


def test_without_a_wish_the_moment_is_the_last_commits(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert build.epoch() > 1_600_000_000


@pytest.mark.parametrize(
    "path",
    [
        "home/ann/first.avoir",
        "home/ann/format-1.format-1.avoir",
        "home/ann/papers/CM-0001 Kunde 1.pdf",
        "home/ann/.config/Avoir/avoir.ini",
        "home/ann/.local/share/Avoir/drafts",
    ],
)
def test_what_is_the_users_may_stay(path):
    assert smoke.mine(path)


@pytest.mark.parametrize(
    "path",
    [
        "usr/share/applications/avoir.desktop",
        "usr/share/mime/application/x-avoir-book.xml",
        "home/ann/.local/share/Avoir/instance/lock",
        "home/ann/first.avoir-wal",
        "home/ann/.cache/Avoir/anything",
    ],
)
def test_what_is_nobodys_may_not(path):
    assert not smoke.mine(path)


def test_a_finding_that_is_wrong_ends_the_run(tmp_path):
    log = Log(tmp_path / "log")
    log.check("so it is", fact=True)
    with pytest.raises(Failed, match="so it is not\nwhat was seen"):
        log.check("so it is not", fact=False, seen="what was seen")
    assert (tmp_path / "log").read_text("utf-8") == "ok    so it is\nNOT   so it is not\n"


def test_a_book_says_its_format():
    assert [smoke.book_format(ROOT / "tests/books" / f"format-{n}.avoir") for n in (1, 2, 3)] == [
        1, 2, 3,
    ]  # fmt: skip


def test_parts_of_a_picture_carry_their_sums():
    part = x11._chunk(b"IEND", b"")
    assert part == struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def test_a_frozen_helper_looks_after_what_processes_share(monkeypatch):
    told: list[int] = []
    monkeypatch.setattr("multiprocessing.resource_tracker.main", told.append)
    wish = "from multiprocessing.resource_tracker import main;main(7)"
    monkeypatch.setattr(sys, "argv", ["avoir", "-B", "-c", wish])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "packaging/parts/entry.py"))
    assert (told, ended.value.code) == ([7], None)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux finds libraries by this name")
@pytest.mark.parametrize("before", [None, "/opt/theirs"])
def test_what_the_program_starts_finds_its_own_libraries(monkeypatch, before):
    monkeypatch.setattr(sys, "argv", ["avoir", "--version"])
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/avoir/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    with pytest.raises(SystemExit):
        runpy.run_path(str(ROOT / "packaging/parts/entry.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == before


def test_what_the_program_starts_is_no_part_of_it(monkeypatch):
    """Else Avoir, started again from a folder that Avoir opened, would not look for its own
    libraries; and from a folder that this one opened, it would not start at all."""
    left = {"_PYI_ARCHIVE_FILE": "/usr/lib/avoir/avoir", "_PYI_PARENT_PROCESS_LEVEL": "0"}
    monkeypatch.setattr(sys, "argv", ["avoir", "--version"])
    for name, value in left.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        runpy.run_path(str(ROOT / "packaging/parts/entry.py"))
    assert [name for name in os.environ if name.startswith("_PYI_")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file that runs is not replaced")
def test_a_program_that_is_replaced_while_it_runs_goes_on_reading_itself(monkeypatch):
    archive = SimpleNamespace(_filename="/usr/lib/avoir/avoir")
    monkeypatch.setattr(sys, "argv", ["avoir", "--version"])
    monkeypatch.setitem(sys.modules, "pyimod02_importers", SimpleNamespace(pyz_archive=archive))
    with pytest.raises(SystemExit):
        runpy.run_path(str(ROOT / "packaging/parts/entry.py"))
    assert Path(archive._filename).samefile(sys.executable)


def test_any_other_start_goes_to_the_front_door(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["avoir", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "packaging/parts/entry.py"), run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == build.read_project().version
