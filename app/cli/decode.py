"""JSON arguments become what a function's signature asks for; whatever does not fit is said."""

import base64
import binascii
import inspect
import re
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from app.cli.protocol import Word
from app.commands.inputs import Fields, Findings, Keep, Ref, can_be_kept
from app.domain.errors import Problem, Refused, refuse
from app.domain.kinds import Side
from app.domain.rates import decimal_parts

SINGULAR: Final = frozenset({"party", "credit", "claim"})
ALWAYS: Final = frozenset({"do", "as", "on", "key"})
_REF: Final = get_args(Ref)[1]
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE: Final = re.compile(r"-?\d{1,9}", re.ASCII)


class NumberText(str):
    """A JSON number as it was written: exact, and told apart from text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a word: its name in the protocol and in the function."""

    name: str
    inner: str
    hint: Any
    required: bool
    in_draft: bool


Look = Callable[[str, str], str]  # a reference as written and its field -> the id it stands for


@cache
def parameters(word_name: str) -> dict[str, Parameter]:
    """The arguments of a word by their protocol names, read from the function's signature."""
    from app.cli.protocol import WORDS

    word = WORDS[word_name]
    made = {}
    for inner, hint, needed, in_draft in _signature(word.function):
        if inner in word.without:
            continue
        name = outer_name(word, inner)
        required = needed or (inner in word.required)
        made[name] = Parameter(name, inner, hint, required, in_draft)
    return made


@cache
def _hints(thing: Any) -> dict[str, Any]:
    """The types of a function's or a record's parts; they never change, and reading takes long."""
    return get_type_hints(thing, include_extras=True)


@cache
def _names(word_name: str, record: Any) -> dict[str, Field[Any]]:
    """The parts of a record by their protocol names."""
    from app.cli.protocol import WORDS

    return {outer_name(WORDS[word_name], one.name): one for one in fields(record)}


def _signature(function: Callable[..., Any]) -> list[tuple[str, Any, bool, bool]]:
    hints = _hints(function)
    found = []
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        hint = hints[name]
        if name == "side" and hint is not str:
            continue
        if _is_draft(hint):
            found += [(one.name, _hints(hint)[one.name], False, True) for one in fields(hint)]
        else:
            found.append((name, hint, parameter.default is parameter.empty, False))
    return found


def _is_draft(hint: Any) -> bool:
    """Whether a parameter stands for many arguments of the protocol: its fields."""
    return isinstance(hint, type) and issubclass(hint, Fields)


_PLAIN: Final = {"first": "from", "last": "to"}


def outer_name(word: Word, inner: str) -> str:
    """The protocol's name of a general word: "claim_line" is "invoice_line" of a customer."""
    return side_name(word.words, _PLAIN.get(inner, inner))


def side_name(words: dict[str, str], name: str) -> str:
    """A name with its general word replaced by the side's own: alone or before an underscore.
    The side's own words stay as they are."""
    if name in words or name in words.values():
        return words.get(name, name)
    head, under, tail = name.partition("_")
    return f"{words[head]}{under}{tail}" if head in words and head in SINGULAR else name


def arguments(word: Word, request: dict[str, Any], look: Look) -> dict[str, Any]:
    """The keyword arguments for the word's function. Refused with every problem at once."""
    known = parameters(word.name)
    findings = Findings()
    for name in request:
        if name not in known and name not in ALWAYS:
            text = f"{word.name} has no argument “{name[:40]}”."
            hint = f"It takes: {', '.join(known) or 'none'}."
            findings.add(Problem("unknown_argument", text, name[:40], hint))
    plain: dict[str, Any] = {}
    drafted: dict[str, Any] = {}
    for name, parameter in known.items():
        if parameter.required and request.get(name) is None:
            findings.add(_missing(word, name))
            continue
        if name not in request:
            continue
        with findings.gather():
            value = _Decoder(word, look).value(parameter.hint, request[name], name)
            (drafted if parameter.in_draft else plain)[parameter.inner] = value
    findings.settle()
    return _call(word, plain, drafted)


def _missing(word: Word, name: str) -> Problem:
    verb = word.name.partition(".")[2]
    is_why = name == "reason" and verb.startswith(("void", "unlock"))
    code = "reason_required" if is_why else "required"
    said = name.replace("_", " ")
    return Problem(code, f"{word.name} needs “{said}”.", name, f"Add “{name}”.")


def _call(word: Word, plain: dict[str, Any], drafted: dict[str, Any]) -> dict[str, Any]:
    made = {**word.fixed, **plain}
    hints = _hints(word.function)
    if hints.get("side") is Side:
        made["side"] = word.side
    for name, hint in hints.items():
        if _is_draft(hint):
            made[name] = hint(**drafted)
    return made


