"""The table of domain.md 3.4 on real books: every operation on every state of a credit, on both
sides, is done or refused with just the code that stands there."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.book.book import Book
from app.commands import claims, credits, expiry, payments
from app.commands.inputs import ApplyTo, CreditDraft
from app.domain.kinds import CUSTOMER, Side, Status
from app.queries import documents
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_book,
    a_claim,
    a_credit_of,
    a_party,
    apply,
    assert_sound,
    balances,
    clock,
    everything,
    refusing,
    shown,
)

# "ok": done, and the state is the same afterwards; "to partly": done, and it is another one.
# "-": there is no use that could be taken back. "skip": the run passes it over. "same": as in the
# column before. "past" is issued, its last day gone, the run not yet.
STATES = ("draft", "issued", "past", "partly", "used up", "expired", "void")
TABLE = {
    "edit amounts": "ok | immutable_after_issue | same | same | same | same | is_void",
    "edit notes": "ok | same | same | same | same | same | same",
    "delete": "gone | not_draft | same | same | same | same | same",
    "issue": "to issued | already_issued | same | same | same | same | is_void",
    "apply": "not_issued | to partly | is_expired | ok | nothing_remaining | is_expired | is_void",
    "apply to several": (
        "not_issued | to partly | is_expired | ok | nothing_remaining | is_expired | is_void"
    ),
    "apply to money": (
        "not_issued | to partly | is_expired | ok | nothing_remaining | is_expired | is_void"
    ),
    "auto-apply": (
        "not_issued | to used up | is_expired | to used up | nothing_remaining | is_expired"
        " | is_void"
    ),
    "settle": (
        "nothing_remaining | to used up | nothing_remaining | to used up | nothing_remaining"
        " | same | same"
    ),
    "refund": (
        "not_issued | to partly | is_expired | ok | nothing_remaining | is_expired | is_void"
    ),
    "unapply": "- | - | - | ok | to partly | to partly | to partly",
    "void a refund": "- | - | - | ok | to partly | to partly | to partly",
    "void": "to void | same | same | has_applications | same | is_expired | is_void",
    "void unused part": (
        "to void | same | same | same | nothing_remaining | is_expired | is_void"
    ),
    "unapply all and void": "to void | same | same | same | same | is_expired | is_void",
    "expire": "skip | to expired | same | same | skip | skip | skip",
    "reinstate": "not_issued | not_expired | same | same | same | to partly | is_void",
    "extend expiry": "ok | ok | to issued | ok | ok | is_expired | is_void",
}
STATUS = {
    "draft": Status.DRAFT,
    "issued": Status.ISSUED,
    "past": Status.ISSUED,
    "partly": Status.PARTIALLY_APPLIED,
    "used up": Status.FULLY_APPLIED,
    "expired": Status.EXPIRED,
    "void": Status.VOID,
}
USED = {"partly": ("30", "20"), "used up": ("60", "40"), "expired": ("30", "20")}
USED["void"] = USED["expired"]


@dataclass(frozen=True)
class Scene:
    """A credit of 100.00 in one of the states, beside an open claim and money that went back."""

    book: Book
    side: Side
    credit: str
    claim: str
    money: str | None
    application: str
    refund: str

    def act(self, command: Any, **facts: Any) -> Any:
        return self.book.do(JAN_20, command, self.side, credit=self.credit, **facts)


OPERATIONS: dict[str, Callable[[Scene], Any]] = {
    "edit amounts": lambda s: change(s, amount="90"),
    "edit notes": lambda s: change(s, internal_notes="Seen"),
    "delete": lambda s: s.act(credits.delete),
    "issue": lambda s: s.act(credits.issue),
    "apply": lambda s: s.act(credits.apply, claim=s.claim, amount="5"),
    "apply to several": lambda s: s.act(
        credits.apply, to=(ApplyTo(s.claim, "5"), ApplyTo(s.claim, "6"))
    ),
    "apply to money": lambda s: s.act(credits.apply, transaction=s.money, amount="5"),
    "auto-apply": lambda s: s.act(credits.auto_apply),
    "settle": lambda s: s.book.do(JAN_20, claims.settle, s.side, claim=s.claim),
    "refund": lambda s: s.act(credits.refund, amount="5"),
    "unapply": lambda s: s.book.do(JAN_20, credits.unapply, s.side, application=s.application),
    "void a refund": lambda s: s.book.do(
        JAN_20, credits.void_refund, s.side, refund=s.refund, reason="Never cashed"
    ),
    "void": lambda s: s.act(credits.void, reason="Wrong"),
    "void unused part": lambda s: s.act(credits.void, reason="Wrong", scope="remaining"),
    "unapply all and void": lambda s: s.act(
        credits.void, reason="Wrong", scope="unapply_and_void"
    ),
    "expire": lambda s: s.book.do(FEB_10, expiry.run),
    "reinstate": lambda s: s.act(credits.reinstate, expires_at=FEB_10),
    "extend expiry": lambda s: change(s, expires_at=FEB_10),
}


def change(scene: Scene, **facts: Any) -> Any:
    draft = CreditDraft(**facts)
    return scene.book.do(JAN_20, credits.update, scene.side, draft, credit=scene.credit)


def cells(operation: str) -> dict[str, str]:
    """The row of the table by state, "same" spelled out."""
    found: list[str] = []
    for text in TABLE[operation].split("|"):
        cell = text.strip()
        found.append(found[-1] if cell == "same" else cell)
    return dict(zip(STATES, found, strict=True))


@pytest.fixture(scope="module")
def scene_of(template, tmp_path_factory):
    """Books in every state, made once; every test gets a copy."""
    folder: Path = tmp_path_factory.mktemp("states")
    made: dict[tuple[str, str], tuple[Path, tuple[Any, ...]]] = {}

    def copied(side: Side, state: str, path: Path) -> Scene:
        key = side.name, state
        if key not in made:
            original = folder / f"{side.name} {state}.avoir"
            book = a_book(template, original)
            made[key] = original, told(book, side, state)
            book.close()
        original, facts = made[key]
        shutil.copy(original, path)
        return Scene(Book(path, clock), side, *facts)

    return copied


def told(book: Book, side: Side, state: str) -> tuple[Any, ...]:
    """How a credit comes into the state."""
    party = a_party(book, side)
    claim, money = a_claim(book, side, party, due="300"), None
    if side is CUSTOMER:
        money = book.do(JAN_15, payments.record, party=party, kind="refund", amount="50").id
    last = JAN_15 if state in ("past", "expired") else JAN_31
    credit = a_credit_of(book, side, party, expires_at=last, issue=state != "draft")
    application = refund = "u999"
    if state in USED:
        applied, refunded = USED[state]
        application = apply(book, credit, claim, applied).made[0]
        refund = book.do(JAN_15, credits.refund, side, credit=credit, amount=refunded).made[0]
    if state == "expired":
        book.do(JAN_20, expiry.run)
    if state == "void":
        remaining: Any = {"scope": "remaining", "reason": "Wrong"}
        book.do(JAN_15, credits.void, side, credit=credit, **remaining)
    return credit, claim, money, application, refund


@pytest.fixture
def scene(scene_of, quick_path, side, state):
    made = scene_of(side, state, quick_path / "book.avoir")
    yield made
    made.book.close()


EVERY_STATE = pytest.mark.parametrize("state", STATES)


@BOTH
@EVERY_STATE
@pytest.mark.parametrize("operation", TABLE)
def test_every_operation_on_every_state(scene, side, state, operation):
    if operation == "apply to money" and side is not CUSTOMER:
        operation = "apply"  # only customers have money that went back before
    cell, act = cells(operation)[state], OPERATIONS[operation]
    assert shown(scene.book, scene.credit, JAN_20).status is STATUS[state]
    if cell == "skip":
        before = everything(scene.book)
        assert act(scene).made == ()
        assert everything(scene.book) == before
    elif cell == "-":
        with refusing(scene.book, "not_found"):
            act(scene)
    elif cell == "gone":
        act(scene)
        with refusing(scene.book, "not_found"):
            act(scene)
    elif cell == "ok" or cell.startswith("to "):
        act(scene)
        after = state if cell == "ok" else cell.removeprefix("to ")
        assert shown(scene.book, scene.credit, JAN_20).status is STATUS[after]
    else:
        held = balances(scene.book)
        with refusing(scene.book, cell) as refusal:
            act(scene)
        assert balances(scene.book) == held
        (problem,) = refusal.problems
        assert problem.hint
    assert_sound(scene.book)


# What enables a button, beside the row of the table that says whether its act is possible.
FLAGS = {
    "can_be_issued": "issue",
    "can_be_applied": "apply",
    "can_be_refunded": "refund",
    "can_be_voided": "void",
    "can_be_deleted": "delete",
}
ACTS = {"issue", "delete", "apply", "refund", "void", "reinstate"}  # named alike in both tables


@BOTH
@EVERY_STATE
def test_the_flags_say_what_the_table_says(scene, side, state):
    view = shown(scene.book, scene.credit, JAN_20)
    possible = {flag: is_done(cells(row)[state]) for flag, row in FLAGS.items()}
    assert {flag: getattr(view, flag) for flag in FLAGS} == possible
    assert view.can_void_remaining is (state == "partly")
    assert view.has_applications is (state in USED)
    problems = scene.book.ask(JAN_20, documents.why_not, side.credit, scene.credit)
    told = {act: problems[act].code if problems[act] else "done" for act in ACTS}
    table = {act: cells(act)[state] for act in ACTS}
    assert told == {act: "done" if is_done(cell) else cell for act, cell in table.items()}


def is_done(cell: str) -> bool:
    return cell in ("ok", "gone") or cell.startswith("to ")


def test_nothing_is_left_out():
    assert set(OPERATIONS) == set(TABLE)
    assert all(len(cells(operation)) == len(STATES) for operation in TABLE)
