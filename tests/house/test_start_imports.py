"""The program starts light: heavy libraries come in when they are first needed, not before."""

import subprocess
import sys

import pytest

from tests.house.source import ROOT

# What each door may have loaded once it is imported, besides the standard library and app itself.
MAY_LOAD = {
    "app.__main__": {"platformdirs"},
}


def loaded_by(module: str) -> set[str]:
    """The modules a fresh Python holds after importing one."""
    code = f"import sys; import {module}; print(*sys.modules, sep='\\n')"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return set(answer.stdout.split())


def bare() -> set[str]:
    """The packages a fresh Python holds by itself: start-up hooks of the environment."""
    return packages(loaded_by("sys"))


def packages(modules: set[str]) -> set[str]:
    """The top-level names of modules, without the standard library's."""
    tops = {module.partition(".")[0] for module in modules}
    return {top for top in tops if top not in sys.stdlib_module_names}


def too_early(door: str, modules: set[str]) -> set[str]:
    """The packages that should have waited."""
    return packages(modules) - MAY_LOAD[door] - {"app", "__main__"}


@pytest.mark.parametrize("door", MAY_LOAD)
def test_nothing_heavy_is_imported_at_the_door(door):
    assert too_early(door, loaded_by(door)) - bare() == set()


@pytest.mark.parametrize(
    "planted", ["sqlalchemy.orm", "alembic", "reportlab.lib", "babel.numbers", "PySide6.QtCore"]
)
def test_the_guard_can_fail(planted):
    assert too_early("app.__main__", {"sys", "app", "app.__main__", planted})


@pytest.mark.parametrize("library", ["sqlalchemy", "alembic", "reportlab", "babel", "PySide6"])
def test_the_libraries_are_seen_when_loaded(library):
    assert library in packages(loaded_by(library)) - bare()