class _Decoder:
    """Fits one value to one hint."""

    def __init__(self, word: Word, look: Look) -> None:
        self._word, self._look = word, look

    def value(self, hint: Any, value: Any, field: str) -> Any:
        origin = get_origin(hint)
        if origin is Annotated:
            return self._marked(get_args(hint)[1], value, field)
        if origin in (Union, types.UnionType):
            return self._one_of(
                [part for part in get_args(hint) if part is not Keep], value, field
            )
        if origin is tuple:
            return self._list(get_args(hint)[0], value, field)
        if origin is dict:
            return self._mapping(get_args(hint)[1], value, field)
        if is_dataclass(hint):
            return self._record(hint, value, field)
        return self._simple(hint, value, field)

    def _marked(self, mark: str, value: Any, field: str) -> str:
        if mark == _REF:
            return self._look(as_text(value, field), field)
        if not isinstance(value, str):
            raise _malformed(field, "a number", "Write it like “150.00”.")
        decimal_parts(value, field)
        return str(value)

    def _one_of(self, parts: list[Any], value: Any, field: str) -> Any:
        if value is None and type(None) in parts:
            return None
        parts = [part for part in parts if part is not type(None)]
        if len(parts) == 2:  # text or a record: the value's own shape decides
            record = next(part for part in parts if is_dataclass(part))
            other = next(part for part in parts if part is not record)
            return self.value(record if isinstance(value, dict) else other, value, field)
        return self.value(parts[0], value, field)

    def _list(self, hint: Any, value: Any, field: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _malformed(field, "a list", "Write it in square brackets.")
        findings, made = Findings(), []
        for place, item in enumerate(value):
            with findings.gather():
                made.append(self.value(hint, item, f"{field}.{place}"))
        findings.settle()
        return tuple(made)

    def _mapping(self, hint: Any, value: Any, field: str) -> dict[str, Any]:
        """Names of the asker's own choice, each with a value of one kind."""
        if not isinstance(value, dict):
            raise _malformed(field, "an object", "Write names and values in curly brackets.")
        findings, made = Findings(), {}
        for name, item in value.items():
            with findings.gather():
                made[can_be_kept(name, field)] = self.value(hint, item, f"{field}.{name[:40]}")
        findings.settle()
        return made

    def _record(self, hint: Any, value: Any, field: str) -> Any:
        if not isinstance(value, dict):
            raise _malformed(field, "an object", "Write names and values in curly brackets.")
        hints, names = _hints(hint), _names(self._word.name, hint)
        findings, made = Findings(), {}
        for name in value:
            if name not in names:
                text, place = f"There is no “{name[:40]}” here.", f"{field}.{name[:40]}"
                hint = f"It may have: {', '.join(names)}."
                findings.add(Problem("unknown_argument", text, place, hint))
        for name, one in names.items():
            place = f"{field}.{name}"
            if name in value:
                with findings.gather():
                    made[one.name] = self.value(hints[one.name], value[name], place)
            elif one.default is MISSING:
                findings.add(Problem("required", f"“{name}” is missing.", place, f"Add “{name}”."))
        findings.settle()
        return hint(**made)

    def _simple(self, hint: Any, value: Any, field: str) -> Any:
        if hint is date:
            return as_date(value, field)
        if hint is bool:
            if not isinstance(value, bool):
                raise _malformed(field, "true or false", "Write it without quotes.")
            return value
        if hint is bytes:
            return _file(value, field)
        return _whole(value, field) if hint is int else as_text(value, field)


def as_text(value: Any, field: str) -> str:
    """Text that can be kept. Refused: malformed."""
    if not isinstance(value, str) or isinstance(value, NumberText):
        raise _malformed(field, "text", "Write it in quotes.")
    return can_be_kept(value, field)


def as_date(value: Any, field: str) -> date:
    """An ISO date. Refused: invalid_date."""
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise refuse("invalid_date", "This is not a date.", field, "Write it like 2026-01-31.")


def _whole(value: Any, field: str) -> int:
    if isinstance(value, NumberText) and _WHOLE.fullmatch(value):
        return int(value)
    raise _malformed(field, "a whole number", "Write it like 30, without quotes and decimals.")


def _file(value: Any, field: str) -> bytes:
    try:
        return base64.b64decode(as_text(value, field).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise _malformed(field, "a file as base64 text", "Write it on one line, without blanks.")


def _malformed(field: str, what: str, hint: str) -> Refused:
    return refuse("malformed", f"“{field}” must be {what}.", field, hint)
