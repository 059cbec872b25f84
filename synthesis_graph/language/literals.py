"""Constants as syntax trees and back: `value_of` is the inverse of `literal`."""

from __future__ import annotations

import ast
import math
from typing import Any

from synthesis_graph.language.patterns import GLOBAL


class NotLiteral(ValueError):  # an answer of the parser, not a failure of the program
    """The expression is not written as a constant."""


def literal(value: Any) -> ast.expr:
    """The syntax tree of a plain value; pi by its name, what has no literal (`inf`, the empty set) as a call."""
    match value:
        case float():
            return _float(value)
        case complex():
            return _call("complex", _float(value.real), _float(value.imag))
        case list():
            return ast.List([literal(item) for item in value], ast.Load())
        case tuple():
            return ast.Tuple([literal(item) for item in value], ast.Load())
        case dict():
            return ast.Dict([literal(key) for key in value], [literal(item) for item in value.values()])
        case frozenset() if value:
            return _call("frozenset", ast.Set(_ordered(value)))
        case frozenset():
            return _call("frozenset")
        case set() if value:
            return ast.Set(_ordered(value))
        case set():
            return _call("set")
        case bool() | None | str() | bytes():
            return ast.Constant(value)
        case int():
            return _signed(value)
    raise ValueError(f"a value of type {type(value).__name__} has no literal")


def _ordered(items: set[Any] | frozenset[Any]) -> list[ast.expr]:
    """Sorted by their text, so that a program reads the same in every process."""
    return sorted(map(literal, items), key=ast.unparse)


def _float(value: float) -> ast.expr:
    if value == math.pi:
        return ast.Attribute(ast.Name(GLOBAL + "math", ast.Load()), "pi", ast.Load())
    if not math.isfinite(value):
        return _call("float", ast.Constant(repr(value)))
    return _signed(value)


def _signed(value: float) -> ast.expr:
    if math.copysign(1, value) < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    return ast.Constant(value)


def _call(name: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(GLOBAL + name, ast.Load()), list(arguments), [])


def value_of(node: ast.expr) -> Any:  # noqa: C901  # one case a form of literal
    """The constant that an expression with marked globals writes; raises NotLiteral."""
    match node:
        case ast.Constant(value=value) if value is not ... and not isinstance(value, complex):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            if not isinstance(value, bool) and repr(-value) == f"-{value!r}":  # `-0` is no literal of 0
                return -value
        case ast.Attribute(value=ast.Name(id="@math"), attr="pi"):
            return math.pi
        case ast.List(elts=items):
            return [value_of(item) for item in items]
        case ast.Tuple(elts=items):
            return tuple(value_of(item) for item in items)
        case ast.Set(elts=items):
            return {value_of(item) for item in items}
        case ast.Dict(keys=keys, values=values) if None not in keys:
            return {value_of(k): value_of(v) for k, v in zip(keys, values, strict=True) if k is not None}
        case ast.Call(func=ast.Name(id="@set"), args=[], keywords=[]):
            return set()
        case ast.Call(func=ast.Name(id="@frozenset"), args=[], keywords=[]):
            return frozenset()
        case ast.Call(func=ast.Name(id="@frozenset"), args=[ast.Set(elts=items)], keywords=[]):
            return frozenset(value_of(item) for item in items)
        case ast.Call(func=ast.Name(id="@float"), args=[ast.Constant(value="inf" | "-inf" | "nan" as text)]):
            return float(text)
        case ast.Call(func=ast.Name(id="@complex"), args=[real, imaginary], keywords=[]):
            parts = value_of(real), value_of(imaginary)
            if all(isinstance(part, float) for part in parts):
                return complex(*parts)
    raise NotLiteral(ast.dump(node)[:80])
