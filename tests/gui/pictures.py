"""What every picture test asks of a widget: all its words fit, and all can be read."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from app.gui import theme
from app.gui.delegates import MoneyCell
from app.gui.table import RowsView
from app.gui.theme import Scheme

Looks = tuple[tuple[Scheme, float], ...]
# What is clipped depends on the size alone, what is faint on the colours: two looks see both.
LOOKS: Final[Looks] = (("light", 1.0), ("dark", 1.5))
EVERY_LOOK: Final[Looks] = (*LOOKS, ("light", 1.5), ("dark", 1.0))
_READABLE: Final = 3.5  # thin strokes never reach their full colour; the table of pairs asks 4.5


def each_look(app: QApplication, looks: Looks = LOOKS) -> Iterator[str]:
    """Dresses the application in every look in turn, and names it: "dark-150"."""
    for scheme, text in looks:
        theme.apply(app, scheme, text)
        for _ in range(3):  # a layout inside a layout tells the outer one in the next turn
            app.processEvents()
        yield f"{scheme}-{round(text * 100)}"


def assert_pictures(
    app: QApplication, widget: QWidget, folder: Path | None = None, looks: Looks = LOOKS
) -> None:
    """In light and dark, at 100 and 150 %: nothing is clipped, everything can be read. Leaves a
    picture of each look in `folder`."""
    found = []
    for look in each_look(app, looks):
        if folder:
            widget.grab().save(str(folder / f"{widget.objectName() or 'widget'}-{look}.png"))
        found += [f"{look}: {what}" for what in clipped(widget) + faint(widget)]
    assert not found, "\n".join(found)


def assert_nothing_clipped(widget: QWidget) -> None:
    """Every text of a shown widget fits its rectangle, as it is now."""
    found = clipped(widget)
    assert not found, "\n".join(found)


def clipped(widget: QWidget) -> list[str]:
    """A sentence for every text that does not fit."""
    found = [f"{_name(one)}: {what}" for one in _visible(widget) for what in _cut_off(one)]
    return found + [
        f"{_name(one)} is cut off by {_name(parent)}"
        for one in _visible(widget)
        if isinstance(one, QLabel | QAbstractButton | QLineEdit)
        and (parent := one.parentWidget()) and not _scrolls(one)
        and not parent.rect().contains(one.geometry())
    ]  # fmt: skip


def faint(widget: QWidget) -> list[str]:
    """A sentence for every label and button whose words hardly differ from their ground."""
    image = widget.grab().toImage()
    found = []
    for one in _visible(widget):
        if isinstance(one, QLabel | QAbstractButton) and one.text() and not _only_icon(one):
            seen = one.visibleRegion().boundingRect()  # what is not scrolled out of sight
            if seen.height() < one.height():
                continue
            ratio = _contrast(image, seen.translated(one.mapTo(widget, QPoint(0, 0))))
            if ratio < _READABLE:
                found.append(f"{_name(one)} “{one.text()}” has contrast {ratio:.1f}")
    return found


def _visible(widget: QWidget) -> list[QWidget]:
    return [one for one in (widget, *widget.findChildren(QWidget)) if one.isVisibleTo(widget)]


def _cut_off(one: QWidget) -> Iterator[str]:
    match one:
        case QLabel() if one.text() and one.wordWrap():
            needed = one.heightForWidth(one.width())
            if needed > one.height():
                yield f"“{one.text()}” needs a height of {needed}, has {one.height()}"
        case QLabel() | QGroupBox() | QComboBox() | QAbstractButton():
            yield from _too_small(one, _words(one))
        case QLineEdit():
            yield from _too_small(one, one.text() or one.placeholderText())
        case QTabBar():
            for at in range(one.count()):
                if one.tabSizeHint(at).width() > one.tabRect(at).width():
                    yield f"tab “{one.tabText(at)}” is too narrow"
        case QHeaderView() if one.orientation() == Qt.Orientation.Horizontal:
            yield from _narrow_titles(one)
        case QTableView():
            yield from _narrow_amounts(one)
        case QMenuBar() if one.sizeHint().width() > one.width():
            yield "its menus do not fit"


def _words(one: QWidget) -> str:
    if isinstance(one, QGroupBox):
        return one.title()
    if isinstance(one, QComboBox):
        return one.currentText()
    assert isinstance(one, QLabel | QAbstractButton)
    return "" if _only_icon(one) else one.text()


def _only_icon(one: QWidget) -> bool:
    only = Qt.ToolButtonStyle.ToolButtonIconOnly
    return (
        isinstance(one, QToolButton) and one.toolButtonStyle() == only and not one.icon().isNull()
    )


def _too_small(one: QWidget, words: str) -> Iterator[str]:
    if not words or "<" in words:
        return
    size = one.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), words)
    if size.width() > one.width():
        yield f"“{words}” is {size.width()} wide, its room {one.width()}"
    if size.height() > one.height():
        yield f"“{words}” is {size.height()} high, its room {one.height()}"


def _narrow_titles(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for at in range(header.count()):
        needed = header.sectionSizeFromContents(at).width()
        if not header.isSectionHidden(at) and needed > header.sectionSize(at):
            title = model.headerData(at, Qt.Orientation.Horizontal)
            yield f"column “{title}” needs {needed}, has {header.sectionSize(at)}"


def _narrow_amounts(table: QTableView) -> Iterator[str]:
    """Words may end in an ellipsis, an amount never. A long list makes room for what is in sight,
    and for more when it comes there."""
    model = table.model()
    rows = range(min(model.rowCount(), 200))
    if isinstance(table, RowsView):
        rows = table.places_seen()
    for at in range(model.columnCount()):
        cell = table.itemDelegateForColumn(at)
        if isinstance(cell, MoneyCell) and not table.isColumnHidden(at):
            for row in rows:
                text = cell.shown(model.index(row, at))
                width = table.columnWidth(at) - 16
                if cell.fit(text, table.fontMetrics(), width) != text:
                    yield f"amount {text} does not fit {width}"


def _scrolls(one: QWidget) -> bool:
    parent = one.parentWidget()
    while parent:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _contrast(image: QImage, rect: QRect) -> float:
    """The best contrast of any pixel with the most frequent colour."""
    inside = image.copy(rect.intersected(image.rect())).convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(inside.constBits()).cast("I"))
    if not colours:
        return 21.0
    names = [f"#{colour & 0xFFFFFF:06x}" for colour, _ in colours.most_common()]
    return max(theme.contrast(names[0], name) for name in names)


def _name(one: QWidget) -> str:
    return f"{type(one).__name__} {one.objectName()}".strip()
