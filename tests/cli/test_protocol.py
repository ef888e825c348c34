"""Every word takes the arguments that the protocol's page says, and the other side's twin too."""

import pytest

from app.cli import decode
from app.cli.protocol import WORDS
from app.commands.inputs import AddressInput, ApplyTo, LineInput, TaxInput
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR

# The page's own spelling: a question mark = may be left out.
_PARTY = "email? phone? address? tax_id? currency?"
_CLAIM = "issue_date? due_date? currency? fx_rate? amount? lines? shipping? description? issue?"
_CREDIT = (
    "amount? lines? issue_date? currency? fx_rate? tax? shipping? restocking_fee? gl_account? "
    "expires_at? expires_in_days? reason_note? description? internal_notes? source_type? "
    "source_id? exclude_from_auto_apply?"
)
_PAGE_OF = "status? text? from? to? limit? after?"
PAGE = {
    "customer.create": f"name {_PARTY}",
    "customer.update": f"customer name? {_PARTY}",
    "vendor.create": f"name {_PARTY}",
    "vendor.update": f"vendor name? {_PARTY}",
    "account.create": "code name type header? currency?",
    "tax.create": "code name rate category? account?",
    "settings.update": (
        "open_customer_credit? open_vendor_credit? expiry_days_customer? expiry_days_vendor? "
        "forfeit_to? auto_apply_order? credit_order? over_credit? duplicate_vendor_reference? "
        "tax_rounding? accounts?"
    ),
    "rate.set": "currency date rate",
    "period.lock": "through",
    "period.unlock": "through? reason",
    "invoice.create": f"customer {_CLAIM}",
    "bill.create": f"vendor vendor_reference? {_CLAIM}",
    "invoice.void": "invoice reason",
    "bill.void": "bill reason",
    "payment.receive": "customer date? amount account? currency? fx_rate? invoices?",
    "payment.pay": "vendor date? account? fx_rate? bills vendor_credits?",
    "payment.record": "customer kind date? amount account?",
    "payment.void": "payment reason",
    "credit_memo.create": f"customer reason invoice? issue? {_CREDIT}",
    "credit_memo.from_invoice": "invoice reason lines? issue?",
    "credit_memo.update": f"credit_memo revision? customer? reason? invoice? {_CREDIT}",
    "credit_memo.delete": "credit_memo",
    "credit_memo.issue": "credit_memo",
    "credit_memo.apply": "credit_memo date? to? invoice? transaction? amount? clamp?",
    "credit_memo.auto_apply": "credit_memo order?",
    "credit_memo.unapply": "application date?",
    "credit_memo.refund": "credit_memo amount? date? account? method? fx_rate? reference?",
    "credit_memo.void_refund": "refund reason date?",
    "credit_memo.void": "credit_memo reason scope? date?",
    "credit_memo.reinstate": "credit_memo expires_at",
    "vendor_credit.create": f"vendor reason? bill? vendor_reference? issue? {_CREDIT}",
    "invoice.settle": "invoice order?",
    "expiry.run": "",
    "revaluation.run": "date rates",
    "journal.post": "date description lines",
    "journal.post_all": "entries",
    "journal.reverse": "entry date? reason",
    "credit_memo.get": "credit_memo",
    "vendor_credit.get": "vendor_credit",
    "invoice.get": "invoice",
    "bill.get": "bill",
    "payment.get": "payment",
    "credit_memo.list": f"customer? {_PAGE_OF}",
    "vendor_credit.list": f"vendor? {_PAGE_OF}",
    "invoice.list": f"customer? {_PAGE_OF}",
    "bill.list": f"vendor? {_PAGE_OF}",
    "journal.of": "document",
    "report.trial_balance": "as_of?",
    "report.account": "account from? to? limit? after?",
    "report.aging": "side as_of?",
    "report.statement": "customer? vendor? from? to",
    "report.credit_register": "side",
    "report.credits_by_reason": "side from? to?",
    "report.open_documents": "side? as_of? party? account? currency? part?",
    "report.why": "account? party? document? as_of?",
    "report.income_statement": "from? to",
    "report.balance_sheet": "as_of",
    "report.tax_summary": "from? to",
    "history.of": "document",
    "book.check": "",
}
# "The same verbs" on the vendor's side.
_TWIN = {"customer": "vendor", "credit_memo": "vendor_credit", "invoice": "bill"}
# What the program has beyond the page: nothing of it is needed to use what the page says.
_WHO = "legal_name? registration_id?"
_SPOKEN = f"{_WHO} language?"
BEYOND = {
    "customer.create": _SPOKEN,
    "customer.update": _SPOKEN,
    "vendor.create": _SPOKEN,
    "vendor.update": _SPOKEN,
    "invoice.create": "internal_notes?",
    "bill.create": "internal_notes?",
    "settings.update": "days_to_pay? language?",
    "period.lock": "reason?",
    "vendor_credit.update": "vendor_reference?",
    "credit_memo.from_invoice": "issue_date? reason_note?",
    "payment.record": "currency? fx_rate?",
    "payment.void": "date?",
    "credit_memo.reinstate": "date?",
    "vendor_credit.reinstate": "date?",
    "report.statement": "currency?",
    "report.credit_register": "as_of?",
    "report.why": "from?",
}
ALONE = {  # words that the page does not have
    "customer.get": "customer",
    "vendor.get": "vendor",
    "customer.list": "text?",
    "vendor.list": "text?",
    "invoice.update": f"invoice revision? customer? internal_notes? {_CLAIM[:-7]}",
    "bill.update": f"bill revision? vendor? vendor_reference? internal_notes? {_CLAIM[:-7]}",
    "invoice.delete": "invoice",
    "bill.delete": "bill",
    "invoice.issue": "invoice",
    "bill.issue": "bill",
    "account.list": "",
    "tax.list": "",
    "book.get": "",
    "template.create": "name accent? columns? logo? texts? papers?",
    "template.update": "template name? accent? columns? logo? texts? papers? revision?",
    "template.delete": "template revision?",
    "template.get": "template",
    "template.list": "",
    "book.describe": f"name? {_PARTY.removesuffix('currency?')} {_WHO}",
    "journal.list": "text? from? to? limit? after?",
    "report.tie_out": "as_of?",
    "payment.list": "kind? status? text? from? to? limit? after?",
    "rate.list": "",
    "expiry.list": "days?",
    "vendor_credit.from_bill": "bill reason? lines? issue_date? reason_note? source_type? issue?",
    "vendor_credit.apply": "vendor_credit date? to? bill? amount? clamp?",
}


