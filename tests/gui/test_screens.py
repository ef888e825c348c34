"""Every screen in every state: nothing is clipped and all can be read, light and dark, at 100 and
150 % text."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from app.gui import theme
from app.gui.palette import Palette
from app.gui.scenes import SCENES, staged
from app.gui.stage import props
from tests.gui.drivers.books import outside
from tests.gui.names import nameless
from tests.gui.pictures import EVERY_LOOK, assert_pictures


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stage")
    sample = folder / "sample.avoir"
    outside().sample(sample).close()
    return props(folder, outside(), sample)


@pytest.fixture
def stuff(made, tmp_path):
    """The books made once; every scene has a folder of its own."""
    return replace(made, folder=tmp_path)


def in_front(window):
    """What a person looks at: the dialog that is open, else the window."""
    tops = QApplication.topLevelWidgets()
    over = (one for one in tops if isinstance(one, QDialog | Palette) and one.isVisible())
    return next(over, window)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_is_clipped_and_all_can_be_read(qapp, scene, stuff):
    theme.apply(qapp, "light", scene.text)
    with staged(scene, stuff) as stage:
        front = in_front(stage.window)
        assert_pictures(qapp, front)
        assert nameless(front) == []


@pytest.mark.long
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_same_in_every_look(qapp, scene, stuff):
    with staged(scene, stuff) as stage:
        assert_pictures(qapp, in_front(stage.window), looks=EVERY_LOOK)


def test_scenes_have_names_of_their_own():
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)
