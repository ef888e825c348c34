"""Machines with other fonts than this one."""

from pathlib import Path

import pytest

from app.paper import shaping, system_fonts


@pytest.fixture
def fonts_in(monkeypatch):
    """Lets Avoir look for fonts in that folder only."""

    def use(folder: Path) -> None:
        monkeypatch.setattr(system_fonts, "folders", lambda: (folder,))
        shaping.forget()

    yield use
    monkeypatch.undo()
    shaping.forget()


@pytest.fixture
def no_fonts(fonts_in, tmp_path):
    """A machine without any fonts."""
    fonts_in(tmp_path)
