"""Fields side by side in columns of equal width, fewer where there is little room."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout

from app.gui.arranged import Arranged
from app.gui.fields import CheckField, Field
from app.gui.theme import grid, look

_SAID: Final = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
_LEAST: Final = 148  # px at 100 %: a column narrower than this is none


class FieldGrid(Arranged):
    """Lays fields out from left to right, line by line, each over one or more columns."""

    def __init__(self, most: int, least: int = _LEAST) -> None:
        super().__init__()
        self._most, self._least, self._columns = most, least, 0
        self._fields: list[tuple[Field, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(grid(3))
        self._grid.setVerticalSpacing(grid(1))

    def add(self, field: Field, span: int = 1) -> None:
        """One more field after the others."""
        if isinstance(field.editor, CheckField):  # it has no label above; it stands in line
            layout = field.layout()
            assert layout is not None  # for the type checker; a Field has one  # noqa: S101
            layout.setContentsMargins(0, field.label.sizeHint().height() + grid(1), 0, 0)
        self._fields.append((field, span))
        self._columns = 0
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(look().scale.px(self._least), super().minimumSizeHint().height())

    def arrange_again(self) -> None:
        """Fields were shown or hidden."""
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() // (look().scale.px(self._least) + grid(3))
        columns = self._most if room >= self._most else max(1, min(room, self._most // 2))
        if columns == self._columns:
            return
        for at in range(self._most):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._columns, at = columns, 0
        for field, wanted in self._fields:
            self._grid.removeWidget(field)
            if field.isHidden() and field.testAttribute(_SAID):  # not only not shown yet
                continue
            span = min(wanted, columns)
            if at % columns + span > columns:
                at += columns - at % columns
            where = divmod(at, columns)
            self._grid.addWidget(field, *where, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
