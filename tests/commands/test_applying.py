"""Applying credits to invoices and bills, one or several, and taking that back."""

import pytest

from app.commands import books, claims, credits
from app.commands.inputs import ApplyTo, SettingsDraft
from app.domain.kinds import CUSTOMER, VENDOR
from tests.builders import (
    BOTH,
    JAN_1,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    Notices,
    a_claim,
    a_credit,
    a_credit_of,
    a_customer,
    a_party,
    a_vendor,
    an_invoice,
    apply,
    assert_sound,
    balances,
    entries,
    figures,
    last_history,
    refusing,
    shown,
    unapply,
)


@BOTH
def test_a_part_of_a_credit_is_applied(book, side):
    party = a_party(book, side)
    credit, claim = a_credit_of(book, side, party), a_claim(book, side, party)
    notices = Notices(book)
    done = apply(book, credit, claim, "40")
    assert figures(book, credit) == ("partially_applied", "100.00", "40.00", "0.00", "60.00")
    assert figures(book, claim) == ("partially_paid", "90.00", "40.00", "0.00", "50.00")
    (use,) = shown(book, credit).applications
    assert (use.id, use.number, str(use.amount), use.live) == (
        done.made[0],
        shown(book, claim).number,
        "40.00",
        True,
    )
    assert done.id == credit
    touched = {side.credit.value, side.claim.value}
    ((act, kinds, ids),) = notices.all
    assert (act, kinds - {"entry"}) == ("apply", touched)
    assert {credit, claim} <= ids
    assert last_history(book) == (
        "apply",
        "document",
        {},
        {"amount": "40.00", "to": shown(book, claim).number, "date": "2026-01-10"},
    )
    assert_sound(book)


@pytest.mark.parametrize(
    ("side", "settings", "lines"),
    [
        (CUSTOMER, SettingsDraft(), []),
        (
            CUSTOMER,
            SettingsDraft(open_customer_credit="2150"),
            ["debit 2150 40.00", "credit 1200 40.00"],
        ),
        (VENDOR, SettingsDraft(), ["debit 2000 40.00", "credit 1350 40.00"]),
        (VENDOR, SettingsDraft(open_vendor_credit="2000"), []),
    ],
    ids=["default", "clearing", "default vendor", "direct"],
)
def test_what_applying_posts_is_what_netting_leaves(book, side, settings, lines):
    book.do(JAN_1, books.update_settings, settings)
    party = a_party(book, side)
    credit, claim = a_credit_of(book, side, party), a_claim(book, side, party)
    (use,) = apply(book, credit, claim, "40").made
    assert entries(book, credit)[1:] == ([lines] if lines else [])
    unapply(book, side, use)
    assert all(
        not entry or len(entries(book, credit)) in (1, 3) for entry in entries(book, credit)
    )
    assert figures(book, credit)[0] == "issued"
    assert_sound(book)


def test_a_left_out_amount_is_as_much_as_fits(book, customer):
    credit = a_credit(book, customer)
    small, large = an_invoice(book, customer, due="30"), an_invoice(book, customer, due="500")
    apply(book, credit, small)
    assert figures(book, small)[0] == "paid"
    apply(book, credit, large)
    assert figures(book, large)[-1] == "430.00"
    view = shown(book, credit)
    assert (view.status, str(view.remaining)) == ("fully_applied", "0.00")
    assert (view.can_be_applied, view.can_be_refunded, view.can_be_voided) == (False,) * 3
    assert (view.last_applied_at, view.fully_applied_at) == ("2026-01-15T12:00:00.000+00:00",) * 2
    assert_sound(book)


def test_a_credit_is_used_on_an_invoice_it_is_not_linked_to(book, customer):
    first, second = an_invoice(book, customer), an_invoice(book, customer)
    credit = a_credit(book, customer, claim=first)
    apply(book, credit, second, "90")
    assert figures(book, second)[0] == "paid"
    assert figures(book, first)[0] == "open"


def test_several_invoices_at_once_are_one_act(book, customer):
    credit = a_credit(book, customer)
    invoices = [an_invoice(book, customer, due=due) for due in ("30", "50", "90")]
    notices = Notices(book)
    to = (ApplyTo(invoices[0]), ApplyTo(invoices[1], "45"), ApplyTo(invoices[2]))
    done = book.do(JAN_15, credits.apply, CUSTOMER, credit=credit, to=to)
    assert len(done.made) == 3
    assert [figures(book, one)[-1] for one in invoices] == ["0.00", "5.00", "65.00"]
    assert figures(book, credit)[0] == "fully_applied"
    assert len(notices.acts) == 1
    assert shown(book, credit).revision == 2
    assert_sound(book)


