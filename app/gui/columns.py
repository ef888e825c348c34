"""What a list's header looks like, kept in the settings: order, width, choice, sorting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from app.gui.rows import Column
from app.gui.theme import look


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The header's facts by column name. Widths are in px at 100 % text size."""

    order: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)
    hidden: frozenset[str] | None = None  # None: as the columns say
    sorted_by: str = ""
    descending: bool = False

    @classmethod
    def read(cls, kept: Any) -> "Arrangement":
        """From what the settings kept; what makes no sense there is left out."""
        if not isinstance(kept, dict):
            return cls()
        order, widths, hidden = kept.get("order"), kept.get("widths"), kept.get("hidden")
        by = kept.get("sort")
        name, down = by if isinstance(by, list) and len(by) == 2 else ("", False)
        return cls(
            tuple(map(str, order)) if isinstance(order, list) else (),
            {name: width for name, width in widths.items() if isinstance(width, int) and width > 0}
            if isinstance(widths, dict)
            else {},
            frozenset(map(str, hidden)) if isinstance(hidden, list) else None,
            str(name),
            bool(down),
        )

    def write(self) -> dict[str, Any]:
        """For the settings."""
        return {
            "order": list(self.order),
            "widths": self.widths,
            "hidden": sorted(self.hidden or ()),
            "sort": [self.sorted_by, self.descending],
        }


def arrange(header: QHeaderView, columns: Sequence[Column], wanted: Arrangement) -> None:
    """Makes the header look as wanted; columns that are not named stay as they describe
    themselves."""
    scale, places = look().scale, {column.name: at for at, column in enumerate(columns)}
    hidden = wanted.hidden
    if hidden is None or hidden >= places.keys():
        hidden = frozenset(column.name for column in columns if column.hidden)
    for name, at in places.items():
        header.resizeSection(at, scale.px(wanted.widths.get(name, columns[at].width)))
        header.setSectionHidden(at, name in hidden)
    for to, name in enumerate(name for name in wanted.order if name in places):
        header.moveSection(header.visualIndex(places[name]), to)
    order = Qt.SortOrder.DescendingOrder if wanted.descending else Qt.SortOrder.AscendingOrder
    header.setSortIndicator(places.get(wanted.sorted_by, -1), order)


def arrangement(
    header: QHeaderView, columns: Sequence[Column], widths: Mapping[str, int]
) -> Arrangement:
    """How the header looks now; `widths` as the user made them, in px at 100 %."""
    by = header.sortIndicatorSection()
    shown = [at for at in range(len(columns)) if not header.isSectionHidden(at)]
    return Arrangement(
        tuple(columns[header.logicalIndex(at)].name for at in range(len(columns))),
        dict(widths),
        frozenset(column.name for at, column in enumerate(columns) if at not in shown),
        columns[by].name if 0 <= by < len(columns) else "",
        header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
    )
