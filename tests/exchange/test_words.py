"""Reasons (domain.md 4.3) and statuses (5.6) row by row, out and back."""

import pytest

from app.domain.accounts import CUSTOMER_REASONS
from app.domain.kinds import Status
from app.exchange import words
from app.exchange.words import ARCUS, DAYZERO, REBILLY, free_reason, reason_of, reason_word

REASONS = """
return              | return            | return                 | returned_goods
damaged_goods       | other             | product-unsatisfactory | damaged_goods
unsatisfactory      | other             | product-unsatisfactory | service_issue
pricing_error       | price_adjustment  | other                  | pricing_error
billing_adjustment  | price_adjustment  | other                  | billing_adjustment
order_change        | other             | order-change           | other
order_cancellation  | other             | order-cancellation     | other
goodwill            | goodwill          | customer-credit        | goodwill
waiver              | goodwill          | waiver                 | goodwill
duplicate_charge    | other             | other                  | duplicate_charge
duplicate_payment   | duplicate_payment | prepayment             | other
overpayment         | duplicate_payment | prepayment             | other
prepayment          | other             | prepayment             | other
chargeback          | other             | chargeback             | other
write_off           | write_off         | write-off              | other
refund              | other             | other                  | refund
other               | other             | other                  | other
"""
ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in REASONS.strip().splitlines()]
# Avoir, Arcus's credits, customer credits, vendor credits, Rebilly, DayZero; = as in Avoir
STATUSES = """
draft|-|-|-|draft|draft
issued|issued|open|open|issued|issued
partially_applied|=|=|=|partially-applied|=
fully_applied|=|=|applied|applied|=
expired|voided|voided|expired|voided|void
void|voided|voided|voided|voided|void
"""
VIEWS = [
    (words.CREDIT_OUT, words.CREDIT_IN),
    (words.BALANCE_OUT, words.BALANCE_IN),
    (words.VENDOR_OUT, words.VENDOR_IN),
    (words.REBILLY_OUT, words.REBILLY_IN),
    (words.DAYZERO_OUT, words.DAYZERO_IN),
]
STATUS_ROWS = [
    [row.split("|")[0] if cell == "=" else cell for cell in row.split("|")]
    for row in STATUSES.strip().splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_reason_leaves_as_the_word_of_each_program(row):
    code, *expected = row
    assert [reason_word(program, code) for program in (ARCUS, REBILLY, DAYZERO)] == expected


def test_every_reason_has_its_row():
    assert [row[0] for row in ROWS] == list(CUSTOMER_REASONS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_word_comes_back_as_a_reason_that_leaves_as_the_same_word(row):
    for program, word in zip((ARCUS, REBILLY, DAYZERO), row[1:], strict=True):
        code, note = reason_of(program, word)
        assert reason_word(program, code) == word
        assert note is None


@pytest.mark.parametrize(
    ("program", "word", "code"),
    [
        (ARCUS, "price_adjustment", "pricing_error"),
        (ARCUS, "goodwill", "goodwill"),
        (ARCUS, "duplicate_payment", "duplicate_payment"),
        (REBILLY, "product-unsatisfactory", "unsatisfactory"),
        (REBILLY, "customer-credit", "goodwill"),
        (REBILLY, "prepayment", "prepayment"),
        (REBILLY, "other", "other"),
        (DAYZERO, "goodwill", "goodwill"),
        (DAYZERO, "refund", "refund"),
    ],
)
def test_a_word_for_several_reasons_is_the_plainest_of_them(program, word, code):
    assert reason_of(program, word) == (code, None)


@pytest.mark.parametrize("program", [ARCUS, REBILLY, DAYZERO])
def test_an_unknown_reason_is_other_and_its_text_a_note(program):
    assert reason_of(program, "Loyalty bonus") == ("other", "Loyalty bonus")
    assert reason_of(program, None) == ("other", None)


@pytest.mark.parametrize("reason", CUSTOMER_REASONS.values(), ids=lambda reason: reason.code)
def test_words_of_ones_own_are_matched_by_code_or_label(reason):
    for text in (reason.code, reason.label, reason.code.replace("_", "-").upper()):
        assert free_reason(text)[0] == reason.code


@pytest.mark.parametrize("row", STATUS_ROWS, ids=lambda row: row[0])
def test_a_status_leaves_and_comes_back(row):
    status = Status(row[0])
    for word, (out, into) in zip(row[1:], VIEWS, strict=True):
        if word == "-":
            assert status not in out
            continue
        assert out[status] == word
        back = Status.VOID if word in ("voided", "void") else status
        assert into[word] is back


@pytest.mark.parametrize(
    ("into", "word", "status"),
    [
        (words.REBILLY_IN, "quotation", Status.DRAFT),
        (words.DAYZERO_IN, "applied", Status.FULLY_APPLIED),
        (words.DAYZERO_IN, "voided", Status.VOID),
        (words.VENDOR_IN, "issued", Status.ISSUED),
        (words.VENDOR_IN, "fully_applied", Status.FULLY_APPLIED),
        (words.CREDIT_IN, "open", Status.ISSUED),
    ],
)
def test_words_of_older_and_other_pages_come_in(into, word, status):
    assert into[word] is status
