"""The chart of accounts."""

from PySide6.QtCore import Qt


def test_the_chart_shows_every_account_with_its_balance_and_who_writes_to_it(window):
    window.go("Accounts")
    rows = {row[0]: row for row in window.rows("accounts").rows}
    assert rows["1200"] == [
        "1200", "Accounts receivable", "Asset", "by documents only", "930.00", "",
    ]  # fmt: skip
    assert rows["2000"][-2:] == ["", "300.00"]
    assert rows["1500"][-2:] == ["", ""]


def test_enter_opens_the_register(window):
    window.go("Accounts")
    window.filter("sales")
    window.press("Return")
    window.rows("accounts").double_click(0)
    assert window.lists() == ["register"]


def test_an_account_says_why_it_holds_as_much_and_the_way_back_is_one_step(window):
    window.go("Accounts")
    window.filter("receivable acc")
    window.rows("accounts").press(Qt.Key.Key_Home, ctrl=True)
    window.click("why_button")
    assert window.page == "Why 1200 Accounts receivable holds 930.00 USD"
    window.press("Alt+Left")
    assert window.page == "Accounts"


def test_a_new_account_is_refused_with_all_problems_and_then_stands_in_the_chart(window):
    window.go("Accounts")
    window.press("Ctrl+N")
    form = window.form()
    form.field("code").type("1200")
    window.press("Ctrl+Return")
    assert "exists already" in form.problem("code")
    assert form.problem("name") == "The name is missing. Fill it in."
    assert form.problem("type")
    form.field("code").retype("1600")
    form.field("name").type("Vehicles")
    form.field("type").type("Ass").press("tab")
    window.press("Ctrl+Return")
    assert window.dialog == ""
    accounts = window.rows("accounts")
    assert "Vehicles" in accounts.column("Name")
    window.press("Ctrl+N")
    window.answer("Cancel")
    assert window.dialog == ""
