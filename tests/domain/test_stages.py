"""Every act at every stage: what the tables allow, and the code that refuses the rest (3.4)."""

import pytest

from app.domain.errors import CODES
from app.domain.kinds import CLAIMS, CREDITS, RECORDED, Kind, Stage
from app.domain.lifecycles import LIFECYCLES
from tests.domain.facts import JAN_10, JAN_15, JAN_20, a_document, an_act

OK = "ok"
# act: draft, issued, expired, void. A stage that allows the act says "ok".
CREDIT = {
    "update": (OK, "immutable_after_issue", "immutable_after_issue", "is_void"),
    "annotate": ("not_issued", OK, OK, OK),
    "extend": ("not_issued", OK, "is_expired", "is_void"),
    "delete": (OK, "not_draft", "not_draft", "not_draft"),
    "issue": (OK, "already_issued", "already_issued", "is_void"),
    "apply": ("not_issued", OK, "is_expired", "is_void"),
    "refund": ("not_issued", OK, "is_expired", "is_void"),
    "unapply": ("not_issued", OK, OK, OK),
    "void_refund": ("not_issued", OK, OK, OK),
    "void": (OK, OK, "is_expired", "is_void"),
    "void_remaining": ("not_issued", OK, "is_expired", "is_void"),
    "expire": ("not_issued", OK, "is_expired", "is_void"),
    "reinstate": ("not_issued", "not_expired", OK, "is_void"),
}
CLAIM = {
    "update": (OK, "immutable_after_issue", "is_expired", "is_void"),
    "annotate": ("not_issued", OK, "is_expired", OK),
    "delete": (OK, "not_draft", "is_expired", "not_draft"),
    "issue": (OK, "already_issued", "is_expired", "is_void"),
    "void": (OK, OK, "is_expired", "is_void"),
}
TABLES = {
    **dict.fromkeys(CREDITS, CREDIT),
    **dict.fromkeys(CLAIMS, CLAIM),
}
CELLS = [
    (kind, act, stage, code)
    for kind, table in sorted(TABLES.items())
    for act, codes in table.items()
    for stage, code in zip(Stage, codes, strict=True)
]


@pytest.mark.parametrize(("kind", "act", "stage", "code"), CELLS)
def test_every_act_at_every_stage(kind, act, stage, code):
    """The document fits every act: something is left, nothing used, no number while draft, its
    last day past where that matters."""
    number = None if stage is Stage.DRAFT else "X-0001"
    last = JAN_10 if act == "expire" else None
    document = a_document(kind, stage=stage, number=number, expires_at=last)
    problem = LIFECYCLES[kind].why_not(act, an_act(document))
    assert (problem.code if problem else OK) == code
    if problem:
        assert problem.code in CODES
        assert problem.message.endswith(".")
        assert problem.hint
        assert problem.hint.endswith(".")


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_no_act_is_left_out_of_the_tables_above(kind):
    assert {step.act for step in LIFECYCLES[kind].steps} == set(TABLES[kind])


@pytest.mark.parametrize("kind", sorted(CREDITS))
@pytest.mark.parametrize(
    ("facts", "today", "refused"),
    [
        ({}, JAN_15, {}),
        (
            {"applied": "40"},
            JAN_15,
            {"void": "has_applications"},
        ),
        (
            {"refunded": "40"},
            JAN_15,
            {"void": "has_applications"},
        ),
        (
            {"applied": "60", "refunded": "40"},
            JAN_15,
            {
                "void": "has_applications",
                "apply": "nothing_remaining",
                "refund": "nothing_remaining",
            },
        ),
        (
            {"expires_at": JAN_15},
            JAN_20,
            {"apply": "is_expired", "refund": "is_expired"},
        ),
    ],
    ids=["untouched", "partly applied", "partly refunded", "used up", "past its last day"],
)
def test_what_is_used_of_an_issued_credit_decides_its_acts(kind, facts, today, refused):
    act = an_act(a_document(kind, **facts), today=today)
    found = {name: LIFECYCLES[kind].why_not(name, act) for name in ("apply", "refund", "void")}
    assert {name: problem.code for name, problem in found.items() if problem} == refused


def test_the_opposite_of_every_act_is_an_act():
    for table in LIFECYCLES.values():
        acts = {step.act for step in table.steps}
        opposites = {step.opposite for step in table.steps if step.opposite}
        assert opposites <= acts
    pairs = {
        (step.act, step.opposite)
        for kind in CREDITS
        for step in LIFECYCLES[kind].steps
        if step.opposite
    }
    assert {("issue", "void"), ("apply", "unapply"), ("refund", "void_refund")} <= pairs
    assert ("expire", "reinstate") in pairs


def test_every_kind_of_document_has_a_life():
    assert set(LIFECYCLES) == set(Kind)
    assert set(LIFECYCLES) == CREDITS | CLAIMS | RECORDED
    assert all(table.kind is kind for kind, table in LIFECYCLES.items())
