"""Lines of any script: broken where their readers expect it, never inside a cluster."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paper.breaking import clusters
from app.paper.style import BODY
from app.paper.text import clean, is_rtl, shorten, wrap
from tests.paper.scripts import TEXTS

MARKS = "\u200e\u200f"
WIDE = st.integers(min_value=30, max_value=300)
LETTERS = "".join(sorted(set("".join(TEXTS.values())))) + "ab  \n"


def letters(lines):
    """What is on the lines, without blanks and marks of direction."""
    chars = "".join(lines).translate(dict.fromkeys(map(ord, MARKS)))
    return "".join(chars.split())


@given(st.text(st.sampled_from(LETTERS), max_size=120), WIDE)
def test_no_line_is_too_wide_and_no_letter_is_lost(text, width):
    typed = clean(text)
    lines = wrap(typed, BODY, width)
    assert letters(lines) == letters([typed])
    assert all(BODY.width(line) <= width or not list(clusters(line)) for line in lines)


@given(st.text(st.sampled_from("".join(LETTERS.split())), max_size=60), WIDE)
def test_no_mark_is_parted_from_its_letter(text, width):
    lines = wrap(clean(f"a{text}"), BODY, width)
    assert not any(category(line.lstrip(MARKS)[0]).startswith("M") for line in lines)


def lines_of(text, wide):
    """The text in lines as wide as that many of its widest signs."""
    return wrap(clean(text), BODY, wide * max(map(BODY.width, text)) + 0.1)


@pytest.mark.parametrize(
    ("text", "wide", "lines"),
    [
        ("中文发票第一行", 3, ("中文发", "票第一", "行")),
        ("中文发，票第", 3, ("中文", "发，票", "第")),  # no comma at the start
        ("中文（发票）第", 3, ("中文", "（发", "票）第")),  # no bracket at the end
        ("コーヒーをっと", 3, ("コー", "ヒー", "をっと")),
        ("中文 发票", 3, ("中文", "发票")),
        ("中文Acme发票", 4, ("中文", "Acme发", "票")),
        ("第12345号", 3, ("第", "12345", "号")),
        ("한국어 송장", 3, ("한국어", "송장")),
        ("한국어송장", 3, ("한국어", "송장")),  # a word too long for a line
    ],
)
def test_where_chinese_japanese_and_korean_break(text, wide, lines):
    assert lines_of(text, wide) == lines


def test_long_words_break_between_clusters():
    thai = "ผู้ที่น้ำเปล่าไม่ได้" * 3
    for line in wrap(thai, BODY, BODY.width("ผู้ที่น้ำ"))[:-1]:
        assert line[-1] not in "เแโใไ"
        assert category(thai[thai.index(line) + len(line)])[0] != "M"
    hindi = "क्षत्रियकार्यालय" * 3
    assert all(not line.endswith("\u094d") for line in wrap(hindi, BODY, 30))
    korean = "\u1112\u1161\u11ab" * 9 + "\u1100"
    assert [place for place in clusters(korean) if place % 3] == []


def test_every_line_runs_the_way_of_its_paragraph():
    arabic = clean("شركة Acme Limited Company في دبي " * 4)
    lines = wrap(arabic, BODY, 80)
    assert any(line[0] == "\u200f" for line in lines)
    assert all(map(is_rtl, lines))
    latin = wrap(clean("Company شركة النور للتجارة العامة " * 4), BODY, 80)
    assert any(line[0] == "\u200e" for line in latin)
    assert not any(map(is_rtl, latin))
    assert letters(lines) == letters([arabic])


def test_paragraphs_have_their_own_way():
    lines = wrap(clean("English text here\nשלום עולם\n\nmore"), BODY, 500)
    assert lines == ("English text here", "שלום עולם", "", "more")


def test_shortening_cuts_no_cluster():
    hindi = clean("क्षत्रियकार्यालय " * 9)
    lines = wrap(hindi, BODY, 100)
    for width in range(40, 100):
        (short,) = shorten(lines, 1, BODY, width)
        assert BODY.width(short) <= width
        assert short.endswith("…")
        assert len(short) - 1 in (*clusters(lines[0]), len(lines[0]), 0) or short[-2] != "\u094d"
