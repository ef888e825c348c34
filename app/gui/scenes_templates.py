"""Scenes of templates: how documents look, chosen with the page beside it."""

from typing import Final

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QCheckBox

from app.gui.screens.template_preview import TemplatePreview
from app.gui.stage import Scene, Stage


def _drawn(stage: Stage) -> None:
    """Until the page shows what is typed."""
    preview = stage.find(TemplatePreview, "template_preview")
    preview.draw()
    while not preview.is_settled:
        QThreadPool.globalInstance().waitForDone()
        stage.settle()


def _template(stage: Stage) -> None:
    stage.show("template")
    _drawn(stage)


def _in_german(stage: Stage) -> None:
    stage.show("template")
    stage.fill(text_language="de")
    stage.fill(texts__de__opening="Guten Tag,", texts__de__closing="Vielen Dank.")
    stage.fill(texts__de__footer="Halden & Marsh, Austin\nIBAN DE12 5001 0517 0648 4898 90")
    _drawn(stage)


def _refused(stage: Stage) -> None:
    stage.show("template")
    stage.act("new")
    stage.fill(name="Halden & Marsh", accent="green")
    stage.act("save")
    _drawn(stage)


def _copy(stage: Stage) -> None:
    stage.show("template")
    stage.act("duplicate")
    stage.find(QCheckBox, "statement").click()
    stage.fill(name="Statements", accent="#f3c9b1")
    _drawn(stage)


def _delete(stage: Stage) -> None:
    stage.show("template")
    stage.act("delete")
    _drawn(stage)


def _empty(stage: Stage) -> None:
    stage.show("template")


def _first(stage: Stage) -> None:
    stage.show("template")
    stage.act("new")
    _drawn(stage)


SCENES: Final = (
    Scene("template", _template, page="customer"),
    Scene("template-german", _in_german, page="customer"),
    Scene("template-refused", _refused, page="customer"),
    Scene("template-copy", _copy, page="customer"),
    Scene("template-delete", _delete, page="customer"),
    Scene("template-first", _first, book="empty", page="customer"),
    Scene("templates-empty", _empty, book="empty", page="customer"),
    Scene("template-large-text", _template, text=1.5, page="customer"),
)
