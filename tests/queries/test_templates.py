"""Templates as documents see them: by kind of paper, in the language of the other side."""

from app.book import schema
from app.commands import books, parties, templates
from app.commands.inputs import SettingsDraft
from app.domain.kinds import CUSTOMER
from app.domain.template import ACCENT, Look, Texts
from app.queries import sheets
from app.queries import templates as seen
from tests.builders import JAN_15, a_credit, a_customer, a_vendor, a_vendor_credit, an_invoice
from tests.logos import a_picture


def speak(book, language):
    book.do(JAN_15, books.update_settings, SettingsDraft(language=language))


def row_of(party):
    return int(party[1:])


def test_the_language_is_the_partys_or_the_books(book):
    ours, theirs = a_customer(book), a_customer(book, name="Hafen", language="de")
    assert book.ask(JAN_15, seen.language_of, row_of(ours)) == "en"
    assert book.ask(JAN_15, seen.language_of, row_of(theirs)) == "de"
    speak(book, "fr")
    assert book.ask(JAN_15, seen.language_of, row_of(ours)) == "fr"
    assert book.ask(JAN_15, seen.language_of, row_of(theirs)) == "de"
    book.do(JAN_15, parties.update, CUSTOMER, party=theirs, language=None)
    assert book.ask(JAN_15, seen.language_of, row_of(theirs)) == "fr"


def test_a_paper_looks_as_its_template_says_or_plain(book):
    texts = {"": Texts(footer="Bank"), "en": Texts("Credit"), "de": Texts("Gutschrift")}
    facts = {"accent": "#aa0011", "columns": ("tax",), "logo": a_picture(), "texts": texts}
    book.do(JAN_15, templates.create, name="Calm", papers=("credit_memo",), **facts)
    assert book.ask(JAN_15, seen.look, "invoice", "de") == Look()
    for language, title in (("de", "Gutschrift"), ("en-GB", "Credit"), ("fr", None)):
        assert book.ask(JAN_15, seen.look, "credit_memo", language) == Look(
            "#aa0011", a_picture(), ("tax",), Texts(title, footer="Bank")
        )


def test_a_document_takes_its_look_along(book):
    book.do(
        JAN_15, templates.create, name="Calm", papers=("credit_memo", "vendor_credit"),
        texts={"de": Texts("Gutschrift")},
    )  # fmt: skip
    customer = a_customer(book, language="de")
    memo, invoice = a_credit(book, customer), an_invoice(book, customer)
    advice = a_vendor_credit(book, a_vendor(book))
    found = {one: book.ask(JAN_15, sheets.sheet, one) for one in (memo, invoice, advice)}
    assert (found[memo].language, found[memo].look.texts) == ("de", Texts("Gutschrift"))
    assert (found[invoice].language, found[invoice].look) == ("de", Look())
    assert (found[advice].language, found[advice].look.texts) == ("en", Texts())


def test_a_tampered_book_prints_in_a_language_and_a_colour_that_there_is(book):
    book.do(JAN_15, templates.create, name="Calm", accent="#ff0000", papers=("credit_memo",))
    memo = a_credit(book, a_customer(book, language="de"))

    def tamper(writing):
        for table, facts in (
            (schema.party, {"language": "xx"}),
            (schema.setting, {"value": '"yy"'}),
            (schema.template, {"accent": "red"}),
        ):
            query = table.update().values(**facts)
            if table is schema.setting:
                query = query.where(table.c.name == "language")
            writing.connection.execute(query)

    book.do(JAN_15, tamper)
    sheet = book.ask(JAN_15, sheets.sheet, memo)
    assert (sheet.language, sheet.look.accent) == ("en", ACCENT)


def test_templates_come_by_name_without_what_they_hold(book):
    for name, facts in (
        ("beta", {"papers": ("statement", "invoice")}),
        ("Alpha", {"logo": a_picture(), "texts": {"": Texts("x"), "fr": Texts("y")}}),
    ):
        book.do(JAN_15, templates.create, name=name, **facts)
    first, second = book.ask(JAN_15, seen.rows)
    assert (first.name, first.has_logo, first.languages, first.papers) == (
        "Alpha", True, ("", "fr"), (),
    )  # fmt: skip
    assert (second.name, second.has_logo, second.papers) == (
        "beta", False, ("invoice", "statement"),
    )  # fmt: skip
