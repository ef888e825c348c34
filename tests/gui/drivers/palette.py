"""Hands and eyes for the palette: type, move, choose."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QWidget

KEYS = {
    "enter": Qt.Key.Key_Return, "escape": Qt.Key.Key_Escape, "up": Qt.Key.Key_Up,
    "down": Qt.Key.Key_Down, "page down": Qt.Key.Key_PageDown,
}  # fmt: skip


class PaletteDriver:
    """The palette that is open."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot

    @property
    def is_open(self) -> bool:
        return self._palette is not None

    def type(self, text: str) -> "PaletteDriver":
        self._qtbot.keyClicks(self._line, text)
        return self

    def press(self, *names: str) -> "PaletteDriver":
        for name in names:
            self._qtbot.keyClick(self._line, KEYS[name])
        return self

    @property
    def offered(self) -> list[str]:
        model = self._list.model()
        return [model.index(at, 0).data() for at in range(model.rowCount())]

    @property
    def current(self) -> str:
        return str(self._list.currentIndex().data())

    @property
    def says_nothing_fits(self) -> bool:
        palette = self._palette
        assert palette
        label = palette.findChild(QLabel, "palette_nothing")
        assert label
        return label.isVisibleTo(palette)

    @property
    def _palette(self) -> QWidget | None:
        popup = QApplication.activePopupWidget()
        return popup if popup and popup.objectName() == "palette" else None

    @property
    def _line(self) -> QLineEdit:
        assert self._palette
        line = self._palette.findChild(QLineEdit, "palette_line")
        assert line
        return line

    @property
    def _list(self) -> QListView:
        assert self._palette
        shown = self._palette.findChild(QListView, "palette_list")
        assert shown
        return shown
