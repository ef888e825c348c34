"""Who would be silent for a screen reader: controls that take the focus and have no name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def nameless(widget: QWidget) -> list[str]:
    """Every control in the widget that the keyboard reaches and that a screen reader could not
    name."""
    return [
        f"{type(one).__name__} {one.objectName()}".strip()
        for one in (widget, *widget.findChildren(QWidget))
        if one.isVisibleTo(widget)
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not _spoken(one)
    ]


def _spoken(one: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(one)
    return interface.text(QAccessible.Text.Name).strip()
