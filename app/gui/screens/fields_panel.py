"""The panel for acts that need a few fields: void, refund, unapply, void a refund."""

from datetime import date
from typing import Any

from app.domain.errors import Problem
from app.gui.desk import Desk
from app.gui.fields import MoneyField
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.act_tables import Prepared, Subject
from app.gui.screens.document_page import say
from app.gui.screens.editor_fields import Offers, make_editor
from app.gui.screens.field_grid import FieldGrid

_COLUMNS = 3


class FieldsPanel(ActPanel):
    """One row of the table of acts as a panel."""

    def __init__(self, desk: Desk, offers: Offers, prepared: Prepared, name: str) -> None:
        super().__init__(desk, name)
        self._prepared = prepared
        self._subject: Subject | None = None
        self._box = FieldGrid(_COLUMNS)
        for asked in prepared.asked:
            editor = make_editor(asked, desk, offers)
            self._box.add(self.field(asked.name, say(asked.label), editor), asked.span)
            editor.changed.connect(lambda _value: self._follow())
        self.asked.addWidget(self._box)
        self.asked.addStretch(1)

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares the act for a document, or for one use of it."""
        self._subject = subject = Subject(view, use)
        self.clear_marks()
        self.entry.nothing = say(self._prepared.nothing)
        for asked in self._prepared.asked:
            field = self.fields[asked.name]
            if isinstance(field.editor, MoneyField):
                field.editor.set_currency(view.currency)
            field.setVisible(not asked.foreign or view.currency != view.base_total.currency)
            field.set_value("")
        self._box.arrange_again()
        self.set_values(self._prepared.first(subject))
        self.say_title(self._said(self._prepared.title), say(self._prepared.confirm))
        self._follow()
        next(iter(self.fields.values())).editor.setFocus()

    def run(self) -> None:
        """Does the act; refused, every problem stands at its field."""
        arguments, wrong = self._arguments()
        if wrong:
            self.clear_marks()
            self.mark(wrong)
        elif self._subject is not None:
            command = self._prepared.command(self._subject)
            self.do(command, self._said(self._prepared.told), **arguments)

    def _said(self, template: str) -> str:
        subject = self._subject
        assert subject is not None  # for the type checker; `start` comes first  # noqa: S101
        use = subject.use
        other = getattr(use, "number", None) or ""
        amount = subject.amount if use else ""
        return say(template).format(name=subject.name, amount=amount, other=other)

    def _follow(self) -> None:
        arguments, wrong = self._arguments()
        if self._subject is None:
            return
        if wrong:
            self.entry.tell(self.explain(tuple(wrong)))
            return
        # A reason says why; what is posted does not hang on it.
        if "reason" in self.fields:
            arguments["reason"] = arguments.get("reason") or "—"
        self.entry.ask(self._prepared.command(self._subject), **arguments)

    def explain(self, problems: tuple[Problem, ...]) -> str:
        """What is still missing is named."""
        first = problems[0]
        if first.code == "required" and first.field in self.fields:
            told = self.tr("Still missing: {field}.")
            return told.format(field=self.fields[first.field].label.text().casefold())
        return first.message

    def _arguments(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        if self._subject is None:
            return {}, ()
        given, wrong = self.values(), []
        for asked in self._prepared.asked:
            if asked.editor == "date" and asked.name in given:
                try:
                    given[asked.name] = date.fromisoformat(given[asked.name])
                except ValueError:
                    told = self.tr("This is not a date.")
                    hint = self.tr("Write it like 2026-01-31.")
                    wrong.append(Problem("invalid_date", told, asked.name, hint))
        for name in self._prepared.needed:
            if not self.fields[name].value():
                told, hint = self.tr("This is still missing."), self.tr("Fill it in.")
                wrong.append(Problem("required", told, name, hint))
        if "reason" in self.fields:
            given.setdefault("reason", "")
        shaped = self._prepared.shape(given)
        return {**self._prepared.about(self._subject), **shaped}, tuple(wrong)
