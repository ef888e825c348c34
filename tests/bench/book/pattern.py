"""The pattern that a large book is made of: some weeks of a business, in all its variety.

Every kind of document in every state, in three currencies, most of it settled. Amounts are whole
dollars, euros and thousands of yen before tax, at short rates: any number of times all of it is
still what the commands would have worked out.
"""

from app.commands import claims, crediting, credits, entries, expiry, payments
from app.commands.inputs import ClaimDraft, PickedLine
from app.domain.kinds import CUSTOMER, VENDOR
from tests.bench.book.story import Flow, Story

EUROS, YEN = 6, 8  # slots of ground.SLOTS: buyers 0 to 8, makers 9 to 14
MAKER_EUROS = 13
TWICE = "Entered twice"


def flows(story: Story) -> list[Flow]:
    """All of it. No flow looks at what another one left, so each can be repeated by itself."""
    return [
        *(_sale(story, n) for n in range(40)),
        *(_purchase(story, n) for n in range(26)),
        *(_week(story, week) for week in range(6)),
        *(_month(story) for _ in range(2)),
        *(_wrong_entry(story) for _ in range(3)),
        _returned(story, 0),
        _too_much(story, 4),
        _revived(story, 0),
        _spread(story, 2),
        _lapses_whole(story, 3),
        _lapses_in_part(story, 5),
        _given_back(story, EUROS),
        _with_payment(story, 9),
        _voids(story, 2),
        _taken_back(story, 3),
        _charged_back(story, 1),
        _void_claims(story),
        _foreign(story, MAKER_EUROS),
        _drafted_first(story, 1),
        _bounced(story),
        _vendor_credits(story),
        _waiting(story),
    ]


def _sale(story: Story, n: int) -> Flow:
    """An invoice: most are paid whole by one receipt, some together, some in part, some late."""
    slot = n % 9
    invoices = [story.claim(slot, 1 + n % 3)]
    yield (7, 12, 21, 28, 33)[n % 5]
    if n == 31:
        yield 75  # this one is late
    if n % 9 == 4:
        invoices.append(story.claim(slot, 1))
        yield 9
    if n % 13 == 5:
        story.settle(slot, *invoices, amount="3000" if slot == YEN else "4.00")
        yield 6
    story.settle(slot, *invoices)


def _purchase(story: Story, n: int) -> Flow:
    """A bill: paid alone, or with another one; one is paid late."""
    slot = 9 + n % 6
    bills = [story.claim(slot, 1 + n % 4)]
    if n % 8 == 3:
        yield 2
        bills.append(story.claim(slot, 1))
    yield (10, 14, 18, 30)[n % 4] + (40 if n == 17 else 0)
    story.settle(slot, *bills)


def _week(story: Story, week: int) -> Flow:
    """What is no document: wages and the bank's charges."""
    pay = 1200 + 90 * week
    lines = (("6110", pay), ("6120", 240), ("1000", -pay), ("2200", -140), ("2500", -100))
    story.hand(f"Wages of week {week + 1}", *lines)
    yield 2
    story.hand("Charges of the bank", ("6200", 7 + week), ("6210", 3), ("1000", -10 - week))


def _month(story: Story) -> Flow:
    """Rent, and what wears off."""
    story.hand("Rent and light", ("6000", 900), ("6010", 85), ("1000", -985))
    yield 7
    story.hand("Depreciation", ("6140", 150), ("1590", -150))


def _wrong_entry(story: Story) -> Flow:
    """An entry by hand that is taken back."""
    entry = story.hand("Fuel", ("6080", 64), ("1030", -64))
    yield 2
    story.do(entries.reverse, entry=entry, reason="Paid by card", date=story.date())


def _returned(story: Story, slot: int) -> Flow:
    """A memo over one line of an invoice, which it settles in part."""
    invoice = story.claim(slot, 2)
    yield 4
    picked = (PickedLine(story.view(invoice).lines[0].id),)
    terms = {"reason": "return", "lines": picked, "issue": True}
    memo = story.do(crediting.from_claim, CUSTOMER, claim=invoice, **terms).id
    story.use(slot, memo, invoice)
    yield 14
    story.settle(slot, invoice)


