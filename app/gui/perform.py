"""A form, and the one way to run a command for it: marks its problems, keeps it open."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.domain.errors import Problem, Refused, Unavailable
from app.gui.fields import Editor, Field, ProblemLine

if TYPE_CHECKING:  # the book brings SQLAlchemy, which the first window does not wait for
    from app.book.book import Book

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Marks:
    """Where problems are told: sentences by field, those of no field, the field to go to first."""

    fields: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    first: str | None = None


def told(problem: Problem | None) -> str:
    """What a problem says, with the way out; "" when there is none."""
    return " ".join(filter(None, (problem.message, problem.hint))) if problem else ""


def mark(problems: Iterable[Problem], fields: Collection[str]) -> Marks:
    """Sorts problems to the fields of a form. "lines[2].tax" goes to the longest name that a form
    has: itself, else "lines[2]", else "lines". What no field can tell, the form tells."""
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    for problem in problems:
        sentence = told(problem)
        name = _home(problem.field or "", fields)
        found.setdefault(name, []).append(sentence) if name else rest.append(sentence)
    first = next((name for name in fields if name in found), None)
    return Marks({name: "\n".join(said) for name, said in found.items()}, "\n".join(rest), first)


def _home(name: str, fields: Collection[str]) -> str:
    while name and name not in fields:
        name = name[: max(name.rfind("."), name.rfind("["), 0)]
    return name


class Form(QWidget):
    """Fields by name, and a line for problems of no field. Screens lay both out as they like."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.problem = ProblemLine("form_problem")

    def field(self, name: str, label: str, editor: Editor, *, hint: str = "") -> Field:
        """Makes a field, known by the domain's name for it."""
        made = self.fields[name] = Field(name, label, editor, hint=hint)
        return made

    def values(self) -> dict[str, Any]:
        """What is filled in, by name; empty fields are left out."""
        values = {name: one.value() for name, one in self.fields.items()}
        return {name: value for name, value in values.items() if value != ""}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fills the fields that are named; others stay as they are."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].set_value(value)

    def clear_marks(self) -> None:
        """Takes all problems away."""
        self.problem.set_text("")
        for one in self.fields.values():
            one.set_problem("")

    @property
    def first_marked(self) -> str:
        """The first field that has a problem, "" for none."""
        return next((name for name, one in self.fields.items() if one.problem.text()), "")

    def mark(self, problems: Iterable[Problem]) -> None:
        """Shows all problems at once and puts the focus on the first field that has one."""
        marks = mark(problems, self.fields)
        self.problem.set_text(marks.form)
        for name, sentence in marks.fields.items():
            self.fields[name].set_problem(sentence)
        if marks.first:
            self.fields[marks.first].editor.setFocus()


def perform(
    book: "Book", form: Form, on: date, command: Callable[..., R], **arguments: Any
) -> R | None:
    """Runs one command with `on` as the business date. None when it was refused (the form shows
    why) or unavailable (a dialog says what to do); anything else goes to the crash dialog."""
    form.clear_marks()
    try:
        return book.do(on, command, **arguments)
    except Refused as refused:
        form.mark(refused.problems)
    except Unavailable as unavailable:
        tell_unavailable(form, unavailable)
    return None


def tell_unavailable(parent: QWidget | None, error: Unavailable) -> QMessageBox:
    """One dialog about what the machine cannot do, with what to do about it."""
    box = QMessageBox(parent)
    box.setObjectName("unavailable")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Avoir")
    box.setText(error.message)
    box.setInformativeText(error.hint or "")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
