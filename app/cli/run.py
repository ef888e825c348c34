"""`avoir run`: one JSON line in, one JSON line out, each act its own transaction."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from app.book.book import Book, Writing
from app.cli import decode, encode
from app.cli.protocol import WORDS, Word
from app.commands import requests
from app.commands.done import Done
from app.commands.inputs import Findings
from app.domain.errors import Refused, present, refuse
from app.queries import ledger


class Runner:
    """One run on one book. Labels live as long as it does; `today` is asked for each line."""

    def __init__(self, book: Book, today: Callable[[], date]) -> None:
        self._book, self._today = book, today
        self._labels: dict[str, tuple[str | None, dict[str, Any]]] = {}

    def answer(self, text: bytes | str) -> dict[str, Any]:
        """The answer to one line; a refusal is an answer too, and leaves no trace."""
        do: Any = None
        words: dict[str, str] = {}
        try:
            request = parse(text)
            do = request.get("do")
            label, key, on = self._head(request)
            word = _word(request, "of" if do == "preview" else "do")
            words = word.words
            if do == "preview":
                result = self._preview(word, request, on)
            else:
                result = self._perform(word, request, on, key)
            if label is not None:
                self._remember(label, word, result)
        except Refused as refused:
            problems = [encode.problem(found, words) for found in refused.problems]
            do = do if isinstance(do, str) and not isinstance(do, decode.NumberText) else None
            return {"ok": False, "do": do, "problems": problems}
        return {"ok": True, "do": do, "result": result}

    def _head(self, request: dict[str, Any]) -> tuple[str | None, str | None, date]:
        """The label, the key and the business date of a line, the real date if it has none."""
        findings = Findings()
        found: dict[str, Any] = {}
        for name, read in (("as", _label), ("key", decode.as_text), ("on", decode.as_date)):
            with findings.gather():
                value = request.get(name)
                found[name] = None if value is None else read(value, name)
        findings.settle()
        return found["as"], found["key"], found["on"] or self._today()

    def _perform(
        self, word: Word, request: dict[str, Any], on: date, key: str | None
    ) -> dict[str, Any]:
        if not word.is_act:
            found = self._book.ask(
                on, word.function, **decode.arguments(word, request, self._look)
            )
            return self._shown(found)

        def act(writing: Writing) -> dict[str, Any]:
            arguments = decode.arguments(word, request, self._look)
            done: Done = word.function(writing, **arguments)
            return self._told(word, writing, done)

        if key is None:
            return self._book.do(on, act)
        body = {name: value for name, value in request.items() if name not in ("as", "key")}
        return self._book.do(on, requests.once, key=key, body=canonical(body), act=act)

    def _preview(self, word: Word, request: dict[str, Any], on: date) -> dict[str, Any]:
        if not word.is_act:
            raise refuse(
                "malformed", "Only what changes the book can be previewed.", "of", "Name an act."
            )
        inner = {name: value for name, value in request.items() if name != "of"}
        arguments = decode.arguments(word, inner, self._look)
        entries = self._book.preview(on, word.function, **arguments)
        return self._shown({"entries": ledger.as_entries(entries, on)})

    def _told(self, word: Word, writing: Writing, done: Done) -> dict[str, Any]:
        shown = present(word.answer, f"{word.name} is an act")
        result = self._shown(shown(writing, done))
        result["idempotent"] = done.idempotent
        if done.made:
            result["made"] = list(done.made)
        if done.differs is not None:
            result["differs"] = [decode.outer_name(word, name) for name in done.differs]
        if writing.warnings:
            result["warnings"] = [encode.problem(one, word.words) for one in writing.warnings]
        return result

    @staticmethod
    def _shown(found: Any) -> dict[str, Any]:
        return dict(encode.journal_lines(encode.plain(found)))

    def _remember(self, label: str, word: Word, result: dict[str, Any]) -> None:
        made = result.get("made") or [None]
        self._labels[label] = (made[0] if word.label_is_made else result.get("id"), result)

    def _look(self, text: str, field: str) -> str:
        """A label's id where one is written, else the text itself."""
        if not text.startswith("$"):
            return text
        label, dot, part = text[1:].partition(".")
        own_id, result = self._labels.get(label, (None, {}))
        found = at(result, part) if dot else own_id
        if isinstance(found, str):
            return found
        raise refuse(
            "not_found",
            f"There is no label “{text[:40]}” before this line.",
            field,
            "Give an earlier line that label with “as”.",
        )


def _label(value: Any, field: str) -> str:
    """A label, which a full stop would end where it is used. Refused: malformed."""
    text = decode.as_text(value, field)
    if text and "." not in text:
        return text
    raise refuse("malformed", "A label is text without a period.", field, "Write it like “use1”.")


def _word(request: dict[str, Any], field: str) -> Word:
    """The word that a line names. Refused: required, malformed, unknown_command."""
    if request.get(field) is None:
        raise refuse("required", f"The line has no “{field}”.", field, "Say what to do.")
    name = decode.as_text(request[field], field)
    if name in WORDS:
        return WORDS[name]
    near = ", ".join(get_close_matches(name[:40], WORDS, 3)) or "book.get, invoice.list"
    raise refuse(
        "unknown_command",
        f"There is no command “{name[:40]}”.",
        field,
        f"Check the spelling; there are, for example: {near}.",
    )


def at(result: Any, path: str) -> Any:
    """What stands at a path of an answer, such as “lines.0.id”; None where there is nothing."""
    for step in path.split("."):
        if isinstance(result, list) and step.isdecimal():
            result = dict(enumerate(result)).get(int(step[:9]))
        else:
            result = result.get(step) if isinstance(result, dict) else None
    return result


def parse(text: bytes | str) -> dict[str, Any]:
    """One line as an object. Refused: malformed."""
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=decode.NumberText,
            parse_int=decode.NumberText,
            parse_constant=decode.NumberText,
        )
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict):
        return value
    raise refuse(
        "malformed", "This line is not a JSON object.", None, "Write one object on each line."
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object with each name once: of two amounts nobody could say which one counts."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise refuse(
                "malformed", f"“{name[:40]}” is given twice.", name[:40], "Leave one of them out."
            )
        made[name] = value
    return made


def canonical(body: dict[str, Any]) -> str:
    """A request's body in one spelling, to tell repeats from other requests."""
    try:
        return json.dumps(body, sort_keys=True, ensure_ascii=True)
    except RecursionError:
        raise refuse(
            "malformed", "This line is nested too deeply.", None, "Nothing needs so many levels."
        )


def run(
    book: Book,
    lines: Iterable[bytes],
    write: Callable[[str], None],
    today: Callable[[], date],
    *,
    keep_going: bool,
) -> int:
    """Answers every line; exit status 0 when all were done, 1 when one was refused."""
    runner, status = Runner(book, today), 0
    for text in lines:
        if not text.strip():
            continue
        answer = runner.answer(text)
        write(encode.line(answer))
        if not answer["ok"]:
            status = 1
            if not keep_going:
                break
    return status
