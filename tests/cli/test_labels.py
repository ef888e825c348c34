"""Labels of a script reach into the answers they stand for."""

import json

import pytest

from app.cli.run import Runner
from tests.cli.told import TODAY, told

LINES = [{"description": "Lamp", "unit_price": "9.00"}, {"description": "Desk", "unit_price": "8"}]


@pytest.fixture
def ask(tmp_path):
    with told(tmp_path / "book.avoir", {"do": "customer.create", "name": "Kim"}) as book:
        runner = Runner(book, lambda: TODAY)
        made = {"do": "invoice.create", "as": "inv", "customer": "p1", "lines": LINES}
        assert runner.answer(json.dumps(made))["ok"]
        yield lambda **line: runner.answer(json.dumps(line))


def test_a_line_of_an_earlier_document_is_named_by_its_place(ask):
    line = {"invoice_line": "$inv.lines.1.id", "unit_price": "8"}
    facts = {"customer": "p1", "reason": "return", "invoice": "$inv", "lines": [line]}
    answer = ask(do="credit_memo.create", **facts)
    assert answer["result"]["lines"][0]["invoice_line"] == "l2"


@pytest.mark.parametrize(
    "path",
    ["lines", "lines.2.id", "lines.id", "lines.-1.id", "total.0", "none.0", f"lines.{'9' * 5000}"],
)
def test_what_stands_at_no_place_is_not_found(ask, path):
    answer = ask(do="invoice.get", invoice=f"$inv.{path}")
    assert [problem["code"] for problem in answer["problems"]] == ["not_found"]
