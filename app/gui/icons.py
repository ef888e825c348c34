"""The icons by what they mean in Avoir: one family (Phosphor) out of the QtAwesome package.

Importing QtAwesome itself costs over 100 ms at start, nearly all of it for names it pulls in from
Qt; its font file and character map cost under 10. So the file is used and a glyph is painted here.
"""

import json
from functools import cache
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
)

from app.domain.errors import must
from app.gui.theme import look, package_folder

_FONT, _CHARMAP = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"

# meaning -> the family's own name
ICONS: Final[dict[str, str]] = {
    "account": "bank",
    "accounts": "tree-structure",
    "apply": "arrow-right",
    "attach": "paperclip",
    "back": "arrow-left",
    "backup": "hard-drives",
    "bill": "file-text",
    "book": "book-open",
    "calendar": "calendar-blank",
    "check": "check-square",
    "clear": "x",
    "close": "x",
    "columns": "columns",
    "copy": "copy",
    "credit_memo": "file-minus",
    "customer": "user",
    "customers": "users",
    "danger": "warning-circle",
    "delete": "trash",
    "down": "caret-down",
    "duplicate": "copy",
    "edit": "pencil-simple",
    "email": "envelope-simple",
    "expiry": "hourglass",
    "export": "export",
    "filter": "funnel",
    "folder": "folder-open",
    "help": "question",
    "history": "clock-counter-clockwise",
    "home": "house",
    "import": "download-simple",
    "information": "info",
    "invoice": "receipt",
    "journal": "list",
    "keys": "keyboard",
    "larger": "plus",
    "ledger": "notebook",
    "lock": "lock-simple",
    "many": "files",
    "more": "dots-three",
    "new": "plus",
    "payment": "money",
    "positive": "check",
    "print": "printer",
    "receipt": "tray",
    "redo": "arrow-arc-right",
    "refresh": "arrow-clockwise",
    "refund": "arrow-u-up-left",
    "report": "chart-bar",
    "save": "floppy-disk",
    "search": "magnifying-glass",
    "settings": "gear-six",
    "template": "paint-brush",
    "undo": "arrow-arc-left",
    "smaller": "minus",
    "unlock": "lock-simple-open",
    "up": "caret-up",
    "vendor": "storefront",
    "vendor_credit": "file-plus",
    "void": "prohibit",
    "warning": "warning",
    "why": "tree-structure",
}


def icon(name: str, role: str = "text") -> QIcon:
    """The icon for a meaning, in a colour role of the look that is in force when it is painted."""
    must(name in ICONS, f"{name} is an icon of the table")
    return QIcon(_Glyph(name, role))


def pixmap(name: str, size: int, role: str = "text") -> QPixmap:
    """The icon as a picture of `size` px, sharp on screens of any density."""
    density = QGuiApplication.primaryScreen().devicePixelRatio()
    return icon(name, role).pixmap(QSize(size, size), density)


@cache
def _glyphs() -> tuple[str, dict[str, str]]:
    """The font's family and the glyph of each meaning."""
    folder = package_folder("qtawesome") / "fonts"
    known = QFontDatabase.addApplicationFont(str(folder / _FONT))
    must(known >= 0, "the icon font loads")
    points = json.loads((folder / _CHARMAP).read_text(encoding="utf-8"))
    glyphs = {name: chr(int(points[theirs], 16)) for name, theirs in ICONS.items()}
    return QFontDatabase.applicationFontFamilies(known)[0], glyphs


class _Glyph(QIconEngine):
    """Paints one glyph in a colour role."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        family, glyphs = _glyphs()
        made = QFont(family)
        made.setPixelSize(max(1, min(rect.width(), rect.height())))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(made)
        painter.setPen(look().color("muted" if mode == QIcon.Mode.Disabled else self._role))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, glyphs[self._name])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._role)
