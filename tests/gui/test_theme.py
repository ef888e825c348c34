"""Colours can be told apart, sizes follow the scale, and figures stand in columns."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QLabel

from app.gui import theme
from app.gui.icons import icon
from app.gui.theme import DARK, LIGHT, LINE_PAIRS, TEXT_PAIRS, Roles, Scheme, contrast


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read_on_every_ground(roles, text, ground):
    assert contrast(getattr(roles, text), getattr(roles, ground)) >= 4.5


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS)
def test_every_outline_can_be_seen(roles, line, ground):
    assert contrast(getattr(roles, line), getattr(roles, ground)) >= 3.0


def test_contrast_is_what_the_guidelines_say():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_dark_and_light_are_put_on(qapp):
    pairs: tuple[tuple[Scheme, Roles], ...] = (("dark", DARK), ("light", LIGHT))
    for scheme, roles in pairs:
        look = theme.apply(qapp, scheme)
        assert look.roles == roles
        assert theme.look() == look
        assert qapp.palette().color(QPalette.ColorRole.Base).name() == roles.surface


def test_the_system_is_followed(qapp, monkeypatch):
    theme.apply(qapp, "system")
    hints = qapp.styleHints()
    monkeypatch.setattr(type(hints), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.look().dark
    theme.apply(qapp, "light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.look().dark


@pytest.mark.parametrize(
    ("factor", "sizes"), [(1.0, (11, 13, 16, 22, 28)), (1.5, (16, 20, 24, 33, 36))]
)
def test_the_scale(factor, sizes):
    scale = theme.Scale(factor)
    assert (scale.small, scale.body, scale.heading, scale.figure, scale.row) == sizes
    assert scale.row % theme.grid(1) == 0


def test_text_sizes_have_limits(qapp):
    assert theme.apply(qapp, "light", 9.0).scale.factor == 1.5
    assert theme.apply(qapp, "light", 0.1).scale.factor == 0.9


def test_the_size_reaches_widgets_that_are_shown(qapp, qtbot):
    label = QLabel("Total")
    label.setProperty("role", "heading")
    qtbot.addWidget(label)
    label.show()
    assert label.font().pixelSize() == 16
    theme.apply(qapp, "light", 1.5)
    assert label.font().pixelSize() == 24


@pytest.mark.parametrize("role", ["small", "body", "heading", "figure"])
def test_figures_are_equally_wide_and_ours(role):
    font = theme.font(role)
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    assert QFontInfo(font).family() == "Roboto"


def test_packages_are_found_without_importing_them(monkeypatch):
    assert (theme.package_folder("font_roboto") / "files" / "Roboto-Regular.ttf").is_file()
    monkeypatch.setattr(sys, "_MEIPASS", "/frozen", raising=False)
    assert theme.package_folder("font_roboto") == Path("/frozen/font_roboto")


def test_icons_do_not_wait_for_the_whole_of_qt():
    icon("home").pixmap(16, 16)
    assert not {"qtawesome", "qtpy"} & sys.modules.keys()
