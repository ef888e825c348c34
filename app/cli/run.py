"""`avoir run`: one JSON line in, one JSON line out, each act its own transaction."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from app.book.book import Book, Reading, Writing
from app.cli import decode, encode
from app.cli.protocol import WORDS, Word
from app.commands import requests
from app.commands.done import Done
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
            word = self._word(do)
            words = word.words
            on = decode.as_date(request["on"], "on") if "on" in request else self._today()
            result = self._perform(word, request, on)
            self._remember(word, request, result)
        except Refused as refused:
            problems = [encode.problem(found, words) for found in refused.problems]
            do = do if isinstance(do, str) else None
            return {"ok": False, "do": do, "problems": problems}
        return {"ok": True, "do": do, "result": result}

    def _word(self, do: Any) -> Word:
        if do == "preview":
            return Word("preview", self._preview)
        if isinstance(do, str) and do in WORDS:
            return WORDS[do]
        if do is None:
            raise refuse("required", "The line has no “do”.", "do", "Say what to do.")
        raise refuse(
            "unknown_command",
            f"There is no command “{str(do)[:40]}”.",
            "do",
            "See the list of commands and questions.",
        )

    def _perform(self, word: Word, request: dict[str, Any], on: date) -> dict[str, Any]:
        if word.name == "preview":
            return self._preview(request, on)
        arguments = decode.arguments(word, request, self._look)
        if not word.is_act:
            found = self._book.ask(on, word.function, **arguments)
            return self._shown(found)

        def act(writing: Writing) -> dict[str, Any]:
            done: Done = word.function(writing, **arguments)
            return self._told(word, writing, done)

        if (key := request.get("key")) is None:
            return self._book.do(on, act)
        body = {name: value for name, value in request.items() if name not in ("as", "key")}
        return self._book.do(on, requests.once, key=key, body=canonical(body), act=act)

    def _preview(self, request: dict[str, Any], on: date) -> dict[str, Any]:
        word = self._word(request.get("of"))
        if not word.is_act:
            raise refuse(
                "malformed", "Only what changes the book can be previewed.", "of", "Name an act."
            )
        inner = {name: value for name, value in request.items() if name not in ("of", "as", "key")}
        arguments = decode.arguments(word, inner, self._look)
        entries = self._book.preview(on, word.function, **arguments)
        return self._shown({"entries": ledger.as_entries(entries, on)})

    def _told(self, word: Word, reading: Reading, done: Done) -> dict[str, Any]:
        shown = present(word.answer, f"{word.name} is an act")
        result = self._shown(shown(reading, done))
        result["idempotent"] = done.idempotent
        if done.made:
            result["made"] = list(done.made)
        if done.differs is not None:
            result["differs"] = [decode.outer_name(word, name) for name in done.differs]
        return result

    @staticmethod
    def _shown(found: Any) -> dict[str, Any]:
        return dict(encode.journal_lines(encode.plain(found)))

    def _remember(self, word: Word, request: dict[str, Any], result: dict[str, Any]) -> None:
        label = request.get("as")
        if not isinstance(label, str):
            return
        made = result.get("made") or [None]
        self._labels[label] = (made[0] if word.label_is_made else result.get("id"), result)

    def _look(self, text: str, field: str) -> str:
        """A label's id where one is written, else the text itself."""
        if not text.startswith("$"):
            return text
        label, _, part = text[1:].partition(".")
        own_id, result = self._labels.get(label, (None, {}))
        found = at(result, part) if part else own_id
        if isinstance(found, str):
            return found
        raise refuse(
            "not_found",
            f"There is no label “{text[:40]}” before this line.",
            field,
            "Give an earlier line that label with “as”.",
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


def canonical(body: dict[str, Any]) -> str:
    """A request's body in one spelling, to tell repeats from other requests."""
    return json.dumps(body, sort_keys=True, ensure_ascii=True)


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
