"""Books without rights, held by another program, or on a full disk: a sentence, all is kept."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.book import upgrade
from app.book.dialect import APPLICATION_ID
from tests.builders import clock
from tests.cli.refusals import picture
from tests.cli.told import call

ROOT = os.name == "posix" and os.geteuid() == 0
NOBODY = 65534


@contextmanager
def as_nobody():
    """What a user without rights meets; root would pass every lock."""
    if not ROOT:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public():
    """A folder that other users may look into, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(os.name == "nt", reason="other rights there")
@pytest.mark.parametrize(
    ("of_file", "of_folder", "said"),
    [
        (0o444, 0o755, "cannot be written"),
        (0o000, 0o755, "cannot be read: Permission denied"),
        (0o666, 0o555, "cannot be written"),
        (0o666, 0o000, "cannot be read: Permission denied"),
    ],
)
def test_no_rights(traded_file, public, capfd, of_file, of_folder, said):
    folder, sound = public, public / "own.avoir"
    shutil.copy(traded_file, sound)
    before = picture(folder)
    sound.chmod(of_file)
    folder.chmod(of_folder)
    with as_nobody():
        status = call("check", sound)
    folder.chmod(0o755)
    sound.chmod(before[Path(sound.name)][0])
    assert status == 2
    assert said in capfd.readouterr().err
    assert picture(folder) == before


def test_a_book_that_another_program_holds(sound, capfd, monkeypatch):
    monkeypatch.setattr("app.book.dialect.BUSY_TIMEOUT_MS", 50)
    script = sound.with_name("script.jsonl")
    script.write_text('{"do":"customer.create","name":"Acme"}\n', encoding="utf-8")
    with closing(sqlite3.connect(sound, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert call("run", sound, script) == 2
        out, err = capfd.readouterr()
        assert out == ""
        assert err.startswith("The book is busy in another program. Wait until")
        script.write_text('{"do":"customer.list"}\n', encoding="utf-8")
        assert call("run", sound, script) == 0  # who only looks, waits for nobody
    assert "Acme" not in capfd.readouterr().out


@pytest.fixture
def tiny(tmp_path):
    """A file system of 600 kB; it takes root and a kernel that lets it."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "none", str(place)]
    if not ROOT or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(tiny, traded_file, capfd):
    path = tiny / "own.avoir"
    shutil.copy(traded_file, path)
    line = '{"do":"customer.create","name":"%s"}\n' % ("x" * 9000)
    script = tiny.parent / "script.jsonl"
    script.write_text(line * 400, encoding="utf-8")
    assert call("run", path, script) == 2
    out, err = capfd.readouterr()
    assert err.startswith("The disk is full; nothing was written. Free some space")
    answered = out.count('"ok": true')
    assert 0 < answered < 400
    moved = tiny.parent / "moved.avoir"
    with closing(sqlite3.connect(path)) as full, closing(sqlite3.connect(moved)) as copy:
        full.backup(copy)
        kept = copy.execute("SELECT COUNT(*) FROM party WHERE length(name) = 9000").fetchone()[0]
    assert kept == answered
    assert call("check", moved) == 0
    assert call("new", tiny / "two.avoir", "--name", "Two", "--currency", "USD") == 2
    assert sorted(one.name for one in tiny.iterdir() if "own" not in one.name) == []


def test_a_copy_kept_at_an_upgrade_is_readable_by_its_owner_only(folder):
    old = folder / "old.avoir"
    with closing(sqlite3.connect(old)) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute("PRAGMA user_version = 0")
        file.execute("PRAGMA journal_mode = WAL")
    upgrade.open_book(old, clock).close()
    kept = folder / "old.format-0.avoir"
    assert kept.stat().st_mode & 0o077 == 0
