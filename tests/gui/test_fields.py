"""Every field: its keys, what it shows, what it says it holds."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.fields import (
    CheckField,
    Choice,
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    NotesField,
    NumberField,
    PartyField,
    TextField,
)
from tests.gui.drivers.fields import FieldDriver

TODAY = date(2026, 1, 20)
PARTIES = (
    Choice("1", "Acme Ltd", "C-001"),
    Choice("2", "Northwind Traders", "C-002"),
    Choice("3", "Acorn GmbH", "C-014"),
)


@pytest.fixture
def show(qtbot):
    """Puts an editor into a window beside another field, so that Tab has somewhere to go."""
    kept = []

    def show(editor) -> FieldDriver:
        window = QWidget()
        box = QVBoxLayout(window)
        box.addWidget(Field("amount", "Amount", editor))
        box.addWidget(TextField())
        qtbot.addWidget(window)
        window.resize(320, 160)
        window.show()
        editor.setFocus()
        qtbot.waitUntil(editor.hasFocus)
        kept.append(window)
        return FieldDriver(qtbot, editor)

    return show


def test_a_sum_shows_its_result_and_becomes_it_on_tab(show):
    field = MoneyField("USD")
    driver = show(field).type("12.5*3")
    assert field.hint == "= 37.50"
    assert field.value() == "37.50"
    driver.press("tab")
    assert (driver.shown, field.hint, driver.told) == ("37.50", "", ["37.50"])


@pytest.mark.parametrize(
    ("currency", "typed", "value"),
    [
        ("USD", "150", "150.00"),
        ("USD", "1,234.5", "1234.50"),
        ("USD", "100/3", "33.33"),
        ("JPY", "100/3", "33"),
        ("KWD", "12.345", "12.345"),
        ("USD", "12.345", "12.345"),
        ("USD", "12.340", "12.34"),
        ("USD", "apples", "apples"),
        ("USD", "10-20", "-10.00"),
        ("USD", "", ""),
        ("USD", "21474836.48", "21474836.48"),
        ("USD", "99999999999999999.99", "99999999999999999.99"),
    ],
)
def test_amounts(show, currency, typed, value):
    field = MoneyField(currency)
    show(field).type(typed)
    assert field.value() == value


def test_no_sign_can_be_typed_in_front_of_an_amount(show):
    field = MoneyField("USD")
    driver = show(field).type("-15")
    assert driver.shown == "15"
    driver.retype("-7")
    assert field.value() == "7.00"


def test_a_signed_number_takes_its_sign(show):
    field = NumberField(2, positive=False)
    show(field).type("-15")
    assert field.value() == "-15"


def test_quantities_show_only_the_decimals_they_need(show):
    field = NumberField(6)
    driver = show(field).type("1.500").press("tab")
    assert (driver.shown, field.value()) == ("1.5", "1.5")


def test_another_currency_brings_its_own_decimals(show):
    field = MoneyField("USD")
    driver = show(field).type("1500")
    field.set_currency("JPY")
    assert (driver.shown, field.value()) == ("1,500", "1500")


def test_amounts_in_german(show):
    QLocale.setDefault(QLocale("de_DE"))
    field = MoneyField("EUR")
    driver = show(field).type("1.234,5*2").press("tab")
    assert (driver.shown, field.value()) == ("2.469,00", "2469.00")
    driver.retype("12.5").press("tab")
    assert (driver.shown, field.value()) == ("12,50", "12.50")


def test_amounts_in_french(show):
    QLocale.setDefault(QLocale("fr_FR"))
    field = MoneyField("EUR")
    field.set_value("1234567.50")
    driver = show(field)
    assert driver.shown == "1\u202f234\u202f567,50"
    assert field.value() == "1234567.50"
    driver.retype("1 234,5").press("tab")
    assert field.value() == "1234.50"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+", "2026-01-21"),
        ("-", "2026-01-19"),
        ("--", "2026-01-18"),
        ("]", "2026-02-20"),
        ("[", "2025-12-20"),
        ("m", "2026-01-01"),
        ("h", "2026-01-31"),
        ("Y", "2026-01-01"),
        ("r", "2026-12-31"),
        ("]]]t", "2026-01-20"),
    ],
)
def test_date_keys(show, typed, shown):
    field = DateField(TODAY)
    field.set_value(TODAY)
    assert show(field).type(typed).shown == shown


@pytest.mark.parametrize(
    ("key", "shown"),
    [("up", "2026-01-21"), ("down", "2026-01-19"), ("page up", "2026-02-20"),
     ("page down", "2025-12-20")],
)  # fmt: skip
def test_date_arrows(show, key, shown):
    field = DateField(TODAY)
    assert show(field).press(key).shown == shown


@pytest.mark.parametrize(
    ("typed", "value"),
    [("15", "2026-01-15"), ("3-15", "2026-03-15"), ("20250228", "2025-02-28"), ("40", "40")],
)  # fmt: skip
def test_partial_dates_complete_on_tab(show, typed, value):
    field = DateField(TODAY)
    driver = show(field).type(typed).press("tab")
    assert (driver.shown, field.value(), driver.told) == (value, value, [value])


def test_typing_over_a_whole_date_may_use_dashes(show):
    field = DateField(TODAY)
    field.set_value("2025-06-30")
    show(field).retype("2024-2-29").press("tab")
    assert field.value() == "2024-02-29"


def test_a_day_completes_near_the_date_that_was_shown(show):
    field = DateField(TODAY)
    field.set_value("2025-06-30")
    show(field).retype("3").press("tab")
    assert field.value() == "2025-06-03"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("acm", ["Acme Ltd"]),
        ("traders north", ["Northwind Traders"]),
        ("ac", ["Acme Ltd", "Acorn GmbH"]),
        ("c-014", ["Acorn GmbH"]),
    ],
)
def test_a_party_is_found_by_any_part_of_name_or_number(show, typed, offered):
    field = PartyField("customer", PARTIES)
    assert show(field).type(typed).offered[:-1] == offered


def test_enter_takes_the_first_party(show):
    field = PartyField("customer", PARTIES)
    driver = show(field).type("north").press("enter")
    assert (driver.shown, field.value(), driver.offered) == ("Northwind Traders", "2", [])


def test_down_and_enter_take_the_second(show):
    field = PartyField("customer", PARTIES)
    show(field).type("ac").press("down", "enter")
    assert field.value() == "3"


def test_tab_takes_the_only_one_that_fits(show):
    field = PartyField("customer", PARTIES)
    driver = show(field).type("acorn").press("tab")
    assert (driver.shown, field.value()) == ("Acorn GmbH", "3")


def test_a_click_takes_a_party(show):
    field = PartyField("customer", PARTIES)
    driver = show(field).type("ac")
    driver.take("Acorn GmbH")
    assert (field.value(), driver.told[-1]) == ("3", "3")


def test_a_new_customer_is_offered_in_place(show, qtbot):
    field = PartyField("customer", PARTIES)
    driver = show(field).type("Umbrella")
    assert driver.offered == ["New customer “Umbrella”"]
    with qtbot.waitSignal(field.wanted_new) as wanted:
        driver.press("enter")
    assert wanted.args == ["Umbrella"]
    field.set_choice(Choice("9", "Umbrella", "C-015"))
    assert (field.value(), driver.shown) == ("9", "Umbrella")


def test_a_party_that_exists_is_not_offered_as_new(show):
    field = PartyField("customer", PARTIES)
    assert show(field).type("acme ltd").offered == ["Acme Ltd"]


def test_typing_again_lets_go_of_the_choice(show):
    field = PartyField("customer", PARTIES)
    field.set_value("1")
    driver = show(field).retype("xyz").press("escape", "tab")
    assert (field.value(), field.chosen, driver.told[-1]) == ("xyz", None, "xyz")


def test_escape_closes_the_list_and_keeps_the_text(show):
    field = PartyField("customer", PARTIES)
    driver = show(field).type("ac").press("escape")
    assert (driver.offered, driver.shown) == ([], "ac")


def test_down_opens_the_whole_list(show):
    field = ChoiceField([Choice("return", "Return"), Choice("goodwill", "Goodwill")])
    field.set_value("goodwill")
    driver = show(field).press("down")
    assert driver.offered == ["Return", "Goodwill"]
    driver.press("up", "enter")
    assert (field.value(), driver.shown) == ("return", "Return")


def test_what_a_word_stands_in_earlier_comes_first(show):
    accounts = (("1690", "1690 Accumulated depreciation"), ("6500", "6500 Depreciation"))
    field = ChoiceField([Choice(*one) for one in accounts])
    show(field).type("dep").press("enter")
    assert field.value() == "6500"


def test_what_is_refused_when_taken_is_shown_muted(show):
    whole = Choice("1200", "1200 Receivable", "by documents only", off=True)
    field = show(ChoiceField([Choice("1210", "1210 Clearing"), whole])).type("12")
    assert field.tones == [None, "muted"]


def test_a_long_list_may_be_searched_elsewhere(show):
    field = ChoiceField()
    field.set_search(lambda typed: [Choice("7", f"Found {typed}")])
    show(field).type("it").press("enter")
    assert field.value() == "7"


def test_unknown_choices_are_shown_as_they_are(show):
    field = ChoiceField([Choice("return", "Return")])
    driver = show(field)
    field.set_value("gone")
    assert (driver.shown, field.value()) == ("gone", "gone")


def test_plain_text_comes_without_blanks_around_it(show):
    line, notes, box = TextField(), NotesField(), CheckField("Leave out")
    show(line).type("  a b ")
    show(notes).type(" one\ntwo ")
    box.set_value(True)
    assert (line.value(), notes.value(), box.value()) == ("a b", "one\ntwo", True)


def test_tab_leaves_the_notes(show):
    driver = show(NotesField()).press("tab")
    assert not driver.focused
    assert driver.told == [""]


def test_every_edit_is_told(show):
    field = MoneyField("USD")
    told: list[object] = []
    field.changed.connect(told.append)
    show(field).type("12")
    assert told == ["1.00", "12.00"]


def test_leaving_an_untouched_field_tells_nothing(show):
    driver = show(DateField(TODAY)).press("tab")
    assert driver.told == []
