"""What goes into the frozen program: enough for every document, nothing of the network."""

import shutil
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale, localedata
from babel.dates import format_date
from babel.numbers import format_decimal

from app.domain.template import LANGUAGES
from parts import contents
from tests.house.source import ROOT

_DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("libQt6Network.so.6", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/lib/libQt6WaylandClient.so.6", False),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6/QtGui.abi3.so", True),
        ("PySide6/QtNetwork.abi3.so", False),
        ("PySide6\\Qt6Widgets.dll", True),
        ("PySide6\\Qt6Network.dll", False),
        ("PySide6\\QtWidgets.pyd", True),
        ("PySide6\\QtNetwork.pyd", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", False),
        ("PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui", True),
        ("PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("pillow.libs/libjpeg-6dc8d115.so.62.4.0", True),
        ("PIL/_webp.cpython-311-x86_64-linux-gnu.so", False),
        ("babel/locale-data/de.dat", True),
        ("babel/locale-data/de_CH.dat", False),
        ("babel/global.dat", True),
        ("resources/charts/standard.json", True),
    ],
)
def test_a_file_is_kept_or_left_out_by_its_place(name, kept):
    assert contents.keeps(name, "/somewhere/site-packages/" + name) is kept


@pytest.mark.parametrize(
    ("place", "target", "kept"),
    [
        ("QtGui", "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui", True),
        ("QtNetwork", "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork", False),
        ("PySide6/Qt/lib/QtGui.framework/Versions/Current", "A", True),
        ("PySide6/Qt/lib/QtQml.framework/Versions/Current", "A", False),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", True),
        ("libjpeg-6dc8d115.so.62", "pillow.libs/libjpeg-6dc8d115.so.62", True),
    ],
)
def test_a_link_goes_the_way_of_what_it_leads_to(place, target, kept):
    link, file = (
        (place, target, "SYMLINK"),
        ("PIL/_imaging.so", "/somewhere/_imaging.so", "BINARY"),
    )
    assert contents.kept([link, file]) == ([link, file] if kept else [file])


@pytest.mark.parametrize(
    ("name", "kept"),
    [("libsqlite3.so.0", True), ("libpython3.11.so.1.0", True), ("libz.so.1", False)],
)
def test_of_a_linux_system_only_what_python_needs_comes_along(monkeypatch, name, kept):
    monkeypatch.setattr(sys, "platform", "linux")
    assert contents.keeps(name, "/usr/lib/x86_64-linux-gnu/" + name) is kept


def test_the_locale_data_that_stays_writes_every_language(monkeypatch, tmp_path):
    """The same figures and days from the kept files alone as from all of them."""

    def written(language: str) -> tuple[str, ...]:
        locale = Locale.parse(language, sep="-")
        day = format_date(_DAY, locale=locale), format_date(_DAY, "long", locale=locale)
        countries = locale.territories["DE"], locale.territories["GB"]
        return (*day, format_decimal(Decimal("-1234567.5"), locale=locale), *countries)

    whole = {language: written(language) for language in LANGUAGES}
    assert len(set(whole.values())) == len(LANGUAGES)
    for path in Path(localedata.__file__).parent.joinpath("locale-data").glob("*.dat"):
        if contents.keeps_data(f"babel/locale-data/{path.name}"):
            shutil.copy(path, tmp_path)
    assert 6 <= len(list(tmp_path.iterdir())) <= 10
    monkeypatch.setattr(localedata, "_dirname", str(tmp_path))
    monkeypatch.setattr(localedata, "_cache", {})
    monkeypatch.setattr(Locale, "_cache", {}, raising=False)
    assert {language: written(language) for language in LANGUAGES} == whole


def test_data_is_all_there_and_nothing_of_it_is_code_of_ours(tmp_path):
    said = tmp_path / "avoir-1.dist-info"
    said.mkdir()
    found = contents.data(ROOT, tmp_path)
    places = {f"{folder}/{Path(path).name}" for path, folder in found}
    assert {
        "resources/charts/standard.json",
        "resources/licences.json",
        "app/book/migrations/env.py",
        "font_roboto/files/Roboto-Medium.ttf",
        "qtawesome/fonts/phosphor-1.3.0.ttf",
        "avoir-1.dist-info/METADATA",
    } <= places
    there = [path for path, _folder in found if not path.startswith(str(tmp_path))]
    assert [path for path in there if not Path(path).is_file()] == []
    assert not [place for place in places if "pictures" in place]
    code = {place for place in places if place.endswith(".py")}
    assert all(place.startswith("app/book/migrations/") for place in code)


def test_every_module_of_ours_goes_in():
    names = contents.hidden(ROOT)
    assert {"app.gui.dialogs.about", "app.paper", "app.cli.run", "logging.config"} <= set(names)
    assert not [name for name in names if "migrations" in name]
