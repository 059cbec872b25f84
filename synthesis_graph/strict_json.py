"""JSON text to plain data, strictly: what `json.loads` lets pass (NaN, duplicate keys, huge numbers, depth) is refused.

Owns the limits on text and the path of an offending value. Knows nothing of what the fields mean; `request` comes next.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from synthesis_graph.errors import SpecificationError

MAX_INT_DIGITS = 1_000
"""Python itself refuses to print or to read integers of more than 4300 digits."""

_MAX_INT_BITS = int(MAX_INT_DIGITS * math.log2(10)) + 1
# Strings are skipped whole; the closing quote is optional, so that an open string cannot make the scan quadratic.
_STRUCTURE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class _Flaw:
    """Stands in the parsed tree for a value that is refused, until the walk knows its path."""

    message: str
    hint: str
    key: str = ""


def read_json(payload: bytes | str | dict[str, Any], *, max_bytes: int, max_depth: int) -> dict[str, Any]:
    """A fresh tree of plain JSON data with string keys; raises SpecificationError with the path of what is wrong."""
    tree: Any = payload
    if not isinstance(payload, dict):
        text = _text(payload, max_bytes)
        _check_depth(text, max_depth)
        tree = _loads(text)
    checked = _Walk(max_depth, max_bytes).copy(tree, "", 0)
    if not isinstance(checked, dict):
        raise SpecificationError("the request is not a JSON object", 'send {"description": "…", …}')
    return checked


def child(path: str, key: str | int) -> str:
    """The path of a member of the value at `path`: `a.b`, `a[0]`, or `a["odd key"]`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if not key.isidentifier() or len(key) > 60:
        return f"{path}[{json.dumps(key[:60])}]"
    return f"{path}.{key}" if path else key


def number_flaw(value: float) -> str:
    """Why a number is refused, or the empty string."""
    if not isinstance(value, int) or value.bit_length() <= _MAX_INT_BITS:
        return ""
    return f"the integer has more than {MAX_INT_DIGITS} digits"


def text_flaw(value: str) -> str:
    """Why a string is refused, or the empty string."""
    return "the text holds a lone surrogate, which is no character" if _SURROGATE.search(value) else ""


def _text(payload: bytes | str, max_bytes: int) -> str:
    if not isinstance(payload, (bytes, bytearray, memoryview, str)):
        raise SpecificationError(
            f"the request is {type(payload).__name__}, not JSON text", "send a JSON object"
        )
    size = len(payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload)
    if size > max_bytes:
        raise SpecificationError(
            f"the request has {size} bytes, more than {max_bytes}", "send fewer examples"
        )
    if isinstance(payload, str):
        return payload
    try:
        return bytes(payload).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SpecificationError(
            f"the request is not UTF-8 at byte {error.start}", "encode it as UTF-8"
        ) from None


def _check_depth(text: str, max_depth: int) -> None:
    depth = 0
    for token in _STRUCTURE.finditer(text):
        first = text[token.start()]
        depth += (first in "[{") - (first in "]}")
        if depth > max_depth:
            raise _too_deep(max_depth, "")


def _too_deep(max_depth: int, field: str) -> SpecificationError:
    return SpecificationError(f"values are nested more than {max_depth} deep", "flatten them", field)


def _loads(text: str) -> Any:
    try:
        return json.loads(
            text,
            parse_int=_integer,
            parse_float=_real,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SpecificationError(
            f"the request is not JSON: {error.msg} ({place})", "mend the JSON there"
        ) from None


def _integer(digits: str) -> int | _Flaw:
    if len(digits) > MAX_INT_DIGITS + 1:
        return _Flaw(f"the integer has more than {MAX_INT_DIGITS} digits", "use a smaller number")
    return int(digits)


def _real(digits: str) -> float | _Flaw:
    value = float(digits)
    if math.isinf(value):
        return _Flaw("the number is too large for a float", 'write "Infinity" as a string under a float type')
    return value


def _constant(word: str) -> _Flaw:
    return _Flaw(f"{word} is not JSON", f'write "{word}" as a string under a declared float type')


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Flaw:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return _Flaw("the key occurs twice in one object", "keep one of them", twice)


@dataclass
class _Walk:
    """Copies a tree and refuses what JSON cannot hold; `room` bounds the values, for trees that share parts."""

    max_depth: int
    room: int

    def copy(self, value: Any, path: str, depth: int) -> Any:
        self.room -= 1
        if self.room < 0:
            raise SpecificationError("the request holds too many values", "send fewer examples", path)
        if depth > self.max_depth:
            raise _too_deep(self.max_depth, path)
        if isinstance(value, dict):
            return {self.key(k, path): self.copy(v, child(path, k), depth + 1) for k, v in value.items()}
        if isinstance(value, list):
            return [self.copy(item, child(path, i), depth + 1) for i, item in enumerate(value)]
        self.leaf(value, path)
        return value

    def key(self, key: Any, path: str) -> str:
        if not isinstance(key, str):
            raise SpecificationError(f"the key {key!r} is not a string", "JSON keys are strings", path)
        self.leaf(key, path)
        return key

    def leaf(self, value: Any, path: str) -> None:
        message, hint = "", "use another value"
        if isinstance(value, _Flaw):
            message, hint = value.message, value.hint
            path = child(path, value.key) if value.key else path
        elif isinstance(value, str):
            message = text_flaw(value)
        elif isinstance(value, float) and not math.isfinite(value):
            flaw = _constant({math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN"))
            message, hint = flaw.message, flaw.hint
        elif isinstance(value, (int, float)):
            message = number_flaw(value)
        elif value is not None:
            message, hint = f"{type(value).__name__} is not JSON data", "use JSON's own kinds of values"
        if message:
            raise SpecificationError(message, hint, path)
