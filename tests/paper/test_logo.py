"""The size of a drawing, in whatever unit its program wrote it."""

import pytest

from app.commands.logos import check_logo
from app.paper.logo import HEIGHT, WIDTH, logo
from tests.logos import a_drawing


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
