"""Any history of acts on both sides keeps the book as a plain model says it should be."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.book.money_acts import MoneyActs

ACTS = {
    "books": ["lock", "update_settings"],
    "claims": ["create", "delete", "issue", "settle", "update", "void"],
    "credits": [
        "apply",
        "auto_apply",
        "create",
        "delete",
        "issue",
        "refund",
        "reinstate",
        "unapply",
        "update",
        "void",
        "void_refund",
    ],
    "crediting": ["from_claim"],
    "entries": ["post", "reverse"],
    "expiry": ["run"],
    "payments": ["pay", "receive", "record", "void"],
    "revaluation": ["run"],
}


def play(
    template: Path, folder: Path, examples: int, steps: int, *, fixed: bool
) -> Counter[tuple[str, str]]:
    """Plays so many histories; answers how often every act was done or refused with a code."""
    tally: Counter[tuple[str, str]] = Counter()
    facts = {"template": template, "folder": folder, "tally": tally, "prepared": {}}
    run_state_machine_as_test(
        type("Machine", (MoneyActs,), facts),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=fixed,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    for (name, how), count in sorted(tally.items()):
        print(f"{count:6} {name} {how}")  # noqa: T201 shown with -s, and when it fails
    return tally


def test_histories(template, quick_path):
    """The same histories every time, so that nobody is stopped by somebody else's discovery."""
    tally = play(template, quick_path, 60, 40, fixed=True)
    assert tally.total() >= 2_000


@pytest.mark.long
def test_long_histories(template, quick_path):
    tally = play(template, quick_path, 300, 80, fixed=False)
    assert tally.total() >= 20_000
    done = {name for name, how in tally if how == "done"}
    assert done == {f"{room}.{act}" for room, acts in ACTS.items() for act in acts}
