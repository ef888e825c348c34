"""The look: colours as roles, one type scale, one grid, made into a palette and a style sheet."""

import importlib.util
import sys
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import must
from app.gui.stylesheet import SHEET

Scheme = Literal["system", "light", "dark"]
GRID: Final = 4
_SIZES: Final = ("small", "body", "heading", "figure", "row", "icon")
TEXT_SIZES: Final = (0.9, 1.0, 1.1, 1.25, 1.5)  # what the settings offer
SMALLEST, LARGEST = 0.9, 1.5


@dataclass(frozen=True, slots=True)
class Roles:
    """What a colour is for, each as #rrggbb."""

    surface: str  # the page: lists, forms
    raised: str  # beside the page: sidebar, panels, menus
    hover: str  # under the pointer
    selection: str  # the chosen row
    hairline: str  # separates; carries no meaning by itself
    edge: str  # the outline of something one can use: 3:1 at least
    text: str
    muted: str  # labels, hints, zero, what is switched off
    accent: str  # focus, links, the primary button
    accent_text: str  # on accent
    positive: str
    warning: str
    danger: str


LIGHT: Final = Roles(
    surface="#ffffff", raised="#f7f6f3", hover="#efede8", selection="#e3ebf5",
    hairline="#e2dfd8", edge="#8b867c", text="#1d1c1a", muted="#5f5b54",
    accent="#1f5091", accent_text="#ffffff",
    positive="#1c6539", warning="#7d4b00", danger="#a8231b",
)  # fmt: skip
DARK: Final = Roles(
    surface="#1a1a19", raised="#222220", hover="#2b2b28", selection="#2a3648",
    hairline="#383733", edge="#7f7b72", text="#eae7e0", muted="#aba69c",
    accent="#8fb8f2", accent_text="#10213a",
    positive="#83cb9c", warning="#e2b469", danger="#f59a92",
)  # fmt: skip

