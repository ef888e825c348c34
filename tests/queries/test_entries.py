"""One entry, whole; what is possible with it, as the commands see it; which accounts take one."""

from datetime import date

import pytest

from app.commands import books, entries, revaluation
from app.commands.entries import HandLine
from app.domain.errors import Refused
from app.domain.kinds import Kind
from app.queries import entries as queries
from app.queries import ledger
from tests.builders import JAN_15, JAN_20, JAN_31, a_credit, a_customer, an_invoice, refusing

RENT = (HandLine("6000", debit="50"), HandLine("1000", credit="50"))


def post(book, *lines: HandLine):
    lines = lines or RENT
    facts = {"date": JAN_15, "description": "Rent", "lines": lines}
    return book.do(JAN_20, entries.post, **facts).id


def why_not(book, entry):
    found = book.ask(JAN_20, queries.why_not, entry)
    return {act: problem.code if problem else "" for act, problem in found.items()}


def test_an_entry_says_all_that_it_was_made_of(book):
    acme = a_customer(book)
    entry = post(
        book,
        HandLine("6000", debit="11", party=acme, currency="EUR", amount="10"),
        HandLine("1000", credit="11"),
    )
    view = book.ask(JAN_20, queries.get, entry)
    assert (view.id, view.number, view.date, view.description) == (entry, 1, JAN_15, "Rent")
    first, second = view.lines
    assert (first.account, str(first.debit), first.credit) == ("6000", "11.00", None)
    assert (first.party, first.party_name, first.currency, str(first.amount)) == (
        acme, "Acme", "EUR", "10.00",
    )  # fmt: skip
    assert (second.credit, second.party, second.currency, second.amount) == (
        first.debit, None, None, None,
    )  # fmt: skip
    assert (view.document, view.reversal_of, view.reversed_by) == (None, None, None)


def test_an_entry_goes_back_on_the_first_open_day(book):
    entry = post(book)
    assert book.ask(JAN_20, queries.get, entry).goes_back_on == JAN_20
    assert book.ask(date(2026, 1, 2), queries.get, entry).goes_back_on == JAN_15
    book.do(JAN_20, books.lock, through=JAN_31)
    assert book.ask(JAN_20, queries.get, entry).goes_back_on == date(2026, 2, 1)


def test_an_entry_knows_what_took_it_back(book):
    entry = post(book)
    back = book.do(JAN_20, entries.reverse, entry=entry, reason="Twice").id
    assert book.ask(JAN_20, queries.get, entry).reversed_by == back
    assert book.ask(JAN_20, queries.get, back).reversal_of == entry


def test_an_entry_of_a_document_leads_to_it(book):
    invoice = an_invoice(book, a_customer(book))
    view = book.ask(JAN_20, queries.get, "e1")
    assert (view.document, view.document_kind) == (invoice, Kind.INVOICE)
    assert view.document_number == "INV-0001"


def test_what_is_possible_is_what_the_command_does(book):
    customer = a_customer(book)
    a_credit(book, customer)
    plain = post(book)
    back = book.do(JAN_20, entries.reverse, entry=plain, reason="Twice").id
    free = post(book)
    an_invoice(book, customer, currency="EUR", fx_rate="1.1")
    revalued = book.do(JAN_20, revaluation.run, date=JAN_20, rates={"EUR": "1.2"}).made
    assert {plain, back, free, *revalued} < agreed(book)
    assert why_not(book, free) == {"reverse": "", "duplicate": ""}
    assert why_not(book, plain) == {"reverse": "already_reversed", "duplicate": ""}
    assert why_not(book, back)["duplicate"] == "control_account"


def test_no_act_of_months_is_judged_otherwise(lively):
    assert len(agreed(lively)) > 20


def agreed(book):
    """All entries, after comparing for each what the query says and what the command refuses."""
    found = {one.id for one in book.ask(JAN_20, ledger.journal, 10_000).entries}
    for entry in found:
        refused = ""
        try:
            book.preview(JAN_31, entries.reverse, entry=entry, reason="Why")
        except Refused as refusal:
            refused = refusal.problems[0].code
        assert why_not(book, entry)["reverse"] == refused, entry
    return found


def reverse_hint(book, entry):
    problem = book.ask(JAN_20, queries.why_not, entry)["reverse"]
    return f"{problem.message} {problem.hint}"


def test_a_revaluation_is_done_anew(book):
    an_invoice(book, a_customer(book), currency="EUR", fx_rate="1.1")
    first, _back = book.do(JAN_20, revaluation.run, date=JAN_20, rates={"EUR": "1.2"}).made
    assert reverse_hint(book, first) == (
        "Entry 2 revalues foreign balances; it is taken back by itself."
        " Revalue that day anew, at other rates."
    )


def test_a_refusal_names_the_way(book):
    an_invoice(book, a_customer(book))
    assert reverse_hint(book, "e1") == (
        "Entry 1 belongs to INV-0001 and is taken back with it. Open INV-0001 and void it."
    )
    entry = post(book)
    back = book.do(JAN_20, entries.reverse, entry=entry, reason="Twice").id
    assert reverse_hint(book, entry).startswith("Entry 2 was taken back already, by entry 3.")
    assert reverse_hint(book, back) == (
        "Entry 3 is what took entry 2 back. Post an entry anew if what entry 2 said should stand."
    )


def test_a_day_says_whether_it_is_closed(book):
    assert book.ask(JAN_20, queries.closed, JAN_15) is None
    book.do(JAN_20, books.lock, through=JAN_15)
    problem = book.ask(JAN_20, queries.closed, JAN_15)
    assert (problem.code, problem.field) == ("period_closed", "date")
    with refusing(book, "period_closed", field="date"):
        post(book)


@pytest.mark.parametrize("ref", ["e9", "d1", "nothing", ""])
def test_there_is_no_such_entry(book, ref):
    for query in (queries.get, queries.why_not):
        with pytest.raises(Refused) as refusal:
            book.ask(JAN_20, query, ref)
        assert refusal.value.problems[0].code == "not_found"


def test_accounts_that_take_no_entry_say_why_and_stand_last(book):
    facts = {"code": "6900", "name": "Costs", "type": "expense", "header": True}
    book.do(JAN_20, books.create_account, **facts)
    found = book.ask(JAN_20, queries.accounts)
    problems = [one.problem for one in found]
    free = problems.index(next(filter(None, problems)))
    assert not any(problems[:free])
    assert all(problems[free:])
    codes = [one.code for one in found]
    assert codes[:free] == sorted(codes[:free])
    said = {one.code: one.problem.code for one in found if one.problem}
    assert (said["1200"], said["6900"]) == ("control_account", "account_is_header")


def test_what_is_offered_is_what_the_command_takes(book):
    for one in book.ask(JAN_20, queries.accounts):
        other = "1000" if one.code != "1000" else "6000"
        lines = (HandLine(one.code, debit="5"), HandLine(other, credit="5"))
        if one.problem is None:
            post(book, *lines)
            continue
        with refusing(book, one.problem.code, field="lines.0.account") as refusal:
            post(book, *lines)
        assert refusal.problems[0].message == one.problem.message
