"""What the acts of each kind post, by account code, on either side and in either profile."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.accounts import Role
from app.domain.document import Document
from app.domain.entry import entry_of
from app.domain.errors import Refused
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import Act
from app.domain.lifecycles import LIFECYCLES
from tests.domain.facts import (
    ACCOUNTS,
    CLEARING,
    DIRECT,
    JAN_10,
    JAN_20,
    a_bill,
    a_document,
    a_draft,
    a_line,
    a_tax,
    an_account,
    an_act,
    an_invoice,
    eur,
    shown,
    some_figures,
    some_rules,
    usd,
)

RECEIVABLE, PAYABLE = ACCOUNTS[Role.RECEIVABLE], ACCOUNTS[Role.PAYABLE]
FIGURES = some_figures(a_line("100", tax=a_tax("8.25")), shipping="10", fee="5")


def posted(kind: Kind, name: str, act: Act) -> list[str]:
    return shown(LIFECYCLES[kind].perform(name, act).entry)


def a_credit(kind: Kind, **facts: Any) -> Document:
    code = {Kind.CREDIT_MEMO: "1200", Kind.VENDOR_CREDIT: "1350"}[kind]
    return a_document(kind, **{"open_account": an_account(code), **facts})


@pytest.mark.parametrize(
    ("kind", "accounts", "lines"),
    [
        (
            Kind.CREDIT_MEMO,
            {},
            [
                "debit 2100 8.25",
                "debit 4010 10.00",
                "debit 4100 100.00",
                "credit 1200 113.25",
                "credit 4150 5.00",
            ],
        ),
        (
            Kind.CREDIT_MEMO,
            CLEARING,
            [
                "debit 2100 8.25",
                "debit 4010 10.00",
                "debit 4100 100.00",
                "credit 2150 113.25",
                "credit 4150 5.00",
            ],
        ),
        (
            Kind.VENDOR_CREDIT,
            {},
            [
                "debit 1350 113.25",
                "credit 2100 8.25",
                "credit 4100 100.00",
                "credit 5000 5.00",
            ],
        ),
        (
            Kind.VENDOR_CREDIT,
            DIRECT,
            [
                "debit 2000 113.25",
                "credit 2100 8.25",
                "credit 4100 100.00",
                "credit 5000 5.00",
            ],
        ),
    ],
)
def test_issuing_a_credit(kind, accounts, lines):
    act = an_act(a_draft(kind, "113.25"), figures=FIGURES, rules=some_rules(accounts=accounts))
    assert posted(kind, "issue", act) == lines


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            Kind.INVOICE,
            [
                "debit 1200 118.25",
                "credit 2100 8.25",
                "credit 4010 10.00",
                "credit 4100 100.00",
            ],
        ),
        (
            Kind.BILL,
            [
                "debit 2100 8.25",
                "debit 4100 100.00",
                "debit 5000 10.00",
                "credit 2000 118.25",
            ],
        ),
    ],
)
def test_issuing_a_claim(kind, lines):
    figures = some_figures(a_line("100", tax=a_tax("8.25")), shipping="10")
    assert posted(kind, "issue", an_act(a_draft(kind, "118.25"), figures=figures)) == lines


@pytest.mark.parametrize(
    ("kind", "holder", "target", "lines"),
    [
        (Kind.CREDIT_MEMO, "1200", an_invoice(open_account=RECEIVABLE), []),
        (
            Kind.CREDIT_MEMO,
            "2150",
            an_invoice(open_account=RECEIVABLE),
            ["debit 2150 60.00", "credit 1200 60.00"],
        ),
        (
            Kind.VENDOR_CREDIT,
            "1350",
            a_bill(open_account=PAYABLE),
            ["debit 2000 60.00", "credit 1350 60.00"],
        ),
        (Kind.VENDOR_CREDIT, "2000", a_bill(open_account=PAYABLE), []),
    ],
)
def test_applying_a_credit_posts_what_netting_leaves(kind, holder, target, lines):
    credit = a_credit(kind, open_account=an_account(holder))
    assert posted(kind, "apply", an_act(credit, target=target, entered="60")) == lines


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (Kind.CREDIT_MEMO, ["debit 1200 60.00", "credit 1050 60.00"]),
        (Kind.VENDOR_CREDIT, ["debit 1050 60.00", "credit 1350 60.00"]),
    ],
)
def test_refunding_moves_money_on_the_account_that_was_chosen(kind, lines):
    act = an_act(a_credit(kind), entered="60", base=usd("60"), account=an_account("1050"))
    assert posted(kind, "refund", act) == lines


@pytest.mark.parametrize(
    ("kind", "credit_base", "claim_base", "lines"),
    [
        # A customer's gain is amount x (credit rate - invoice rate), a vendor's the other way.
        (Kind.CREDIT_MEMO, "120", "110", ["debit 1200 10.00", "credit 7000 10.00"]),
        (Kind.CREDIT_MEMO, "110", "120", ["debit 7000 10.00", "credit 1200 10.00"]),
        (Kind.CREDIT_MEMO, "110", "110", []),
        (
            Kind.VENDOR_CREDIT,
            "110",
            "120",
            ["debit 2000 120.00", "credit 1350 110.00", "credit 7000 10.00"],
        ),
        (
            Kind.VENDOR_CREDIT,
            "120",
            "110",
            ["debit 2000 110.00", "debit 7000 10.00", "credit 1350 120.00"],
        ),
    ],
)
def test_at_two_rates_the_realised_difference_is_posted(kind, credit_base, claim_base, lines):
    foreign = {"currency": "EUR", "total": "100"}
    credit = a_credit(kind, **foreign, base_total=usd(credit_base))
    if kind is Kind.CREDIT_MEMO:
        target = an_invoice(**foreign, base_total=usd(claim_base), open_account=RECEIVABLE)
    else:
        target = a_bill(**foreign, base_total=usd(claim_base), open_account=PAYABLE)
    act = an_act(credit, target=target, entered=eur("100"))
    assert posted(kind, "apply", act) == lines


@pytest.mark.parametrize(
    ("kind", "money", "line"),
    [
        # The loss is amount x (refund rate - credit rate) for money that goes out.
        (Kind.CREDIT_MEMO, "115", "debit 7000 5.00"),
        (Kind.CREDIT_MEMO, "105", "credit 7000 5.00"),
        (Kind.VENDOR_CREDIT, "115", "credit 7000 5.00"),
        (Kind.VENDOR_CREDIT, "105", "debit 7000 5.00"),
    ],
)
def test_a_refund_at_another_rate(kind, money, line):
    credit = a_credit(kind, currency="EUR", base_total=usd("110"))
    act = an_act(credit, entered=eur("100"), base=usd(money), account=an_account("1000"))
    assert line in posted(kind, "refund", act)


@pytest.mark.parametrize("kind", [Kind.CREDIT_MEMO, Kind.VENDOR_CREDIT])
@pytest.mark.parametrize("name", ["unapply", "void_refund", "void"])
def test_what_is_taken_back_is_mirrored(kind, name):
    recorded = LIFECYCLES[kind].perform(
        "refund", an_act(a_credit(kind), entered="60", base=usd("60"))
    )
    act = an_act(a_credit(kind), mirrors=recorded.entry, reason="Sent back")
    entry = LIFECYCLES[kind].perform(name, act).entry
    assert entry == recorded.entry.mirrored
    assert not entry_of([*entry.lines, *recorded.entry.lines])


@pytest.mark.parametrize(
    ("kind", "act", "facts", "codes"),
    [
        (
            Kind.CREDIT_MEMO,
            "apply",
            {"entered": "150", "target": an_invoice(issue_date=JAN_20)},
            [
                "amount_exceeds_credit_remaining",
                "amount_exceeds_invoice_due",
                "date_before_document",
            ],
        ),
        (
            Kind.CREDIT_MEMO,
            "apply",
            {"entered": "150", "target": an_invoice(currency="EUR")},
            ["currency_mismatch"],
        ),
        (
            Kind.VENDOR_CREDIT,
            "refund",
            {"entered": "150", "on": JAN_20, "rules": some_rules(locked=JAN_20)},
            ["amount_exceeds_credit_remaining", "period_closed"],
        ),
        (
            Kind.CREDIT_MEMO,
            "void",
            {"rules": some_rules(locked=JAN_20)},
            ["reason_required", "period_closed"],
        ),
    ],
)
def test_all_problems_are_told_at_once_but_mixed_currencies_stop_first(kind, act, facts, codes):
    with pytest.raises(Refused) as refused:
        LIFECYCLES[kind].perform(act, an_act(a_credit(kind), **facts))
    assert [problem.code for problem in refused.value.problems] == codes


@pytest.mark.parametrize("kind", list(Kind)[:4])
def test_a_void_draft_posts_nothing(kind):
    outcome = LIFECYCLES[kind].perform("void", an_act(a_draft(kind), reason="Not needed"))
    assert outcome.stage is Stage.VOID
    assert not outcome.entry


@pytest.mark.parametrize("kind", list(Kind)[:4])
def test_issuing_refuses_a_closed_day_and_heading_accounts_together(kind):
    heading = replace(an_account("4999"), is_header=True)
    figures = some_figures(a_line("100", account=heading))
    act = an_act(a_draft(kind), figures=figures, rules=some_rules(locked=JAN_20))
    with pytest.raises(Refused) as refused:
        LIFECYCLES[kind].perform("issue", act)
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["period_closed", "account_is_header"]


@pytest.mark.parametrize(
    ("facts", "settings", "account"),
    [
        ({"reason": "return"}, {}, "4900"),
        ({"reason": "return"}, {"forfeit_to": "income"}, "4900"),
        ({"reason": "return"}, {"forfeit_to": "unclaimed_property"}, "2400"),
        ({"reason": "overpayment"}, {"forfeit_to": "income"}, "2400"),
        ({"reason": "prepayment"}, {"forfeit_to": "income"}, "2400"),
    ],
)
def test_what_lapses_is_income_or_stays_owed(facts, settings, account):
    credit = a_document(expires_at=JAN_10, applied="40", base_open=usd("60"), **facts)
    act = an_act(credit, rules=some_rules(**settings))
    outcome = LIFECYCLES[Kind.CREDIT_MEMO].perform("expire", act)
    assert shown(outcome.entry) == ["debit 1200 60.00", f"credit {account} 60.00"]


def test_what_a_vendor_owed_us_lapses_at_a_loss():
    credit = a_document(Kind.VENDOR_CREDIT, expires_at=JAN_10)
    outcome = LIFECYCLES[Kind.VENDOR_CREDIT].perform("expire", an_act(credit))
    assert shown(outcome.entry) == ["debit 5190 100.00", "credit 1350 100.00"]


def test_money_that_went_back_is_owed_again():
    document = a_draft(Kind.TRANSACTION, "60")
    act = an_act(document, entered="60", base=usd("60"), account=None)
    outcome = LIFECYCLES[Kind.TRANSACTION].perform("issue", act)
    assert shown(outcome.entry) == ["debit 1200 60.00", "credit 1000 60.00"]
