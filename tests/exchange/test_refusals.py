"""Problems in the shape in which programs read them."""

import pytest

from app.domain.errors import Problem
from app.exchange import refusals

FILE = {"credits": [{"amount": 5}, "text"]}


@pytest.mark.parametrize(
    ("field", "loc", "given"),
    [
        ("credits.0.amount", ["credits", 0, "amount"], 5),
        ("credits.0.none", ["credits", 0, "none"], None),
        ("credits.1.amount", ["credits", 1, "amount"], None),
        ("credits.9.amount", ["credits", 9, "amount"], None),
        (None, [], FILE),
    ],
)
def test_loc_msg_type_input_and_ctx(field, loc, given):
    problem = Problem("required", "It is missing.", field, "Fill it in.")
    (one,) = refusals.write([problem], FILE)["detail"]
    assert one == {
        "loc": loc,
        "msg": "It is missing.",
        "type": "required",
        "input": given,
        "ctx": {"hint": "Fill it in.", "status": 400},
    }
