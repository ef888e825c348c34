"""The journal in plain text, read by the programs it is for: nothing is lost, nothing is added."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from app.cli.sample import make
from app.domain.accounts import AccountType
from app.domain.errors import Unavailable
from app.domain.money import Money
from app.domain.whole_journal import WholeJournal, WrittenLine
from app.exchange.plaintext import FORMATS, save
from app.queries import journal_export, ledger
from tests.exchange import plaintext_programs as programs
from tests.exchange.journals import HOSTILE, JAN_2, account, entry, journal, typed, usd

TODAY = date(2026, 12, 1)
WIDE_COMMA = "\N{FULLWIDTH COMMA}"  # hledger's tags end at a plain one


def each_program():
    """Every program, passed over with the reason where it is not."""
    for program in programs.PROGRAMS:
        why = programs.missing(program)
        mark = pytest.mark.skipif(why is not None, reason=why or "")
        yield pytest.param(program, marks=mark)


every_program = pytest.mark.parametrize("program", tuple(each_program()))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample book, made once, only to be read."""
    book = make(tmp_path_factory.mktemp("sample") / "sample.avoir")
    yield book
    book.close()


@pytest.fixture
def saved(tmp_path):
    """Writes a journal for a program and answers the file."""

    def write(program: str, whole: WholeJournal) -> Path:
        path: Path = tmp_path / f"journal{FORMATS[program].ending}"
        path.unlink(missing_ok=True)
        assert save(whole, program=program, path=path) == whole.count
        return path

    return write


def exported(book, program, path):
    return book.ask(TODAY, journal_export.read, partial(save, program=program, path=path))


def ours(book):
    """Our trial balance as the programs say theirs."""
    rows = book.ask(TODAY, ledger.trial_balance)
    return {
        row.code: Decimal(str(row.debit)) if row.debit else -Decimal(str(row.credit))
        for row in rows
    }


def test_every_format_has_its_program():
    assert tuple(FORMATS) == programs.PROGRAMS


@every_program
def test_the_sample_book_has_the_same_trial_balance_there(program, sample, tmp_path):
    path = tmp_path / "sample"
    count = exported(sample, program, path)
    assert count == 365
    assert programs.trial_balance(program, path) == ours(sample)


@every_program
def test_every_entry_is_there_on_its_day_with_its_lines(program, sample, tmp_path):
    path = tmp_path / "sample"
    exported(sample, program, path)
    names = programs.codes(path)
    found = {
        name: sorted(
            (day, names[account], amount, party and party.replace(WIDE_COMMA, ","))
            for day, account, amount, party in lines
        )
        for name, _, lines in programs.entries(program, path)
    }
    pages = sample.ask(TODAY, ledger.journal, limit=1000)
    assert found == {
        one.id: sorted(
            (
                str(one.date),
                line.account,
                Decimal(str(line.debit or f"-{line.credit}")),
                line.party_name,
            )
            for line in one.lines
        )
        for one in pages.entries
    }


