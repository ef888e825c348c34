"""Undo of edits in a form that is not saved yet: one step per field and sitting."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand, QUndoStack

from app.gui.fields import Field

_KINDS: Final = count(1)


class Edit(QUndoCommand):
    """A step by two functions. Steps that share `merge` in sequence become one."""

    def __init__(
        self, text: str, undo: Callable[[], None], redo: Callable[[], None], merge: int = -1
    ) -> None:
        super().__init__(text)
        self._undo, self._redo, self._merge = undo, redo, merge
        self._done = True  # what it stands for has just happened

    def undo(self) -> None:
        self._undo()

    def redo(self) -> None:
        if not self._done:
            self._redo()
        self._done = False

    def id(self) -> int:
        """Qt merges commands of one id only; -1 never."""
        return self._merge

    def mergeWith(self, later: QUndoCommand) -> bool:
        if not isinstance(later, Edit):
            return False
        self._redo = later._redo
        return True


class FormUndo(QObject):
    """Puts every edit of some fields on a stack. Typing in one field is one step until it is
    left. The fields leave Ctrl+Z to the window, whose Undo works on `stack`."""

    def __init__(self, fields: Mapping[str, Field], parent: QObject) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self._fields = fields
        self._values = {name: field.value() for name, field in fields.items()}
        self._restoring = False
        self._sitting = next(_KINDS)
        for name, field in fields.items():
            field.editor.installEventFilter(self)
            field.editor.changed.connect(lambda _value, name=name: self._note(name))
            field.editor.settled.connect(lambda _value: self._leave())

    def reset(self) -> None:
        """Forgets all steps: the form was filled or saved."""
        self.stack.clear()
        self._values = {name: field.value() for name, field in self._fields.items()}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Editors would keep Ctrl+Z to themselves."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _note(self, name: str) -> None:
        before, now = self._values[name], self._fields[name].value()
        self._values[name] = now
        if self._restoring or before == now:
            return
        label = self._fields[name].label.text().replace("&", "")
        self.stack.push(
            Edit(
                QCoreApplication.translate("FormUndo", "edit of {field}").format(field=label),
                lambda: self._restore(name, before),
                lambda: self._restore(name, now),
                self._merge_id(name),
            )
        )

    def _merge_id(self, name: str) -> int:
        return self._sitting * 1000 + list(self._fields).index(name)

    def _leave(self) -> None:
        self._sitting = next(_KINDS)

    def _restore(self, name: str, value: Any) -> None:
        self._restoring = True
        try:
            self._fields[name].set_value(value)
            self._fields[name].editor.setFocus()
        finally:
            self._restoring = False
        self._leave()
