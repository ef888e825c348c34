"""The list of templates: those of the book, and those that are not saved yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.gui.rows import Column
from app.gui.screens.template_content import Sitting
from app.gui.settings import Memory
from app.gui.table import RowsView
from app.queries.templates import TemplateRow


@dataclass(frozen=True, slots=True)
class Line:
    """A template in the list."""

    id: str
    name: str
    used: str
    unsaved: bool


class TemplateList(RowsView):
    """One is chosen at a time."""

    def __init__(self, memory: Memory, papers: Mapping[str, str]) -> None:
        """`papers` are the words for kinds of paper."""
        self._papers = papers
        columns = (
            Column(self.tr("Name"), lambda row: row.name, key="name", grow=True, width=84),
            Column(
                self.tr("Used for"),
                lambda row: row.used,
                key="used",
                width=92,
                gives=True,
                tone=lambda row: "warning" if row.unsaved else "muted",
            ),
        )
        super().__init__(columns, memory)
        self.setObjectName("templates")
        self.setSelectionMode(RowsView.SelectionMode.SingleSelection)

    def show_templates(self, rows: Iterable[TemplateRow], sittings: Mapping[str, Sitting]) -> int:
        """Shows those of the book by name, then the new ones; answers how many they are."""
        not_saved, lines = self.tr("not saved"), []
        for row in rows:
            sitting = sittings.get(row.id)
            name = sitting.content["name"] if sitting else ""
            used = ", ".join(self._papers[paper] for paper in row.papers)
            if len(row.papers) == len(self._papers):
                used = self.tr("everything")
            lines.append(
                Line(row.id, name or row.name, not_saved if sitting else used, sitting is not None)
            )
        lines += [
            Line(one.id, one.content["name"] or self.tr("New template"), not_saved, True)
            for one in sittings.values()
            if one.ref is None
        ]
        self.show_rows(lines)
        return len(lines)
