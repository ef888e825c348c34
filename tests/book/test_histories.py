"""Any history of acts on both sides keeps the book as a plain model says it should be."""

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from random import SystemRandom

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from app.book import store
from app.domain.document import Document
from app.domain.periods import Lock
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
    template: Path,
    folder: Path,
    seeds: Iterable[int],
    steps: int = 40,
    phases: Collection[Phase] = (Phase.generate, Phase.shrink),
) -> Counter[tuple[str, str]]:
    """Plays eight histories for every seed; answers how often every act was done, or refused with
    which code. Not more for one seed: beyond ten, what is played are mostly mutations of what was
    played before, with the same few acts again and again."""
    tally: Counter[tuple[str, str]] = Counter()
    facts = {"template": template, "folder": folder, "tally": tally, "prepared": {}}
    machine = type("Machine", (MoneyActs,), facts)
    for one in seeds:
        print(f"seed {one}")  # noqa: T201 shown when it fails
        run_state_machine_as_test(
            seed(one)(machine),
            settings=settings(
                max_examples=8,
                stateful_step_count=steps,
                deadline=None,
                database=None,
                phases=phases,
                suppress_health_check=list(HealthCheck),
            ),
        )
    for (name, how), count in sorted(tally.items()):
        print(f"{count:6} {name} {how}")  # noqa: T201 shown with -s
    return tally


def test_histories(template, quick_path):
    """The same histories every time, so that nobody is stopped by somebody else's discovery."""
    tally = play(template, quick_path, range(10))
    assert tally.total() >= 2_000


@pytest.mark.long
def test_long_histories(template, quick_path):
    """Others every time: a seed that fails is told."""
    chosen = SystemRandom()
    tally = play(template, quick_path, (chosen.randrange(2**32) for _ in range(65)), steps=60)
    assert tally.total() >= 20_000
    done = {name for name, how in tally if how == "done"}
    assert done == {f"{room}.{act}" for room, acts in ACTS.items() for act in acts}


@pytest.mark.parametrize(
    ("place", "name", "fault"),
    [
        (store, "credited", lambda *_: 0),
        (Lock, "first_open", lambda _self, day: day),
        (Document, "used", property(lambda self: self.applied + self.paid)),
    ],
    ids=["lines credited twice", "dates in closed periods", "refunds forgotten"],
)
def test_a_planted_fault_is_found(template, quick_path, monkeypatch, place, name, fault):
    monkeypatch.setattr(place, name, fault)
    with pytest.raises(AssertionError):
        play(template, quick_path, range(9), phases=[Phase.generate])