def test_one_invoice_named_twice_is_seen_as_the_first_time_left_it(book, customer):
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    to = (ApplyTo(invoice, "60"), ApplyTo(invoice))
    book.do(JAN_15, credits.apply, CUSTOMER, credit=credit, to=to)
    assert figures(book, invoice) == ("paid", "90.00", "90.00", "0.00", "0.00")
    assert [str(use.amount) for use in shown(book, credit).applications] == ["60.00", "30.00"]
    assert_sound(book)


def test_one_bad_target_refuses_all_and_every_problem_is_told(book, customer):
    credit = a_credit(book, customer)
    invoices = [an_invoice(book, customer) for _ in range(3)]
    to = (
        ApplyTo(invoices[0], "90"),
        ApplyTo(invoices[1], "95"),
        ApplyTo("INV-9999"),
        ApplyTo(invoices[2], "0"),
        ApplyTo(invoices[2], "1.001"),
    )
    with refusing(
        book,
        "amount_exceeds_credit_remaining",
        "amount_exceeds_invoice_due",
        "not_found",
        "amount_not_positive",
        "too_many_decimals",
    ) as refusal:
        book.do(JAN_15, credits.apply, CUSTOMER, credit=credit, to=to)
    assert refusal.fields == [
        "to.1.amount",
        "to.1.amount",
        "to.2.claim",
        "to.3.amount",
        "to.4.amount",
    ]


def test_the_sum_over_several_invoices_is_limited_by_the_credit(book, customer):
    credit = a_credit(book, customer)
    to = tuple(ApplyTo(an_invoice(book, customer), "60") for _ in range(2))
    with refusing(book, "amount_exceeds_credit_remaining", field="to.1.amount") as refusal:
        book.do(JAN_15, credits.apply, CUSTOMER, credit=credit, to=to)
    assert str(refusal) == "Only 40.00 USD is left on CM-0001."


@pytest.mark.parametrize(
    ("amount", "code", "says"),
    [
        ("90.01", "amount_exceeds_invoice_due", "Only 90.00 USD is due on INV-0001."),
        ("0", "amount_not_positive", "The amount must be more than zero."),
        ("-1", "amount_not_positive", "The amount must be more than zero."),
        ("x", "invalid_number", "“x” is not a number."),
        ("1.001", "too_many_decimals", "“1.001” has more than 2 decimals."),
    ],
)
def test_an_amount_that_does_not_fit_is_refused(book, customer, amount, code, says):
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    with refusing(book, code, field="amount") as refusal:
        apply(book, credit, invoice, amount)
    assert str(refusal) == says


@pytest.mark.parametrize(("amount", "used"), [("500", "90.00"), ("50", "50.00"), (None, "90.00")])
def test_clamping_lowers_an_amount_to_what_fits(book, customer, amount, used):
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    apply(book, credit, invoice, amount, clamp=True)
    assert str(shown(book, credit).applied) == used


def test_an_application_names_one_target_or_a_list(book, customer):
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    with refusing(book, "required", field="claim") as refusal:
        book.do(JAN_15, credits.apply, CUSTOMER, credit=credit)
    assert str(refusal) == "The invoice is missing."
    with refusing(book, "malformed", field="to"):
        apply(book, credit, invoice, to=(ApplyTo(invoice),))


def test_targets_that_will_not_do_have_each_their_own_sentence(book, customer):
    credit = a_credit(book, customer)
    paid, void = an_invoice(book, customer, due="10"), an_invoice(book, customer)
    draft = an_invoice(book, customer, issue=False)
    book.do(JAN_15, claims.void, CUSTOMER, claim=void, reason="Wrong")
    apply(book, a_credit(book, customer), paid)
    other = an_invoice(book, a_customer(book, name="Beta"))
    euros = an_invoice(book, customer, currency="EUR", fx_rate="1.1")
    sentences = {
        paid: ("target_not_open", "The invoice INV-0001 is paid."),
        void: ("target_not_open", "The invoice INV-0002 is void."),
        draft: ("target_not_open", "The invoice is still a draft."),
        other: ("party_mismatch", "INV-0003 belongs to Beta, CM-0001 to Acme."),
        euros: ("currency_mismatch", "CM-0001 is in USD, INV-0004 in EUR."),
        "CM-0002": (
            "same_sign_target",
            "CM-0002 is a credit memo; a credit is applied to an invoice.",
        ),
    }
    for target, (code, sentence) in sentences.items():
        with refusing(book, code, field="invoice") as refusal:
            apply(book, credit, target, "5")
        assert str(refusal) == sentence


