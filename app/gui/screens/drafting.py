"""Between editor and commands: typed values into a draft, a stored document into values."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from app.commands.inputs import KEEP, ClaimDraft, CreditDraft
from app.domain.errors import Problem
from app.gui.screens.document_page import Asked, Page
from app.gui.screens.edit_model import GridRow
from app.gui.screens.line_grid import inputs, line_row

NOTES: Final = ("description", "internal_notes")


def fields_of(page: Page) -> tuple[Asked, ...]:
    """Every field of a kind's editor but the lines."""
    notes = tuple(Asked(name, name, "text") for name in NOTES)
    return (*page.asked, *page.extras, *notes)


def draft_of(
    page: Page, values: Mapping[str, Any], lines: Sequence[GridRow], *, fresh: bool
) -> tuple[CreditDraft | ClaimDraft, tuple[Problem, ...]]:
    """The draft that the values make, and what in them is no date. In a `fresh` one an empty
    field is left to the book's rules, in a stored one it is emptied."""
    problems: list[Problem] = []
    given: dict[str, Any] = {"lines": inputs(lines)}
    for field in fields_of(page):
        value = values.get(field.name, "")
        if field.editor == "shown":
            continue
        if field.editor == "date" and value:
            value, wrong = read_day(str(value), field.name)
            problems += wrong
        if value == "" and field.name != "party":
            value = KEEP if fresh else None
        given[field.name] = value
    return (CreditDraft if page.is_credit else ClaimDraft)(**given), tuple(problems)


def values_of(page: Page, view: Any) -> dict[str, Any]:
    """What the editor's fields show for a stored document."""
    values: dict[str, Any] = {}
    for field in fields_of(page):
        value = getattr(view, field.name)
        if field.editor == "money":
            value = str(value) if value else ""
        elif field.editor == "check":
            value = bool(value)
        else:
            value = "" if value is None else str(value)
        values[field.name] = value
    values["fx_rate"] = "" if view.currency == view.base_total.currency else view.fx_rate
    return values


def rows_of(view: Any, *, credited: bool = True) -> list[GridRow]:
    """The lines of a stored document; without the invoice lines they credit if not `credited`."""
    rows = [line_row(line) for line in view.lines]
    return rows if credited else [{**row, "claim_line": ""} for row in rows]


def read_day(text: str, field: str) -> tuple[date | None, tuple[Problem, ...]]:
    """A day as typed, None with what is wrong when it is none."""
    try:
        return date.fromisoformat(text), ()
    except ValueError:
        told = f"“{text[:20]}” is not a date."
        return None, (Problem("invalid_date", told, field, "Write it like 2026-01-31."),)
