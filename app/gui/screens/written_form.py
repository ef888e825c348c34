"""What the forms of all editors share: all that is typed as one value, and what follows edits."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from app.gui.perform import Form


class WrittenForm(Form):
    """The form inside an editor page. It reads and marks; it does nothing."""

    edited = Signal()  # any field or line

    def __init__(self) -> None:
        super().__init__()
        self._filling = False

    def content(self) -> dict[str, Any]:
        """All that is typed, as JSON can say it."""
        return {name: one.value() for name, one in self.fields.items()}

    def fill(self, content: Mapping[str, Any]) -> None:
        """Shows content; what it leaves out is emptied."""
        self._filling = True
        try:
            for name, one in self.fields.items():
                one.set_value(content.get(name, ""))
        finally:
            self._filling = False
        self._filled()
        self._follow()

    def _listen(self) -> None:
        """From now on every edit is followed."""
        for name, one in self.fields.items():
            one.editor.changed.connect(lambda _value, name=name: self._changed(name))

    def _changed(self, name: str) -> None:
        if self._filling:
            return
        self.fields[name].set_problem("")
        self._follow()
        self.edited.emit()

    def _filled(self) -> None:
        """Other content is shown now."""

    def _follow(self) -> None:
        """What follows from what is typed, after any change."""
        raise NotImplementedError
