"""About Avoir: its version, its icon, and the licence of everything it is made of."""

import json
from importlib.metadata import PathDistribution, version
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListWidget, QPlainTextEdit, QWidget

from app import paths
from app.domain.errors import present
from app.gui import licences
from app.gui.application import program_icon
from app.gui.filter_line import FilterLine
from tests.gui.drivers.window import WindowDriver

Part = TypeVar("Part", bound=QWidget)


class AboutDriver:
    """The dialog as a person reads it."""

    def __init__(self) -> None:
        [self._dialog] = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.objectName() == "about" and each.isVisible()
        ]
        self._names = self._part(QListWidget, "libraries")

    def _part(self, kind: type[Part], name: str) -> Part:
        return present(self._dialog.findChild(kind, name), f"{name} is there")

    def said(self, name: str) -> str:
        return self._part(QLabel, name).text()

    def names(self) -> list[str]:
        return [self._names.item(row).text() for row in range(self._names.count())]

    def choose(self, name: str) -> None:
        row = next(at for at, each in enumerate(self.names()) if each.startswith(name))
        self._names.setCurrentRow(row)

    def text(self) -> str:
        return self._part(QPlainTextEdit, "licence").toPlainText()

    def marked(self) -> str:
        return self._part(QPlainTextEdit, "licence").textCursor().selectedText()

    def find(self, words: str) -> None:
        line = self._part(FilterLine, "filter")
        line.setText(words)
        line.settle()


@pytest.fixture
def about(qtbot, tmp_path):
    window = WindowDriver(qtbot, tmp_path)
    window.widget.act("about")
    return AboutDriver()


def test_it_says_the_version(about):
    assert about.said("dialog_title") == f"Avoir {version('avoir')}"


def test_every_library_has_its_licence_in_full(about):
    for name, words in {
        "SQLAlchemy": "Permission is hereby granted",
        "Qt and PySide6": "GNU LESSER GENERAL PUBLIC LICENSE",
        "font-roboto": "Apache License",
        "Phosphor icons": "Phosphor Icons",
        "Python": "PYTHON SOFTWARE FOUNDATION LICENSE",
    }.items():
        about.choose(name)
        assert about.said("terms").startswith(name)
        assert words.lower() in about.text().lower()


def test_qts_libraries_are_said_to_be_replaceable_and_where_they_are(about):
    about.choose("Qt and PySide6")
    assert "shared libraries of their own" in about.text()
    assert "PySide6/Qt/lib" in about.text()


@pytest.mark.parametrize(
    "whose", ["Unicode, Inc.", "University of Cambridge", "V8 project", "Commander", "Mitáš"]
)
def test_what_qt_carries_is_there_with_its_authors_and_their_terms(whose):
    found = {each.name: each.text for each in licences.installed()}
    text = found["Qt and PySide6"]
    assert text.index(whose) < text.index("GNU LESSER GENERAL PUBLIC LICENSE")
    # Its other parts are pillow's as well, and their terms are said to be there.
    for name in ("FREETYPE", "HARFBUZZ", "LIBJPEG", "LIBPNG", "ZLIB"):
        assert f"----\n\n{name}" in found["pillow"]


def test_what_is_sought_narrows_the_names_and_is_marked_in_the_text(about):
    about.find("Babel Team")
    assert [name.split()[0] for name in about.names()] == ["babel"]
    assert about.marked() == "Babel Team"


def test_what_nothing_has_is_said(about):
    about.find("no such words")
    assert about.names() == []
    assert about.said("terms") == "Nothing here has these words."
    assert about.text() == ""
    about.find("")
    assert about.said("terms")


def test_all_that_is_asked_for_is_there_with_a_text():
    found = licences.installed()
    assert {"SQLAlchemy", "reportlab", "uharfbuzz", "Mako"} <= {each.name for each in found}
    assert [each.name for each in found if len(each.text) < 500 or not each.licence] == []
    assert "avoir" not in {each.name for each in found}


def test_a_text_that_only_the_librarys_builder_had_is_passed_over(tmp_path):
    said = tmp_path / "some-1.dist-info"
    (said / "licenses").mkdir(parents=True)
    (said / "METADATA").write_text("Name: some\nVersion: 1\n", encoding="utf-8")
    (said / "licenses" / "LICENSE").write_text("Our terms", encoding="utf-8")
    listed = "some-1.dist-info/licenses/LICENSE,,\nLICENSE.txt,,\n"
    (said / "RECORD").write_text(listed, encoding="utf-8")
    assert licences._texts(PathDistribution(said)) == "LICENSE\n\nOur terms\n"


def test_what_was_compiled_into_a_library_is_named_with_its_terms():
    found = {each.name: each.text for each in licences.installed()}
    lines = found["resvg_py"].partition("is built with these")[2].splitlines()
    [drawer] = [line for line in lines if line.startswith("tiny-skia ")]
    assert drawer.endswith("(BSD-3-Clause), Yevhenii Reizner")
    assert len([line for line in lines if line.startswith("resvg ")]) == 1
    assert "()" not in found["resvg_py"]
    assert "is built with these" not in found["pillow"]  # its own terms name what is in it


def test_a_package_shows_the_list_it_was_built_with(monkeypatch, tmp_path):
    shipped = (licences.Library("Something", "1", "MIT", "Text"),)
    (tmp_path / "licences.json").write_text(licences.written(shipped), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert licences.libraries() == shipped
    assert json.loads(licences.written(shipped))[0]["name"] == "Something"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("side", [16, 32, 64, 256])
def test_the_icon_is_drawn_in_every_size(side):
    picture = program_icon().pixmap(side, side).toImage()
    assert max(picture.width(), picture.height()) >= side
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert {"#1f5091", "#ffffff"} <= colours
