"""The style sheet's text: how each kind of control wears the roles of theme.py."""

from string import Template
from typing import Final

# Focus is a two px accent outline everywhere; the padding gives back what the outline takes,
# so nothing moves when the focus does.
SHEET: Final = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: 4px 8px; }

QLabel[role="small"] { font-size: ${small}px; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="label"] { font-size: ${small}px; color: $muted; }
QLabel[role="heading"], Elided[role="heading"] { font-size: ${heading}px; font-weight: 500; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 500; }
QLabel[role="problem"] { font-size: ${small}px; color: $danger; }
QLabel[role="positive"] { color: $positive; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="danger"] { color: $danger; }
QWidget[role="raised"] { background: $raised; }
QFrame[role="palette"] { background: $raised; border: 1px solid $edge; }
QFrame[role="palette"] QAbstractItemView { background: $raised; }
QFrame[role="hairline"] { background: $hairline; border: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 3px;
    padding: 4px 7px; selection-background-color: $accent; selection-color: $accent_text;
    placeholder-text-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {
    border: 2px solid $accent; padding: 3px 6px; }
QLineEdit:disabled, QLineEdit:read-only, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $raised; border-color: $hairline; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] {
    border: 2px solid $danger; padding: 3px 6px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { width: 0; height: 0; border-left: 4px solid $surface;
    border-right: 4px solid $surface; border-top: 5px solid $muted; }

QPushButton, QToolButton {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 3px;
    padding: 5px 12px; qproperty-iconSize: ${icon}px ${icon}px; }
QToolButton { padding: 5px 7px; border-color: transparent; background: transparent; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $selection; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $hairline; }
QToolButton:disabled, QPushButton[kind="quiet"]:disabled { border-color: transparent; }
QPushButton[kind="primary"] { background: $accent; color: $accent_text; border-color: $accent;
    font-weight: 500; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $muted;
    border-color: $hairline; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QToolButton:focus { border: 2px solid $accent; padding: 4px 6px; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="chip"] { border-color: transparent; background: transparent; color: $muted;
    padding: 3px 9px; }
QPushButton[kind="chip"]:hover { background: $hover; }
QPushButton[kind="chip"]:checked { background: $selection; color: $text; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 2px 8px; }

QPushButton[kind="search"] { color: $muted; padding: 2px 10px; margin: 3px 8px 3px 0;
    text-align: left; }
QPushButton[kind="search"]:hover { color: $text; }
QPushButton[kind="status"] { border-color: transparent; background: transparent; color: $muted;
    padding: 1px 7px; font-size: ${small}px; }
QPushButton[kind="status"][tone="positive"] { color: $positive; }
QPushButton[kind="status"][tone="danger"] { color: $danger; font-weight: 500; }
QPushButton[kind="status"]:hover { background: $hover; }
QPushButton[kind="status"]:focus { border: 2px solid $accent; padding: 0 6px; }

QRadioButton::indicator { width: 12px; height: 12px; border: 1px solid $edge; border-radius: 7px;
    background: $surface; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid $accent; }
QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 1px solid transparent;
    border-radius: 3px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; padding: 2px; }

QAbstractItemView { background: $surface; border: none; outline: none;
    selection-background-color: $selection; selection-color: $text; }
QAbstractItemView[popup="true"] { background: $raised; border: 1px solid $edge; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none;
    border-bottom: 1px solid $edge; padding: 4px 8px; font-size: ${small}px; }
QHeaderView::section:hover { color: $text; background: $hover; }
QTableCornerButton::section { background: $surface; border: none; }

QAbstractItemView[role="navigation"] { background: $raised; icon-size: ${icon}px; padding: 8px 0; }
QAbstractItemView[role="navigation"]::item { height: ${row}px; padding: 0 12px; border: none;
    border-left: 3px solid transparent; }
QAbstractItemView[role="navigation"]::item:selected { background: $selection; color: $text; }
QAbstractItemView[role="navigation"]::item:selected:focus { border-left: 3px solid $accent; }
QAbstractItemView[role="navigation"]::item:hover:!selected { background: $hover; }

QMenuBar { background: $surface; border-bottom: 1px solid $hairline; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $raised; border: 1px solid $edge; padding: 4px 0; }
QMenu::item { padding: 5px 24px 5px 12px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 0; }
QMenu::icon { margin-left: 10px; }
QMenu::indicator { margin-left: 10px; }

QTabWidget::pane { border: none; border-top: 1px solid $hairline; }
QTabWidget::tab-bar { left: 4px; }
QTabBar { qproperty-drawBase: 0; qproperty-expanding: 0; }
QTabBar::tab { background: transparent; color: $muted; border: none;
    border-bottom: 2px solid transparent; padding: 6px 4px 5px 4px; margin-right: 16px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:selected:focus { background: $selection; color: $text; }

QSplitter::handle { background: $surface; }
QSplitter::handle:horizontal { border-left: 1px solid $hairline; width: 5px; }
QSplitter::handle:vertical { border-top: 1px solid $hairline; height: 5px; }
QSplitter::handle:hover { background: $hover; }
QStatusBar { background: $raised; border-top: 1px solid $hairline; color: $muted; }
QStatusBar::item { border: none; }
QProgressBar { background: $hairline; border: none; border-radius: 2px; height: 4px;
    max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }
QDialog { background: $surface; }
""")
