"""Lock dates, numbers, kinds, accounts, errors: the small rules that the large ones lean on."""

import json
from dataclasses import fields
from datetime import date

import pytest

from app.domain.accounts import (
    CONTROL_ROLES,
    CUSTOMER_REASONS,
    DEFAULT_CODES,
    VENDOR_SOURCES,
    AccountType,
    Role,
)
from app.domain.errors import CODES, Bug, Problem, Refused, must, present, refuse
from app.domain.kinds import (
    CUSTOMER,
    SIDES,
    STATUS_LABELS,
    VENDOR,
    Kind,
    Status,
    side_of,
)
from app.domain.numbering import PREFIXES, number_text
from app.domain.periods import Lock
from app.domain.sheet import DocumentSheet
from app.domain.template import PAPERS
from app.paths import resources
from tests.domain.facts import JAN_10, JAN_15, JAN_20

JAN_16 = date(2026, 1, 16)


@pytest.mark.parametrize(
    ("through", "day", "is_open", "first_open"),
    [
        (None, JAN_15, True, JAN_15),
        (JAN_15, JAN_10, False, JAN_16),
        (JAN_15, JAN_15, False, JAN_16),
        (JAN_15, JAN_16, True, JAN_16),
        (JAN_15, JAN_20, True, JAN_20),
        (date(2025, 12, 31), date(2025, 12, 31), False, date(2026, 1, 1)),
    ],
)
def test_a_lock_closes_everything_up_to_and_including_its_day(through, day, is_open, first_open):
    lock = Lock(through)
    assert lock.is_open(day) is is_open
    assert lock.first_open(day) == first_open
    assert (lock.problem(day, "date") is None) is is_open


def test_a_closed_day_is_refused_with_the_first_open_one():
    problem = Lock(JAN_15).problem(JAN_10, "issue_date")
    assert problem == Problem(
        "period_closed",
        "The books are locked through 2026-01-15, so nothing can be dated 2026-01-10.",
        "issue_date",
        "Use 2026-01-16 or later, or unlock the period.",
    )


@pytest.mark.parametrize(
    ("kind", "position", "text"),
    [
        (Kind.CREDIT_MEMO, 1, "CM-0001"),
        (Kind.VENDOR_CREDIT, 42, "VC-0042"),
        (Kind.INVOICE, 9999, "INV-9999"),
        (Kind.BILL, 10000, "BILL-10000"),
        (Kind.RECEIPT, 7, "RCP-0007"),
        (Kind.PAYMENT, 7, "PAY-0007"),
    ],
)
def test_numbers_are_written_with_their_series(kind, position, text):
    assert number_text(kind, position) == text


def test_every_kind_has_a_series_of_its_own():
    assert set(PREFIXES) == set(Kind)
    assert len(set(PREFIXES.values())) == len(Kind)


def test_every_kind_is_of_one_side_and_the_sides_mirror_each_other():
    for side in SIDES.values():
        assert {side_of(kind) for kind in (side.credit, side.claim, side.money)} == {side}
    assert CUSTOMER.words["claims"] == "invoices"
    assert VENDOR.words == {
        "party": "vendor",
        "credit": "vendor_credit",
        "credits": "vendor_credits",
        "claim": "bill",
        "claims": "bills",
    }


def test_kinds_in_sentences():
    assert Kind.CREDIT_MEMO.label == "credit memo"
    assert [kind.one for kind in (Kind.INVOICE, Kind.BILL)] == ["an invoice", "a bill"]


def test_every_status_has_a_label():
    assert set(STATUS_LABELS) == set(Status)
    assert STATUS_LABELS[Status.ISSUED] == "Open"
    assert STATUS_LABELS[Status.FULLY_APPLIED] == "Used up"


@pytest.mark.parametrize(
    ("role", "reasons"),
    [
        (
            Role.RETURNS,
            (
                "return damaged_goods unsatisfactory pricing_error billing_adjustment "
                "order_change order_cancellation duplicate_charge chargeback refund"
            ),
        ),
        (Role.CONCESSIONS, "goodwill waiver"),
        (Role.CUSTOMER_DEPOSITS, "duplicate_payment overpayment prepayment"),
        (Role.BAD_DEBTS, "write_off"),
        (Role.RECEIVABLE_CLEARING, "other"),
    ],
)
def test_every_reason_is_borne_by_its_account(role, reasons):
    found = {code for code, reason in CUSTOMER_REASONS.items() if reason.role is role}
    assert found == set(reasons.split())


def test_the_customers_own_money_is_what_was_paid_too_much_or_too_early():
    own = {code for code, reason in CUSTOMER_REASONS.items() if reason.own_money}
    assert own == {"duplicate_payment", "overpayment", "prepayment"}


def test_vendor_credits_have_the_sources_of_the_protocol():
    assert list(VENDOR_SOURCES) == [
        "manual",
        "vendor_return",
        "price_adjustment",
        "rebate",
        "duplicate_payment",
        "other",
    ]
    assert not any(source.own_money for source in VENDOR_SOURCES.values())


def test_the_standard_chart_plays_every_role_by_the_codes_of_the_law():
    chart = json.loads((resources() / "charts" / "standard.json").read_text(encoding="utf-8"))
    played = {role: row["code"] for row in chart for role in row.get("roles", ())}
    assert played == {role.value: code for role, code in DEFAULT_CODES.items()}
    assert len({row["code"] for row in chart}) == len(chart)
    assert {row["type"] for row in chart} == set(AccountType)
    assert set(DEFAULT_CODES) == set(Role) >= CONTROL_ROLES


def test_a_refusal_carries_every_problem_and_says_so():
    first = Problem("required", "The name is missing.", "name", "Fill it in.")
    second = first.at("lines.0.name")
    refused = Refused(first, second)
    assert refused.problems == (first, second)
    assert str(refused) == "The name is missing. The name is missing."
    assert second.field == "lines.0.name"
    assert (second.code, second.hint) == (first.code, first.hint)


def test_a_refusal_needs_a_problem_and_a_listed_code():
    with pytest.raises(Bug, match="says why"):
        Refused()
    with pytest.raises(Bug, match="surprise is a listed code"):
        refuse("surprise", "What?")


def test_codes_have_a_class_of_http():
    assert set(CODES.values()) <= {200, 400, 403, 404, 409, 422}


def test_paper_shows_everything_but_the_internal_notes():
    shown = {field.name for field in fields(DocumentSheet)}
    assert {"description", "lines", "remaining", "valid_until"} <= shown
    assert "internal_notes" not in shown
    assert set(PAPERS) - {"statement"} <= set(Kind)


def test_what_must_hold_is_a_bug_when_it_does_not():
    must(True, "fine")
    with pytest.raises(Bug, match="gone"):
        must(False, "gone")
    assert present(0, "a number") == 0
    with pytest.raises(Bug, match="a number"):
        present(None, "a number")
