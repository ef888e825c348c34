"""The project's own source text, read once, for the guards of the house."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the project and its text."""

    path: str
    text: str

    @property
    def room(self) -> str:
        """The folder below app/ it stands in, or its own name at the top of app/."""
        return self.path.removeprefix("app/").split("/")[0].removesuffix(".py")


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file below the folders; a folder without any is an error, not a pass."""
    found = []
    for folder in folders:
        paths = sorted((ROOT / folder).rglob("*.py"))
        if not paths:
            message = f"no Python files in {folder}: the guard would check nothing"
            raise FileNotFoundError(message)
        found += [
            Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
            for path in paths
        ]
    return tuple(found)


@cache
def tracked() -> tuple[str, ...]:
    """The paths git keeps, or is about to: everything it does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return tuple(path for path in listed.stdout.splitlines() if (ROOT / path).is_file())


def docstrings(tree: ast.AST) -> set[ast.Constant]:
    """The constants that are docstrings: prose for readers of the code, not for users."""
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every text in the code that is not a docstring, f-string parts included."""
    prose = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            yield node


def expect_none(offences: list[str]) -> None:
    """Fail with every offence on a line of its own: all of them, without pytest's shortening."""
    if offences:
        pytest.fail("\n".join(offences), pytrace=False)
