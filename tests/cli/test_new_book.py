"""`avoir new`: a whole book appears, or nothing; what is there already is left alone."""

import errno
import os
import sys
from pathlib import Path

import pytest

from app.book import upgrade
from app.domain.errors import Unavailable
from tests.builders import clock
from tests.cli.told import call


def new(refused, path, **facts: str):
    told = {"name": "Acme", "currency": "USD"} | facts
    words = [word for name, value in told.items() for word in (f"--{name}", value)]
    return refused("new", path, *words)


def test_nothing_is_made_where_something_is_wrong(folder, refused):
    assert "not a currency code" in new(refused, folder / "a.avoir", currency="XXX")
    assert "not a currency code" in new(refused, folder / "a.avoir", currency="usd")
    assert "The name is missing" in new(refused, folder / "a.avoir", name=" ")
    assert "cannot be shown" in new(refused, folder / "a.avoir", name="a\x07")
    assert "no chart of accounts" in new(refused, folder / "a.avoir", chart="moon")
    assert "no chart of accounts" in new(refused, folder / "a.avoir", chart="../charts/standard")
    assert "No book a.avoir can be made" in new(refused, folder / "none" / "a.avoir")
    assert "File name too long" in new(refused, folder / ("x" * 300))
    assert "exists already" in new(refused, folder)
    assert "exists already" in new(refused, Path())


def test_a_refused_new_book_leaves_its_neighbours_alone(folder, refused):
    for name in ("my.avoir", "my notes.txt", "my.avoir-wal", "my", "[a].txt"):
        (folder / name).write_text("dear", encoding="utf-8")
    for name in ("my", "m", "[a]", "*", "my.avoir-w"):
        path = folder / name
        if not path.exists():
            new(refused, path, currency="XXX")
            new(refused, path, name="")


@pytest.mark.parametrize("content", [b"", b"dear", None])
def test_a_new_book_never_replaces_anything(folder, refused, content):
    path = folder / "own.avoir"
    path.mkdir() if content is None else path.write_bytes(content)
    assert "exists already" in new(refused, path)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_new_book_is_not_written_through_a_link(folder, refused):
    (folder / "own.avoir").symlink_to(folder / "elsewhere.avoir")
    assert "exists already" in new(refused, folder / "own.avoir")


def test_a_book_that_fails_while_it_is_made_was_never_there(folder):
    def fail(_book):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upgrade.create_book(folder / "own.avoir", clock, fail)
    assert list(folder.iterdir()) == []


def test_a_file_system_without_links_takes_books_too(folder, monkeypatch):
    def refuse(*_args: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    upgrade.create_book(folder / "own.avoir", clock).close()
    assert [one.name for one in folder.iterdir()] == ["own.avoir"]
    with pytest.raises(Unavailable, match="exists already"):
        upgrade.create_book(folder / "own.avoir", clock)


def test_what_appears_meanwhile_is_not_overwritten(folder):
    def meanwhile(_book):
        (folder / "own.avoir").write_text("dear", encoding="utf-8")

    with pytest.raises(Unavailable, match="exists already"):
        upgrade.create_book(folder / "own.avoir", clock, meanwhile)
    assert (folder / "own.avoir").read_text(encoding="utf-8") == "dear"
    assert len(list(folder.iterdir())) == 1


def test_odd_names_are_names(folder, capfd):
    for name in ("b?mode=ro#x.avoir", "b%41.avoir", "b 'x\".avoir", "-x.avoir", "Zoë €.avoir"):
        assert call("new", folder / name, "--name", "Acme", "--currency", "USD") == 0
        assert call("check", folder / name) == 0
        assert name in capfd.readouterr().out
    if sys.platform == "linux":
        odd = folder / os.fsdecode(b"b\xff\xfe.avoir")
        assert call("new", odd, "--name", "Acme", "--currency", "USD") == 0
        assert call("check", odd) == 0
    assert all(one.suffix == ".avoir" for one in folder.iterdir())