# Every text role with every ground it is written on; the contrast test reads this table.
GROUNDS: Final = ("surface", "raised", "hover", "selection")
TEXT_PAIRS: Final = (
    *((role, ground) for role in ("text", "muted", "accent") for ground in GROUNDS),
    *((role, ground) for role in ("positive", "warning", "danger") for ground in GROUNDS),
    ("accent_text", "accent"),
)
LINE_PAIRS: Final = (
    *(("edge", ground) for ground in ("surface", "raised")),
    *(("accent", ground) for ground in GROUNDS),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes in px at the user's text size (0.9 to 1.5 times)."""

    factor: float = 1.0

    @property
    def small(self) -> int:
        return round(11 * self.factor)

    @property
    def body(self) -> int:
        return round(13 * self.factor)

    @property
    def heading(self) -> int:
        return round(16 * self.factor)

    @property
    def figure(self) -> int:
        return round(22 * self.factor)

    @property
    def row(self) -> int:
        """The height of a list row: a line of body text with air, on the grid."""
        return -(-(self.body * 6 + 60) // 5 // GRID) * GRID

    @property
    def icon(self) -> int:
        return round(16 * self.factor)

    def px(self, at_one: int) -> int:
        """A width that grows with the text, given in px at 100 %."""
        return round(at_one * self.factor)


@dataclass(frozen=True, slots=True)
class Look:
    """The look in force."""

    roles: Roles = LIGHT
    scale: Scale = Scale()
    dark: bool = False

    def color(self, role: str) -> QColor:
        return QColor(getattr(self.roles, role))


def grid(units: int) -> int:
    """`units` steps of the 4 px grid, in px."""
    return GRID * units


def apply(app: QApplication, scheme: Scheme = "system", text: float = 1.0) -> Look:
    """Dresses the whole application; may be called again at any time."""
    hints = app.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme)
    follower = app.findChild(_Follower) or _Follower(app)
    follower.scheme, follower.text = scheme, text
    follower.busy = True  # the next line may signal a change that is this one
    hints.setColorScheme(wanted or Qt.ColorScheme.Unknown)
    follower.busy = False
    dark = (wanted or hints.colorScheme()) == Qt.ColorScheme.Dark
    look_now = Look(DARK if dark else LIGHT, Scale(min(max(text, SMALLEST), LARGEST)), dark)
    _dress(app, look_now)
    return look_now


def look() -> Look:
    """The look in force, for what paints itself. Light at 100 % before `apply`."""
    app = QApplication.instance()
    found = app.property("look") if app else None
    return found if isinstance(found, Look) else Look()


def font(role: Literal["small", "body", "heading", "figure"] = "body") -> QFont:
    """The application's font in a size of the scale, with figures of equal width."""
    load_fonts()
    made = QFont("Roboto")
    made.setPixelSize(getattr(look().scale, role))
    made.setFeature(QFont.Tag("tnum"), 1)
    if role in {"heading", "figure"}:
        made.setWeight(QFont.Weight.Medium)
    return made


def package_folder(package: str) -> Path:
    """Where an installed package lies, without importing it; its data in a frozen program."""
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / package
    spec = importlib.util.find_spec(package)
    must(spec is not None and bool(spec.submodule_search_locations), f"{package} is installed")
    assert spec is not None  # for the type checker; `must` has spoken  # noqa: S101
    return Path(next(iter(spec.submodule_search_locations or ())))


@cache
def load_fonts() -> None:
    """Loads Roboto from its package, so the window has the same pixels everywhere."""
    folder = package_folder("font_roboto") / "files"
    for weight in ("Regular", "Medium", "Bold", "Italic"):
        known = QFontDatabase.addApplicationFont(str(folder / f"Roboto-{weight}.ttf"))
        must(known >= 0, f"Roboto {weight} loads")


def palette(roles: Roles) -> QPalette:
    """The roles as Qt's own palette, for everything the style sheet does not name."""
    part, made = QPalette.ColorRole, QPalette()
    for where, colour in {
        part.Window: roles.surface, part.Base: roles.surface, part.AlternateBase: roles.raised,
        part.Button: roles.raised, part.ToolTipBase: roles.raised, part.ToolTipText: roles.text,
        part.WindowText: roles.text, part.Text: roles.text, part.ButtonText: roles.text,
        part.PlaceholderText: roles.muted, part.BrightText: roles.danger,
        part.Highlight: roles.selection, part.HighlightedText: roles.text,
        part.Accent: roles.accent, part.Link: roles.accent, part.LinkVisited: roles.accent,
        part.Light: roles.hairline, part.Midlight: roles.hairline, part.Mid: roles.hairline,
        part.Dark: roles.edge, part.Shadow: roles.edge,
    }.items():  # fmt: skip
        made.setColor(where, QColor(colour))
    for where in (part.WindowText, part.Text, part.ButtonText, part.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(roles.muted))
    return made


def stylesheet(of: Look) -> str:
    """One style sheet made from the roles and the scale."""
    scale = of.scale
    sizes = {name: getattr(scale, name) for name in _SIZES}
    return SHEET.substitute(asdict(of.roles), **sizes)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Sets a property that the style sheet asks for, and dresses the widget anew where it is
    another."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two #rrggbb colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class _Follower(QObject):
    """Dresses the application anew when the system turns dark or light."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.scheme: Scheme = "system"
        self.text = 1.0
        self.busy = False
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def _follow(self) -> None:
        app = self.parent()
        if self.scheme == "system" and not self.busy and isinstance(app, QApplication):
            apply(app, "system", self.text)


def _dress(app: QApplication, of: Look) -> None:
    if app.property("look") == of:
        return  # every widget would be polished anew for nothing
    app.setProperty("look", of)
    if app.style().name() not in {"fusion", ""}:  # no name: Fusion already wears our sheet
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(of.roles))
    app.setStyleSheet(stylesheet(of))


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
