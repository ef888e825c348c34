"""`avoir backup` and `avoir restore`: a checked copy, and a book made of it."""

import shutil
from pathlib import Path

import pytest

from tests.cli.told import call


@pytest.fixture
def path(traded_file, tmp_path):
    """A trading book of the test's own, closed."""
    return Path(shutil.copy(traded_file, tmp_path / "own.avoir"))


def said(capfd, *words: object) -> str:
    """What a call that went well says."""
    assert call(*words) == 0
    out, err = capfd.readouterr()
    assert err == ""
    return str(out)


def complaint(capfd, *words: object) -> str:
    """What a call that cannot be done says."""
    assert call(*words) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return str(err)


def test_a_backup_says_where_it_is_and_is_restored(path, capfd):
    before = said(capfd, "show", path, "trial_balance")
    made = Path(said(capfd, "backup", path).strip())
    assert made.parent == path.parent / "own backups"
    assert made.name.startswith("own 20")
    again = path.parent / "again.avoir"
    assert said(capfd, "restore", made, again) == f"{again}\n"
    assert said(capfd, "show", again, "trial_balance") == before
    assert "again.avoir is sound" in said(capfd, "check", again)


def test_a_backup_goes_to_the_folder_that_is_asked_for(path, capfd, tmp_path):
    made = Path(said(capfd, "backup", path, "--out", tmp_path / "far" / "away").strip())
    assert made.parent == tmp_path / "far" / "away"
    assert not (tmp_path / "own backups").exists()


def test_nothing_is_written_over(path, capfd):
    made = said(capfd, "backup", path).strip()
    before = path.read_bytes()
    assert "own.avoir exists already" in complaint(capfd, "restore", made, path)
    assert path.read_bytes() == before


def test_what_cannot_be_backed_up_or_restored_is_told(path, capfd, tmp_path):
    other = tmp_path / "letter.avoir"
    other.write_text("Dear Sir or Madam, " * 20)
    none, new = tmp_path / "none.avoir", tmp_path / "new.avoir"
    assert "There is no book none.avoir" in complaint(capfd, "backup", none)
    assert "not an Avoir book" in complaint(capfd, "backup", other)
    assert "not an Avoir book" in complaint(capfd, "restore", other, new)
    assert "Nothing can be written" in complaint(capfd, "backup", path, "--out", other)
    assert "Nothing can be written" in complaint(capfd, "restore", path, other / "new.avoir")
    assert not new.exists()


def test_a_backup_is_not_mistaken_for_the_book(path, capfd, monkeypatch):
    """Root may write anywhere, so the system's answer is given here."""
    made = Path(said(capfd, "backup", path).strip())
    monkeypatch.setattr("os.access", lambda asked, _mode: Path(asked) != made)
    assert "cannot be written" in complaint(capfd, "check", made)