@every_program
def test_a_text_stays_a_text(program, saved):
    texts = (HOSTILE + typed(seed=5, count=300)) * 2
    entries = [
        entry(place, text, party=text, document=text if place > len(texts) // 2 else None)
        for place, text in enumerate(texts, 1)
    ]
    path = saved(program, journal(*entries, business=HOSTILE[1]))
    found = programs.entries(program, path)
    assert [name for name, _, _ in found] == [one.id for one in entries]
    for text, (_, there, (first, second)) in zip(texts, found, strict=True):
        assert letters(there).startswith(letters(text)[:500])
        assert (first[0], first[2]) == (str(JAN_2), Decimal("110.00"))
        assert letters(first[3] or "").startswith(letters(text)[:500])
        assert (second[0], second[2], second[3]) == (str(JAN_2), Decimal("-110.00"), None)


@every_program
def test_what_cannot_be_seen_is_not_written(program, saved):
    text = "".join(map(chr, (*range(32), *range(127, 160), *range(0x2028, 0x202F))))
    text += "".join(map(chr, (*range(0x2066, 0x206A), 0xFEFF, 0xD800, 0xDFFF)))
    whole = journal(
        entry(1, text, party=text, document=text),
        business=text,
        accounts=(account("1200", text), account("4000", text)),
    )
    path = saved(program, whole)
    assert {sign for sign in path.read_text() if sign in text} == {"\n"}
    assert len(programs.entries(program, path)) == 1


@every_program
def test_an_ordinary_text_is_there_as_it_is(program, saved):
    text = "Müller & Söhne (Köln): 3 × “Bank”, 50% + 1.5/2 – it's #1! @home"
    path = saved(program, journal(entry(1, text, party="O'Neill: Sons")))
    ((_, there, (first, _)),) = programs.entries(program, path)
    assert (there, first[3]) == (text, "O'Neill: Sons")


def letters(text):
    """What no format may change: letters and digits of any script."""
    return re.sub(r"[\W_]", "", text)


def test_beancount_has_a_text_as_it_was_typed(saved):
    texts = HOSTILE + typed(seed=7, count=500)
    entries = [entry(place, text, party=text) for place, text in enumerate(texts, 1)]
    found = programs.entries("beancount", saved("beancount", journal(*entries)))
    seen = [
        re.sub("[\u2028-\u202e\u2066-\u2069\ufeff]", "\N{REPLACEMENT CHARACTER}", one)
        for one in texts
    ]
    assert [text for _, text, _ in found] == seen
    assert [lines[0][3] for *_, lines in found] == seen


@every_program
def test_an_account_keeps_its_code_whatever_it_is_called(program, saved):
    texts = tuple(text for text in HOSTILE + typed(seed=6, count=60) if "\n" not in text)
    accounts = [account(f"{place}", text) for place, text in enumerate(texts)]
    accounts += [account("a;b", "Lower"), account("A;b", "Lower"), account("A-b", "Lower")]
    accounts += [
        account("été", "Été"),
        account("日本", "銀行"),
        account("!", "?"),
        account("?", "!"),
    ]
    line = partial(WrittenLine, party=None, foreign=None)
    lines = [
        line(account=one.code, base=usd(f"{place}.00")) for place, one in enumerate(accounts, 1)
    ]
    lines.append(line(account="3000", base=-usd(f"{sum(range(len(accounts) + 1))}.00")))
    accounts.append(account("3000", "Owner's equity", AccountType.EQUITY))
    path = saved(program, journal(entry(1, lines=tuple(lines)), accounts=tuple(accounts)))
    found = programs.trial_balance(program, path)
    wide = {ord("\N{FULLWIDTH SEMICOLON}"): ";"}
    assert {code.translate(wide): amount for code, amount in found.items()} == {
        one.account: Decimal(str(one.base)) for one in lines
    }


@every_program
@pytest.mark.parametrize(
    ("currency", "minor", "text"),
    [("JPY", 1500, "1500"), ("KWD", 1500, "1.500"), ("CLF", 15000, "1.5000"), ("USD", 10**15, "")],
)
def test_a_currency_has_its_own_decimals(program, currency, minor, text, saved):
    lines = (
        WrittenLine("1200", None, Money(minor, currency), None),
        WrittenLine("4000", None, Money(-minor, currency), None),
    )
    path = saved(program, journal(entry(1, lines=lines), currency=currency))
    amount = Decimal(text or "10000000000000.00")
    assert programs.trial_balance(program, path) == {"1200": amount, "4000": -amount}


@every_program
def test_a_book_without_entries_is_no_mistake(program, saved):
    assert programs.trial_balance(program, saved(program, journal())) == {}


@pytest.mark.parametrize("program", programs.PROGRAMS)
def test_what_a_line_was_in_its_own_currency_stands_beside_it(program, saved):
    moved = WrittenLine("1200", "Acme", usd("0.05"), Money(0, "JPY"))
    back = WrittenLine("4000", None, usd("-0.05"), Money(0, "JPY"))
    whole = journal(entry(1, document="INV-1"), entry(2, reverses="e1", lines=(moved, back)))
    text = saved(program, whole).read_text()
    assert re.search(r"110\.00 USD\n[ ;]+foreign: 100\.00 EUR\n", text)
    assert re.search(r"0\.05 USD\n[ ;]+party: \"?Acme\"?\n[ ;]+foreign: 0 JPY\n", text)
    assert re.search(r"reverses: \"?e1\"?\n", text)
    assert "INV-1" in text


@every_program
@pytest.mark.parametrize("day", [date.min, date(1399, 12, 31), date(1400, 1, 1), date.max])
def test_a_day_is_said_or_refused(program, day, saved):
    whole = journal(entry(1, date=day), began=day, rates=())
    whole = replace(whole, accounts=tuple(replace(one, first_used=day) for one in whole.accounts))
    if program == "ledger" and day.year < 1400:
        with pytest.raises(Unavailable, match=r"Entry 1 is dated .* knows no day before 1400"):
            saved(program, whole)
        return
    ((_, _, lines),) = programs.entries(program, saved(program, whole))
    assert [there for there, *_ in lines] == [str(day)] * 2


@every_program
def test_a_program_that_finds_a_mistake_says_so(program, tmp_path):
    """That the checks above can fail."""
    path = tmp_path / "wrong"
    path.write_text(
        "".join(FORMATS[program].write(journal(entry(1)))).replace("-110.00", "-110.01")
    )
    with pytest.raises(AssertionError, match="balance"):
        programs.trial_balance(program, path)


def test_nothing_is_left_of_a_file_that_was_given_up(tmp_path):
    class Enough(Exception):
        pass

    def progress(done, total):
        assert total == 3
        if done == 2:
            raise Enough

    whole = journal(*(entry(place) for place in range(3)))
    with pytest.raises(Enough):
        save(whole, program="ledger", path=tmp_path / "a", progress=progress)
    assert list(tmp_path.iterdir()) == []
