"""A thousand credit memos from the window: one file, and one each on all cores."""

import pytest

from app.commands import credits
from app.commands.inputs import CreditDraft
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY
from tests.gui.drivers.many import ManyDriver, pages_of


@pytest.fixture
def memos(qtbot, window):
    """A thousand and one."""
    book = window.widget.desk.book
    for number in range(1000):
        draft = CreditDraft(party="p2", amount=str(number + 1), reason="return", issue_date=TODAY)
        book.do(TODAY, credits.create, CUSTOMER, draft, issue=True)
    return ManyDriver(qtbot, window, "Credit memos")


@pytest.mark.long
def test_a_thousand_are_one_file_and_one_each(memos, tmp_path):
    memos.choose_all()
    assert memos.print_words == "Print 1001…"
    memos.ask_many()
    memos.save_into(tmp_path / "one", "All")
    content = (tmp_path / "one" / "All.pdf").read_bytes()
    assert pages_of(content)[0] == 1001
    assert len(content) < 1001 * 4_000
    memos.ask_many()
    memos.take("each")
    memos.save_into(tmp_path / "each")
    names = {path.name for path in (tmp_path / "each").iterdir()}
    assert names == {
        "CM-0001 Acme Ltd.pdf", *(f"CM-{number:04} Borealis.pdf" for number in range(2, 1002))
    }  # fmt: skip
