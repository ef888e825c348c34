"""Money is whole numbers: no float and no division in the rules, none in a column or signal."""

import ast
import re

import pytest

from tests.house.source import docstrings, expect_none, sources

# Types of SQLAlchemy and of SQL that keep a number as a float on one database or another.
COLUMN_TYPES = {"Numeric", "Float", "Double", "REAL", "NUMERIC", "DECIMAL", "FLOAT", "DOUBLE"}
COLUMN_TYPES |= {"DOUBLE_PRECISION"}
SQL_TYPE = re.compile(r"\b(NUMERIC|DECIMAL|FLOAT|DOUBLE|REAL)\b")


def floats(text: str) -> list[str]:
    """Where a file uses a float, or the operator that makes one."""
    found = []
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Constant(value=float() | complex()):
                found.append(f"{node.lineno}: {ast.unparse(node)}")
            case ast.Name(id="float" | "complex" | "truediv") | ast.Attribute(attr="truediv"):
                found.append(f"{node.lineno}: {ast.unparse(node)}")
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
                found.append(f"{node.lineno}: {ast.unparse(node)}")
            case ast.ImportFrom(module="operator"):
                found += [f"{node.lineno}: truediv" for a in node.names if a.name == "truediv"]
    return found


def float_columns(text: str) -> list[str]:
    """Where a file names a column type that is a float underneath."""
    tree = ast.parse(text)
    prose = docstrings(tree)
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                if name in COLUMN_TYPES:
                    found.append(f"{node.lineno}: {name}")
            case ast.Constant(value=str(words)) if node not in prose and SQL_TYPE.search(words):
                found.append(f"{node.lineno}: {words.strip()[:60]}")
    return found


def narrow_signals(text: str) -> list[str]:
    """Where a Qt signal or slot carries an int (32 bits there) or a float."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {
            "Signal",
            "Slot",
        }:
            carried = {ast.unparse(leaf) for arg in node.args for leaf in ast.walk(arg)}
            if carried & {"int", "float", "'int'", "'float'", "'qint32'", "'double'"}:
                found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


def everywhere(guard, room: str) -> list[str]:
    return [
        f"{source.path}:{offence}" for source in sources(room) for offence in guard(source.text)
    ]


def test_no_float_among_the_rules():
    expect_none(everywhere(floats, "app/domain"))


def test_no_float_in_a_column():
    expect_none(
        [
            f"{source.path}:{offence}"
            for source in sources("app")
            if source.room in {"book", "commands", "queries"}
            for offence in float_columns(source.text)
        ]
    )


def test_no_signal_cuts_an_amount_to_32_bits():
    expect_none(everywhere(narrow_signals, "app"))


@pytest.mark.parametrize(
    "planted",
    [
        "x = 0.1",
        "x = 1e3",
        "x = 2j",
        "x = float('1')",
        "def f(x: float) -> None: ...",
        "x = 10 / 2",
        "x = 10\nx /= 2",
        "from operator import truediv",
        "import operator\nx = operator.truediv(1, 2)",
        "x = list(map(float, ['1']))",
    ],
)
def test_the_float_guard_can_fail(planted):
    assert floats(planted)


def test_the_float_guard_lets_whole_numbers_pass():
    assert floats("x = 10 // 3 + 10 % 3\ny = 'a / b, 0.1, float'\nz: int = 10**2") == []


@pytest.mark.parametrize(
    "planted",
    [
        "from sqlalchemy import Numeric",
        "import sqlalchemy as sa\nx = sa.Column(sa.Float)",
        "from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION",
        "x = 'CREATE TABLE t (amount NUMERIC(12, 2)) STRICT'",
        "x = 'SELECT CAST(amount AS REAL) FROM line'",
    ],
)
def test_the_column_guard_can_fail(planted):
    assert float_columns(planted)


def test_the_column_guard_lets_whole_numbers_pass():
    assert float_columns('"""No NUMERIC here."""\nfrom sqlalchemy import BigInteger') == []


@pytest.mark.parametrize(
    "planted",
    [
        "changed = Signal(int)",
        "changed = QtCore.Signal(str, int)",
        "changed = Signal([int], [str])",
        "changed = Signal('int')",
        "@Slot(float)\ndef f(x): ...",
    ],
)
def test_the_signal_guard_can_fail(planted):
    assert narrow_signals(planted)


def test_the_signal_guard_lets_objects_pass():
    assert narrow_signals("changed = Signal(object, str)\nx = int('1')") == []
