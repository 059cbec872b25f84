"""Programs and plain values as JSON and text: the form in which training records hold them.

A variable is `{"v": name}`, a constant `{"c": its literal}`, an applied operation `[name, argument, …]`, a function
`{"f": names, "b": body}`. Texts are the same in every process: sets are written in order.
"""

from __future__ import annotations

import ast
import math
from typing import Any

from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable


def encode(tree: Tree) -> Any:
    """The tree as JSON-ready values; ValueError for a hole or a constant that has no literal."""
    match tree:
        case Variable(name):
            return {"v": name}
        case Constant(value):
            return {"c": literal_text(value)}
        case Apply(operation, arguments):
            return [operation, *map(encode, arguments)]
        case Function(parameters, body):
            return {"f": list(parameters), "b": encode(body)}
    raise ValueError(f"{tree!r} has no form in a record")


def decode(data: Any) -> Tree:
    """The inverse of `encode`."""
    if isinstance(data, list):
        return Apply(data[0], tuple(map(decode, data[1:])))
    if "v" in data:
        return Variable(data["v"])
    if "c" in data:
        return Constant(value_of_text(data["c"]))
    return Function(tuple(data["f"]), decode(data["b"]))


def value_of_text(text: str) -> Any:
    """The plain value that a text of `literal_text` means."""
    return ast.literal_eval(text)


def literal_text(value: Any) -> str:
    """The value as a literal; ValueError for what `ast.literal_eval` could not read back."""
    match value:
        case None | bool() | int() | str() | bytes():
            return repr(value)
        case float() if math.isfinite(value):
            return repr(value)
        case list():
            return f"[{', '.join(map(literal_text, value))}]"
        case tuple():
            return f"({', '.join(map(literal_text, value))}{',' if len(value) == 1 else ''})"
        case dict():
            return f"{{{', '.join(f'{literal_text(k)}: {literal_text(v)}' for k, v in value.items())}}}"
        case set():
            return f"{{{', '.join(sorted(map(literal_text, value)))}}}" if value else "set()"
    raise ValueError(f"a {type(value).__name__} has no literal here")
