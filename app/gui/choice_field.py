"""Fields that choose from a list by any part of its words: reasons, accounts, parties."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from app.gui.delegates import PAD, ROW_ID, TONE, Cell
from app.gui.icons import icon
from app.gui.theme import Look

_DETAIL: Final = TONE + 1
_SHOWN: Final = 50  # more than anyone reads; the next letter narrows it
_NEW: Final = ""  # the id of the "new …" row
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: `detail` (a number, a place) is searched and shown too."""

    id: str
    text: str
    detail: str = ""
    off: bool = False  # shown muted: who takes it is told why that is refused


def find(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that hold every typed word: those that begin with it first, then those in which
    it stands earlier."""
    words = typed.casefold().split()
    hits: list[tuple[tuple[bool, bool, int], Choice]] = []
    for choice in choices:
        hay = f"{choice.text} {choice.detail}".casefold()
        if all(word in hay for word in words):
            starts = hay.startswith(tuple(words[:1])) or choice.detail.casefold() in words
            whole = all(f" {word}" in f" {hay}" for word in words)
            first = hay.index(words[0]) if words else 0
            hits.append(((not starts, not whole, first), choice))
    return [choice for _, choice in sorted(hits, key=lambda hit: hit[0])]


class ChoiceField(QLineEdit):
    """One of the choices handed in. Typing narrows the list; Down or a click opens it."""

    changed = Signal(object)  # the id (or what is typed so far), on every edit
    settled = Signal(object)  # the id (or the text), on Tab, Enter or choice

    def __init__(self, choices: Sequence[Choice] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Sequence[Choice] = tuple(choices)
        self._search: Callable[[str], Sequence[Choice]] | None = None
        self._chosen: Choice | None = None
        self._list = _List(self)
        self._completer = QCompleter(self._list, self)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setProperty("popup", "true")
        self._popup.setAccessibleName(self.tr("Choices"))
        self._completer.setPopup(self._popup)
        self._popup.setItemDelegate(_ChoiceCell(self._popup))
        activated: Any = self._completer.activated
        activated[QModelIndex].connect(self._take_index)
        self._opener = self.addAction(icon("down", "muted"), self.ActionPosition.TrailingPosition)
        self._opener.setText(self.tr("Show the list"))
        self._opener.triggered.connect(lambda: self.open_list(whole=True))
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replaces the choices; what is chosen stays if it is still among them."""
        self._choices = tuple(choices)
        if self._chosen:
            self.set_value(self._chosen.id)

    def set_search(self, search: Callable[[str], Sequence[Choice]]) -> None:
        """Asks this for the choices that fit what is typed, for lists too long to hand in."""
        self._search = search

    @property
    def chosen(self) -> Choice | None:
        """What is chosen, None while the text is none of the choices."""
        return self._chosen

    def value(self) -> str:
        """The id of the choice, "" when empty; other text as typed, for the command to refuse."""
        return self._chosen.id if self._chosen else self.text().strip()

    def set_value(self, value: object) -> None:
        """Chooses by id; None or "" empties the field; an unknown id is shown as it is."""
        wanted = "" if value is None else str(value)
        self._choose(next((c for c in self._choices if wanted and c.id == wanted), None))
        if not self._chosen:
            self.setText(wanted)

    def set_choice(self, choice: Choice | None) -> None:
        """Chooses this one, whether or not it was handed in (the party just made, say)."""
        self._choose(choice)

    def suggestions(self) -> list[Choice]:
        """What the list offers for the text as it is."""
        return self._offers(self.text())

    def open_list(self, *, whole: bool = False) -> None:
        """Opens the list, whole or narrowed by the text."""
        offers = self._offers("" if whole or self._chosen else self.text())
        self._list.show_choices(offers)
        if not offers:
            self._popup.hide()
            return
        self._completer.complete()
        chosen = self._chosen.id if self._chosen else None
        at = next((n for n, c in enumerate(offers) if c.id == chosen), 0)
        self._popup.setCurrentIndex(self._completer.completionModel().index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._popup.isVisible() and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_F4}:
            self.open_list()
        elif self._popup.isVisible() and event.key() in {
            Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
        }:  # fmt: skip
            event.ignore()  # the list's own
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._chosen and not self.isReadOnly():
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take_highlighted()
        super().focusOutEvent(event)

    def _offers(self, typed: str) -> list[Choice]:
        if self._search:
            return list(self._search(typed))[:_SHOWN]
        return find(self._choices, typed)[:_SHOWN]

    def _typed(self) -> None:
        self._chosen = None
        self.changed.emit(self.value())
        self.open_list()

    def _take_index(self, index: QModelIndex) -> None:
        self.take(Choice(index.data(ROW_ID), index.data(), index.data(_DETAIL)))

    def _take_highlighted(self) -> None:
        if self._popup.isVisible() and self.text().strip() and not self._chosen:
            index = self._popup.currentIndex()
            if index.isValid() and index.data(ROW_ID) != _NEW:
                self._take_index(index)
        self._popup.hide()

    def take(self, choice: Choice) -> None:
        """What choosing a row of the list does."""
        self._choose(choice)
        self.settled.emit(self.value())

    def _choose(self, choice: Choice | None) -> None:
        self._chosen = choice
        self.setText(choice.text if choice else "")
        self.setCursorPosition(0)
        self.changed.emit(self.value())

    def _settle(self) -> None:
        if self._popup.isVisible():
            return
        if not self._chosen and self.text().strip():
            typed = self.text().strip().casefold()
            offers = [offer for offer in self._offers(self.text()) if offer.id != _NEW]
            same = [o for o in offers if typed in {o.text.casefold(), o.detail.casefold(), o.id}]
            if len(same or offers) == 1:
                self._choose((same or offers)[0])
        self.settled.emit(self.value())


class PartyField(ChoiceField):
    """A customer or vendor by any part of name or number; a new one in place."""

    wanted_new = Signal(str)  # the name to start from

    def __init__(
        self, noun: str, choices: Sequence[Choice] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(choices, parent=parent)
        self._noun = noun  # "customer" or "vendor", in the user's language

    def _offers(self, typed: str) -> list[Choice]:
        offers, name = super()._offers(typed), typed.strip()
        if name and all(offer.text.casefold() != name.casefold() for offer in offers):
            offers.append(Choice(_NEW, self.tr("New {noun} “{name}”").format(
                noun=self._noun, name=name), name))  # fmt: skip
        return offers

    def take(self, choice: Choice) -> None:
        """A party is chosen; the last row asks for a new one instead."""
        if choice.id == _NEW:
            self._popup.hide()
            self.wanted_new.emit(choice.detail)
        else:
            super().take(choice)


class _List(QAbstractListModel):
    """The choices that the open list shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []

    def show_choices(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self._choices = choices
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        choice = self._choices[index.row()]
        said = {
            int(Qt.ItemDataRole.DisplayRole): choice.text,
            int(Qt.ItemDataRole.EditRole): choice.text,
            ROW_ID: choice.id,
            _DETAIL: choice.detail,
            TONE: "accent" if choice.id == _NEW else "muted" if choice.off else None,
        }
        return said.get(int(role))


class _ChoiceCell(Cell):
    """The text, and its detail muted on the right."""

    def write(
        self, painter: QPainter, rect: QRect, index: _Index, now: Look, metrics: QFontMetrics
    ) -> None:
        detail = "" if index.data(ROW_ID) == _NEW else str(index.data(_DETAIL) or "")
        width = metrics.horizontalAdvance(detail) + (PAD if detail else 0)
        super().write(painter, rect.adjusted(0, 0, -width, 0), index, now, metrics)
        painter.setPen(now.color("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
