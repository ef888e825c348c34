"""Files under 400 lines, functions under 50, lines under 100; a docstring opens each file."""

import ast

import pytest

from tests.house.source import expect_none, sources

FILE, FUNCTION, LINE = 400, 50, 100


def offences(path: str, text: str) -> list[str]:
    """What of a file is longer than the house allows, or does not say what it is for."""
    lines = text.splitlines()
    tree = ast.parse(text)
    found = []
    if len(lines) >= FILE:
        found.append(f"{path}: {len(lines)} lines")
    found += [
        f"{path}:{place}: {len(line)} characters"
        for place, line in enumerate(lines, start=1)
        if len(line) >= LINE
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length >= FUNCTION:
                found.append(f"{path}:{node.lineno}: {node.name} has {length} lines")
    if not (ast.get_docstring(tree) or "").strip():
        found.append(f"{path}: no docstring says what it is for")
    return found


def test_everything_is_small():
    expect_none(
        [
            offence
            for source in sources("app", "tests", "packaging")
            for offence in offences(source.path, source.text)
        ]
    )


@pytest.mark.parametrize(
    "planted",
    [
        '"""Long."""\n' + "x = 1\n" * 399,
        '"""Long function."""\n\n\ndef long():\n' + "    pass\n" * 49,
        '"""Long method."""\n\n\nclass A:\n    def long(self):\n' + "        pass\n" * 49,
        '"""Wide."""\n\nx = "' + "y" * 94 + '"\n',
        "x = 1\n",
        "# A comment is no docstring.\n",
        "",
    ],
)
def test_the_guard_can_fail(planted):
    assert len(offences("planted.py", planted)) == 1


def test_the_guard_lets_just_short_enough_pass():
    body = "    pass\n" * 48
    text = f'"""Fits."""\n\n\ndef fits():\n{body}\n\nx = "{"y" * 93}"\n'
    assert offences("fits.py", text) == []
    assert offences("fits.py", '"""Fits."""\n' + "x = 1\n" * 398) == []


def test_every_offence_is_told():
    with pytest.raises(pytest.fail.Exception, match="one\ntwo"):
        expect_none(["one", "two"])
