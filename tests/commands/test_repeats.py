"""The same thing asked for twice is done once: by its source, or by a request key."""

from typing import Any

import pytest

from app.book.book import Writing
from app.commands import credits, parties, requests
from app.commands.inputs import CreditDraft, TaxInput
from app.domain.kinds import CUSTOMER, SIDES, VENDOR
from tests.builders import (
    BOTH,
    JAN_10,
    JAN_15,
    JAN_20,
    Notices,
    a_credit,
    a_credit_of,
    a_customer,
    a_line,
    a_party,
    a_vendor_credit,
    assert_sound,
    everything,
    refusing,
    row_counts,
    shown,
)

VAT = TaxInput("VAT", "10")
SOURCE: dict[str, Any] = {"source_type": "vendor_return", "source_id": "VR-9"}


def create(book, side, party, **facts: Any):
    plain: dict[str, Any] = {"party": party, "issue_date": JAN_10, "amount": "125.50", **SOURCE}
    plain |= {"reason": "return"} if side is CUSTOMER else {}
    return book.do(JAN_15, credits.create, side, CreditDraft(**{**plain, **facts}), issue=True)


@BOTH
def test_a_repeat_is_answered_by_the_first_and_changes_nothing(book, side):
    party = a_party(book, side)
    first = create(book, side, party)
    assert (first.idempotent, first.differs) == (False, None)
    before, notices = everything(book), Notices(book)
    again = create(book, side, party)
    assert (again.id, again.idempotent, again.differs) == (first.id, True, ())
    assert everything(book) == before
    assert notices.acts == [("create", set())]


@pytest.mark.parametrize(
    ("facts", "differs"),
    [
        ({"amount": "130"}, ("amount",)),
        ({"amount": "125.5"}, ()),
        ({"reason": "goodwill"}, ("reason",)),
        ({"description": "More"}, ("description",)),
        ({"description": None}, ()),
        ({"issue_date": JAN_20}, ("issue_date",)),
        ({"expires_in_days": 5}, ("expires_in_days",)),
        ({"expires_at": JAN_20}, ("expires_at",)),
        ({"tax": VAT}, ("tax",)),
        ({"tax": None}, ()),
        ({"shipping": "5", "restocking_fee": "5"}, ("shipping", "restocking_fee")),
        ({"gl_account": "4120"}, ("gl_account",)),
        ({"currency": "EUR", "fx_rate": "1.1"}, ("currency", "fx_rate")),
        ({"exclude_from_auto_apply": True}, ("exclude_from_auto_apply",)),
        ({"lines": (a_line("125.50", description="Return"),)}, ()),
        ({"lines": (a_line("125.50"),)}, ("lines",)),
        ({"lines": (a_line("100"),), "amount": None}, ("amount", "lines")),
    ],
)
def test_what_differs_from_the_first_is_named(book, facts, differs):
    customer = a_customer(book)
    first = create(book, CUSTOMER, customer)
    again = create(book, CUSTOMER, customer, **facts)
    assert (again.id, again.idempotent) == (first.id, True)
    assert again.differs == differs


def test_a_repeat_for_another_party_says_so(book):
    first = create(book, CUSTOMER, a_customer(book))
    again = create(book, CUSTOMER, a_customer(book, name="Beta"))
    assert (again.id, again.differs) == (first.id, ("party",))


def test_only_a_receipt_itself_is_the_source_receipt(book):
    customer = a_customer(book)
    with refusing(book, "invalid_value", field="source_type"):
        create(book, CUSTOMER, customer, source_type="receipt", source_id="d7")


def test_each_side_has_its_own_sources(book):
    one, other = (create(book, side, a_party(book, side)) for side in SIDES.values())
    assert one.id != other.id


