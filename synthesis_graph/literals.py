"""The values of literal expressions, read from their syntax and never evaluated; the bottom of `example_text`."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from typing import Any

from synthesis_graph.strict_json import number_flaw, text_flaw

_MAX_DEPTH = 100


class ExampleTextError(ValueError):
    """The text is not an example that is understood; the message says which part."""


BUILDERS = {
    "set": set, "frozenset": frozenset, "list": list, "tuple": tuple, "dict": dict, "float": float,
}  # fmt: skip
_MATH = {
    "math.inf": math.inf,
    "math.nan": math.nan,
    "inf": math.inf,
    "nan": math.nan,
}  # as repr() writes them
_ROWS: dict[type, type] = {ast.List: list, ast.Tuple: tuple, ast.Set: set}


def literal(node: ast.expr, names: Mapping[str, Any], depth: int = 0) -> Any:
    """The value of a literal expression, with `names` standing for earlier ones; raises ExampleTextError."""
    if depth > _MAX_DEPTH:
        raise ExampleTextError("values are nested too deeply")
    try:
        return _value(node, names, depth + 1)
    except (TypeError, ValueError, OverflowError) as error:
        if isinstance(error, ExampleTextError):
            raise
        raise ExampleTextError(f"{source_of(node)!r} has no value: {error}") from None


def _value(node: ast.expr, names: Mapping[str, Any], depth: int) -> Any:
    match node:
        case ast.Constant(value=value) if value is not Ellipsis:
            return _checked(value)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            number = literal(operand, names, depth)
            if _is_number(number):
                return -number if isinstance(node.op, ast.USub) else number
        case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=ast.Constant(value=complex() as imaginary)):
            real = literal(left, names, depth)
            if _is_number(real):
                return real + imaginary if isinstance(node.op, ast.Add) else real - imaginary
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return _ROWS[type(node)](literal(item, names, depth) for item in items)
        case ast.Dict(keys=keys, values=values) if all(key is not None for key in keys):
            return {
                literal(k, names, depth): literal(v, names, depth)
                for k, v in zip(keys, values, strict=True)
                if k
            }
        case ast.Call(func=ast.Name(id=name), args=args, keywords=words) if name in BUILDERS and all(
            w.arg for w in words
        ):
            given = [literal(arg, names, depth) for arg in args]
            return BUILDERS[name](*given, **{w.arg: literal(w.value, names, depth) for w in words if w.arg})
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Attribute() | ast.Name() if (constant := _MATH.get(dotted(node))) is not None:
            return constant
    raise ExampleTextError(f"{source_of(node)!r} is not a literal")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, complex)) and not isinstance(value, bool)


def _checked(value: Any) -> Any:
    flaw = (
        text_flaw(value) if isinstance(value, str) else number_flaw(value) if isinstance(value, int) else ""
    )
    if flaw:
        raise ExampleTextError(flaw)
    return value


def dotted(node: ast.expr) -> str:
    """`name` or `module.name` where the expression is one, else the empty string."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def source_of(node: ast.expr) -> str:
    """The expression as short text, for a message."""
    try:
        return shortened(ast.unparse(node))
    except (RecursionError, ValueError):  # too deep, or an integer too long to print
        return "…"


def shortened(text: str) -> str:
    """The text, cut to 80 characters."""
    return text if len(text) <= 80 else text[:77] + "…"
