"""A refused command leaves the form open with every problem at its field."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QVBoxLayout

from app.domain.errors import Problem, Refused, Unavailable
from app.gui.fields import MoneyField, NotesField, TextField
from app.gui.perform import Form, Marks, mark, perform
from tests.gui.drivers.fields import FormDriver

ON = date(2026, 1, 20)


class _Ending:
    def __init__(self, end):
        self.end: object = end
        self.asked: list[object] = []

    def do(self, on, command, **arguments: object) -> object:
        self.asked.append((on, command, arguments))
        if isinstance(self.end, Exception):
            raise self.end
        return self.end


def book_of(end) -> Any:
    """A book whose only command ends as told."""
    return _Ending(end)


@pytest.fixture
def form(qtbot):
    form = Form()
    box = QVBoxLayout(form)
    for field in (
        form.field("amount", "Amount", MoneyField("USD")),
        form.field("reason", "Reason", TextField()),
        form.field("lines", "Lines", NotesField()),
    ):
        box.addWidget(field)
    box.addWidget(form.problem)
    qtbot.addWidget(form)
    form.resize(400, 400)
    form.show()
    form.activateWindow()
    return form


def test_all_problems_stand_at_their_fields(form, qtbot):
    seen = FormDriver(qtbot, form)
    refused = Refused(
        Problem("reason_required", "Say why.", "reason", "It goes into the history."),
        Problem("too_long", "The tax of line 2 is unknown.", "lines[1].tax"),
        Problem("period_closed", "January is closed.", "issue_date"),
        Problem("stale_revision", "This changed since you opened it."),
    )
    assert perform(book_of(refused), form, ON, print) is None
    assert seen.problem("reason") == "Say why. It goes into the history."
    assert seen.problem("lines") == "The tax of line 2 is unknown."
    assert seen.problem("amount") == ""
    assert seen.problem() == "January is closed.\nThis changed since you opened it."
    qtbot.waitUntil(lambda: seen.focused == "reason")


def test_the_next_try_starts_clean(form, qtbot):
    seen = FormDriver(qtbot, form)
    perform(book_of(Refused(Problem("required", "Missing.", "amount"))), form, ON, print)
    assert seen.problem("amount") == "Missing."
    book = book_of("done")
    assert perform(book, form, ON, print, amount="5.00") == "done"
    assert seen.problem("amount") == ""
    assert book.asked == [(ON, print, {"amount": "5.00"})]


def test_what_the_machine_cannot_do_is_one_dialog(form):
    error = Unavailable("The disk is full.", "Free some space and try again.")
    assert perform(book_of(error), form, ON, print) is None
    box = form.findChild(QMessageBox, "unavailable")
    assert box
    assert (box.text(), box.informativeText()) == (
        "The disk is full.",
        "Free some space and try again.",
    )
    box.close()


def test_a_bug_goes_on_to_the_crash_dialog(form):
    with pytest.raises(ZeroDivisionError):
        perform(book_of(ZeroDivisionError()), form, ON, print)


def test_values_leave_out_what_is_empty(form):
    form.set_values({"amount": "5.00", "elsewhere": "x"})
    assert form.values() == {"amount": "5.00"}


@pytest.mark.parametrize(
    ("field", "home"),
    [("amount", "amount"), ("lines", "lines"), ("lines[0].tax", "lines"), ("lines.0", "lines"),
     ("nowhere", None), (None, None), ("lines[1].quantity", "lines[1]")],
)  # fmt: skip
def test_a_problem_finds_its_home(field, home):
    marks = mark([Problem("required", "No.", field)], ["amount", "lines", "lines[1]"])
    assert marks == (Marks({home: "No."}, "", home) if home else Marks({}, "No.", None))


def test_the_first_field_of_the_form_is_first_not_of_the_problems():
    problems = [Problem("required", "B.", "b"), Problem("required", "A.", "a")]
    assert mark(problems, ["a", "b"]).first == "a"
