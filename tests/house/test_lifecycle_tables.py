"""Golden text of every lifecycle table: a changed rule shows up in review as a changed table.

`AVOIR_GOLDEN=write python -m pytest tests/house/test_lifecycle_tables.py` writes them anew.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from app.domain import guards
from app.domain.accounts import Role
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import Lifecycle, Post, Step, credit, total
from app.domain.lifecycles import LIFECYCLES

GOLDEN = Path(__file__).parent / "golden"
RULES = ("possible when", "fits", "refused unless")
TITLES = ("act", "from", "to", *RULES, "posts", "undone by", "warns of")


def rendered(table: Lifecycle) -> str:
    """A table as plain text: one row a step, a line for each guard and each posting."""
    rows = [_cells(step) for step in table.steps]
    widths = [
        max(len(part) for cell in column for part in cell.split("\n"))
        for column in zip(TITLES, *rows, strict=True)
    ]
    lines = [
        f"The life of {table.kind.one}",
        "",
        _line(TITLES, widths),
        _line([""] * len(TITLES), widths, "-"),
    ]
    for row in rows:
        parts = [cell.split("\n") for cell in row]
        lines += [_line(cells, widths) for cells in zip_longest(*parts, fillvalue="")]
    lines += ["", "An act asked of another stage is refused with", ""]
    lines += [
        f"  {act} when {stage}: {code}" for (act, stage), code in sorted(table.wrong_stage.items())
    ]
    lines += ["  anything else when draft: not_issued, issued: already_issued,"]
    lines += ["  expired: is_expired, void: is_void", ""]
    return "\n".join(lines)


def _line(cells: Any, widths: list[int], fill: str = " ") -> str:
    padded = [cell.ljust(width, fill) for cell, width in zip(cells, widths, strict=True)]
    return ("-+-" if fill == "-" else " | ").join(padded).rstrip()


def _cells(step: Step) -> tuple[str, ...]:
    posts = step.posts if isinstance(step.posts, str) else "\n".join(map(_post, step.posts))
    return (
        step.act,
        step.origin.value,
        step.to.value,
        _names(step.when),
        _names(step.fits),
        _names(step.checks),
        posts,
        step.opposite or "",
        _names(step.warns),
    )


def _names(functions: tuple[Callable[..., Any], ...]) -> str:
    return "\n".join(_name(function) for function in functions)


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.strip("_").replace("_", " ")


def _post(post: Post) -> str:
    side = post.side or "the open side"
    account = "the account it names"
    if post.role:
        account = post.role.value if isinstance(post.role, Role) else _name(post.role)
    return f"{side} {_name(post.amounts)}: {account}"


def golden(kind: Kind) -> Path:
    return GOLDEN / f"{kind.value}.txt"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_table_is_as_it_was_reviewed(kind):
    text = rendered(LIFECYCLES[kind])
    if os.environ.get("AVOIR_GOLDEN") == "write":
        golden(kind).write_text(text, encoding="utf-8")
    kept = golden(kind).read_text(encoding="utf-8") if golden(kind).exists() else ""
    assert text == kept, "look at the change; AVOIR_GOLDEN=write keeps it"


def test_no_golden_file_is_left_of_a_kind_that_is_gone():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {kind.value for kind in Kind}


def changed(place: int, **facts: Any) -> Lifecycle:
    """The table of credit memos with one step changed."""
    table = LIFECYCLES[Kind.CREDIT_MEMO]
    steps = list(table.steps)
    steps[place] = replace(steps[place], **facts)
    return replace(table, steps=tuple(steps))


ISSUE = next(n for n, step in enumerate(LIFECYCLES[Kind.CREDIT_MEMO].steps) if step.act == "issue")
POSTS: Any = LIFECYCLES[Kind.CREDIT_MEMO].steps[ISSUE].posts


@pytest.mark.parametrize(
    "planted",
    [
        changed(ISSUE, to=Stage.VOID),
        changed(ISSUE, origin=Stage.ISSUED),
        changed(ISSUE, act="send"),
        changed(ISSUE, when=(guards.untouched,)),
        changed(ISSUE, fits=(guards.same_party,)),
        changed(ISSUE, checks=()),
        changed(ISSUE, posts=()),
        changed(ISSUE, posts=POSTS[:-1]),
        changed(ISSUE, posts=(*POSTS[:-1], credit(total, Role.RECEIVABLE))),
        changed(ISSUE, opposite=None),
        replace(LIFECYCLES[Kind.CREDIT_MEMO], wrong_stage={}),
        replace(LIFECYCLES[Kind.CREDIT_MEMO], steps=LIFECYCLES[Kind.CREDIT_MEMO].steps[1:]),
    ],
)
def test_a_planted_change_shows(planted):
    assert rendered(planted) != rendered(LIFECYCLES[Kind.CREDIT_MEMO])


def test_every_guard_and_every_amount_has_a_name_to_be_read_by():
    for table in LIFECYCLES.values():
        text = rendered(table)
        assert "lambda" not in text
        assert "<" not in text
