"""The scenes of the overview: on the sample book, on an empty one, in large text."""

from typing import Final

from app.gui.screens.home_ways import Way
from app.gui.stage import Scene, Stage

_PAGE: Final = "home"


def _home(stage: Stage) -> None:
    stage.show("home")


def _bar(stage: Stage) -> None:
    """A bar that the keyboard has come to says what it stands for."""
    _home(stage)
    stage.find(Way, "given_return_2026-07").setFocus()
    stage.settle()


SCENES: Final = (
    Scene("home", _home, page=_PAGE),
    Scene("home-bar", _bar, page=_PAGE),
    Scene("home-empty", _home, book="empty", page=_PAGE),
    Scene("home-large-text", _home, text=1.5, page=_PAGE),
)
