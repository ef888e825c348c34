"""How wide the columns of a list are: as wanted where there is room, else as what is in them."""

from collections.abc import Sequence
from heapq import nlargest
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from app.gui.rows import Column
from app.gui.theme import font, look
from app.gui.windowed import WindowedModel

_LEAST: Final = 64  # px at 100 %: words that may end in an ellipsis keep this much
_MEASURED: Final = 100  # rows, from the first in sight: never all of a long list
_LONGEST: Final = 3  # texts of a column that are measured: more letters are not always wider


class Widths(QObject):
    """Shares the room of a list among its columns. Where there is too little, no column is wider
    than what is in it, then words give way; only then does the list scroll sideways."""

    def __init__(self, view: QTableView, model: WindowedModel) -> None:
        """The columns as they are now are as wanted."""
        super().__init__(view)
        self._view, self._model = view, model
        self._header = header = view.horizontalHeader()
        self._columns: Sequence[Column] = model.columns
        scale = look().scale
        self._wanted = [
            column.width
            if column.grow or header.isSectionHidden(at)
            else round(header.sectionSize(at) / scale.factor)
            for at, column in enumerate(self._columns)
        ]
        self._needs: dict[int, int] = {}
        self._sharing = False
        header.sectionResized.connect(self._follow)
        header.sortIndicatorChanged.connect(lambda *_by: self.share_anew())

    @property
    def wanted(self) -> dict[str, int]:
        """What the user made them, by name, in px at 100 %; without those that grow."""
        pairs = zip(self._columns, self._wanted, strict=True)
        return {column.name: width for column, width in pairs if not column.grow}

    def share_anew(self) -> None:
        """What is in the columns, or the size of the text, is another."""
        self._needs = {}
        self.share()

    def grow(self) -> None:
        """Other rows are in sight: what is longer in them gets its room, nothing becomes
        narrower."""
        grown = {at: max(need, self._measure(at)) for at, need in self._needs.items()}
        if grown != self._needs:
            self._needs = grown
            self.share()

    def share(self) -> None:
        """Gives every column its width; those that grow take what is left over."""
        if self._sharing or not self._view.isVisible():
            return
        shown = [at for at in range(len(self._columns)) if not self._header.isSectionHidden(at)]
        room, scale = self._view.viewport().width(), look().scale
        wide = {at: max(scale.px(self._wanted[at]), self._title(at)) for at in shown}
        if sum(wide.values()) > room:
            wide = self._narrowed(wide, room)
        fits = sum(wide.values()) <= room
        self._sharing = True
        for at, width in wide.items():
            stretch = self._columns[at].grow and fits
            if self._columns[at].grow:
                mode = QHeaderView.ResizeMode
                self._header.setSectionResizeMode(at, mode.Stretch if stretch else mode.Fixed)
            if not stretch:
                self._header.resizeSection(at, width)
        self._sharing = False

    def _narrowed(self, wide: dict[int, int], room: int) -> dict[int, int]:
        least, columns = look().scale.px(_LEAST), self._columns
        for at, width in wide.items():
            if not columns[at].grow:
                wide[at] = min(width, max(self._title(at), self._need(at)))
        for giving in (
            [at for at in wide if columns[at].gives],
            [at for at in wide if columns[at].grow],
        ):
            give = {at: max(0, wide[at] - max(least, self._title(at))) for at in giving}
            total = sum(give.values())
            over = min(total, sum(wide.values()) - room)
            for at, part in give.items() if over > 0 else ():
                wide[at] -= -(-part * over // total)
        return wide

    def _need(self, at: int) -> int:
        """The width of the longest texts of a column, in px."""
        if at not in self._needs:
            self._needs[at] = self._measure(at)
        return self._needs[at]

    def _measure(self, at: int) -> int:
        option, cell = QStyleOptionViewItem(), self._view.itemDelegateForColumn(at)
        self._view.initViewItemOption(option)
        facts: Any = option  # Qt's Python stubs do not list its fields
        facts.fontMetrics = QFontMetrics(font())  # the list may not wear it yet
        top = max(0, self._view.rowAt(0))
        shown = self._model.rows(top, min(top + _MEASURED, self._model.rowCount()))
        texts = [self._columns[at].text(row) for row in shown]
        rows = nlargest(_LONGEST, range(len(texts)), key=lambda row: len(texts[row]))
        hints = [cell.sizeHint(option, self._model.index(top + row, at)).width() for row in rows]
        return max(hints, default=0)

    def _title(self, at: int) -> int:
        return self._header.sectionSizeFromContents(at).width()

    def _follow(self, at: int, _before: int, now: int) -> None:
        """The user drags a column."""
        if not self._sharing and now and not self._columns[at].grow:
            self._wanted[at] = round(now / look().scale.factor)