def test_a_bill_is_no_target_of_a_credit_memo(book, customer):
    bill = a_claim(book, VENDOR, a_vendor(book))
    credit = a_credit(book, customer)
    with refusing(book, "not_found", field="claim"):
        book.do(JAN_15, credits.apply, CUSTOMER, credit=credit, claim=bill, amount="5")


@BOTH
def test_a_credit_that_will_not_do_has_its_own_code(book, side):
    party = a_party(book, side)
    claim = a_claim(book, side, party, due="500")
    draft = a_credit_of(book, side, party, issue=False)
    void, spent = a_credit_of(book, side, party), a_credit_of(book, side, party)
    lapsed = a_credit_of(book, side, party, expires_at=JAN_15)
    book.do(JAN_15, credits.void, side, credit=void, reason="Wrong")
    apply(book, spent, claim)
    for credit, code in ((draft, "not_issued"), (void, "is_void"), (spent, "nothing_remaining")):
        with refusing(book, code):
            apply(book, credit, claim, "5")
    with refusing(book, "is_expired"):
        apply(book, lapsed, claim, "5", on=JAN_20)
    assert shown(book, lapsed, JAN_20).can_be_applied is False
    assert shown(book, lapsed, JAN_20).status == "issued"
    apply(book, lapsed, claim, "5", on=JAN_20, date=JAN_15)
    assert_sound(book)


@pytest.mark.parametrize(
    ("credit_day", "invoice_day", "locked", "date", "posted"),
    [
        (JAN_10, JAN_20, None, None, "2026-01-20"),
        (JAN_20, JAN_10, None, None, "2026-01-20"),
        (JAN_10, JAN_20, None, JAN_31, "2026-01-31"),
        (JAN_10, JAN_10, JAN_20, None, "2026-01-21"),
        (JAN_10, JAN_10, JAN_20, JAN_31, "2026-01-31"),
    ],
)
def test_an_application_is_dated_by_its_documents(
    book, customer, credit_day, invoice_day, locked, date, posted
):
    credit = a_credit(book, customer, issue_date=credit_day)
    invoice = an_invoice(book, customer, issue_date=invoice_day)
    if locked:
        book.do(JAN_15, books.lock, through=locked)
    apply(book, credit, invoice, "5", date=date)
    assert shown(book, credit).applications[0].date.isoformat() == posted


def test_an_application_before_its_documents_or_in_a_closed_period_is_refused(book, customer):
    credit = a_credit(book, customer)
    invoice = an_invoice(book, customer, issue_date=JAN_20)
    with refusing(book, "date_before_document", field="date"):
        apply(book, credit, invoice, "5", date=JAN_15)
    book.do(JAN_15, books.lock, through=JAN_31)
    with refusing(book, "period_closed", field="date"):
        apply(book, credit, invoice, "5", date=JAN_31)
    with refusing(book, "period_closed", "date_before_document") as refusal:
        book.do(
            JAN_15, credits.apply, CUSTOMER, credit=credit, to=(ApplyTo(invoice),), date=JAN_15
        )
    assert refusal.fields == ["date", "date"]


def test_a_setting_changed_later_moves_nothing_that_is_issued(book, customer):
    old, invoice = a_credit(book, customer), an_invoice(book, customer)
    (use,) = apply(book, old, invoice, "40").made
    book.do(JAN_15, books.update_settings, SettingsDraft(open_customer_credit="2150"))
    assert_sound(book)
    new = a_credit(book, customer)
    unapply(book, CUSTOMER, use)
    apply(book, old, invoice, "50")
    apply(book, new, invoice, "40")
    assert balances(book) == {
        "1200": "-50.00",
        "2150": "-60.00",
        "4000": "-90.00",
        "4100": "200.00",
    }
    assert_sound(book)