def asked(word):
    """The arguments a word should take, in the page's spelling."""
    if word in ALONE:
        return set(ALONE[word].split())
    page = PAGE.get(word)
    if page is None:
        noun, verb = word.split(".")
        memo = next(one for one, twin in _TWIN.items() if twin == noun)
        page = twin(PAGE[f"{memo}.{verb}"])
    return set(page.split()) | set(BEYOND.get(word, "").split())


def twin(arguments):
    """The customer side's arguments in the vendor side's words."""
    found = []
    for one in arguments.split():
        name = one.rstrip("?")
        found.append(one.replace(name, _TWIN.get(name, name)))
    return " ".join(found)


def taken(word):
    """The arguments a word takes."""
    found = decode.parameters(word)
    return {name if one.required else f"{name}?" for name, one in found.items()}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_takes_what_the_page_says(word):
    assert taken(word) == asked(word)


def test_the_comparison_can_fail():
    assert asked("vendor_credit.refund") >= {"vendor_credit", "fx_rate?"}
    assert asked("vendor_credit.refund") != asked("credit_memo.refund")
    with pytest.raises(StopIteration):
        asked("moon.land")


def test_the_parts_of_an_argument_have_the_pages_names():
    lines = "description quantity unit_price tax account product invoice_line"
    found = {one for one in LineInput.__dataclass_fields__ if one not in ("plan", "unit")}
    word = WORDS["invoice.create"]
    assert {decode.outer_name(word, one) for one in found} == set(lines.split())
    word = WORDS["bill.create"]
    assert "bill_line" in {decode.outer_name(word, one) for one in found}
    assert set(AddressInput.__dataclass_fields__) == {
        "street",
        "city",
        "postal_code",
        "region",
        "country",
    }
    assert list(TaxInput.__dataclass_fields__)[:2] == ["name", "rate"]
    assert list(ApplyTo.__dataclass_fields__) == ["claim", "amount", "transaction"]


@pytest.mark.parametrize("word", [word for word in WORDS.values() if word.side])
def test_every_word_of_one_side_has_its_twin(word):
    noun, verb = word.name.split(".")
    other = {**_TWIN, **{right: left for left, right in _TWIN.items()}}
    head, _, claim = verb.rpartition("_")
    if noun in other:
        twins = {f"{other[noun]}.{verb}", f"{other[noun]}.{head}_{other.get(claim, claim)}"}
        assert twins & WORDS.keys()


def test_every_act_answers_and_no_question_does():
    for word in WORDS.values():
        first = next(iter(word.function.__annotations__.values()))
        assert first.__name__ == ("Writing" if word.is_act else "Reading"), word.name


def test_names_are_translated_once():
    words = CUSTOMER.words
    assert decode.side_name(words, "party") == "customer"
    assert decode.side_name(words, "party_sequence") == "customer_sequence"
    assert decode.side_name(words, "claim_line") == "invoice_line"
    assert decode.side_name(words, "credits") == "credit_memos"
    assert decode.side_name(words, "credit_memo") == "credit_memo"
    assert decode.side_name(VENDOR.words, "vendor_credit") == "vendor_credit"
    assert decode.side_name(words, "credits_used") == "credits_used"
    assert decode.side_name({}, "party") == "party"


def test_a_word_outside_the_table_is_no_word(book):
    from tests.cli.talk import Talk

    assert Talk(book).refused("moon.land") == ["unknown_command do"]
    with pytest.raises(Refused):
        decode.arguments(WORDS["book.get"], {"do": "book.get", "x": "1"}, lambda text, _: text)