def _spread(story: Story, slot: int) -> Flow:
    """A memo used on two invoices, then refunded in part: something is left."""
    memo = story.credit(slot, 900, reason="pricing_error")
    for _ in range(2):
        yield 5
        invoice = story.claim(slot, 1)
        story.use(slot, memo, invoice, "5.00")
        yield 9
        story.settle(slot, invoice)
    terms = {"method": "check", "amount": "500.00", "reference": "Cheque 118"}
    story.do(credits.refund, CUSTOMER, credit=memo, **terms)


def _given_back(story: Story, slot: int) -> Flow:
    """A foreign memo that is refunded whole, at another rate."""
    memo = story.credit(slot, 120, reason="goodwill")
    yield 2
    story.do(credits.refund, CUSTOMER, credit=memo, account="1010", fx_rate="1.14")


def _too_much(story: Story, slot: int) -> Flow:
    """More money than was due: the memo made of it settles a later invoice in part."""
    invoice = story.claim(slot, 1)
    yield 11
    due = story.view(invoice).due.minor + 500
    story.settle(slot, invoice, amount=f"{due // 100}.{due % 100:02}")
    yield 9
    later = story.claim(slot, 3)
    story.do(claims.settle, CUSTOMER, claim=later)
    yield 13
    story.settle(slot, later)


def _charged_back(story: Story, slot: int) -> Flow:
    """Money that went back by itself, and the memo that is used on it."""
    terms = {"kind": "chargeback", "amount": "60.00", "date": story.date()}
    money = story.do(payments.record, party=story.parties[slot], **terms).id
    yield 1
    memo = story.credit(slot, 60, reason="chargeback", untaxed=True)
    story.do(credits.apply, CUSTOMER, credit=memo, transaction=money)


def _drafted_first(story: Story, slot: int) -> Flow:
    """An invoice that is saved, issued the day after, and noted upon."""
    invoice = story.claim(slot, 2, issue=False)
    yield 1
    story.do(claims.issue, CUSTOMER, claim=invoice)
    yield 2
    note = ClaimDraft(internal_notes="Asked for a copy")
    story.do(claims.update, CUSTOMER, note, claim=invoice)
    yield 22
    story.settle(slot, invoice)


def _waiting(story: Story) -> Flow:
    """Credits and claims that wait, some for long, some for good; and drafts."""
    memo = story.credit(3, 45, reason="write_off")
    yield 2
    story.credit(YEN, 12, reason="return")
    story.credit(MAKER_EUROS, 70, source_type="rebate")
    for slot in (3, 10):
        story.claim(slot, 1)
        story.settle(slot, story.claim(slot, 2), amount="4.00")
    story.credit(5, 80, issue=False)
    yield 2
    story.claim(2, 2, issue=False)
    story.claim(12, 1, issue=False)
    yield 70
    story.do(credits.refund, CUSTOMER, credit=memo)


def _lapses_whole(story: Story, slot: int) -> Flow:
    """A memo nobody used in time."""
    story.credit(slot, 25, reason="goodwill", expires_at=story.date(11))
    yield 12
    story.do(expiry.run)


def _lapses_in_part(story: Story, slot: int) -> Flow:
    """A memo of which a part was used in time."""
    memo = story.credit(slot, 300, reason="goodwill", expires_at=story.date(15))
    yield 1
    invoice = story.claim(slot, 1)
    story.use(slot, memo, invoice, "2.00")
    yield 15
    story.do(expiry.run)
    yield 5
    story.settle(slot, invoice)


def _revived(story: Story, slot: int) -> Flow:
    """A memo that lapsed, is brought back and used up."""
    memo = story.credit(slot, 5, reason="goodwill", expires_at=story.date(10))
    yield 14
    story.do(expiry.run)
    yield 8
    until = story.date(90)
    story.do(credits.reinstate, CUSTOMER, credit=memo, expires_at=until)
    invoice = story.claim(slot, 3)
    story.use(slot, memo, invoice)
    yield 12
    story.settle(slot, invoice)


