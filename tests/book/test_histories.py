"""Any history of acts on both sides keeps the book as a plain model says it should be."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.book.machine import Histories


def play(template: Path, folder: Path, examples: int, steps: int) -> None:
    machine = type("Machine", (Histories,), {"template": template, "folder": folder})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.long
def test_histories(template, quick_path):
    play(template, quick_path, 15, 25)


@pytest.mark.long
def test_long_histories(template, quick_path):
    play(template, quick_path, 300, 80)
