"""The examples as a request shows them: objects, texts and doctests, read into calls, each with its path.

Owns the rules for names and for what an example must hold. Does not know types: `signature` binds and decodes.
"""

from __future__ import annotations

import json
import keyword
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis_graph.errors import SpecificationError
from synthesis_graph.example_text import (
    CallExample,
    doctests_in,
    exception_named,
    parse_example,
)
from synthesis_graph.literals import ExampleTextError

if TYPE_CHECKING:
    from synthesis_graph.request import RequestExample

_FORMS = 'write {"input": {…}, "output": …}, "assert f(…) == …" or ">>> f(…)\\n…", with literals only'


@dataclass(frozen=True)
class Asked:
    """What the caller said of the function; None and the empty string are "not said"."""

    name: str = ""
    description: str = ""
    parameters: tuple[tuple[str, str | None], ...] | None = None
    return_type: str | None = None


@dataclass(frozen=True)
class Shown:
    """An example before its arguments are bound to parameters; `place` is its path in the request."""

    place: str
    call: CallExample
    is_json: bool = False


def check_name(name: str, place: str, what: str) -> None:
    """Raises SpecificationError unless the name can be a Python name that code may define."""
    hint = f"give the {what} a name such as `sort_items`"
    if not name.isidentifier() or len(name) > 100:
        raise SpecificationError(f"{name[:60]!r} is not a Python name", hint, place)
    if keyword.iskeyword(name):
        raise SpecificationError(f"{name!r} is a Python keyword", f"use {name + '_'!r}", place)
    if name.startswith("__") and name.endswith("__"):
        raise SpecificationError(f"{name!r} is a name that Python reserves", hint, place)
    normal = unicodedata.normalize("NFKC", name)
    if normal != name:
        raise SpecificationError(f"Python reads {name!r} as {normal!r}", f"write {normal!r}", place)


def read_examples(
    given: Iterable[RequestExample | str], asked: Asked, limit: int
) -> tuple[list[Shown], tuple[str, ...]]:
    """The examples of the request, those of its doctests after them, and the doctests that could not be read."""
    shown = [example for i, one in enumerate(given) for example in _read(one, f"examples[{i}]")]
    doctests = doctests_in(asked.description) if ">>>" in asked.description else None
    left_out: tuple[str, ...] = ()
    if doctests:
        known = {example.call.text for example in shown}
        name = asked.name or next((s.call.function for s in shown if not s.is_json), "")
        ours = [call for call in doctests.examples if not name or call.function == name]
        others = [call.text for call in doctests.examples if call not in ours]
        left_out = (*doctests.left_out, *others)
        shown += [Shown("description", call) for call in ours if call.text not in known]
    if len(shown) > limit:
        raise too_many_examples(len(shown), limit)
    return shown, left_out


def too_many_examples(count: int, limit: int) -> SpecificationError:
    """The error for more examples than are allowed."""
    return SpecificationError(f"{count} examples are more than {limit}", f"keep at most {limit}", "examples")


def _read(one: RequestExample | str, place: str) -> Iterator[Shown]:
    if isinstance(one, str):
        try:
            calls = parse_example(one)
        except ExampleTextError as error:
            raise SpecificationError(str(error), _FORMS, place) from None
        for call in calls:
            check_name(call.function, place, "function")
        yield from (Shown(place, call) for call in calls)
        return
    given = one.model_fields_set
    if ("output" in given) == (one.raises is not None):
        raise SpecificationError("an example has either an output or raises", 'add "output": …', place)
    if one.raises is not None and not exception_named(one.raises):
        hint = "name a built-in exception such as ValueError"
        raise SpecificationError(f"{one.raises[:60]!r} is not a built-in exception", hint, f"{place}.raises")
    said = {"input": one.input} | ({"output": one.output} if one.raises is None else {"raises": one.raises})
    text = json.dumps(said, ensure_ascii=False)
    call = CallExample("", (), one.input, one.output, one.raises or "", strict=False, text=text)
    yield Shown(place, call, is_json=True)
