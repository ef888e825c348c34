"""Hands and eyes for the page of templates: list, form, and the page that is drawn beside."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.gui.screens.document_widgets import Question
from app.gui.screens.template_fields import Swatches
from app.gui.screens.template_logo import LogoField, LogoPicture, picture_of
from app.gui.screens.template_preview import TemplatePreview
from tests.gui.drivers.fields import FieldDriver
from tests.gui.drivers.lists import ListDriver
from tests.gui.drivers.window import WindowDriver


class TemplatesDriver:
    """The page as a person sees it."""

    def __init__(self, qtbot, window: WindowDriver) -> None:
        self._qtbot, self.window = qtbot, window
        window.go("Templates")

    # The list

    @property
    def listed(self) -> ListDriver:
        return self.window.rows("templates")

    @property
    def rows(self) -> list[list[str]]:
        """Name and use of every template."""
        return self.listed.rows

    @property
    def current(self) -> str:
        """The name of the template that is chosen in the list."""
        return self.rows[self.listed.place_of_current][0]

    # The form

    def field(self, name: str) -> FieldDriver:
        assert self.window.focus is not None  # an open list took the window's activity along
        return FieldDriver(self._qtbot, self._find(QWidget, name))

    def type(self, **values: str) -> None:
        """Types into fields; "__" stands for a dot."""
        for name, text in values.items():
            self.field(name.replace("__", ".")).retype(text)

    def paste(self, name: str, text: str) -> None:
        """Puts text into a field that no keyboard types."""
        QApplication.clipboard().setText(text)
        editor = self._find(QLineEdit, name)
        editor.setFocus()
        editor.paste()

    def shown(self, *names: str) -> list[str]:
        return [self.field(name).shown for name in names]

    def tick(self, name: str) -> None:
        self._qtbot.mouseClick(self._find(QCheckBox, name), Qt.MouseButton.LeftButton)

    @property
    def ticked(self) -> list[str]:
        """What is ticked, papers and columns."""
        return [one.objectName() for one in self._all(QCheckBox) if one.isChecked()]

    def speak(self, language: str) -> None:
        """Chooses the language of the texts."""
        self.field("text_language").retype(language).press("tab")

    def problem(self, name: str) -> str:
        found = [one for one in self._all(QLabel) if one.objectName() == f"{name}_problem"]
        return found[0].text() if found else ""

    def note(self, name: str) -> str:
        found = [one for one in self._all(QLabel) if one.objectName() == name]
        return found[0].text() if found else ""

    def take_colour(self, place: int) -> None:
        swatches = self._find(Swatches, "presets")
        where = swatches.place(place).center()
        self._qtbot.mouseClick(swatches, Qt.MouseButton.LeftButton, pos=where)

    def walk_colours(self, *keys: Qt.Key) -> None:
        swatches = self._find(Swatches, "presets")
        swatches.setFocus()
        for key in keys:
            self._qtbot.keyClick(swatches, key)

    def choose_logo(self, monkeypatch, path: Path | None) -> None:
        """Answers the system's dialog with a file, or with none."""
        answer = (str(path or ""), "")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: answer)
        self.window.click("choose_logo")

    def drop_logo(self, path: Path) -> None:
        """Drops a file where the logo stands."""
        field, facts = self._find(LogoField, "logo"), QMimeData()
        facts.setUrls([QUrl.fromLocalFile(str(path))])
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        held, where = Qt.KeyboardModifier.NoModifier, QPoint(5, 5)
        for made in (QDragEnterEvent, QDropEvent):
            QApplication.sendEvent(field, made(where, action, facts, button, held))

    @property
    def logo_size(self) -> tuple[int, int]:
        """Of the picture that is shown, in its own dots."""
        image = picture_of(self._find(LogoField, "logo").data)
        return image.width(), image.height()

    @property
    def has_logo(self) -> bool:
        return bool(self._find(LogoPicture, "logo_picture").has_image)

    @property
    def asked(self) -> str:
        found = [one for one in self._all(Question) if one.sentence]
        return found[0].sentence if found else ""

    # The preview

    def wait_drawn(self) -> None:
        """Until what is typed is drawn."""
        preview = self.preview
        self._qtbot.waitUntil(lambda: preview.is_settled, timeout=20_000)

    @property
    def paper(self) -> str:
        """The text of the first page that is shown."""
        self.wait_drawn()
        pdf = self.preview.pdf
        assert pdf
        return pdf.text(pdf.whole(0))

    @property
    def colours(self) -> set[str]:
        """The colours of the first page that is shown."""
        self.wait_drawn()
        pdf = self.preview.pdf
        assert pdf
        image = pdf.image(0, 1.0)
        return {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
        }

    def preview_of(self, kind: str = "", language: str = "") -> None:
        for name, text in (("preview_kind", kind), ("preview_language", language)):
            if text:
                self.field(name).retype(text).press("tab")

    @property
    def preview(self) -> TemplatePreview:
        found = self._find(TemplatePreview, "template_preview")
        assert isinstance(found, TemplatePreview)
        return found

    # Finding things

    def write(self, name: str, text: str) -> None:
        """Types several lines into a field of texts."""
        editor = self._find(QPlainTextEdit, name)
        editor.setFocus()
        editor.selectAll()
        for at, line in enumerate(text.split("\n")):
            if at:
                self._qtbot.keyClick(editor, Qt.Key.Key_Return)
            self._qtbot.keyClicks(editor, line)

    def _all(self, kind: Any) -> list[Any]:
        QApplication.processEvents()
        return [one for one in self.window.widget.findChildren(kind) if one.isVisible()]

    def _find(self, kind: Any, name: str) -> Any:
        return next(one for one in self._all(kind) if one.objectName() == name)
