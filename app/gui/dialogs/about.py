"""About Avoir: its version, and whose work it stands on, with every licence in full."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import crash, licences
from app.gui.application import program_icon
from app.gui.dialogs.frame import Fitted
from app.gui.filter_line import FilterLine
from app.gui.theme import font, grid, look

_WIDTH, _HEIGHT, _NAMES, _ICON = 820, 560, 200, 64  # px at 100 %


class AboutDialog(Fitted):
    """Names on the left, narrowed by what is typed; the chosen one's texts on the right."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Avoir"))
        self._libraries = licences.libraries()
        column = QVBoxLayout(self)
        column.setContentsMargins(grid(6), grid(5), grid(6), grid(5))
        column.setSpacing(grid(4))
        column.addLayout(self._head())
        body = QHBoxLayout()
        body.setSpacing(grid(4))
        body.addLayout(self._left())
        body.addLayout(self._right(), 1)
        column.addLayout(body, 1)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("dismiss")
        close.clicked.connect(self.accept)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        self._narrow("")
        self._names.setCurrentRow(0)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        side = look().scale.px(_ICON)
        picture.setPixmap(program_icon().pixmap(side, side))
        name = QLabel(self.tr("Avoir {version}").format(version=crash.version()))
        name.setObjectName("dialog_title")
        name.setProperty("role", "figure")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said = QLabel(
            self.tr(
                "Bookkeeping with credit at its heart. It works on your own file; it uses no "
                "network and tells nobody anything."
            )
        )
        said.setProperty("role", "muted")
        said.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(grid(1))
        words.addStretch(1)
        words.addWidget(name)
        words.addWidget(said)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(grid(4))
        head.addWidget(picture)
        head.addLayout(words, 1)
        return head

    def _left(self) -> QVBoxLayout:
        self._names = QListWidget()
        self._names.setObjectName("libraries")
        self._names.setAccessibleName(self.tr("The work of others in Avoir"))
        self._names.setSpacing(grid(1) // 2)
        self._names.currentItemChanged.connect(self._show)
        self._filter = FilterLine(self.tr("Find in names and texts…"), self._names, width=_NAMES)
        self._filter.narrowed.connect(self._narrow)
        left = QVBoxLayout()
        left.setSpacing(grid(2))
        left.addWidget(self._filter)
        left.addWidget(self._names, 1)
        return left

    def _right(self) -> QVBoxLayout:
        self._terms = QLabel()
        self._terms.setObjectName("terms")
        self._terms.setProperty("role", "heading")
        self._terms.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._terms.setWordWrap(True)
        self._text = QPlainTextEdit()
        self._text.setObjectName("licence")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("License"))
        right = QVBoxLayout()
        right.setSpacing(grid(2))
        right.addWidget(self._terms)
        right.addWidget(self._text, 1)
        return right

    def _narrow(self, words: str) -> None:
        """Lists what has the words in its name, its licence or its texts."""
        sought = words.casefold()
        kept = "".join(item.text() for item in self._names.selectedItems())
        self._names.clear()
        for place, library in enumerate(self._libraries):
            said = f"{library.name}\n{library.licence}\n{library.text}".casefold()
            if sought in said:
                item = QListWidgetItem(f"{library.name} {library.version}".strip())
                item.setData(Qt.ItemDataRole.UserRole, place)
                self._names.addItem(item)
        found = self._names.findItems(kept, Qt.MatchFlag.MatchExactly) if kept else []
        if found:
            self._names.setCurrentItem(found[0])
        else:
            self._names.setCurrentRow(0)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            self._terms.setText(self.tr("Nothing here has these words."))
            self._text.clear()
            return
        library = self._libraries[item.data(Qt.ItemDataRole.UserRole)]
        self._terms.setText(f"{library.name} {library.version} · {library.licence}")
        self._text.setPlainText(library.text)
        if sought := self._filter.text():
            self._text.find(sought)

    def _fit(self) -> None:
        px = look().scale.px
        widest = max(
            QFontMetrics(self._names.font()).horizontalAdvance(f"{each.name} {each.version}")
            for each in self._libraries
        )
        self._names.setFixedWidth(max(px(_NAMES), widest + grid(10)))
        self._filter.setFixedWidth(self._names.width())
        # Small: licences have their own line ends, and few of their lines should break again.
        self._text.setFont(font("small"))
        self.setMinimumSize(px(_WIDTH), px(_HEIGHT))
