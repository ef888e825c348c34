"""Templates: made, changed and taken away whole; each kind of paper has at most one."""

import hashlib
from typing import Any

import pytest

from app.commands import templates
from app.domain.template import ACCENT, COLUMNS, Texts
from app.queries import templates as seen
from tests.builders import JAN_15, Notices, assert_sound, last_history, refusing
from tests.logos import a_drawing, a_picture

LOGO = a_picture()


def a_template(book, name="Calm", **facts: Any) -> str:
    return str(book.do(JAN_15, templates.create, name=name, **facts).id)


def change(book, template, **facts: Any) -> str:
    return str(book.do(JAN_15, templates.update, template=template, **facts).id)


def view(book, template) -> Any:
    return book.ask(JAN_15, seen.get, template)


def used(book) -> dict[str, tuple[str, ...]]:
    return {row.name: row.papers for row in book.ask(JAN_15, seen.rows)}


def test_a_template_is_kept_with_all_its_parts(book):
    notices = Notices(book)
    made = a_template(
        book,
        name=" Hafen ",
        accent="#AABBCC",
        columns=("tax", "quantity", "tax"),
        logo=LOGO,
        texts={"de": Texts("Gutschrift", "Guten Tag,", "Danke.\nBis bald.", "IBAN"), "fr": None},
        papers=("invoice", "credit_memo"),
    )
    assert view(book, made) == seen.TemplateView(
        id=made,
        name="Hafen",
        accent="#aabbcc",
        columns=("quantity", "tax"),
        logo=LOGO,
        texts={"de": Texts("Gutschrift", "Guten Tag,", "Danke.\nBis bald.", "IBAN")},
        papers=("credit_memo", "invoice"),
        revision=0,
    )
    assert notices.all == [("create", {"template"}, {made})]
    act, subject, before, after = last_history(book)
    assert (act, subject, before) == ("create", "template", {})
    assert after["logo"] == hashlib.sha256(LOGO).hexdigest()
    assert after["texts"]["de"]["footer"] == "IBAN"
    assert_sound(book)


def test_a_template_is_plain_until_more_is_said(book):
    plain = view(book, a_template(book))
    assert (plain.accent, plain.columns, plain.logo) == (ACCENT, COLUMNS, None)
    assert (plain.texts, plain.papers) == ({}, ())
    assert view(book, "Calm") == plain


def test_what_is_left_out_of_an_update_stays_and_what_is_emptied_goes(book):
    texts = {"": Texts(footer="Bank"), "de": Texts("Gutschrift")}
    made = a_template(book, logo=LOGO, texts=texts, papers=("invoice",), columns=("tax",))
    change(book, made, name="Still", texts={"de": None, "fr": Texts(title="Avoir")})
    found = view(book, made)
    assert (found.name, found.logo, found.papers, found.revision) == (
        "Still",
        LOGO,
        ("invoice",),
        1,
    )
    assert found.texts == {"": Texts(footer="Bank"), "fr": Texts("Avoir")}
    assert last_history(book)[2] == {
        "name": "Calm",
        "texts": {"": {"footer": "Bank"}, "de": {"title": "Gutschrift"}},
    }
    change(book, made, logo=None, accent=None, papers=(), columns=())
    found = view(book, made)
    assert (found.logo, found.accent, found.papers, found.columns) == (None, ACCENT, (), ())
    assert found.texts == {"": Texts(footer="Bank"), "fr": Texts("Avoir")}


def test_a_paper_has_one_template_to_which_it_moves(book):
    first = a_template(book, papers=("invoice", "credit_memo"))
    notices = Notices(book)
    second = a_template(book, name="Loud", papers=("invoice", "statement"))
    assert used(book) == {"Calm": ("credit_memo",), "Loud": ("invoice", "statement")}
    assert notices.all == [("create", {"template"}, {first, second})]
    assert view(book, first).revision == 1
    change(book, first, papers=("statement",))
    assert used(book) == {"Calm": ("statement",), "Loud": ("invoice",)}
    with refusing(book, "stale_revision", field="revision"):
        change(book, second, name="Louder", revision=0)


def test_a_change_of_what_others_changed_is_refused(book):
    made = a_template(book)
    change(book, made, accent="#112233", revision=0)
    with refusing(book, "stale_revision", field="revision") as refusal:
        change(book, made, accent="#445566", revision=0)
    assert str(refusal) == "The template “Calm” was changed since you opened it."
    with refusing(book, "stale_revision", field="revision"):
        book.do(JAN_15, templates.delete, template=made, revision=0)


def test_what_is_deleted_leaves_nothing_but_its_history(book):
    made = a_template(book, texts={"de": Texts("x")}, papers=("invoice",), logo=LOGO)
    notices = Notices(book)
    book.do(JAN_15, templates.delete, template="Calm", revision=0)
    assert used(book) == {}
    assert notices.all == [("delete", {"template"}, {made})]
    act, subject, before, after = last_history(book)
    assert (act, subject, before["name"], after) == ("delete", "template", "Calm", {})
    for again in (templates.update, templates.delete):
        with refusing(book, "not_found", field="template"):
            book.do(JAN_15, again, template=made)
    a_template(book)


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"name": " "}, "required", "name"),
        ({"name": "a\nb"}, "malformed", "name"),
        ({"name": "a\u202eb"}, "malformed", "name"),
        ({"name": "x" * 10_001}, "too_long", "name"),
        ({"name": "Taken "}, "already_exists", "name"),
        ({"accent": "red"}, "invalid_value", "accent"),
        ({"accent": "#12345"}, "invalid_value", "accent"),
        ({"accent": "#12345g"}, "invalid_value", "accent"),
        ({"accent": "#1234567"}, "invalid_value", "accent"),
        ({"columns": ("tax", "price")}, "invalid_value", "columns"),
        ({"papers": ("bill",)}, "invalid_value", "papers"),
        ({"texts": {"de-AT": Texts("x")}}, "invalid_value", "texts.de-AT"),
        ({"texts": {"de": Texts("a\nb")}}, "malformed", "texts.de.title"),
        ({"texts": {"": Texts(footer="\0")}}, "malformed", "texts..footer"),
        ({"texts": {"de": Texts(closing="x" * 10_001)}}, "too_long", "texts.de.closing"),
        ({"logo": b"Dear Sir"}, "invalid_value", "logo"),
        ({"logo": a_drawing("<text/>")}, "invalid_value", "logo"),
    ],
)
def test_what_no_template_can_be_is_refused(book, facts, code, field):
    a_template(book, name="Taken")
    with refusing(book, code, field=field):
        a_template(book, **facts)
    made = a_template(book)
    with refusing(book, code, field=field):
        change(book, made, **facts)


def test_everything_that_is_wrong_is_told_at_once(book):
    codes = ["required", "invalid_value", "invalid_value", "invalid_value", "malformed"]
    codes += ["too_long", "invalid_value"]
    with refusing(book, *codes) as refusal:
        a_template(
            book,
            name="",
            accent="blue",
            columns=("x",),
            logo=b"",
            texts={"de": Texts(title="\t", opening="\0", footer="x" * 10_001)},
            papers=("x",),
        )
    assert refusal.fields == [
        "name", "accent", "columns", "logo", "texts.de.opening", "texts.de.footer", "papers",
    ]  # fmt: skip


def test_a_template_keeps_its_own_name_and_the_others_may_not_have_it(book):
    first, second = a_template(book), a_template(book, name="Loud")
    change(book, first, name="Calm")
    with refusing(book, "already_exists", field="name") as refusal:
        change(book, second, name="Calm")
    assert str(refusal) == "There is a template “Calm” already."