@BOTH
def test_a_draft_does_not_take_another_credit_s_source(book, side):
    party = a_party(book, side)
    create(book, side, party)
    draft = a_credit_of(book, side, party, issue=False, source_type="other", source_id="VR-9")
    with refusing(book, "already_exists", field="source_id"):
        book.do(JAN_15, credits.update, side, CreditDraft(**SOURCE), credit=draft)
    own = CreditDraft(source_id="VR-10", source_type="vendor_return")
    for _ in range(2):
        book.do(JAN_15, credits.update, side, own, credit=draft)
    book.do(JAN_15, credits.update, side, CreditDraft(source_id=None), credit=draft)
    book.do(JAN_15, credits.void, side, credit=draft, reason="Wrong")
    book.do(JAN_15, credits.update, side, CreditDraft(description="Void"), credit=draft)
    assert shown(book, draft).description == "Void"


@BOTH
def test_a_void_credit_leaves_its_source_free(book, side):
    party = a_party(book, side)
    first = create(book, side, party)
    book.do(JAN_15, credits.void, side, credit=first.id, reason="Wrong")
    again = create(book, side, party)
    assert again.id != first.id
    assert not again.idempotent


def test_a_draft_has_its_source_too(book):
    customer = a_customer(book)
    first = a_credit(book, customer, issue=False, **SOURCE)
    assert a_credit(book, customer, **SOURCE) == first
    assert shown(book, first).status == "draft"


def test_half_a_source_is_none(book):
    customer, vendor = a_customer(book), a_party(book, VENDOR)
    for facts in ({"source_type": "ticket"}, {"source_id": "T-1"}, {}):
        assert a_credit(book, customer, **facts) != a_credit(book, customer, **facts)
    assert a_vendor_credit(book, vendor) != a_vendor_credit(book, vendor)


def test_a_repeat_is_still_looked_at(book):
    customer = a_customer(book)
    create(book, CUSTOMER, customer)
    with refusing(book, "invalid_number", field="amount"):
        create(book, CUSTOMER, customer, amount="x")


def once(book, key, body, act):
    return book.do(JAN_15, requests.once, key=key, body=body, act=act)


def test_a_request_with_a_key_is_done_once_and_told_twice(book):
    calls = []

    def act(writing: Writing) -> dict[str, Any]:
        calls.append(writing.now)
        return {"id": parties.create(writing, CUSTOMER, name="Acme").id}

    first = once(book, "k-1", "body", act)
    counts = row_counts(book)
    again = once(book, "k-1", "body", act)
    assert again == first | {"idempotent": True}
    assert len(calls) == 1
    assert row_counts(book) == counts
    with refusing(book, "idempotency_key_mismatch", field="key"):
        once(book, "k-1", "other body", act)
    assert once(book, "k-2", "body", act)["id"] != first["id"]


def test_a_refused_request_leaves_its_key_free(book):
    def bad(writing: Writing) -> dict[str, Any]:
        return {"id": parties.create(writing, CUSTOMER, name="").id}

    def good(writing: Writing) -> dict[str, Any]:
        return {"id": parties.create(writing, CUSTOMER, name="Acme").id}

    with refusing(book, "required"):
        once(book, "k", "one", bad)
    assert once(book, "k", "two", good)["id"]
    assert_sound(book)


@pytest.mark.parametrize(
    "key", ["", None, 7, "x" * 1001, "a\u0000", "a\ud800", "a\nb", "a\u202eb"]
)
def test_a_key_is_text_that_can_be_kept(book, key):
    with refusing(book, "malformed", field="key"):
        once(book, key, "body", lambda _: {})


def test_a_long_and_odd_key_is_kept(book):
    key = "ключ 🗝 " + "x" * 990
    assert once(book, key, "body", lambda _: {"n": 1}) == {"n": 1}
    assert once(book, key, "body", lambda _: {"n": 2}) == {"n": 1, "idempotent": True}


def test_an_answer_that_is_no_json_is_a_bug_and_nothing_is_kept(book):
    before = everything(book)
    with pytest.raises(TypeError):
        once(book, "k", "body", lambda _: {"n": object()})
    assert everything(book) == before
