"""The page without a book: the recent ones, a new one, any other, or the sample."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.head import Hairline
from app.gui.icons import icon
from app.gui.theme import grid, look

_WIDTH: Final = 460  # px at 100 %


class Welcome(QWidget):
    """Says what Avoir is for and where to begin. Everything is a button in the tab order."""

    chosen = Signal(object)  # the Path of a recent book

    def __init__(
        self,
        new: Callable[[], object],
        choose: Callable[[], object],
        sample: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("welcome")
        title = QLabel("Avoir")
        title.setProperty("role", "figure")
        line = QLabel(self.tr("Bookkeeping with credit at its heart."))
        line.setProperty("role", "muted")
        self._first = _button("new_book", self.tr("New book…"), "new", new, primary=True)
        starts = QHBoxLayout()
        starts.setSpacing(grid(2))
        starts.addWidget(self._first)
        starts.addWidget(_button("choose_book", self.tr("Open…"), "folder", choose))
        starts.addWidget(_button("sample_book", self.tr("Try the sample book"), "book", sample))
        starts.addStretch(1)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._heading = QLabel(self.tr("Recent books"))
        self._heading.setProperty("role", "label")
        self._hairline = Hairline()
        self._panel = QWidget()
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(line)
        column.addSpacing(grid(6))
        column.addLayout(starts)
        column.addSpacing(grid(8))
        column.addWidget(self._heading)
        column.addSpacing(grid(1))
        column.addWidget(self._hairline)
        column.addLayout(self._recent)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addWidget(self._panel, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        self.show_recent(())

    def show_recent(self, books: Sequence[Path]) -> None:
        """Lists these books, the newest first."""
        while (item := self._recent.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for path in books:
            self._recent.addWidget(_Recent(path, self.chosen.emit))
        self._heading.setVisible(bool(books))
        self._hairline.setVisible(bool(books))
        self._panel.setMinimumWidth(look().scale.px(_WIDTH))

    def start_focus(self) -> None:
        """The newest book, else the way to a new one."""
        item = self._recent.itemAt(0)
        first = item.widget() if item else None
        (first or self._first).setFocus()


class _Recent(QPushButton):
    """A book: its name, and the folder it lies in below."""

    def __init__(self, path: Path, run: Callable[[Path], object]) -> None:
        super().__init__()
        self.setObjectName("recent_book")
        self.setProperty("kind", "quiet")
        self.setAccessibleName(f"{path.stem}, {path.parent}")
        self.setToolTip(str(path))
        self.clicked.connect(lambda _checked=False: run(path))
        name = QLabel(path.stem)
        folder = QLabel(path.parent.name)
        folder.setProperty("role", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(grid(2), grid(2), grid(2), grid(2))
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(folder)
        for part in (name, folder):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """The words decide, whatever size they have by now."""
        return QSize(look().scale.px(_WIDTH), look().scale.row + grid(2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _button(
    name: str, text: str, sign: str, run: Callable[[], object], *, primary: bool = False
) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setIcon(icon(sign, "accent_text" if primary else "text"))
    if primary:
        made.setProperty("kind", "primary")
    made.clicked.connect(lambda _checked=False: run())
    return made
