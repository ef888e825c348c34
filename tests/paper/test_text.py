"""Text as typed becomes lines that fit: nothing lost, nothing too wide, nothing unprintable."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paper.fallback import shown
from app.paper.fonts import GLYPHS
from app.paper.style import BODY, STRONG, Style
from app.paper.text import clean, missing, one_line, shorten, wrap

JOINERS = "\u200c\u200d"
WIDE = st.integers(min_value=30, max_value=500)


@given(st.text())
def test_whatever_is_typed_becomes_printable(text):
    kept = {char for char in clean(text) if char not in GLYPHS and char not in JOINERS}
    assert all(map(shown, kept - {"\n"}))


@given(st.text())
def test_one_line_is_one_line(text):
    assert set(one_line(text)) == set(clean(one_line(text)))
    assert "\n" not in one_line(text)
    assert "  " not in one_line(text)


@given(st.text())
def test_what_is_replaced_is_told(text):
    typed = normalize("NFC", text).count("?")
    assert (clean(text).count("?") > typed) == bool(missing(text))


@given(st.text(alphabet=st.sampled_from("ab W.-/é\u0301 \n"), max_size=400), WIDE)
def test_no_line_is_too_wide_and_no_letter_is_lost(text, width):
    lines = wrap(clean(text), BODY, width)
    assert all(BODY.width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())


def test_words_stay_whole_where_they_can():
    lines = wrap("one two three four", STRONG, STRONG.width("one two ") + 1)
    assert lines == ("one two", "three", "four")


def test_a_tie_holds_words_together():
    width = BODY.width("10 000 kg")
    assert wrap("of 10\xa0000\u202fkg", BODY, width) == ("of", "10\xa0000\u202fkg")


def test_empty_lines_stay():
    assert wrap("a\n\nb", BODY, 100) == ("a", "", "b")
    assert wrap("", BODY, 100) == ("",)


def test_a_long_word_breaks_after_a_joint_when_there_is_one():
    width = BODY.width("https://example.com/a")
    assert wrap("https://example.com/abcdefgh", BODY, width) == (
        "https://example.com/",
        "abcdefgh",
    )
    assert wrap("m" * 7, BODY, BODY.width("mmm")) == ("mmm", "mmm", "m")


def test_a_mark_stays_on_its_letter():
    word = "q\u0303" * 6
    for line in wrap(word, BODY, BODY.width("q\u0303q\u0303")):
        assert line[0] == "q"


def test_shortening_is_announced_and_fits():
    lines = wrap("word " * 50, BODY, 100)
    short = shorten(lines, 2, BODY, 100)
    assert len(short) == 2
    assert short[1].endswith("…")
    assert BODY.width(short[1]) <= 100
    assert shorten(("a", "b"), 2, BODY, 100) == ("a", "b")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\tb\xa0c\u2003d\u202fe", "a b\xa0c d\u202fe"),
        ("a\x00b\x1fc\x7f", "abc"),
        ("\u202eabc\u202c\u200b\ufeff\xad", "abc"),
        ("a\r\nb\u2028c\x0bd", "a\nb\nc\nd"),
        ("Cafe\u0301", "Café"),
        ("☎\ufe0f \U00010fff \ue000", "☎ ? ?"),
        ("日本", "日本"),
        ("\ud800", "?"),
        ("plain <b>", "plain <b>"),
    ],
)
def test_what_happens_to_unusual_characters(typed, printed):
    assert clean(typed) == printed


@pytest.mark.usefixtures("no_fonts")
def test_missing_names_characters_not_controls():
    assert missing("a?\x00\u202e日\ufe0f") == {"日"}
    assert missing("plain") == set()


def test_letters_that_hold_together_are_parted_where_no_line_could_hold_them():
    text = clean("\u0639\u200d" * 600)
    lines = wrap(text, BODY, 372)
    assert all(BODY.width(line) <= 372 for line in lines)
    assert "".join(lines) == text


@pytest.mark.parametrize("word", ["W", "\u05d0(", "\u0639", "\u0e01\u0e34", "x\u0301\u0302"])
def test_a_long_word_takes_its_length_of_time_not_the_square(word, monkeypatch):
    measured, width = [], type(BODY).width

    def noted(style: Style, text: str) -> float:
        measured.append(len(text))
        return float(width(style, text))

    monkeypatch.setattr(type(BODY), "width", noted)
    text = clean(word * 3000)
    lines = wrap(text, BODY, 372)
    assert "".join(lines) == text
    assert sum(measured) < 100 * len(text)


@pytest.mark.parametrize("mark", ["\u0301", "\u0316", "\u064e", "\u0e34"])
def test_no_letter_carries_a_tower_of_marks(mark):
    typed = f"Z{mark * 2000}a"
    printed = clean(typed)
    assert all(len(tower) <= 7 for tower in printed.split("\xa0"))
    assert printed.replace("\xa0", "") == normalize("NFC", typed)
    assert clean(printed) == printed


@pytest.mark.parametrize("text", ["ế̃", "שָׁ֑", "بِّٰ", "ผู้", "སྒྲུབ", "x̂́̃"])
def test_marks_that_belong_on_a_letter_stay_there(text):
    assert clean(text) == normalize("NFC", text)
