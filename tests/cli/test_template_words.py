"""Templates and languages by script: all that the window can do with them, a line can."""

import base64

from tests.logos import a_drawing, a_picture

LOGO = base64.b64encode(a_picture()).decode()


def test_a_template_is_made_changed_listed_and_deleted(talk):
    texts = {"": {"footer": "Bank 1"}, "de": {"title": "Gutschrift", "closing": "Danke"}}
    made = talk.ok(
        "template.create", as_="t", name="Calm", accent="#AA0011", columns=["tax"], logo=LOGO,
        texts=texts, papers=["invoice", "credit_memo"],
    )  # fmt: skip
    assert (made["name"], made["accent"], made["columns"]) == ("Calm", "#aa0011", ["tax"])
    assert (made["logo"], made["papers"]) == (LOGO, ["credit_memo", "invoice"])
    assert made["texts"]["de"] == {
        "title": "Gutschrift", "opening": None, "closing": "Danke", "footer": None,
    }  # fmt: skip
    assert talk.ok("template.get", template="Calm") == {
        name: value for name, value in made.items() if name != "idempotent"
    }
    drawing = base64.b64encode(a_drawing()).decode()
    changed = talk.ok(
        "template.update", template="$t", revision=0, logo=drawing, texts={"": None, "fr": {}}
    )
    assert (changed["logo"], list(changed["texts"]), changed["revision"]) == (drawing, ["de"], 1)
    talk.ok("template.create", as_="other", name="Bold", papers=["invoice"])
    rows = talk.ok("template.list")["rows"]
    assert [(row["name"], row["papers"], row["has_logo"]) for row in rows] == [
        ("Bold", ["invoice"], False),
        ("Calm", ["credit_memo"], True),
    ]
    assert "logo" not in rows[0]
    talk.ok("template.delete", template="$other", revision=0)
    assert [row["name"] for row in talk.ok("template.list")["rows"]] == ["Calm"]
    told = talk.ok("history.of", document=made["id"])["rows"]
    assert [row["act"] for row in told] == ["create", "update", "update"]
    assert told[0]["after"]["papers"] == ["credit_memo", "invoice"]
    assert talk.ok("book.check")["sound"]


def test_what_is_wrong_with_a_template_is_told_by_its_fields(talk):
    wrong = {
        "name": "x", "accent": "blue", "columns": ["price"], "papers": ["bill"],
        "texts": {"xx": {}, "de": {"title": "a\nb"}}, "logo": base64.b64encode(b"no").decode(),
    }  # fmt: skip
    assert talk.refused("template.create", **wrong) == [
        "invalid_value accent",
        "invalid_value columns",
        "invalid_value logo",
        "invalid_value papers",
        "invalid_value texts.xx",
        "malformed texts.de.title",
    ]
    for logo in ("a", "äöüß", "x x=", "data:image/png;base64,AAAA"):
        assert talk.refused("template.create", name="x", logo=logo) == ["malformed logo"]
    assert talk.refused("template.create", name="x", logo=5) == ["malformed logo"]
    asked = talk.refused("template.create", texts={"de": {"head": "x"}, "fr": "x"}, name="x")
    assert asked == ["malformed texts.fr", "unknown_argument texts.de.head"]
    assert talk.refused("template.get", template="t9") == ["not_found template"]
    talk.ok("template.create", name="x")
    assert talk.refused("template.update", template="x", revision=7) == ["stale_revision revision"]


def test_parties_have_a_language_or_that_of_the_book(talk):
    for word in ("customer", "vendor"):
        made = talk.ok(f"{word}.create", as_=word, name="Hafen", language="de")
        assert made["language"] == "de"
        changed = talk.ok(f"{word}.update", **{word: f"${word}", "language": None})
        assert changed["language"] is None
        assert talk.ok(f"{word}.get", **{word: f"${word}"})["language"] is None
        assert talk.refused(f"{word}.create", name="x", language="nl") == [
            "invalid_value language"
        ]
    assert talk.ok("book.get")["settings"]["language"] == "en"
    assert talk.ok("settings.update", language="en-GB")["settings"]["language"] == "en-GB"
    assert talk.refused("settings.update", language="") == ["invalid_value language"]
