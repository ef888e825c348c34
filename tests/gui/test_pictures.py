"""The picture checks see planted faults, and the foundation's own widgets pass them."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.fields import (
    CheckField,
    Choice,
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    NotesField,
    PartyField,
    TextField,
)
from app.gui.icons import ICONS, icon
from app.gui.table import RowsView
from tests.gui.names import nameless
from tests.gui.pictures import EVERY_LOOK, assert_nothing_clipped, assert_pictures, clipped, faint
from tests.gui.test_table import COLUMNS, CREDITS


def sampler() -> QWidget:
    """One of everything the foundation has."""
    window = QWidget()
    window.setObjectName("sampler")
    box = QVBoxLayout(window)
    for role in ("heading", "figure", "label", "muted", "positive", "warning", "danger"):
        label = QLabel("12,450.00 open")
        label.setProperty("role", role)
        box.addWidget(label)
    grid = QGridLayout()
    editors: tuple[Any, ...] = (
        PartyField("customer", [Choice("1", "Acme Ltd", "C-001")]), DateField(date(2026, 1, 20)),
        MoneyField("USD"), ChoiceField([Choice("return", "Return")]), TextField("optional"),
        NotesField(), CheckField("Leave out of automatic applying"),
    )  # fmt: skip
    fields = [Field(f"field_{at}", f"Label {at}", editor) for at, editor in enumerate(editors)]
    for at, field in enumerate(fields):
        grid.addWidget(field, *divmod(at, 3))
    fields[3].set_problem("Choose a reason. It decides the account.")
    box.addLayout(grid)
    for kind in ("primary", "quiet", "chip", ""):
        button = QPushButton("Issue and print")
        button.setProperty("kind", kind)
        box.addWidget(button)
    tabs = QTabWidget()
    view = RowsView(COLUMNS)
    view.setAccessibleName("Credits")
    view.show_rows(CREDITS)
    tabs.addTab(view, "Applications")
    tabs.addTab(QWidget(), "History")
    box.addWidget(tabs)
    return window


def test_the_foundation_is_whole_and_readable_in_every_look(qapp, qtbot, tmp_path):
    window = sampler()
    qtbot.addWidget(window)
    window.resize(1200, 1200)
    window.show()
    assert_pictures(qapp, window, tmp_path, EVERY_LOOK)
    assert len(list(tmp_path.iterdir())) == 4


def test_every_control_of_the_foundation_has_a_name(qtbot):
    window = sampler()
    qtbot.addWidget(window)
    window.show()
    assert nameless(window) == []


def test_a_control_without_a_name_is_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    button = QToolButton(window)
    button.setIcon(icon("print"))
    window.show()
    assert nameless(window) == ["QToolButton"]
    button.setAccessibleName("Print")
    assert nameless(window) == []


@pytest.fixture
def narrow(qtbot):
    """A window in which a text may be given too little room."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    return window


def test_a_label_too_narrow_is_found(narrow):
    label = QLabel("Only 108.25 is left on CM-0001.", narrow)
    label.resize(label.sizeHint())
    narrow.show()
    assert_nothing_clipped(narrow)
    label.setFixedWidth(60)
    with pytest.raises(AssertionError, match=r"Only 108\.25 is left"):
        assert_nothing_clipped(narrow)


def test_a_label_that_fits_at_100_only_is_found(narrow, qapp):
    label = QLabel("Remaining", narrow)
    label.setFixedSize(label.sizeHint())
    narrow.show()
    assert clipped(narrow) == []
    theme.apply(qapp, "light", 1.5)
    assert clipped(narrow) != []


@pytest.mark.parametrize("make", [QPushButton, QLabel])
def test_a_control_cut_off_by_its_parent_is_found(narrow, make):
    make("Issue", narrow).move(380, 10)
    narrow.show()
    assert len(clipped(narrow)) == 1


def test_a_wrapped_label_too_low_is_found(narrow):
    label = QLabel("A sentence that needs several lines in so narrow a place.", narrow)
    label.setWordWrap(True)
    label.setFixedSize(80, 20)
    narrow.show()
    assert len(clipped(narrow)) == 1


def test_columns_too_narrow_are_found(narrow):
    view = RowsView(COLUMNS, parent=narrow)
    view.show_rows(CREDITS)
    view.resize(400, 200)
    narrow.show()
    assert clipped(narrow) == []
    view.horizontalHeader().resizeSection(2, 40)
    assert any("amount 900,000,000.00" in what for what in clipped(narrow))
    view.horizontalHeader().resizeSection(2, 10)
    assert any("column “Left”" in what for what in clipped(narrow))


def test_faint_words_are_found(narrow):
    label = QLabel("Hardly there", narrow)
    label.resize(120, 24)
    narrow.show()
    assert faint(narrow) == []
    label.setStyleSheet("color: #c8c8c8")
    assert len(faint(narrow)) == 1


def test_every_icon_paints_something(qapp):
    theme.apply(qapp, "light", 1.0)
    blank = icon("home").pixmap(16, 16).toImage()
    blank.fill(0)
    assert [name for name in ICONS if icon(name).pixmap(16, 16).toImage() == blank] == []


def test_icons_change_with_the_look(qapp):
    made = icon("print")
    light = made.pixmap(16, 16).toImage()
    theme.apply(qapp, "dark", 1.0)
    assert made.pixmap(16, 16).toImage() != light
