"""The command line from outside: exit statuses, who hears what, and how light it starts."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from app.cli import calls
from tests.builders import a_book
from tests.cli.told import call

AVOIR = (sys.executable, "-m", "app")
GOOD = '{"do":"customer.create","name":"Acme"}\n'
FULL = Path("/dev/full")
BAD = '{"do":"customer.create","name":""}\n'


@pytest.fixture
def path(template, tmp_path):
    """A started book, closed."""
    a_book(template, tmp_path / "own.avoir").close()
    return tmp_path / "own.avoir"


def process(*words: object, **facts: Any):
    """A process of its own, run to its end."""
    return subprocess.run(
        [*AVOIR, *map(str, words)], capture_output=True, check=False, timeout=60, **facts
    )


@pytest.fixture
def interruptible():
    """What a shell starts in the background hears no interrupts, and neither do its children;
    those of a process that handles them do."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def talking(path):
    """A process that is spoken to through its standard input."""
    with subprocess.Popen(
        [*AVOIR, "run", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def said(running, text):
    """Says a line and waits for its answer, with the input still open."""
    running.stdin.write(text.encode())
    return json.loads(running.stdout.readline())


# Exit statuses and streams


def test_statuses_of_a_run(path, capfd):
    script = path.with_name("script.jsonl")
    for text, words, status, answers in (
        (GOOD, (), 0, 1),
        (GOOD + BAD + GOOD, (), 1, 2),
        (GOOD + BAD + GOOD, ("--keep-going",), 1, 3),
        ("\n\n", (), 0, 0),
        ("", (), 0, 0),
    ):
        script.write_text(text, encoding="utf-8")
        assert call("run", path, script, *words) == status
        out, err = capfd.readouterr()
        assert len(out.splitlines()) == answers
        assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
        assert err == ""


def test_only_results_go_to_standard_output(path, capfd):
    assert call("run", path.with_name("none.avoir")) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("There is no book none.avoir in ")
    assert call("check", path) == 0
    out, err = capfd.readouterr()
    assert (out.count("\n"), err) == (1, "")
    assert out.startswith("own.avoir is sound: ")


@pytest.mark.parametrize("script", ["none.jsonl", "", "x" * 300])
def test_a_script_that_cannot_be_read_is_wrong_usage(path, capfd, script):
    assert call("run", path, path.parent / script) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "cannot be read" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ("moon",),
        ("run",),
        ("new", "x.avoir"),
        ("new", "x.avoir", "--name", "A"),
        ("run", "x.avoir", "--nope"),
        ("show", "x.avoir"),
        ("show", "x.avoir", "list", "--format", "xml"),
        ("print", "x.avoir", "CM-0001"),
    ],
)
def test_wrong_words_are_wrong_usage(words, capsys):
    with pytest.raises(SystemExit) as stop:
        call(*words)
    assert stop.value.code == 2
    assert capsys.readouterr().err.startswith("usage: avoir")


def test_a_new_book_is_made_and_never_over_another(tmp_path, capfd):
    path = tmp_path / "new.avoir"
    words = ("new", path, "--name", "Acme", "--currency", "KWD")
    assert call(*words) == 0
    before = path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert call(*words) == 2
    assert capfd.readouterr().err.startswith("new.avoir exists already")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_book_fails_its_check(path, capfd):
    with calls.opened(path) as book, book.look() as connection:
        connection.exec_driver_sql("INSERT INTO account_tally VALUES (1, '2026-01', 500, 0, 1)")
    assert call("check", path) == 1
    out, err = capfd.readouterr()
    assert out == "months add up: The tally of account row 1 in 2026-01 is off by -500 and 0.\n"
    assert err == ""


# Processes


def test_a_process_answers_each_line_at_once(path):
    with talking(path) as running:
        assert said(running, GOOD)["result"]["id"] == "p1"
        assert said(running, '{"do":"customer.get","customer":"p1"}\n')["ok"]
        assert not said(running, "nonsense\n")["ok"]
        assert running.stdout.read() == b""
        assert running.wait(10) == 1
        assert running.stderr.read() == b""


def test_a_last_line_without_an_end_is_a_line(path):
    done = process("run", path, input=(GOOD + GOOD.strip()).encode())
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr) == (0, 2, b"")


def test_bytes_that_are_no_text_are_answered(path):
    lines = b'\xff\xfe\n{"do":"book.get","x":"\xc3("}\n\x00\n' + GOOD.encode()
    done = process("run", path, "--keep-going", input=lines)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["ok"] for one in answers] == [False, False, False, True]
    assert (done.returncode, done.stderr) == (1, b"")


def test_nobody_reading_on_is_no_mistake(path):
    with talking(path) as running:
        assert said(running, GOOD)["ok"]
        running.stdout.close()
        running.stdin.write(GOOD.encode())
        assert running.wait(10) == 2
        assert running.stderr.read() == b""


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(os.name == "nt", reason="another signal there")
def test_an_interrupt_ends_a_run_quietly(path):
    with talking(path) as running:
        assert said(running, GOOD)["ok"]
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 130
        assert running.stderr.read() == b""


def test_a_key_is_answered_again_by_another_process(path):
    line = b'{"do":"customer.create","name":"Acme","key":"k"}\n'
    first, again = (json.loads(process("run", path, input=line).stdout) for _ in range(2))
    assert again["result"] == {**first["result"], "idempotent": True}


@pytest.mark.skipif(not FULL.exists(), reason="no full device there")
def test_answers_that_cannot_be_written_end_the_run(path):
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*AVOIR, "run", str(path)],
            input=GOOD.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"cannot be read or written: No space left on device." in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_no_standard_input_is_wrong_usage(path, capfd, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert call("run", path) == 2
    assert capfd.readouterr().err.startswith("There is no standard input")


def test_an_odd_console_still_gets_every_answer(path):
    odd = path.with_name(os.fsdecode(b"b\xff\xe2\x82\xac.avoir"))
    path.rename(odd)
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = process("check", odd, env=plain)
    assert done.returncode == 0, done.stderr
    assert b"is sound" in done.stdout
    done = process(
        "run", odd, input='{"do":"customer.create","name":"Zoë €"}\n'.encode(), env=plain
    )
    assert json.loads(done.stdout)["result"]["name"] == "Zoë €"


# What nobody thought of


def test_a_mistake_of_ours_is_a_sentence_too(path, capfd, monkeypatch):
    def fail(*_words: object, **_facts: object):
        raise ZeroDivisionError("division by zero\nsecond line")

    monkeypatch.setattr(calls, "_answer", fail)
    assert call("run", path) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("Avoir made a mistake (ZeroDivisionError in test_calls.py, line ")
    assert "Traceback" not in err
    assert err.count("\n") == 1


# Starting light

LIGHT = """
import sys
from app.__main__ import main
try:
    main([{word!r}])
except SystemExit as stop:
    assert not stop.code
print(*sorted(sys.modules))
"""


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_bring_nothing_heavy_in(word):
    done = subprocess.run(
        [sys.executable, "-c", LIGHT.format(word=word)],
        capture_output=True,
        text=True,
        check=True,
    )
    *told, modules = done.stdout.splitlines()
    assert (told == [version("avoir")]) if word == "--version" else ("run" in done.stdout)
    heavy = {"sqlalchemy", "PySide6", "alembic", "reportlab", "app.book", "app.commands"}
    assert not heavy & set(modules.split())
