"""Arrows only go down: no room imports a room above it or beside it, nor a library not its own."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.house.source import expect_none, sources

BELOW = {
    "domain": {"domain"},
    "book": {"book", "domain", "paths"},
    "commands": {"commands", "book", "domain"},
    "queries": {"queries", "book", "domain"},
    "paper": {"paper", "domain", "paths"},
    "exchange": {"exchange", "domain", "paths"},
    "gui": {"gui", "commands", "queries", "paper", "exchange", "book", "domain", "paths"},
    "cli": {"cli", "commands", "queries", "paper", "exchange", "book", "domain", "paths"},
    # Beside the rooms: the front door sees all floors, the others none.
    "__main__": {"__main__", "gui", "cli", "commands", "queries", "paper", "exchange", "book"}
    | {"domain", "paths"},
    "__init__": set(),
    "paths": {"paths"},
}

# Libraries that only these rooms may know. Everything not named here is free, except in domain.
OWNERS = {
    "PySide6": {"gui"},
    "shiboken6": {"gui"},
    "qtawesome": {"gui"},
    "reportlab": {"paper"},
    "babel": {"paper"},
    "PIL": {"paper", "commands"},
    "resvg_py": {"paper", "commands", "gui"},
    "sqlalchemy": {"book", "commands", "queries"},
    "alembic": {"book"},
    "sqlite3": {"book"},
    "psycopg": {"book"},
}

# The standard library minus what reaches for the clock, the disk or chance.
NOT_IN_DOMAIN = {"os", "pathlib", "io", "shutil", "tempfile", "time", "random", "socket", "sys"}
DOMAIN_MAY = set(sys.stdlib_module_names) - NOT_IN_DOMAIN - set(OWNERS)


def imported(tree: ast.AST, package: str) -> Iterator[str]:
    """Every module named by an import, at the top or inside a function, relative ones resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                kept = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*kept, base]).strip(".")
            # `from app import book` names its room only on the right.
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "__import__")
        ):
            yield from (
                str(ast.literal_eval(name)) if isinstance(name, ast.Constant) else "app.?"
                for name in node.args[:1]
            )


def offences(room: str, text: str, path: str = "") -> list[str]:
    """What a file of `room` imports against the rules."""
    if room not in BELOW:
        return [f"{path or room}: a room the table BELOW does not know"]
    package = ".".join(path.split("/")[:-1]) if path else f"app.{room}"
    found = []
    for module in imported(ast.parse(text), package):
        top, _, rest = module.partition(".")
        below = rest.split(".")[0]
        if top == "app":
            allowed = below in BELOW[room] or module == "app"
        elif room == "domain":
            allowed = top in DOMAIN_MAY
        else:
            allowed = room in OWNERS.get(top, {room})
        if not allowed:
            found.append(f"{path or room} imports {module}")
    return found


def test_arrows_only_go_down():
    expect_none(
        [
            offence
            for source in sources("app")
            for offence in offences(source.room, source.text, source.path)
        ]
    )


@pytest.mark.parametrize(
    ("room", "planted"),
    [
        ("domain", "from app.book.book import Book"),
        ("domain", "import app.book"),
        ("domain", "from app import queries"),
        ("domain", "import time"),
        ("domain", "import platformdirs"),
        ("book", "from app.commands.credit_memos import apply"),
        ("commands", "from app.queries.credits import open_credits"),
        ("queries", "def late():\n    from PySide6.QtCore import Qt"),
        ("queries", "from ..commands import credit_memos"),
        ("queries", "import importlib\nimportlib.import_module('app.gui.window')"),
        ("queries", "import importlib\nimportlib.import_module(name)"),
        ("paper", "from app.queries import sheet"),
        ("paper", "import sqlalchemy as sa"),
        ("exchange", "from app.book import store"),
        ("cli", "import app.gui.window"),
        ("cli", "from PySide6 import QtCore"),
        ("gui", "from app import cli"),
        ("gui", "from sqlalchemy import select"),
        ("gui", "from reportlab.platypus import Flowable"),
        ("commands", "from alembic import command"),
        ("paths", "from app.book.book import Book"),
        ("attic", "import os"),
    ],
)
def test_the_guard_can_fail(room, planted):
    assert offences(room, planted)


@pytest.mark.parametrize(
    ("room", "innocent"),
    [
        ("domain", "from app.domain.money import Money\nfrom dataclasses import dataclass"),
        ("domain", "from .money import Money"),
        ("book", "from app.domain.money import Money\nimport sqlalchemy as sa\nimport sqlite3"),
        ("gui", "from app.commands import credit_memos\nfrom PySide6.QtCore import Qt"),
        ("paper", "import reportlab.rl_config\nfrom app import paths"),
        ("__main__", "from app.gui import window\nfrom app import cli"),
    ],
)
def test_the_guard_lets_good_files_pass(room, innocent):
    assert offences(room, innocent) == []
