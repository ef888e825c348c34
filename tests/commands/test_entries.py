"""Entries by hand: on accounts that no documents add up to, and back by their mirror."""

from typing import Any

import pytest

from app.commands import books, entries
from app.commands.entries import HandLine
from app.domain.errors import Refused
from app.queries import ledger
from tests.builders import (
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_credit,
    a_customer,
    assert_sound,
    balances,
    last_history,
    refusing,
)

RENT = (HandLine("6000", debit="50"), HandLine("1000", credit="50"))


def post(book, *lines: HandLine, **facts: Any):
    plain = {"date": JAN_15, "description": "Rent", "lines": lines or RENT, **facts}
    return book.do(JAN_20, entries.post, **plain).id


def reverse(book, entry, reason="Twice", **facts: Any):
    return book.do(JAN_20, entries.reverse, entry=entry, reason=reason, **facts).id


def test_a_balanced_entry_is_posted_and_taken_back(book):
    entry = post(book)
    assert balances(book) == {"6000": "50.00", "1000": "-50.00"}
    assert last_history(book)[:2] == ("post", "entry")
    back = reverse(book, entry)
    assert balances(book) == {}
    (found,) = book.ask(JAN_20, ledger.by_ids, (back,))
    assert (found.reversal_of, found.date, found.description) == (
        entry,
        JAN_20,
        "Back from “Rent”: Twice",
    )
    with refusing(book, "already_reversed", field="entry"):
        reverse(book, entry)
    with refusing(book, "control_account", field="entry") as refusal:
        reverse(book, back)
    assert refusal.problems[0].hint == "Post an entry anew if what it took back should stand."
    assert_sound(book)


def an_entry(text="Rent", on=JAN_15, lines=RENT):
    return entries.HandEntry(on, text, lines)


def post_all(book, *entered: entries.HandEntry):
    return book.do(JAN_20, entries.post_all, entries=entered)


def test_many_entries_are_posted_in_one_act(book):
    done = post_all(book, an_entry(), an_entry("More rent", JAN_10), an_entry())
    assert balances(book) == {"6000": "150.00", "1000": "-150.00"}
    found = book.ask(JAN_20, ledger.by_ids, done.made)
    assert [one.description for one in found] == ["Rent", "More rent", "Rent"]
    assert done.id == found[0].id
    act, subject, _, said = last_history(book)
    noted = {"entries": 3, "first": "2026-01-10", "last": "2026-01-15"}
    assert (act, subject, said) == ("post_all", "entry", noted)
    assert book.do(JAN_20, entries.reverse, entry=done.made[1], reason="Twice").id
    assert_sound(book)


def test_of_many_entries_none_is_posted_when_one_is_refused(book):
    customer = a_customer(book)
    wrong = (
        HandLine("nowhere", debit="1", party="p99"),
        HandLine("6000", credit="x", currency="EUR"),
        HandLine("1000", party=customer),
    )
    unbalanced = (HandLine("6000", debit="2"), HandLine("1000", credit="1"))
    with pytest.raises(Refused) as refusal:
        post_all(book, an_entry(), an_entry(" ", lines=wrong), an_entry(lines=unbalanced))
    told = [(problem.code, problem.field) for problem in refusal.value.problems]
    assert told == [
        ("required", "entries.1.description"),
        ("not_found", "entries.1.lines.0.account"),
        ("not_found", "entries.1.lines.0.party"),
        ("invalid_number", "entries.1.lines.1.credit"),
        ("required", "entries.1.lines.1.amount"),
        ("required", "entries.1.lines.2.debit"),
        ("gl_imbalance", "entries.2.lines"),
    ]
    assert balances(book) == {}
    with refusing(book, "required", field="entries"):
        post_all(book)


def test_what_is_wrong_is_told_at_once_whatever_else_is_wrong(book):
    book.do(JAN_20, books.lock, through=JAN_10)
    lines = (HandLine("1200", debit="1"), HandLine("nowhere", credit="1"))
    with pytest.raises(Refused) as refusal:
        post(book, date=JAN_10, lines=lines)
    assert [(problem.code, problem.field) for problem in refusal.value.problems] == [
        ("period_closed", "date"),
        ("control_account", "lines.0.account"),
        ("not_found", "lines.1.account"),
    ]


def test_of_very_many_wrong_entries_the_first_are_told(book):
    wrong = an_entry(lines=(HandLine("6000", debit="2"), HandLine("1000", credit="1")))
    with pytest.raises(Refused) as refusal:
        post_all(book, an_entry(), *[wrong] * 30)
    assert [problem.field for problem in refusal.value.problems] == [
        f"entries.{place}.lines" for place in range(1, 21)
    ]


def test_lines_name_parties_and_foreign_amounts(book):
    customer = a_customer(book)
    lines = (
        HandLine("1210", debit="11", party=customer, currency="EUR", amount="10"),
        HandLine("4000", credit="11", currency="USD", amount="11.00"),
    )
    (found,) = book.ask(JAN_20, ledger.by_ids, (post(book, *lines),))
    first = found.lines[0]
    assert (first.party_name, first.currency, str(first.amount)) == ("Acme", "EUR", "10.00")


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        (HandLine("9999", debit="1"), "not_found", "account"),
        (HandLine("6000"), "required", "debit"),
        (HandLine("6000", debit="1", credit="1"), "required", "debit"),
        (HandLine("6000", debit="0"), "amount_not_positive", "debit"),
        (HandLine("6000", credit="-1"), "amount_not_positive", "credit"),
        (HandLine("6000", debit="x"), "invalid_number", "debit"),
        (HandLine("6000", debit="1.001"), "too_many_decimals", "debit"),
        (HandLine("6000", debit="1", party="p9"), "not_found", "party"),
        (HandLine("6000", debit="1", currency="EUR"), "required", "amount"),
        (HandLine("6000", debit="1", amount="7"), "amount_mismatch", "amount"),
        (HandLine("6000", debit="1", currency="USD", amount="7"), "amount_mismatch", "amount"),
        (HandLine("6000", debit="x", amount="7"), "invalid_number", "debit"),
        (
            HandLine("6000", debit="1", currency="EUR", amount="-1"),
            "amount_not_positive",
            "amount",
        ),
    ],
)
def test_a_line_that_makes_no_sense_names_its_place(book, line, code, field):
    with refusing(book, code, field=f"lines.1.{field}"):
        post(book, RENT[1], line)


def test_an_entry_needs_words_two_sides_and_free_accounts(book):
    with refusing(book, "required", field="description"):
        post(book, description=" ")
    with refusing(book, "required", "gl_imbalance", field="lines"):
        post(book, RENT[0])
    with refusing(book, "control_account", field="lines.1.account"):
        post(book, RENT[0], HandLine("1200", credit="50"))
    with refusing(book, "gl_imbalance", field="lines"):
        post(book, RENT[0], HandLine("6000", credit="50"))
    book.do(JAN_20, books.lock, through=JAN_15)
    with refusing(book, "period_closed", field="date"):
        post(book)


def test_only_what_was_posted_by_hand_is_taken_back_by_hand(book):
    a_credit(book, a_customer(book))
    with refusing(book, "control_account", field="entry"):
        reverse(book, "e1")
    for unknown in ("e99", "x"):
        with refusing(book, "not_found", field="entry"):
            reverse(book, unknown)
    entry = post(book)
    for reason in ("", " "):
        with refusing(book, "reason_required", field="reason"):
            reverse(book, entry, reason)
    with refusing(book, "date_before_document", field="date"):
        reverse(book, entry, date=JAN_10)
    reverse(book, entry, date=JAN_31)
