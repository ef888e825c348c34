"""The size of a drawing, in whatever unit its program wrote it; and logos that nobody checked."""

import base64

import pytest

from app.commands.logos import check_logo
from app.paper.logo import HEIGHT, WIDTH, logo
from tests.logos import a_bomb, a_drawing


@pytest.mark.parametrize(
    "size",
    [
        'width="40" height="20"',
        'width="40mm" height="20mm"',
        'width="2in" height="1in"',
        'width="4cm" height="57pt"',
        'width="100%" height="100%" viewBox="0 0 40 20"',
        'viewBox="0 0 40 20"',
    ],
)
def test_what_may_be_a_logo_is_drawn(size):
    file = a_drawing(size=size)
    assert check_logo(file) == "SVG"
    made = logo(file)
    assert made
    assert made.size[0] <= WIDTH
    assert made.size[1] <= HEIGHT
    assert max(made.size) > HEIGHT / 2


@pytest.mark.parametrize(
    "inside",
    [
        '<filter id="f"><feTurbulence numOctaves="2000000000"/></filter><g filter="url(#f)"/>',
        '<circle r="1e9"/>',
        f'<image href="data:image/png;base64,{base64.b64encode(a_bomb()).decode()}"/>',
    ],
)
def test_a_logo_of_a_strangers_book_neither_stops_nor_fells_the_printing(inside):
    """What check_logo refuses can still stand in a book that came from elsewhere."""
    assert logo(a_drawing(inside)) is None


def test_a_picture_that_would_fill_the_memory_is_left_out():
    assert logo(a_bomb()) is None


def test_whoever_stops_the_program_while_a_logo_is_drawn_is_obeyed(monkeypatch):
    def stop(_file: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.paper.logo._logo", stop)
    with pytest.raises(KeyboardInterrupt):
        logo(b"<svg/> that is not kept yet")
