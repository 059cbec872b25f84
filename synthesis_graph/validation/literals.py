"""Plain values as Python text that a reader can paste, cut to a length; safe for values of any size.

Unlike `repr` it never meets the limit on the digits of an integer, and writes NaN and infinities as expressions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from synthesis_graph.spec import Specification

_LONGEST = 400
_MAX_BITS = 4096
_MAX_ITEMS = 60


def show(value: Any, longest: int = _LONGEST) -> str:
    """The value as Python text, at most about `longest` characters."""
    try:
        text = _text(value)
    except RecursionError:
        return "<a value nested too deeply to show>"
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def show_arguments(spec: Specification, arguments: Sequence[Any]) -> str:
    """The arguments as in a call by name: `items=[{}], key='id'`."""
    names = [p.name for p in spec.signature.parameters]
    if len(names) != len(arguments):
        return ", ".join(map(show, arguments))
    return ", ".join(f"{name}={show(value)}" for name, value in zip(names, arguments, strict=True))


def _text(value: Any) -> str:
    kind = type(value)
    if kind is int and value.bit_length() > _MAX_BITS:
        return f"<an integer of {value.bit_length()} bits>"
    if kind is float and not math.isfinite(value):
        return f"float('{value}')"
    if kind in (str, bytes):
        return repr(value[:_LONGEST])
    if kind is list:
        return f"[{_row(value)}]"
    if kind is tuple:
        return f"({_row(value)}{',' if len(value) == 1 else ''})"
    if kind is set:
        return f"{{{_row(_ordered(value))}}}" if value else "set()"
    if kind is frozenset:
        return f"frozenset({{{_row(_ordered(value))}}})" if value else "frozenset()"
    if kind is dict:
        pairs = [f"{_text(k)}: {_text(v)}" for k, v in list(value.items())[:_MAX_ITEMS]]
        return "{" + ", ".join(pairs + ["…"] * (len(value) > _MAX_ITEMS)) + "}"
    return repr(value)


def _row(items: Sequence[Any]) -> str:
    return ", ".join([_text(item) for item in items[:_MAX_ITEMS]] + ["…"] * (len(items) > _MAX_ITEMS))


def _ordered(items: Iterable[Any]) -> list[Any]:
    """The same order for the same set, whatever the hash seed."""
    return sorted(items, key=lambda item: (len(_text(item)), _text(item)))
