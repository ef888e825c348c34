"""Avoir uses no network: nothing in it imports what could, and a working day asks for nothing."""

import ast
import os
import subprocess
import sys

import pytest

from tests.house.source import ROOT, expect_none, sources

# What could talk to other computers. `socket` is there for the computer's own name only.
REACHES_OUT = {
    *(
        "PySide6.QtNetwork",
        "PySide6.QtWebSockets",
        "PySide6.QtWebEngineCore",
        "PySide6.QtHttpServer",
    ),
    *("http", "urllib.request", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "nntplib"),
    *("socketserver", "xmlrpc", "ssl", "asyncio", "webbrowser", "requests", "httpx", "aiohttp"),
}
SOCKET_MAY = {"gethostname"}

# Every call to the system that would reach for another computer, told by Python itself.
WATCHED = """
import sys
def told(event, args):
    if event.startswith(("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
                         "socket.gethostby", "urllib.Request", "webbrowser.open")):
        print("NETWORK", event, args, file=sys.stderr)
sys.addaudithook(told)
from app.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def offences(path: str, text: str) -> list[str]:
    """Imports of what reaches out, and uses of `socket` beyond the computer's name."""
    found = []
    for node in ast.walk(ast.parse(text)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "socket"
            and node.attr not in SOCKET_MAY
        ):
            found.append(f"{path}:{node.lineno}: socket.{node.attr}")
        for name in names:
            heads = {name, *(name.rsplit(".", n)[0] for n in range(1, name.count(".") + 1))}
            if heads & REACHES_OUT or (name.startswith("socket.")):
                found.append(f"{path}: imports {name}")
    return found


def test_nothing_in_avoir_can_reach_out():
    expect_none([o for source in sources("app") for o in offences(source.path, source.text)])


@pytest.mark.parametrize(
    "planted",
    [
        "import urllib.request",
        "from urllib.request import urlopen",
        "from http.client import HTTPConnection",
        "from PySide6.QtNetwork import QLocalSocket",
        "import socket\nsocket.create_connection(('there', 1))",
        "from socket import create_connection",
        "def f():\n    import webbrowser",
    ],
)
def test_the_guard_can_fail(planted):
    assert offences("planted.py", planted)


def test_the_guard_lets_the_computers_name_pass():
    assert (
        offences("fine.py", "import socket\nsocket.gethostname()\nfrom urllib.parse import q")
        == []
    )


def watched(home, *words: str, code: str = WATCHED) -> str:
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME")
    ended = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=home,
        env={**os.environ, **dict.fromkeys(places, str(home)), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stderr


def test_a_days_work_asks_for_no_other_computer(tmp_path):
    watched(tmp_path, "new", "day.avoir", "--name", "Day", "--currency", "EUR")
    for words in (("check", "day.avoir"), ("show", "day.avoir", "trial_balance"),
                  ("backup", "day.avoir")):  # fmt: skip
        assert "NETWORK" not in watched(tmp_path, *words)


def test_paper_asks_for_no_other_computer(tmp_path):
    watched(tmp_path, "sample", "year.avoir")  # its letterhead has a drawing
    words = ("print", "year.avoir", "CM-0001", "--out")
    for more in (("paper",), ("mail", "--eml")):
        assert "NETWORK" not in watched(tmp_path, *words, *more)
        assert len(list((tmp_path / more[0]).iterdir())) == 1


def test_a_call_to_another_computer_would_be_seen(tmp_path):
    planted = WATCHED.replace(
        "from app.__main__ import main",
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9), 0.1)\n"
        "except OSError:\n    pass\nsys.exit(0)",
    )
    assert "NETWORK socket.connect" in watched(tmp_path, code=planted)
