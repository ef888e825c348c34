"""A process that is killed at any moment: every answered act is there, and no half of one."""

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.book import schema, upgrade
from app.book.book import Book
from tests.builders import assert_sound, clock, everything

ROOT = Path(__file__).resolve().parent.parent.parent


def answered(path: Path, wait_s: float) -> list[list[str]]:
    """What a process told before it was killed, `wait_s` seconds after its first act."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.book.endless", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == '["ready"]\n'
        time.sleep(wait_s)
        running.kill()
        lines = running.stdout.read().splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def assert_there(book: Book, answers: list[list[str]]) -> None:
    rows = everything(book)
    documents = {f"d{row[0]}" for row in rows["document"]}
    uses = {f"u{row[0]}" for row in rows["document_use"]}
    columns = [column.name for column in schema.document_use.columns]
    taken = {f"u{row[columns.index('reverses')]}" for row in rows["document_use"]}
    there = {"credit": documents, "invoice": documents, "use": uses, "taken back": taken}
    for what, reference in answers:
        assert reference in there[what], f"{what} {reference} was answered and is gone"


def rounds(template: Path, path: Path, number: int) -> None:
    shutil.copy(template, path)
    chance, told = random.Random(7), 0  # noqa: S311 moments, not secrets
    for _ in range(number):
        answers = answered(path, chance.uniform(0.01, 0.3))
        told += len(answers)
        book = upgrade.open_book(path, clock)
        assert_there(book, answers)
        assert_sound(book)
        book.close()
    assert told > number


def test_a_few_kills(template, tmp_path):
    rounds(template, tmp_path / "book.avoir", 4)


@pytest.mark.long
def test_a_hundred_kills(template, tmp_path):
    rounds(template, tmp_path / "book.avoir", 100)
