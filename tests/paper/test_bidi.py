"""Text that runs both ways stands in the order that Unicode's algorithm gives it."""

from dataclasses import dataclass

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from app.paper.bidi import in_order, is_rtl, levels

TURNED = str.maketrans("()[]<>«»", ")(][><»«")
ONE_SIDE = str.maketrans(")]>»", "([<«")  # the other program does not turn all of them round


@dataclass(frozen=True)
class Char:
    """One character as a run."""

    char: str
    level: int


def as_seen(text, *, rtl):
    """A line from left to right."""
    chars = map(Char, text, levels(text, rtl=rtl))
    return "".join(
        run.char.translate(TURNED) if run.level % 2 else run.char for run in in_order(list(chars))
    )


@given(
    st.text(st.sampled_from("abאבשعبم12٣٤ .,-+%€$()[]<>:/«»!\u0300\u05b8"), max_size=16),
    st.booleans(),
)
def test_the_order_is_that_of_another_program(text, rtl):
    other = get_display(text, base_dir="R" if rtl else "L")
    assert as_seen(text, rtl=rtl).translate(ONE_SIDE) == other.translate(ONE_SIDE)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("אב Acme 12", "Acme 12 בא"),
        ("אב 12 Acme", "Acme 12 בא"),
        ("אב (12) גד", "דג (12) בא"),
        ("Acme (אב) 12", "Acme (בא) 12"),
        ("אב 1,234.50 €", "€ 1,234.50 בא"),
        # After Arabic letters, a hyphen does not hold numbers together.
        ("\u0639\u0628 123-456", "456-123 \u0628\u0639"),
        ("אב 123-456", "123-456 בא"),
        ("אב <c>", "<c> בא"),
    ],
)
def test_numbers_words_and_brackets(text, seen):
    assert as_seen(text, rtl=is_rtl(text)) == seen


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("", False), ("12", False), ("12 א a", True), ("(a) א", False), ("\u200fa", True)],
)
def test_the_first_letter_says_the_way(text, rtl):
    assert is_rtl(text) == rtl


@given(st.text(max_size=30), st.booleans())
def test_any_text_has_an_order(text, rtl):
    assert sorted(as_seen(text, rtl=rtl).translate(ONE_SIDE)) == sorted(text.translate(ONE_SIDE))
