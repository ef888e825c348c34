"""One word for one thing: what the vocabulary gave up appears in no name and in no sentence."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source import expect_none, sources, strings

DOCUMENT = (
    r"(?:the |this |an? )?(?:issued )?(?:credit memo|vendor credit|credit|invoice|bill|memo)"
)

# What not to say, and what to say instead: in names and in sentences alike.
EVERYWHERE = {
    r"credit notes?": "credit memo",
    r"return invoices?|negative invoices?": "credit memo",
    r"debit notes?|supplier refunds?": "vendor credit",
    r"sales invoices?": "invoice",
    r"purchase invoices?": "bill",
    r"clients?|suppliers?|contacts?": "party, customer, vendor",
    r"submit(?:s|ted|ting)?|finali[sz]\w+|approv(?:e|es|ed|ing)": "issue",
    r"(?:de|re|un)?allocat\w+": "apply, application, unapply",
    r"consum(?:e|es|ed|ing|ption)": "apply",
    r"payouts?": "refund",
    r"breakage": "forfeited",
    r"outstanding|unused amounts?": "remaining, due",
    r"gl entr(?:y|ies)|journal transactions?|postings?": "entry, line",
    r"posting dates?": "entry date",
    r"company files?|workspaces?|tenants?": "book",
    r"use cases?": "command, query",
    rf"match(?:es|ed|ing)? {DOCUMENT}s?": "apply",
    rf"(?:cancel|reverse)(?:l?ed|s|d|l?ing)? {DOCUMENT}s?": "void",
    r"post(?:s|ed|ing)? (?:the |an? )?transactions?": "issue",
}

# Technical names that sentences may use in their ordinary sense ("a bank's services").
NAMES_ONLY = {
    r"services?|handlers?": "command, query",
    r"rollbacks?": "reversal",
}

# Not listed although the vocabulary gave them up, because they are also right words for something
# else: transaction (the protocol's recorded refund or chargeback; the database's own), match, link
# and split (text, addresses, layouts), sign and direction (arithmetic, layout), code (of a
# refusal, of an account), ref (an opaque id, never the number on the paper), type and balance (of
# an account), status (the label shown), event, action and signal (Qt), cancel and delete (a
# dialog, a draft), clearing (a profile), ledger (the screen), head.

# Where a word is somebody else's: the word as the guard reports it, and the reason.
ALLOWED = {
    ("app/exchange/", "*"): "other programs' formats are read and written in their own words",
    ("app/paper/", "Credit note"): "what a credit memo is called on British and EU paper",
    ("app/paper/words/british.py", "Supplier"): "what a vendor is called there",
    ("app/paper/words/british.py", "supplier"): "and within a sentence",
    ("app/paper/statement_words.py", "Supplier"): "and on statements",
    ("app/paper/statement_words.py", "supplier"): "and there within a sentence",
    ("app/paper/statement_words.py", "credit note"): "what a credit memo is called there",
    ("app/gui/", "Credit note"): "and in the window there",
    ("app/", "allocation not equal"): "a code of the protocol",
}


def spoken(name: str) -> str:
    """A name of the code as words: `creditNoteRow` and `credit_note_row` are credit note row."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_+", " ", name).strip().lower()


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name the file itself gives; what a library calls its own things is not our choice."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.ClassDef(name=name) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield 0, name


def said(pattern: str, words: str) -> str | None:
    """The unwanted words as they stand in `words`, or None."""
    found = re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)
    return found[0] if found else None


def allowed(path: str, words: str) -> bool:
    """Tell whether ALLOWED excuses the words at this place."""
    return any(path.startswith(place) and excused in ("*", words) for place, excused in ALLOWED)


def offences(path: str, text: str) -> list[str]:
    """Every name and sentence of a file that uses a given-up word, with the word to use."""
    tree = ast.parse(text)
    stem = path.rsplit("/", 1)[-1].removesuffix(".py")
    found = []
    for place, name in [(1, stem), *names(tree)]:
        for pattern, instead in (EVERYWHERE | NAMES_ONLY).items():
            words = said(pattern, spoken(name))
            if words and not allowed(path, words):
                found.append(f"{path}:{place}: {name} (say: {instead})")
    for node in strings(tree):
        sentence = str(node.value).replace("_", " ")
        for pattern, instead in EVERYWHERE.items():
            words = said(pattern, sentence)
            if words and not allowed(path, words) and not allowed(path, sentence):
                found.append(f"{path}:{node.lineno}: {words!r} in a text (say: {instead})")
    return found


def test_the_house_speaks_with_one_tongue():
    expect_none([o for source in sources("app") for o in offences(source.path, source.text)])


@pytest.mark.parametrize(
    "planted",
    [
        "def allocate(amount): ...",
        "class CreditNote: ...",
        "def f(supplierId): ...",
        "contact_id = 1",
        "self.unusedAmount = 1",
        "import app.x as tenant",
        "x = 'Submit the credit memo'",
        "x = f'{n} credit notes'",
        "x = 'amount_outstanding'",
        "x = 'Match the credit with an invoice'",
        "x = 'Cancel this invoice'",
        "x = 'Posting date'",
        "class PaymentService: ...",
    ],
)
def test_the_guard_can_fail(planted):
    assert offences("app/gui/planted.py", planted)


def test_the_guard_hears_file_names_too():
    assert offences("app/queries/contacts.py", '"""People."""')


@pytest.mark.parametrize(
    ("path", "innocent"),
    [
        ("app/gui/a.py", '"""Not a credit note."""\nx = re.match(p, t)\nsession.rollback()'),
        ("app/gui/a.py", "x = 'Credit note'"),
        ("app/domain/a.py", "x = 'allocation_not_equal'"),
        ("app/exchange/seed.py", "x = 'unusedAmount, allocations, contact'"),
        ("app/gui/a.py", "x = 'Delete draft', 'Cancel', 'service issue', 'vendor_reference'"),
    ],
)
def test_the_guard_lets_good_words_pass(path, innocent):
    assert offences(path, innocent) == []