def _voids(story: Story, slot: int) -> Flow:
    """Memos taken back: a draft, a whole one, the rest of one, one after its uses."""
    draft = story.credit(slot, 15, issue=False)
    yield 1
    story.do(credits.void, CUSTOMER, credit=draft, reason=TWICE)
    whole = story.credit(slot, 35, reason="return")
    yield 1
    story.do(credits.void, CUSTOMER, credit=whole, reason=TWICE)
    rest, undone = story.credit(slot, 100, reason="order_change"), story.credit(slot, 55)
    invoices = story.claim(slot, 1), story.claim(slot, 1)
    story.use(slot, rest, invoices[0], "4.00")
    story.use(slot, undone, invoices[1], "3.00")
    yield 3
    story.do(credits.void, CUSTOMER, credit=rest, reason=TWICE, scope="remaining")
    terms = {"reason": TWICE, "scope": "unapply_and_void"}
    story.do(credits.void, CUSTOMER, credit=undone, **terms)
    yield 18
    story.settle(slot, *invoices)


def _void_claims(story: Story) -> Flow:
    """An invoice and a bill taken back."""
    invoice, bill = story.claim(4, 2), story.claim(10, 2)
    yield 3
    story.do(claims.void, CUSTOMER, claim=invoice, reason="Order cancelled")
    story.do(claims.void, VENDOR, claim=bill, reason="Not ours")


def _taken_back(story: Story, slot: int) -> Flow:
    """An application and a refund that are taken back."""
    memo, invoice = story.credit(slot, 20), story.claim(slot, 2)
    use = story.use(slot, memo, invoice, "5.00")
    yield 1
    story.do(credits.unapply, CUSTOMER, application=use)
    yield 1
    story.use(slot, memo, invoice, "9.00")
    refund = story.do(credits.refund, CUSTOMER, credit=memo, amount="12.60").made[0]
    yield 6
    story.do(credits.void_refund, CUSTOMER, refund=refund, reason="Cheque never cashed")
    yield 20
    story.settle(slot, invoice)
    story.do(credits.refund, CUSTOMER, credit=memo, method="check")


def _bounced(story: Story) -> Flow:
    """A receipt and a payment taken back, and what they settled paid again."""
    invoice, bill = story.claim(1, 1), story.claim(9, 3)
    yield 7
    receipt, payment = story.settle(1, invoice), story.settle(9, bill)
    yield 2
    story.do(payments.void, payment=receipt, reason="No funds")
    story.do(payments.void, payment=payment, reason="Wrong account")
    yield 4
    story.settle(1, invoice)
    story.settle(9, bill)


def _with_payment(story: Story, slot: int) -> Flow:
    """A vendor credit that goes first when the bill is paid."""
    credit, bill = story.credit(slot, 30, source_type="rebate"), story.claim(slot, 3)
    yield 15
    story.settle(slot, bill, credits=(credit,))


def _foreign(story: Story, slot: int) -> Flow:
    """A vendor credit used on a bill of another rate, taken back, and used again."""
    credit, bill = story.credit(slot, 3, fx_rate="1.18"), story.claim(slot, 2)
    yield 2
    use = story.use(slot, credit, bill)
    story.do(credits.unapply, VENDOR, application=use)
    story.use(slot, credit, bill)
    yield 24
    story.settle(slot, bill)


def _vendor_credits(story: Story) -> Flow:
    """Vendor credits refunded, lapsing, void, waiting, used in part and for long, and a draft."""
    paid_twice = story.credit(11, 48, source_type="duplicate_payment")
    story.credit(12, 22, expires_at=story.date(8))
    void = story.credit(10, 18)
    yield 3
    story.do(credits.refund, VENDOR, credit=paid_twice, method="wire")
    story.do(credits.void, VENDOR, credit=void, reason="Their mistake")
    returned = story.credit(14, 6, source_type="vendor_return")
    story.credit(11, 75, issue=False)
    yield 2
    part, bill = story.credit(12, 500, source_type="rebate"), story.claim(12, 1)
    story.use(12, part, bill)
    yield 4
    story.do(expiry.run)
    yield 45
    story.do(credits.refund, VENDOR, credit=returned, fx_rate="0.0093")
