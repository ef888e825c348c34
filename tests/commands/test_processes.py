"""Several processes at one book: numbers have no gap, and nothing is spent twice."""

import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from app.book.book import Book
from app.domain.kinds import SIDES, Kind
from app.queries import number_series
from tests.builders import (
    JAN_15,
    a_claim,
    a_credit,
    a_credit_of,
    a_customer,
    a_party,
    an_invoice,
    assert_sound,
    figures,
    shown,
)

ROOT = Path(__file__).resolve().parent.parent.parent


def race(book: Book, *jobs: list[tuple[str, dict[str, Any]]]) -> list[list[Any]]:
    """Every list of jobs by a process of its own, all begun at one moment; their answers."""
    start = book.path.with_name("start")
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                subprocess.Popen(
                    [
                        *(sys.executable, "-m", "tests.commands.racer"),
                        *(str(book.path), str(start), json.dumps(mine)),
                    ],
                    cwd=ROOT,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for mine in jobs
        ]
        for one in running:
            assert one.stdout
            assert one.stdout.readline() == "ready\n"
        start.touch()
        answers = [json.loads(one.communicate(timeout=60)[0]) for one in running]
    assert [one.returncode for one in running] == [0] * len(jobs)
    return answers


def test_numbers_have_no_gap_when_several_processes_issue(book):
    customer = a_customer(book)
    parties = [customer, a_customer(book, name="Beta")]
    jobs = [
        [
            ("create", {"side": "customer", "party": parties[(n + m) % 2]})
            if n % 3
            else ("create", {"side": "customer", "party": "p99"})
            for n in range(15)
        ]
        for m in range(3)
    ]
    answers = race(book, *jobs)
    assert [one.count("ok") for one in answers] == [10, 10, 10]
    register = book.ask(JAN_15, number_series.number_register, Kind.CREDIT_MEMO)
    assert [row.number for row in register.rows] == [f"CM-{n:04d}" for n in range(1, 31)]
    assert register.gaps == ()
    for party in parties:
        found = [shown(book, row.id) for row in register.rows]
        mine = [one.party_sequence for one in found if one.party == party]
        assert mine == list(range(1, len(mine) + 1))
    assert_sound(book)


def test_one_draft_is_issued_once(book):
    draft = a_credit(book, a_customer(book), issue=False)
    job = [("issue", {"side": "customer", "credit": draft})]
    answers = race(book, job, job)
    assert sorted(answers, key=str) == [["ok"], [["already_issued"]]]
    assert shown(book, draft).number == "CM-0001"
    assert_sound(book)


@pytest.mark.parametrize("side", list(SIDES.values()), ids=list(SIDES))
def test_one_credit_is_not_spent_twice(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party)
    jobs = [
        [
            (
                "apply",
                {
                    "side": side.name,
                    "credit": credit,
                    "claim": a_claim(book, side, party),
                    "amount": "80",
                },
            )
        ]
        for _ in range(2)
    ]
    answers = race(book, *jobs)
    assert sorted(answers, key=str) == [["ok"], [["amount_exceeds_credit_remaining"]]]
    assert figures(book, credit) == ("partially_applied", "100.00", "80.00", "0.00", "20.00")
    assert_sound(book)


def test_of_a_refund_a_void_and_an_application_only_what_fits_is_done(book):
    customer = a_customer(book)
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    mine = {"side": "customer", "credit": credit}
    answers = race(
        book,
        [("refund", {**mine, "amount": "60"})],
        [("apply", {**mine, "claim": invoice, "amount": "60"})],
        [
            ("void", {**mine, "reason": "Wrong"}),
            ("void_claim", {"side": "customer"} | {"claim": invoice, "reason": "Wrong"}),
        ],
    )
    view = shown(book, credit)
    spent = [one[0] for one in answers[:2]].count("ok")
    assert (view.status == "void") == (answers[2][0] == "ok") == (spent == 0)
    assert view.status == "void" or spent == 1
    assert (shown(book, invoice).status == "void") == (answers[2][1] == "ok")
    assert_sound(book)


def test_one_source_makes_one_credit(book):
    customer = a_customer(book)
    source = {"source_type": "ticket", "source_id": "T-1"}
    job = [("create", {"side": "customer", "party": customer, **source})] * 5
    assert race(book, job, job) == [["ok"] * 5] * 2
    register = book.ask(JAN_15, number_series.number_register, Kind.CREDIT_MEMO)
    assert [row.number for row in register.rows] == ["CM-0001"]
