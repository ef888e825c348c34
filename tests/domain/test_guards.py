"""Every guard lets good acts pass and refuses bad ones with its code, its field and a way out."""

from dataclasses import replace
from inspect import getmembers, isfunction

import pytest

from app.domain import guards
from app.domain.errors import CODES, Problem
from app.domain.lifecycle import Act
from tests.domain.facts import a_draft, a_line, an_act, some_figures, some_rules
from tests.domain.guard_cases import BLOCK, CASES, SOLD, a_linked_act


def problems(guard: str, act: Act) -> list[Problem]:
    found = getattr(guards, guard)(act)
    if found is None:
        return []
    return [found] if isinstance(found, Problem) else list(found)


def codes(guard: str, act: Act) -> list[str]:
    return [problem.code for problem in problems(guard, act)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_guard_lets_good_acts_pass(case):
    assert problems(case.guard, case.passes) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_guard_refuses_with_its_code_its_field_and_the_way_out(case):
    (problem,) = problems(case.guard, case.refuses)
    assert (problem.code, problem.field) == (case.code, case.field)
    assert problem.code in CODES
    assert case.says in problem.message
    assert case.hint in (problem.hint or "")
    for sentence in (problem.message, problem.hint or ""):
        assert not sentence[0].islower()
        assert sentence.endswith(".")


def test_every_guard_has_a_case():
    """A guard takes an act and nothing else."""
    known = {
        name
        for name, function in getmembers(guards, isfunction)
        if function.__module__ == guards.__name__ and not name.startswith("_")
    }
    assert known == {case.guard for case in CASES}


@pytest.mark.parametrize(
    "guard", ["target_is_claim", "same_party", "same_currency", "target_open", "fits_target"]
)
def test_a_guard_of_targets_has_nothing_to_say_without_one(guard):
    assert problems(guard, an_act(entered="5")) == []


@pytest.mark.parametrize("guard", ["not_over_credited", "not_dearer"])
def test_only_a_blocking_setting_and_named_lines_are_looked_at(guard):
    too_much = a_linked_act("101", 9_000_000)
    assert codes(guard, too_much)
    for setting in ("warn", "off"):
        assert codes(guard, replace(too_much, rules=some_rules(over_credit=setting))) == []
    free = some_figures(a_line("5000", quantity=99_000_000))
    assert codes(guard, replace(too_much, figures=free)) == []
    assert codes(guard, replace(too_much, figures=None)) == []


def test_two_lines_of_one_credit_share_what_is_left_of_the_sold_line():
    line = a_line(claim_line_id=21, quantity=1_500_000)
    act = an_act(a_draft(), figures=some_figures(line, line), sold=(SOLD,), rules=BLOCK)
    fields = [problem.field for problem in problems("not_over_credited", act)]
    assert fields == ["lines.0.quantity", "lines.1.quantity"]


def test_nothing_is_left_of_a_line_that_was_credited_too_much_before():
    sold = replace(SOLD, credited=5_000_000)
    (problem,) = problems("not_over_credited", a_linked_act(sold=(sold,)))
    assert problem.message == "Only 0 of “Chair” is left to credit."


def test_every_heading_account_is_told():
    heading = replace(a_line().account, is_header=True)
    figures = some_figures(a_line(account=heading), a_line(), a_line(account=heading))
    found = problems("accounts_take_entries", an_act(figures=figures, account=heading))
    assert [problem.field for problem in found] == [
        "account",
        "lines.0.account",
        "lines.2.account",
    ]
